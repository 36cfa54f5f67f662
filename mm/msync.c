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

/* Moves the dirty bits of n entries to the pages. */
static void collect_dirty(pte_t *pte, unsigned long n)
{
	struct page *page;

	for (; n; n--, pte++) {
		if (!(*pte & PAGE_DIRTY) || *pte & PAGE_UNCOUNTED)
			continue;
		atomic_clear_mask(PAGE_DIRTY, pte);
		page = pfn_to_page(*pte >> PAGE_SHIFT);
		if (page->use == PAGE_CACHE)
			set_page_dirty(page);
	}
}

/* The same for a part of an area. A CPU that has an entry in its TLB does not
   set the bit again, so all of them flush. [m] */
static void sync_area(struct vm_area_struct *vma, unsigned long start,
		      unsigned long end)
{
	unsigned long addr, next;
	pte_t *pte;

	for (addr = start; addr < end; addr = next) {
		next = min((addr | (PGDIR_SIZE - 1)) + 1, end);
		pte = find_pte(vma->vm_mm, addr);
		if (pte)
			collect_dirty(pte, (next - addr) >> PAGE_SHIFT);
	}
	flush_tlb_range(vma->vm_mm, start, end);
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
		if (!file)
			continue;
		sync_err = file->f_op->fsync(file, false);
		fput(file);
		if (sync_err)
			return sync_err;
	}
	return err;
}
