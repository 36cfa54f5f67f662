/*
 * vma_model.h - an array that says what each page of a part of the address
 * space is, beside mm/vma.c and its callers that are told the same; and what
 * those call that is not there. For vma_test.c, which includes it after the
 * code under test.
 */
#ifndef UNIT_VMA_MODEL_H
#define UNIT_VMA_MODEL_H

#include "machine.h"

#define BASE		0x40000000UL	/* where mmap() looks for room */
#define WINDOW		300		/* pages that operations choose from */
#define MODEL		4096		/* pages that may come to be used */
#define RAM_PAGES	100000
#define NR_FILES	3

static struct page_model {
	bool mapped, locked, shared;
	u32 prot;
	struct file *file;
	u32 pgoff;
} model[MODEL];

static pgd_t test_pgd[PTRS_PER_PAGE];	/* without any page table */
static struct mm_struct test_mm;
static struct signal_struct test_signal;
static struct task_struct test_task;
static struct inode inodes[NR_FILES + 1];
static struct dentry dentries[NR_FILES + 1];
static struct super_block test_sb;
static struct file files[NR_FILES + 1];	/* the last: shared anonymous memory */
static unsigned int seed = 1995;
static int live_areas;			/* kmalloc()ed and not freed */

/* --- what the code calls -------------------------------------------------- */

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	live_areas++;
	return malloc(size);
}

void kfree(const void *p)
{
	live_areas--;
	free((void *)p);
}

void fput(struct file *file)
{
	file->f_count--;
}

struct file *fget(u32 fd)
{
	(void)fd;
	return NULL;
}

void allow_write_access(struct inode *inode)
{
	inode->i_writecount++;
}

int deny_write_access(struct inode *inode)
{
	inode->i_writecount--;
	return 0;
}

static const struct vm_operations test_vm_ops = { .open = NULL };

static int test_mmap(struct file *file, struct vm_area_struct *vma)
{
	(void)file;
	vma->vm_ops = &test_vm_ops;
	return 0;
}

static const struct file_operations test_fops = { .mmap = test_mmap };

struct file *shmem_file_setup(loff_t size)
{
	(void)size;
	get_file(&files[NR_FILES]);
	return &files[NR_FILES];
}

unsigned long nr_total_pages(void)
{
	return RAM_PAGES;
}

pte_t *make_table(struct mm_struct *mm, unsigned long address)
{
	(void)mm;
	panic("a page table for %lx", address);
}

/* Between floor and ceiling nothing may be mapped but what goes. */
void unmap_region(struct mm_struct *mm, unsigned long start,
		  unsigned long end, unsigned long floor,
		  unsigned long ceiling)
{
	struct vm_area_struct *vma;

	list_for_each_entry(vma, &mm->mmap, list)
		if ((vma->vm_start < start &&
		     min(vma->vm_end, start) > floor) ||
		    (vma->vm_end > end && max(vma->vm_start, end) < ceiling))
			panic("an area between floor and ceiling");
}

int make_pages_present(struct mm_struct *mm, unsigned long start,
		       unsigned long end)
{
	return start < end && mm == &test_mm ? 0 : -EFAULT;
}

void flush_tlb_range(struct mm_struct *mm, unsigned long start,
		     unsigned long end)
{
	if (start > end || mm != &test_mm)
		panic("flush of a range that is none");
}

u32 pages_moved;

void safe_point(void)
{
}

void mutex_wait(struct mutex *m)
{
	(void)m;
	panic("a mutex taken twice");
}

void wake_up_one(wait_queue_head_t *q)
{
	(void)q;
}

size_t __copy_user(void *to, const void *from, size_t n)
{
	memcpy(to, from, n);
	return 0;
}

/* --- the model ------------------------------------------------------------ */

static struct page_model *page_at(unsigned long addr)
{
	u32 i = (addr - BASE) >> PAGE_SHIFT;

	if (i >= MODEL)
		panic("the model is too small for %lx", addr);
	return &model[i];
}

static void model_start(void)
{
	int i;

	machine_cpus(1);
	host_memory = 0xc0000000;	/* TASK_SIZE */
	host_cpu->task = &test_task;
	test_task.mm = &test_mm;
	test_task.signal = &test_signal;
	for (i = 0; i < RLIM_NLIMITS; i++)
		test_signal.rlim[i].rlim_cur = RLIM_INFINITY;
	INIT_LIST_HEAD(&test_mm.mmap);
	INIT_LIST_HEAD(&test_mm.mmap_sem.wait.waiters);
	test_mm.mmap_cache = &no_area;
	test_mm.users = 1;
	test_mm.pgd = test_pgd;
	for (i = 0; i <= NR_FILES; i++) {
		files[i].f_mode = FMODE_READ | FMODE_WRITE;
		files[i].f_op = &test_fops;
		files[i].f_dentry = &dentries[i];
		files[i].f_mapping = &inodes[i].i_data;
		dentries[i].d_inode = &inodes[i];
		dentries[i].d_sb = &test_sb;
		INIT_LIST_HEAD(&inodes[i].i_data.i_mmap);
	}
}

