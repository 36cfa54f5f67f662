/*
 * timer.h - functions to be called at a later tick.
 */
#ifndef _LINUX_TIMER_H
#define _LINUX_TIMER_H

#include <linux/list.h>
#include <linux/types.h>

struct cpu;
struct timer_base;

/*
 * The function runs once, from the TIMER_BH bottom half of the CPU that has
 * set the timer: with the kernel lock, interrupts on, and must not sleep. [t]
 * is the lock of the timer's base.
 */
struct timer_list {
	struct list_head list;		/* [t] empty while not pending */
	struct timer_base *base;	/* [t] of the CPU it was last set on;
					   NULL: none yet */
	unsigned long expires;		/* [t] in jiffies */
	void (*function)(unsigned long data);
	unsigned long data;
};

/* True when jiffies value a is later than b, also across the wrap. */
#define time_after(a, b)	((long)((b) - (a)) < 0)
#define time_after_eq(a, b)	((long)((a) - (b)) >= 0)

/* kernel/timer.c */
void timers_init(void);
bool timers_init_cpu(struct cpu *cpu);
void init_timer(struct timer_list *t);
void add_timer(struct timer_list *t);
bool del_timer(struct timer_list *t);
bool mod_timer(struct timer_list *t, unsigned long expires);
bool timers_due(void);
bool timers_next(unsigned long *when);

#endif
