/*
 * page_model.h - an array that says whose each page is, beside mm/page_alloc.c
 * that is told the same; for page_alloc_test.c, which includes it after the
 * code under test: it looks into the allocator's lists.
 */
#ifndef UNIT_PAGE_MODEL_H
#define UNIT_PAGE_MODEL_H

#include "machine.h"

#define DMA_PAGES	(ZONE_DMA_END >> PAGE_SHIFT)
#define NR_PAGES	(DMA_PAGES + 2300)
#define MAX_BLOCKS	1500
#define NO_BLOCK	(-1)		/* owner[]: free */
#define HOLE		(-2)

static struct page map[NR_PAGES];
static s16 owner[NR_PAGES];		/* block number, NO_BLOCK or HOLE */
static struct block {
	struct page *page;		/* NULL: not in use */
	int order;
	enum page_use use;
	u32 mark;			/* at both ends of each page */
} blocks[MAX_BLOCKS];
static unsigned int seed = 386;
static unsigned long ram_pages;

/* A list's blocks as bits: two states of all lists can be compared. */
struct picture {
	u8 order[NR_PAGES];		/* order + 1 of the block that starts
					   here; 0: none does */
};

/* Everything from the beginning, all pages of holes[] reserved. */
static void start(int cpus)
{
	unsigned long pfn;

	machine_start(NR_PAGES, cpus);
	memset(map, 0, sizeof(map));
	memset(zones, 0, sizeof(zones));
	memset(blocks, 0, sizeof(blocks));
	init_page_alloc(map, NR_PAGES);
	ram_pages = 0;
	for (pfn = 0; pfn < NR_PAGES; pfn++)
		if (owner[pfn] != HOLE) {
			owner[pfn] = NO_BLOCK;
			release_boot_page(pfn);
			ram_pages++;
		}
}

/* Memory in which runs of RAM and holes follow each other. */
static void random_holes(void)
{
	unsigned long pfn = 0, len;
	int hole = rnd(&seed) % 2;

	while (pfn < NR_PAGES) {
		len = 1 + rnd(&seed) % (hole ? 60 : 1500);
		for (; len && pfn < NR_PAGES; len--)
			owner[pfn++] = hole ? HOLE : NO_BLOCK;
		hole = !hole;
	}
}

static void no_holes(void)
{
	unsigned long pfn;

	for (pfn = 0; pfn < NR_PAGES; pfn++)
		owner[pfn] = NO_BLOCK;
}

static int is_free(unsigned long pfn, int order)
{
	unsigned long i;

	for (i = pfn; i < pfn + (1UL << order); i++)
		if (i >= NR_PAGES || owner[i] != NO_BLOCK)
			return 0;
	return 1;
}

/* The block that starts at a page of a free list is whole and alone. */
static int block_is_good(const struct page *page, int id, int order,
			 struct picture *pic)
{
	unsigned long pfn = page_to_pfn(page), i;

	if (pfn & ((1UL << order) - 1) || !page->buddy || page->use ||
	    page->order != order || page->zone != id || !is_free(pfn, order) ||
	    atomic_read(&page->count))
		return 0;
	for (i = pfn; i < pfn + (1UL << order); i++)
		if (pic->order[i] || map[i].zone != id || (i > pfn &&
							   map[i].buddy))
			return 0;
	pic->order[pfn] = order + 1;
	return order == MAX_ORDER - 1 || !free_buddy(page, order);
}

/*
 * Draws all free lists. Returns how many pages are on them, or -1 when
 * something is wrong: blocks that overlap, are not free, or not merged.
 */
static long draw(struct picture *pic)
{
	long pages = 0, in_zone;
	struct page *page;
	int id, order;

	memset(pic, 0, sizeof(*pic));
	for (id = 0; id < NR_ZONES; id++) {
		in_zone = 0;
		for (order = 0; order < MAX_ORDER; order++)
			list_for_each_entry(page, &zones[id].free[order],
					    list) {
				if (!block_is_good(page, id, order, pic))
					return -1;
				in_zone += 1 << order;
			}
		if (in_zone != zones[id].nr_free)
			return -1;
		pages += in_zone;
	}
	return pages;
}

/* Adds what the CPUs keep; -1 if that is on a list or no free page. */
static long draw_stocks(struct picture *pic)
{
	long pages = 0;
	unsigned long pfn;
	int cpu, i;

	for (cpu = 0; cpu < smp_num_cpus; cpu++) {
		if (cpu_table[cpu]->nr_hot > HOT_PAGES)
			return -1;
		for (i = 0; i < cpu_table[cpu]->nr_hot; i++) {
			pfn = page_to_pfn(cpu_table[cpu]->hot[i]);
			if (owner[pfn] != NO_BLOCK || pic->order[pfn] ||
			    map[pfn].buddy)
				return -1;
			pic->order[pfn] = MAX_ORDER + 1;
			pages++;
		}
	}
	return pages;
}

