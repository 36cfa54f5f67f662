/*
 * balance.c - no CPU is idle while somebody waits for another (S4), and no
 * queue is much longer than another.
 *
 *	go_idle()	a CPU that has nothing to do takes work at once
 *	leave_idle()	it has got some, and sees to those that wait still
 *	tell_idle()	one that is idle already, and has no ticks, is told
 *			that there is some
 *	balance_tick()	at its tick, a busy CPU tells idle ones of who waits;
 *			now and then it takes from a queue that is longer by
 *			two than its own
 *
 * Why no idle CPU misses work: it sets its bit in idle_cpus, by a locked
 * instruction, and then looks at the queues. Who makes a process wait queues
 * it, passes a barrier, and then looks at idle_cpus. One of the two sees the
 * other. A bit that is clear says that the CPU has got something or comes to
 * look: pick_next() (sched.c) leaves none idle with it otherwise. If the CPU
 * was told, but has got something of its own, it has the others look
 * (tell_others()).
 */
#include <linux/smp.h>
#include <linux/trace.h>
#include "runq.h"

#define BALANCE_TICKS	20		/* between two looks of a busy CPU */
#define WORTH_IT	2		/* a difference that is evened out */

/* The CPU of `mask' for which most wait, or NULL if nobody does. */
static struct cpu *longest_queue(u32 mask)
{
	struct cpu *cpu, *found = NULL;
	u32 most = 0;

	for (; mask; mask &= mask - 1) {
		cpu = cpu_table[__ffs(mask)];
		if (READ_ONCE(cpu->rq.nr_running) > most) {
			most = READ_ONCE(cpu->rq.nr_running);
			found = cpu;
		}
	}
	return found;
}

/*
 * Takes a process that waits for `from' and may run on `me', or NULL. It is in
 * no queue now, as in place(), and is me's; `expired' is how it waited.
 * Interrupts off.
 */
static struct task_struct *take_from(struct cpu *from, struct cpu *me,
				     bool *expired)
{
	struct runqueue *rq = &from->rq;
	struct task_struct *p;

	spin_lock(&rq->lock);
	p = array_first_on(rq->active, 1U << me->id);
	*expired = !p;
	if (!p)
		p = array_first_on(rq->expired, 1U << me->id);
	if (p) {
		dequeue_task(rq, p);
		p->cpu = me;
		trace(TRACE_MIGRATE, p->pid, from->id, me->id);
		me->migrations++;
	}
	spin_unlock(&rq->lock);
	return p;
}

/* Tells an idle CPU of `mask', if there is one, that there is work. It is
   told by one only; whose bit has just gone may be idle no longer, and does not
   count. Interrupts off, a barrier since the work was queued. */
void tell_idle(u32 mask)
{
	struct cpu *cpu;
	u32 idle, id;

	mask &= all_cpus();
	do {
		idle = idle_cpus & mask;
		if (!idle)
			return;
		id = __ffs(idle);
	} while (!test_and_clear_bit(id, &idle_cpus));
	cpu = cpu_table[id];
	/* As in ask_to_look(), but `idle' may not be what runs there: then
	   the CPU has to look in any case before it halts. */
	set_bit(WORK_RESCHED, &cpu->rq.idle->work);
	if (cpu->halting)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
}

/* Has all that are idle look: somebody waits, and it is not known for which of
   them. Interrupts off. */
void tell_all_idle(void)
{
	u32 mask;

	for (mask = idle_cpus & all_cpus(); mask; mask &= mask - 1)
		tell_idle(mask & -mask);
}

/* For one who waits in this queue and may run on an idle CPU. [q] */
void tell_for_waiting(const struct runqueue *rq)
{
	u32 idle = idle_cpus & all_cpus();
	struct task_struct *p = array_first_on(rq->active, idle);

	if (!p)
		p = array_first_on(rq->expired, idle);
	if (p)
		tell_idle(p->runmask);
}

/*
 * `me' is idle no longer, but may run another than the one for whose sake it
 * was told: passes the word on, for those who wait for other CPUs, to CPUs
 * that are idle still. (For its own queue tell_others() does.) Interrupts off,
 * no lock.
 */
void leave_idle(struct cpu *me)
{
	struct runqueue *rq;
	u32 mask;

	if (idle_cpus >> me->id & 1)
		clear_bit(me->id, &idle_cpus);
	for (mask = all_cpus() & ~(1U << me->id); mask; mask &= mask - 1) {
		if (!(idle_cpus & all_cpus()))
			return;
		rq = &cpu_table[__ffs(mask)]->rq;
		if (!READ_ONCE(rq->nr_running))
			continue;
		spin_lock(&rq->lock);
		tell_for_waiting(rq);
		spin_unlock(&rq->lock);
	}
}

/*
 * `me' has nothing to do: says so, and takes work where most wait, or where
 * there is any that it may do. What it returns is in no queue until it runs:
 * two CPUs might take it from each other for ever. Interrupts off, no lock.
 */
struct task_struct *go_idle(struct cpu *me)
{
	u32 mask = all_cpus() & ~(1U << me->id);
	struct task_struct *p;
	struct cpu *from;
	bool expired;

	if (!(idle_cpus >> me->id & 1))
		set_bit(me->id, &idle_cpus);
	while ((from = longest_queue(mask))) {
		p = take_from(from, me, &expired);
		if (p) {
			me->stolen++;
			leave_idle(me);
			return p;
		}
		mask &= ~(1U << from->id);
	}
	return NULL;
}

/* Evens out a difference to the longest queue; the process that comes keeps
   its place in its turn. Interrupts off, no lock. */
static void balance(struct cpu *me)
{
	struct cpu *from = longest_queue(all_cpus() & ~(1U << me->id));
	struct runqueue *rq = &me->rq;
	struct task_struct *p;
	u32 prio, mask;
	bool expired;

	if (!from || from->rq.nr_running < rq->nr_running + WORTH_IT)
		return;
	p = take_from(from, me, &expired);
	if (!p)
		return;
	spin_lock(&rq->lock);
	prio = p->prio;
	mask = p->runmask;
	enqueue_task(rq, p, expired ? rq->expired : rq->active, false);
	spin_unlock(&rq->lock);
	offer(prio, mask);	/* somebody may have looked in between */
}

/* The tick of a CPU that is not idle. Interrupts off, no lock. */
void balance_tick(struct cpu *me)
{
	struct runqueue *rq = &me->rq;

	if (rq->nr_running && idle_cpus) {
		spin_lock(&rq->lock);
		tell_for_waiting(rq);
		spin_unlock(&rq->lock);
	}
	if (++me->balance_ticks % BALANCE_TICKS == 0)
		balance(me);
}
