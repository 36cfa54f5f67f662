/*
 * mremap.c - an area gets another size, or another address. Pages that are
 * there are not copied: their entries move.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/resource.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include <asm/system.h>
#include <asm/tlb.h>
#include <asm/uaccess.h>
#include "internal.h"

#define MOVE_STEP	(PAGES_DONE * PAGE_SIZE) /* the lock in one piece */

/* Flushes what has left its place, up to `end'; returns that. */
static unsigned long flush_moved(struct mm_struct *mm, unsigned long start,
				 unsigned long end)
{
	if (start < end)
		flush_tlb_range(mm, start, end);
	return end;
}

/*
 * Moves the entries of len bytes from `from' to `to', which do not overlap.
 * Both areas are linked, so that a truncation finds each page at one place or
 * the other; the old place is flushed before it could come, which is when we
 * sleep. Returns the bytes moved: fewer if memory for tables is short. [m]
 */
static unsigned long move_entries(struct mm_struct *mm, unsigned long to,
				  unsigned long from, unsigned long len)
{
	unsigned long addr, flushed = from;
	const long way = to - from;
	pte_t *old, *new;

	for (addr = from; addr < from + len; addr += PAGE_SIZE) {
		if (addr != from && !((addr - from) & (MOVE_STEP - 1))) {
			flushed = flush_moved(mm, flushed, addr);
			safe_point();
		}
		old = find_pte(mm, addr);
		if (!old || !*old) {
			if (flushed == addr)
				flushed += PAGE_SIZE;	/* nothing to flush */
			continue;
		}
		if (!find_pte(mm, addr + way))	/* alloc_pte() may sleep */
			flushed = flush_moved(mm, flushed, addr);
		new = alloc_pte(mm, addr + way);
		if (!new)
			break;
		*new = xchg(old, 0);
		pages_moved++;
	}
	flush_moved(mm, flushed, addr);
	return addr - from;
}

/* The part of an area at addr, seen at `to' with new_len bytes: a new area,
   linked, with the old one's pages. 0 or -errno. [m] */
static int copy_to(struct vm_area_struct *vma, unsigned long addr,
		   unsigned long old_len, unsigned long new_len,
		   unsigned long to)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *new;
	unsigned long done;

	if (mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	new = copy_vma(vma, mm);
	if (!new)
		return -ENOMEM;
	if (new->vm_file)
		new->vm_pgoff += (addr - vma->vm_start) >> PAGE_SHIFT;
	new->vm_start = to;
	new->vm_end = to + new_len;
	link_vma(mm, new);
	done = move_entries(mm, to, addr, old_len);
	if (done < old_len) {
		move_entries(mm, addr, to, done);	/* tables are there */
		do_munmap(mm, to, new_len);
		return -ENOMEM;
	}
	merge_vma(new);
	return 0;
}

/* Moves a part of an area that has been checked. The new address, or -errno.
   old_len 0: the old one stays as it is, and its pages with it. [m] */
static unsigned long move_area(struct vm_area_struct *vma, unsigned long addr,
			       unsigned long old_len, unsigned long new_len,
			       unsigned long to)
{
	struct mm_struct *mm = vma->vm_mm;
	bool locked = vma->vm_flags & VM_LOCKED;
	int err;

	err = copy_to(vma, addr, old_len, new_len, to);
	if (err)
		return err;
	if (old_len)
		err = do_munmap(mm, addr, old_len);
	if (err) {			/* nothing is lost: all goes back */
		move_entries(mm, addr, to, old_len);
		do_munmap(mm, to, new_len);
		return err;
	}
	if (locked)
		make_pages_present(mm, to + old_len, to + new_len);
	return to;
}

/*
 * The area that has [addr, addr + old_len), if it may become `grow' bytes
 * larger; ERR_PTR. [m]
 */
