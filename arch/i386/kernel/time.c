/*
 * time.c - jiffies, the wall clock, and the 8254's tick.
 *
 * jiffies is the number of whole ticks that clock_us() has seen: it belongs to
 * nobody, and whoever comes to see the clock brings it up to that (Q6). Only
 * where there is no TSC does the 8254 count it.
 *
 * Two things can tick. timer=apic, where the local APICs have timers: each CPU
 * has its own (apic_timer.c, M9). timer=slave, as in 1995: the 8254 interrupts
 * the boot processor, which passes the ticks on as messages (L15).
 */
#include <linux/cmdline.h>
#include <linux/div64.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <linux/time.h>
#include <asm/apic_timer.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/mc146818.h>
#include <asm/pit.h>
#include <asm/ptrace.h>
#include <asm/tsc.h>

#define LATCH		((PIT_RATE + HZ / 2) / HZ)	/* PIT counts a tick */
#define PIT_LATE_US	(US_PER_TICK / 8)	/* its tick, behind jiffies */

volatile unsigned long jiffies;	/* [a] */

static u64 tick_origin;		/* [i] clock_us() when jiffies was 0 */
static bool want_slave;		/* [i] timer=slave */

/* Microseconds since 1970 when clock_us() was 0. Written with the kernel lock,
   interrupts off; wall_count is odd meanwhile, for readers without it. */
static u64 wall_offset;
static volatile u32 wall_count;

static int __init setup_timer(char *value)
{
	want_slave = !strcmp(value, "slave");
	return want_slave || !strcmp(value, "apic") ? 0 : -1;
}
early_setup("timer=", setup_timer);

/* --- the wall clock ------------------------------------------------------- */

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

/* --- jiffies -------------------------------------------------------------- */

/*
 * What jiffies would be if no tick were late, and in *over how many
 * microseconds of the present tick are over. Without a TSC nobody knows, and
 * it may be all of it. Any context.
 */
unsigned long ticks_now(u32 *over)
{
	u64 us;

	if (unlikely(!us_per_cycle)) {
		*over = US_PER_TICK;
		return jiffies;
	}
	us = clock_us() - tick_origin;
	*over = div64_32(&us, US_PER_TICK);
	return (unsigned long)us;
}

/* jiffies, were no tick late: a sleep that counts its ticks from here is
   never too short. Any context. */
unsigned long jiffies_now(void)
{
	u32 over;

	return ticks_now(&over);
}

/*
 * Brings jiffies up to the clock, and returns by how many ticks: they may have
 * been late, or not been wanted. Any CPU may do it (Q6). Interrupts off.
 * Without a TSC each call is a tick.
 */
u32 advance_jiffies(void)
{
	volatile u32 *p = (volatile u32 *)&jiffies;
	u32 old, now;

	if (unlikely(!us_per_cycle)) {
		jiffies++;
		return 1;
	}
	tsc_check();
	now = jiffies_now();
	do {
		old = *p;
		if ((s32)(now - old) <= 0)
			return 0;	/* another CPU has been here */
	} while (cmpxchg(p, old, now) != old);
	return now - old;
}

/* --- the 8254's tick ------------------------------------------------------ */

/* Interrupts off, kernel lock held, on the CPU that the line goes to: the boot
   processor, but for an I/O APIC. It passes the ticks on (L15). */
static void timer_interrupt(int irq __unused, void *dev __unused,
			    struct pt_regs *regs)
{
	u32 ticks;

	if (apic_ticks)
		return;			/* it was on its way */
	ticks = advance_jiffies();
	if (!ticks)
		return;
	passed_ticks(ticks, user_mode(regs));
	smp_message_pass(MSG_ALL_BUT_SELF, MSG_SLAVE_TIMER, ticks, 0);
}

/* Starts the 8254's tick. Interrupts may be off or on. */
void __init time_init(void)
{
	set_wall((u64)cmos_get_time() * USEC_PER_SEC);
	if (request_irq(TIMER_IRQ, timer_interrupt, SA_INTERRUPT, "timer",
			NULL))
		panic("The timer interrupt is taken");
	pit_start_periodic(LATCH);
	tick_origin = clock_us() - PIT_LATE_US;
}

/*
 * Once it is known which CPUs there are: gives each a tick of its own, if that
 * can be. Boot processor, before the others are let go; interrupts on.
 */
void __init choose_tick(void)
{
	if (want_slave || !us_per_cycle || !apic_timer_init()) {
		printk(KERN_INFO "Timer: the 8254%s\n", smp_num_cpus > 1 ?
		       ", passed on by messages" : "");
		return;
	}
	disable_irq(TIMER_IRQ);
	pit_stop();
}
