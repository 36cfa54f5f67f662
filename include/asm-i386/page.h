/*
 * page.h - pages, and the one-to-one map of physical memory at 3 GB.
 * Included by assembly.
 */
#ifndef _ASM_PAGE_H
#define _ASM_PAGE_H

#define PAGE_SHIFT	12
#define PAGE_SIZE	(1 << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))

#define PAGE_OFFSET	0xc0000000	/* where physical 0 is mapped */
#define LOWMEM_MAX	0x38000000	/* bytes that fit below the areas of
					   vmlayout.h: 896 MB */
#define KERNEL_PHYS	0x00100000	/* where the kernel is loaded */

#ifndef __ASSEMBLY__
#include <linux/types.h>

#define __pa(v)		((unsigned long)(v) - PAGE_OFFSET)
#define __va(p)		((void *)((unsigned long)(p) + PAGE_OFFSET))
#define PAGE_ALIGN(x)	(((x) + PAGE_SIZE - 1) & PAGE_MASK)
#define PFN_UP(x)	(((x) + PAGE_SIZE - 1) >> PAGE_SHIFT)
#define PFN_DOWN(x)	((x) >> PAGE_SHIFT)

/* Fills the page at PAGE (page-aligned, mapped) with zeroes. */
static inline void clear_page(void *page)
{
	int d0, d1;

	__asm__ volatile("rep stosl"
			 : "=&c" (d0), "=&D" (d1)
			 : "a" (0), "0" (PAGE_SIZE / 4), "1" (page)
			 : "memory");
}

/* Copies one page; the two must not overlap. */
static inline void copy_page(void *to, const void *from)
{
	int d0, d1, d2;

	__asm__ volatile("rep movsl"
			 : "=&c" (d0), "=&D" (d1), "=&S" (d2)
			 : "0" (PAGE_SIZE / 4), "1" (to), "2" (from)
			 : "memory");
}
#endif
#endif