/* Is everything as the model says? */
static int state_is_good(void)
{
	unsigned long used[NR_PAGE_USES] = { 0 }, free = 0, pfn;
	static struct picture pic;
	long listed = draw(&pic), kept = draw_stocks(&pic);
	int use;

	for (pfn = 0; pfn < NR_PAGES; pfn++) {
		if (owner[pfn] == NO_BLOCK)
			free++;
		else if (owner[pfn] != HOLE)
			used[blocks[owner[pfn]].use]++;
	}
	for (use = PAGE_KMALLOC; use < NR_PAGE_USES; use++)
		if (nr_used_pages(use) != used[use])
			return 0;
	return listed >= 0 && kept >= 0 && listed + kept == free &&
	       nr_free_pages() == free && nr_total_pages() == ram_pages &&
	       machine_idle();
}

/* --- allocating, told to both -------------------------------------------- */

/* Writes or looks at a block's mark, in the end words of each page. */
static int mark(const struct block *b, int write)
{
	u32 *words;
	int i, good = 1;

	for (i = 0; i < 1 << b->order; i++) {
		words = page_address(b->page + i);
		if (write)
			words[0] = words[PAGE_SIZE / 4 - 1] = b->mark + i;
		good &= words[0] == b->mark + i &&
			words[PAGE_SIZE / 4 - 1] == b->mark + i;
	}
	return good;
}

static int is_zero(const struct block *b)
{
	const u32 *words = page_address(b->page);
	unsigned long i;

	for (i = 0; i < (PAGE_SIZE / 4UL) << b->order; i++)
		if (words[i])
			return 0;
	return 1;
}

/* May a block be refused? Only if none is whole and on a list or in our own
   stock: other CPUs' stocks are theirs. */
static int none_left(int gfp, int order)
{
	unsigned long pfn, i, end = gfp & GFP_DMA ? DMA_PAGES : NR_PAGES;
	static u8 elsewhere[NR_PAGES];
	int cpu;

	memset(elsewhere, 0, sizeof(elsewhere));
	for (cpu = 0; cpu < smp_num_cpus; cpu++)
		for (i = 0; i < cpu_table[cpu]->nr_hot; i++)
			elsewhere[page_to_pfn(cpu_table[cpu]->hot[i])] =
				cpu_table[cpu] != host_cpu;
	for (pfn = 0; pfn + (1UL << order) <= end; pfn += 1UL << order) {
		if (!is_free(pfn, order))
			continue;
		for (i = pfn; i < pfn + (1UL << order) && !elsewhere[i]; i++)
			;
		if (i == pfn + (1UL << order))
			return 0;
	}
	return 1;
}

/* Checks what was given, and writes it down. Returns 1 if all was well. */
static int note(struct block *b, int gfp)
{
	unsigned long pfn = page_to_pfn(b->page), i;
	int good = pfn < NR_PAGES && !(pfn & ((1UL << b->order) - 1)) &&
		   is_free(pfn, b->order);

	if (!good)
		return 0;
	for (i = pfn; i < pfn + (1UL << b->order); i++) {
		owner[i] = b - blocks;
		good &= map[i].zone == b->page->zone && !map[i].buddy;
	}
	if (gfp & GFP_DMA)
		good &= pfn + (1UL << b->order) <= DMA_PAGES;
	if (gfp & GFP_ZERO)
		good &= is_zero(b);
	return good && b->page->use == b->use && b->page->order == b->order &&
	       atomic_read(&b->page->count) == 1;
}

/* Fills a block that is not in use. Returns 1 if all was well. */
static int take(struct block *b, int gfp, int order, enum page_use use)
{
	unsigned long flags = host_flags;

	b->order = order;
	b->use = use;
	b->mark = rnd(&seed);
	b->page = alloc_pages(gfp, order, use);
	if (host_flags != flags)
		return 0;
	if (!b->page)
		return none_left(gfp, order);
	return note(b, gfp) && mark(b, 1);
}

/* Gives a block back; returns 1 if nobody had written into it. */
static int give(struct block *b)
{
	unsigned long pfn = page_to_pfn(b->page), flags = host_flags, i;
	int good = mark(b, 0);

	free_pages(b->page, b->order);
	for (i = pfn; i < pfn + (1UL << b->order); i++)
		owner[i] = NO_BLOCK;
	b->page = NULL;
	return good && host_flags == flags;
}

static int give_all(void)
{
	int i, good = 1;

	for (i = 0; i < MAX_BLOCKS; i++)
		if (blocks[i].page)
			good &= give(&blocks[i]);
	return good;
}

static void drain_all(void)
{
	int cpu;

	for (cpu = 0; cpu < smp_num_cpus; cpu++) {
		machine_turn(cpu);
		drain_hot_pages();
	}
	machine_turn(0);
}

#endif
