/*
 * munmap.c - areas go, and the one that brk() moves the end of.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/resource.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

/* Takes areas, from first to the one before next (NULL: to the end of the
   list), out of mm and frees them. Their pages are gone. May sleep: who gets
   at mm meanwhile finds a list in order. */
static void free_areas(struct vm_area_struct *first,
		       struct vm_area_struct *next)
{
	struct vm_area_struct *vma;
	u32 n = 0;

	for (; first != next; first = vma) {
		vma = next_vma(first);
		unlink_vma(first);
		free_vma(first);
		safe_step(&n, AREAS_DONE);
	}
}

/* [start, end) is a part of one area that leaves one end of it. */
static void unmap_edge(struct vm_area_struct *vma, unsigned long start,
		       unsigned long end)
{
	struct vm_area_struct *prev = prev_vma(vma), *next = next_vma(vma);

	if (vma->vm_end == end)
		unmap_region(vma->vm_mm, start, end, start,
			     next ? next->vm_start : TASK_SIZE);
	else
		unmap_region(vma->vm_mm, start, end, prev ? prev->vm_end : 0,
			     end);
	trim_vma(vma, start, end);
}

/* Whole areas, or what must become some. `vma' is the first that has an
   address of [start, end). 0 or -ENOMEM. */
static int unmap_areas(struct vm_area_struct *vma, unsigned long start,
		       unsigned long end)
{
	struct vm_area_struct *prev, *next;
	u32 n = 0;

	if (vma->vm_start < start) {
		if (split_vma(vma, start))
			return -ENOMEM;
		vma = next_vma(vma);
	}
	for (next = vma; next && next->vm_end <= end; next = next_vma(next))
		safe_step(&n, AREAS_LOOKED);
	if (next && next->vm_start < end) {
		if (split_vma(next, end))
			return -ENOMEM;
		next = next_vma(next);
	}
	prev = prev_vma(vma);
	unmap_region(vma->vm_mm, start, end, prev ? prev->vm_end : 0,
		     next ? next->vm_start : TASK_SIZE);
	free_areas(vma, next);
	return 0;
}

/* [start, end) is just one area: what most programs give back. */
static inline void unmap_area(struct vm_area_struct *vma, unsigned long start,
			      unsigned long end)
{
	struct vm_area_struct *prev = prev_vma(vma), *next = next_vma(vma);

	if (has_tables(vma->vm_mm, start, end))
		unmap_region(vma->vm_mm, start, end, prev ? prev->vm_end : 0,
			     next ? next->vm_start : TASK_SIZE);
	unlink_vma(vma);
	free_vma(vma);
}

/*
 * Unmaps [addr, addr + len): 0, -EINVAL, or -ENOMEM if an area would have to
 * be split and cannot. The page tables are emptied before the areas go, so
 * that a file that is truncated meanwhile finds all its pages. May sleep. [m]
 */
int do_munmap(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	struct vm_area_struct *vma;
	unsigned long end;

	if (addr & ~PAGE_MASK || !len || addr > TASK_SIZE ||
	    len > TASK_SIZE - addr)
		return -EINVAL;
	end = addr + PAGE_ALIGN(len);
	vma = first_vma(mm, addr, end);
	if (!vma)
		return 0;
	if (vma->vm_start == addr && vma->vm_end == end) {
		unmap_area(vma, addr, end);
		return 0;
	}
	if ((vma->vm_start < addr && vma->vm_end == end) ||
	    (vma->vm_start == addr && vma->vm_end > end)) {
		unmap_edge(vma, addr, end);
		return 0;
	}
	return unmap_areas(vma, addr, end);
}

SYSCALL2(munmap, unsigned long, addr, unsigned long, len)
{
	struct mm_struct *mm = current->mm;
	int err;

	mutex_lock(&mm->mmap_sem);
	err = do_munmap(mm, addr, len);
	mutex_unlock(&mm->mmap_sem);
	return err;
}

/*
 * Puts memory of zeroes at [addr, addr + len) in place of what is there: .bss
 * of programs, and brk(). 0 or -errno. May sleep. [m]
 */
int do_brk(struct mm_struct *mm, unsigned long addr, unsigned long len)
{
	u32 flags = VM_DATA_FLAGS | mm->def_flags;
	struct vm_area_struct *vma, *next;
	unsigned long pages;
	int err;

	if (!len)
		return 0;
	if (addr & ~PAGE_MASK || addr > TASK_SIZE || len > TASK_SIZE - addr)
		return -EINVAL;
	len = PAGE_ALIGN(len);
	pages = len >> PAGE_SHIFT;
	if (flags & VM_LOCKED && !may_lock(mm, pages))
		return -EAGAIN;
	err = do_munmap(mm, addr, len);
	if (err)
		return err;
	if (!may_expand_vm(mm, pages) || hopeless(flags, pages) ||
	    mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	next = find_vma(mm, addr);
	if (!grow_vma(prev_of(mm, next), next, addr, addr + len, flags)) {
		vma = alloc_vma(mm, addr, addr + len, flags);
		if (!vma)
			return -ENOMEM;
		link_vma(mm, vma);
		merge_vma(vma);
	}
	if (flags & VM_LOCKED)
		make_pages_present(mm, addr, addr + len);
	return 0;
}

/* May the data of mm, the program's own and that of brk(), end at `brk'? */
static bool may_have_data(const struct mm_struct *mm, unsigned long brk)
{
	unsigned long size = brk - mm->start_brk;

	return size + (mm->end_data - mm->start_data) <= rlimit(RLIMIT_DATA);
}

/* Moves the end of the data; leaves it where it is if that cannot be. [m] */
static void set_brk(struct mm_struct *mm, unsigned long brk)
{
	unsigned long old_end = PAGE_ALIGN(mm->brk), new_end;

	if (brk < mm->start_brk || brk > TASK_SIZE - PAGE_SIZE ||
	    !may_have_data(mm, brk))
		return;
	new_end = PAGE_ALIGN(brk);
	if (new_end < old_end) {
		if (do_munmap(mm, new_end, old_end - new_end))
			return;
	} else if (new_end > old_end) {
		/* a page must stay free above, as below a stack its guard */
		if (get_unmapped_area(mm, old_end, new_end + PAGE_SIZE -
				      old_end, 0) != old_end)
			return;
		if (do_brk(mm, old_end, new_end - old_end))
			return;
	}
	mm->brk = brk;
}

/* Returns the end of the data as it is then, never an error. */
SYSCALL1(brk, unsigned long, brk)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	mutex_lock(&mm->mmap_sem);
	set_brk(mm, brk);
	ret = mm->brk;
	mutex_unlock(&mm->mmap_sem);
	return ret;
}
