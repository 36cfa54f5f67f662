/*
 * sched.c - priorities, policies, and which CPUs a process may run on.
 */
#include <sched.h>
#include <sys/resource.h>

#include "help.h"

#ifndef SCHED_RESET_ON_FORK
#define SCHED_RESET_ON_FORK 0x40000000
#endif

static int user_is_nice(void *unused)
{
	(void)unused;
	is(SC(nice, 5), 0);
	is(SC(getpriority, PRIO_PROCESS, 0), 15);
	is(SC(nice, -1), -EPERM);
	is(SC(setpriority, PRIO_PROCESS, 0, 2), -EACCES);
	is(SC(setpriority, PRIO_PROCESS, 0, 7), 0);
	is(SC(setpriority, PRIO_PROCESS, 1, 7), -EPERM);
	is(SC(getpriority, PRIO_USER, 0), 13);
	return 0;
}

TEST(nice)
{
	is(SC(nice, 3), 0);
	is(SC(getpriority, PRIO_PROCESS, 0), 17);
	is(SC(nice, -5), 0);
	is(SC(getpriority, PRIO_PROCESS, 0), 22);
	is(SC(nice, 1000), 0);			/* as far as it goes */
	is(SC(getpriority, PRIO_PROCESS, 0), 1);
	is(SC(nice, -1000), 0);
	is(SC(getpriority, PRIO_PROCESS, 0), 40);
	is(SC(nice, 20), 0);
	is(as_user(7001, user_is_nice, NULL), 0);
}

/* Results are 20 - nice, so that none is negative. */
TEST(setpriority)
{
	pid_t a, b;

	setpgid(0, 0);
	a = idle_child();
	b = idle_child();
	is(SC(setpriority, PRIO_PROCESS, a, 5), 0);
	is(SC(getpriority, PRIO_PROCESS, a), 15);
	is(SC(getpriority, PRIO_PROCESS, b), 20);
	is(SC(getpriority, PRIO_PGRP, 0), 20);	/* the best of them */
	is(SC(setpriority, PRIO_PGRP, 0, 9), 0);
	is(SC(getpriority, PRIO_PROCESS, b), 11);
	is(SC(getpriority, PRIO_PGRP, getpgrp()), 11);
	ok(SC(getpriority, PRIO_USER, 0) >= 11);
	is(SC(setpriority, PRIO_PROCESS, a, -100), 0);
	is(SC(getpriority, PRIO_PROCESS, a), 40);
	is(SC(setpriority, PRIO_PROCESS, a, 100), 0);
	is(SC(getpriority, PRIO_PROCESS, a), 1);
	end_child(a);
	end_child(b);
	is(SC(getpriority, PRIO_PROCESS, a), -ESRCH);
	is(SC(setpriority, PRIO_PROCESS, a, 0), -ESRCH);
	is(SC(getpriority, 3, 0), -EINVAL);
	is(SC(getpriority, -1, 0), -EINVAL);
	is(SC(setpriority, 3, 0, 0), -EINVAL);
	is(SC(setpriority, PRIO_PGRP, 999999, 0), -ESRCH);
	is(SC(setpriority, PRIO_USER, 54321, 0), -ESRCH);
}

ALSO(getpriority)

/* RLIMIT_RTPRIO is up to where a user may go; SCHED_RESET_ON_FORK is for
   ever. */
static int user_has_limit(void *unused)
{
	struct sched_param param = { 6 };

	(void)unused;
	is(SC(sched_setscheduler, 0, SCHED_RR, &param), -EPERM);
	param.sched_priority = 5;
	is(SC(sched_setscheduler, 0, SCHED_RR | SCHED_RESET_ON_FORK, &param),
	   0);
	is(SC(sched_getscheduler, 0), SCHED_RR | SCHED_RESET_ON_FORK);
	is(SC(sched_setscheduler, 0, SCHED_FIFO, &param), -EPERM);
	param.sched_priority = 6;
	is(SC(sched_setparam, 0, &param), -EPERM);
	param.sched_priority = 4;
	is(SC(sched_setparam, 0, &param), 0);
	return 0;
}

