/*
 * softirq.c - bottom halves: the longer part of an interrupt's work, done
 * with interrupts on when the outermost handler has finished. They run with
 * the kernel lock, and never within one another.
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

bool bh_pending(void)
{
	return bh_active != 0;
}

/*
 * Runs all that are marked. Called with interrupts off and the kernel lock,
 * by the outermost interrupt; counts as an interrupt while it runs.
 */
void do_bottom_half(void)
{
	u32 active;
	int nr;

	this_cpu->intr_count++;
	while ((active = xchg(&bh_active, 0))) {
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
