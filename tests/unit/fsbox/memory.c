/*
 * memory.c - the memory of the box: pages and objects are the host's, counted.
 * A page that is given out is full of rubbish, and a free one is poisoned for
 * the address sanitizer. When half of all pages are taken, clean ones leave
 * the page cache by chance, as when memory is short.
 *
 * Every address is a user's: what is checked of pointers is not the matter
 * here. BOX_BAD_ADDRESS faults.
 */
#include <sanitizer/asan_interface.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/uaccess.h>
#include "box.h"
#include "inside.h"

#define TOP_PAGE	0xfffff000	/* where users' addresses end */
#define BAD_END	0x10000			/* nothing is mapped below */
#define ARENA		0x00100000UL	/* where the pages are; the program
					   begins at 128 MB */
#define RUBBISH		0xa7
#define RECLAIM		32		/* pages; as mm/page_alloc.c */

unsigned long host_memory = TOP_PAGE;
struct page *mem_map, *zero_page;
unsigned long max_mapnr;

static int nr_pages, nr_taken, nr_objects;
static LIST_HEAD(free_list);
int box_fail_in;

/*
 * Physical address 0 is said to be at the end of all addresses, so that all of
 * them are users'; the memory itself lies low, where few page numbers before it
 * are lost.
 */
void box_memory_start(int pages)
{
	char *memory = mmap((void *)ARENA, (size_t)pages << PAGE_SHIFT,
			    PROT_READ | PROT_WRITE, MAP_PRIVATE |
			    MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
	unsigned long first = (ARENA - TOP_PAGE) >> PAGE_SHIFT;

	max_mapnr = first + pages;
	mem_map = calloc(max_mapnr, sizeof(*mem_map));
	if (memory != (char *)ARENA || !mem_map)
		box_fail("no memory for the box");
	nr_pages = pages;
	for (; first < max_mapnr; first++)
		list_add_tail(&mem_map[first].list, &free_list);
	__asan_poison_memory_region(memory, (size_t)pages << PAGE_SHIFT);
	zero_page = alloc_pages(GFP_KERNEL | GFP_ZERO, 0, PAGE_KERNEL);
}

/* Is this the allocation that was to fail? */
static bool fails(int gfp)
{
	if (!(gfp & GFP_ATOMIC))
		host_may_sleep();
	return box_fail_in && --box_fail_in == 0;
}

struct page *alloc_pages(int gfp, int order, enum page_use use)
{
	struct page *page;

	if (order)
		box_fail("a block of pages is wanted");
	if (fails(gfp))
		return NULL;
	if (!(gfp & GFP_ATOMIC) && nr_taken > nr_pages / 2 &&
	    (list_empty(&free_list) || box_rnd(16) == 0))
		shrink_cache(RECLAIM);
	if (list_empty(&free_list))
		return NULL;
	page = list_first_entry(&free_list, struct page, list);
	list_del(&page->list);
	nr_taken++;
	memset(page, RUBBISH, sizeof(*page));
	INIT_LIST_HEAD(&page->list);
	atomic_set(&page->count, 1);
	page->use = use;
	page->order = 0;
	page->mapping = NULL;
	page->flags = 0;
	__asan_unpoison_memory_region(page_address(page), PAGE_SIZE);
	memset(page_address(page), gfp & GFP_ZERO ? 0 : RUBBISH, PAGE_SIZE);
	return page;
}

/* A free page keeps a count that is nobody's: so who puts it once more is
   found out here. */
void free_unused_page(struct page *page)
{
	if (page < mem_map || page >= mem_map + max_mapnr ||
	    page->use == PAGE_FREE)
		box_fail("put_page() of a free page");
	if (page->use == PAGE_CACHE && page->mapping)
		box_fail("a page is freed that is in a file");
	if (!list_empty(&page->list))
		box_fail("a page is freed that is on a list");
	__asan_poison_memory_region(page_address(page), PAGE_SIZE);
	page->use = PAGE_FREE;
	atomic_set(&page->count, 1);
	list_add(&page->list, &free_list);
	nr_taken--;
}

void free_pages(struct page *page, int order)
{
	if (order || atomic_read(&page->count) != 1)
		box_fail("free_pages() of a page in use");
	put_page(page);
}

void *get_free_page(int gfp, enum page_use use)
{
	struct page *page = alloc_pages(gfp, 0, use);

	return page ? page_address(page) : NULL;
}

void free_page(void *addr)
{
	free_pages(virt_to_page(addr), 0);
}

unsigned long nr_total_pages(void) { return nr_pages; }
unsigned long nr_free_pages(void) { return nr_pages - nr_taken; }

unsigned long nr_used_pages(enum page_use use)
{
	unsigned long n = 0;
	unsigned long i;

	for (i = 0; i < max_mapnr; i++)
		n += mem_map[i].use == use;
	return n;
}

int box_pages(void) { return nr_taken; }
int box_objects(void) { return nr_objects; }
bool may_use_reserve(void) { return false; }

void *kmalloc(size_t size, int gfp)
{
	void *p;

	if (size > KMALLOC_MAX)
		box_fail("kmalloc() of more than there can be");
	if (fails(gfp))
		return NULL;
	p = malloc(size);
	if (!p)
		return NULL;
	nr_objects++;
	return memset(p, RUBBISH, size);
}

void *kzalloc(size_t size, int gfp)
{
	void *p = kmalloc(size, gfp);

	return p ? memset(p, 0, size) : NULL;
}

void kfree(const void *p)
{
	nr_objects -= p != NULL;
	free((void *)p);
}

/* --- memory of users ------------------------------------------------------ */

/* Bytes from addr on that can be touched, at most n. */
static size_t good_bytes(const void *addr, size_t n)
{
	return (unsigned long)addr < BAD_END ? 0 : n;
}

size_t __copy_user(void *to, const void *from, size_t n)
{
	size_t good = good_bytes(to, good_bytes(from, n));

	host_may_sleep();
	memcpy(to, from, good);
	return n - good;
}

size_t __clear_user(void *to, size_t n)
{
	size_t good = good_bytes(to, n);

	host_may_sleep();
	memset(to, 0, good);
	return n - good;
}

long strncpy_from_user(char *to, const char __user *from, long n)
{
	host_may_sleep();
	if (!good_bytes(from, 1))
		return -EFAULT;
	strncpy(to, from, n);
	return strnlen(to, n);
}

long strnlen_user(const char __user *s, long n)
{
	return good_bytes(s, 1) ? (long)strnlen(s, n) + 1 : 0;
}
