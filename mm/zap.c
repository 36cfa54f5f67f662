/*
 * zap.c - pages and page tables leave the memory of a process.
 *
 * Another CPU may reach a page by its TLB as long as it has not flushed, and
 * its tables while it walks them. So an entry is taken out first, what it
 * pointed to is gathered, and given up only after a flush: one for a whole
 * munmap(), or for each GATHER_MAX pages of it. Memory that nobody uses any
 * more is loaded nowhere (mmput()) and needs neither. That mm->cpu_mask is 0
 * says less: a CPU may load the memory of a process at any time.
 */
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/pagemap.h>
#include <linux/vm.h>
#include <asm/system.h>
#include <asm/tlb.h>
#include <asm/uaccess.h>
#include "internal.h"

#define GATHER_MAX	64
/* In pages. What a look at an area costs; with the lock in one piece. */
#define AREA_WORK	4
#define WORK_AT_ONCE	128
#define MOST_TRIES	4

#define ZAP_STEP	(64 * PAGE_SIZE)	/* the lock in one piece */

u32 pages_moved;			/* [k] entries, by mremap() */

struct gather {
	struct mm_struct *mm;
	unsigned long start, end;	/* entries taken out are in here */
	bool live;			/* some CPU may load it */
	bool tables;			/* page tables were taken out, too */
	int nr;
	struct page *pages[GATHER_MAX];	/* to be given up after the flush */
};

static void gather_start(struct gather *g, struct mm_struct *mm)
{
	g->mm = mm;
	g->live = mm->users != 0;
	g->start = TASK_SIZE;
	g->end = 0;
	g->tables = false;
	g->nr = 0;
}

/* A page of use PAGE_TABLE is a page table that has become empty. */
static void give_up(struct page *page)
{
	if (page->use == PAGE_TABLE)
		table_free(page);
	else
		put_page(page);
}

/* Flushes, and gives up what was gathered. */
static void gather_flush(struct gather *g)
{
	int i;

	if (g->live && g->tables)
		flush_tlb_mm(g->mm);
	else if (g->live && g->start < g->end)
		flush_tlb_range(g->mm, g->start, g->end);
	for (i = 0; i < g->nr; i++)
		give_up(g->pages[i]);
	gather_start(g, g->mm);
}

static void gather_page(struct gather *g, struct page *page)
{
	if (!g->live) {
		give_up(page);
		return;
	}
	g->pages[g->nr++] = page;
	if (g->nr == GATHER_MAX)
		gather_flush(g);
}

/* The range of what was taken out grows; in ascending order. */
static void gather_range(struct gather *g, unsigned long start,
			 unsigned long end)
{
	if (g->start > start)
		g->start = start;
	g->end = end;
}

/* One page, whose entry has been taken out. Only pages of files that are
   shared need the dirty bit. */
static void zap_page(struct gather *g, pte_t e)
{
	struct page *page = pfn_to_page(e >> PAGE_SHIFT);

	if (e & PAGE_UNCOUNTED)
		return;
	g->mm->rss--;
	if (e & PAGE_DIRTY && page->use == PAGE_CACHE)
		set_page_dirty(page);
	gather_page(g, page);
}

/*
 * Takes out the n entries of one table for addresses from start on. An xchg,
 * because a CPU may be setting the dirty bit at this moment: once it finds no
 * page there, it sets none. Most entries of most areas are empty.
 */
static void zap_table(struct gather *g, pte_t *table, unsigned long start,
		      unsigned long n)
{
	pte_t *pte, *end = table + n;
	unsigned long addr;

	for (pte = table; pte < end; pte++) {
		if (!*pte)
			continue;
		addr = start + ((pte - table) << PAGE_SHIFT);
		gather_range(g, addr, addr + PAGE_SIZE);
		zap_page(g, xchg(pte, 0));
	}
}

/* The end of the first piece of [start, end): of a page table, or a part of
   one. */
static unsigned long step_end(unsigned long start, unsigned long end)
{
	return min((start | (ZAP_STEP - 1)) + 1, end);
}

/*
 * Takes out the pages of [start, end); between two pieces it may sleep. What
 * was gathered so far is counted, so it stays while others run; who reaches it
 * by a TLB reaches what is still memory.
 */
static void zap_tables(struct gather *g, unsigned long start,
		       unsigned long end, bool sleep)
{
	unsigned long next;
	pte_t *pte;

	for (; start < end; start = next) {
		next = step_end(start, end);
		pte = find_pte(g->mm, start);
		if (!pte)
			continue;
		zap_table(g, pte, start, (next - start) >> PAGE_SHIFT);
		if (sleep && next < end)
			safe_point();
	}
}

