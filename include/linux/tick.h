/*
 * tick.h - the life of a tick on one CPU; Documentation/timers.txt.
 */
#ifndef _LINUX_TICK_H
#define _LINUX_TICK_H

#include <linux/types.h>
#include <asm/cpu.h>

#define US_PER_TICK	(USEC_PER_SEC / HZ)

/* kernel/tick.c */
void tick(u32 ticks, bool user);
void passed_ticks(u32 ticks, bool user);
void tick_again(void);
void tick_idle(void);
void tick_resume(void);
void tick_catch_up(void);

/* kernel/cputime.c */
u32 take_ticks(struct cpu *cpu);
void account_ticks(u32 ticks, bool user);
void count_idle(struct cpu *cpu);
void count_idle_cpus(void);

/* arch/i386/kernel/time.c */
void choose_tick(void);
u32 advance_jiffies(void);
unsigned long ticks_now(u32 *over);

/* The CPU has work, and ticks again if it had stopped to. Interrupts off. */
static inline void tick_go_on(void)
{
	if (unlikely(this_cpu->tick_stopped))
		tick_resume();
}

/*
 * An interrupt that is to see the right time calls this first: if this CPU was
 * idle without ticks, jiffies may be old. Interrupts off.
 */
static inline void irq_sees_time(void)
{
	if (unlikely(this_cpu->tick_stopped))
		tick_catch_up();
}

#endif
