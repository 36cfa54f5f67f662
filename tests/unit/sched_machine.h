/*
 * sched_machine.h - CPUs for tests of the scheduler: what it calls and is not
 * under test, how they begin, and the rules by which all must be in order when
 * each CPU has done what it was asked to:
 *
 *	no real-time process waits while a CPU that its mask allows runs
 *	something lower (Q1);
 *	no CPU is idle while somebody waits who may run there (S4);
 *	each process is in one place, and nobody runs where he may not (Q3).
 *
 * Brings the scheduler in itself. How CPUs wait for a lock is the test's.
 */
#ifndef UNIT_SCHED_MACHINE_H
#define UNIT_SCHED_MACHINE_H

#include "../../kernel/balance.c"
#include "../../kernel/director.c"
#include "../../kernel/prio.c"
#include "../../kernel/ready.c"
#include "../../kernel/realtime.c"
#include "../../kernel/runqueue.c"
#include "../../kernel/sched.c"
#include "../../kernel/syncevent.c"
#include "machine.h"

#define TASKS		48

volatile unsigned long jiffies;
static struct task_struct idle[NR_CPUS], tasks[TASKS];
static u32 messages __unused;		/* sent */

#ifdef CONFIG_SMP
int smp_message_pass(int target, int msg, unsigned long data __unused,
		     int wait __unused)
{
	jitter();
	if (msg == MSG_RESCHEDULE)
		cpu_table[target]->resched_asked++;
	messages++;
	return 0;
}

void break_kernel_lock_or_yield(unsigned long ip __unused)
{
}

#ifdef CONFIG_DEBUG
void check_processor_id(void)
{
}
#endif
#endif

void task_is_off_cpu(struct task_struct *p __unused)
{
}

/* --- the machine --------------------------------------------------------- */

static void new_task(struct task_struct *p)
{
	memset(p, 0, sizeof(*p));
	p->state = TASK_INTERRUPTIBLE;
	p->cpu = cpu_table[0];
	p->runmask = ~0U;
	p->static_prio = p->prio = DEFAULT_PRIO;
	p->slice = DEF_SLICE;
	p->slept_at = jiffies;
}

/* So many CPUs, all idle; all tasks sleep. */
static void start(int cpus)
{
	int i;

	machine_cpus(cpus);
	host_flags = EFLAGS_IF;
	memset(&rt_queue, 0, sizeof(rt_queue));
	idle_cpus = 0;
	for (i = 0; i < cpus; i++) {
		memset(&idle[i], 0, sizeof(idle[i]));
		idle[i].runmask = ~0U;
		cpu_table[i]->task = &idle[i];
		sched_init_cpu(cpu_table[i], &idle[i]);
	}
	for (i = 0; i < TASKS; i++)
		new_task(&tasks[i]);
}

static bool runs(const struct task_struct *p)
{
	return p->cpu->rq.curr == p;
}

/* --- the rules ----------------------------------------------------------- */

/* Is there a CPU that should run p, which waits? */
static bool waits_wrongly(const struct task_struct *p)
{
	const struct task_struct *curr;
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		curr = cpu_table[i]->rq.curr;
		if (!may_run_on(p, i))
			continue;
		if (curr == cpu_table[i]->rq.idle ||
		    (is_real_time(p) && curr->prio > p->prio)) {
			diag("priority %d waits, CPU%d runs %d", p->prio, i,
			     curr->prio);
			return true;
		}
	}
	return false;
}

/* What is wrong with p, or NULL. */
static const char *fault_of(const struct task_struct *p)
{
	bool queued = p->array;

	if (queued && runs(p))
		return "it is queued and runs";
	if (p->state != TASK_RUNNING)
		return queued || runs(p) ? "it sleeps somewhere" : NULL;
	if (!queued && !runs(p))
		return "it is nowhere";
	if (runs(p) && p->cpu->task != p)
		return "the CPU thinks that it runs another";
	if (!may_run_on(p, p->cpu->id))
		return "its mask forbids where it is";
	return queued && waits_wrongly(p) ? "it should run" : NULL;
}

static bool all_in_order(void)
{
	u32 queued = 0, counted = rt_queue.waiting;
	const char *fault;
	int i;

	for (i = 0; i < TASKS; i++) {
		queued += tasks[i].array != NULL;
		fault = fault_of(&tasks[i]);
		if (fault) {
			diag("task %d: %s", i, fault);
			return false;
		}
	}
	for (i = 0; i < smp_num_cpus; i++) {
		counted += cpu_table[i]->rq.nr_running;
		if (cpu_table[i]->rq.prio != cpu_table[i]->rq.curr->prio) {
			diag("CPU%d runs another priority than it says", i);
			return false;
		}
	}
	return queued == counted && machine_idle();
}

#endif
