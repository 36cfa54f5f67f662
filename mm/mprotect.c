/*
 * mprotect.c - what may be done with pages that are mapped already.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mman.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include <asm/system.h>
#include <asm/tlb.h>
#include <asm/uaccess.h>
#include "internal.h"

#define CHANGE_STEP	(PAGES_DONE * PAGE_SIZE) /* the lock in one piece */
#define MAY_SHIFT	4		/* from VM_READ to VM_MAYREAD */

/*
 * The entries of one table get new permissions. A page that the process has
 * for itself stays writable if it may be: nothing need be copied. The xchg
 * keeps the dirty bit that another CPU may be setting: for a moment there is
 * no page, and who looks then faults, and waits for mmap_sem. Returns whether
 * there was anything.
 */
static bool change_entries(pte_t *pte, unsigned long n, u32 prot, bool write)
{
	const u32 keep = PAGE_MASK | PAGE_DIRTY | PAGE_UNCOUNTED | PAGE_PCD |
			 PAGE_PWT | (write ? PAGE_RW : 0);
	bool any = false;
	pte_t e;

	for (; n; n--, pte++) {
		if (!*pte)
			continue;
		e = xchg(pte, 0);
		*pte = (e & keep) | prot;
		any = true;
	}
	return any;
}

/* All pages of an area get what its vm_page_prot says. The caller flushes, if
   there were any: till then, other threads may do what they could before. May
   sleep. */
static bool change_protection(struct vm_area_struct *vma)
{
	unsigned long addr = vma->vm_start, next;
	u32 prot = vma->vm_page_prot;
	bool any = false;
	pte_t *pte;

	for (; addr < vma->vm_end; addr = next) {
		next = min((addr | (CHANGE_STEP - 1)) + 1, vma->vm_end);
		pte = find_pte(vma->vm_mm, addr);
		if (pte)
			any |= change_entries(pte, (next - addr) >> PAGE_SHIFT,
					      prot, vma->vm_flags & VM_WRITE);
		if (next < vma->vm_end)
			safe_point();
	}
	return any;
}

/* May all areas of [start, end), which leaves no gap, get `access'? */
static int check_areas(struct mm_struct *mm, unsigned long start,
		       unsigned long end, u32 access)
{
	struct vm_area_struct *vma;
	u32 n = 0;

	if (!covered(mm, start, end))
		return -ENOMEM;
	for (vma = find_vma(mm, start); vma && vma->vm_start < end;
	     vma = next_vma(vma)) {
		if (access & ~(vma->vm_flags >> MAY_SHIFT))
			return -EACCES;
		safe_step(&n, AREAS_LOOKED);
	}
	return 0;
}

/* PROT_GROWSDOWN: the range reaches down to the start of its stack. */
static int grow_range(struct mm_struct *mm, u32 prot, unsigned long *start)
{
	struct vm_area_struct *vma;

	if (prot & PROT_GROWSUP)
		return -EINVAL;
	if (!(prot & PROT_GROWSDOWN))
		return 0;
	vma = find_vma(mm, *start);
	if (!vma || vma->vm_start > *start)
		return -ENOMEM;
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return -EINVAL;
	*start = vma->vm_start;
	return 0;
}

/* [start, end) gets the permissions `access'. 0 or -errno. [m] */
static int protect_range(struct mm_struct *mm, unsigned long start,
			 unsigned long end, u32 access)
{
	struct vm_area_struct *vma;
	bool any = false;
	u32 n = 0;
	int err;

	err = check_areas(mm, start, end, access);
	if (!err)
		err = cut_areas(mm, start, end);
	if (err)
		return err;
	for (vma = find_vma(mm, start); vma && vma->vm_start < end;
	     vma = next_vma(vma)) {
		vma->vm_flags = (vma->vm_flags & ~VM_ACCESS) | access;
		vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
		any |= change_protection(vma);
		safe_step(&n, AREAS_DONE);
	}
	if (any)
		flush_tlb_range(mm, start, end);
	merge_areas(mm, start, end);
	return 0;
}

SYSCALL3(mprotect, unsigned long, start, unsigned long, len, u32, prot)
{
	u32 access = prot & (PROT_READ | PROT_WRITE | PROT_EXEC);
	struct mm_struct *mm = current->mm;
	unsigned long end;
	int err;

	if (prot & ~(PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN |
		     PROT_GROWSUP))
		return -EINVAL;
	err = get_range(start, len, &end);
	if (err)
		return err == -EINVAL && !(start & ~PAGE_MASK) ? -ENOMEM : err;
	if (start == end)
		return 0;
	mutex_lock(&mm->mmap_sem);
	err = grow_range(mm, prot, &start);
	if (!err)
		err = protect_range(mm, start, end, access);
	mutex_unlock(&mm->mmap_sem);
	return err;
}
