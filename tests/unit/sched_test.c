/* needs: lib/find_bit.c */
/*
 * sched_test.c - the scheduler on made-up CPUs that take turns, against its
 * rules. Events by chance: wake-ups, blocks, changes of priority, policy,
 * mask, yields, ticks. When each CPU has done what it was asked to, all must be
 * in order (sched_machine.h). What CPUs do to each other while they are inside
 * the scheduler is sched_race_test.c's.
 *
 * Then the order of POSIX in the lists, slices and the bonus for sleep.
 */
#include "sched_machine.h"

#define EVENTS		30000
#define MOST_ROUNDS	40		/* until all are content */

/* CPUs that take turns never wait for one another. */
#ifndef CONFIG_DEBUG
void spin_lock_wait(spinlock_t *lock __unused)
{
	abort();
}
#endif

#ifdef CONFIG_SMP
void kernel_lock_wait(void)
{
	abort();
}

void kernel_lock_wait_or_yield(void)
{
	abort();
}
#endif

/* --- the machine --------------------------------------------------------- */

/* CPU n does what it was asked to; returns whether it was. */
static bool one_turn(int n)
{
	struct cpu *cpu = cpu_table[n];

	machine_turn(n);
	if (cpu->resched_done != cpu->resched_asked) {
		set_bit(WORK_RESCHED, &cpu->task->work);
		cpu->resched_done = cpu->resched_asked;
	}
	cpu->halting = current == cpu->rq.idle;
	if (!need_resched())
		return false;
	cpu->halting = 0;
	schedule();
	cpu->halting = current == cpu->rq.idle && !need_resched();
	return true;
}

/* All CPUs, beginning with a random one, until nobody has anything to do.
   Returns whether they came to an end. */
static bool settle(unsigned int *seed)
{
	int round, i, n, left = 1;

	for (round = 0; left && round < MOST_ROUNDS; round++)
		for (i = left = 0, n = rnd(seed); i < smp_num_cpus; i++)
			left += one_turn((u32)(n + i) % smp_num_cpus);
	machine_turn(0);
	return !left;
}

/* --- events by chance ---------------------------------------------------- */

static void block(struct task_struct *p)
{
	if (!runs(p))
		return;
	machine_turn(p->cpu->id);
	p->state = TASK_INTERRUPTIBLE;
	schedule();
}

static void yields(struct task_struct *p)
{
	if (!runs(p))
		return;
	machine_turn(p->cpu->id);
	yield();
}

static void new_policy(struct task_struct *p, unsigned int *seed)
{
	int policy = rnd(seed) % 3;

	set_scheduler(p, policy, policy == SCHED_OTHER ? 0 :
		      1 + rnd(seed) % (rnd(seed) % 2 ? 6 : 99), p->nice);
}

static void new_mask(struct task_struct *p, unsigned int *seed)
{
	u32 mask = rnd(seed) & rnd(seed);

	if (rnd(seed) % 4 == 0)
		mask = ~0U;
	if (mask & all_cpus())
		set_runmask(p, mask);
}

static void event(unsigned int *seed)
{
	struct task_struct *p = &tasks[rnd(seed) % TASKS];

	machine_turn(rnd(seed) % smp_num_cpus);
	switch (rnd(seed) % 10) {
	case 0 ... 2:
		wake_up_process(p);
		break;
	case 3 ... 4:
		block(p);
		break;
	case 5:
		new_policy(p, seed);
		break;
	case 6:
		set_user_nice(p, (int)(rnd(seed) % 40) - 20);
		break;
	case 7:
		new_mask(p, seed);
		break;
	case 8:
		yields(p);
		break;
	default:
		cli();
		scheduler_tick();
		sti();
		jiffies++;
	}
}

static void test_random(int cpus)
{
	unsigned int seed = 1995 + cpus;
	int i, n, wrong = 0;

	start(cpus);
	for (i = 0; i < EVENTS && !wrong; i++) {
		for (n = rnd(&seed) % 3; n >= 0; n--)
			event(&seed);
		wrong += !settle(&seed);
		if (wrong)
			diag("they come to no end");
		wrong += !all_in_order();
	}
	is(wrong, 0, "%d CPUs, %d events by chance: all in order", cpus, i);
}

/* --- order, slices, bonus ------------------------------------------------ */

static void ready(int n, int policy, int prio)
{
	unsigned int seed = 1;

	set_scheduler(&tasks[n], policy, prio, 0);
	wake_up_process(&tasks[n]);
	settle(&seed);
}

static int running(void)
{
	return (int)(current - tasks);
}

/* After something happened on the only CPU. */
static int runs_now(void)
{
	unsigned int seed = 1;

	settle(&seed);
	return running();
}

static void tick(int times)
{
	while (times--) {
		jiffies++;
		cli();
		scheduler_tick();
		sti();
		runs_now();
	}
}

static void test_fifo(void)
{
	start(1);
	ready(0, SCHED_FIFO, 10);
	ready(1, SCHED_FIFO, 10);
	is(running(), 0, "FIFO: who comes later waits");
	ready(2, SCHED_FIFO, 20);
	is(running(), 2, "a higher one preempts");
	block(&tasks[2]);
	is(running(), 0, "who was preempted is first of its list");
	tick(3 * DEF_SLICE);
	is(running(), 0, "and has no slice");
	yields(&tasks[0]);
	is(running(), 1, "who yields is last");
	set_scheduler(&tasks[1], SCHED_FIFO, 10, 0);
	is(runs_now(), 0, "who is given a priority is last, also the same one");
	ready(3, SCHED_FIFO, 5);
	set_scheduler(&tasks[3], SCHED_FIFO, 10, 0);
	yields(&tasks[0]);
	is(running(), 1, "also one that waits:");
	yields(&tasks[1]);
	is(running(), 3, "it comes behind the others");
	set_scheduler(&tasks[3], SCHED_FIFO, 10, 0);
	block(&tasks[3]);
	wake_up_process(&tasks[3]);
	block(&tasks[0]);
	block(&tasks[1]);
	wake_up_process(&tasks[0]);
	ready(2, SCHED_FIFO, 20);
	block(&tasks[2]);
	is(running(), 3, "once only: preempted later, it is first again");
}

