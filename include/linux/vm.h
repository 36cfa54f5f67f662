/*
 * vm.h - the memory of processes: areas (vm_area_struct), which say what is
 * to be where, and page tables, which say what is there already. Pages are
 * brought in by faults (mm/memory.c).
 *
 * Letters: [k] kernel lock, [m] mm->mmap_sem and the kernel lock, [a] atomic,
 * [i] constant. Who only reads areas and does not sleep between needs no
 * more than the kernel lock. mmap_sem must not be held while user memory is
 * copied: the copy may fault, and the fault takes it.
 */
#ifndef _LINUX_VM_H
#define _LINUX_VM_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <asm/pgtable.h>

struct file;
struct vm_area_struct;
struct task_struct;

/* vm_flags */
#define VM_READ		0x0001
#define VM_WRITE	0x0002
#define VM_EXEC		0x0004
#define VM_SHARED	0x0008		/* writes are seen by others */
#define VM_MAYREAD	0x0010		/* mprotect() may allow it */
#define VM_MAYWRITE	0x0020
#define VM_MAYEXEC	0x0040
#define VM_MAYSHARE	0x0080		/* was mapped MAP_SHARED */
#define VM_GROWSDOWN	0x0100		/* a stack */
#define VM_DENYWRITE	0x0200		/* the file is a running program */
#define VM_LOCKED	0x0400		/* mlock() */
#define VM_IO		0x0800		/* device memory: pages not counted */
#define VM_DONTCOPY	0x1000

/* The process's part of the address space [start, end), page-aligned. */
struct vm_area_struct {
	struct mm_struct *vm_mm;	/* [i] */
	unsigned long vm_start;		/* [m] */
	unsigned long vm_end;		/* [m] first byte behind */
	u32 vm_flags;			/* [m] VM_ */
	u32 vm_page_prot;		/* [m] PAGE_ bits of its entries */
	struct list_head list;		/* [m] in mm->mmap, by address */
	struct list_head share;		/* [k] in mapping->i_mmap */
	struct file *vm_file;		/* [i] counted; NULL: anonymous */
	unsigned long vm_pgoff;		/* [m] page of the file at vm_start */
	const struct vm_operations *vm_ops;	/* [i] NULL: anonymous */
	void *vm_private;
};

/* What nopage() returns when it has no page. */
#define NOPAGE_SIGBUS	((struct page *)0)	/* nothing is there */
#define NOPAGE_OOM	((struct page *)-1)
#define IS_NOPAGE(page)	((unsigned long)(page) + 1 <= 1)

struct vm_operations {
	/* Areas that come into being by fork, split or merge, and go; or
	   NULL. */
	void (*open)(struct vm_area_struct *vma);
	void (*close)(struct vm_area_struct *vma);
	/* Never NULL. The page for `address', with a count of its own for
	   the caller. [m]; may sleep. */
	struct page *(*nopage)(struct vm_area_struct *vma,
			       unsigned long address);
};

struct mm_struct {
	pgd_t *pgd;			/* [i] page directory */
	volatile u32 cpu_mask;		/* [a] CPUs that have loaded pgd: they
					   get flushes (L11) */
	int users;			/* [k] processes, and who looks in */
	int map_count;			/* [m] areas */
	struct list_head mmap;		/* [m] areas by address */
	struct vm_area_struct *mmap_cache;	/* [k] found last; or no_area */
	struct mutex mmap_sem;
	struct list_head mm_list;	/* [k] all of them, pgtable.c */
	u32 serial;			/* [i] a number of its own */
	u32 inhibited;			/* [k] vm_inhibit()s; not 0: nobody
					   may go to user mode */
	wait_queue_head_t inhibit_wait;	/* who wanted to waits here */

	unsigned long start_code, end_code, start_data, end_data; /* [k] */
	unsigned long start_brk, brk, start_stack;		/* [k] */
	unsigned long arg_start, arg_end, env_start, env_end;	/* [k] */
	unsigned long rss;		/* [k] pages present */
	unsigned long nr_tables;	/* [k] page tables */
	unsigned long total_vm;		/* [k] pages of all areas */
	unsigned long locked_vm;	/* [k] of them VM_LOCKED */
	u32 def_flags;			/* [k] VM_LOCKED after mlockall() */
	bool dumpable;			/* [k] core dumps and ptrace allowed */
	struct file *exe_file;		/* [k] counted; /proc/PID/exe */
	u32 auxv[2 * 24];		/* [k] as given to the program */
};

#define MAX_MAP_COUNT	65530		/* areas of one process */

/*
 * mm/mm.c: mm_struct itself. mm_alloc() returns an empty one with one user,
 * or NULL. mmput() drops a user; the last one frees all areas, pages and
 * tables. exec_mmap() makes mm the memory of current, which gives up its old
 * one. get_task_mm(): p's memory with a user more, NULL if it has none.
 */
struct mm_struct *mm_alloc(void);
void mmput(struct mm_struct *mm);
struct mm_struct *get_task_mm(struct task_struct *p);
void exec_mmap(struct mm_struct *mm);
int copy_mm(struct task_struct *p, bool share);
void exit_mm(struct task_struct *p);

