/*
 * apic_timer.c - the timer in each CPU's local APIC (Intel SDM volume 3,
 * chapter 10.5.4), used as an alarm clock: it counts down once, interrupts,
 * and stands still. kernel/tick.c sets it.
 *
 * All count at the rate of the bus, which the boot processor measures by its
 * TSC; nobody's interrupts are disturbed by that (M9).
 */
#include <linux/div64.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tick.h>
#include <linux/time.h>
#include <linux/trace.h>
#include <asm/apic.h>
#include <asm/apic_timer.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/irq.h>
#include <asm/ptrace.h>
#include <asm/system.h>

#define MEASURE_US	1000		/* at least, and so many counts: */
#define MEASURE_COUNTS	10000
#define MEASURE_MAX_US	50000		/* then it is too slow */
#define TRIES		5
#define PRECISION	2048		/* an error of 1/2048 is too large */
#define RATE_SHIFT	16		/* of counts_per_us */
#define LEAST_RATE	((1 << RATE_SHIFT) / 100)	/* 100 us a count */
#define COUNT_MAX	0xffffffff

bool apic_ticks;

static u32 counts_per_us;		/* [i] << RATE_SHIFT */

/*
 * One measurement: counts in *took microseconds. *gap is how long the reading
 * at the end took: an emulator may stop just there.
 */
static u32 __init measure(u32 *took, u32 *gap)
{
	u64 start, now;
	u32 counts;

	apic_write(APIC_TMICT, COUNT_MAX);
	start = clock_us();
	do {
		cpu_relax();
		now = clock_us();
		counts = COUNT_MAX - apic_read(APIC_TMCCT);
		*gap = clock_us() - now;
		*took = now - start;
	} while (*took < MEASURE_US ||
		 (counts < MEASURE_COUNTS && *took < MEASURE_MAX_US));
	return counts;
}

/* Counts per microsecond << RATE_SHIFT, by the measurement that was disturbed
   least; 0: it does not count. Interrupts off. */
static u32 __init calibrate(void)
{
	u32 took, gap, best = ~0U, rate = 0;
	u64 counts;
	int i;

	for (i = 0; i < TRIES; i++) {
		counts = measure(&took, &gap);
		if (gap >= best)
			continue;
		best = gap;
		counts <<= RATE_SHIFT;
		div64_32(&counts, took);
		rate = counts;
		if (gap < took / PRECISION)
			break;
	}
	apic_timer_off();
	return rate;
}

/* Gets the timer of the CPU that runs this ready; it stands still. */
void __init apic_timer_start(void)
{
	apic_write(APIC_TDCR, APIC_TDR_DIV_16);
	apic_write(APIC_TMICT, 0);
	apic_write(APIC_LVTT, APIC_TIMER_VECTOR);
}

/*
 * Measures the boot processor's timer and has it tick: from now on all CPUs
 * have their own; the others, which still wait, have not begun to tick. False:
 * there is no APIC, or its timer does not count. Interrupts on; they are off
 * while it measures.
 */
bool __init apic_timer_init(void)
{
	int i;

	if (!APIC_INTEGRATED(apic_read(APIC_LVR)))
		return false;		/* none, or one of another kind */
	cli();
	set_intr_gate(APIC_TIMER_VECTOR, apic_timer_entry, 0);
	apic_write(APIC_LVTT, APIC_LVT_MASKED);
	apic_write(APIC_TDCR, APIC_TDR_DIV_16);
	counts_per_us = calibrate();
	if (counts_per_us >= LEAST_RATE) {
		apic_ticks = true;
		apic_timer_start();
		for (i = 1; i < smp_num_cpus; i++) {
			cpu_table[i]->ticks_asked = 0;	/* as jiffies says */
			cpu_table[i]->tick_stopped = true;
		}
		tick_again();
	}
	sti();
	if (apic_ticks)
		printk(KERN_INFO "Timer: the local APICs, %u kHz\n",
		       (u32)((u64)counts_per_us * 1000 >> RATE_SHIFT));
	return apic_ticks;
}

/* Has this CPU interrupted in `us' microseconds, or as late as the counter can
   if that is sooner. What was set before is forgotten. Interrupts off. */
void apic_timer_set(u32 us)
{
	u64 counts = ((u64)us * counts_per_us >> RATE_SHIFT) + 1;

	apic_write(APIC_TMICT, min(counts, (u64)COUNT_MAX));
}

/* No interrupt. */
void apic_timer_off(void)
{
	apic_write(APIC_TMICT, 0);
}

/* The alarm: a tick, without the kernel lock; what is due takes it at the
   end. Interrupts off. */
void smp_apic_timer(struct pt_regs *regs)
{
	struct cpu *cpu = this_cpu->self;

	apic_write(APIC_EOI, 0);
	cpu->timer_irqs++;
	trace(TRACE_IRQ_ENTER, LOCAL_TIMER_IRQ, user_mode(regs), 0);
	if (!in_interrupt())
		cpu->irq_regs = regs;
	cpu->intr_count++;
	advance_jiffies();
	tick(take_ticks(cpu), user_mode(regs));
	tick_again();
	cpu->intr_count--;
	end_of_interrupt();
	trace(TRACE_IRQ_EXIT, LOCAL_TIMER_IRQ, 0, 0);
}
