/*
 * monotone.c - a clock that was read on one CPU and then, by anybody who knows
 * what it showed, on another, must not have gone back.
 */
#include <sys/time.h>
#include "clock.h"

#define HOPS		300		/* of one process, for each CPU */
#define READINGS	4000		/* of each CPU at once */
#define HOUR_US		(3600ULL * SEC_US)

/* The furthest that anybody has seen. The word that is odd is a lock. */
static struct {
	volatile u32 lock;
	u64 last, back, wall_back, wall_last;
} *seen;

static u64 wall_us(void)
{
	struct timeval tv;

	gettimeofday(&tv, NULL);
	return (u64)tv.tv_sec * SEC_US + tv.tv_usec;
}

/* One process that reads, moves, and reads again. */
static void test_hops(void)
{
	u64 last = now_us(), wall = wall_us(), now, back = 0, most = 0;
	u32 i;

	for (i = 0; i < HOPS * nr_cpus; i++) {
		run_on(i * 7 % nr_cpus);
		now = now_us();
		back += now < last;
		if (now > last && now - last > most)
			most = now - last;
		last = now;
		now = wall_us();
		back += now < wall;
		wall = now;
	}
	ok(back == 0, "a process that moves sees no clock go back (%u moves)",
	   HOPS * nr_cpus);
	ok(most < SEC_US / 2, "nor leap: at most %llu us",
	   (unsigned long long)most);
}

static void lock(void)
{
	while (__sync_lock_test_and_set(&seen->lock, 1))
		__asm__ volatile("pause");
}

/* Under the lock: what was read before it, by anybody, is not more. */
static void look(void)
{
	u64 now, wall;

	lock();
	now = now_us();
	wall = wall_us();
	if (now < seen->last)
		seen->back++;
	if (wall < seen->wall_last)
		seen->wall_back++;
	seen->last = now;
	seen->wall_last = wall;
	__sync_lock_release(&seen->lock);
}

static void reader(u32 cpu)
{
	u32 i;

	run_on(cpu);
	for (i = 0; i < READINGS; i++)
		look();
}

void test_monotone(void)
{
	pid_t pids[MAX_CPUS];
	u32 i;

	test_hops();
	seen = share(sizeof(*seen));
	for (i = 0; i < nr_cpus; i++)
		pids[i] = start(reader, i);
	for (i = 0; i < nr_cpus; i++)
		reap(pids[i]);
	ok(seen->back == 0, "%u CPUs at once see CLOCK_MONOTONIC never go back",
	   nr_cpus);
	ok(seen->wall_back == 0, "nor gettimeofday()");
}
