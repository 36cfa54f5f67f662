/*
 * internal.h - what the files of mm/ that deal with the memory of processes
 * share among themselves. Users of linux/vm.h need none of it.
 */
#ifndef _MM_INTERNAL_H
#define _MM_INTERNAL_H

#include <linux/sched.h>
#include <linux/vm.h>

#define STACK_GUARD	(256 * PAGE_SIZE)	/* kept free below a stack */
#define MMAP_MIN	PAGE_SIZE		/* below it only root maps */

#define VM_ACCESS	(VM_READ | VM_WRITE | VM_EXEC)
#define VM_MAYALL	(VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC)
/* Of memory without a file that no flag says more about: brk(). */
#define VM_DATA_FLAGS	(VM_READ | VM_WRITE | VM_MAYALL)

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* mm/vma.c; all [m] */
struct vm_area_struct *prev_vma(struct vm_area_struct *vma);
struct vm_area_struct *next_vma(struct vm_area_struct *vma);
struct vm_area_struct *first_vma(struct mm_struct *mm, unsigned long start,
				 unsigned long end);
struct vm_area_struct *copy_vma(const struct vm_area_struct *vma,
				struct mm_struct *mm);
void link_vma(struct mm_struct *mm, struct vm_area_struct *vma);
void unlink_vma(struct vm_area_struct *vma);
bool grow_vma(struct mm_struct *mm, unsigned long start, unsigned long end,
	      u32 flags);
void trim_vma(struct vm_area_struct *vma, unsigned long start,
	      unsigned long end);
int split_vma(struct vm_area_struct *vma, unsigned long addr);
int cut_areas(struct mm_struct *mm, unsigned long start, unsigned long end);
struct vm_area_struct *merge_vma(struct vm_area_struct *vma);
void merge_areas(struct mm_struct *mm, unsigned long start,
		 unsigned long end);
bool covered(struct mm_struct *mm, unsigned long start, unsigned long end);

/* mm/room.c */
unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long addr,
				unsigned long len, u32 flags);
bool may_lock(struct mm_struct *mm, unsigned long pages);
bool hopeless(u32 vm_flags, unsigned long pages);
int get_range(unsigned long start, unsigned long len, unsigned long *end);

/* mm/zap.c */
void unmap_region(struct mm_struct *mm, unsigned long start,
		  unsigned long end, unsigned long floor,
		  unsigned long ceiling);

/* mm/access.c */
int make_pages_present(struct mm_struct *mm, unsigned long start,
		       unsigned long end);

#endif
