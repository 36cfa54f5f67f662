/*
 * bootmem.c - see <linux/bootmem.h>. Everything is in whole pages.
 */
#include <linux/bootmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <asm/e820.h>
#include <asm/page.h>

#define MAX_RESERVED	32

static struct reserved {
	unsigned long start, end;	/* physical, page-aligned */
	const char *what;
} reserved[MAX_RESERVED] __initdata;
static int nr_reserved __initdata;

static unsigned long alloc_limit __initdata;	/* mapped up to here */

/*
 * Keeps the pages that [start, end) touches out of everybody's hands. `what'
 * is for people; without it the log has no line. What follows the last range
 * and serves the same is one with it: a CPU without 4 MB pages needs up to 224
 * page tables.
 */
void __init bootmem_reserve(unsigned long start, unsigned long end,
			    const char *what)
{
	struct reserved *r = reserved + nr_reserved;

	if (start >= end)
		return;
	start &= PAGE_MASK;
	end = PAGE_ALIGN(end);
	if (nr_reserved && r[-1].end == start && r[-1].what == what) {
		r[-1].end = end;
		return;
	}
	if (nr_reserved == MAX_RESERVED)
		panic("Too many reserved ranges of memory: %s", what);
	*r = (struct reserved) { start, end, what };
	nr_reserved++;
}

/* Allocations stay below `limit': the part of RAM that is mapped so far. */
void __init bootmem_set_limit(unsigned long limit)
{
	alloc_limit = limit;
}

/* The range that overlaps [start, end), or NULL. */
static const struct reserved *__init find_reserved(unsigned long start,
						   unsigned long end)
{
	const struct reserved *r;

	for (r = reserved; r < reserved + nr_reserved; r++)
		if (start < r->end && r->start < end)
			return r;
	return NULL;
}

bool __init bootmem_reserved(unsigned long start, unsigned long end)
{
	return find_reserved(start, end) != NULL;
}

/* The lowest free `size' bytes within a run of RAM, or 0. */
static unsigned long __init search_run(unsigned long start, unsigned long end,
				       unsigned long size)
{
	const struct reserved *r;

	if (end > alloc_limit)
		end = alloc_limit;
	while (start < end && end - start >= size) {
		r = find_reserved(start, start + size);
		if (!r)
			return start;
		start = r->end;
	}
	return 0;
}

/*
 * Takes the lowest `size' bytes (rounded up to pages) of free RAM above 1 MB
 * and fills them with zeroes. Returns the physical address; panics if there
 * are none.
 */
unsigned long __init bootmem_alloc(unsigned long size, const char *what)
{
	unsigned long first, end, addr = 0;
	unsigned int i = 0;

	size = PAGE_ALIGN(size);
	while (!addr && e820_next_ram(&e820, &i, &first, &end))
		addr = search_run(max(first << PAGE_SHIFT,
				      (unsigned long)KERNEL_PHYS),
				  end << PAGE_SHIFT, size);
	if (!addr)
		panic("Not enough memory for %s (%lu KB)", what, size >> 10);
	bootmem_reserve(addr, addr + size, what);
	memset(__va(addr), 0, size);
	return addr;
}

/* Where the free run that begins at `start' ends: at `end', or before. */
static unsigned long __init end_of_run(unsigned long start, unsigned long end)
{
	const struct reserved *r;

	for (r = reserved; r < reserved + nr_reserved; r++)
		if (r->start >= start && r->start < end)
			end = r->start;
	return end;
}

/* The same as below for the pages [pfn, last) of RAM. */
static unsigned long __init release_range(unsigned long pfn,
					  unsigned long last)
{
	const struct reserved *r;
	unsigned long addr, run, pages = 0;

	while (pfn < last) {
		addr = pfn << PAGE_SHIFT;
		r = find_reserved(addr, addr + PAGE_SIZE);
		if (r) {
			pfn = r->end >> PAGE_SHIFT;
			continue;
		}
		run = end_of_run(addr, last << PAGE_SHIFT) >> PAGE_SHIFT;
		release_boot_range(pfn, run - pfn);
		pages += run - pfn;
		pfn = run;
	}
	return pages;
}

/*
 * Gives all RAM below the physical address `end' that nobody has reserved to
 * the page allocator. Returns the number of pages.
 */
unsigned long __init bootmem_release(unsigned long end)
{
	unsigned long pfn, last, pages = 0;
	unsigned int i = 0;

	while (e820_next_ram(&e820, &i, &pfn, &last))
		pages += release_range(pfn, min(last, end >> PAGE_SHIFT));
	return pages;
}

/* Prints what is reserved, for the curious. */
void __init bootmem_print(void)
{
	const struct reserved *r;

	for (r = reserved; r < reserved + nr_reserved; r++)
		if (r->what)
			printk(KERN_INFO "  kept %08lx-%08lx %6lu KB  "
			       "%s\n", r->start, r->end - 1,
			       (r->end - r->start) >> 10, r->what);
}
