/*
 * access.c - the kernel brings pages of a process in on its own account: to
 * look into another process's memory, to fill the stack of a program that has
 * not begun, and for what is to be there at once.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

/* The area at `address', after a stack has grown there. [m] */
static struct vm_area_struct *find_extend_vma(struct mm_struct *mm,
					      unsigned long address)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	if (!vma || address >= TASK_SIZE)
		return NULL;
	if (address >= vma->vm_start)
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, address))
		return NULL;
	return vma;
}

/* Device memory has no struct page, and what nobody may touch stays so. A
   private page may be written to even if the program itself may not. */
static bool may_access(const struct vm_area_struct *vma, bool write)
{
	if (vma->vm_flags & VM_IO || !(vma->vm_flags & VM_ACCESS))
		return false;
	return !write || vma->vm_flags & VM_WRITE ||
	       (vma->vm_flags & VM_MAYWRITE && !(vma->vm_flags & VM_SHARED));
}

/* The page that an entry shows, if it is fit for the access. */
static struct page *shown_page(const struct vm_area_struct *vma, pte_t e,
			       bool write)
{
	struct page *page = pfn_to_page(e >> PAGE_SHIFT);

	if (!(e & PAGE_PRESENT))
		return NULL;
	if (write && !(e & PAGE_RW) &&
	    (vma->vm_flags & (VM_SHARED | VM_WRITE) ||
	     page->use != PAGE_ANON || atomic_read(&page->count) != 1))
		return NULL;
	return page;
}

/* The page at `address', brought in; not counted. NULL if there is none. [m] */
static struct page *fault_in(struct mm_struct *mm, unsigned long address,
			     bool write)
{
	struct vm_area_struct *vma = find_extend_vma(mm, address);
	struct page *page;
	pte_t *pte;

	if (!vma || !may_access(vma, write))
		return NULL;
	for (;;) {
		pte = find_pte(mm, address);
		page = pte && *pte ? shown_page(vma, *pte, write) : NULL;
		if (page)
			return page;
		if (handle_mm_fault(vma, address, write) < FAULT_MINOR)
			return NULL;
	}
}

struct page *get_user_page(struct mm_struct *mm, unsigned long address,
			   bool write)
{
	struct page *page;

	mutex_lock(&mm->mmap_sem);
	page = fault_in(mm, address, write);
	if (page)
		get_page(page);
	mutex_unlock(&mm->mmap_sem);
	return page;
}

/* What access_process_vm() does with mm inhibited, if it is to be. */
static unsigned long copy_pages(struct mm_struct *mm, unsigned long address,
				void *buf, unsigned long len, bool write)
{
	unsigned long done = 0, n;
	struct page *page;
	char *at;

	for (; done < len; done += n, address += n) {
		page = get_user_page(mm, address, write);
		if (!page)
			break;
		at = (char *)page_address(page) + (address & ~PAGE_MASK);
		n = min(len - done, PAGE_SIZE - (address & ~PAGE_MASK));
		if (write)
			memcpy(at, (char *)buf + done, n);
		else
			memcpy((char *)buf + done, at, n);
		put_page(page);
	}
	return done;
}

unsigned long access_process_vm(struct mm_struct *mm, unsigned long address,
				void *buf, unsigned long len, bool write)
{
	unsigned long done;

	if (!write)
		return copy_pages(mm, address, buf, len, false);
	vm_inhibit(mm);		/* it may be text that others are running */
	done = copy_pages(mm, address, buf, len, true);
	vm_release(mm);
	return done;
}

/*
 * Brings in what is not there of [start, end), as far as areas reach; private
 * pages that may be written to become the process's own. 0, -ENOMEM when
 * memory is short, -EFAULT where a file has no page. May sleep. [m]
 */
int make_pages_present(struct mm_struct *mm, unsigned long start,
		       unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	u32 n = 0;
	int r;

	for (; vma && vma->vm_start < end; vma = next_vma(vma)) {
		safe_step(&n, AREAS_DONE);
		if (vma->vm_flags & VM_IO || !(vma->vm_flags & VM_ACCESS))
			continue;
		start = max(start, vma->vm_start);
		for (; start < min(end, vma->vm_end); start += PAGE_SIZE) {
			r = handle_mm_fault(vma, start,
					    vma->vm_flags & VM_WRITE);
			if (r < FAULT_MINOR)
				return r == FAULT_OOM ? -ENOMEM : -EFAULT;
			safe_step(&n, PAGES_BROUGHT);
		}
	}
	return 0;
}
