/* needs: lib/find_bit.c */
/*
 * sched_race_test.c - the scheduler on made-up CPUs that are all inside it at
 * once (cpus_meet.h): what one does between two steps of another. A burst of
 * a few events by chance, then no more, and each CPU goes on until it is
 * content: in user mode, or halted as cpu_idle() does it, with no message to
 * serve. Then all must be in order (sched_machine.h). No tick nor any later
 * event helps a CPU that was not told.
 *
 *	sched_race_test [SEEDS]		so many for each CPU, of 2 to 8
 *	sched_race_test CPUS SEED	one that has failed
 */
#include "cpus_meet.h"
#include "sched_machine.h"
#include "cpus_talk.h"

#define SEEDS		50		/* for each CPU */
#define BURSTS		250		/* of a seed */

static unsigned int *seed;
static int sleepers;			/* that are woken */
static u32 rt_share, mask_share;	/* of 8: how many are not ordinary */
static int events_left;			/* of this burst */
static u32 kinds;			/* of events in it, a bit for each */
static u32 events;

static bool something_new(const struct cpu *cpu)
{
	return has_message(cpu) || events_left;
}

/* --- events by chance ----------------------------------------------------- */

static u32 any(u32 n)
{
	return rnd(seed) % n;
}

static void block(void)
{
	current->state = TASK_INTERRUPTIBLE;
	meet();
	if (any(8) == 0)
		current->state = TASK_RUNNING;	/* no need to sleep */
	else
		schedule();
}

static void new_policy(struct task_struct *p)
{
	bool rt = any(8) < rt_share;

	set_scheduler(p, rt ? 1 + any(2) : SCHED_OTHER,
		      rt ? 1 + any(any(2) ? 4 : 99) : 0, p->nice);
}

static void new_mask(struct task_struct *p)
{
	u32 mask = ~0U;

	if (any(8) < mask_share)
		mask = any(2) ? rnd(seed) : rnd(seed) & rnd(seed);
	if (mask & all_cpus())
		set_runmask(p, mask);
}

/* Most look whether they should even out the queues. */
static void tick(void)
{
	struct cpu *cpu = host_cpu;

	cli();
	cpu->intr_count++;
	jiffies++;
	if (any(4))
		cpu->balance_ticks = BALANCE_TICKS - 1;
	if (any(4) == 0)
		current->slice = 1;
	scheduler_tick();
	cpu->intr_count--;
	sti();
}

/* What needs the kernel lock, or is done with it. */
static void locked_event(struct task_struct *p)
{
	enter_kernel_lock_for(LOCK_FOR_SLEEPER);
	switch (any(6)) {
	case 0 ... 1:
		new_policy(p);
		break;
	case 2:
		set_user_nice(p, (int)any(40) - 20);
		break;
	case 3 ... 4:
		new_mask(p);
		break;
	default:
		if (current != this_cpu->rq.idle)
			block();
	}
	out_of_kernel();
}

/* A process is in the kernel. */
static void event(void)
{
	struct task_struct *p = any(4) ? &tasks[any(sleepers)] : current;
	u32 kind;

	do
		kind = any(16);
	while (!(kinds >> kind & 1));
	switch (kind) {
	case 0 ... 4:
		block();
		break;
	case 5 ... 8:
		wake_up_process(&tasks[any(sleepers)]);
		break;
	case 9 ... 11:
		locked_event(p);
		break;
	case 12:
		yield();
		break;
	default:
		tick();
	}
}

/* A device's interrupt wakes somebody. */
static void device(void)
{
	struct cpu *cpu = host_cpu;

	cli();
	cpu->intr_count++;
	wake_up_process(&tasks[any(sleepers)]);
	cpu->intr_count--;
	sti();
}

/* --- what a CPU does ------------------------------------------------------ */

/* Waits for a message or an event; returns whether it is an event. */
static bool begins_event(void)
{
	rest();
	if (has_message(host_cpu)) {
		interrupts();
		return false;
	}
	events_left--;
	events++;
	return true;
}

/* Once round, as cpu_idle(). */
static void idle_cpu(void)
{
	struct cpu *cpu = host_cpu;

	cli();
	xchg(&cpu->halting, 1);
	if (!need_resched()) {
		sti();
		if (begins_event())
			device();
	} else {
		sti();
	}
	cpu->halting = 0;
	schedule();
}

/* A process goes to user mode, if it may, and comes back. */
static void busy_cpu(void)
{
	cli();
	if (need_resched()) {
		schedule();
		return;
	}
	sti();
	if (begins_event())
		event();
}

static void cpu(void)
{
	for (;;) {
		out_of_kernel();
		if (current == this_cpu->rq.idle)
			idle_cpu();
		else
			busy_cpu();
	}
}

/* --- the test ------------------------------------------------------------- */

static bool burst_goes_well(int cpus)
{
	events_left = 1 + any(any(2) ? 3 : 3 * cpus);
	kinds = any(4) ? ~0U : 1U << any(16) | 1U << any(16) | 1U << any(16);
	if (!cpus_run(seed)) {
		diag("they come to no end");
		return false;
	}
	return all_in_order() && !kernel_flag;
}

/* Returns whether all was in order. */
static bool goes_well(int cpus, unsigned int first)
{
	unsigned int state = first * 2654435761U | 1;
	int i;

	seed = &state;
	start(cpus);
	kernel_flag = 0;
	sleepers = cpus / 2 + 1 + any(any(2) ? cpus : 4 * cpus);
	rt_share = any(3) * 3;
	mask_share = any(2) ? 0 : 2 * any(4);
	for (i = 0; i < sleepers; i++) {
		new_policy(&tasks[i]);
		new_mask(&tasks[i]);
	}
	cpus_start(cpu);
	for (i = 0; i < BURSTS; i++)
		if (!burst_goes_well(cpus)) {
			diag("%d CPUs, seed %u, burst %d", cpus, first, i);
			return false;
		}
	return true;
}

static void test_race(int cpus, int seeds)
{
	int s, wrong = 0;

	events = 0;
	for (s = 1; s <= seeds * cpus; s++)
		wrong += !goes_well(cpus, s);
	is(wrong, 0, "%d CPUs at once, %u events: all in order", cpus, events);
}

int main(int argc, char **argv)
{
	static const int cpus[] = { 1, 2, 3, 4, 8 };
	u32 i;

	if (argc == 3)
		return !goes_well(atoi(argv[1]), atoi(argv[2]));
	for (i = 0; i < ARRAY_SIZE(cpus) && cpus[i] <= NR_CPUS; i++)
		test_race(cpus[i], argc == 2 ? atoi(argv[1]) : SEEDS);
	return done();
}
