/*
 * copy.c - fork(): the child's page tables show the parent's pages. Private
 * pages that the parent may write to become read-only for both; whoever
 * writes first makes a copy (memory.c).
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/vm.h>
#include <asm/pgtable.h>
#include "internal.h"

#define COPY_STEP	(PAGES_DONE * PAGE_SIZE) /* the lock in one piece */

/*
 * Copies n entries. Taking RW away with a plain store may lose a dirty bit
 * that another CPU sets at this moment: only entries of private pages have RW
 * taken away, and theirs mean nothing. Returns how many pages are counted.
 */
static unsigned long copy_entries(pte_t *to, pte_t *from, unsigned long n,
				  u32 keep)
{
	unsigned long pages = 0;
	pte_t e;

	for (; n; n--, to++, from++) {
		e = *from;
		if (!e)
			continue;
		if (!(e & PAGE_UNCOUNTED)) {
			get_page(pfn_to_page(e >> PAGE_SHIFT));
			pages++;
		}
		if (e & ~keep) {
			e &= keep;
			*from = e;
		}
		*to = e;
	}
	return pages;
}

/*
 * The pages of one area, from the parent's memory to the child's. May sleep
 * between two pieces: the child has its area in the file's list already, so
 * that a truncation finds what is there so far. [m] of both.
 */
int copy_page_range(struct mm_struct *to, struct mm_struct *from,
		    struct vm_area_struct *vma)
{
	u32 keep = vma->vm_flags & (VM_SHARED | VM_IO) ? ~0U : ~(u32)PAGE_RW;
	unsigned long addr = vma->vm_start, next;
	pte_t *source, *target;

	for (; addr < vma->vm_end; addr = next) {
		next = min((addr | (COPY_STEP - 1)) + 1, vma->vm_end);
		if (!find_pte(from, addr))
			continue;
		target = alloc_pte(to, addr);
		if (!target)
			return -ENOMEM;
		source = find_pte(from, addr);	/* alloc_pte() may sleep */
		to->rss += copy_entries(target, source,
					(next - addr) >> PAGE_SHIFT, keep);
		if (next < vma->vm_end)
			safe_point();
	}
	return 0;
}
