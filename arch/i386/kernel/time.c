/*
 * time.c - the clock: the PIT ticks HZ times a second, the TSC tells the
 * time between ticks, and the CMOS clock what day it was at the start.
 */
#include <linux/div64.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <asm/mc146818.h>
#include <asm/pit.h>
#include <asm/ptrace.h>

#define LATCH		((PIT_RATE + HZ / 2) / HZ)	/* PIT counts a tick */
#define US_PER_TICK	(USEC_PER_SEC / HZ)
#define CALIBRATE_MS	3
#define CALIBRATE_TRIES	6
#define TSC_SHIFT	22		/* of the fraction below */

volatile unsigned long jiffies;	/* [tick_lock] */

/* Microseconds since 1970 when clock_us() was 0. Written with the kernel lock,
   interrupts off; wall_count is odd meanwhile, for readers without it. */
static u64 wall_offset;
static volatile u32 wall_count;

static DEFINE_SPINLOCK(tick_lock, RANK_TICK);	/* interrupts off */
static u64 next_tick;		/* [tick_lock] when jiffies grows, in us */

static u64 tsc_base;		/* [i] TSC when jiffies was 0 */
static u32 us_per_cycle;	/* [i] microseconds << TSC_SHIFT; 0: no TSC */

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

/* Microseconds since boot by TSC: 64 x 32 bits, in two halves. */
static u64 tsc_us(void)
{
	u64 cycles = rdtsc() - tsc_base;
	u64 low = (u64)(u32)cycles * us_per_cycle;
	u64 high = (u64)(u32)(cycles >> 32) * us_per_cycle;

	return (low >> TSC_SHIFT) + (high << (32 - TSC_SHIFT));
}

/*
 * Microseconds since boot; never goes back. Any context. Without a TSC it
 * moves in ticks.
 */
u64 clock_us(void)
{
	if (us_per_cycle)
		return tsc_us();
	return (u64)jiffies * US_PER_TICK;
}

/* Microseconds since 1970; any context but NMI. */
u64 wall_us(void)
{
	u64 offset;
	u32 count;

	do {
		while ((count = wall_count) & 1)
			cpu_relax();
		rmb();			/* pairs with set_wall()'s barriers */
		offset = wall_offset;
		rmb();
	} while (count != wall_count);
	return offset + clock_us();
}

static void set_wall(u64 us)
{
	unsigned long flags;

	save_flags_cli(flags);
	wall_count++;
	wmb();				/* odd before the change is seen */
	wall_offset = us - clock_us();
	wmb();				/* all of it before even again */
	wall_count++;
	restore_flags(flags);
}

/* Seconds since 1970 and microseconds; any context but NMI. */
void do_gettimeofday(struct timeval *tv)
{
	u64 us = wall_us();

	tv->tv_usec = div64_32(&us, USEC_PER_SEC);
	tv->tv_sec = (time_t)us;
}

/* Sets the clock, not the one in the CMOS. Valid time; kernel lock. */
void do_settimeofday(const struct timespec *ts)
{
	set_wall((u64)ts->tv_sec * USEC_PER_SEC + ts->tv_nsec / NSEC_PER_USEC);
}

/*
 * Brings jiffies up to the clock and returns by how many ticks: an interrupt
 * may have been lost while interrupts were off for long. Any CPU may do it
 * (Q6). Interrupts off. Without a TSC each call is a tick.
 */
static u32 advance_jiffies(void)
{
	u32 ticks = 0;

	spin_lock(&tick_lock);
	if (us_per_cycle) {
		while (clock_us() + US_PER_TICK / 2 >= next_tick) {
			next_tick += US_PER_TICK;
			ticks++;
		}
	} else {
		ticks = 1;
	}
	jiffies += ticks;
	spin_unlock(&tick_lock);
	return ticks;
}

/*
 * What jiffies would be if no tick were late: a sleep that counts its ticks
 * from here is never too short. Any context but NMI.
 */
unsigned long jiffies_now(void)
{
	unsigned long flags, now;
	u64 us;

	spin_lock_irqsave(&tick_lock, flags);
	now = jiffies;
	us = clock_us() + US_PER_TICK / 2;
	if (us_per_cycle && us >= next_tick) {
		us -= next_tick;
		div64_32(&us, US_PER_TICK);
		now += us + 1;
	}
	spin_unlock_irqrestore(&tick_lock, flags);
	return now;
}

/*
 * The tick; interrupts off, kernel lock held. The 8259s bring it to the boot
 * processor, which passes it on to the others (L15).
 */
static void timer_interrupt(int irq __unused, void *dev __unused,
			    struct pt_regs *regs)
{
	u32 ticks = advance_jiffies(), i;

	if (!ticks)
		return;
	do_timer();
	for (i = 0; i < ticks; i++) {
		account_tick(user_mode(regs));
		scheduler_tick();
	}
	smp_message_pass(MSG_ALL_BUT_SELF, MSG_SLAVE_TIMER, ticks, 0);
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
	tsc_base = rdtsc();
	us_per_cycle = (u32)fraction;
}

/* Starts the tick. Interrupts may be off or on. */
void __init time_init(void)
{
	set_wall((u64)cmos_get_time() * USEC_PER_SEC);
	next_tick = clock_us() + US_PER_TICK;
	if (request_irq(TIMER_IRQ, timer_interrupt, SA_INTERRUPT, "timer",
			NULL))
		panic("The timer interrupt is taken");
	pit_start_periodic(LATCH);
}
