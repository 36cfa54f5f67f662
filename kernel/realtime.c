/*
 * realtime.c - the rule of Q1 for real-time processes, on all CPUs together:
 * none of them waits while a CPU that its mask allows runs something lower.
 *
 * Those that wait are in one queue for all CPUs, in the order of POSIX. Each
 * is still guarded by the lock of its task->cpu, as any process; a CPU that
 * wants one first claims it: with the lock of that queue it takes it off and
 * makes itself the process's CPU. Two things keep the rule:
 *
 *	rt_claim(), rt_pick()	a CPU that looks who is next takes the highest
 *				that may run there, wherever it ran before
 *	rt_spread()		asks CPUs that run something lower than one
 *				that waits to look
 *
 * Why nobody is forgotten: who puts a process into the queue stores, passes a
 * barrier, and then reads what each CPU runs (rt_spread). A CPU that begins
 * to run something else stores what (rq->prio), passes a barrier, and then
 * reads whether anybody waits; if so, it calls rt_spread(), too. One of two
 * that meet sees the other. A CPU that was asked, or promised to one, calls
 * it when it has chosen, also if it goes on with what it ran: whoever counted
 * on it and did not get it is looked after then, as is one that it has claimed
 * but does not run.
 */
#include <linux/smp.h>
#include <linux/trace.h>
#include <asm/system.h>
#include "runq.h"

struct rt_queue rt_queue;

void rt_queue_init(void)
{
	spin_lock_init(&rt_queue.lock, RANK_REALTIME);
	array_init(&rt_queue.array);
}

/* Puts p where it waits: at the head or the end of its priority's list. The
   lock of p->cpu's queue is held. */
void rt_enqueue(struct task_struct *p, bool head)
{
	spin_lock(&rt_queue.lock);
	array_add(&rt_queue.array, p, head);
	rt_queue.waiting++;
	spin_unlock(&rt_queue.lock);
}

/* Takes p off, with the lock of p->cpu's queue. */
void rt_dequeue(struct task_struct *p)
{
	spin_lock(&rt_queue.lock);
	array_remove(&rt_queue.array, p);
	rt_queue.waiting--;
	spin_unlock(&rt_queue.lock);
}

/* Takes the first off that may run on `me' if it waits for `from', and makes
   it me's; or NULL. The lock of from's queue is held. */
static struct task_struct *rt_take(struct cpu *from, struct cpu *me)
{
	struct task_struct *p;

	spin_lock(&rt_queue.lock);
	p = array_first_on(&rt_queue.array, 1U << me->id);
	if (p && p->cpu == from) {
		array_remove(&rt_queue.array, p);
		rt_queue.waiting--;
		p->cpu = me;
	} else {
		p = NULL;
	}
	spin_unlock(&rt_queue.lock);
	return p;
}

/*
 * Is the first that may run on `me' of priority `prio' or higher? If another
 * CPU is its CPU, it is `taken': me's, and in no queue, as in take_from(), so
 * that CPUs do not claim it from each other for ever. No lock; interrupts off.
 * Between the two looks it may have gone anywhere: only who is first then
 * counts.
 */
bool rt_claim(struct cpu *me, int prio, struct task_struct **taken)
{
	struct task_struct *p;
	struct cpu *from;

	for (;;) {
		spin_lock(&rt_queue.lock);
		p = array_first_on(&rt_queue.array, 1U << me->id);
		from = p && p->prio <= prio ? p->cpu : NULL;
		spin_unlock(&rt_queue.lock);
		if (!from || from == me)
			return from;
		spin_lock(&from->rq.lock);
		p = rt_take(from, me);
		if (p)
			trace(TRACE_MIGRATE, p->pid, from->id, me->id);
		spin_unlock(&from->rq.lock);
		if (p) {
			me->migrations++;
			*taken = p;
			return true;
		}
	}
}

/* Takes the first of those whose CPU is `me' off the queue, or NULL. [q] */
struct task_struct *rt_pick(struct cpu *me)
{
	struct prio_array *a = &rt_queue.array;
	struct task_struct *p, *found = NULL;
	u32 word, bits;

	spin_lock(&rt_queue.lock);
	for (word = 0; word < PRIO_WORDS && !found; word++) {
		for (bits = a->bitmap[word]; bits && !found; bits &= bits - 1)
			list_for_each_entry(p, &a->queue[word * 32 +
							 __ffs(bits)], run_list)
				if (p->cpu == me) {
					found = p;
					break;
				}
	}
	if (found) {
		array_remove(a, found);
		rt_queue.waiting--;
	}
	spin_unlock(&rt_queue.lock);
	return found;
}

/* The CPU of `mask' that runs the lowest priority, which is lower than
   `prio', or NULL. */
static struct cpu *lowest_cpu(u32 mask, u32 prio)
{
	struct cpu *cpu, *found = NULL;

	for (; mask; mask &= mask - 1) {
		cpu = cpu_table[__ffs(mask)];
		if (cpu->rq.prio > prio) {
			prio = cpu->rq.prio;
			found = cpu;
		}
	}
	return found;
}

/* Which CPUs should look, for those that wait? By rt_queue's lock. */
static u32 who_should_look(void)
{
	u32 mask = all_cpus(), asked = 0, word, bits;
	struct task_struct *p;
	struct cpu *cpu;

	for (word = 0; word < PRIO_WORDS; word++) {
		for (bits = rt_queue.array.bitmap[word]; bits;
		     bits &= bits - 1) {
			u32 prio = word * 32 + __ffs(bits);

			if (!lowest_cpu(mask, prio))
				return asked;
			list_for_each_entry(p, &rt_queue.array.queue[prio],
					    run_list) {
				cpu = lowest_cpu(mask & p->runmask, prio);
				if (!cpu)
					continue;
				asked |= 1U << cpu->id;
				mask &= ~asked;
			}
		}
	}
	return asked;
}

/*
 * Has CPUs look that run something lower than a process that waits and may
 * run there. Interrupts off, any lock but rt_queue's; a barrier since what the
 * caller has changed. One that has been asked and has not answered yet need
 * not be asked again: it has still to look.
 */
void rt_spread(void)
{
	struct cpu *cpu;
	u32 mask;

	spin_lock(&rt_queue.lock);
	mask = who_should_look();
	spin_unlock(&rt_queue.lock);
	for (; mask; mask &= mask - 1) {
		cpu = cpu_table[__ffs(mask)];
		if (cpu == this_cpu->self)
			set_bit(WORK_RESCHED, &cpu->rq.curr->work);
		else if (cpu->resched_done == cpu->resched_asked)
			smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
	}
}
