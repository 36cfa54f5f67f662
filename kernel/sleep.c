/*
 * sleep.c - ways to stop running: until a time, until continued, for ever.
 */
#include <linux/timer.h>
#include <asm/system.h>
#include "runq.h"

/* Under the lock, because wake_up_state() looks at the state and changes it
   there. */
static void set_state_locked(long state)
{
	struct runqueue *rq;
	unsigned long flags;

	save_flags_cli(flags);
	rq = lock_task_rq(current);
	current->state = state;
	spin_unlock(&rq->lock);
	restore_flags(flags);
}

/* Makes the current process a zombie: after its next schedule() it never runs
   again. Process context. */
void become_zombie(void)
{
	sched_exit();
	set_state_locked(TASK_ZOMBIE);
}

/* After its next schedule() the current process runs again only when it is
   continued or killed. Process context, kernel lock. */
void set_current_state_stopped(void)
{
	set_state_locked(TASK_STOPPED);
}

/* The same until its tracer says so, or it is killed. */
void set_current_state_traced(void)
{
	set_state_locked(TASK_TRACED);
}

/*
 * Waits until no CPU uses p's stack and registers any more. p is a zombie, or
 * has stopped for its tracer: it may still be on its way out of schedule().
 */
void wait_task_off_cpu(struct task_struct *p)
{
	struct runqueue *rq;
	unsigned long flags;
	bool running;

	do {
		save_flags_cli(flags);
		rq = lock_task_rq(p);
		running = rq->curr == p;
		spin_unlock_irqrestore(&rq->lock, flags);
		cpu_relax();
	} while (running);
}

static void process_timeout(unsigned long data)
{
	wake_up_process((struct task_struct *)data);
}

/*
 * Sleeps in the state that the caller has set until woken or until `ticks'
 * have passed; returns the ticks that were left. Process context.
 */
long schedule_timeout(long ticks)
{
	struct timer_list timer;
	unsigned long expires = jiffies_now() + ticks;

	init_timer(&timer);
	timer.expires = expires;
	timer.function = process_timeout;
	timer.data = (unsigned long)current;
	add_timer(&timer);
	schedule();
	del_timer(&timer);
	ticks = expires - jiffies;
	return ticks < 0 ? 0 : ticks;
}
