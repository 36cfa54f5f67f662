/*
 * memory.c - pages are brought into the memory of a process, by faults.
 *
 *	nothing there, no file	read: the page of zeroes that all share
 *				write: a page of zeroes of one's own
 *	nothing there, a file	the file's page, from the page cache
 *	there, but read-only	a write: a copy of one's own, unless the page
 *				is nobody else's, or shared on purpose
 *
 * A private page of a file is first mapped read-only in any case, and copied
 * in the second step: then there is an entry that a truncation can take away
 * while the copy is being made, and that we look at again afterwards.
 *
 * All [m]. Clearing and copying of pages nobody sees yet is done without the
 * kernel lock. mmap_sem stays, so only who needs no mmap_sem may have changed
 * the page tables in the meantime: unmap_mapping_range().
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>
#include <asm/tlb.h>
#include "internal.h"

#define SHRINK_COUNT	64		/* names to forget for a page */
#define CPU_BITS	(PAGE_ACCESSED | PAGE_DIRTY)	/* set by the CPU */

struct page *zero_page;

void vm_init(void)
{
	zero_page = alloc_pages(GFP_KERNEL | GFP_ZERO, 0, PAGE_KERNEL);
	if (!zero_page)
		panic("No memory for the page of zeroes");
	init_page_reserve();
}

/* A page when there was none: the caches may have something to spare. */
static noinline struct page *find_user_page(void)
{
	struct page *page = NULL;

	while (!page && shrink_tables() + shrink_dcache(SHRINK_COUNT))
		page = alloc_page(PAGE_ANON);
	return page;
}

/* A page for a process, contents undefined; NULL when memory is short. May
   sleep. */
static inline struct page *alloc_user_page(void)
{
	struct page *page = alloc_page(PAGE_ANON);

	return likely(page != NULL) ? page : find_user_page();
}

/* Its contents, while nobody else can see the page. `from' is counted, or
   NULL for zeroes. */
static inline void fill_page(struct page *page, const struct page *from)
{
	drop_kernel_lock();
	if (from)
		copy_page(page_address(page), page_address(from));
	else
		clear_page(page_address(page));
	retake_kernel_lock();
}

/* The entry for a page that the process has for itself. */
static pte_t own_entry(const struct vm_area_struct *vma,
		       const struct page *page)
{
	pte_t e = page_to_phys(page) | vma->vm_page_prot | PAGE_DIRTY;

	return vma->vm_flags & VM_WRITE ? e | PAGE_RW : e;
}

/* Nothing is there, and no file either. */
static int do_anonymous(struct vm_area_struct *vma, pte_t *pte, bool write)
{
	struct page *page;

	if (!write) {
		*pte = page_to_phys(zero_page) | vma->vm_page_prot |
		       PAGE_UNCOUNTED;
		return FAULT_MINOR;
	}
	page = alloc_user_page();
	if (!page)
		return FAULT_OOM;
	fill_page(page, NULL);
	if (unlikely(*pte)) {
		put_page(page);
		return FAULT_MINOR;
	}
	vma->vm_mm->rss++;
	*pte = own_entry(vma, page);
	return FAULT_MINOR;
}

/*
 * Gives the process a page of its own in place of the one that entry `e'
 * shows. If the entry has changed while the lock was dropped, nothing is
 * done: the program faults once more.
 */
static int copy_on_write(struct vm_area_struct *vma, unsigned long address,
			 pte_t *pte, pte_t e)
{
	struct page *new = alloc_user_page(), *old = NULL;

	if (!new)
		return FAULT_OOM;
	if (unlikely((*pte ^ e) & ~CPU_BITS))
		goto changed;		/* while alloc_user_page() slept */
	if (!(e & PAGE_UNCOUNTED)) {
		old = pfn_to_page(e >> PAGE_SHIFT);
		get_page(old);
	}
	fill_page(new, old);
	if (old)
		put_page(old);		/* ours; the entry has one, too */
	if (unlikely((*pte ^ e) & ~CPU_BITS))
		goto changed;
	/* First nobody has the old page any more: a CPU that still read it
	   would not see what another has written to the new one. */
	*pte = 0;
	flush_tlb_page(vma->vm_mm, address);
	*pte = own_entry(vma, new);
	if (old)
		put_page(old);
	else
		vma->vm_mm->rss++;
	return FAULT_MINOR;
changed:
	put_page(new);
	return FAULT_MINOR;
}

/* A write to what is there, but read-only. */
static int do_wp_page(struct vm_area_struct *vma, unsigned long address,
		      pte_t *pte, pte_t e)
{
	struct page *page;

	if (vma->vm_flags & (VM_SHARED | VM_IO)) {
		*pte = e | PAGE_RW | PAGE_DIRTY;
		return FAULT_MINOR;
	}
	page = e & PAGE_UNCOUNTED ? zero_page : pfn_to_page(e >> PAGE_SHIFT);
	if (page->use == PAGE_ANON && atomic_read(&page->count) == 1) {
		*pte = own_entry(vma, page);
		return FAULT_MINOR;
	}
	return copy_on_write(vma, address, pte, e);
}

/*
 * Nothing is there; the file has it. nopage() may sleep, but does not between
 * its last look at the file and its return, and neither do we before the
 * entry is there: the page has not been truncated.
 */
static int do_no_page(struct vm_area_struct *vma, unsigned long address,
		      pte_t *pte, bool write)
{
	struct page *page = vma->vm_ops->nopage(vma, address);
	pte_t e;

	if (unlikely(IS_NOPAGE(page)))
		return page == NOPAGE_OOM ? FAULT_OOM : FAULT_SIGBUS;
	e = page_to_phys(page) | vma->vm_page_prot;
	vma->vm_mm->rss++;
	*pte = e;
	if (write)
		return do_wp_page(vma, address, pte, e);
	return FAULT_MINOR;
}

/*
 * The access was checked against the area's flags, or is one that a debugger
 * may do: then a private page becomes the process's own, but not writable.
 */
int handle_mm_fault(struct vm_area_struct *vma, unsigned long address,
		    bool write)
{
	pte_t *pte = alloc_pte(vma->vm_mm, address), e;

	if (unlikely(!pte))
		return FAULT_OOM;
	e = *pte;
	if (!e) {
		if (vma->vm_ops)
			return do_no_page(vma, address, pte, write);
		if (vma->vm_flags & VM_IO)
			return FAULT_SIGBUS;
		return do_anonymous(vma, pte, write);
	}
	if (write && !(e & PAGE_RW))
		return do_wp_page(vma, address, pte, e);
	__flush_tlb_one(address);	/* another thread was faster: what
					   this CPU had is out of date */
	return FAULT_MINOR;
}

int remap_page_range(struct vm_area_struct *vma, unsigned long from,
		     unsigned long phys, unsigned long size)
{
	u32 prot = vma->vm_page_prot | PAGE_UNCOUNTED;
	unsigned long end = from + size;
	pte_t *pte;

	if (vma->vm_flags & VM_WRITE)
		prot |= PAGE_RW;	/* private or not: there is no copy */
	for (; from < end; from += PAGE_SIZE, phys += PAGE_SIZE) {
		pte = alloc_pte(vma->vm_mm, from);
		if (!pte)
			return -ENOMEM;
		*pte = phys | prot;
	}
	return 0;
}
