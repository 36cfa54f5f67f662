/* needs: */
/*
 * vmalloc_test.c - areas of vmalloc() and vremap() against an array of pages:
 * each lies in the lowest gap, maps what it should, and leaves nothing behind;
 * memory may fail at any step. Locks are the strict ones of CONFIG_DEBUG.
 */
#undef CONFIG_DEBUG
#define CONFIG_DEBUG	1

#include "../../mm/vmalloc.c"
#include "../../kernel/spinlock.c"

#include <stdlib.h>
#include "kmap_model.h"

#define AREA_PAGES	((VMALLOC_END - VMALLOC_START) >> PAGE_SHIFT)
#define MAX_AREAS	120
#define ROUNDS		20000		/* of random operations */
#define REMAP_FLAGS	(KPAGE_RW | PAGE_PCD | PAGE_PWT | PAGE_GLOBAL)
#define FLAGS		(KPAGE_RW | PAGE_GLOBAL)

static struct area {
	char *p;			/* NULL: not in use */
	unsigned long first, pages;	/* page-wise, from VMALLOC_START */
	unsigned long phys;		/* of vremap(), page-aligned */
	int remap;
} areas_model[MAX_AREAS];
static u8 taken[AREA_PAGES];		/* area's number + 1, holes included */
static int objects;			/* of kmalloc() */
static unsigned int seed = 486;

void *kmalloc(size_t size, int gfp __unused)
{
	if (kmap_fails())
		return NULL;
	objects++;
	return malloc(size);
}

void kfree(const void *p)
{
	objects -= p != NULL;
	free((void *)p);
}

/* The lowest gap for n pages and the hole behind them, or AREA_PAGES. */
static unsigned long lowest_gap(unsigned long n)
{
	unsigned long i, run = 0;

	for (i = 0; i < AREA_PAGES; i++) {
		run = taken[i] ? 0 : run + 1;
		if (run == n + 1)
			return i - n;
	}
	return AREA_PAGES;
}

/* Does each page of an area map what it should, and the hole nothing? */
static int maps_well(const struct area *a)
{
	unsigned long i;
	pte_t pte;

	for (i = 0; i < a->pages; i++) {
		pte = kmap_ptes[a->first + i];
		if (a->remap && pte != ((a->phys + (i << PAGE_SHIFT)) |
					REMAP_FLAGS))
			return 0;
		if (!a->remap && ((pte & ~PAGE_MASK) != FLAGS ||
		    kmap_pool[pte >> PAGE_SHIFT].use != PAGE_VMALLOC))
			return 0;
	}
	return kmap_ptes[a->first + a->pages] == 0;
}

/* Are the entries just those of the areas, no page mapped twice? */
static int state_is_good(void)
{
	static u8 seen[KMAP_POOL];
	unsigned long i, used = 0, nr = 0;
	const struct area *a;
	int good = 1;

	memset(seen, 0, sizeof(seen));
	for (a = areas_model; a < areas_model + MAX_AREAS; a++)
		if (a->p) {
			nr++;
			good &= maps_well(a);
			for (i = 0; i < a->pages && !a->remap; i++, used++)
				good &= !seen[kmap_ptes[a->first + i] >>
					      PAGE_SHIFT]++;
		}
	for (i = 0; i < AREA_PAGES; i++)
		good &= taken[i] || !kmap_ptes[i];
	return good && used == kmap_used && nr == vmalloc_areas() &&
	       nr == objects && !kmap_wrong && interrupts_enabled() &&
	       !boot_cpu.lock_rank;
}

/* Writes down what was given; returns 1 if it is where it has to be. */
static int note(struct area *a, unsigned long offset)
{
	unsigned long gap = lowest_gap(a->pages), i;

	if (gap == AREA_PAGES || (unsigned long)a->p !=
	    VMALLOC_START + (gap << PAGE_SHIFT) + offset)
		return 0;
	a->first = gap;
	for (i = gap; i <= gap + a->pages; i++)
		taken[i] = a - areas_model + 1;
	return maps_well(a);
}

/* A refusal needs a reason: memory that failed, or no room. */
static int may_refuse(const struct area *a, int failing)
{
	return (failing && !kmap_fail_in) || lowest_gap(a->pages) == AREA_PAGES
	       || (!a->remap && kmap_used + a->pages > KMAP_POOL);
}

static int take(struct area *a, unsigned long phys, unsigned long size,
		int remap)
{
	unsigned long offset = remap ? phys & ~PAGE_MASK : 0;
	int failing = kmap_fail_in, good;

	a->pages = (size + offset + PAGE_SIZE - 1) >> PAGE_SHIFT;
	a->phys = phys & PAGE_MASK;
	a->remap = remap;
	a->p = remap ? vremap(phys, size) : vmalloc(size);
	good = a->p ? note(a, offset) : may_refuse(a, failing);
	kmap_fail_in = 0;
	return good;
}

