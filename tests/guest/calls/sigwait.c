/*
 * sigwait.c - waiting for signals.
 */
#include "help.h"

/* A child that sends us a signal that is not to wake us when we sleep, and
   some time later one that is. */
static void send_both(int idle, int waking)
{
	pid_t parent = getpid();

	if (fork() == 0) {
		gets_state(parent, 'S');
		kill(parent, idle);
		sleep_ms(50);
		gets_state(parent, 'S');
		kill(parent, waking);
		_exit(0);
	}
}

TEST(pause)
{
	handle(SIGUSR1, count_signal, SA_RESTART);
	handle(SIGCHLD, SIG_IGN, 0);
	send_both(SIGWINCH, SIGUSR1);		/* ignored: no reason */
	is(SC(pause), -EINTR);
	is(seen[SIGUSR1], 1);
	block(SIGUSR2);
	handle(SIGUSR2, count_signal, 0);
	send_both(SIGUSR2, SIGUSR1);
	is(SC(pause), -EINTR);
	is(seen[SIGUSR2], 0);
	is(seen[SIGUSR1], 2);
	unblock(SIGUSR2);
	is(seen[SIGUSR2], 1);
}

static volatile uint64_t handler_mask;

static void note_mask(int sig)
{
	seen[sig]++;
	handler_mask = get_mask();
}

/* The mask while it waits is the one given; the handler's has it besides; the
   old one is there again afterwards. */
TEST(rt_sigsuspend)
{
	uint64_t mask = bit(SIGUSR2) | bit(64);

	handle(SIGUSR1, note_mask, 0);
	handle(SIGUSR2, note_mask, SA_RESTART);
	block(SIGUSR1);
	raise(SIGUSR1);
	is(seen[SIGUSR1], 0);
	is(SC(rt_sigsuspend, &mask, 8), -EINTR);
	is(seen[SIGUSR1], 1);
	ok(handler_mask == (mask | bit(SIGUSR1)));
	ok(get_mask() == bit(SIGUSR1));
	mask = bit(SIGUSR1);
	handle(SIGCHLD, SIG_IGN, 0);
	raise(SIGUSR1);
	signal_after(SIGUSR2, 50);
	is(SC(rt_sigsuspend, &mask, 8), -EINTR);
	is(seen[SIGUSR1], 1);
	is(seen[SIGUSR2], 1);
	is(SC(rt_sigsuspend, &mask, 4), -EINVAL);
	wild(rt_sigsuspend, 0, 0, 0, 8);
}

/* The mask is the third argument, a value. */
TEST(sigsuspend)
{
	handle(SIGUSR1, note_mask, SA_RESTART);
	block(SIGUSR1);
	raise(SIGUSR1);
	is(SC(sigsuspend, 0, 0, bit(SIGUSR2)), -EINTR);
	is(seen[SIGUSR1], 1);
	ok(handler_mask == (bit(SIGUSR1) | bit(SIGUSR2)));
	ok(get_mask() == bit(SIGUSR1));
}

/* SIGKILL is neither blocked nor waited for. */
static int killed_in_wait(void *unused)
{
	uint64_t mask = ~0ULL;

	(void)unused;
	signal_after(SIGKILL, 20);
	SC(rt_sigsuspend, &mask, 8);
	return 0;
}

static int killed_in_timedwait(void *unused)
{
	uint64_t set = ~0ULL;

	(void)unused;
	signal_after(SIGKILL, 20);
	SC(rt_sigtimedwait, &set, NULL, NULL, 8);
	return 0;
}

