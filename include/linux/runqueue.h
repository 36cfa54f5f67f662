/*
 * runqueue.h - the processes that wait for a CPU, in constant time: a list
 * for each priority and a bitmap of the lists that are not empty (S3).
 *
 * Priority 0 is the highest. Real-time priorities 99..1 are 0..98; those of
 * SCHED_OTHER are 100..139, nice and sleep together (kernel/prio.c).
 * Documentation/scheduler.txt has the whole.
 */
#ifndef _LINUX_RUNQUEUE_H
#define _LINUX_RUNQUEUE_H

#include <linux/list.h>
#include <linux/spinlock.h>

#define MAX_PRIO	140
#define MAX_RT_PRIO	100		/* real-time priorities are below */
#define DEFAULT_PRIO	120		/* nice 0 */
#define IDLE_PRIO	MAX_PRIO	/* lower than all that can wait */
#define PRIO_WORDS	((MAX_PRIO + 31) / 32)

struct task_struct;

/* All by the lock of who has the array. */
struct prio_array {
	struct list_head queue[MAX_PRIO];	/* by task->run_list */
	u32 bitmap[PRIO_WORDS];			/* lists that have tasks */
};

/*
 * One CPU's queue: its SCHED_OTHER processes. [q] is `lock'; `prio' and
 * `nr_running' are read without it by who only wants a hint.
 * Tasks that used up their time slice wait in `expired' until `active' has
 * nobody left; then the two change places.
 */
struct runqueue {
	spinlock_t lock;		/* interrupts off */
	u32 nr_running;			/* [q] queued, without curr */
	volatile u32 prio;		/* [q] what one must beat to run here:
					   curr's, or that of who has been
					   promised the CPU (ready.c) */
	struct task_struct *curr;	/* [q] */
	struct task_struct *idle;	/* [i] */
	struct prio_array *active, *expired;	/* [q] */
	struct prio_array arrays[2];	/* [q] */
	unsigned long turn_began;	/* [q] jiffies: `active' had all that
					   wait now, or nobody waited */
	u32 switches;			/* [q] context switches so far */
	bool looked;			/* [c] has set its bit in idle_cpus and
					   found nothing elsewhere; may be old,
					   then others look in vain */
};

/*
 * The real-time processes that wait, for any CPU. [r] is `lock', which comes
 * after that of a run queue; a process goes in and out with the lock of its
 * task->cpu, too. `waiting' is read without it; realtime.c has the argument.
 */
struct rt_queue {
	spinlock_t lock;		/* interrupts off */
	u32 waiting;			/* [r] */
	struct prio_array array;	/* [r] */
};

extern struct rt_queue rt_queue;	/* kernel/realtime.c */
extern volatile u32 idle_cpus;		/* [a] idle, and given no work yet;
					   kernel/director.c */

#endif
