/*
 * meminfo.c - /proc/meminfo: what physical memory is used for.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include "internal.h"

static void put(struct proc_buf *b, const char *name, unsigned long pages)
{
	proc_printf(b, "%-16s%8lu kB\n", name, pages << (PAGE_SHIFT - 10));
}

/*
 * There is no swap. Buffers are the pages of devices, Cached are those of
 * files. What is in memory alone cannot be dropped: available is what is free,
 * and the rest of the page cache.
 */
int proc_show_meminfo(struct proc_buf *b)
{
	put(b, "MemTotal:", nr_total_pages());
	put(b, "MemFree:", nr_free_pages());
	put(b, "MemAvailable:", nr_free_pages() + nr_file_pages);
	put(b, "MemShared:", 0);
	put(b, "Buffers:", nr_buffer_pages());
	put(b, "Cached:", nr_cached_pages() - nr_buffer_pages());
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
