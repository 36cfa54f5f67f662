/*
 * switch.h - the part of a context switch that is not in registers: memory,
 * FPU, thread-local segments; and the step to the other stack. schedule() does
 * both with the run queue locked.
 */
#ifndef _ASM_SWITCH_H
#define _ASM_SWITCH_H

#include <linux/tick.h>
#include <linux/vm.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/debugreg.h>
#include <asm/i387.h>
#include <asm/stacks.h>
#include <asm/system.h>
#include <asm/tls.h>

extern const char switch_stacks[];	/* switch.S: an address */

/*
 * Loads the memory `next' on this CPU, unless it is loaded already. With the
 * run queue locked or interrupts off. tlb.c says why no flush is missed. The
 * memory that was loaded before cannot go away before the last line: whoever
 * frees it waits until its mask is empty, and this CPU's bit is in it.
 */
static inline void switch_mm(struct cpu *cpu, struct mm_struct *next)
{
	struct mm_struct *prev = cpu->mm;

	if (next == prev)
		return;
	/* Locked: before CR3. Pairs with the mb() in others(). */
	set_bit(cpu->id, &next->cpu_mask);
	cpu->mm = next;
	write_cr(3, __pa(next->pgd));
	if (prev)
		clear_bit(cpu->id, &prev->cpu_mask);
}

/* A thread of the kernel uses none of these and leaves the user's where they
   are; nobody asks for the %gs that is noted for it. */
static inline void switch_context(struct cpu *cpu, struct task_struct *prev,
				  struct task_struct *next)
{
	tick_go_on();			/* prev may be the idle process */
	fpu_switch_out(prev);
	prev->thread.gs = read_gs();
	if (unlikely(prev->thread.dr7 | next->thread.dr7))
		switch_debugregs(&next->thread);
	if (!next->mm)
		return;
	switch_mm(cpu, next->mm);
	load_tls(cpu, &next->thread);
	load_gs(next->thread.gs);
}

/*
 * From prev's stack to next's. Returns when prev gets the CPU again, and then
 * the process that ran before that. What the caller has in registers it saves
 * itself, because only it knows what that is.
 */
static __hot_inline struct task_struct *switch_to(struct task_struct *prev,
						  struct task_struct *next)
{
	__asm__ volatile("call switch_stacks"
			 : "+a" (prev), "+d" (next)
			 : : "ebx", "ecx", "esi", "edi", "memory", "cc");
	return prev;
}

/* Panics if the stack of `p' has been written to its last word. */
static inline void check_stack(const struct task_struct *p)
{
	if (unlikely(*(u32 *)p->stack != STACK_CANARY))
		stack_used_up(p);
}

#endif
