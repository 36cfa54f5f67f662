/*
 * delay.c - delay loops, each CPU with its own figure (L12): a loop that
 * counts down, timed once against the PIT. Where there is a TSC it is used
 * instead: it does not depend on how fast the loop happens to run.
 */
#include <linux/div64.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/pit.h>
#include <asm/system.h>

#define SAMPLE_US	100		/* long enough to be measured */
#define FIRST_LOOPS	256
#define MAX_LOOPS	(1U << 30)

/* The loop whose speed is measured. PAUSE: PLATFORM says why. */
static noinline void __delay(u32 loops)
{
	while (loops--)
		cpu_relax();
}

/* Does the loop take SAMPLE_US or more, by the TSC or else by the PIT? */
static bool __init loops_suffice(u32 loops)
{
	u32 khz = this_cpu->info.khz, start;

	if (khz) {
		start = (u32)rdtsc();
		__delay(loops);
		return (u32)rdtsc() - start >= khz / 1000 * SAMPLE_US;
	}
	pit_start_oneshot(PIT_RATE / (1000000 / SAMPLE_US));
	__delay(loops);
	return pit_oneshot_done();
}

/*
 * Finds loops_per_jiffy of the CPU that runs this. The loop count doubles
 * until it fills the sample, then is narrowed to an eighth.
 */
void __init calibrate_delay(void)
{
	struct cpuinfo_x86 *c = &this_cpu->self->info;
	u32 loops = FIRST_LOOPS, step;

	while (loops < MAX_LOOPS && !loops_suffice(loops))
		loops <<= 1;
	for (step = loops >> 2; step > loops >> 4; step >>= 1)
		if (loops_suffice(loops - step))
			loops -= step;
	c->loops_per_jiffy = loops * (1000000 / HZ / SAMPLE_US);
}

static void tsc_delay(u32 cycles)
{
	u32 start = (u32)rdtsc();

	while ((u32)rdtsc() - start < cycles)
		cpu_relax();
}

/* Waits for `us' microseconds, at most 10,000; any context. */
void udelay(u32 us)
{
	u64 n;

	if (this_cpu->info.khz) {
		n = (u64)us * this_cpu->info.khz;
		div64_32(&n, 1000);
		tsc_delay((u32)n);
		return;
	}
	n = (u64)us * this_cpu->info.loops_per_jiffy;
	div64_32(&n, 1000000 / HZ);
	__delay((u32)n + 1);
}

/* Waits for `ms' milliseconds; any context. */
void mdelay(u32 ms)
{
	while (ms--)
		udelay(1000);
}
