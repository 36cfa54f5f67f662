/*
 * time.c - clocks, and sleeping by them.
 */
#include <sys/timex.h>
#include <time.h>

#include "help.h"

#define YEAR_2001	978307200
#define LONG_SLEEP	1000		/* seconds: longer than any stall */
#define SOON		50		/* ms */

/* May these seconds of the wall clock, which were 0 at `start' or later, have
   passed until now? */
static bool may_have_passed(long seconds, long start)
{
	return seconds >= 0 && seconds <= (now_ms() - start + 1) / 1000 + 1;
}

static int sets_time(void *unused)
{
	struct timeval32 tv = { YEAR_2001, 0 };
	struct timespec32 ts = { YEAR_2001, 0 };
	struct timespec64 ts64 = { YEAR_2001, 0 };
	int32_t seconds = YEAR_2001;

	(void)unused;
	is(SC(stime, &seconds), -EPERM);
	is(SC(settimeofday, &tv, NULL), -EPERM);
	is(SC(clock_settime, CLOCK_REALTIME, &ts), -EPERM);
	is(SC(clock_settime64, CLOCK_REALTIME, &ts64), -EPERM);
	return 0;
}

TEST(time)
{
	int32_t t = 0;
	long start = now_ms(), now = SC(time, &t);

	ok(now > 1000000);
	is(t, now);
	ok(may_have_passed(SC(time, NULL) - now, start));
	wild(time, 0, 1, 0);
}

TEST(stime)
{
	int32_t t = YEAR_2001;
	long start;

	is(as_user(6001, sets_time, NULL), 0);
	wild(stime, 0, 0, 0);
	if (!in_guest())
		return;
	start = now_ms();
	is(SC(stime, &t), 0);
	ok(may_have_passed(SC(time, NULL) - YEAR_2001, start));
}

TEST(gettimeofday)
{
	struct timeval32 tv = { 0, -1 }, tv2;
	int32_t tz[2] = { 77, 77 };
	int i;

	is(SC(gettimeofday, &tv, tz), 0);
	ok((uint32_t)tv.usec < 1000000);
	ok(tv.sec - SC(time, NULL) <= 0);
	ok(tz[0] != 77);
	is(SC(gettimeofday, NULL, NULL), 0);
	is(SC(gettimeofday, NULL, tz), 0);
	for (i = 0; i < 10000; i++) {		/* never back */
		SC(gettimeofday, &tv2, NULL);
		if (tv2.sec < tv.sec ||
		    (tv2.sec == tv.sec && tv2.usec < tv.usec))
			break;
		tv = tv2;
	}
	is(i, 10000);
	wild(gettimeofday, 0, 1, 0, 0);
	wild(gettimeofday, 1, 1, 0, 0);
}

TEST(settimeofday)
{
	struct timeval32 tv = { YEAR_2001, 500000 }, bad = { 0, 1000000 };
	struct timespec32 before, after;
	long start;

	is(as_user(6001, sets_time, NULL), 0);
	is(SC(settimeofday, &bad, NULL), -EINVAL);
	bad.usec = -1;
	is(SC(settimeofday, &bad, NULL), -EINVAL);
	wild(settimeofday, 0, 0, 0, 0);
	wild(settimeofday, 1, 0, 0, 0);
	if (!in_guest())
		return;
	start = now_ms();
	SC(clock_gettime, CLOCK_MONOTONIC, &before);
	is(SC(settimeofday, &tv, NULL), 0);
	SC(gettimeofday, &tv, NULL);
	SC(clock_gettime, CLOCK_MONOTONIC, &after);
	ok(may_have_passed(tv.sec - YEAR_2001, start));
	ok(may_have_passed(after.sec - before.sec, start));	/* not set */
	is(SC(settimeofday, NULL, NULL), 0);
}

/* Clocks that are there: none goes back, and sleeping moves those that count
   while we sleep. */
