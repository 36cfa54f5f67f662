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
 * other.
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
 * Takes a process that waits for `from' to wait for `me'. The queues are
 * locked one after the other, and between the two the process belongs to
 * nobody, as in place(). It keeps its place in its turn. Interrupts off.
 */
static bool take_from(struct cpu *from, struct cpu *me)
{
	struct runqueue *rq = &from->rq;
	struct task_struct *p;
	bool expired;

	spin_lock(&rq->lock);
	p = array_first_on(rq->active, 1U << me->id);
	expired = !p;
	if (expired)
		p = array_first_on(rq->expired, 1U << me->id);
	if (p) {
		dequeue_task(rq, p);
		p->cpu = me;
		trace(TRACE_MIGRATE, p->pid, from->id, me->id);
	}
	spin_unlock(&rq->lock);
	if (!p)
		return false;
	me->migrations++;
	rq = &me->rq;
	spin_lock(&rq->lock);
	enqueue_task(rq, p, expired ? rq->expired : rq->active, false);
	spin_unlock(&rq->lock);
	return true;
}

/* Tells an idle CPU of `mask', if there is one, that there is work. It is
   told by one only. Interrupts off, a barrier since the work was queued. */
void tell_idle(u32 mask)
{
	struct cpu *cpu;
	u32 id;

	mask &= idle_cpus & all_cpus();
	if (!mask)
		return;
	id = __ffs(mask);
	if (!test_and_clear_bit(id, &idle_cpus))
		return;
	cpu = cpu_table[id];
	/* As in ask_to_look(), but `idle' may not be what runs there: then
	   the CPU has to look in any case before it halts. */
	set_bit(WORK_RESCHED, &cpu->rq.idle->work);
	if (cpu->halting)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
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
 * was told: passes the word on, for those who wait anywhere, to CPUs that are
 * idle still. Interrupts off, no lock.
 */
void leave_idle(struct cpu *me)
{
	struct runqueue *rq;
	u32 mask, mine;

	if (idle_cpus >> me->id & 1)
		clear_bit(me->id, &idle_cpus);
	for (mask = all_cpus(); mask; mask &= mask - 1) {
		if (!(idle_cpus & all_cpus()))
			return;
		rq = &cpu_table[__ffs(mask)]->rq;
		mine = rq == &me->rq;		/* one of them will run */
		if (READ_ONCE(rq->nr_running) <= mine)
			continue;
		spin_lock(&rq->lock);
		tell_for_waiting(rq);
		spin_unlock(&rq->lock);
	}
}

/*
 * `me' has nothing to do: says so, and takes work where most wait, or where
 * there is any that it may do. Interrupts off, no lock.
 */
void go_idle(struct cpu *me)
{
	u32 mask = all_cpus() & ~(1U << me->id);
	struct cpu *from;

	if (!(idle_cpus >> me->id & 1))
		set_bit(me->id, &idle_cpus);
	while ((from = longest_queue(mask))) {
		if (take_from(from, me)) {
			me->stolen++;
			leave_idle(me);
			return;
		}
		mask &= ~(1U << from->id);
	}
}

/* The tick of a CPU that is not idle. Interrupts off, no lock. */
void balance_tick(struct cpu *me)
{
	struct runqueue *rq = &me->rq;
	struct cpu *from;

	if (rq->nr_running && idle_cpus) {
		spin_lock(&rq->lock);
		tell_for_waiting(rq);
		spin_unlock(&rq->lock);
	}
	if (++me->balance_ticks % BALANCE_TICKS)
		return;
	from = longest_queue(all_cpus() & ~(1U << me->id));
	if (from && from->rq.nr_running >= rq->nr_running + WORTH_IT)
		take_from(from, me);
}
