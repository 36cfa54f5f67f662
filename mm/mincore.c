/*
 * mincore.c - which pages of a range are in memory.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

/* Is the page at addr mapped, or in its file's cache? [m] */
static bool in_core(struct vm_area_struct *vma, unsigned long addr)
{
	pte_t *pte = find_pte(vma->vm_mm, addr);

	if (pte && *pte)
		return true;
	if (!vma->vm_file || !vma->vm_ops)
		return false;
	return pagetree_lookup(vma->vm_file->f_mapping, vma->vm_pgoff +
			       ((addr - vma->vm_start) >> PAGE_SHIFT));
}

/* Fills a page with an answer for each page of [start, end), which are not
   more than that. 0, or -ENOMEM where there is no area. May sleep. [m] */
static int look(struct mm_struct *mm, unsigned long start, unsigned long end,
		u8 *answer)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	u32 n = 0;

	for (; start < end; start += PAGE_SIZE) {
		safe_step(&n, PAGES_DONE);
		if (vma && start >= vma->vm_end)
			vma = next_vma(vma);
		if (!vma || start < vma->vm_start)
			return -ENOMEM;
		*answer++ = in_core(vma, start);
	}
	return 0;
}

SYSCALL3(mincore, unsigned long, start, unsigned long, len, u8 __user *, vec)
{
	struct mm_struct *mm = current->mm;
	unsigned long end, next, n;
	int err = 0;
	u8 *answer;

	if (start & ~PAGE_MASK)
		return -EINVAL;
	if (get_range(start, len, &end) || end > TASK_SIZE)
		return -ENOMEM;
	answer = get_free_page(GFP_KERNEL, PAGE_KERNEL);
	if (!answer)
		return -EAGAIN;
	for (; start < end && !err; start = next, vec += n) {
		n = min((end - start) >> PAGE_SHIFT, (unsigned long)PAGE_SIZE);
		next = start + (n << PAGE_SHIFT);
		mutex_lock(&mm->mmap_sem);
		err = look(mm, start, next, answer);
		mutex_unlock(&mm->mmap_sem);
		if (!err)
			err = copy_to_user(vec, answer, n);
	}
	free_page(answer);
	return err;
}
