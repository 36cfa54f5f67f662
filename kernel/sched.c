/*
 * sched.c - who runs. Each CPU has a run queue (linux/runqueue.h) and looks
 * only there (L19), and among the real-time processes that wait anywhere; one
 * that has nothing to do looks at the others' queues, too (balance.c).
 *
 * Of SCHED_OTHER each process gets one slice in a turn, the higher priorities
 * first. Who gives the CPU up before its time stays at the head of its list,
 * who has used its slice or yields goes to the end.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/trace.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/smplock.h>
#include <asm/switch.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "runq.h"

/*
 * Takes the process that is to run next off the queue; idle if none. That has
 * to look once more if its bit in idle_cpus is clear: the last one that waited
 * here was taken away before the lock, or somebody told of work that was not
 * there when this CPU looked. [q]
 */
static inline struct task_struct *pick_next(struct cpu *me)
{
	struct runqueue *rq = &me->rq;
	struct prio_array *a = rq->active;
	struct task_struct *p;

	if (unlikely(rt_queue.waiting)) {
		p = rt_pick(me);
		if (p)
			return p;
	}
	if (!rq->nr_running) {
		if (!(idle_cpus >> me->id & 1))
			set_bit(WORK_RESCHED, &rq->idle->work);
		return rq->idle;
	}
	p = array_first(a);
	if (unlikely(!p)) {
		rq->active = rq->expired;
		rq->expired = a;
		rq->turn_began = jiffies;
		p = array_first(rq->active);
	}
	array_remove(rq->active, p);
	rq->nr_running--;
	return p;
}

/*
 * Puts the process that gives up the CPU where it belongs: back on the queue
 * if it could go on. One whose mask does not allow this CPU any more is left
 * to finish_switch(). [q]
 */
static inline void put_prev(struct cpu *me, struct task_struct *prev)
{
	struct runqueue *rq = &me->rq;
	struct prio_array *array;
	bool head = true;

	if (likely(prev->state != TASK_RUNNING)) {
		prev->slept_at = jiffies;
		prev->to_tail = false;
		return;
	}
	if (prev == rq->idle)
		return;
	if (prev->to_tail) {
		prev->to_tail = head = false;
		if (!is_real_time(prev))
			lose_bonus(prev);
	}
	array = rq->active;
	if (unlikely(prev->slice <= 0)) {
		array = new_slice(rq, prev);
		head = false;
	}
	if (likely(may_run_on(prev, me->id)))
		enqueue_task(rq, prev, array, head);
}

/*
 * The first thing that a process does after another has given it the CPU:
 * the switch is over, the queue may be changed again, and the kernel lock is
 * as deep as it was when the process slept. `prev', whose registers are in
 * memory now, may have to go to another CPU (Q3), or be cleared away.
 * Interrupts off; they stay so.
 */
static inline void finish_switch(struct task_struct *prev)
	__releases(rq->lock)
{
	struct runqueue *rq = &this_cpu->self->rq;
	long state = prev->state;
	bool dead = state == TASK_ZOMBIE && prev->self_reap;
				/* else its parent may free it as soon as the
				   queue is unlocked */

	if (unlikely(state == TASK_RUNNING && !prev->array &&
		     prev != rq->idle))
		place(rq, prev);
	else
		spin_unlock(&rq->lock);
	if (unlikely(dead))
		task_is_off_cpu(prev);
	unpark_kernel_lock(current->lock_depth);
}

/* ret_from_fork: the same for a process that runs for the first time. */
void schedule_tail(struct task_struct *prev) __releases(rq->lock)
{
	finish_switch(prev);
	sti();
	if (current->set_child_tid)
		put_user(current->pid, current->set_child_tid);
}

/* The lowest priority that has a right to the CPU before prev. */
static inline int claims_from(const struct task_struct *prev, bool goes_on)
{
	if (!goes_on)
		return IDLE_PRIO;
	return prev->prio - (!prev->to_tail && prev->slice > 0);
}

/*
 * Locks this CPU's queue, but first gets what it should run and what waits
 * elsewhere. Interrupts off.
 */
