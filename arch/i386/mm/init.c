/*
 * init.c - memory at boot: the map of physical memory at 3 GB, and the page
 * allocator's start. Documentation/memory.txt has the pictures.
 */
#include <linux/bootmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/smp.h>
#include <asm/cpu.h>
#include <asm/e820.h>
#include <asm/meminit.h>
#include <asm/pgtable.h>
#include <asm/sections.h>
#include <asm/vremap.h>

#define EARLY_MAPPED	(8UL << 20)	/* by head.S */

unsigned long lowmem_end;
u32 page_global;

/* Pages of code and constants are read-only; CR0.WP makes the kernel obey. */
static u32 __init kernel_page_flags(unsigned long phys)
{
	unsigned long addr = (unsigned long)__va(phys);

	if (addr >= (unsigned long)_text && addr < (unsigned long)_end_rodata)
		return KPAGE_RO | page_global;
	return KPAGE_RW | page_global;
}

/* Fills a page table that maps 4 MB from `phys' on. */
static void __init map_by_pages(pte_t *table, unsigned long phys)
{
	int i;

	for (i = 0; i < PTRS_PER_PAGE; i++, phys += PAGE_SIZE)
		table[i] = phys < lowmem_end || phys < PGDIR_SIZE ?
			   phys | kernel_page_flags(phys) : 0;
}

/* Turns on what the CPU offers; every CPU does this for itself. */
void __init enable_paging_features(const struct cpuinfo_x86 *c)
{
	if (cpu_has(c, X86_FEATURE_PSE))
		write_cr(4, read_cr(4) | CR4_PSE);
	if (cpu_has(c, X86_FEATURE_PGE))
		write_cr(4, read_cr(4) | CR4_PGE);
}

/*
 * Maps all RAM that fits at 3 GB. The first 4 MB go by single pages, because
 * the kernel's code is there, read-only; the rest by 4 MB pages if the CPU
 * has them (L24), else by single pages, too.
 */
void __init paging_init(void)
{
	const struct cpuinfo_x86 *c = &boot_cpu.info;
	pgd_t *pgd = &swapper_pg_dir[KERNEL_PGD];
	unsigned long phys, table;

	lowmem_end = min(e820_end_of_ram(&e820), (u64)LOWMEM_MAX) & PAGE_MASK;
	bootmem_set_limit(min(lowmem_end, EARLY_MAPPED));
	if (cpu_has(c, X86_FEATURE_PGE))
		page_global = PAGE_GLOBAL;
	enable_paging_features(c);
	map_by_pages(early_tables, 0);
	for (phys = PGDIR_SIZE, pgd++; phys < lowmem_end;
	     phys += PGDIR_SIZE, pgd++) {
		if (cpu_has(c, X86_FEATURE_PSE)) {
			*pgd = phys | KPAGE_RW | PAGE_PSE | page_global;
			continue;
		}
		table = bootmem_alloc(PAGE_SIZE, "page table");
		map_by_pages(__va(table), phys);
		*pgd = table | KPAGE_RW;
	}
	for (; pgd <= &swapper_pg_dir[KERNEL_PGD + 1]; pgd++)
		*pgd = 0;		/* 4 MB of RAM or less */
	__flush_tlb_all();
	bootmem_set_limit(lowmem_end);
}

static void __init report_unmapped(void)
{
	u64 above = e820_ram_above(&e820, lowmem_end);

	if (above)
		printk(KERN_WARNING "Memory: %llu MB above %lu MB cannot be "
		       "mapped and stay unused\n", above >> 20,
		       lowmem_end >> 20);
}

/*
 * Starts the page allocator with all RAM that is not spoken for. Called when
 * everybody who needs a page of low memory has reserved it.
 */
void __init mem_init(void)
{
	unsigned long npages = lowmem_end >> PAGE_SHIFT, pages, text, data, bss;

	smp_scan_memory();		/* MP tables and boot pages (L1, L2) */
	init_page_alloc(__va(bootmem_alloc(npages * sizeof(struct page),
					   "mem_map")), npages);
	pages = bootmem_release(lowmem_end);
	bootmem_print();
	text = _end_rodata - _text;
	data = __bss_start - _end_rodata;
	bss = _end - __bss_start;
	printk(KERN_INFO "Memory: %lu KB of %lu KB free (kernel: %lu KB code, "
	       "%lu KB data, %lu KB bss)\n", pages * (PAGE_SIZE >> 10),
	       npages * (PAGE_SIZE >> 10), text >> 10, data >> 10, bss >> 10);
	report_unmapped();
}

/* Gives back the code and data that only booting needed. */
void free_initmem(void)
{
	unsigned long addr = (unsigned long)__init_begin;
	unsigned long end = (unsigned long)__init_end;

	for (; addr < end; addr += PAGE_SIZE)
		release_boot_page(__pa(addr) >> PAGE_SHIFT);
	printk(KERN_INFO "Memory: %lu KB of boot code freed, %lu KB free\n",
	       (end - (unsigned long)__init_begin) >> 10,
	       nr_free_pages() * (PAGE_SIZE >> 10));
}
