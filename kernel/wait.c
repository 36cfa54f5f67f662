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
 * Queues the caller, if it is not, and says that it is about to sleep. Process
 * context, interrupts on. The caller then looks once more at what it waits for.
 */
void prepare_to_wait(wait_queue_head_t *q, struct wait_queue *w, long state)
{
	struct task_struct *p = current;

	w->task = p;
	cli();
	spin_lock(&q->lock);
	if (likely(list_empty(&w->list)))
		list_add_tail(&w->list, &q->waiters);
	/* Locked: the caller's look at the condition may not be done before.
	   For wakers by wake_up() the queue's lock sees to that; this is for
	   those that call wake_up_process() themselves, as timers do. Pairs
	   with the locked instruction in lock_task_rq()
	   (models/sleep_wakeup.pml, NO_BARRIER). */
	xchg((volatile u32 *)&p->state, state);
	spin_unlock(&q->lock);
	sti();
}

/* finish_wait(), when nobody has taken w off. Under the lock, so that a waker
   that is about to do it is done with w. */
void leave_queue(wait_queue_head_t *q, struct wait_queue *w)
{
	current->state = TASK_RUNNING;
	cli();
	spin_lock(&q->lock);
	list_del(&w->list);
	spin_unlock(&q->lock);
	sti();
}

/*
 * Takes w off its queue, after its sleeper was woken. From the last store on,
 * w is the sleeper's, and may be gone: pairs with the look of finish_wait().
 */
static inline void take_off(struct wait_queue *w)
{
	struct list_head *next = w->list.next, *prev = w->list.prev;

	prev->next = next;
	next->prev = prev;
	w->list.prev = &w->list;
	wmb();
	WRITE_ONCE(w->list.next, &w->list);
}

static inline bool wake_waiter(const struct wait_queue *w)
{
	return make_runnable(w->task,
			     TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE);
}

/* Wakes all that sleep on q up. */
void wake_up(wait_queue_head_t *q)
{
	struct list_head *item, *next;
	struct wait_queue *w;
	unsigned long flags;

	spin_lock_irqsave(&q->lock, flags);
	for (item = q->waiters.next; item != &q->waiters; item = next) {
		next = item->next;
		w = list_entry(item, struct wait_queue, list);
		wake_waiter(w);
		if (!w->stays)
			take_off(w);
	}
	spin_unlock_irqrestore(&q->lock, flags);
}

/*
 * Wakes up the one that has waited longest. Those that are awake already are
 * taken off, too, so that the next call wakes the next. For those who each
 * need a thing alone.
 */
void wake_up_one(wait_queue_head_t *q)
{
	struct wait_queue *w, *next;
	unsigned long flags;
	bool slept;

	spin_lock_irqsave(&q->lock, flags);
	list_for_each_entry_safe(w, next, &q->waiters, list) {
		slept = wake_waiter(w);
		take_off(w);
		if (slept)
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

	init_wait(&w);
	prepare_to_wait(q, &w, TASK_UNINTERRUPTIBLE);
	schedule();
	finish_wait(q, &w);
}
