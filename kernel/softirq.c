/*
 * softirq.c - bottom halves: the longer part of an interrupt's work, done
 * with interrupts on when the outermost handler has finished. They run with
 * the kernel lock, and never within one another. One may be marked for any
 * CPU, or for the CPU that marks it: timers are each CPU's own.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/system.h>

static void (*bh_routine[NR_BH])(void);		/* [i] after boot */
static volatile u32 bh_active;			/* [a] those to be run */

/* `routine' is what mark_bh(nr) has run. At boot. */
void init_bh(int nr, void (*routine)(void))
{
	bh_routine[nr] = routine;
}

/* Has a bottom half run after the present interrupt, or the next. */
void mark_bh(int nr)
{
	set_bit(nr, &bh_active);
}

/* The same, on this CPU. Interrupts off. */
void mark_bh_here(int nr)
{
	this_cpu->bh_here |= 1U << nr;
}

/* Is there any for this CPU? Interrupts off. */
bool bh_pending(void)
{
	return bh_active || this_cpu->bh_here;
}

/* Takes those that are to be run. Interrupts off. */
static u32 take_marked(void)
{
	u32 here = this_cpu->bh_here;

	this_cpu->bh_here = 0;
	return here | (bh_active ? xchg(&bh_active, 0) : 0);
}

/*
 * Runs all that are marked. Called with interrupts off and the kernel lock,
 * by the outermost interrupt; counts as an interrupt while it runs.
 */
static void do_bottom_half(void)
{
	u32 active;
	int nr;

	this_cpu->intr_count++;
	while ((active = take_marked())) {
		sti();
		while (active) {
			nr = __ffs(active);
			active &= active - 1;
			bh_routine[nr]();
		}
		cli();
	}
	this_cpu->intr_count--;
}

/*
 * The end of an interrupt, with the kernel lock or without, and what an idle
 * CPU does before it halts: runs what is marked, if this is the outermost
 * one. Interrupts off.
 */
void end_of_interrupt(void)
{
	bool taken;

	if (likely(!bh_pending()) || in_interrupt())
		return;
	taken = irq_lock_kernel();
	do_bottom_half();
	irq_unlock_kernel(taken);
}