static void test_queued(long (*wait)(uint64_t *, siginfo_t *, int))
{
	uint64_t set = bit(SIGUSR1) | bit(40);
	siginfo_t info;
	union sigval value = { .sival_int = 4711 };

	set_mask(set);
	sigqueue(getpid(), 40, value);
	raise(SIGUSR1);
	memset(&info, 0xee, sizeof(info));
	is(wait(&set, &info, 0), SIGUSR1);
	is(info.si_signo, SIGUSR1);
	is(info.si_code, SI_TKILL);
	is(info.si_pid, getpid());
	is(wait(&set, &info, 5000), 40);
	is(info.si_code, SI_QUEUE);
	is(info.si_value.sival_int, 4711);
	is(info.si_pid, getpid());
	is(info.si_uid, 0);
	is(wait(&set, &info, 0), -EAGAIN);
	is(wait(&set, NULL, 0), -EAGAIN);
}

static void test_sleeps(long (*wait)(uint64_t *, siginfo_t *, int))
{
	uint64_t set = bit(SIGUSR1);
	siginfo_t info;
	long start = now_ms();
	pid_t pid;

	is(wait(&set, &info, 100), -EAGAIN);
	ok(now_ms() - start >= 100);
	pid = signal_after(SIGUSR1, 50);
	is(wait(&set, &info, PATIENCE_MS), SIGUSR1);
	is(info.si_pid, pid);
	is(info.si_code, SI_USER);
	waitpid(pid, NULL, 0);
	pid = signal_after(SIGUSR1, 50);
	is(wait(&set, &info, -1), SIGUSR1);
	waitpid(pid, NULL, 0);
	handle(SIGUSR2, count_signal, SA_RESTART);
	pid = signal_after(SIGUSR2, 50);
	is(wait(&set, &info, PATIENCE_MS), -EINTR);
	is(seen[SIGUSR2], 1);
	waitpid(pid, NULL, 0);
	clear_seen();
	is(dies_of(killed_in_wait, NULL), SIGKILL);
	is(dies_of(killed_in_timedwait, NULL), SIGKILL);
}

static long wait_old(uint64_t *set, siginfo_t *info, int ms)
{
	struct timespec32 ts = { ms / 1000, ms % 1000 * 1000000 };

	return SC(rt_sigtimedwait, set, info, ms < 0 ? NULL : &ts, 8);
}

static long wait_new(uint64_t *set, siginfo_t *info, int ms)
{
	struct timespec64 ts = { ms / 1000, ms % 1000 * 1000000 };

	return SC(rt_sigtimedwait_time64, set, info, ms < 0 ? NULL : &ts, 8);
}

TEST(rt_sigtimedwait)
{
	struct timespec32 zero = { 0, 0 }, bad = { 0, 1000000000 };
	uint64_t set = 0;

	test_queued(wait_old);
	test_sleeps(wait_old);
	is(SC(rt_sigtimedwait, &set, NULL, &zero, 8), -EAGAIN);
	is(SC(rt_sigtimedwait, &set, NULL, &bad, 8), -EINVAL);
	bad.nsec = -1;
	is(SC(rt_sigtimedwait, &set, NULL, &bad, 8), -EINVAL);
	is(SC(rt_sigtimedwait, &set, NULL, &zero, 4), -EINVAL);
	wild(rt_sigtimedwait, 0, 0, 0, 0, (long)&zero, 8);
	wild(rt_sigtimedwait, 2, 0, (long)&set, 0, 0, 8);
	set = bit(SIGUSR1);
	block(SIGUSR1);
	raise(SIGUSR1);
	is(SC(rt_sigtimedwait, &set, 8, &zero, 8), -EFAULT);
}

TEST(rt_sigtimedwait_time64)
{
	struct timespec64 zero = { 0, 0 }, bad = { -1, 0 };
	uint64_t set = 0;

	test_queued(wait_new);
	test_sleeps(wait_new);
	is(SC(rt_sigtimedwait_time64, &set, NULL, &bad, 8), -EINVAL);
	is(SC(rt_sigtimedwait_time64, &set, NULL, &zero, 9), -EINVAL);
	wild(rt_sigtimedwait_time64, 0, 0, 0, 0, (long)&zero, 8);
	wild(rt_sigtimedwait_time64, 2, 0, (long)&set, 0, 0, 8);
}
