/*
 * sleep.c - on each CPU a process of high priority sleeps in all ways there
 * are, while others compute and move about at random. Nothing may be too
 * short, and nothing more than a tick too long; what the load costs comes on
 * top (LOAD_US): a millisecond in Bochs is few instructions.
 */
#include <poll.h>
#include <sys/select.h>
#include <sys/time.h>
#include "clock.h"

#define SLEEPS		8		/* of each kind, on each CPU */
#define LONGEST_US	45000
#define LOAD_US		3000
#define SLAVE_US	TICK_US		/* the 8254 ticks when it likes */
#define PERIODS		10		/* of an interval timer */
#define PERIOD_US	30000

enum { NANOSLEEP, SELECT, POLL, ITIMER, CLOCK_ABS, KINDS };

static const char *const names[KINDS] = {
	"nanosleep()", "select()", "poll()", "setitimer()",
	"clock_nanosleep(TIMER_ABSTIME)",
};

/* Shared: by kind and CPU. */
static struct result {
	u32 early, late, most;
	u32 periods_off;
} (*results)[MAX_CPUS];

static volatile u32 *stop;
static volatile sig_atomic_t alarms;

static void on_alarm(int sig)
{
	(void)sig;
	alarms++;
}

static void sleep_itimer(u32 us)
{
	struct itimerval it = { { 0, 0 }, { 0, us } };
	sigset_t mask, old;

	sigemptyset(&mask);
	sigaddset(&mask, SIGALRM);
	sigprocmask(SIG_BLOCK, &mask, &old);
	alarms = 0;
	setitimer(ITIMER_REAL, &it, NULL);
	while (!alarms)
		sigsuspend(&old);
	sigprocmask(SIG_SETMASK, &old, NULL);
}

static void sleep_absolute(u32 us)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	ts.tv_nsec += us * 1000;
	if (ts.tv_nsec >= 1000000000) {
		ts.tv_nsec -= 1000000000;
		ts.tv_sec++;
	}
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL);
}

/* poll() knows milliseconds only. Returns what was asked for. */
static u32 sleep_by(int kind, u32 us)
{
	struct timespec ts = { 0, us * 1000 };
	struct timeval tv = { 0, us };

	switch (kind) {
	case NANOSLEEP:
		nanosleep(&ts, NULL);
		return us;
	case SELECT:
		select(0, NULL, NULL, NULL, &tv);
		return us;
	case POLL:
		poll(NULL, 0, us / 1000);
		return us / 1000 * 1000;
	case ITIMER:
		sleep_itimer(us);
		return us;
	default:
		sleep_absolute(us);
		return us;
	}
}

static u32 most_late(void)
{
	return TICK_US + LOAD_US + (ticks_stop ? 0 : SLAVE_US);
}

static void one_sleep(int kind, u32 us, struct result *r)
{
	u64 before = now_us();
	u32 wanted = sleep_by(kind, us), took = now_us() - before;

	r->early += took < wanted;
	if (took > wanted && took - wanted > r->most)
		r->most = took - wanted;
	r->late += took > wanted + most_late();
}

/* An interval timer rings so often in its time, and no tick is added up. */
static u32 periods_off(void)
{
	struct itimerval it = { { 0, PERIOD_US }, { 0, PERIOD_US } }, off;
	u64 before, took;

	memset(&off, 0, sizeof(off));
	alarms = 0;
	before = now_us();
	setitimer(ITIMER_REAL, &it, NULL);
	while (alarms < PERIODS)
		pause();
	took = now_us() - before;
	setitimer(ITIMER_REAL, &off, NULL);
	return took < PERIODS * PERIOD_US ||
	       took > PERIODS * PERIOD_US + most_late();
}

static void sleeper(u32 cpu)
{
	u32 i, kind, random = cpu * 77 + 5;

	run_on(cpu);
	real_time();
	signal(SIGALRM, on_alarm);
	for (i = 0; i < SLEEPS; i++)
		for (kind = 0; kind < KINDS; kind++) {
			random = random * 1103515245 + 12345;
			one_sleep(kind, 1000 + random / 65536 % LONGEST_US,
				  &results[kind][cpu]);
		}
	results[ITIMER][cpu].periods_off = periods_off();
}

/* Computes, here and there. */
static void hog(u32 number)
{
	u32 random = number * 99 + 1;
	volatile u32 i;

	while (!*stop) {
		random = random * 1103515245 + 12345;
		run_on(random / 65536 % nr_cpus);
		for (i = 0; i < 1000 + random / 65536 % 20000 && !*stop; i++)
			;
	}
}

static void tell(int kind)
{
	u32 i, early = 0, late = 0, most = 0;

	for (i = 0; i < nr_cpus; i++) {
		early += results[kind][i].early;
		late += results[kind][i].late;
		if (results[kind][i].most > most)
			most = results[kind][i].most;
	}
	ok(early == 0, "%s is never too short", names[kind]);
	ok(late == 0, "nor more than a tick too long, on no CPU: %u us", most);
}

void test_sleeps(void)
{
	pid_t hogs[2 * MAX_CPUS], sleepers[MAX_CPUS];
	u32 i, kind, off = 0;

	results = share(KINDS * sizeof(*results));
	stop = share(sizeof(*stop));
	for (i = 0; i < nr_cpus + 1; i++)
		hogs[i] = start(hog, i);
	for (i = 0; i < nr_cpus; i++)
		sleepers[i] = start(sleeper, i);
	for (i = 0; i < nr_cpus; i++)
		reap(sleepers[i]);
	*stop = 1;
	for (i = 0; i < nr_cpus + 1; i++)
		reap(hogs[i]);
	for (kind = 0; kind < KINDS; kind++)
		tell(kind);
	for (i = 0; i < nr_cpus; i++)
		off += results[ITIMER][i].periods_off;
	ok(off == 0, "%u periods of an interval timer take as long", PERIODS);
}
