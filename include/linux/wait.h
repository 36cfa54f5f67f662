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
 *
 * Who is woken by the queue is taken off it, so that it has nothing left to do
 * when it runs. Its struct wait_queue, on its stack, is gone as soon as it sees
 * that; so that is the last thing the waker does (take_off()). By then its
 * state is TASK_RUNNING.
 */
#ifndef _LINUX_WAIT_H
#define _LINUX_WAIT_H

#include <linux/list.h>
#include <linux/spinlock.h>

struct task_struct;

typedef struct {
	struct list_head waiters;	/* by this lock: */
	spinlock_t lock;		/* irqsave, RANK_WAIT */
} wait_queue_head_t;

struct wait_queue {
	struct list_head list;		/* empty while not queued */
	struct task_struct *task;	/* who sleeps */
	bool stays;			/* [s] wake_up() leaves it queued */
};

#define WAIT_QUEUE_INIT(name) \
	{ LIST_HEAD_INIT((name).waiters), SPINLOCK_INIT(RANK_WAIT) }
#define WAIT_QUEUE_HEAD(name) wait_queue_head_t name = WAIT_QUEUE_INIT(name)

/* Before the first prepare_to_wait(). */
static inline void init_wait(struct wait_queue *w)
{
	INIT_LIST_HEAD(&w->list);
	w->stays = false;
}

/* kernel/wait.c */
void init_waitqueue_head(wait_queue_head_t *q);
void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state);
void leave_queue(wait_queue_head_t *q, struct wait_queue *w);
void wake_up(wait_queue_head_t *q);
void wake_up_one(wait_queue_head_t *q);
void sleep_on(wait_queue_head_t *q);

/* The caller has what it waited for, or gives up; it need not have prepared.
   Process context. */
static inline void finish_wait(wait_queue_head_t *q, struct wait_queue *w)
{
	if (READ_ONCE(w->list.next) != &w->list)
		leave_queue(q, w);
}

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
	init_wait(&_w);							\
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
		init_wait(&_w);						\
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
