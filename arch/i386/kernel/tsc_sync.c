/*
 * tsc_sync.c - do the time-stamp counters of two processors show the same?
 *
 * The boot processor asks each new one, while that waits for smp_commence():
 *
 *	boot processor			the other
 *	t1 = its TSC
 *	asked = number + 1   ------->	answer = its TSC
 *	t2 = its TSC	     <-------	asked = 0
 *
 * If t1 <= answer <= t2 each time, the two are in step as far as anybody can
 * see: no program gets from one CPU to the other faster than these two words.
 * Else the difference is taken from the quickest round, where it is known
 * best: to half of t2 - t1. For what is left there is the guard in tsc.c.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/time.h>
#include <asm/cpu.h>
#include <asm/system.h>
#include <asm/tsc.h>

#define ROUNDS		16
#define LONG_US		500		/* then two rounds are enough */
#define MAX_SPINS	1000000		/* for an answer */
#define MSR_TSC		0x10

static volatile u32 asked;		/* number + 1 of who is to answer, who
					   then makes it 0 */
static volatile u64 answer;		/* valid when it is 0 again */

/* What one round showed, in cycles. */
struct round {
	u64 took;			/* t2 - t1 */
	s64 ahead;			/* the other's, of the middle */
};

/* The TSC, not before what stands before it in the program is done. */
static u64 rdtsc_in_order(void)
{
	u32 a, b, c, d;

	cpuid(0, &a, &b, &c, &d);
	return rdtsc();
}

/* From the loop where a new CPU waits, interrupts off. */
void tsc_answer(void)
{
	if (asked != this_cpu->lock_id)
		return;
	answer = rdtsc_in_order();
	wmb();				/* pairs with ask(): answer, then 0 */
	asked = 0;
}

/* One round; false: no answer. */
static bool __init ask(const struct cpu *cpu, struct round *r)
{
	u64 t1 = rdtsc_in_order(), t2;
	u32 spins = 0;

	asked = cpu->id + 1;
	while (asked) {
		if (++spins == MAX_SPINS)
			return false;
		cpu_relax();
	}
	t2 = rdtsc_in_order();
	r->took = t2 - t1;
	r->ahead = answer - t1 - r->took / 2;
	return true;
}

/* Was the answer outside of the round, by the counters? */
static bool __init outside(const struct round *r)
{
	s64 half = r->took / 2;

	return r->ahead < -half || r->ahead > (s64)r->took - half;
}

/*
 * Compares the TSC of a CPU that waits in smp_callin() with the boot
 * processor's, which runs this, and corrects it. Interrupts off or on.
 */
void __init tsc_sync(struct cpu *cpu)
{
	struct round best = { ~0ULL, 0 }, r;
	u64 end = clock_us() + LONG_US;
	bool differ = false;
	int i;

	cpu->tsc_base = boot_cpu.tsc_base;
	if (!us_per_cycle)
		return;
	for (i = 0; i < ROUNDS && (i < 2 || clock_us() < end); i++) {
		if (!ask(cpu, &r))
			break;
		differ |= outside(&r);
		if (r.took < best.took)
			best = r;
	}
	if (i >= 2 && !differ)
		return;
	printk(KERN_WARNING "SMP: the TSC of CPU%d is %lld cycles ahead, to "
	       "%llu: corrected\n", cpu->id, best.ahead, best.took / 2);
	tsc_shift(cpu, -best.ahead);
}

/* --- a test -------------------------------------------------------------- */

#define MAX_SKEW	1000000

static unsigned long skew;		/* [i] ms; tscskew= */

static int __init setup_tscskew(char *value)
{
	return get_number(value, 1, MAX_SKEW, &skew);
}
early_setup("tscskew=", setup_tscskew);

/* Sets the TSC of the CPU that runs this ahead, or behind if its number is
   even, to see that it is noticed. At boot, before it is asked. */
void __init tsc_skew(void)
{
	u64 tsc = rdtsc(), cycles = (u64)skew * boot_cpu.info.khz;

	if (!cycles)
		return;
	tsc += this_cpu->id & 1 ? cycles : -cycles;
	wrmsr(MSR_TSC, tsc);
}
