/*
 * memory.c - tests of the allocators: a million random operations, of which
 * no page and no byte goes missing.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/io.h>
#include <asm/pgtable.h>
#include <asm/sections.h>

#define OPERATIONS	1000000
#define SLOTS		256
#define BETWEEN_POINTS	64		/* operations under one lock */
#define MAX_SIZE	3000		/* bytes of an object */
#define TEST_ORDERS	3		/* blocks of 1, 2 and 4 pages */

static struct slot {
	u8 *p;
	u32 size;			/* bytes; 0: pages */
	u8 order, mark;
} slots[SLOTS];

static u32 slot_bytes(const struct slot *s)
{
	return s->size ? s->size : (u32)PAGE_SIZE << s->order;
}

/* Marks both ends and the middle; all bytes would only test memset(). */
static void mark(struct slot *s)
{
	u32 last = slot_bytes(s) - 1;

	s->mark = selftest_random();
	s->p[0] = s->p[last / 2] = s->p[last] = s->mark;
}

static bool marked(const struct slot *s)
{
	u32 last = slot_bytes(s) - 1;

	return s->p[0] == s->mark && s->p[last / 2] == s->mark &&
	       s->p[last] == s->mark;
}

/* One object in eight is whole pages. Memory may be short: not an error. */
static void fill(struct slot *s)
{
	u32 r = selftest_random();
	struct page *page;

	if (r & 7) {
		s->size = 1 + (r >> 3) % MAX_SIZE;
		s->p = kmalloc(s->size, GFP_KERNEL);
	} else {
		s->size = 0;
		s->order = (r >> 3) % TEST_ORDERS;
		page = alloc_pages(r & 64 ? GFP_DMA : 0, s->order, PAGE_KERNEL);
		s->p = page ? page_address(page) : NULL;
	}
	if (s->p)
		mark(s);
}

static bool empty(struct slot *s)
{
	bool good = marked(s);

	if (s->size)
		kfree(s->p);
	else
		free_pages(virt_to_page(s->p), s->order);
	s->p = NULL;
	return good;
}

static void test_random_operations(void)
{
	unsigned long objects = kmalloc_objects(), pages, i;
	unsigned long others = nr_used_pages(PAGE_KERNEL);
	u32 damaged = 0;
	struct slot *s;

	drain_hot_pages();
	pages = nr_free_pages() + nr_used_pages(PAGE_KMALLOC);
	for (i = 0; i < OPERATIONS; i++) {
		if (i % BETWEEN_POINTS == 0)
			safe_point();
		s = &slots[selftest_random() % SLOTS];
		if (s->p)
			damaged += !empty(s);
		else
			fill(s);
	}
	for (s = slots; s < slots + SLOTS; s++)
		if (s->p)
			damaged += !empty(s);
	drain_hot_pages();
	ok(damaged == 0, "%d random operations damage no object", OPERATIONS);
	ok(kmalloc_objects() == objects, "and lose no object");
	ok(nr_free_pages() + nr_used_pages(PAGE_KMALLOC) == pages,
	   "and lose no page");
	ok(nr_used_pages(PAGE_KERNEL) == others,
	   "and the figures per use agree");
}

/* Takes all blocks of an order, chained through themselves; returns how many
   there were, and gives them back. */
static unsigned long exhaust(int order)
{
	void **chain = NULL, **block;
	unsigned long n = 0;
	struct page *page;

	while ((page = alloc_pages(GFP_ATOMIC, order, PAGE_KERNEL))) {
		block = page_address(page);
		*block = chain;
		chain = block;
		n++;
	}
	while (chain) {
		block = chain;
		chain = *block;
		free_pages(virt_to_page(block), order);
	}
	return n;
}

static void test_exhaustion(void)
{
	unsigned long pages, largest;

	drain_hot_pages();
	pages = nr_free_pages();
	largest = exhaust(MAX_ORDER - 1);
	ok(exhaust(0) == pages, "every free page can be had, then NULL");
	drain_hot_pages();
	ok(nr_free_pages() == pages, "and all come back");
	ok(exhaust(MAX_ORDER - 1) == largest,
	   "and merge to the blocks that there were (%lu of 4 MB)", largest);
}

static void test_limits(void)
{
	u8 *p = kmalloc(0, GFP_KERNEL), *dma, *zero;
	int i, sum = 0;

	ok(p != NULL, "kmalloc(0) is an object");
	kfree(p);
	kfree(NULL);
	ok(!kmalloc(KMALLOC_MAX + 1, GFP_KERNEL) && !kmalloc(~0UL, GFP_KERNEL),
	   "kmalloc() refuses what is too large");
	dma = kmalloc(100, GFP_DMA);
	ok(dma && __pa(dma) < ZONE_DMA_END, "GFP_DMA memory is below 16 MB");
	kfree(dma);
	zero = kzalloc(MAX_SIZE, GFP_KERNEL);
	for (i = 0; zero && i < MAX_SIZE; i++)
		sum += zero[i];
	ok(zero && sum == 0 && ksize(zero) >= MAX_SIZE, "kzalloc() clears");
	kfree(zero);
}

#define AREA_PAGES	5

static void test_vmalloc(void)
{
	unsigned long areas = vmalloc_areas(), pages;
	u32 *a, *b, i, bad = 0;

	b = vmalloc(1);			/* makes the page table: it stays */
	vfree(b);
	drain_hot_pages();
	pages = nr_free_pages() + nr_used_pages(PAGE_KMALLOC);
	a = vmalloc(AREA_PAGES * PAGE_SIZE);
	b = vmalloc(PAGE_SIZE);
	ok(a && b, "vmalloc() gives areas");
	for (i = 0; i < AREA_PAGES * PAGE_SIZE / 4; i++)
		a[i] = i;
	for (i = 0; i < AREA_PAGES * PAGE_SIZE / 4; i++)
		bad += a[i] != i;
	ok(!bad, "that hold what was written");
	ok(!(*kernel_pte((u32)a + AREA_PAGES * PAGE_SIZE) & PAGE_PRESENT),
	   "with a hole behind each");
	vfree(a);
	vfree(b);
	drain_hot_pages();
	ok(vmalloc_areas() == areas &&
	   nr_free_pages() + nr_used_pages(PAGE_KMALLOC) == pages,
	   "vfree() gives all of it back");
	ok(!vmalloc(VMALLOC_END - VMALLOC_START),
	   "vmalloc() of too much is NULL");
}

static void test_vremap(void)
{
	unsigned long phys = __pa(_text) + 0x123;
	const char *p = vremap(phys, PAGE_SIZE);

	ok(p && !memcmp(p, (char *)__va(phys), PAGE_SIZE),
	   "vremap() maps what lies at the physical address");
	vfree((void *)p);
}

void test_memory(void)
{
	test_random_operations();
	test_exhaustion();
	test_limits();
	test_vmalloc();
	test_vremap();
}
