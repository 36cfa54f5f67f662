/* needs: */
/*
 * director_test.c - the director's choice (S3) against its rules, on made-up
 * CPUs: the one where the process ran last if idle (Q2), else another idle
 * one, else the one that runs the lowest priority if that is lower than the
 * process's (Q1), else the one where the fewest wait; the last among equals;
 * in every case one of its mask.
 */
#include <string.h>
#include "../../kernel/director.c"
#include "machine.h"

#define CPUS	MACHINE_CPUS
#define ROUNDS	200000
#define HIGH	100			/* priorities: small is high */
#define MIDDLE	DEFAULT_PRIO
#define LOW	135
#define ALL	(~0U >> (32 - CPUS))

static struct task_struct idle[CPUS], running[CPUS], p;

/* CPU n runs a process of that priority, or is idle (IDLE_PRIO). */
static void runs(int n, int prio, u32 queued)
{
	struct runqueue *rq = &cpu_table[n]->rq;

	idle[n].prio = IDLE_PRIO;
	running[n].prio = prio;
	rq->idle = &idle[n];
	rq->curr = prio == IDLE_PRIO ? &idle[n] : &running[n];
	rq->nr_running = queued;
	rq->prio = prio;
	if (prio == IDLE_PRIO && !queued)
		set_bit(n, &idle_cpus);
	else
		clear_bit(n, &idle_cpus);
}

/* The process: where it ran last, what it is, where it may run. The machine is
   as before, though an idle CPU was given away. */
static int choice(int last, int prio, u32 mask)
{
	u32 idle_before = idle_cpus;
	int id;

	p.cpu = cpu_table[last];
	p.prio = prio;
	p.runmask = mask;
	id = direct(&p)->id;
	idle_cpus = idle_before;
	return id;
}

static void all_run(int prio)
{
	int i;

	for (i = 0; i < CPUS; i++)
		runs(i, prio, 0);
}

static void test_idle(void)
{
	int i, wrong = 0;

	all_run(IDLE_PRIO);
	for (i = 0; i < CPUS; i++)
		wrong += choice(i, MIDDLE, ALL) != i;
	is(wrong, 0, "all are idle: where it ran last");
	all_run(HIGH);
	runs(2, IDLE_PRIO, 0);
	is(choice(0, MIDDLE, ALL), 2, "another is idle: that one");
	runs(1, LOW, 0);
	is(choice(0, MIDDLE, ALL), 2, "rather than one that runs a lower one");
	runs(2, IDLE_PRIO, 1);
	is(choice(0, MIDDLE, ALL), 1, "idle, but given work: not idle");
}

static void test_priority(void)
{
	all_run(MIDDLE);
	is(choice(3, MIDDLE, ALL), 3, "none is lower: where it ran last");
	runs(1, MIDDLE + 1, 0);
	is(choice(3, MIDDLE, ALL), 1, "one is lower by one: there");
	runs(2, LOW, 5);
	is(choice(3, MIDDLE, ALL), 2, "the lowest, however many wait there");
	runs(3, LOW, 0);
	is(choice(3, MIDDLE, ALL), 3, "of two that are lowest, the last");
	is(choice(0, LOW, ALL), 0, "a low one displaces nobody");
}

static void test_mask(void)
{
	all_run(IDLE_PRIO);
	is(choice(0, MIDDLE, 1 << 3), 3, "the mask forbids the last one");
	all_run(MIDDLE);
	runs(1, IDLE_PRIO, 0);
	is(choice(0, MIDDLE, ALL & ~(1 << 1)), 0, "and an idle one");
	runs(2, LOW, 0);
	is(choice(0, MIDDLE, 1 << 0 | 1 << 3), 0, "and the lowest");
	is(choice(2, HIGH, 1 << 3), 3, "none is lower, one is allowed: that");
	is(choice(0, MIDDLE, ~0U), 1, "bits of CPUs that are not there");
}

/* What the rules say of CPU n; IDLE_PRIO: idle. */
static int displaces(int n)
{
	struct runqueue *rq = &cpu_table[n]->rq;

	return rq->curr == rq->idle && rq->nr_running ? DEFAULT_PRIO
						      : rq->curr->prio;
}

static u32 waiting(int n)
{
	return cpu_table[n]->rq.nr_running;
}

/* Is CPU n one that the rules allow, or the one that they demand? */
static bool by_the_rules(int n)
{
	int last = p.cpu->id, lowest = -1, i;
	u32 fewest = ~0U;
	bool as_good;

	if (!(p.runmask >> n & 1))
		return false;
	for (i = 0; i < CPUS; i++) {
		if (p.runmask >> i & 1) {
			lowest = max(lowest, displaces(i));
			fewest = min(fewest, waiting(i));
		}
	}
	as_good = p.runmask >> last & 1 && (lowest > p.prio ?
		  displaces(last) == lowest : waiting(last) == fewest);
	if (as_good)
		return n == last;
	return lowest > p.prio ? displaces(n) == lowest :
				 waiting(n) == fewest;
}

/* One machine and one process by chance; few priorities, so that many tie. */
static bool random_is_right(unsigned int *seed)
{
	static const int prios[] = { 10, HIGH, MIDDLE, MIDDLE + 1, LOW,
				     IDLE_PRIO, IDLE_PRIO, IDLE_PRIO };
	int i, n;

	for (i = 0; i < CPUS; i++)
		runs(i, prios[rnd(seed) % 8], rnd(seed) % 3);
	n = choice(rnd(seed) % CPUS, prios[rnd(seed) % 5],
		   rnd(seed) % ALL + 1);
	if (by_the_rules(n))
		return true;
	diag("CPU%d for priority %d, last on CPU%d, mask %x; they run:", n,
	     p.prio, p.cpu->id, p.runmask);
	for (i = 0; i < CPUS; i++)
		diag("CPU%d: %d", i, displaces(i));
	return false;
}

static void test_random(void)
{
	unsigned int seed = 1995;
	int i, wrong = 0;

	for (i = 0; i < ROUNDS && !wrong; i++)
		wrong += !random_is_right(&seed);
	is(wrong, 0, "%d machines by chance: by the rules", ROUNDS);
}

int main(void)
{
	machine_start(1, CPUS);
	all_run(IDLE_PRIO);
	if (CPUS < 4) {
		ok(choice(0, MIDDLE, ALL) == 0, "one CPU: there");
		return done();
	}
	test_idle();
	test_priority();
	test_mask();
	test_random();
	return done();
}
