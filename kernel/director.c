/*
 * director.c - where a process that becomes ready is to run (S3). It looks at
 * the run queues without their locks: what it sees may be out of date a moment
 * later, and then the choice is less good, but never wrong.
 */
#include <linux/director.h>
#include <linux/trace.h>
#include "runq.h"

volatile u32 idle_cpus;

/* What a new process has to beat there. A CPU that is idle but not in
   idle_cpus has been given work, which has not begun. */
static u32 prio_on(const struct cpu *cpu)
{
	u32 prio = cpu->rq.prio;

	return prio == IDLE_PRIO ? DEFAULT_PRIO : prio;
}

/* Takes an idle CPU of the mask, `last' if it is one; NULL: there is none.
   Each is taken by one process only. */
static struct cpu *take_idle(u32 mask, const struct cpu *last)
{
	u32 idle, id;

	while ((idle = idle_cpus & mask)) {
		id = idle >> last->id & 1 ? last->id : __ffs(idle);
		if (test_and_clear_bit(id, &idle_cpus))
			return cpu_table[id];
	}
	return NULL;
}

/* The best of those that are busy: the first of `mask' or, if that is allowed,
   `last' are as good as any of their kind. */
static struct cpu *choose_busy(const struct task_struct *p, u32 mask)
{
	struct cpu *low, *empty, *cpu;
	u32 lowest, fewest;

	cpu = may_run_on(p, p->cpu->id) ? p->cpu : cpu_table[__ffs(mask)];
	low = empty = cpu;
	lowest = prio_on(cpu);
	fewest = READ_ONCE(cpu->rq.nr_running);
	for (; mask; mask &= mask - 1) {
		cpu = cpu_table[__ffs(mask)];
		if (unlikely(cpu->rq.prio > lowest) && prio_on(cpu) > lowest) {
			low = cpu;
			lowest = prio_on(cpu);
		}
		if (unlikely(READ_ONCE(cpu->rq.nr_running) < fewest)) {
			empty = cpu;
			fewest = READ_ONCE(cpu->rq.nr_running);
		}
	}
	if (lowest <= p->prio) {
		trace(TRACE_PLACE, p->pid, empty->id, WHY_WAIT);
		return empty;
	}
	trace(TRACE_PLACE, p->pid, low->id, WHY_LOWER);
	return low;
}

/*
 * Returns the CPU where p should wait: the one where it ran last if that is
 * idle (Q2), else another idle one, else the one that runs the lowest
 * priority if that is lower than p's (Q1), else the one where the fewest wait;
 * of equals, the one where it ran last; always one that its mask allows. An
 * idle CPU is p's from now on. Interrupts off; p is not running.
 */
struct cpu *direct(const struct task_struct *p)
{
	u32 mask = p->runmask & all_cpus();
	struct cpu *cpu;

	if (smp_num_cpus == 1)
		return p->cpu;
	cpu = take_idle(mask, p->cpu);
	if (!cpu)
		return choose_busy(p, mask);
	trace(TRACE_PLACE, p->pid, cpu->id,
	      cpu == p->cpu ? WHY_LAST_IDLE : WHY_IDLE);
	return cpu;
}
