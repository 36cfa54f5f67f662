/*
 * page_use.h - what a page serves. Each CPU counts by these, and
 * nr_used_pages() adds the CPUs up.
 */
#ifndef _LINUX_PAGE_USE_H
#define _LINUX_PAGE_USE_H

enum page_use {
	PAGE_FREE,
	PAGE_RESERVED,		/* not RAM, or never given to the allocator */
	PAGE_KMALLOC,
	PAGE_VMALLOC,
	PAGE_STACK,		/* kernel stacks */
	PAGE_TABLE,		/* page tables and directories */
	PAGE_CACHE,		/* contents of files */
	PAGE_ANON,		/* memory of processes without a file */
	PAGE_KERNEL,		/* other data of the kernel */
	NR_PAGE_USES
};

#endif
