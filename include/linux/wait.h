/*
 * wait.h - wait queues: processes that sleep until something has happened.
 *
 *	wait_event(&queue, condition);		the sleeper
 *	condition = true; wake_up(&queue);	the waker
 *
 * No wake-up is lost: the sleeper queues itself and sets its state before it
 * looks at the condition; the waker sets the condition before it looks at
 * the queue. Whichever order the two run in, either the sleeper sees the
 * condition or the waker sees the sleeper. The queue's lock, taken on both
 * sides between the two steps, is the barrier that keeps them in that order.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct task_struct;

typedef struct {
	spinlock_t lock;		/* irqsave, RANK_WAIT */
	struct list_head waiters;	/* by this lock */
} wait_queue_head_t;

struct wait_queue {
	struct task_struct *task;	/* who sleeps */
	struct list_head list;		/* empty while not queued */
};

#define WAIT_QUEUE_HEAD(name) wait_queue_head_t name = \
	{ SPINLOCK_INIT(RANK_WAIT), { &(name).waiters, &(name).waiters } }

/* kernel/wait.c */
void init_waitqueue_head(wait_queue_head_t *q);
void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state);
void finish_wait(wait_queue_head_t *q, struct wait_queue *w);
void wake_up(wait_queue_head_t *q);
void wake_up_one(wait_queue_head_t *q);
void sleep_on(wait_queue_head_t *q);

/*
 * Sleeps, not to be disturbed, until `cond' holds. Kernel or user context
 * with interrupts on; no spinlock may be held. The kernel lock is given up
 * while asleep.
 */
#define wait_event(q, cond) do {					\
	struct wait_queue _w;						\
									\
	if (cond)							\
		break;							\
	INIT_LIST_HEAD(&_w.list);					\
	for (;;) {							\
		prepare_to_wait((q), &_w, TASK_UNINTERRUPTIBLE);	\
		if (cond)						\
			break;						\
		schedule();						\
	}								\
	finish_wait((q), &_w);						\
} while (0)

/*
 * The same, but a signal ends it: the value is 0, or -ERESTARTSYS when a
 * signal came first. Include linux/sched.h.
 */
#define wait_event_interruptible(q, cond) ({				\
	struct wait_queue _w;						\
	int _ret = 0;							\
									\
	if (!(cond)) {							\
		INIT_LIST_HEAD(&_w.list);				\
		for (;;) {						\
			prepare_to_wait((q), &_w, TASK_INTERRUPTIBLE);	\
			if (cond)					\
				break;					\
			if (signal_pending(current)) {			\
				_ret = -ERESTARTSYS;			\
				break;					\
			}						\
			schedule();					\
		}							\
		finish_wait((q), &_w);					\
	}								\
	_ret;								\
})

#endif
