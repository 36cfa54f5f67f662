/*
 * vma.c - the areas of a process's memory as a list by address: finding,
 * linking, splitting and merging them. What is in the areas is no matter
 * here; page tables are left alone. All [m].
 *
 * Two neighbours that agree in everything are one area. An area that must
 * change only in part is split first (cut_areas()), changed, and merged with
 * its neighbours again (merge_areas()).
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "internal.h"

/* The PAGE_ bits of pages of an area. A private page may be written to only
   once the process has it for itself: the fault that makes it so adds RW. */
u32 vm_get_page_prot(u32 flags)
{
	u32 prot = PAGE_PRESENT | PAGE_USER | PAGE_ACCESSED;

	if (!(flags & VM_ACCESS))
		return PAGE_NONE | PAGE_ACCESSED;
	if ((flags & (VM_WRITE | VM_SHARED)) == (VM_WRITE | VM_SHARED))
		prot |= PAGE_RW;
	return prot;
}

#define MANY_AREAS	64		/* their list is not begun anew */

struct vm_area_struct no_area;

/* Is vma the first area that ends above addr, which lies in front of it? */
static inline bool is_next(struct vm_area_struct *vma, unsigned long addr)
{
	const struct vm_area_struct *prev = prev_vma(vma);

	return !prev || addr >= prev->vm_end;
}

static struct vm_area_struct *first_area(const struct mm_struct *mm)
{
	return list_first_entry(&mm->mmap, struct vm_area_struct, list);
}

/* The same, by walking back from the area found last. */
static struct vm_area_struct *walk_back(struct mm_struct *mm,
					unsigned long addr, bool rest)
{
	struct vm_area_struct *vma = mm->mmap_cache, *prev;
	u32 n = 0;

	while ((prev = prev_vma(vma)) != NULL && addr < prev->vm_end) {
		vma = prev;
		if (rest)
			safe_step(&n, AREAS_LOOKED);
	}
	mm->mmap_cache = vma;
	return vma;
}

/* The same, by walking: from the area found last if addr lies behind it, or if
   there are so many that it is probably near. Of so many that it takes long,
   others may run meanwhile: mmap_sem keeps the list as it is. */
static noinline struct vm_area_struct *walk_areas(struct mm_struct *mm,
						  unsigned long addr, bool rest)
{
	struct vm_area_struct *vma = mm->mmap_cache;
	struct list_head *pos = &mm->mmap;
	u32 n = 0;

	if (vma != &no_area && addr >= vma->vm_start)
		pos = vma->list.prev;
	else if (mm->map_count > MANY_AREAS && vma != &no_area &&
		 addr >= first_area(mm)->vm_end)
		return walk_back(mm, addr, rest);
	for (pos = pos->next; pos != &mm->mmap; pos = pos->next) {
		vma = list_entry(pos, struct vm_area_struct, list);
		if (addr < vma->vm_end) {
			mm->mmap_cache = vma;
			return vma;
		}
		if (rest)
			safe_step(&n, AREAS_LOOKED);
	}
	return NULL;
}

/* find_vma(), when addr is not in the area that was found last. That may be
   the right one all the same. */
struct vm_area_struct *search_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = mm->mmap_cache;

	if (addr < vma->vm_end && is_next(vma, addr))
		return vma;
	return walk_areas(mm, addr, true);
}

struct vm_area_struct *find_vma_now(struct mm_struct *mm, unsigned long addr)
{
	return walk_areas(mm, addr, false);
}

/* The first area that has an address of [start, end), or NULL. */
struct vm_area_struct *first_vma(struct mm_struct *mm, unsigned long start,
				 unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	return vma && vma->vm_start < end ? vma : NULL;
}

/* Is every address of [start, end) in some area? May sleep. */
bool covered(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start);
	u32 n = 0;

	for (; vma && vma->vm_start <= start; vma = next_vma(vma)) {
		safe_step(&n, AREAS_LOOKED);
		start = vma->vm_end;
		if (start >= end)
			return true;
	}
	return false;
}

