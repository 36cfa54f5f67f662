/*
 * prio.c - priorities and time slices.
 *
 * A SCHED_OTHER process has `rest', the ticks that it slept less those that it
 * ran, from 0 to MAX_REST. It gives a bonus:
 *
 *	prio = 120 + nice + 5 - 11 * rest / 128		(100..139)
 *
 * so one that mostly sleeps is five steps above its nice value and gets the
 * CPU from any that does not, and one that never sleeps is five below. What
 * share of the CPU it gets when it does not sleep is only a matter of its
 * slice: of each turn, everybody has one (sched.c).
 */
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/trace.h>
#include <asm/system.h>
#include "runq.h"

#define MAX_REST	127		/* ticks */
#define BONUS_SHIFT	7		/* MAX_REST + 1 */
#define BONUS_STEPS	11
#define INTERACTIVE	64		/* of rest: mostly asleep */

/* --- SCHED_OTHER --------------------------------------------------------- */

static int dynamic_prio(const struct task_struct *p)
{
	int prio = p->static_prio + BONUS_MAX -
		   (int)(p->rest * BONUS_STEPS >> BONUS_SHIFT);

	return min(max(prio, MAX_RT_PRIO), MAX_PRIO - 1);
}

/* p wakes up: what its sleep has brought. [q] */
void rested(struct task_struct *p)
{
	unsigned long slept = jiffies - p->slept_at;

	if (is_real_time(p))
		return;
	p->rest = min(p->rest + slept, (unsigned long)MAX_REST);
	p->prio = dynamic_prio(p);
}

/* Ticks of a whole slice: 10 at nice 0, 1 at nice 19, 30 at nice -20. */
int slice_of(const struct task_struct *p)
{
	if (p->policy != SCHED_OTHER)
		return DEF_SLICE;
	return DEF_SLICE - (p->nice > 0 ? p->nice / 2 : p->nice);
}

/* Have those that wait here done so for twice the time of a turn? */
static bool turn_is_long(const struct runqueue *rq)
{
	return jiffies - rq->turn_began >
	       2 * DEF_SLICE * (rq->nr_running + 1);
}

/*
 * p has used its slice up and gets a new one; returns where it is to wait.
 * One that mostly sleeps stays in this turn, unless that makes the others
 * wait for too long. [q]
 */
struct prio_array *new_slice(struct runqueue *rq, struct task_struct *p)
{
	p->slice = slice_of(p);
	p->slice_lent = false;
	if (is_real_time(p))
		return rq->active;
	p->prio = dynamic_prio(p);
	if (!rq->nr_running)
		rq->turn_began = jiffies;
	return p->rest >= INTERACTIVE && !turn_is_long(rq) ? rq->active :
							      rq->expired;
}

/*
 * A tick of this CPU was the running process's. Ends its turn when its slice
 * is used up. Interrupts off; needs no lock.
 */
void scheduler_tick(void)
{
	struct cpu *me = this_cpu->self;
	struct task_struct *p = current;

	if (p == me->rq.idle)
		return;
	spin_lock(&me->rq.lock);
	if (p->rest)
		p->rest--;
	if (p->policy != SCHED_FIFO && --p->slice <= 0)
		set_bit(WORK_RESCHED, &p->work);
	spin_unlock(&me->rq.lock);
	balance_tick(me);
}

/* --- the slice of a family ----------------------------------------------- */

/*
 * fork(): p, a copy of current that nobody knows yet, gets half of what is
 * left of current's slice and of its rest, so that forking gains nothing.
 */
void sched_fork(struct task_struct *p)
{
	struct task_struct *parent = current;
	struct runqueue *rq;
	unsigned long flags;

	save_flags_cli(flags);
	rq = lock_task_rq(parent);
	p->slice = DEF_SLICE;
	if (parent->policy != SCHED_FIFO) {
		p->slice = (parent->slice + 1) / 2;
		parent->slice -= p->slice;
		if (parent->slice <= 0)
			set_bit(WORK_RESCHED, &parent->work);
	}
	p->rest = parent->rest / 2;
	parent->rest -= p->rest;
	spin_unlock_irqrestore(&rq->lock, flags);
	p->array = NULL;
	p->slice_lent = parent->policy != SCHED_FIFO;
	p->to_tail = false;
	p->slept_at = jiffies;
	if (p->reset_on_fork) {
		p->reset_on_fork = false;
		if (p->policy != SCHED_OTHER || p->nice < 0)
			p->nice = 0;
		p->policy = SCHED_OTHER;
		p->rt_priority = 0;
		p->static_prio = DEFAULT_PRIO + p->nice;
	}
	p->prio = p->policy == SCHED_OTHER ? dynamic_prio(p) : p->static_prio;
}

/* exit(): what current has not used of that goes back. Kernel lock. */
void sched_exit(void)
{
	struct task_struct *p = current, *parent = p->parent;
	struct runqueue *rq;
	unsigned long flags;

	if (!p->slice_lent || p->slice <= 0)
		return;
	save_flags_cli(flags);
	rq = lock_task_rq(parent);
	parent->slice = min(parent->slice + p->slice, slice_of(parent));
	parent->rest = min(parent->rest + p->rest, (u32)MAX_REST);
	spin_unlock_irqrestore(&rq->lock, flags);
}

/* --- changes ------------------------------------------------------------- */

/* p runs and has a new priority: who waits may be the one to run now. Frees
   the lock of its queue. */
static void prio_of_running(struct runqueue *rq, struct task_struct *p)
	__releases(rq->lock)
{
	struct cpu *cpu = p->cpu;
	bool look;

	/* Locked: the priority is seen before we look who waits. Pairs with
	   the barrier in make_ready() (realtime.c). */
	xchg(&rq->prio, p->prio);
	look = rq->nr_running || rt_queue.waiting;
	if (look)
		set_bit(WORK_RESCHED, &p->work);
	spin_unlock(&rq->lock);
	if (look && cpu != this_cpu->self)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
}

/*
 * Gives p a policy, a real-time priority and a nice value that were checked,
 * wherever it is, and sees to it that the right ones run (Q1). A real-time
 * process goes to the end of the list of its priority, as POSIX has it, also
 * if it runs. Kernel lock.
 */
void set_scheduler(struct task_struct *p, int policy, int rt_priority,
		   int nice)
{
	struct runqueue *rq;
	unsigned long flags;
	bool waits;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	waits = p->array;
	if (waits)
		dequeue_task(rq, p);
	if (p->policy != policy)
		p->slice = DEF_SLICE;
	p->policy = policy;
	p->rt_priority = rt_priority;
	p->nice = nice;
	p->static_prio = policy == SCHED_OTHER ? DEFAULT_PRIO + nice :
						 MAX_RT_PRIO - 1 - rt_priority;
	p->prio = policy == SCHED_OTHER ? dynamic_prio(p) : p->static_prio;
	trace(TRACE_PRIO, p->pid, p->prio, policy);
	if (waits) {
		place(rq, p);
	} else if (rq->curr == p) {
		p->to_tail = is_real_time(p);
		prio_of_running(rq, p);
	} else {
		spin_unlock(&rq->lock);
	}
	restore_flags(flags);
}

/* Sets the nice value of p, -20..19. Kernel lock. */
void set_user_nice(struct task_struct *p, int nice)
{
	if (p->policy == SCHED_OTHER)
		set_scheduler(p, SCHED_OTHER, 0, nice);
	else
		p->nice = nice;
}

