/*
 * kmap.c - the kernel's own page tables above the one-to-one map, and getting
 * at physical memory wherever it lies.
 *
 * A page table, once made, stays, and is entered into every page directory
 * there is: the kernel's part of all of them is the same at all times, and no
 * fault has to bring it up to date.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <asm/cpu.h>
#include <asm/pgtable.h>
#include <asm/tlb.h>
#include <asm/vremap.h>

u32 nr_kernel_tables;

/* Flushes this CPU's TLB, global pages included. */
void __flush_tlb_all(void)
{
	unsigned long flags, cr4;

	if (!page_global) {
		__flush_tlb();
		return;
	}
	save_flags_cli(flags);
	cr4 = read_cr(4);
	write_cr(4, cr4 & ~CR4_PGE);
	write_cr(4, cr4);
	restore_flags(flags);
}

void invalidate(void)
{
	__flush_tlb_all();
	smp_message_pass(MSG_ALL_BUT_SELF, MSG_INVALIDATE_TLB,
			 INVALIDATE_KERNEL, 1);
}

/* The entry that maps `addr', whose page table exists. */
pte_t *kernel_pte(unsigned long addr)
{
	pte_t *table = __va(pte_page_addr(swapper_pg_dir[pgd_index(addr)]));

	return table + pte_index(addr);
}

static void enter_table(unsigned long addr, const struct page *page)
{
	set_kernel_pgd(addr, page_to_phys(page) | KPAGE_RW);
	nr_kernel_tables++;
}

/*
 * As kernel_pte(), but makes the page table if there is none. NULL when
 * memory is short. Needs the kernel lock: it is what keeps two from making
 * the same table.
 */
pte_t *kernel_pte_alloc(unsigned long addr)
{
	pgd_t *pgd = &swapper_pg_dir[pgd_index(addr)];
	struct page *page;

	if (!*pgd) {
		page = alloc_pages(GFP_KERNEL | GFP_ZERO, 0, PAGE_TABLE);
		if (!page)
			return NULL;
		if (*pgd)		/* somebody made it while we slept */
			free_pages(page, 0);
		else
			enter_table(addr, page);
	}
	return kernel_pte(addr);
}

/*
 * Makes `size' bytes at physical address `pa' readable, RAM or not. NULL when
 * there is no room. Undone by unmap_physical().
 */
void *map_physical(unsigned long pa, unsigned long size)
{
	if (pa + size > pa && pa + size <= lowmem_end)
		return __va(pa);
	return vremap(pa, size);
}

/* `p' is what map_physical() returned. */
void unmap_physical(const void *p)
{
	if ((unsigned long)p >= VMALLOC_START)
		vfree((void *)p);
}