static int user_schedules(void *unused)
{
	struct sched_param param = { 1 };

	(void)unused;
	is(SC(sched_setscheduler, 0, SCHED_FIFO, &param), -EPERM);
	is(SC(sched_setscheduler, 1, SCHED_OTHER, &param), -EINVAL);
	param.sched_priority = 0;
	is(SC(sched_setscheduler, 1, SCHED_OTHER, &param), -EPERM);
	is(SC(sched_setscheduler, 0, SCHED_OTHER, &param), 0);
	is(SC(sched_setparam, 1, &param), -EPERM);
	is(SC(sched_getscheduler, 1) & 0xff, SCHED_OTHER);
	return 0;
}

TEST(sched_setscheduler)
{
	struct sched_param param = { 10 };
	pid_t pid = idle_child();

	is(SC(sched_getscheduler, 0), SCHED_OTHER);
	is(SC(sched_setscheduler, pid, SCHED_FIFO, &param), 0);
	is(SC(sched_getscheduler, pid), SCHED_FIFO);
	is(SC(sched_getscheduler, 0), SCHED_OTHER);
	param.sched_priority = 99;
	is(SC(sched_setscheduler, pid, SCHED_RR, &param), 0);
	is(SC(sched_getscheduler, pid), SCHED_RR);
	param.sched_priority = 0;
	is(SC(sched_getparam, pid, &param), 0);
	is(param.sched_priority, 99);
	is(SC(sched_setscheduler, pid, SCHED_OTHER, &param), -EINVAL);
	param.sched_priority = 100;
	is(SC(sched_setscheduler, pid, SCHED_FIFO, &param), -EINVAL);
	param.sched_priority = 0;
	is(SC(sched_setscheduler, pid, SCHED_FIFO, &param), -EINVAL);
	is(SC(sched_setscheduler, pid, SCHED_OTHER, &param), 0);
	is(SC(sched_setscheduler, pid, 77, &param), -EINVAL);
	is(SC(sched_setscheduler, pid, -1, &param), -EINVAL);
	is(SC(sched_setscheduler, -1, SCHED_OTHER, &param), -EINVAL);
	is(SC(sched_setscheduler, pid, SCHED_OTHER, NULL), -EINVAL);
	end_child(pid);
	is(SC(sched_setscheduler, pid, SCHED_OTHER, &param), -ESRCH);
	is(SC(sched_getscheduler, pid), -ESRCH);
	is(SC(sched_getscheduler, -1), -EINVAL);
	is(SC(sched_setscheduler, 0, SCHED_OTHER, 8), -EFAULT);
	is(as_user(7002, user_schedules, NULL), 0);
	is(SC(setrlimit, RLIMIT_RTPRIO, ((uint32_t[]){ 5, 5 })), 0);
	is(as_user(7002, user_has_limit, NULL), 0);
}

/* Who asks for it has children that are as ordinary as can be. */
static int reset_child(void *unused)
{
	(void)unused;
	is(SC(sched_getscheduler, 0), SCHED_OTHER);
	is(SC(getpriority, PRIO_PROCESS, 0), 20);
	return 0;
}

struct attr {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t unused[3], more;
};

#define ATTR_SIZE	48		/* the first version's */