/*
 * Takes out the page tables that serve [start, end) and no address below
 * `floor' nor from `ceiling' on: areas that stay. The tables are empty.
 */
static void gather_tables(struct gather *g, unsigned long start,
			  unsigned long end, unsigned long floor,
			  unsigned long ceiling)
{
	u32 i = pgd_index(start), last = pgd_index(end - 1);
	pgd_t *pgd = g->mm->pgd;
	struct page *table;

	if (floor && pgd_index(floor - 1) == i)
		i++;
	if (ceiling < TASK_SIZE && pgd_index(ceiling) == last)
		last--;
	for (; (int)i <= (int)last; i++) {
		if (!pgd[i])
			continue;
		table = pfn_to_page(pgd[i] >> PAGE_SHIFT);
		pgd[i] = 0;
		g->mm->nr_tables--;
		g->tables = true;
		gather_page(g, table);
	}
}

/* Takes the pages of [start, end) away from mm. Does not sleep; [k] is
   enough. Returns when no CPU can reach them by mm any more. */
void zap_page_range(struct mm_struct *mm, unsigned long start,
		    unsigned long end)
{
	struct gather g;

	gather_start(&g, mm);
	zap_tables(&g, start, end, false);
	gather_flush(&g);
}

/*
 * The same and the page tables, for areas that are going away: `floor' is the
 * end of the area in front of them (or 0), `ceiling' the start of the one
 * behind (or TASK_SIZE); no table serves these. One flush, if anything was
 * there. May sleep. [m]
 */
void unmap_region(struct mm_struct *mm, unsigned long start,
		  unsigned long end, unsigned long floor,
		  unsigned long ceiling)
{
	struct gather g;

	gather_start(&g, mm);
	zap_tables(&g, start, end, true);
	gather_tables(&g, start, end, floor, ceiling);
	gather_flush(&g);
}

/* Pages `first' to `last' of its file go from one area; how many it could
   have. */
static u32 unmap_from(struct vm_area_struct *vma, unsigned long first,
		      unsigned long last)
{
	unsigned long from = max(first, vma->vm_pgoff);
	unsigned long to = min(last, vma->vm_pgoff + vma_pages(vma) - 1);

	if (from > to)
		return 0;
	from -= vma->vm_pgoff;
	to -= vma->vm_pgoff;
	zap_page_range(vma->vm_mm, vma->vm_start + (from << PAGE_SHIFT),
		       vma->vm_start + ((to + 1) << PAGE_SHIFT));
	return to - from + 1;
}

/* Lets others run when `pos' of a list of areas has been dealt with. An area
   of no process keeps the place; returns what is in front of it then. */
static struct list_head *rest_at(struct list_head *pos)
{
	struct vm_area_struct place = { .vm_mm = NULL };

	list_add(&place.share, pos);
	safe_point();
	pos = place.share.prev;
	list_del(&place.share);
	return pos;
}

/* Goes through all areas of a file, or those that there are if it may rest. */
static void unmap_all(struct list_head *i_mmap, unsigned long first,
		      unsigned long last, bool rest)
{
	struct list_head *pos = i_mmap->next;
	struct vm_area_struct *vma;
	u32 work = 0;

	for (; pos != i_mmap; pos = pos->next) {
		vma = list_entry(pos, struct vm_area_struct, share);
		if (!vma->vm_mm)
			continue;	/* another one's place */
		work += AREA_WORK + unmap_from(vma, first, last);
		if (!rest || work < WORK_AT_ONCE)
			continue;
		pos = rest_at(pos);
		work = 0;
	}
}

/*
 * Pages `first' to `last' of a file, which nobody finds there any more, go from
 * everybody who has mapped them, copies that they made for themselves
 * included. `i_mmap' is the mapping's list of areas. May sleep. [k]
 *
 * No area gets such a page anew but from another area. fork() puts the child's
 * behind the parent's: if that has been dealt with, it has nothing to copy, and
 * if not, both are still to come. mremap() may bring pages to an area that has
 * been dealt with: it counts pages_moved, and then we look at all once more. If
 * somebody keeps on doing that, the last time we do not rest.
 */
void unmap_mapping_range(struct list_head *i_mmap, unsigned long first,
			 unsigned long last)
{
	u32 before, tries = 0;

	do {
		before = pages_moved;
		unmap_all(i_mmap, first, last, ++tries < MOST_TRIES);
	} while (pages_moved != before);
}