/* A new area of mm without a file, linked nowhere; NULL: no memory. */
struct vm_area_struct *alloc_vma(struct mm_struct *mm, unsigned long start,
				 unsigned long end, u32 flags)
{
	struct vm_area_struct *vma = kmalloc(sizeof(*vma), GFP_KERNEL);

	if (!vma)
		return NULL;
	vma->vm_mm = mm;
	vma->vm_start = start;
	vma->vm_end = end;
	vma->vm_flags = flags;
	vma->vm_page_prot = vm_get_page_prot(flags);
	INIT_LIST_HEAD(&vma->list);
	INIT_LIST_HEAD(&vma->share);
	vma->vm_file = NULL;
	vma->vm_pgoff = 0;
	vma->vm_ops = NULL;
	vma->vm_private = NULL;
	return vma;
}

/* The file of an area has one more area that maps it. */
static void open_file(struct vm_area_struct *vma)
{
	if (!vma->vm_file)
		return;
	get_file(vma->vm_file);
	if (vma->vm_flags & VM_DENYWRITE)
		vma->vm_file->f_dentry->d_inode->i_writecount--;
}

/* Frees an area that is linked nowhere any more, and gives up its file. May
   sleep. */
void free_vma(struct vm_area_struct *vma)
{
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	if (vma->vm_file) {
		if (vma->vm_flags & VM_DENYWRITE)
			allow_write_access(vma->vm_file->f_dentry->d_inode);
		fput(vma->vm_file);
	}
	kfree(vma);
}

/* A copy of an area for mm, with counts of its own, linked nowhere; NULL: no
   memory. The caller may change it before it links it. */
struct vm_area_struct *copy_vma(const struct vm_area_struct *vma,
				struct mm_struct *mm)
{
	struct vm_area_struct *new = kmalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *vma;
	new->vm_mm = mm;
	INIT_LIST_HEAD(&new->list);
	INIT_LIST_HEAD(&new->share);
	open_file(new);
	if (new->vm_ops && new->vm_ops->open)
		new->vm_ops->open(new);
	return new;
}

/* The figures of mm when an area becomes larger (or, negative, smaller). */
static void account(struct vm_area_struct *vma, long pages)
{
	struct mm_struct *mm = vma->vm_mm;

	mm->total_vm += pages;
	if (vma->vm_flags & VM_LOCKED)
		mm->locked_vm += pages;
}

/*
 * Puts a complete area where it belongs: in front of `next', or, if that is
 * NULL, behind all others. Its addresses are free. It is likely to be the next
 * that somebody looks for.
 */
void link_before(struct mm_struct *mm, struct vm_area_struct *vma,
		 struct vm_area_struct *next)
{
	mm->mmap_cache = vma;
	list_add_tail(&vma->list, next ? &next->list : &mm->mmap);
	if (vma->vm_file)
		list_add(&vma->share, &vma->vm_file->f_mapping->i_mmap);
	mm->map_count++;
	account(vma, vma_pages(vma));
}

/* The same when the place is yet to be found. */
void link_vma(struct mm_struct *mm, struct vm_area_struct *vma)
{
	link_before(mm, vma, find_vma(mm, vma->vm_start));
}

/* The reverse. Nothing of it is in the page tables any more. */
void unlink_vma(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;

	mm->mmap_cache = next_vma(vma) ?: &no_area;
	list_del(&vma->list);
	if (vma->vm_file)
		list_del(&vma->share);
	mm->map_count--;
	account(vma, -(long)vma_pages(vma));
}

/* Links an area that alloc_vma() has made. 0 or -ENOMEM: too many areas, or
   something is there already. */
int insert_vm_area(struct mm_struct *mm, struct vm_area_struct *vma)
{
	if (mm->map_count >= MAX_MAP_COUNT ||
	    first_vma(mm, vma->vm_start, vma->vm_end))
		return -ENOMEM;
	link_vma(mm, vma);
	return 0;
}

/* Moves the start of an area that stays linked. */
static void move_start(struct vm_area_struct *vma, unsigned long start)
{
	if (vma->vm_file)
		vma->vm_pgoff += (start - vma->vm_start) >> PAGE_SHIFT;
	vma->vm_start = start;
}

