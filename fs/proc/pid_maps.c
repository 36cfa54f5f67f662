/*
 * pid_maps.c - /proc/PID/maps: the areas of a process's memory, one a line:
 *
 *	08048000-0804c000 r-xp 00000000 00:01 42         /bin/cat
 */
#include <linux/kernel.h>
#include <linux/vm.h>
#include "internal.h"

#define NAME_COLUMN	49		/* names begin in this column */

static void put_file(struct proc_buf *b, const struct vm_area_struct *vma)
{
	const struct inode *inode = vma->vm_file->f_dentry->d_inode;
	dev_t dev = inode->i_sb->s_dev;

	proc_printf(b, " %02x:%02x %lu", MAJOR(dev), MINOR(dev),
		    inode->i_ino);
}

/* The name of an area without a file, or NULL. */
static const char *area_name(const struct vm_area_struct *vma)
{
	const struct mm_struct *mm = vma->vm_mm;

	if (vma->vm_start <= mm->brk && vma->vm_end > mm->start_brk &&
	    mm->brk > mm->start_brk)
		return "[heap]";
	if (vma->vm_start <= mm->start_stack && vma->vm_end > mm->start_stack)
		return "[stack]";
	return NULL;
}

static void put_area(struct proc_buf *b, const struct vm_area_struct *vma)
{
	u32 flags = vma->vm_flags, start = b->len;
	const char *name = vma->vm_file ? NULL : area_name(vma);

	proc_printf(b, "%08lx-%08lx %c%c%c%c %08lx",
		    vma->vm_start, vma->vm_end,
		    flags & VM_READ ? 'r' : '-', flags & VM_WRITE ? 'w' : '-',
		    flags & VM_EXEC ? 'x' : '-',
		    flags & VM_MAYSHARE ? 's' : 'p',
		    vma->vm_file ? vma->vm_pgoff << PAGE_SHIFT : 0);
	if (vma->vm_file)
		put_file(b, vma);
	else
		proc_puts(b, " 00:00 0");
	if (vma->vm_file || name)
		proc_printf(b, "%*s",
			    max(1, NAME_COLUMN - (int)(b->len - start)), "");
	if (vma->vm_file)
		proc_path(b, vma->vm_file->f_dentry, "\n");
	else if (name)
		proc_puts(b, name);
	proc_puts(b, "\n");
}

/* Nothing here sleeps, so the areas stay as they are. */
int proc_pid_maps(struct proc_buf *b, struct task_struct *p,
		  bool whole __unused)
{
	const struct vm_area_struct *vma;

	if (!p->mm)
		return 0;
	list_for_each_entry(vma, &p->mm->mmap, list) {
		put_area(b, vma);
		if (b->full)
			break;		/* it will be made again */
	}
	return 0;
}
