/*
 * madvise.c - what a program expects to do with its memory. Most advice is
 * taken note of by doing nothing; MADV_DONTNEED throws pages away.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include "internal.h"

/* One area's part of the range. 0 or -errno. [m] */
static int advise(struct vm_area_struct *vma, unsigned long start,
		  unsigned long end, int advice)
{
	switch (advice) {
	case MADV_DONTNEED:
		if (vma->vm_flags & (VM_LOCKED | VM_IO))
			return -EINVAL;
		unmap_region(vma->vm_mm, start, end, start, end);
		return 0;
	case MADV_DONTFORK:
		vma->vm_flags |= VM_DONTCOPY;
		return 0;
	case MADV_DOFORK:
		if (vma->vm_flags & VM_IO)
			return -EINVAL;
		vma->vm_flags &= ~VM_DONTCOPY;
		return 0;
	default:
		return 0;
	}
}

static bool known_advice(int advice)
{
	switch (advice) {
	case MADV_NORMAL:
	case MADV_RANDOM:
	case MADV_SEQUENTIAL:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_FREE:
	case MADV_DONTFORK:
	case MADV_DOFORK:
	case MADV_DONTDUMP:
	case MADV_DODUMP:
		return true;
	default:
		return false;
	}
}

/* All areas of [start, end); -ENOMEM if there are gaps, when the rest is
   done. [m] */
static int advise_range(struct mm_struct *mm, unsigned long start,
			unsigned long end, int advice)
{
	int err = covered(mm, start, end) ? 0 : -ENOMEM, this_err;
	struct vm_area_struct *vma;

	if ((advice == MADV_DONTFORK || advice == MADV_DOFORK) &&
	    cut_areas(mm, start, end))
		return -ENOMEM;
	for (vma = find_vma(mm, start); vma && vma->vm_start < end;
	     vma = next_vma(vma)) {
		this_err = advise(vma, max(start, vma->vm_start),
				  min(end, vma->vm_end), advice);
		if (this_err)
			return this_err;
		safe_point();
	}
	merge_areas(mm, start, end);
	return err;
}

SYSCALL3(madvise, unsigned long, start, unsigned long, len, int, advice)
{
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (!known_advice(advice) || get_range(start, len, &end))
		return -EINVAL;
	if (start == end)
		return 0;
	mutex_lock(&mm->mmap_sem);
	err = advise_range(mm, start, end, advice);
	mutex_unlock(&mm->mmap_sem);
	return err;
}
