/*
 * tlb.c - which memory each CPU has loaded, and flushes that reach just those
 * CPUs (L11).
 *
 * mm->cpu_mask has a bit for each CPU whose CR3 may point to mm's directory.
 * switch_mm() (asm/switch.h) sets the bit before it loads CR3 and clears the
 * one of the old memory after, so a CPU that can walk mm's tables always has
 * its bit set.
 *
 * Why no flush is missed: one CPU changes an entry, mb(), reads the mask. The
 * other sets its bit by a locked instruction, loads CR3, walks the tables. If
 * the first does not see the bit, its reading came before the setting, and
 * its change before that: the walk sees the change. If it sees the bit, it
 * sends a message and waits, and the other flushes after the change.
 *
 * A CPU goes on with the memory of its last process while it runs the idle
 * loop or a thread of the kernel, which use none: going back to the process
 * is then free. Such memory is only lent. When a flush arrives for a CPU
 * whose `current' has other memory than CR3, the CPU gives it up and is out
 * of the mask. So each process that ends costs it one message at most, and
 * memory that has no user is loaded nowhere after one flush.
 */
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/vm.h>
#include <asm/atomic.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/pgtable.h>
#include <asm/system.h>
#include <asm/tlb.h>

#define FEW_PAGES	8	/* flushed one by one on this CPU */

/* Gives up the memory that this CPU has loaded. Interrupts off. */
static void unload_mm(struct cpu *cpu)
{
	struct mm_struct *mm = cpu->mm;

	write_cr(3, __pa(swapper_pg_dir));
	cpu->mm = NULL;
	clear_bit(cpu->id, &mm->cpu_mask);
}

void local_flush_user(void)
{
	struct cpu *cpu = this_cpu->self;

	if (cpu->mm && cpu->mm != cpu->task->mm)
		unload_mm(cpu);
	else
		__flush_tlb();
}

/* The other CPUs that may have translations of mm. */
static u32 others(struct mm_struct *mm)
{
	mb();		/* after entries were changed; pairs with switch_mm() */
	return mm->cpu_mask & ~(1U << this_cpu->id);
}

static void flush_others(struct mm_struct *mm)
{
	u32 mask = others(mm);

	if (mask)
		smp_invalidate_mask(mask);
}

void flush_tlb_mm(struct mm_struct *mm)
{
	if (mm == this_cpu->mm)
		__flush_tlb();
	flush_others(mm);
}

void flush_tlb_page(struct mm_struct *mm, unsigned long addr)
{
	if (mm == this_cpu->mm)
		__flush_tlb_one(addr);
	flush_others(mm);
}

void flush_tlb_range(struct mm_struct *mm, unsigned long start,
		     unsigned long end)
{
	if (end - start > FEW_PAGES * PAGE_SIZE) {
		flush_tlb_mm(mm);
		return;
	}
	if (mm == this_cpu->mm)
		for (; start < end; start += PAGE_SIZE)
			__flush_tlb_one(start);
	flush_others(mm);
}

void unload_mm_everywhere(struct mm_struct *mm)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (mm == this_cpu->mm)
		unload_mm(this_cpu->self);
	restore_flags(flags);
	flush_others(mm);	/* none of them runs it: all give it up */
}
