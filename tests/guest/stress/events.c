/*
 * events.c - a CPU is troubled only for what it runs, and then at once (M6,
 * Q5): flushes go to the CPUs that run the memory, a signal fetches a process
 * from user mode on another CPU, and who is woken there with a higher priority
 * does not wait for the end of a long call. The bounds are instructions; they
 * are looked at where time is virtual (stress.exact=1).
 */
#include <linux/futex.h>
#include "stress.h"

#define FLUSHES		50
#define PAGES		32		/* of each munmap(), mprotect() */
#define STRAY		6		/* messages of others meanwhile */

/* The sum over all CPUs of a line of /proc/smp: its last column. */
static u32 smp_figure(const char *label)
{
	static char text[8192];
	int fd = open("/proc/smp", O_RDONLY), n, len = 0;
	char *p, *end;
	u32 sum = 0;

	while ((n = read(fd, text + len, sizeof(text) - 1 - len)) > 0)
		len += n;
	close(fd);
	text[len] = '\0';
	p = strstr(text, label);
	end = p ? strchr(p, '\n') : NULL;
	if (!end) {
		wrong("/proc/smp has no line \"%s\"", label);
		return 0;
	}
	for (p = strchr(p, ':') + 1; p < end; )
		sum = strtoul(p, &p, 10);
	return sum;
}

static u32 flushes_sent(void)
{
	return smp_figure("sent invalidate");
}

/* Pages come and go, and change what may be done with them. */
static void map_and_unmap(u32 times)
{
	u32 i;
	char *p;

	while (times--) {
		p = map(PAGES * PAGE, MAP_PRIVATE);
		for (i = 0; i < PAGES; i++)
			p[i * PAGE] = 1;
		mprotect(p, PAGES * PAGE, PROT_READ);
		munmap(p, PAGES * PAGE);
	}
}

/* What `times' rounds of it may cost: two messages to each CPU that runs the
   memory besides, and one to each that has it left over from before. */
static void count_flushes(u32 times, u32 others)
{
	u32 before = flushes_sent(), sent, least = 2 * times * others;

	map_and_unmap(times);
	sent = flushes_sent() - before;
	if (sent < least || sent > least + nr_cpus + STRAY)
		wrong("%u flushes with %u other CPUs: %u messages",
		      2 * times, others, sent);
}

/* The first changes what both have, on a CPU of its own; the other looks on,
   in user mode. */
static void flush_thread(u32 number)
{
	sys(sched_setaffinity, 0, 4, &(u32){ 1u << number });
	atomic_add(&shared->go, 1);
	while (shared->go < 2)
		sys(sched_yield);
	if (number) {
		while (!shared->stop)
			;
		return;
	}
	count_flushes(scale(FLUSHES), 1);
	shared->stop = 1;
}

STRESS(flushes, "flushes trouble only the CPUs that run the memory")
{
	if (nr_cpus < 2)
		return;
	move_to(0, 0);
	run_threads(2, flush_thread);
	usleep(20000);			/* the other is gone */
	map_and_unmap(1);
	count_flushes(scale(FLUSHES), 0);
}

/* --- fetched from user mode ----------------------------------------------- */

#define DEATHS		20
#define FETCHED		20000		/* instructions, until it is out */
#define SETTLED		10000		/* and looked at once more */

static u64 tsc(void)
{
	u64 t;

	__asm__ volatile("rdtsc" : "=A" (t));
	return t;
}

static void wait_cycles(u64 n)
{
	u64 until = tsc() + n;

	while (tsc() < until)
		;
}

/* Counts, and makes no system call. */
static void counter(u32 number)
{
	move_to(0, 1);
	for (;;)
		shared->count[number]++;
}

static void kill_counter(u32 number, u32 *state)
{
	u32 count;

	usleep(rnd(state, 20000));
	kill(shared->pid[number], SIGKILL);
	wait_cycles(FETCHED);
	count = shared->count[number];
	wait_cycles(SETTLED);
	if (exact && shared->count[number] != count)
		wrong("a process is in user mode %u instructions after it was "
		      "killed", FETCHED);
}

STRESS(deaths, "a process that is killed is out of user mode at once")
{
	u32 state = seed_for(0), i;
	int status;

	if (nr_cpus < 2)
		return;
	move_to(0, 0);
	for (i = 0; i < scale(DEATHS); i++) {
		shared->count[0] = 0;
		start_workers(1, counter);
		while (!shared->count[0])
			usleep(1000);
		kill_counter(0, &state);
		if (waitpid(shared->pid[0], &status, 0) < 0 ||
		    status != SIGKILL)
			wrong("a counter ended with %x", status);
	}
}

/* --- the kernel gives way ----------------------------------------------- */

#define WAKES		30
#define LONG_PAGES	(12 * 1024)	/* twelve tables of zero pages */
#define GIVES_WAY	100000		/* instructions */

static volatile u32 *bell;		/* a futex */
static volatile u64 *rung;

/* Long calls without a memory of their own to speak of. */
static void caller(u32 number)
{
	void *p;

	(void)number;
	move_to(0, 1);
	while (!shared->stop) {
		p = mmap(NULL, LONG_PAGES * PAGE, PROT_READ, MAP_PRIVATE |
			 MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
		if (p == MAP_FAILED)
			wrong("no room: %s", strerror(errno));
		munmap(p, LONG_PAGES * PAGE);
		shared->go++;
	}
}

static void sleeper(u32 number)
{
	struct sched_param param = { .sched_priority = 1 };
	u32 i;
	u64 took;

	(void)number;
	move_to(0, 1);
	if (sched_setscheduler(0, SCHED_FIFO, &param))
		wrong("SCHED_FIFO: %s", strerror(errno));
	for (i = 0; i < scale(WAKES); i++) {
		while (*bell == i)
			sys(futex, bell, FUTEX_WAIT, i);
		took = tsc() - *rung;
		if (exact && took > GIVES_WAY)
			wrong("woken after %u instructions", (u32)took);
		shared->count[0] = i + 1;
	}
}

STRESS(giveway, "a long call gives way to who is woken with more priority")
{
	u32 state = seed_for(0), i, *shm;

	if (nr_cpus < 2)
		return;
	shm = map(PAGE, MAP_SHARED);
	bell = shm;
	rung = (u64 *)(shm + 2);
	move_to(0, 0);
	start_workers(1, caller);
	start_workers(1, sleeper);
	while (!shared->go)
		usleep(1000);
	for (i = 0; i < scale(WAKES); i++) {
		usleep(rnd(&state, 20000));
		*rung = tsc();
		*bell = i + 1;
		sys(futex, bell, FUTEX_WAKE, 1);
		while (shared->count[0] == i)
			usleep(1000);
	}
	shared->stop = 1;
	wait_workers();
}
