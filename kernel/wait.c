/*
 * wait.c - wait queues; <linux/wait.h> has the argument that no wake-up is
 * lost.
 */
#include <linux/sched.h>
#include <linux/wait.h>

void init_waitqueue_head(wait_queue_head_t *q)
{
	spin_lock_init(&q->lock, RANK_WAIT);
	INIT_LIST_HEAD(&q->waiters);
}

/*
 * Queues the caller, if it is not, and says that it is about to sleep.
 * Process context. The caller then looks once more at what it waits for.
 */
void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state)
{
	unsigned long flags;

	w->task = current;
	spin_lock_irqsave(&q->lock, flags);
	if (list_empty(&w->list))
		list_add_tail(&w->list, &q->waiters);
	current->state = state;
	spin_unlock_irqrestore(&q->lock, flags);
	/* The caller's look at the condition may not be done before the store
	   above. For wakers by wake_up() the lock sees to that; this is for
	   those that call wake_up_process() themselves, as timers do. Pairs
	   with the locked instruction in lock_task_rq()
	   (models/sleep_wakeup.pml, NO_BARRIER). */
	mb();
}

/* The caller has what it waited for. Process context. */
void finish_wait(wait_queue_head_t *q, struct wait_queue *w)
{
	unsigned long flags;

	current->state = TASK_RUNNING;
	spin_lock_irqsave(&q->lock, flags);
	list_del(&w->list);
	spin_unlock_irqrestore(&q->lock, flags);
}

/* Wakes all that sleep on q up. They stay queued until they run. */
void wake_up(wait_queue_head_t *q)
{
	struct wait_queue *w;
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	list_for_each_entry(w, &q->waiters, list)
		wake_up_process(w->task);
	spin_unlock_irqrestore(&q->lock, flags);
}

/*
 * Wakes up the one that has waited longest, and takes it off the queue, so
 * that the next call wakes the next. For those who each need a thing alone.
 */
void wake_up_one(wait_queue_head_t *q)
{
	struct wait_queue *w, *next;
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	list_for_each_entry_safe(w, next, &q->waiters, list) {
		list_del(&w->list);
		if (wake_up_process(w->task))
			break;
	}
	spin_unlock_irqrestore(&q->lock, flags);
}

/*
 * The historical call: sleeps until the next wake_up(). Only for callers
 * whose wakers also hold the kernel lock, which keeps the wake-up from coming
 * between their test and this call.
 */
void sleep_on(wait_queue_head_t *q)
{
	struct wait_queue w;

	INIT_LIST_HEAD(&w.list);
	prepare_to_wait(q, &w, TASK_UNINTERRUPTIBLE);
	schedule();
	finish_wait(q, &w);
}
