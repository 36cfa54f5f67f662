/*
 * vmalloc.c - memory that is contiguous only for the kernel: areas of pages
 * between VMALLOC_START and VMALLOC_END, from vmalloc(), and device memory
 * that vremap() maps there. After each area one page stays unmapped, so that
 * running over the end is noticed.
 */
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/spinlock.h>
#include <asm/pgtable.h>
#include <asm/tlb.h>

struct vm_area {
	struct list_head list;		/* [v] sorted by address */
	unsigned long addr, size;	/* [i] without the hole */
	bool owns_pages;		/* [i] vmalloc(), not vremap() */
};

static LIST_HEAD(areas);			/* [v] */
/* [v]; interrupts off. Page tables below it have their own rules: only the
   area's owner touches its entries. */
static DEFINE_SPINLOCK(vmalloc_lock, RANK_VMALLOC);
static unsigned long nr_areas;			/* [v] */

/* Puts `area' into the first gap that holds it. -1: none. [v] */
static int find_gap(struct vm_area *area)
{
	unsigned long addr = VMALLOC_START;
	struct vm_area *next;

	list_for_each_entry(next, &areas, list) {
		if (next->addr - addr >= area->size + PAGE_SIZE)
			break;
		addr = next->addr + next->size + PAGE_SIZE;
	}
	if (VMALLOC_END - addr < area->size + PAGE_SIZE)
		return -1;
	area->addr = addr;
	list_add_tail(&area->list, &next->list);
	nr_areas++;
	return 0;
}

static struct vm_area *get_area(unsigned long size, bool owns_pages)
{
	struct vm_area *area;
	unsigned long flags;
	int err;

	if (!size || size > VMALLOC_END - VMALLOC_START)
		return NULL;
	area = kmalloc(sizeof(*area), GFP_ATOMIC);
	if (!area)
		return NULL;
	area->size = PAGE_ALIGN(size);
	area->owns_pages = owns_pages;
	spin_lock_irqsave(&vmalloc_lock, flags);
	err = find_gap(area);
	spin_unlock_irqrestore(&vmalloc_lock, flags);
	if (err) {
		kfree(area);
		return NULL;
	}
	return area;
}

/* Frees the pages of [addr, end) and their entries. */
static void unmap_range(unsigned long addr, unsigned long end, bool owns_pages)
{
	unsigned long a;
	pte_t *pte, old;

	/* Entries first, then every CPU's TLB, then the pages: nobody may
	   reach a page that has another owner. */
	for (a = addr; a < end; a += PAGE_SIZE)
		*kernel_pte(a) &= ~PAGE_PRESENT;
	invalidate();
	for (a = addr; a < end; a += PAGE_SIZE) {
		pte = kernel_pte(a);
		old = *pte;
		*pte = 0;
		if (owns_pages)
			free_page(__va(pte_page_addr(old)));
	}
}

static void put_area(struct vm_area *area)
{
	unsigned long flags;

	spin_lock_irqsave(&vmalloc_lock, flags);
	list_del(&area->list);
	nr_areas--;
	spin_unlock_irqrestore(&vmalloc_lock, flags);
	kfree(area);
}

/* Maps a fresh page at every address of the area; undoes it if one lacks. */
static int fill_area(struct vm_area *area)
{
	unsigned long addr, end = area->addr + area->size;
	struct page *page;
	pte_t *pte;

	for (addr = area->addr; addr < end; addr += PAGE_SIZE) {
		page = alloc_pages(GFP_KERNEL, 0, PAGE_VMALLOC);
		pte = page ? kernel_pte_alloc(addr) : NULL;
		if (!pte) {
			if (page)
				free_pages(page, 0);
			unmap_range(area->addr, addr, true);
			return -1;
		}
		*pte = page_to_phys(page) | KPAGE_RW | page_global;
	}
	return 0;
}

/*
 * `size' bytes of memory, page-aligned, from single pages. NULL if there is
 * not enough memory or room. Process context with the kernel lock, interrupts
 * on; may not be given to DMA.
 */
void *vmalloc(unsigned long size)
{
	struct vm_area *area = get_area(size, true);

	if (!area)
		return NULL;
	if (fill_area(area)) {
		put_area(area);
		return NULL;
	}
	return (void *)area->addr;
}

/*
 * Maps `size' bytes of device memory at physical address `phys' (L6 maps the
 * APIC with it), not cached. Neither need be page-aligned. NULL if there is
 * no room. vfree() takes the returned address. Kernel lock, interrupts on.
 */
void *vremap(unsigned long phys, unsigned long size)
{
	unsigned long offset = phys & ~PAGE_MASK, addr;
	struct vm_area *area;
	pte_t *pte;

	if (!size || phys + size - 1 < phys)
		return NULL;
	area = get_area(size + offset, false);
	if (!area)
		return NULL;
	phys -= offset;
	for (addr = 0; addr < area->size; addr += PAGE_SIZE) {
		pte = kernel_pte_alloc(area->addr + addr);
		if (!pte) {
			unmap_range(area->addr, area->addr + addr, false);
			put_area(area);
			return NULL;
		}
		*pte = (phys + addr) | KPAGE_RW | PAGE_PCD | PAGE_PWT |
		       page_global;
	}
	return (char *)area->addr + offset;
}

static struct vm_area *find_area(unsigned long addr)
{
	struct vm_area *area, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&vmalloc_lock, flags);
	list_for_each_entry(area, &areas, list)
		if (area->addr == addr)
			found = area;
	spin_unlock_irqrestore(&vmalloc_lock, flags);
	return found;
}

/*
 * Gives back an area of vmalloc() or vremap(); NULL is allowed. Interrupts
 * on: every CPU's TLB is invalidated.
 */
void vfree(void *p)
{
	struct vm_area *area;

	if (!p)
		return;
	area = find_area((unsigned long)p & PAGE_MASK);
	if (!area) {
		printk(KERN_ERR "vfree: no area at %p\n", p);
		return;
	}
	unmap_range(area->addr, area->addr + area->size, area->owns_pages);
	put_area(area);
}

/* Areas that are mapped now. */
unsigned long vmalloc_areas(void)
{
	return nr_areas;
}