TEST(sched_setattr)
{
	struct attr a = { ATTR_SIZE, SCHED_FIFO, 1, 0, 30, { 0 }, 0 }, b;

	is(SC(sched_setattr, 0, &a, 0), 0);
	is(SC(sched_getattr, 0, &b, sizeof(b), 0), 0);
	ok(b.size == ATTR_SIZE && b.policy == SCHED_FIFO && b.flags == 1 &&
	   b.priority == 30);
	is(in_child(reset_child, NULL), 0);
	a = (struct attr) { .nice = -7, .size = sizeof(a) };
	is(SC(sched_setattr, 0, &a, 0), 0);
	is(SC(getpriority, PRIO_PROCESS, 0), 27);
	is(SC(sched_getattr, 0, &b, ATTR_SIZE, 0), 0);
	ok(b.policy == SCHED_OTHER && b.nice == -7 && b.flags == 0);
	a.flags = 1;
	is(SC(sched_setattr, 0, &a, 0), 0);
	is(in_child(reset_child, NULL), 0);
	a.more = 1;
	is(SC(sched_setattr, 0, &a, 0), -E2BIG);
	is(a.size, ATTR_SIZE);
	a.size = ATTR_SIZE - 1;
	is(SC(sched_setattr, 0, &a, 0), -E2BIG);
	a.size = 0;				/* the first version's */
	is(SC(sched_setattr, 0, &a, 0), 0);
	a.priority = 1;
	is(SC(sched_setattr, 0, &a, 0), -EINVAL);
	a.policy = SCHED_RR;
	a.flags = 2;
	is(SC(sched_setattr, 0, &a, 0), -EINVAL);
	a.flags = 0;
	is(SC(sched_setattr, 0, &a, 1), -EINVAL);
	is(SC(sched_setattr, -1, &a, 0), -EINVAL);
	is(SC(sched_setattr, 0, NULL, 0), -EINVAL);
	is(SC(sched_setattr, 999999, &a, 0), -ESRCH);
	is(SC(sched_getattr, 0, &b, ATTR_SIZE - 1, 0), -EINVAL);
	is(SC(sched_getattr, 0, &b, ATTR_SIZE, 1), -EINVAL);
	is(SC(sched_getattr, 999999, &b, ATTR_SIZE, 0), -ESRCH);
	wild(sched_setattr, 1, 0, 0, 0, 0);
	wild(sched_getattr, 1, 1, 0, 0, ATTR_SIZE, 0);
}

ALSO(sched_getattr)

ALSO(sched_getscheduler)

TEST(sched_setparam)
{
	struct sched_param param = { 10 };

	is(SC(sched_setparam, 0, &param), -EINVAL);
	is(SC(sched_setscheduler, 0, SCHED_FIFO, &param), 0);
	param.sched_priority = 20;
	is(SC(sched_setparam, 0, &param), 0);
	param.sched_priority = 0;
	is(SC(sched_getparam, 0, &param), 0);
	is(param.sched_priority, 20);
	is(SC(sched_getparam, 999999, &param), -ESRCH);
	is(SC(sched_getparam, -1, &param), -EINVAL);
	is(SC(sched_getparam, 0, NULL), -EINVAL);
	is(SC(sched_setparam, 999999, &param), -ESRCH);
	is(SC(sched_setparam, 0, NULL), -EINVAL);
	wild(sched_getparam, 1, 1, 0, 0);
	wild(sched_setparam, 1, 0, 0, 0);
}

ALSO(sched_getparam)

TEST(sched_get_priority_max)
{
	is(SC(sched_get_priority_max, SCHED_FIFO), 99);
	is(SC(sched_get_priority_max, SCHED_RR), 99);
	is(SC(sched_get_priority_max, SCHED_OTHER), 0);
	is(SC(sched_get_priority_min, SCHED_FIFO), 1);
	is(SC(sched_get_priority_min, SCHED_RR), 1);
	is(SC(sched_get_priority_min, SCHED_OTHER), 0);
	is(SC(sched_get_priority_max, 77), -EINVAL);
	is(SC(sched_get_priority_min, -1), -EINVAL);
}

ALSO(sched_get_priority_min)

TEST(sched_rr_get_interval)
{
	struct sched_param param = { 10 };
	struct timespec32 ts = { 1, 0 };
	struct timespec64 ts64 = { 1, 0 };

	is(SC(sched_setscheduler, 0, SCHED_RR, &param), 0);
	is(SC(sched_rr_get_interval, 0, &ts), 0);
	ok(ts.sec == 0 && ts.nsec >= 10000000 && ts.nsec <= 200000000);
	is(SC(sched_rr_get_interval_time64, 0, &ts64), 0);
	ok(ts64.sec == 0 && ts64.nsec == ts.nsec);
	is(SC(sched_rr_get_interval, -1, &ts), -EINVAL);
	is(SC(sched_rr_get_interval, 999999, &ts), -ESRCH);
	is(SC(sched_rr_get_interval_time64, 999999, &ts64), -ESRCH);
	wild(sched_rr_get_interval, 1, 1, 0, 0);
	wild(sched_rr_get_interval_time64, 1, 1, 0, 0);
}

