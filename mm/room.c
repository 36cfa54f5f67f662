/*
 * room.c - may there be more, and where? Free addresses for a new area, the
 * limits on how much a process may map and lock, and the growth of stacks.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/resource.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

#define MMAP_BASE	0x40000000UL	/* looking for room begins here */

/* May mm lock so many pages more? */
bool may_lock(struct mm_struct *mm, unsigned long pages)
{
	return capable(CAP_IPC_LOCK) ||
	       mm->locked_vm + pages <= rlimit(RLIMIT_MEMLOCK) >> PAGE_SHIFT;
}

/*
 * The arguments of calls that work on a range: start must be page-aligned,
 * len is rounded up. Sets *end, or returns -EINVAL. An empty range is fine.
 */
int get_range(unsigned long start, unsigned long len, unsigned long *end)
{
	unsigned long size = PAGE_ALIGN(len);

	if (start & ~PAGE_MASK || size < len || start + size < start)
		return -EINVAL;
	*end = start + size;
	return 0;
}

/* The lowest address that an area keeps others from: a stack's guard counts,
   because the stack may grow. */
static unsigned long lower_bound(const struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return vma->vm_start;
	return vma->vm_start > STACK_GUARD ? vma->vm_start - STACK_GUARD : 0;
}

/* Are `len' bytes from addr on free, and not in front of a stack? */
static bool is_free(struct mm_struct *mm, unsigned long addr,
		    unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return addr <= TASK_SIZE - len &&
	       (!vma || addr + len <= lower_bound(vma));
}

/* The first room for `len' bytes from MMAP_BASE on. May sleep. */
static unsigned long find_room(struct mm_struct *mm, unsigned long len)
{
	struct vm_area_struct *vma = find_vma(mm, MMAP_BASE);
	unsigned long addr = MMAP_BASE;
	u32 n = 0;

	for (; vma; vma = next_vma(vma)) {
		if (addr > TASK_SIZE - len)
			return -ENOMEM;
		if (addr + len <= lower_bound(vma))
			return addr;
		if (addr < vma->vm_end)
			addr = vma->vm_end;
		safe_step(&n, AREAS_LOOKED);
	}
	return addr <= TASK_SIZE - len ? addr : -ENOMEM;
}

/*
 * Where `len' bytes (a multiple of pages, at most TASK_SIZE) are to go that
 * mmap() with these flags wants at addr. Returns an address or a negative
 * errno; with MAP_FIXED the range may be in use. May sleep. [m]
 */
unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long addr,
				unsigned long len, u32 flags)
{
	if (!(flags & (MAP_FIXED | MAP_FIXED_NOREPLACE))) {
		addr = PAGE_ALIGN(addr);
		if (addr >= MMAP_MIN && is_free(mm, addr, len))
			return addr;
		return find_room(mm, len);
	}
	if (addr > TASK_SIZE - len)
		return -ENOMEM;
	if (addr & ~PAGE_MASK)
		return -EINVAL;
	if (addr < MMAP_MIN && !capable(CAP_SYS_RAWIO))
		return -EPERM;
	if (flags & MAP_FIXED_NOREPLACE && first_vma(mm, addr, addr + len))
		return -EEXIST;
	return addr;
}

/* Does something that can be accessed lie in the guard below `start'? */
static bool guard_in_use(struct vm_area_struct *vma, unsigned long start)
{
	const struct vm_area_struct *prev = prev_vma(vma);

	return prev && !(prev->vm_flags & VM_GROWSDOWN) &&
	       prev->vm_flags & VM_ACCESS &&
	       (start < prev->vm_end || start - prev->vm_end < STACK_GUARD);
}

/*
 * Makes a stack reach down to `address', which is below its start and above
 * any other area. 0, or -ENOMEM if limits or the guard forbid it. [m]
 */
int expand_stack(struct vm_area_struct *vma, unsigned long address)
{
	unsigned long start = address & PAGE_MASK;
	unsigned long grow = (vma->vm_start - start) >> PAGE_SHIFT;
	struct mm_struct *mm = vma->vm_mm;

	if (start < MMAP_MIN || guard_in_use(vma, start) ||
	    vma->vm_end - start > rlimit(RLIMIT_STACK) ||
	    !may_expand_vm(mm, grow))
		return -ENOMEM;
	if (vma->vm_flags & VM_LOCKED) {
		if (!may_lock(mm, grow))
			return -ENOMEM;
		mm->locked_vm += grow;
	}
	vma->vm_start = start;
	mm->total_vm += grow;
	return 0;
}