static void give(struct area *a)
{
	vfree(a->p);
	memset(taken + a->first, 0, a->pages + 1);
	a->p = NULL;
}

/* A size in bytes: mostly some pages, now and then a good part of all. */
static unsigned long random_size(int remap)
{
	unsigned long pages = rnd(&seed) % 40;

	if (rnd(&seed) % 16 == 0)
		pages = rnd(&seed) % (AREA_PAGES / (remap ? 3 : 10));
	return (pages << PAGE_SHIFT) + rnd(&seed) % PAGE_SIZE + 1;
}

static int random_operation(void)
{
	struct area *a = &areas_model[rnd(&seed) % MAX_AREAS];
	int remap = rnd(&seed) % 3 == 0;
	unsigned long size = random_size(remap), phys;

	if (a->p) {
		give(a);
		return 1;
	}
	if (rnd(&seed) % 4 == 0)
		kmap_fail_in = 1 + rnd(&seed) % 50;
	phys = KMAP_POOL * PAGE_SIZE + rnd(&seed) / 2;
	return take(a, phys, size, remap);
}

static void test_random(void)
{
	int i, bad = 0;
	struct area *a;

	for (i = 0; i < ROUNDS; i++) {
		bad += !random_operation();
		if (i % 100 == 0)
			bad += !state_is_good();
	}
	is(bad, 0, "%d random operations", ROUNDS);
	for (a = areas_model; a < areas_model + MAX_AREAS; a++)
		if (a->p)
			give(a);
	ok(state_is_good(), "nothing is left");
	is(vmalloc_areas(), 0, "no area");
}

/* Memory fails at each step of one allocation in turn. */
static void test_each_failure(void)
{
	int step, bad = 0;

	for (step = 1; step < 10; step++) {
		kmap_fail_in = step;
		memset(kmap_has_table, 0, sizeof(kmap_has_table));
		bad += !take(&areas_model[0], 0, 6 * PAGE_SIZE, 0);
		bad += (areas_model[0].p != NULL) != (step > 8);
		if (areas_model[0].p)
			give(&areas_model[0]);
		kmap_fail_in = step;
		memset(kmap_has_table, 0, sizeof(kmap_has_table));
		bad += !take(&areas_model[0], 0xfec00123, PAGE_SIZE, 1);
		bad += (areas_model[0].p != NULL) != (step > 2);
		if (areas_model[0].p)
			give(&areas_model[0]);
		bad += !state_is_good();
	}
	is(bad, 0, "memory may fail at every step");
}

static void test_sizes(void)
{
	unsigned long all = VMALLOC_END - VMALLOC_START;

	ok(!vmalloc(0) && !vremap(0xfee00000, 0), "no bytes: NULL");
	ok(!vmalloc(~0UL) && !vmalloc(all) && !vmalloc(all + 1) &&
	   !vmalloc(all - PAGE_SIZE + 1), "too many bytes: NULL");
	ok(!vremap(0xe0000000, all) && !vremap(0xe0000000, all - PAGE_SIZE + 1),
	   "no room for the hole: NULL");
	ok(!vremap(0xfffff000, PAGE_SIZE + 1) && !vremap(1, ~0UL) &&
	   !vremap(0xfff, 0xfffff001), "a wrap: NULL");
	ok(take(&areas_model[0], 0xffffffff, 1, 1), "the last byte of all");
	give(&areas_model[0]);
	ok(take(&areas_model[0], 0xfffff000, PAGE_SIZE, 1), "the last page");
	give(&areas_model[0]);
	ok(take(&areas_model[0], 0x1fff, 2, 1) && areas_model[0].pages == 2,
	   "two bytes of two pages");
	give(&areas_model[0]);
	ok(take(&areas_model[0], 0xe0000000, all - PAGE_SIZE, 1),
	   "all the room that there is");
	ok(!vmalloc(1), "then there is none");
	give(&areas_model[0]);
	ok(state_is_good(), "nothing is left");
}

static void test_vfree(void)
{
	vfree(NULL);
	host_log_clear();
	vfree((void *)(VMALLOC_START + PAGE_SIZE));
	ok(strstr(host_log, "vfree: no area at") != NULL, "no area: a message");
	take(&areas_model[0], 0, 3 * PAGE_SIZE, 0);
	host_log_clear();
	vfree(areas_model[0].p + PAGE_SIZE);
	ok(host_log[0] && state_is_good(), "so for the middle of an area");
	give(&areas_model[0]);
}

int main(void)
{
	kmap_start();
	test_sizes();
	test_vfree();
	test_each_failure();
	test_random();
	return done();
}