static void test_clock(int clock, bool runs_in_sleep)
{
	struct timespec32 a, b, res;
	struct timespec64 c;
	int64_t ns;

	is(SC(clock_getres, clock, &res), 0);
	ok(res.sec == 0 && res.nsec > 0 && res.nsec <= 10000000);
	is(SC(clock_gettime, clock, &a), 0);
	ok((uint32_t)a.nsec < 1000000000);
	sleep_ms(50);
	is(SC(clock_gettime, clock, &b), 0);
	is(SC(clock_gettime64, clock, &c), 0);
	ns = (b.sec - a.sec) * 1000000000LL + b.nsec - a.nsec;
	ok(ns >= 0);
	if (runs_in_sleep)
		ok(ns >= 40000000);
	ok(c.sec > b.sec || (c.sec == b.sec && c.nsec >= b.nsec));
	is(SC(clock_getres, clock, NULL), 0);
	is(SC(clock_getres_time64, clock, NULL), 0);
}

TEST(clock_gettime)
{
	struct timespec32 ts;

	test_clock(CLOCK_REALTIME, true);
	test_clock(CLOCK_MONOTONIC, true);
	test_clock(CLOCK_BOOTTIME, true);
	test_clock(CLOCK_MONOTONIC_RAW, true);
	test_clock(CLOCK_PROCESS_CPUTIME_ID, false);
	test_clock(CLOCK_THREAD_CPUTIME_ID, false);
	is(SC(clock_gettime, CLOCK_REALTIME_COARSE, &ts), 0);
	is(SC(clock_gettime, CLOCK_MONOTONIC_COARSE, &ts), 0);
	is(SC(clock_gettime, 99, &ts), -EINVAL);
	is(SC(clock_gettime, 0x7fffffff, &ts), -EINVAL);
	wild(clock_gettime, 1, 1, CLOCK_REALTIME, 0);
	wild(clock_gettime, 1, 1, CLOCK_MONOTONIC, 0);
}

TEST(clock_gettime64)
{
	struct timespec64 ts = { -1, -1 };
	long before = SC(time, NULL);

	is(SC(clock_gettime64, CLOCK_REALTIME, &ts), 0);
	ok(ts.sec >= before && ts.sec <= SC(time, NULL));
	ok(ts.nsec >= 0 && ts.nsec < 1000000000);
	is(SC(clock_gettime64, 99, &ts), -EINVAL);
	wild(clock_gettime64, 1, 1, CLOCK_REALTIME, 0);
}

TEST(clock_getres)
{
	struct timespec32 ts;

	is(SC(clock_getres, 99, &ts), -EINVAL);
	wild(clock_getres, 1, 1, CLOCK_REALTIME, 0);
}

TEST(clock_getres_time64)
{
	struct timespec64 ts = { 1, 0 };

	is(SC(clock_getres_time64, CLOCK_MONOTONIC, &ts), 0);
	ok(ts.sec == 0 && ts.nsec > 0);
	is(SC(clock_getres_time64, 99, &ts), -EINVAL);
	wild(clock_getres_time64, 1, 1, CLOCK_REALTIME, 0);
}

TEST(clock_settime)
{
	struct timespec32 ts = { YEAR_2001, 1000000000 };
	long start;

	is(as_user(6001, sets_time, NULL), 0);
	is(SC(clock_settime, CLOCK_REALTIME, &ts), -EINVAL);
	ts.nsec = 5;
	is(SC(clock_settime, CLOCK_MONOTONIC, &ts), -EINVAL);
	is(SC(clock_settime, 99, &ts), -EINVAL);
	wild(clock_settime, 1, 0, CLOCK_REALTIME, 0);
	if (!in_guest())
		return;
	start = now_ms();
	is(SC(clock_settime, CLOCK_REALTIME, &ts), 0);
	ok(may_have_passed(SC(time, NULL) - YEAR_2001, start));
}

TEST(clock_settime64)
{
	struct timespec64 ts = { YEAR_2001, -1 };
	long start;

	is(SC(clock_settime64, CLOCK_REALTIME, &ts), -EINVAL);
	is(SC(clock_settime64, CLOCK_MONOTONIC, &ts), -EINVAL);
	wild(clock_settime64, 1, 0, CLOCK_REALTIME, 0);
	if (!in_guest())
		return;
	ts.nsec = 0;
	start = now_ms();
	is(SC(clock_settime64, CLOCK_REALTIME, &ts), 0);
	ok(may_have_passed(SC(time, NULL) - YEAR_2001, start));
}

