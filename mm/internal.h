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

/* Safe points of what goes through all areas (Q4): mmap_sem keeps these where
   they are. After so many that are only looked at; that are changed, made or
   freed; pages of one; pages that are brought in. */
#define AREAS_LOOKED	1024
#define AREAS_DONE	64
#define PAGES_DONE	256
#define PAGES_BROUGHT	16

#define VM_ACCESS	(VM_READ | VM_WRITE | VM_EXEC)
#define VM_MAYALL	(VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC)
/* Of memory without a file that no flag says more about: brk(). */
#define VM_DATA_FLAGS	(VM_READ | VM_WRITE | VM_MAYALL)

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* The area in front of this one, or NULL. [m] */
static inline struct vm_area_struct *prev_vma(struct vm_area_struct *vma)
{
	if (vma->list.prev == &vma->vm_mm->mmap)
		return NULL;
	return list_entry(vma->list.prev, struct vm_area_struct, list);
}

/* The area in front of next, which may be NULL: the last one of all. */
static inline struct vm_area_struct *prev_of(struct mm_struct *mm,
					     struct vm_area_struct *next)
{
	struct list_head *prev = next ? next->list.prev : mm->mmap.prev;

	return prev == &mm->mmap ? NULL :
	       list_entry(prev, struct vm_area_struct, list);
}

/* Does any page table serve [start, end)? If not, nothing is there. */
static inline bool has_tables(const struct mm_struct *mm, unsigned long start,
			      unsigned long end)
{
	const pgd_t *entry = &mm->pgd[pgd_index(start)];
	const pgd_t *last = &mm->pgd[pgd_index(end - 1)];

	while (entry < last && !*entry)
		entry++;
	return *entry;
}

/* mm/vma.c; all [m] */
struct vm_area_struct *first_vma(struct mm_struct *mm, unsigned long start,
				 unsigned long end);
struct vm_area_struct *copy_vma(const struct vm_area_struct *vma,
				struct mm_struct *mm);
void link_vma(struct mm_struct *mm, struct vm_area_struct *vma);
void link_before(struct mm_struct *mm, struct vm_area_struct *vma,
		 struct vm_area_struct *next);
void unlink_vma(struct vm_area_struct *vma);
bool grow_vma(struct vm_area_struct *prev, struct vm_area_struct *next,
	      unsigned long start, unsigned long end, u32 flags);
void trim_vma(struct vm_area_struct *vma, unsigned long start,
	      unsigned long end);
int split_vma(struct vm_area_struct *vma, unsigned long addr);
int cut_areas(struct mm_struct *mm, unsigned long start, unsigned long end);
struct vm_area_struct *merge_vma(struct vm_area_struct *vma);
void merge_areas(struct mm_struct *mm, unsigned long start,
		 unsigned long end);
bool covered(struct mm_struct *mm, unsigned long start, unsigned long end);

/* mm/zap.c */
extern u32 pages_moved;

/* mm/room.c */
unsigned long get_unmapped_area(struct mm_struct *mm, unsigned long addr,
				unsigned long len, u32 flags);
bool may_lock(struct mm_struct *mm, unsigned long pages);

/* May mm map so many pages more? RLIMIT_AS of current decides. [k] */
static inline bool may_expand_vm(const struct mm_struct *mm,
				 unsigned long pages)
{
	return mm->total_vm + pages <= rlimit(RLIMIT_AS) >> PAGE_SHIFT;
}

/* Memory is lent to more than there is, for most is never touched. Refused is
   only what could not be had with all others gone. */
static inline bool hopeless(u32 vm_flags, unsigned long pages)
{
	return (vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE &&
	       pages > nr_total_pages();
}

int get_range(unsigned long start, unsigned long len, unsigned long *end);

/* mm/zap.c */
void unmap_region(struct mm_struct *mm, unsigned long start,
		  unsigned long end, unsigned long floor,
		  unsigned long ceiling);

/* mm/access.c */
int make_pages_present(struct mm_struct *mm, unsigned long start,
		       unsigned long end);

#endif
