/*
 * mlock.c - memory that is to stay. There is nowhere for it to go yet: locking
 * brings pages in, counts them against the limit, and remembers the wish.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/resource.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

/* Locks or unlocks whole areas of [start, end). May sleep. [m] */
static void set_locked(struct mm_struct *mm, unsigned long start,
		       unsigned long end, bool lock)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	unsigned long pages;
	u32 n = 0;

	for (; vma && vma->vm_start < end; vma = next_vma(vma)) {
		safe_step(&n, AREAS_LOOKED);
		pages = vma_pages(vma);
		if (vma->vm_flags & VM_LOCKED)
			mm->locked_vm -= pages;
		vma->vm_flags &= ~VM_LOCKED;
		if (!lock)
			continue;
		vma->vm_flags |= VM_LOCKED;
		mm->locked_vm += pages;
	}
	merge_areas(mm, start, end);
}

/* The same for any range; 0, or -ENOMEM where there is no area. [m] */
static int lock_range(struct mm_struct *mm, unsigned long start,
		      unsigned long end, bool lock)
{
	int err;

	if (!covered(mm, start, end))
		return -ENOMEM;
	err = cut_areas(mm, start, end);
	if (err)
		return err;
	set_locked(mm, start, end, lock);
	return lock ? make_pages_present(mm, start, end) : 0;
}

/* mlock() takes any address: the pages that the bytes are in. */
static int do_mlock(unsigned long addr, unsigned long len, bool lock)
{
	struct mm_struct *mm = current->mm;
	unsigned long start = addr & PAGE_MASK, end;
	int err;

	if (len + (addr - start) < len)
		return -EINVAL;
	if (get_range(start, len + (addr - start), &end))
		return -EINVAL;
	if (start == end)
		return 0;
	mutex_lock(&mm->mmap_sem);
	if (lock && !may_lock(mm, (end - start) >> PAGE_SHIFT))
		err = rlimit(RLIMIT_MEMLOCK) ? -ENOMEM : -EPERM;
	else
		err = lock_range(mm, start, end, lock);
	mutex_unlock(&mm->mmap_sem);
	return err == -EFAULT ? -ENOMEM : err;
}

SYSCALL2(mlock, unsigned long, addr, unsigned long, len)
{
	return do_mlock(addr, len, true);
}

SYSCALL2(munlock, unsigned long, addr, unsigned long, len)
{
	return do_mlock(addr, len, false);
}

/* All that is mapped, and all that will be. [m] */
static int lock_all(struct mm_struct *mm, u32 flags)
{
	if (!capable(CAP_IPC_LOCK)) {
		if (!rlimit(RLIMIT_MEMLOCK))
			return -EPERM;
		if (flags & MCL_CURRENT &&
		    mm->total_vm > rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT)
			return -ENOMEM;
	}
	mm->def_flags = flags & MCL_FUTURE ? VM_LOCKED : 0;
	if (flags & MCL_CURRENT) {
		set_locked(mm, 0, TASK_SIZE, true);
		make_pages_present(mm, 0, TASK_SIZE);
	}
	return 0;
}

SYSCALL1(mlockall, u32, flags)
{
	struct mm_struct *mm = current->mm;
	int err;

	if (!flags || flags & ~(MCL_CURRENT | MCL_FUTURE))
		return -EINVAL;
	mutex_lock(&mm->mmap_sem);
	err = lock_all(mm, flags);
	mutex_unlock(&mm->mmap_sem);
	return err;
}

SYSCALL0(munlockall)
{
	struct mm_struct *mm = current->mm;

	mutex_lock(&mm->mmap_sem);
	mm->def_flags = 0;
	set_locked(mm, 0, TASK_SIZE, false);
	mutex_unlock(&mm->mmap_sem);
	return 0;
}
