/*
 * timers.c - alarm, interval timers, and the time that processes have used.
 */
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>

#include "help.h"

#define LONG_TIME	1000		/* seconds: longer than any stall */
#define TICK		10		/* ms */

/* May alarm() say that so many seconds are left of LONG_TIME that began at
   `start' or later? It says the nearest second. */
static bool alarm_may_say(long left, long start)
{
	long passed = now_ms() - start + TICK;

	return left <= LONG_TIME && left >= LONG_TIME - (passed + 500) / 1000;
}

TEST(alarm)
{
	long start = now_ms();
	uint64_t none = 0;

	SC(alarm, 0);
	handle(SIGALRM, count_signal, 0);
	block(SIGALRM);
	is(SC(alarm, LONG_TIME), 0);
	ok(alarm_may_say(SC(alarm, 0), start));
	start = now_ms();
	is(SC(alarm, 1), 0);
	is(SC(rt_sigsuspend, &none, 8), -EINTR);
	is(seen[SIGALRM], 1);
	ok(now_ms() - start >= 1000 - TICK);
	is(SC(alarm, 0), 0);
	start = now_ms();
	is(SC(alarm, LONG_TIME), 0);
	ok(alarm_may_say(SC(alarm, 0), start));
	is(SC(alarm, 0xffffffff), 0);		/* as far as it goes */
	start = now_ms();
	ok((unsigned long)SC(alarm, LONG_TIME) > 1000000);
	ok(alarm_may_say(SC(alarm, 0), start));
}

static struct itimerval32 timer(int ms, int interval)
{
	struct itimerval32 t = {
		{ interval / 1000, interval % 1000 * 1000 },
		{ ms / 1000, ms % 1000 * 1000 },
	};

	return t;
}

static void test_real(void)
{
	struct itimerval32 set = timer(50, 20), off = timer(0, 0), get;
	long start = now_ms();

	handle(SIGALRM, count_signal, 0);
	is(SC(setitimer, ITIMER_REAL, &set, NULL), 0);
	while (seen[SIGALRM] < 5)
		SC(pause);
	ok(now_ms() - start >= 50 + 4 * 20 - 2);
	is(SC(setitimer, ITIMER_REAL, &off, &get), 0);
	is(get.interval.usec, 20000);
	clear_seen();
	sleep_ms(60);
	is(seen[SIGALRM], 0);
	is(SC(getitimer, ITIMER_REAL, &get), 0);
	is(get.value.sec | get.value.usec, 0);
	set = timer(30, 0);			/* once */
	SC(setitimer, ITIMER_REAL, &set, NULL);
	ok(becomes(&seen[SIGALRM], 1));
	sleep_ms(70);
	is(seen[SIGALRM], 1);
}

static long ms_left(int which)
{
	struct itimerval32 get = timer(0, 0);

	is(SC(getitimer, which, &get), 0);
	return get.value.sec * 1000 + get.value.usec / 1000;
}

/* Sleep costs nothing. But running does, and so it may be more than nothing if
   we are stalled before or after the sleep. */
static void test_sleep_is_free(int which, int sig)
{
	struct itimerval32 set = timer(LONG_TIME * 1000, 30);
	long start = now_ms(), cost;

	use_cpu(2 * TICK);			/* the ticks until now */
	is(SC(setitimer, which, &set, NULL), 0);
	sleep_ms(300);
	cost = LONG_TIME * 1000 - ms_left(which);
	ok(cost <= now_ms() - start - 300 + 2 * TICK);
	is(seen[sig], 0);
}

static void test_virtual(int which, int sig)
{
	struct itimerval32 set = timer(30, 30), off = timer(0, 0);
	long end = now_ms() + PATIENCE_MS;

	handle(sig, count_signal, 0);
	test_sleep_is_free(which, sig);
	is(SC(setitimer, which, &set, NULL), 0);
	while (seen[sig] < 2 && now_ms() < end)
		use_cpu(TICK);
	ok(seen[sig] >= 2);
	is(SC(setitimer, which, &off, NULL), 0);
}

