/*
 * meminfo.c - /proc/meminfo: what physical memory is used for.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include "internal.h"

static void put(struct proc_buf *b, const char *name, unsigned long pages)
{
	proc_printf(b, "%-16s%8lu kB\n", name, pages << (PAGE_SHIFT - 10));
}

/* There are no buffers of devices besides the page cache, and no swap. Files
   in memory cannot be dropped, so what is available is what is free. */
int proc_show_meminfo(struct proc_buf *b)
{
	put(b, "MemTotal:", nr_total_pages());
	put(b, "MemFree:", nr_free_pages());
	put(b, "MemAvailable:", nr_free_pages());
	put(b, "MemShared:", 0);
	put(b, "Buffers:", 0);
	put(b, "Cached:", nr_cached_pages());
	put(b, "SwapCached:", 0);
	put(b, "SwapTotal:", 0);
	put(b, "SwapFree:", 0);
	put(b, "AnonPages:", nr_used_pages(PAGE_ANON));
	put(b, "Shmem:", 0);
	put(b, "Slab:", nr_used_pages(PAGE_KMALLOC));
	put(b, "KernelStack:", nr_used_pages(PAGE_STACK));
	put(b, "PageTables:", nr_used_pages(PAGE_TABLE));
	put(b, "VmallocUsed:", nr_used_pages(PAGE_VMALLOC));
	return 0;
}
