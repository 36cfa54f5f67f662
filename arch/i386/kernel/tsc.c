/*
 * tsc.c - the clock by the time-stamp counter (TSC): microseconds since boot,
 * which never go back on any CPU.
 *
 * Each CPU takes its own counter's value at time 0 off, tsc_base. Where all
 * counters go in step, that is all, and no CPU writes what another one reads.
 * Where they do not, the clock is guarded: `latest' is as far as it has got
 * anywhere, and nobody shows less (Documentation/timers.txt, section 4).
 */
#include <linux/div64.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/time.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/pit.h>
#include <asm/system.h>
#include <asm/tsc.h>

#define CALIBRATE_MS	3
#define CALIBRATE_TRIES	6
#define TSC_SHIFT	22		/* of us_per_cycle */

u32 us_per_cycle;

static volatile u64 latest;		/* [a] us, as seen at ticks and, while
					   guarded, by all who ask */
static volatile bool guarded;		/* never taken back */

/*
 * Counts the TSC while PIT channel 2 counts CALIBRATE_MS down. Returns kHz,
 * or 0 if the PIT never got there within a bound that no PC can miss.
 */
static u32 __init measure_tsc_khz(void)
{
	u64 start;
	u32 spins = 0;

	pit_start_oneshot(PIT_RATE / (1000 / CALIBRATE_MS));
	start = rdtsc();
	while (!pit_oneshot_done()) {
		if (++spins == PIT_MAX_SPINS)
			return 0;
		cpu_relax();
	}
	return (u32)(rdtsc() - start) / CALIBRATE_MS;
}

/*
 * The lowest of a few measurements: an emulator that is not running when the
 * PIT gets there makes one too high, and nothing makes one too low. Two that
 * agree are enough.
 */
static u32 __init calibrate_tsc(void)
{
	u32 best = measure_tsc_khz(), khz;
	int i;

	for (i = 1; i < CALIBRATE_TRIES && best; i++) {
		khz = measure_tsc_khz();
		if (khz - best + best / 256 <= best / 128)
			return min(khz, best);
		best = min(khz, best);
	}
	return best;
}

/* Measures the TSC, if this CPU has one; from then on clock_us() runs. */
void __init tsc_init(void)
{
	struct cpuinfo_x86 *c = &boot_cpu.info;
	u64 fraction = 1000ULL << TSC_SHIFT;

	if (!cpu_has(c, X86_FEATURE_TSC))
		return;
	c->khz = calibrate_tsc();
	if (!c->khz) {
		printk(KERN_WARNING "The PIT does not count: no TSC clock\n");
		return;
	}
	div64_32(&fraction, c->khz);
	boot_cpu.tsc_base = rdtsc();
	us_per_cycle = (u32)fraction;
}

/* Microseconds since boot by this CPU's TSC: 64 x 32 bits, in two halves. */
static u64 tsc_us(void)
{
	u64 cycles = rdtsc() - this_cpu->tsc_base;
	u64 low = (u64)(u32)cycles * us_per_cycle;
	u64 high = (u64)(u32)(cycles >> 32) * us_per_cycle;

	return (low >> TSC_SHIFT) + (high << (32 - TSC_SHIFT));
}

/*
 * This CPU's clock, if no other CPU is further; else as far as that. Both
 * become `latest'. *behind is by how much it was less. Interrupts off.
 */
static u64 agree(u64 *behind)
{
	u64 last, now;

	do {
		last = cmpxchg64(&latest, 0, 0);	/* both halves */
		now = tsc_us();				/* not before: so less
							   is really less */
		*behind = last > now ? last - now : 0;
		if (*behind)
			return last;
	} while (cmpxchg64(&latest, last, now) != last);
	return now;
}

/* The clock where CPUs differ: what is left of the difference after tsc_sync()
   must not be seen. */
static u64 guarded_us(void)
{
	unsigned long flags;
	u64 now, behind;

	save_flags_cli(flags);		/* tsc_check() may change tsc_base */
	now = agree(&behind);
	restore_flags(flags);
	return now;
}

/*
 * Microseconds since boot; never goes back, on no CPU. Any context. Without a
 * TSC it moves in ticks.
 */
u64 clock_us(void)
{
	if (unlikely(!us_per_cycle))
		return (u64)jiffies * (USEC_PER_SEC / HZ);
	return likely(!guarded) ? tsc_us() : guarded_us();
}

/* Moves a CPU's clock ahead by so many cycles, which may be negative, and has
   all clocks guarded from now on. By the CPU itself, interrupts off, or at
   boot. */
void tsc_shift(struct cpu *cpu, s64 cycles)
{
	cpu->tsc_base -= cycles;
	guarded = true;
}

/*
 * Each tick, and each end of an idle time: is this CPU behind one that looked
 * here before? Then its TSC has stood still, or goes more slowly; it is set
 * right. Interrupts off.
 */
void tsc_check(void)
{
	u64 behind;

	if (smp_num_cpus == 1)
		return;
	agree(&behind);
	if (likely(!behind))
		return;
	if (!guarded)
		printk(KERN_WARNING "CPU%d: the TSC is %llu us behind; the "
		       "clock is guarded\n", smp_processor_id(), behind);
	behind *= this_cpu->info.khz;
	div64_32(&behind, 1000);
	tsc_shift(this_cpu->self, behind);
}
