/*
 * kmap_model.h - the kernel's page tables above the one-to-one map, the pages
 * that they map, and a TLB that remembers more than one likes: for tests of
 * vmalloc.c and stacks.c, included after them. Nothing is really mapped.
 *
 * kmap_wrong counts what a real machine would have punished: a page freed
 * that a page table or the TLB still knows, an entry used that has no table,
 * a TLB flush with interrupts off or a lock held.
 */
#ifndef UNIT_KMAP_MODEL_H
#define UNIT_KMAP_MODEL_H

#include <linux/mm.h>
#include <asm/cpu.h>
#include <asm/pgtable.h>
#include <asm/tlb.h>
#include "host.h"
#include "tap.h"

#define KMAP_START	VMALLOC_START
#define KMAP_PTES	((STACKS_END - KMAP_START) >> PAGE_SHIFT)
#define KMAP_TABLES	(KMAP_PTES / PTRS_PER_PAGE + 1)
#define KMAP_POOL	8192		/* pages of RAM */

unsigned long host_memory = 0xc0000000;
struct cpu boot_cpu, *host_cpu = &boot_cpu;
struct page *mem_map;
u32 page_global = PAGE_GLOBAL;

static struct page kmap_pool[KMAP_POOL];
static u16 kmap_tlb_refs[KMAP_POOL];	/* of each page */
static pte_t kmap_ptes[KMAP_PTES], kmap_tlb[KMAP_PTES];
static u8 kmap_has_table[KMAP_TABLES];
static int kmap_used, kmap_wrong, kmap_next;
static int kmap_fail_in;		/* the nth call gets nothing; 0: none */
static void (*kmap_sleep)(void);	/* what others do while alloc_pages()
					   sleeps; called once */

static inline void kmap_start(void)
{
	mem_map = kmap_pool;
	boot_cpu.self = &boot_cpu;
	boot_cpu.lock_id = 1;
}

static inline int kmap_fails(void)
{
	return kmap_fail_in && --kmap_fail_in == 0;
}

/* Page-wise index of an address, and its 4 MB part. */
static inline unsigned long kmap_index(unsigned long addr)
{
	return (addr - KMAP_START) >> PAGE_SHIFT;
}

static inline u8 *kmap_table(unsigned long addr)
{
	return &kmap_has_table[pgd_index(addr) - pgd_index(KMAP_START)];
}

/* Pages are not handed out by their order: nobody may count on that. */
struct page *alloc_pages(int gfp, int order, enum page_use use)
{
	void (*others)(void) = kmap_sleep;
	struct page *page;

	kmap_sleep = NULL;
	if (others && !(gfp & GFP_ATOMIC))
		others();
	if (kmap_fails() || kmap_used == KMAP_POOL || order)
		return NULL;
	do {
		kmap_next = (kmap_next + 4099) % KMAP_POOL;
		page = &kmap_pool[kmap_next];
	} while (page->use);
	page->use = use;
	kmap_used++;
	return page;
}

void free_pages(struct page *page, int order)
{
	if (page < kmap_pool || page >= kmap_pool + KMAP_POOL || order ||
	    !page->use || kmap_tlb_refs[page - kmap_pool]) {
		kmap_wrong++;
		return;
	}
	page->use = PAGE_FREE;
	kmap_used--;
}

void free_page(void *addr)
{
	free_pages(virt_to_page(addr), 0);
}

static inline void kmap_tlb_set(unsigned long i, pte_t value)
{
	unsigned long old = kmap_tlb[i] >> PAGE_SHIFT;

	if (kmap_tlb[i] && old < KMAP_POOL)
		kmap_tlb_refs[old]--;
	if (value && value >> PAGE_SHIFT < KMAP_POOL)
		kmap_tlb_refs[value >> PAGE_SHIFT]++;
	kmap_tlb[i] = value;
}

/* The CPU may look at an entry at any time; here it does so each time before
   somebody can change it. */
pte_t *kernel_pte(unsigned long addr)
{
	unsigned long i = kmap_index(addr);

	if (i >= KMAP_PTES || !*kmap_table(addr)) {
		kmap_wrong++;
		i = 0;
	}
	if (kmap_ptes[i] & PAGE_PRESENT)
		kmap_tlb_set(i, kmap_ptes[i]);
	return &kmap_ptes[i];
}

pte_t *kernel_pte_alloc(unsigned long addr)
{
	if (!*kmap_table(addr) && kmap_fails())
		return NULL;
	*kmap_table(addr) = 1;
	return kernel_pte(addr);
}

void invalidate(void)
{
	unsigned long i;

	kmap_wrong += !interrupts_enabled() || boot_cpu.lock_rank;
	for (i = 0; i < KMAP_PTES; i++)
		if (kmap_tlb[i])
			kmap_tlb_set(i, kmap_ptes[i] & PAGE_PRESENT ?
				     kmap_ptes[i] : 0);
}

#endif