/*
 * Areas and what is in them. All but do_mmap() want mm->mmap_sem unless said
 * otherwise; results are addresses or negative errno.
 *
 * do_mmap() is for current->mm, takes mmap_sem itself; `len' is rounded up,
 * `pgoff' counts pages. find_vma(): the first area that ends above addr; may
 * sleep [m]. find_vma_now(): the same, when the kernel lock is all that keeps
 * the areas. insert_vm_area(): the area's range must be free;
 * what alloc_vma() made and was not inserted goes back by free_vma().
 */
#define IS_ADDR_ERROR(x) ((unsigned long)(x) > (unsigned long)-4096)

/* mm/mmap.c */
unsigned long do_mmap(struct file *file, unsigned long addr,
		      unsigned long len, u32 prot, u32 flags,
		      unsigned long pgoff);
int shmem_zero_setup(struct vm_area_struct *vma);

/* mm/munmap.c */
int do_munmap(struct mm_struct *mm, unsigned long addr, unsigned long len);
int do_brk(struct mm_struct *mm, unsigned long addr, unsigned long len);

/* The area behind this one, or NULL. [m], or [k] and no sleep. */
static inline struct vm_area_struct *next_vma(
	const struct vm_area_struct *vma)
{
	if (vma->list.next == &vma->vm_mm->mmap)
		return NULL;
	return list_entry(vma->list.next, struct vm_area_struct, list);
}

/* mm/vma.c */
struct vm_area_struct *search_vma(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *find_vma_now(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *alloc_vma(struct mm_struct *mm, unsigned long start,
				 unsigned long end, u32 flags);
void free_vma(struct vm_area_struct *vma);
int insert_vm_area(struct mm_struct *mm, struct vm_area_struct *vma);
u32 vm_get_page_prot(u32 vm_flags);

/* mm/room.c */
int expand_stack(struct vm_area_struct *vma, unsigned long address);

/*
 * mm/memory.c: brings in the page at `address' of vma, for a write if `write';
 * may sleep. remap_page_range() is for drivers' mmap(): [from, from + size) of
 * the area shows the memory at physical address `phys', RAM or not; the area
 * must be VM_IO. 0 or -ENOMEM.
 */
enum { FAULT_SIGBUS = 0, FAULT_MINOR = 1, FAULT_MAJOR = 2, FAULT_OOM = -1 };

int handle_mm_fault(struct vm_area_struct *vma, unsigned long address,
		    bool write);
int remap_page_range(struct vm_area_struct *vma, unsigned long from,
		     unsigned long phys, unsigned long size);

extern struct page *zero_page;		/* [i] all zeroes, never written */
void vm_init(void);			/* before the first process */

/* mm/copy.c: fork(). 0 or -ENOMEM; the caller flushes `from'. */
int copy_page_range(struct mm_struct *to, struct mm_struct *from,
		    struct vm_area_struct *vma);

/* mm/zap.c. Page table entries go; unmap_mapping_range() needs no mmap_sem:
   pages `first' to `last' of a file are taken away from all who map them. */
void zap_page_range(struct mm_struct *mm, unsigned long start,
		    unsigned long end);
void unmap_mapping_range(struct list_head *i_mmap, unsigned long first,
			 unsigned long last);

/*
 * mm/access.c, both take mmap_sem. get_user_page(): a page of any mm, with a
 * count for the caller, brought in if need be, NULL if there is none.
 * access_process_vm() copies between a kernel buffer and the memory of mm and
 * returns the bytes done; what it writes, those who run with mm see all at
 * once (vm_inhibit()).
 */
struct page *get_user_page(struct mm_struct *mm, unsigned long address,
			   bool write);
unsigned long access_process_vm(struct mm_struct *mm, unsigned long address,
				void *buf, unsigned long len, bool write);

/* mm/inhibit.c (M5) */
void vm_inhibit(struct mm_struct *mm);
void vm_release(struct mm_struct *mm);
void vm_inhibit_new(struct task_struct *p);
void vm_wait_inhibited(void);

/* arch/i386/mm/pgtable.c */
pte_t *make_table(struct mm_struct *mm, unsigned long address);
extern struct list_head mm_list;	/* [k] all mm_structs */

extern struct vm_area_struct no_area;	/* [i] has no addresses */

/* The first area that ends above addr, or NULL. */
static inline struct vm_area_struct *find_vma(struct mm_struct *mm,
					      unsigned long addr)
{
	struct vm_area_struct *vma = mm->mmap_cache;

	if (likely(addr < vma->vm_end && addr >= vma->vm_start))
		return vma;
	return search_vma(mm, addr);
}

/* The entry for `address', or NULL if there is no page table for it. */
static inline pte_t *find_pte(const struct mm_struct *mm,
			      unsigned long address)
{
	pgd_t entry = mm->pgd[pgd_index(address)];
	pte_t *pte;

	if (!entry)
		return NULL;
	pte = (pte_t *)__va(pte_page_addr(entry)) + pte_index(address);
	assume(pte != NULL);
	return pte;
}

/* The same, with a page table if there was none. NULL: no memory. [m] */
static inline pte_t *alloc_pte(struct mm_struct *mm, unsigned long address)
{
	pte_t *pte = find_pte(mm, address);

	return likely(pte != NULL) ? pte : make_table(mm, address);
}

/*
 * mm/oom.c: kills the process that best pays for it, with one line in the log,
 * and waits a little. False: current is to die itself, so that trying again
 * makes no sense. Sleeps; no lock but the kernel's may be held.
 */
bool out_of_memory(void);

#endif
