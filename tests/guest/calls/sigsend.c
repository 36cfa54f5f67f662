/*
 * sigsend.c - sending signals: to whom, by whom, and in which order they
 * arrive.
 */
#include <sys/resource.h>

#include "help.h"

/* Processes that count SIGUSR1 in shared memory. */
static volatile int *counts;

static void count_shared(int sig)
{
	(void)sig;
	counts[1] = getpid();
	__sync_fetch_and_add(&counts[0], 1);
}

static pid_t counting_child(pid_t group)
{
	volatile int *ready = &counts[2];
	int before = *ready;
	pid_t pid = fork();

	if (pid == 0) {
		setpgid(0, group);
		handle(SIGUSR1, count_shared, 0);
		__sync_fetch_and_add(ready, 1);
		for (;;)
			pause();
	}
	while (*ready == before)
		sleep_ms(1);
	return pid;
}

static void test_groups(void)
{
	pid_t a = counting_child(0), b = counting_child(a);

	is(SC(kill, -a, SIGUSR1), 0);
	ok(becomes(&counts[0], 2));
	is(SC(kill, a, SIGUSR1), 0);
	ok(becomes(&counts[0], 3));
	is(counts[1], a);
	is(SC(kill, -a, 0), 0);
	end_child(a);
	is(SC(kill, -a, SIGUSR1), 0);		/* b is still there */
	ok(becomes(&counts[0], 4));
	end_child(b);
	is(SC(kill, -a, 0), -ESRCH);
	is(SC(kill, b, 0), -ESRCH);
}

/* All that we may; not process 1, not ourselves. */
static int kill_all(void *unused)
{
	pid_t a = counting_child(0), b = counting_child(0);

	(void)unused;
	handle(SIGUSR1, count_signal, 0);
	clear_seen();
	is(SC(kill, -1, SIGUSR1), 0);
	ok(becomes(&counts[0], 2));
	is(seen[SIGUSR1], 0);
	end_child(a);
	end_child(b);
	return 0;
}

static int user_kills(void *pid)
{
	is(SC(kill, pid, 0), -EPERM);
	is(SC(kill, pid, SIGKILL), -EPERM);
	is(SC(kill, pid, SIGCONT), 0);		/* the same session */
	is(SC(tkill, pid, SIGTERM), -EPERM);
	is(SC(kill, 1, SIGTERM), -EPERM);
	setsid();
	is(SC(kill, pid, SIGCONT), -EPERM);
	return 0;
}

/* The real or the saved uid of the other counts. */
static int user_kills_setuid(void *unused)
{
	pid_t pid;

	(void)unused;
	pid = idle_child();
	is(SC(kill, pid, 0), 0);
	end_child(pid);
	return 0;
}

/* A zombie can be sent signals still. */
static void test_zombie(void)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	ok(gets_state(pid, 'Z'));
	is(SC(kill, pid, 0), 0);
	is(SC(kill, pid, SIGKILL), 0);
	waitpid(pid, NULL, 0);
	is(SC(kill, pid, 0), -ESRCH);
}

TEST(kill)
{
	pid_t pid;

	counts = shared_pages(1);
	handle(SIGUSR1, count_signal, 0);
	is(SC(kill, getpid(), SIGUSR1), 0);
	is(seen[SIGUSR1], 1);			/* before the call returns */
	is(SC(kill, 0, SIGUSR1), 0);
	is(seen[SIGUSR1], 2);
	is(SC(kill, getpid(), 65), -EINVAL);
	is(SC(kill, getpid(), -1), -EINVAL);
	is(SC(kill, 999999, SIGUSR1), -ESRCH);
	is(SC(kill, -999999, SIGUSR1), -ESRCH);
	is(SC(kill, 0x80000000, SIGUSR1), -ESRCH);
	test_groups();
	test_zombie();
	memset((void *)counts, 0, PAGE);
	is(as_user(4777, kill_all, NULL), 0);
	pid = idle_child();
	is(as_user(4778, user_kills, (void *)pid), 0);
	is(as_user(4779, user_kills_setuid, NULL), 0);
	end_child(pid);
	test_siginfo();
	test_stops();
}

TEST(tkill)
{
	pid_t pid = idle_child();

	handle(SIGUSR1, count_signal, 0);
	is(SC(tkill, gettid(), SIGUSR1), 0);
	is(seen[SIGUSR1], 1);
	is(SC(tkill, pid, 0), 0);
	is(SC(tkill, pid, 65), -EINVAL);
	is(SC(tkill, 0, SIGUSR1), -EINVAL);
	is(SC(tkill, -1, SIGUSR1), -EINVAL);
	is(SC(tkill, 999999, SIGUSR1), -ESRCH);
	end_child(pid);
	is(SC(tkill, pid, 0), -ESRCH);
}