/* Our next sleep gets SIGUSR1 when it has lasted that long. */
static void interrupt_after(int ms)
{
	pid_t parent = getpid();

	handle(SIGCHLD, SIG_IGN, 0);
	if (fork() == 0) {
		gets_state(parent, 'S');
		sleep_ms(ms);
		kill(parent, SIGUSR1);
		_exit(0);
	}
}

/* May that be left of a LONG_SLEEP that began at `start' or later, and lasted
   `ms' at least? */
static bool may_be_left(int64_t sec, int64_t nsec, int ms, long start)
{
	int64_t slept = (LONG_SLEEP - sec) * 1000 - nsec / 1000000;

	return nsec >= 0 && nsec < 1000000000 && slept >= ms - 1 &&
	       slept <= now_ms() - start + 1;
}

TEST(nanosleep)
{
	struct timespec32 ts = { 0, 100000000 }, left = { 7, 7 };
	long start = now_ms();

	is(SC(nanosleep, &ts, &left), 0);
	ok(now_ms() - start >= 100);
	is(left.sec, 7);			/* only when interrupted */
	ts.nsec = 0;
	is(SC(nanosleep, &ts, NULL), 0);
	handle(SIGUSR1, count_signal, SA_RESTART);
	interrupt_after(SOON);
	ts.sec = LONG_SLEEP;
	start = now_ms();
	is(SC(nanosleep, &ts, &left), -EINTR);
	ok(may_be_left(left.sec, left.nsec, SOON, start));
	ts = (struct timespec32){ 0, 1000000000 };
	is(SC(nanosleep, &ts, NULL), -EINVAL);
	ts = (struct timespec32){ -1, 0 };
	is(SC(nanosleep, &ts, NULL), -EINVAL);
	ts = (struct timespec32){ 0, -1 };
	is(SC(nanosleep, &ts, NULL), -EINVAL);
	wild(nanosleep, 0, 0, 0, 0);
	ts = (struct timespec32){ LONG_SLEEP, 0 };
	interrupt_after(SOON);
	is(SC(nanosleep, &ts, 8), -EFAULT);
}

/* The sleeper is stopped for a moment, and SOON after it has gone on it gets a
   signal if it still sleeps. *slept: the milliseconds until then. */
static void disturb(pid_t sleeper, volatile int *slept)
{
	long start;

	gets_state(sleeper, 'S');
	start = now_ms();
	sleep_ms(SOON);
	kill(sleeper, SIGSTOP);
	gets_state(sleeper, 'T');
	sleep_ms(SOON);
	kill(sleeper, SIGCONT);
	gets_state(sleeper, 'S');
	sleep_ms(SOON);
	*slept = now_ms() - start;
	kill(sleeper, SIGUSR1);
	_exit(0);
}

/* A stop in between does not end it early, nor make it longer: what is left of
   it is less by what was before the stop, too. */
static void test_stopped_sleep(void)
{
	struct timespec32 ts = { 0, 300000000 }, left = { 7, 7 };
	volatile int *slept = shared_pages(1);
	long start = now_ms();
	pid_t parent = getpid();

	handle(SIGUSR1, SIG_IGN, 0);
	if (fork() == 0)
		disturb(parent, slept);
	is(SC(clock_nanosleep, CLOCK_MONOTONIC, 0, &ts, NULL), 0);
	ok(now_ms() - start >= 300);
	wait(NULL);
	handle(SIGUSR1, count_signal, 0);
	if (fork() == 0)
		disturb(parent, slept);
	ts.sec = LONG_SLEEP;
	ts.nsec = 0;
	start = now_ms();
	is(SC(clock_nanosleep, CLOCK_MONOTONIC, 0, &ts, &left), -EINTR);
	ok(may_be_left(left.sec, left.nsec, *slept, start));
}

static int in_other_group(void *unused)
{
	(void)unused;
	test_stopped_sleep();
	return 0;
}

