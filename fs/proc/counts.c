/*
 * counts.c - /proc/counts: how much of everything the kernel has in use, so
 * that a test can tell whether something was lost; and /proc/drop_caches:
 * writing to it gives back what is only kept because it may be wanted again.
 * With caches dropped, the counts depend on what there is and on nothing that
 * has been.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include <asm/stacks.h>
#include "internal.h"

static void put(struct proc_buf *b, const char *what, const char *kind,
		long n)
{
	proc_printf(b, "%s%s: %ld\n", what, kind, n);
}

/* By what they serve; lost is what serves nothing and is not free. The page
   tables of the kernel stay for ever. */
static void put_pages(struct proc_buf *b)
{
	long lost = nr_total_pages() - nr_free_pages(), n;
	long kernels = nr_kernel_tables;
	int use;

	put(b, "pages ", page_use_name(PAGE_FREE), nr_free_pages());
	for (use = PAGE_KMALLOC; use < NR_PAGE_USES; use++) {
		n = nr_used_pages(use);
		lost -= n;
		put(b, "pages ", page_use_name(use),
		    use == PAGE_TABLE ? n - kernels : n);
	}
	put(b, "pages ", "kernel tables", kernels);
	put(b, "pages ", "lost", lost);
}

static void put_tasks(struct proc_buf *b)
{
	struct task_struct *p;
	int zombies = 0;

	for_each_task(p)
		zombies += p->state == TASK_ZOMBIE;
	put(b, "", "tasks", nr_tasks);
	put(b, "", "zombies", zombies);
}

static void put_objects(struct proc_buf *b)
{
	unsigned long objects;
	u32 size;
	int i;

	for (i = 0; (size = kmalloc_class(i, &objects)) != 0; i++)
		proc_printf(b, "objects %u: %lu\n", size, objects);
	put(b, "objects ", "larger", kmalloc_large());
}

static int show_counts(struct proc_buf *b)
{
	put_tasks(b);
	put(b, "", "files", nr_files);
	put_pages(b);
	put_objects(b);
	put(b, "", "stacks", stack_slots());
	put(b, "", "areas", vmalloc_areas());
	return 0;
}

/* Whatever is written. */
static ssize_t drop_write(struct file *file __unused,
			  const char __user *buf __unused, size_t n,
			  loff_t *pos __unused)
{
	reap_dead();
	shrink_dcache(INT_MAX);
	shrink_cache(ULONG_MAX);
	shrink_names();
	shrink_tables();
	shrink_stacks();
	return n;
}

const struct file_operations proc_drop_fops = {
	.write = drop_write,
};

/* Once, at boot. */
void __init proc_counts_init(void)
{
	proc_register("counts", 0444, show_counts);
	proc_register_fops("drop_caches", 0200, &proc_drop_fops);
}
