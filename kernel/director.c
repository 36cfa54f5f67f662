/*
 * director.c - where a process that becomes ready is to run (S3). It looks at
 * the run queues without their locks: what it sees may be out of date a moment
 * later, and then the choice is less good, but never wrong.
 */
#include <linux/director.h>
#include <linux/sched.h>
#include <asm/cpu.h>

static bool allowed(const struct task_struct *p, const struct cpu *cpu)
{
	return p->runmask >> cpu->id & 1;
}

/* What a new process would have to beat there; IDLE_PRIO: nobody. */
static int prio_on(const struct cpu *cpu)
{
	const struct task_struct *curr = READ_ONCE(cpu->rq.curr);

	if (READ_ONCE(cpu->rq.nr_running) && curr == cpu->rq.idle)
		return DEFAULT_PRIO;	/* it has been given work already */
	return READ_ONCE(curr->prio);
}

/*
 * Returns the CPU where p should wait: the one where it ran last if that is
 * idle (Q2), else another idle one, else the one that runs the lowest
 * priority if that is lower than p's (Q1), else the one where it ran last;
 * always one that its mask allows. Interrupts off; p is not running.
 */
struct cpu *direct(const struct task_struct *p)
{
	struct cpu *best = p->cpu, *cpu;
	int i, lowest;

	lowest = allowed(p, best) ? prio_on(best) : -1;
	if (lowest == IDLE_PRIO)
		return best;
	for (i = 0; i < smp_num_cpus; i++) {
		cpu = cpu_table[i];
		if (!allowed(p, cpu))
			continue;
		if (lowest < 0 || (prio_on(cpu) > lowest &&
				   prio_on(cpu) > p->prio)) {
			best = cpu;
			lowest = prio_on(cpu);
		}
	}
	return best;
}