static bool model_free(unsigned long addr, unsigned long len)
{
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE)
		if (page_at(addr)->mapped)
			return false;
	return true;
}

static bool model_covered(unsigned long addr, unsigned long len)
{
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE)
		if (!page_at(addr)->mapped)
			return false;
	return true;
}

/* What mmap() is to answer. */
static unsigned long model_place(unsigned long addr, unsigned long len,
				 u32 flags)
{
	if (flags & MAP_FIXED)
		return addr;
	if (addr && model_free(addr, len))
		return addr;
	if (flags & MAP_FIXED_NOREPLACE)
		return -EEXIST;
	for (addr = BASE; !model_free(addr, len); addr += PAGE_SIZE)
		;
	return addr;
}

static void model_unmap(unsigned long addr, unsigned long len)
{
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE)
		*page_at(addr) = (struct page_model) { .mapped = false };
}

static void model_map(unsigned long addr, unsigned long len, u32 prot,
		      struct file *file, bool shared, u32 pgoff)
{
	if (!file && shared) {
		file = &files[NR_FILES];
		pgoff = 0;
	}
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE, pgoff++)
		*page_at(addr) = (struct page_model) {
			.mapped = true, .prot = prot, .file = file,
			.shared = shared, .pgoff = file ? pgoff : 0,
		};
}

static void model_protect(unsigned long addr, unsigned long len, u32 prot)
{
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE)
		page_at(addr)->prot = prot;
}

static void model_lock(unsigned long addr, unsigned long len, bool lock)
{
	for (; len; len -= PAGE_SIZE, addr += PAGE_SIZE)
		page_at(addr)->locked = lock;
}

/* What mremap() did, if it could: the pages were of one kind, and the new
   ones are. `to' is addr, or was free. */
static bool model_move(unsigned long addr, unsigned long old_len,
		       unsigned long to, unsigned long new_len)
{
	struct page_model first = *page_at(addr);
	unsigned long i;

	if (!model_covered(addr, old_len))
		return false;
	if (to != addr) {
		if (!model_free(to, new_len))
			return false;
		model_unmap(addr, old_len);
	} else if (!model_free(to + old_len, new_len - old_len)) {
		return false;
	}
	for (i = 0; i < new_len; i += PAGE_SIZE) {
		*page_at(to + i) = first;
		if (first.file)
			first.pgoff++;
	}
	return true;
}

/* Is the page as the area says? */
static bool page_agrees(const struct vm_area_struct *vma, unsigned long addr)
{
	const struct page_model *p = page_at(addr);
	u32 pgoff = vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT);

	return p->mapped && (vma->vm_flags & VM_ACCESS) == p->prot &&
	       vma->vm_file == p->file &&
	       !(vma->vm_flags & VM_LOCKED) == !p->locked &&
	       !(vma->vm_flags & VM_SHARED) == !p->shared &&
	       (!p->file || pgoff == p->pgoff) &&
	       vma->vm_page_prot == vm_get_page_prot(vma->vm_flags);
}

static bool area_is_good(struct vm_area_struct *vma, unsigned long after)
{
	struct vm_area_struct *next = next_vma(vma);
	unsigned long addr;

	if (vma->vm_start < after || vma->vm_start >= vma->vm_end ||
	    (vma->vm_start | vma->vm_end) & ~PAGE_MASK ||
	    list_empty(&vma->share) != !vma->vm_file ||
	    vma->vm_mm != &test_mm)
		return false;
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE)
		if (!page_agrees(vma, addr))
			return false;
	return !next || !same_kind(vma, next);
}

/* The whole list, and all figures. */
static bool check_model(void)
{
	unsigned long after = 0, pages = 0, locked = 0, model_pages = 0;
	int count = 0, of_file[NR_FILES + 1] = { 0 }, i;
	struct vm_area_struct *vma;

	list_for_each_entry(vma, &test_mm.mmap, list) {
		if (!area_is_good(vma, after))
			return false;
		after = vma->vm_end;
		pages += vma_pages(vma);
		locked += vma->vm_flags & VM_LOCKED ? vma_pages(vma) : 0;
		count++;
		if (vma->vm_file)
			of_file[vma->vm_file - files]++;
	}
	for (i = 0; i < MODEL; i++)
		model_pages += model[i].mapped;
	for (i = 0; i <= NR_FILES; i++)
		if (files[i].f_count != of_file[i])
			return false;
	return pages == model_pages && pages == test_mm.total_vm &&
	       locked == test_mm.locked_vm && count == test_mm.map_count &&
	       count == live_areas && !test_mm.mmap_sem.locked;
}

#endif
