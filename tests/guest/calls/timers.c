/*
 * timers.c - alarm, interval timers, and the time that processes have used.
 */
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>

#include "help.h"

/* Uses time, nearly all of it in user mode. */
static void burn(int ms)
{
	long end = now_ms() + ms;
	volatile int i;

	while (now_ms() < end)
		for (i = 0; i < 20000; i++)
			;
}

TEST(alarm)
{
	SC(alarm, 0);
	handle(SIGALRM, count_signal, 0);
	is(SC(alarm, 100), 0);
	ok(SC(alarm, 1) >= 99);
	sleep_ms(500);
	is(seen[SIGALRM], 0);
	is(SC(pause), -EINTR);
	is(seen[SIGALRM], 1);
	is(SC(alarm, 0), 0);
	is(SC(alarm, 50), 0);
	is(SC(alarm, 0), 50);
	is(SC(alarm, 0xffffffff), 0);		/* as far as it goes */
	ok((unsigned long)SC(alarm, 10) > 1000);
	is(SC(alarm, 0), 10);
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
	sleep_ms(100);
	is(seen[SIGALRM], 1);
	SC(alarm, 20);
}

static void test_virtual(int which, int sig)
{
	struct itimerval32 set = timer(30, 30), off = timer(0, 0);

	handle(sig, count_signal, 0);
	is(SC(setitimer, which, &set, NULL), 0);
	sleep_ms(150);
	is(seen[sig], 0);			/* sleep costs nothing */
	burn(200);
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
	struct itimerval32 set = timer(5000, 300), get;

	is(SC(setitimer, ITIMER_REAL, &set, NULL), 0);
	sleep_ms(50);
	is(SC(getitimer, ITIMER_REAL, &get), 0);
	ok(get.value.sec == 4 && get.value.usec > 0);
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

	burn(200);
	pid = fork();
	if (pid == 0) {
		burn(200);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	end = SC(times, &b);
	ok(end - start >= 35 && end - start < 1000);	/* in 1/100 s */
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

TEST(getrusage)
{
	struct rusage32 a, b;
	char *p;
	int i;

	is(SC(getrusage, RUSAGE_SELF, &a), 0);
	p = private_pages(64);
	for (i = 0; i < 64; i++)
		p[i * PAGE] = 1;
	burn(100);
	is(SC(getrusage, RUSAGE_SELF, &b), 0);
	ok(b.minflt - a.minflt >= 64);
	ok(b.user.sec > a.user.sec || b.user.usec > a.user.usec ||
	   b.system.usec > a.system.usec);
	is(SC(getrusage, RUSAGE_CHILDREN, &a), 0);
	is(a.user.sec, 0);
	is(SC(getrusage, 1, &b), 0);		/* RUSAGE_THREAD */
	is(SC(getrusage, 2, &b), -EINVAL);
	is(SC(getrusage, -3, &b), -EINVAL);
	wild(getrusage, 1, 1, RUSAGE_SELF, 0);
}
