/*
 * pid_maps.c - /proc/PID/maps: the areas of a process's memory, one a line:
 *
 *	08048000-0804c000 r-xp 00000000 00:01 42         /bin/cat
 */
#include <linux/kernel.h>
#include <linux/vm.h>
#include "internal.h"

#define LINES_AT_ONCE	16		/* with the kernel lock in one piece */
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

/* The kernel lock keeps the areas as they are, `every' so many of them without
   a rest; afterwards the walk goes on behind the last address that it has,
   whatever came or went. Its memory is counted by the caller. May sleep. */
const struct vm_area_struct *proc_next_area(const struct vm_area_struct *vma,
					    u32 *n, u32 every)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long end = vma->vm_end;

	if (++*n % every)
		return next_vma(vma);
	safe_point();
	return find_vma_now(mm, end);
}

int proc_pid_maps(struct proc_buf *b, struct task_struct *p,
		  bool whole __unused)
{
	struct mm_struct *mm = get_task_mm(p);	/* p may end meanwhile */
	const struct vm_area_struct *vma;
	u32 n = 0;

	if (!mm)
		return 0;
	for (vma = find_vma_now(mm, 0); vma && !b->full;
	     vma = proc_next_area(vma, &n, LINES_AT_ONCE))
		put_area(b, vma);
	mmput(mm);
	return 0;
}