static struct vm_area_struct *check_area(struct mm_struct *mm,
					 unsigned long addr,
					 unsigned long old_len,
					 unsigned long new_len)
{
	struct vm_area_struct *vma = first_vma(mm, addr, addr + 1);
	unsigned long grow = (new_len - old_len) >> PAGE_SHIFT;

	if (!vma || vma->vm_start > addr || old_len > vma->vm_end - addr)
		return ERR_PTR(-EFAULT);
	if (!old_len && !(vma->vm_flags & VM_MAYSHARE))
		return ERR_PTR(-EINVAL);
	if (new_len <= old_len)
		return vma;
	if (vma->vm_flags & VM_IO)
		return ERR_PTR(-EFAULT);
	if (vma->vm_file && vma->vm_pgoff + ((addr - vma->vm_start + new_len)
					     >> PAGE_SHIFT) < vma->vm_pgoff)
		return ERR_PTR(-EINVAL);
	if (vma->vm_flags & VM_LOCKED && !may_lock(mm, grow))
		return ERR_PTR(-EAGAIN);
	if (!may_expand_vm(mm, grow) ||
	    hopeless(vma->vm_flags, new_len >> PAGE_SHIFT))
		return ERR_PTR(-ENOMEM);
	return vma;
}

/* Makes an area longer where it is, if old_len is all that follows addr and
   there is room behind it. Returns whether. [m] */
static bool grow_in_place(struct vm_area_struct *vma, unsigned long addr,
			  unsigned long old_len, unsigned long new_len)
{
	struct mm_struct *mm = vma->vm_mm;
	unsigned long pages = (new_len - old_len) >> PAGE_SHIFT;

	if (vma->vm_end != addr + old_len || addr > TASK_SIZE - new_len ||
	    get_unmapped_area(mm, vma->vm_end, new_len - old_len, 0) !=
	    vma->vm_end)
		return false;
	vma->vm_end += new_len - old_len;
	mm->total_vm += pages;
	if (vma->vm_flags & VM_LOCKED) {
		mm->locked_vm += pages;
		make_pages_present(mm, addr + old_len, addr + new_len);
	}
	merge_vma(vma);
	return true;
}

/* MREMAP_FIXED: makes room at `to'. 0 or -errno. [m] */
static int clear_target(struct mm_struct *mm, unsigned long addr,
			unsigned long old_len, unsigned long new_len,
			unsigned long to)
{
	unsigned long got = get_unmapped_area(mm, to, new_len, MAP_FIXED);

	if (IS_ADDR_ERROR(got))
		return got == (unsigned long)-ENOMEM ? -EINVAL : (int)got;
	if (addr < to + new_len && to < addr + old_len)
		return -EINVAL;		/* they overlap */
	return do_munmap(mm, to, new_len);
}

/* What mremap() does with mmap_sem; lengths are multiples of pages. */
static unsigned long remap(struct mm_struct *mm, unsigned long addr,
			   unsigned long old_len, unsigned long new_len,
			   u32 flags, unsigned long to)
{
	struct vm_area_struct *vma;
	int err = 0;

	if (!first_vma(mm, addr, addr + 1))
		return -EFAULT;
	if (flags & MREMAP_FIXED)
		err = clear_target(mm, addr, old_len, new_len, to);
	if (!err && old_len > new_len) {
		err = do_munmap(mm, addr + new_len, old_len - new_len);
		old_len = new_len;
		if (!err && !(flags & MREMAP_FIXED))
			return addr;
	}
	if (err)
		return err;
	vma = check_area(mm, addr, old_len, new_len);
	if (IS_ERR(vma))
		return PTR_ERR(vma);
	if (!(flags & MREMAP_FIXED)) {
		if (old_len == new_len || (old_len && grow_in_place(vma, addr,
							old_len, new_len)))
			return addr;
		if (!(flags & MREMAP_MAYMOVE))
			return -ENOMEM;
		to = get_unmapped_area(mm, 0, new_len, 0);
		if (IS_ADDR_ERROR(to))
			return to;
	}
	return move_area(vma, addr, old_len, new_len, to);
}

SYSCALL5(mremap, unsigned long, addr, unsigned long, old_len, unsigned long,
	 new_len, u32, flags, unsigned long, to)
{
	struct mm_struct *mm = current->mm;
	unsigned long ret;

	if (flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED) || addr & ~PAGE_MASK ||
	    (flags & MREMAP_FIXED && !(flags & MREMAP_MAYMOVE)))
		return -EINVAL;
	if (old_len > TASK_SIZE || new_len > TASK_SIZE)
		return -EINVAL;
	old_len = PAGE_ALIGN(old_len);
	new_len = PAGE_ALIGN(new_len);
	if (!new_len)
		return -EINVAL;
	if (addr > TASK_SIZE - old_len)
		return -EFAULT;
	mutex_lock(&mm->mmap_sem);
	ret = remap(mm, addr, old_len, new_len, flags, to);
	mutex_unlock(&mm->mmap_sem);
	return ret;
}