static void test_rr(void)
{
	start(1);
	ready(0, SCHED_RR, 10);
	ready(1, SCHED_RR, 10);
	tick(DEF_SLICE - 1);
	is(running(), 0, "RR: runs for a slice");
	ready(2, SCHED_FIFO, 20);
	block(&tasks[2]);
	is(running(), 0, "goes on with it after it was preempted");
	tick(1);
	is(running(), 1, "and then is last");
	tick(DEF_SLICE);
	is(running(), 0, "and so on");
}

/* Two of them on one CPU get the CPU by their slices. */
static void test_nice(void)
{
	int i, used[2] = { 0, 0 };

	start(1);
	ready(0, SCHED_OTHER, 0);
	ready(1, SCHED_OTHER, 0);
	set_user_nice(&tasks[1], 19);
	for (i = 0; i < 1100; i++) {
		tick(1);
		used[running()]++;
	}
	ok(used[1] >= 95 && used[1] <= 110, "nice 0 and 19: ten to one (%d)",
	   used[1]);
	set_user_nice(&tasks[0], -20);
	is(slice_of(&tasks[0]), 30, "nice -20: 300 ms");
}

/* One that sleeps most of the time, beside some that never do. */
static void test_interactive(void)
{
	int i, late = 0;

	start(1);
	for (i = 1; i < 7; i++)
		ready(i, SCHED_OTHER, 0);
	tick(500);
	for (i = 0; i < 100; i++) {
		tick(10);
		wake_up_process(&tasks[0]);
		late += runs_now() != 0;
		tick(1);
		block(&tasks[0]);
	}
	is(late, 0, "who mostly sleeps has the CPU at once");
	ok(tasks[1].prio > tasks[0].prio, "by its bonus: %d against %d",
	   tasks[0].prio, tasks[1].prio);
	tasks[0].rest = 0;
	wake_up_process(&tasks[0]);
	for (i = 0; i < 100 && runs_now() != 1; i++)
		tick(1);
	ok(i < 100, "it does not keep it");
}

/* Two that wake each other take no CPU from those that wait for ever. */
static void test_no_starvation(void)
{
	int i, most = 0, since = 0;

	start(1);
	ready(0, SCHED_OTHER, 0);
	ready(1, SCHED_OTHER, 0);
	ready(2, SCHED_OTHER, 0);
	tasks[1].rest = tasks[2].rest = MAX_REST;
	for (i = 0; i < 5000; i++) {
		tick(1);
		if (running() == 0) {
			since = 0;
		} else {
			block(current);
			wake_up_process(&tasks[1 + i % 2]);
			runs_now();
		}
		most = max(most, ++since);
	}
	ok(most < 150, "somebody who never sleeps waits %d ticks at most",
	   most);
}

static void test_fork(void)
{
	static struct task_struct child;

	start(1);
	ready(0, SCHED_OTHER, 0);
	tasks[0].slice = 7;
	tasks[0].rest = 60;
	child = tasks[0];
	sched_fork(&child);
	ok(child.slice == 4 && tasks[0].slice == 3,
	   "a child has half the slice");
	ok(child.rest == 30 && tasks[0].rest == 30, "and half the rest");
	child.parent = &tasks[0];
	child.state = TASK_INTERRUPTIBLE;
	host_cpu->task = &child;
	sched_exit();
	host_cpu->task = &tasks[0];
	ok(tasks[0].slice == 7 && tasks[0].rest == 60, "it gives them back");
	tasks[0].reset_on_fork = true;
	set_scheduler(&tasks[0], SCHED_FIFO, 50, 0);
	child = tasks[0];
	sched_fork(&child);
	ok(child.policy == SCHED_OTHER && child.prio >= MAX_RT_PRIO &&
	   !child.reset_on_fork, "SCHED_RESET_ON_FORK");
}

/* M7, M8: who is sent a message. */
static void test_messages(void)
{
	unsigned int seed = 1;

	start(2);
	settle(&seed);
	messages = 0;
	machine_turn(0);
	tasks[0].cpu = cpu_table[1];
	wake_up_process(&tasks[0]);
	is(messages, 1, "a CPU that halts is sent a message");
	settle(&seed);
	is(runs(&tasks[0]) && tasks[0].cpu->id == 1, 1, "and runs it");
	wake_up_process(&tasks[1]);
	is(messages, 1, "none to oneself");
	settle(&seed);
	tasks[2].cpu = cpu_table[1];
	wake_up_process(&tasks[2]);
	is(messages, 1, "nor to who goes on with what it runs");
	block(&tasks[0]);
	block(&tasks[2]);
	cpu_table[1]->halting = 0;
	machine_turn(0);
	tasks[0].cpu = cpu_table[1];
	wake_up_process(&tasks[0]);
	is(messages, 1, "nor to who is idle but has not halted");
}

int main(void)
{
	static const int cpus[] = { 1, 2, 3, 4, 8, 32 };
	u32 i;

	for (i = 0; i < ARRAY_SIZE(cpus) && cpus[i] <= NR_CPUS; i++)
		test_random(cpus[i]);
	test_fifo();
	test_rr();
	test_nice();
	test_interactive();
	test_no_starvation();
	test_fork();
	if (NR_CPUS > 1)
		test_messages();
	return done();
}