TEST(clock_nanosleep)
{
	struct timespec32 ts, left = { 7, 7 };
	long start = now_ms();

	SC(clock_gettime, CLOCK_MONOTONIC, &ts);
	ts.sec += (ts.nsec + 100000000) / 1000000000;
	ts.nsec = (ts.nsec + 100000000) % 1000000000;
	is(SC(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL), 0);
	ok(now_ms() - start >= 99);
	is(SC(clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL), 0);
	ts = (struct timespec32){ 0, 20000000 };
	is(SC(clock_nanosleep, CLOCK_REALTIME, 0, &ts, &left), 0);
	handle(SIGUSR1, count_signal, 0);
	interrupt_after(SOON);
	ts = (struct timespec32){ LONG_SLEEP, 0 };
	start = now_ms();
	is(SC(clock_nanosleep, CLOCK_REALTIME, 0, &ts, &left), -EINTR);
	ok(may_be_left(left.sec, left.nsec, SOON, start));
	SC(clock_gettime, CLOCK_REALTIME, &ts);
	ts.sec += LONG_SLEEP;
	left.sec = 7;
	interrupt_after(SOON);
	is(SC(clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &ts, &left),
	   -EINTR);
	is(left.sec, 7);			/* nothing is left of a date */
	is(SC(clock_nanosleep, 99, 0, &ts, NULL), -EINVAL);
	ts.nsec = -1;
	is(SC(clock_nanosleep, CLOCK_MONOTONIC, 0, &ts, NULL), -EINVAL);
	wild(clock_nanosleep, 2, 0, CLOCK_MONOTONIC, 0, 0, 0);
	handle(SIGCHLD, SIG_DFL, 0);
	is(in_child(in_other_group, NULL), 0);
}

TEST(clock_nanosleep_time64)
{
	struct timespec64 ts = { 0, 50000000 }, left = { 7, 7 };
	long start = now_ms();

	is(SC(clock_nanosleep_time64, CLOCK_MONOTONIC, 0, &ts, &left), 0);
	ok(now_ms() - start >= 50);
	handle(SIGUSR1, count_signal, 0);
	interrupt_after(SOON);
	ts = (struct timespec64){ LONG_SLEEP, 0 };
	start = now_ms();
	is(SC(clock_nanosleep_time64, CLOCK_MONOTONIC, 0, &ts, &left), -EINTR);
	ok(may_be_left(left.sec, left.nsec, SOON, start));
	ts.nsec = 1000000000;
	is(SC(clock_nanosleep_time64, CLOCK_MONOTONIC, 0, &ts, NULL), -EINVAL);
	is(SC(clock_nanosleep_time64, 99, 0, &ts, NULL), -EINVAL);
	wild(clock_nanosleep_time64, 2, 0, CLOCK_MONOTONIC, 0, 0, 0);
}

/* After a stop, what goes on with the rest of its time comes back by this
   call (test_stopped_sleep()); out of the blue there is nothing to go on. */
TEST(restart_syscall)
{
	is(SC(restart_syscall), -EINTR);
	is(in_child(in_other_group, NULL), 0);
}

static int user_adjusts(void *unused)
{
	struct timex tx;

	(void)unused;
	memset(&tx, 0, sizeof(tx));
	ok(SC(adjtimex, &tx) >= 0);		/* to look is allowed */
	tx.modes = ADJ_TICK;
	tx.tick = 10000;
	is(SC(adjtimex, &tx), -EPERM);
	return 0;
}

TEST(adjtimex)
{
	struct timex tx;

	memset(&tx, 0, sizeof(tx));
	ok(SC(adjtimex, &tx) >= 0);
	is(tx.tick, 10000);
	ok(tx.time.tv_sec > 0);
	tx.modes = ADJ_TICK;
	tx.tick = 1;
	is(SC(adjtimex, &tx), -EINVAL);
	tx.tick = 10000;
	ok(SC(adjtimex, &tx) >= 0);
	is(as_user(6002, user_adjusts, NULL), 0);
	wild(adjtimex, 0, 1, 0);
}