/* Could b, which follows a in the list, be a part of it? */
static bool same_kind(const struct vm_area_struct *a,
		      const struct vm_area_struct *b)
{
	return a->vm_end == b->vm_start && a->vm_flags == b->vm_flags &&
	       a->vm_file == b->vm_file && a->vm_ops == b->vm_ops &&
	       a->vm_private == b->vm_private &&
	       (!a->vm_file || a->vm_pgoff + vma_pages(a) == b->vm_pgoff) &&
	       !(a->vm_ops && a->vm_ops->close);
}

/* Makes one area of two, if they may be one; returns whether. */
static noinline bool merge_touching(struct vm_area_struct *a,
				    struct vm_area_struct *b)
{
	struct mm_struct *mm = a->vm_mm;

	if (!same_kind(a, b))
		return false;
	list_del(&b->list);
	list_del(&b->share);
	a->vm_end = b->vm_end;
	mm->map_count--;
	mm->mmap_cache = a;
	free_vma(b);			/* a has the file: it stays open */
	return true;
}

/* The same, quick to find that they do not even touch. */
static inline bool merge_two(struct vm_area_struct *a, struct vm_area_struct *b)
{
	return a->vm_end == b->vm_start && merge_touching(a, b);
}

/*
 * Makes `prev' reach to `end' if it ends at start, and is memory without a
 * file with just these flags: no new area is needed. The addresses are free,
 * and `next' is the area behind them; both may be NULL.
 */
bool grow_vma(struct vm_area_struct *prev, struct vm_area_struct *next,
	      unsigned long start, unsigned long end, u32 flags)
{
	if (!prev || prev->vm_end != start || prev->vm_flags != flags ||
	    prev->vm_file || prev->vm_ops)
		return false;
	prev->vm_end = end;
	account(prev, (end - start) >> PAGE_SHIFT);
	if (next)
		merge_two(prev, next);
	return true;
}

/* Takes [start, end), which is one end of an area but not all of it, away from
   it. Nothing of it is in the page tables any more. */
void trim_vma(struct vm_area_struct *vma, unsigned long start,
	      unsigned long end)
{
	account(vma, -(long)((end - start) >> PAGE_SHIFT));
	if (vma->vm_end == end)
		vma->vm_end = start;
	else
		move_start(vma, end);
}

/*
 * Makes two areas of one that has `addr' inside: vma keeps what is below, the
 * rest follows it in the list. 0 or -ENOMEM.
 */
int split_vma(struct vm_area_struct *vma, unsigned long addr)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *new;

	if (mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	new = copy_vma(vma, mm);
	if (!new)
		return -ENOMEM;
	vma->vm_end = addr;
	move_start(new, addr);
	list_add(&new->list, &vma->list);
	if (new->vm_file)
		list_add(&new->share, &vma->share);
	mm->map_count++;
	return 0;
}

/* Makes no area reach across start or end. 0 or -ENOMEM. */
int cut_areas(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma;
	int err = 0;

	vma = find_vma(mm, start);
	if (vma && vma->vm_start < start)
		err = split_vma(vma, start);
	if (err)
		return err;
	vma = find_vma(mm, end - 1);
	if (vma && vma->vm_start < end && vma->vm_end > end)
		err = split_vma(vma, end);
	return err;
}

/* Merges an area with its neighbours; returns the one that has its pages. */
struct vm_area_struct *merge_vma(struct vm_area_struct *vma)
{
	struct vm_area_struct *next = next_vma(vma), *prev = prev_vma(vma);

	if (next)
		merge_two(vma, next);
	return prev && merge_two(prev, vma) ? prev : vma;
}

/* Merges what can be merged from the area before start to that after end. May
   sleep. */
void merge_areas(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start ? start - 1 : 0), *next;
	u32 n = 0;

	while (vma && vma->vm_start < end) {
		safe_step(&n, AREAS_DONE);
		next = next_vma(vma);
		if (!next)
			return;
		if (!merge_two(vma, next))
			vma = next;
	}
}
