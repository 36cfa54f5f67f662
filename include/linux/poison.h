/*
 * poison.h - debug builds fill free memory with a pattern, and look whether
 * it is still there when the memory is handed out: whoever wrote to memory
 * after freeing it is found near the time. In other builds, nothing.
 */
#ifndef _LINUX_POISON_H
#define _LINUX_POISON_H

#include <linux/kernel.h>
#include <linux/mm.h>

#define POISON_FREE	0xa7a7a7a7	/* in free memory */
#define POISON_NEW	0x5c5c5c5c	/* in memory that nobody has set yet */
#define RED_ZONE	0x90fe11ed	/* before and after each object */

#ifdef CONFIG_DEBUG
/* mm/poison.c */
void poison_fill(void *p, size_t bytes, u32 pattern);
void poison_check(const void *p, size_t bytes, const char *what);

static inline void poison_fill_pages(struct page *page, int order)
{
	poison_fill(page_address(page), PAGE_SIZE << order, POISON_FREE);
}

static inline void poison_check_pages(struct page *page, int order)
{
	poison_check(page_address(page), PAGE_SIZE << order, "a free page");
	poison_fill(page_address(page), PAGE_SIZE << order, POISON_NEW);
}
#else
static inline void poison_fill_pages(struct page *page __unused,
				     int order __unused) { }
static inline void poison_check_pages(struct page *page __unused,
				      int order __unused) { }
#endif
#endif
