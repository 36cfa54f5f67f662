/*
 * runqueue.h - the processes that wait for one CPU, in constant time: a list
 * for each priority and a bitmap of the lists that are not empty (S3).
 *
 * Priority 0 is the highest. Real-time priorities 99..1 are queues 0..98,
 * SCHED_OTHER's nice levels -20..19 are queues 100..139.
 */
#ifndef _LINUX_RUNQUEUE_H
#define _LINUX_RUNQUEUE_H

#include <linux/list.h>
#include <linux/spinlock.h>

#define MAX_PRIO	140
#define MAX_RT_PRIO	100		/* queues of real-time priorities */
#define DEFAULT_PRIO	120		/* nice 0 */
#define IDLE_PRIO	MAX_PRIO	/* lower than all that can wait */
#define PRIO_WORDS	((MAX_PRIO + 31) / 32)

struct task_struct;

struct prio_array {
	u32 words;				/* [q] words of bitmap not 0 */
	u32 bitmap[PRIO_WORDS];			/* [q] lists that have tasks */
	struct list_head queue[MAX_PRIO];	/* [q] by task->run_list */
};

/*
 * [q] is `lock'; `curr' is read without it by who only wants a hint.
 * Tasks that used up their time slice wait in `expired' until `active' has
 * nobody left; then the two change places.
 */
struct runqueue {
	spinlock_t lock;		/* interrupts off */
	u32 nr_running;			/* [q] queued, without curr */
	struct task_struct *curr;	/* [q] */
	struct task_struct *idle;	/* [i] */
	struct prio_array *active, *expired;	/* [q] */
	struct prio_array arrays[2];	/* [q] */
	u32 switches;			/* [q] context switches so far */
};

#endif
