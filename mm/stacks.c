/*
 * stacks.c - kernel stacks, in an area of their own: every slot has room for
 * a stack at its top and nothing below it, so that an overflow faults (and
 * doublefault.c tells) instead of running into somebody else's memory.
 *
 * Some free stacks are kept mapped, because processes come and go. A stack's
 * words are 0 when it is mapped, which is how its greatest depth is known.
 */
#include <linux/find_bit.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/pgtable.h>
#include <asm/stacks.h>
#include <asm/tlb.h>

#define NR_SLOTS	((STACKS_END - STACKS_START) / STACK_SLOT)
#define MAX_KEPT	16
#define STACK_OFFSET	(STACK_SLOT - STACK_SIZE)

/* All [k]. */
static unsigned long slot_used[NR_SLOTS / 32];
static unsigned long kept[MAX_KEPT];
static int nr_kept;
static unsigned long nr_mapped;

static void unmap_stack(unsigned long stack, unsigned long end)
{
	unsigned long addr;
	pte_t *pte, old;

	for (addr = stack; addr < end; addr += PAGE_SIZE)
		*kernel_pte(addr) &= ~PAGE_PRESENT;
	invalidate();
	for (addr = stack; addr < end; addr += PAGE_SIZE) {
		pte = kernel_pte(addr);
		old = *pte;
		*pte = 0;
		free_page(__va(pte_page_addr(old)));
	}
}

/* Returns false, with nothing left mapped, when memory is short. */
static bool map_stack(unsigned long stack)
{
	unsigned long addr;
	struct page *page;
	pte_t *pte;

	for (addr = stack; addr < stack + STACK_SIZE; addr += PAGE_SIZE) {
		page = alloc_pages(GFP_KERNEL | GFP_ZERO, 0, PAGE_STACK);
		pte = page ? kernel_pte_alloc(addr) : NULL;
		if (!pte) {
			if (page)
				free_pages(page, 0);
			unmap_stack(stack, addr);
			return false;
		}
		*pte = page_to_phys(page) | KPAGE_RW | page_global;
	}
	return true;
}

/*
 * Returns the lowest address of a stack of STACK_SIZE bytes, or 0 when there
 * is no memory or no slot. Needs the kernel lock.
 */
unsigned long alloc_stack(void)
{
	unsigned long stack;
	u32 slot;

	if (nr_kept)
		return kept[--nr_kept];
	slot = find_first_zero_bit(slot_used, NR_SLOTS);
	if (slot >= NR_SLOTS)
		return 0;
	set_bit(slot, slot_used);	/* map_stack() may sleep: ours now */
	stack = STACKS_START + slot * STACK_SLOT + STACK_OFFSET;
	if (!map_stack(stack)) {
		clear_bit(slot, slot_used);
		return 0;
	}
	nr_mapped++;
	return stack;
}

/*
 * Maps the page at physical address `page' as a stack with a guard below it,
 * for a processor that has started in that page. Returns the lowest address,
 * or 0. Needs the kernel lock; boot.
 */
unsigned long __init map_boot_stack(unsigned long page)
{
	u32 slot = find_first_zero_bit(slot_used, NR_SLOTS);
	unsigned long stack = STACKS_START + (slot + 1) * STACK_SLOT -
			      PAGE_SIZE;
	pte_t *pte;

	if (slot >= NR_SLOTS)
		return 0;
	pte = kernel_pte_alloc(stack);
	if (!pte)
		return 0;
	*pte = page | KPAGE_RW | page_global;
	set_bit(slot, slot_used);
	return stack;
}

/* Undoes map_boot_stack() for a processor that did not come. */
void __init unmap_boot_stack(unsigned long stack)
{
	*kernel_pte(stack) = 0;
	invalidate();
	clear_bit((stack - STACKS_START) / STACK_SLOT, slot_used);
}

static void give_back(unsigned long stack)
{
	unmap_stack(stack, stack + STACK_SIZE);
	clear_bit((stack - STACKS_START) / STACK_SLOT, slot_used);
	nr_mapped--;
}

/* Gives a stack back that no CPU runs on. Process context, kernel lock. */
void free_stack(unsigned long stack)
{
	BUG_ON(in_interrupt());		/* alloc_stack() might notice */
	if (nr_kept < MAX_KEPT)
		kept[nr_kept++] = stack;
	else
		give_back(stack);
}

/* Keeps no free stack. Process context, kernel lock. */
void shrink_stacks(void)
{
	while (nr_kept)
		give_back(kept[--nr_kept]);
}

/* The most bytes that were ever used of p's stack since it was mapped. */
unsigned long stack_depth(const struct task_struct *p)
{
	const u32 *word = (const u32 *)p->stack + 1;	/* not the canary */
	const u32 *top = (const u32 *)p->stack_top;

	while (word < top && !*word)
		word++;
	return (unsigned long)top - (unsigned long)word;
}

/* Stacks that are mapped now, those kept for later included. */
unsigned long stack_slots(void)
{
	return nr_mapped;
}