ALSO(sched_rr_get_interval_time64)

/* Two of the same real-time priority on one CPU take turns by it. */
TEST(sched_yield)
{
	volatile int *turns = shared_pages(1);
	struct sched_param param = { 10 };
	uint32_t mask = 1;
	int i;

	is(SC(sched_yield), 0);
	is(SC(sched_setaffinity, 0, 4, &mask), 0);
	sched_setscheduler(0, SCHED_FIFO, &param);
	if (fork() == 0) {
		for (i = 0; i < 50; i++) {
			turns[0]++;
			SC(sched_yield);
		}
		_exit(0);
	}
	for (i = 0; i < 200 && turns[0] < 50; i++)
		SC(sched_yield);
	is(turns[0], 50);
	wait(NULL);
}

static int online(void)
{
	uint32_t mask[64] = { 0 };
	int i, n = 0;

	SC(sched_getaffinity, 1, sizeof(mask), mask);
	for (i = 0; i < 2048; i++)
		n += mask[i / 32] >> i % 32 & 1;
	return n;
}

/* Where it may run is where it runs, at once and after being moved. */
static void test_moves(int cpus)
{
	uint32_t mask, cpu;
	int i;

	for (i = 0; i < 3 * cpus; i++) {
		mask = 1u << i % cpus;
		is(SC(sched_setaffinity, 0, 4, &mask), 0);
		is(SC(getcpu, &cpu, NULL, NULL), 0);
		is(cpu, i % cpus);
	}
}

static int user_moves_others(void *pid)
{
	uint32_t mask = 1;

	is(SC(sched_setaffinity, pid, 4, &mask), -EPERM);
	is(SC(sched_setaffinity, 0, 4, &mask), 0);
	return 0;
}

TEST(sched_setaffinity)
{
	uint32_t mask[64] = { 0 }, one = 1;
	int size = SC(sched_getaffinity, 0, sizeof(mask), mask), cpus;
	pid_t pid;

	ok(size >= 4 && size <= 256 && size % 4 == 0);
	cpus = online();
	ok(cpus >= 1);
	test_moves(cpus > 32 ? 32 : cpus);
	is(SC(sched_setaffinity, 0, 4, &one), 0);
	pid = idle_child();			/* inherited */
	memset(mask, 0, sizeof(mask));
	is(SC(sched_getaffinity, pid, sizeof(mask), mask), size);
	is(mask[0], 1);
	mask[0] = ~0u;
	is(SC(sched_setaffinity, pid, 4, mask), 0);
	one = 0;
	is(SC(sched_setaffinity, pid, 4, &one), -EINVAL);
	is(SC(sched_setaffinity, pid, 0, &one), -EINVAL);
	is(SC(sched_getaffinity, pid, 3, mask), -EINVAL);
	is(SC(sched_getaffinity, pid, 0, mask), -EINVAL);
	is(as_user(7003, user_moves_others, (void *)pid), 0);
	end_child(pid);
	is(SC(sched_getaffinity, pid, sizeof(mask), mask), -ESRCH);
	one = 1;
	is(SC(sched_setaffinity, pid, 4, &one), -ESRCH);
	wild(sched_setaffinity, 2, 0, 0, 4, 0);
	wild(sched_getaffinity, 2, 1, 0, size, 0);
}

ALSO(sched_getaffinity)

TEST(getcpu)
{
	uint32_t cpu = 9999, node = 9999;

	is(SC(getcpu, &cpu, &node, NULL), 0);
	ok(cpu < 1024);
	is(node, 0);
	is(SC(getcpu, NULL, NULL, NULL), 0);
	wild(getcpu, 0, 1, 0, 0, 0);
	wild(getcpu, 1, 1, 0, 0, 0);
}