TEST(tgkill)
{
	pid_t pid = idle_child();

	handle(SIGUSR1, count_signal, 0);
	is(SC(tgkill, getpid(), gettid(), SIGUSR1), 0);
	is(seen[SIGUSR1], 1);
	is(SC(tgkill, pid, pid, 0), 0);
	is(SC(tgkill, getpid(), pid, SIGUSR1), -ESRCH);
	is(SC(tgkill, pid, getpid(), SIGUSR1), -ESRCH);
	is(SC(tgkill, pid, pid, 65), -EINVAL);
	is(SC(tgkill, 0, pid, SIGUSR1), -EINVAL);
	is(SC(tgkill, -1, pid, SIGUSR1), -EINVAL);
	is(SC(tgkill, pid, 0, SIGUSR1), -EINVAL);
	is(SC(tgkill, 999999, 999999, SIGUSR1), -ESRCH);
	end_child(pid);
}

static volatile int values[40], signals[40], nr_values;

static void note_value(int sig, siginfo_t *info, void *context)
{
	(void)context;
	if (nr_values < 40) {
		signals[nr_values] = sig;
		values[nr_values++] = info->si_value.sival_int;
	}
}

static void fill(siginfo_t *info, int sig, int value)
{
	memset(info, 0, sizeof(*info));
	info->si_signo = sig;
	info->si_code = SI_QUEUE;
	info->si_pid = getpid();
	info->si_uid = getuid();
	info->si_value.sival_int = value;
}

/* Real-time signals are all kept, lower numbers first, each number in the
   order of sending; of the others one is kept. */
static void test_order(void)
{
	struct kernel_sigaction act = { note_value, SA_SIGINFO, NULL, ~0ULL };
	siginfo_t info;
	int i;

	for (i = 40; i <= 42; i++)
		SC(rt_sigaction, i, &act, NULL, 8);
	SC(rt_sigaction, SIGUSR1, &act, NULL, 8);
	set_mask(bit(40) | bit(41) | bit(42) | bit(SIGUSR1));
	for (i = 0; i < 10; i++) {
		fill(&info, 42 - i % 3, i);
		is(SC(rt_sigqueueinfo, getpid(), 42 - i % 3, &info), 0);
		fill(&info, SIGUSR1, 100 + i);
		is(SC(rt_sigqueueinfo, getpid(), SIGUSR1, &info), 0);
	}
	set_mask(0);
	is(nr_values, 11);
	ok(signals[0] == SIGUSR1 && values[0] == 100);
	for (i = 1; i < nr_values; i++) {
		ok(signals[i] >= signals[i - 1]);
		ok(signals[i] != signals[i - 1] || values[i] > values[i - 1]);
		is((42 - signals[i]), values[i] % 3);
	}
}

/* A limit for signals that wait. */
static int queue_limit(void *unused)
{
	struct rlimit limit = { 5, 5 };
	siginfo_t info;
	int i, n = 0;
	long err = 0;

	(void)unused;
	is(setrlimit(RLIMIT_SIGPENDING, &limit), 0);
	block(40);
	handle(40, count_signal, 0);
	for (i = 0; i < 20; i++) {
		fill(&info, 40, i);
		err = SC(rt_sigqueueinfo, getpid(), 40, &info);
		if (err)
			break;
		n++;
	}
	is(err, -EAGAIN);
	is(n, 5);
	is(SC(kill, getpid(), SIGWINCH), 0);
	unblock(40);
	is(seen[40], 5);
	return 0;
}

static int user_queues(void *pid)
{
	siginfo_t info;

	fill(&info, 40, 1);
	is(SC(rt_sigqueueinfo, pid, 40, &info), -EPERM);
	return 0;
}

TEST(rt_sigqueueinfo)
{
	siginfo_t info;
	pid_t pid;

	test_order();
	is(as_user(4801, queue_limit, NULL), 0);
	fill(&info, 40, 1);
	pid = idle_child();
	is(SC(rt_sigqueueinfo, pid, 0, &info), 0);
	is(as_user(4802, user_queues, (void *)pid), 0);
	info.si_code = SI_USER;			/* only kill() may say so */
	is(SC(rt_sigqueueinfo, pid, 40, &info), -EPERM);
	info.si_code = SI_KERNEL;
	is(SC(rt_sigqueueinfo, pid, 40, &info), -EPERM);
	info.si_code = SI_TKILL;
	is(SC(rt_sigqueueinfo, pid, 40, &info), -EPERM);
	info.si_code = SI_QUEUE;
	is(SC(rt_sigqueueinfo, pid, 65, &info), -EINVAL);
	end_child(pid);
	is(SC(rt_sigqueueinfo, pid, 40, &info), -ESRCH);
	wild(rt_sigqueueinfo, 2, 0, getpid(), 40, 0);
}
