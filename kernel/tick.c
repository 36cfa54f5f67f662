/*
 * tick.c - what a tick does on the CPU that it comes to, and how a CPU that
 * is idle does without (M8).
 *
 * With timer=apic each CPU sets its alarm (asm/apic_timer.h) for the next
 * tick whenever one has come. A tick that finds the CPU idle sets it for the
 * CPU's next timer instead, or not at all: tick_stopped. When the CPU gets
 * work, it sets the next tick again. A CPU that is idle for less than a tick
 * thus does nothing at all about it.
 *
 * A tick needs no kernel lock, on any CPU; only timers that are due, interval
 * timers that count and bottom halves take it.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tick.h>
#include <linux/timer.h>
#include <asm/apic_timer.h>
#include <asm/atomic.h>
#include <asm/cpu.h>

/* An alarm for a tick comes a little after it, so that the tick is certainly
   over, and on each CPU a little later than on the one before: they do not
   all want the same at once. */
#define LATE_US		50
#define SPREAD_US	20		/* times the CPU's number */

#define FARTHEST	(60 * HZ)	/* ticks that an alarm is set ahead */
#define FAR		(HZ / 4)	/* where the rate of the alarm clock is
					   not known well enough: */
#define EARLY		1024		/* the part left for the next one */

/* Ticks of the clock have passed on this CPU; `user': it is in user mode.
   Interrupts off. */
void tick(u32 ticks, bool user)
{
	if (!ticks)
		return;
	account_ticks(ticks, user);
	while (ticks--)
		scheduler_tick();
	if (timers_due())
		mark_bh_here(TIMER_BH);
}

/* The same of ticks that one CPU has counted for all (L15). */
void passed_ticks(u32 ticks, bool user)
{
	atomic_add_return_u32(ticks, &this_cpu->self->ticks);
	tick(ticks, user);
}

/* Sets the alarm for the time when jiffies will be `when', or has been. */
static void set_alarm(unsigned long when)
{
	u32 over;
	long ticks = when - ticks_now(&over), us;

	ticks = min(max(ticks, 0L), (long)FARTHEST);
	us = ticks * US_PER_TICK - (long)over + LATE_US +
	     SPREAD_US * (long)this_cpu->id;
	if (ticks > FAR)
		us -= us / EARLY;
	apic_timer_set(max(us, 1L));
}

static void stop_tick(void)
{
	unsigned long next;

	this_cpu->tick_stopped = true;
	if (timers_next(&next))
		set_alarm(next);
	else
		apic_timer_off();
}

/* Nothing is left to be done here, also not by this interrupt? */
static bool nothing_to_do(void)
{
	return current == this_cpu->rq.idle && !need_resched() &&
	       this_cpu->intr_count == 1 && !bh_pending();
}

/* The alarm has rung, and its interrupt is being handled: sets it for the
   next tick, or timer. Interrupts off. */
void tick_again(void)
{
	if (nothing_to_do()) {
		stop_tick();
		return;
	}
	this_cpu->tick_stopped = false;
	set_alarm(jiffies + 1);
}

/* Before the idle CPU halts: an interrupt may have added a timer since the
   alarm was set. Interrupts off. */
void tick_idle(void)
{
	if (this_cpu->tick_stopped)
		stop_tick();
}

/* A CPU whose ticks have stopped sees the time again; it may still be idle.
   Interrupts off. */
void tick_catch_up(void)
{
	advance_jiffies();
	count_idle(this_cpu->self);
}

/* tick_go_on(), if the ticks have stopped. */
void tick_resume(void)
{
	tick_catch_up();
	this_cpu->tick_stopped = false;
	set_alarm(jiffies + 1);
}
