/*
 * mm.c - the memory of a process as a whole: made empty for exec(), copied or
 * shared by fork(), given up at the end.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include <asm/switch.h>
#include <asm/system.h>
#include <asm/tlb.h>
#include <asm/uaccess.h>
#include "internal.h"

/* What a new mm_struct has of its own, whatever the rest was copied from. The
   directory goes into mm_list before anybody can make a new kernel table. */
static bool init_mm(struct mm_struct *mm)
{
	static u32 last_serial;

	mm->pgd = pgd_alloc();
	if (!mm->pgd)
		return false;
	list_add_tail(&mm->mm_list, &mm_list);
	mm->serial = ++last_serial;
	mm->cpu_mask = 0;
	mm->users = 1;
	mm->map_count = 0;
	INIT_LIST_HEAD(&mm->mmap);
	mm->mmap_cache = &no_area;
	mutex_init(&mm->mmap_sem);
	mm->inhibited = 0;
	init_waitqueue_head(&mm->inhibit_wait);
	mm->rss = mm->nr_tables = mm->total_vm = mm->locked_vm = 0;
	mm->def_flags = 0;
	return true;
}

/* Empty memory with one user; NULL when there is none. */
struct mm_struct *mm_alloc(void)
{
	struct mm_struct *mm = kzalloc(sizeof(*mm), GFP_KERNEL);

	if (!mm)
		return NULL;
	if (!init_mm(mm)) {
		kfree(mm);
		return NULL;
	}
	mm->dumpable = true;
	return mm;
}

/*
 * All areas, their pages and tables, each of these with the last area that it
 * serves. Nobody has mm loaded or looks into it; but a file that is truncated
 * may, as long as areas are linked. May sleep.
 */
static void free_memory(struct mm_struct *mm)
{
	struct vm_area_struct *vma, *next;
	u32 n = 0;

	list_for_each_entry(vma, &mm->mmap, list) {
		next = next_vma(vma);
		unmap_region(mm, vma->vm_start, vma->vm_end, 0,
			     next ? next->vm_start : TASK_SIZE);
		safe_step(&n, AREAS_DONE);
	}
	while (!list_empty(&mm->mmap)) {
		vma = list_first_entry(&mm->mmap, struct vm_area_struct, list);
		unlink_vma(vma);
		free_vma(vma);
		safe_step(&n, AREAS_DONE);
	}
}

/*
 * Drops a user of mm; with the last one all of it goes. May sleep; process
 * context, kernel lock.
 */
void mmput(struct mm_struct *mm)
{
	if (--mm->users)
		return;
	unload_mm_everywhere(mm);
	BUG_ON(mm->cpu_mask);
	free_memory(mm);
	BUG_ON(mm->rss || mm->nr_tables);
	list_del(&mm->mm_list);
	pgd_free(mm->pgd);
	if (mm->exe_file)
		fput(mm->exe_file);
	kfree(mm);
}

/* p's memory with a user more, for who looks into it; or NULL. [k] */
struct mm_struct *get_task_mm(struct task_struct *p)
{
	struct mm_struct *mm = p->mm;

	if (mm)
		mm->users++;
	return mm;
}

/* exec(): mm, with the caller's count, becomes the memory of current, which
   gives up the one that it had. May sleep. */
void exec_mmap(struct mm_struct *mm)
{
	struct mm_struct *old = current->mm;
	unsigned long flags;

	save_flags_cli(flags);		/* as in schedule(): both or none */
	current->mm = mm;
	switch_mm(this_cpu->self, mm);
	restore_flags(flags);
	if (old)
		mmput(old);
}

/* One area of the parent's, and what is in it. 0 or -ENOMEM. */
static int copy_area(struct mm_struct *mm, struct mm_struct *from,
		     struct vm_area_struct *vma)
{
	struct vm_area_struct *new = copy_vma(vma, mm);

	if (!new)
		return -ENOMEM;
	new->vm_flags &= ~VM_LOCKED;	/* locks are not inherited */
	list_add_tail(&new->list, &mm->mmap);
	if (new->vm_file)
		list_add(&new->share, &vma->share);
	mm->map_count++;
	mm->total_vm += vma_pages(new);
	return copy_page_range(mm, from, new);
}

/* All areas. The parent's mmap_sem is held. */
static int copy_areas(struct mm_struct *mm, struct mm_struct *from)
{
	struct vm_area_struct *vma;
	int err = 0;
	u32 n = 0;

	list_for_each_entry(vma, &from->mmap, list) {
		safe_step(&n, AREAS_DONE);
		if (vma->vm_flags & VM_DONTCOPY)
			continue;
		err = copy_area(mm, from, vma);
		if (err)
			break;
	}
	flush_tlb_mm(from);		/* it may not write any more */
	return err;
}

/* A copy of `from' with one user; NULL: no memory. May sleep. */
static struct mm_struct *dup_mm(struct mm_struct *from)
{
	struct mm_struct *mm = kmalloc(sizeof(*mm), GFP_KERNEL);
	int err;

	if (!mm)
		return NULL;
	mutex_lock(&from->mmap_sem);
	*mm = *from;
	if (!init_mm(mm)) {
		mutex_unlock(&from->mmap_sem);
		kfree(mm);
		return NULL;
	}
	if (mm->exe_file)
		get_file(mm->exe_file);
	err = copy_areas(mm, from);
	mutex_unlock(&from->mmap_sem);
	if (!err)
		return mm;
	mmput(mm);
	return NULL;
}

/* fork(): p gets current's memory, or a copy of it. 0 or -ENOMEM. */
int copy_mm(struct task_struct *p, bool share)
{
	struct mm_struct *mm = current->mm;

	if (share)
		mm->users++;
	else
		mm = dup_mm(mm);
	p->mm = mm;
	return mm ? 0 : -ENOMEM;
}

/* p, which is current or has never run, has no memory any more. */
void exit_mm(struct task_struct *p)
{
	struct mm_struct *mm = p->mm;

	p->mm = NULL;
	if (mm)
		mmput(mm);
}
