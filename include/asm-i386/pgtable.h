/*
 * pgtable.h - page directories and page tables: two levels, 4 KB pages, and
 * 4 MB pages in the directory where the CPU has them (L24).
 */
#ifndef _ASM_PGTABLE_H
#define _ASM_PGTABLE_H

#include <asm/page.h>
#include <asm/vmlayout.h>

#define PAGE_PRESENT	0x001
#define PAGE_RW		0x002
#define PAGE_USER	0x004
#define PAGE_PWT	0x008
#define PAGE_PCD	0x010		/* not cached: device memory */
#define PAGE_ACCESSED	0x020
#define PAGE_DIRTY	0x040
#define PAGE_PSE	0x080		/* directory entry maps 4 MB */
#define PAGE_GLOBAL	0x100		/* survives a load of CR3 */
/* Ours: bits that the CPU does not look at. */
#define PAGE_UNCOUNTED	0x200		/* no count of the page is held for this
					   entry: zero_page, device memory */
#define PAGE_NONE	0x400		/* there is a page that nobody may
					   touch; PAGE_PRESENT is 0 */

#define PGDIR_SHIFT	22
#define PGDIR_SIZE	(1UL << PGDIR_SHIFT)
#define PTRS_PER_PAGE	1024

#define KERNEL_PGD	(PAGE_OFFSET >> PGDIR_SHIFT)

/* Flags of a page of the kernel: present, written to, never used by users. */
#define KPAGE_RO	(PAGE_PRESENT | PAGE_ACCESSED)
#define KPAGE_RW	(KPAGE_RO | PAGE_RW | PAGE_DIRTY)

/* Of a page table of programs; each entry says what is allowed. */
#define USER_TABLE	(PAGE_PRESENT | PAGE_RW | PAGE_USER | PAGE_ACCESSED)

#ifndef __ASSEMBLY__
#include <linux/types.h>
#include <asm/system.h>

typedef u32 pte_t;		/* physical address and flags */
typedef u32 pgd_t;

#define pgd_index(addr)	((unsigned long)(addr) >> PGDIR_SHIFT)
#define pte_index(addr)	(((unsigned long)(addr) >> PAGE_SHIFT) & 1023)
#define pte_page_addr(e) ((e) & PAGE_MASK)

/* arch/i386/kernel/head.S: the kernel's own page directory */
extern pgd_t swapper_pg_dir[PTRS_PER_PAGE];

/* arch/i386/mm/init.c: PAGE_GLOBAL where the CPU has it, or 0 */
extern u32 page_global;

/* Flushes one page of this CPU's TLB. */
static inline void __flush_tlb_one(unsigned long addr)
{
	__asm__ volatile("invlpg %0" : : "m" (*(char *)addr) : "memory");
}

/* Flushes this CPU's TLB, all but global pages. */
static inline void __flush_tlb(void)
{
	write_cr(3, read_cr(3));
}

/* arch/i386/mm/pgtable.c: page directories and tables of programs. [k] */
struct page;
pgd_t *pgd_alloc(void);			/* with the kernel's part; or NULL */
void pgd_free(pgd_t *pgd);		/* its user part is 0 */
struct page *table_alloc(void);		/* filled with zeroes; or NULL */
void table_free(struct page *table);	/* all its entries are 0 */
void set_kernel_pgd(unsigned long addr, pgd_t entry);
int shrink_tables(void);		/* frees the stock: pages */

/* arch/i386/mm/kmap.c */
void __flush_tlb_all(void);
pte_t *kernel_pte(unsigned long addr);
pte_t *kernel_pte_alloc(unsigned long addr);
extern u32 nr_kernel_tables;		/* [k] made by it; they stay */

#endif
#endif