TEST(setitimer)
{
	struct itimerval32 set = timer(0, 0), get;

	test_real();
	test_virtual(ITIMER_VIRTUAL, SIGVTALRM);
	test_virtual(ITIMER_PROF, SIGPROF);
	is(SC(setitimer, 3, &set, NULL), -EINVAL);
	is(SC(setitimer, -1, &set, NULL), -EINVAL);
	set.value.usec = 1000000;
	is(SC(setitimer, ITIMER_REAL, &set, NULL), -EINVAL);
	set = timer(0, 0);
	set.interval.usec = -1;
	is(SC(setitimer, ITIMER_REAL, &set, NULL), -EINVAL);
	set = timer(0, 0);
	set.value.sec = -1;
	is(SC(setitimer, ITIMER_REAL, &set, NULL), -EINVAL);
	wild(setitimer, 1, 0, ITIMER_REAL, 0, (long)&get);
	is(SC(setitimer, ITIMER_VIRTUAL, NULL, &get), 0);	/* turns off */
	set = timer(0, 0);
	wild(setitimer, 2, 1, ITIMER_VIRTUAL, (long)&set, 0);
}

TEST(getitimer)
{
	struct itimerval32 set = timer(LONG_TIME * 1000, 300), get;
	long start = now_ms(), passed;

	is(SC(setitimer, ITIMER_REAL, &set, NULL), 0);
	sleep_ms(50);
	is(SC(getitimer, ITIMER_REAL, &get), 0);
	ok((uint32_t)get.value.usec < 1000000);
	passed = LONG_TIME * 1000 - ms_left(ITIMER_REAL);
	ok(passed >= 50 - 2 * TICK && passed <= now_ms() - start + TICK);
	is(get.interval.usec, 300000);
	is(SC(getitimer, ITIMER_VIRTUAL, &get), 0);
	is(get.value.sec | get.value.usec, 0);
	is(SC(getitimer, 3, &get), -EINVAL);
	wild(getitimer, 1, 1, ITIMER_REAL, 0);
}

TEST(times)
{
	struct tms a, b;
	long start = SC(times, &a), end;
	pid_t pid;

	use_cpu(200);
	pid = fork();
	if (pid == 0) {
		use_cpu(200);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	sleep_ms(TICK);			/* the last ticks are counted now */
	end = SC(times, &b);
	ok(end - start >= 35);			/* in 1/100 s */
	ok(end - start < PATIENCE_MS / 10);
	ok(b.tms_utime + b.tms_stime - a.tms_utime - a.tms_stime >= 5);
	ok(b.tms_cutime + b.tms_cstime >= 5);
	ok(a.tms_cutime + a.tms_cstime == 0);
	ok(SC(times, NULL) >= end);
	wild(times, 0, 1, 0);
}

struct rusage32 {
	struct timeval32 user, system;
	int32_t maxrss, ixrss, idrss, isrss, minflt, majflt, more[8];
};

static long used_ms(const struct rusage32 *r)
{
	return (r->user.sec + r->system.sec) * 1000 +
	       (r->user.usec + r->system.usec) / 1000;
}

TEST(getrusage)
{
	struct rusage32 a, b;
	char *p;
	int i;

	is(SC(getrusage, RUSAGE_SELF, &a), 0);
	p = private_pages(64);
	for (i = 0; i < 64; i++)
		p[i * PAGE] = 1;
	use_cpu(100);
	is(SC(getrusage, RUSAGE_SELF, &b), 0);
	ok(b.minflt - a.minflt >= 64);
	ok(used_ms(&b) - used_ms(&a) >= 100);
	is(SC(getrusage, RUSAGE_CHILDREN, &a), 0);
	is(a.user.sec, 0);
	is(SC(getrusage, 1, &b), 0);		/* RUSAGE_THREAD */
	is(SC(getrusage, 2, &b), -EINVAL);
	is(SC(getrusage, -3, &b), -EINVAL);
	wild(getrusage, 1, 1, RUSAGE_SELF, 0);
}
