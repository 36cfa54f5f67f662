/*
 * msync.c - what a program has written to a file by its shared mapping is
 * given to the file: the CPU notes in the page tables which pages those are.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/atomic.h>
#include <asm/pgtable.h>
#include <asm/tlb.h>
#include <asm/uaccess.h>
#include "internal.h"

#define SYNC_STEP	(PAGES_DONE * PAGE_SIZE) /* the lock in one piece */

/* Moves the dirty bits of n entries to the pages. Returns whether any was
   set. */
static bool collect_dirty(pte_t *pte, unsigned long n)
{
	struct page *page;
	bool any = false;

	for (; n; n--, pte++) {
		if (!(*pte & PAGE_DIRTY) || *pte & PAGE_UNCOUNTED)
			continue;
		atomic_clear_mask(PAGE_DIRTY, pte);
		page = pfn_to_page(*pte >> PAGE_SHIFT);
		if (page->use == PAGE_CACHE)
			set_page_dirty(page);
		any = true;
	}
	return any;
}

/*
 * The same for a part of an area, in pieces. A CPU that has an entry in its
 * TLB does not set the bit again, so all of them flush, each piece before
 * others may run: once the page is written, what is stored into it must be
 * noted anew. May sleep. [m]
 */
static void sync_area(struct vm_area_struct *vma, unsigned long start,
		      unsigned long end)
{
	unsigned long next;
	pte_t *pte;

	for (; start < end; start = next) {
		next = min((start | (SYNC_STEP - 1)) + 1, end);
		pte = find_pte(vma->vm_mm, start);
		if (!pte)
			continue;
		if (collect_dirty(pte, (next - start) >> PAGE_SHIFT))
			flush_tlb_range(vma->vm_mm, start, next);
		safe_point();
	}
}

/*
 * The part of the first area of [*start, end) that is in the range. Moves
 * *start behind it. Returns the area's file, counted, if it is to be written,
 * or NULL; *err is set to -ENOMEM where there is no area. [m]
 */
static struct file *sync_next(struct mm_struct *mm, unsigned long *start,
			      unsigned long end, u32 flags, int *err)
{
	struct vm_area_struct *vma = first_vma(mm, *start, end);
	unsigned long from;

	if (!vma || vma->vm_start > *start)
		*err = -ENOMEM;		/* but the rest is done */
	if (!vma) {
		*start = end;
		return NULL;
	}
	from = max(*start, vma->vm_start);
	*start = min(end, vma->vm_end);
	if (flags & MS_INVALIDATE && vma->vm_flags & VM_LOCKED) {
		*err = -EBUSY;
		*start = end;
		return NULL;
	}
	if (!vma->vm_file || !(vma->vm_flags & VM_SHARED))
		return NULL;
	sync_area(vma, from, *start);
	if (!(flags & MS_SYNC) || !vma->vm_file->f_op->fsync)
		return NULL;
	get_file(vma->vm_file);
	return vma->vm_file;
}

SYSCALL3(msync, unsigned long, start, unsigned long, len, u32, flags)
{
	struct mm_struct *mm = current->mm;
	struct file *file;
	unsigned long end;
	int err, sync_err;
	u32 n = 0;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) ||
	    (flags & MS_ASYNC && flags & MS_SYNC))
		return -EINVAL;
	err = get_range(start, len, &end);
	if (err)
		return start & ~PAGE_MASK ? -EINVAL : -ENOMEM;
	while (start < end) {
		mutex_lock(&mm->mmap_sem);
		file = sync_next(mm, &start, end, flags, &err);
		mutex_unlock(&mm->mmap_sem);
		safe_step(&n, AREAS_DONE);
		if (!file)
			continue;
		sync_err = file->f_op->fsync(file, false);
		fput(file);
		if (sync_err)
			return sync_err;
	}
	return err;
}