static noinline void look_elsewhere(struct cpu *me, struct task_struct *prev)
	__acquires(me->rq.lock)
{
	bool goes_on = prev->state == TASK_RUNNING && prev != me->rq.idle &&
		       may_run_on(prev, me->id);
	struct task_struct *taken = NULL;
	bool claimed = rt_queue.waiting &&
		       rt_claim(me, claims_from(prev, goes_on), &taken);
	bool looks = !goes_on && !claimed && !me->rq.nr_running;

	if (looks)
		taken = go_idle(me);
	else if (prev == me->rq.idle && idle_cpus)
		leave_idle(me);
	spin_lock(&me->rq.lock);
	if (taken)			/* it was the first of its list */
		enqueue_task(&me->rq, taken, me->rq.active, true);
	me->rq.looked = looks && !taken;
}

/*
 * `next' has the CPU: tells those who place others, and those who wait though
 * they might run elsewhere. If the CPU has had its bit in idle_cpus, and it is
 * gone, somebody counts on it in vain: then all that are idle look. [q]
 */
static noinline void tell_others(struct cpu *me,
				 const struct task_struct *next)
{
	if (rt_queue.waiting)
		rt_spread();
	if (next == me->rq.idle)
		return;
	if (me->rq.looked && !test_and_clear_bit(me->id, &idle_cpus))
		tell_all_idle();
	me->rq.looked = false;
	if (me->rq.nr_running)
		tell_for_waiting(&me->rq);
}

/*
 * Gives the CPU to the process that should have it, and returns when it is
 * the caller's turn again. A caller whose state is not TASK_RUNNING sleeps
 * until wake_up_process(). Process context, no spinlock held; the kernel lock
 * is given up and taken back as needed (L10). Interrupts are on when it
 * returns.
 */
void schedule(void)
{
	struct cpu *me = this_cpu->self;
	struct runqueue *rq = &me->rq;
	struct task_struct *prev = current, *next;

	BUG_ON(in_interrupt());
	check_processor_id();
	cli();
	if (!rq->nr_running || rt_queue.waiting || prev == rq->idle)
		look_elsewhere(me, prev);
	else
		spin_lock(&rq->lock);
	check_runqueue(rq);
	if (__test_bit(WORK_RESCHED, (u32 *)&prev->work))
		clear_bit(WORK_RESCHED, &prev->work);
	put_prev(me, prev);
	next = pick_next(me);
	rq->curr = next;	/* whom rt_spread() asks, if it asks this CPU */
	/* Locked: what runs here is seen before we look who waits. Pairs with
	   the barrier in make_ready() (realtime.c). */
	xchg(&rq->prio, next->prio);
	if (unlikely(rt_queue.waiting | idle_cpus))
		tell_others(me, next);
	if (next == prev) {
		spin_unlock(&rq->lock);
		sti();
		return;
	}
	check_stack(prev);
	jitter();
	rq->switches++;
	prev->nvcsw++;
	trace(TRACE_SWITCH, next->pid, next->prio, prev->state);
	prev->wchan = (unsigned long)__builtin_return_address(0);
	park_kernel_lock(&prev->lock_depth);
	switch_context(me, prev, next);
	prev = switch_to(prev, next);
	finish_switch(prev);		/* on the caller's stack again */
	sti();
}

/*
 * A safe point of a long operation (Q4): what the kernel lock guards is in
 * order here, and may change until this returns. Lets others have the lock,
 * and the CPU if somebody else should run. Process context.
 */
void safe_point(void)
{
	if (need_resched())
		schedule();
	else
		break_kernel_lock_or_yield(
			(unsigned long)__builtin_return_address(0));
}

/*
 * Lets others that are as good have the CPU. A SCHED_OTHER process that waits
 * by this gives up its bonus, too: it would come before them again at once.
 * No lock.
 */
void yield(void)
{
	struct task_struct *p = current;

	if (!READ_ONCE(this_cpu->rq.nr_running) && !rt_queue.waiting)
		return;
	p->to_tail = true;
	schedule();
}

/*
 * Sets up a CPU's run queue; `idle' is what runs on it now. Interrupts off,
 * once for each CPU, before its first schedule().
 */
void sched_init_cpu(struct cpu *cpu, struct task_struct *idle)
{
	if (cpu == &boot_cpu)
		rt_queue_init();
	runqueue_init(&cpu->rq, idle);
	set_bit(cpu->id, &idle_cpus);
	idle->cpu = cpu;
	idle->prio = IDLE_PRIO;
}
