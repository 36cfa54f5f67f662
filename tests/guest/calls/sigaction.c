/*
 * sigaction.c - handlers and masks, by the calls of all ages.
 */
#include "help.h"

#ifndef SA_RESTORER
#define SA_RESTORER	0x04000000
#endif

static volatile int order[16], nr_order;
static volatile uint64_t mask_in_handler;

static void note(int sig)
{
	order[nr_order++ & 15] = sig;
	mask_in_handler = get_mask();
}

static int has_cont_handler(void)
{
	struct kernel_sigaction act;

	SC(rt_sigaction, SIGUSR1, NULL, &act, 8);
	return act.handler != SIG_DFL;
}

static int dies(void *sig)
{
	SC(signal, sig, SIG_DFL);
	raise((int)(intptr_t)sig);
	return 0;
}

/* What signals do when nobody has said anything. */
static void test_defaults(void)
{
	int sig;

	for (sig = 1; sig <= NR_SIGNALS; sig++) {
		if (sig == 32 || sig == 33)	/* the C library's own */
			continue;
		switch (sig) {
		case SIGCHLD:
		case SIGURG:
		case SIGWINCH:
		case SIGCONT:
			is(dies_of(dies, (void *)(intptr_t)sig), 0);
			break;
		case SIGSTOP:
		case SIGTSTP:
		case SIGTTIN:
		case SIGTTOU:
			break;
		default:
			is(dies_of(dies, (void *)(intptr_t)sig), sig);
		}
	}
}

TEST(signal)
{
	is(SC(signal, SIGUSR1, count_signal), (long)SIG_DFL);
	raise(SIGUSR1);
	is(seen[SIGUSR1], 1);
	ok(!has_cont_handler());		/* one shot, as of old */
	is(SC(signal, SIGUSR1, SIG_IGN), (long)SIG_DFL);
	raise(SIGUSR1);
	is(SC(signal, SIGUSR1, count_signal), (long)SIG_IGN);
	is(SC(signal, SIGUSR1, SIG_DFL), (long)count_signal);
	is(SC(signal, SIGKILL, SIG_IGN), -EINVAL);
	is(SC(signal, SIGSTOP, count_signal), -EINVAL);
	is(SC(signal, 0, SIG_IGN), -EINVAL);
	is(SC(signal, 65, SIG_IGN), -EINVAL);
	is(SC(signal, -1, SIG_IGN), -EINVAL);
	test_defaults();
}

TEST(sigaction)
{
	struct old_sigaction act = { note, bit(SIGUSR2), 0, NULL }, old;

	nr_order = 0;
	is(SC(sigaction, SIGUSR1, &act, NULL), 0);
	raise(SIGUSR1);
	is(nr_order, 1);
	ok(mask_in_handler == (bit(SIGUSR1) | bit(SIGUSR2)));
	ok(get_mask() == 0);
	memset(&old, 0xee, sizeof(old));
	is(SC(sigaction, SIGUSR1, NULL, &old), 0);
	ok(old.handler == note && old.mask == bit(SIGUSR2));
	is(old.flags, 0);
	act.flags = SA_NODEFER | SA_RESETHAND | SA_RESTART;
	is(SC(sigaction, SIGUSR1, &act, &old), 0);
	ok(old.handler == note);
	raise(SIGUSR1);
	ok(mask_in_handler == bit(SIGUSR2));
	is(SC(sigaction, SIGUSR1, &act, &old), 0);
	ok(old.handler == SIG_DFL);
	is(SC(sigaction, SIGUSR1, NULL, NULL), 0);
	is(SC(sigaction, SIGKILL, NULL, &old), 0);
	is(SC(sigaction, SIGKILL, &act, NULL), -EINVAL);
	is(SC(sigaction, SIGSTOP, &act, NULL), -EINVAL);
	is(SC(sigaction, 0, &act, NULL), -EINVAL);
	is(SC(sigaction, 65, &act, NULL), -EINVAL);
	is(SC(sigaction, -5, NULL, NULL), -EINVAL);
	wild(sigaction, 1, 0, SIGUSR1, 0, 0);
	wild(sigaction, 2, 1, SIGUSR1, 0, 0);
}

/* Nested as the masks allow, lower numbers first (their frames are made
   first, so that the last one made runs first). */
static void test_masks(void)
{
	struct kernel_sigaction act = { note, 0, NULL, 0 };
	int sig;

	act.mask = bit(SIGUSR2) | bit(64) | bit(SIGKILL) | bit(SIGSTOP);
	is(SC(rt_sigaction, SIGUSR1, &act, NULL, 8), 0);
	raise(SIGUSR1);
	ok(mask_in_handler == (bit(SIGUSR1) | bit(SIGUSR2) | bit(64)));
	act.mask = ~0ULL;			/* one after the other */
	for (sig = 34; sig <= 37; sig++) {
		SC(rt_sigaction, sig, &act, NULL, 8);
		block(sig);
	}
	for (sig = 37; sig >= 34; sig--)
		kill(getpid(), sig);
	nr_order = 0;
	set_mask(0);
	is(nr_order, 4);
	for (sig = 34; sig <= 37; sig++)
		is(order[sig - 34], sig);
	ok(get_mask() == 0);
}

static volatile int depth, deepest, calls;

static void recurse(int sig)
{
	if (++depth > deepest)
		deepest = depth;
	if (++calls < 10)
		raise(sig);
	depth--;
}

static void test_flags(void)
{
	handle(SIGUSR1, recurse, SA_NODEFER);
	raise(SIGUSR1);
	is(deepest, 10);
	deepest = calls = 0;
	handle(SIGUSR1, recurse, 0);		/* waits until it returns */
	raise(SIGUSR1);
	is(deepest, 1);
	is(calls, 10);
	clear_seen();
	handle(SIGUSR1, count_signal, SA_RESETHAND);
	raise(SIGUSR1);
	is(seen[SIGUSR1], 1);
	ok(!has_cont_handler());
}

/* Signals that are ignored from now on, and waited, are gone. */
static void test_discards(void)
{
	uint64_t pending;

	block(SIGUSR1);
	handle(SIGUSR1, count_signal, 0);
	raise(SIGUSR1);
	handle(SIGUSR1, SIG_IGN, 0);
	is(SC(rt_sigpending, &pending, 8), 0);
	ok(pending == 0);
	handle(SIGUSR1, count_signal, 0);
	clear_seen();
	unblock(SIGUSR1);
	is(seen[SIGUSR1], 0);
	block(SIGCHLD);
	raise(SIGCHLD);
	handle(SIGCHLD, SIG_DFL, 0);
	SC(rt_sigpending, &pending, 8);
	ok(pending == 0);
	unblock(SIGCHLD);
}

/* Without SA_RESTART there is nothing to be read: it would hide a restart. */
static int read_with(void *flags)
{
	pid_t parent = getpid();
	int fds[2];
	char c = 0;
	long got;

	is(pipe(fds), 0);
	handle(SIGUSR1, count_signal, (unsigned long)flags);
	clear_seen();
	if (fork() == 0) {
		gets_state(parent, 'S');
		kill(parent, SIGUSR1);
		if (flags && gets_state(parent, 'S'))
			is(write(fds[1], "x", 1), 1);
		_exit(0);
	}
	got = SC(read, fds[0], &c, 1);
	is(seen[SIGUSR1], 1);
	return got == -EINTR ? 1 : got == 1 && c == 'x' ? 2 : 3;
}

/* A stop is no reason for EINTR, nor is a signal that is ignored. */
static int read_through_stop(void *unused)
{
	pid_t parent = getpid();
	int fds[2];
	char c;

	(void)unused;
	is(pipe(fds), 0);
	if (fork() == 0) {
		gets_state(parent, 'S');
		kill(parent, SIGWINCH);
		kill(parent, SIGSTOP);
		gets_state(parent, 'T');
		kill(parent, SIGCONT);
		gets_state(parent, 'S');
		is(write(fds[1], "x", 1), 1);
		_exit(0);
	}
	is(SC(read, fds[0], &c, 1), 1);
	return 0;
}

TEST(rt_sigaction)
{
	struct kernel_sigaction act = { note, SA_SIGINFO, NULL, ~0ULL }, old;

	is(SC(rt_sigaction, 64, &act, NULL, 8), 0);
	is(SC(rt_sigaction, 64, NULL, &old, 8), 0);
	ok(old.mask == (~0ULL & ~bit(SIGKILL) & ~bit(SIGSTOP)));
	ok(old.handler == note && old.flags == SA_SIGINFO);
	is(SC(rt_sigaction, SIGKILL, &act, NULL, 8), -EINVAL);
	is(SC(rt_sigaction, SIGSTOP, &act, NULL, 8), -EINVAL);
	is(SC(rt_sigaction, 0, &act, NULL, 8), -EINVAL);
	is(SC(rt_sigaction, 65, NULL, NULL, 8), -EINVAL);
	is(SC(rt_sigaction, 64, &act, NULL, 4), -EINVAL);
	is(SC(rt_sigaction, 64, &act, NULL, 16), -EINVAL);
	wild(rt_sigaction, 1, 0, SIGUSR1, 0, 0, 8);
	wild(rt_sigaction, 2, 1, SIGUSR1, 0, 0, 8);
	test_masks();
	test_flags();
	test_discards();
	is(in_child(read_with, (void *)0), 0x100);
	is(in_child(read_with, (void *)SA_RESTART), 0x200);
	is(in_child(read_through_stop, NULL), 0);
}

TEST(ssetmask)
{
	is(SC(ssetmask, 0x5), 0);
	is(SC(sgetmask), 0x5);
	is(SC(ssetmask, -1), 0x5);
	is(SC(sgetmask), (long)(~0u & ~bit(SIGKILL) & ~bit(SIGSTOP)));
	is(SC(ssetmask, 0), (long)(~0u & ~bit(SIGKILL) & ~bit(SIGSTOP)));
}

ALSO(sgetmask)

TEST(sigprocmask)
{
	uint32_t set = bit(SIGUSR1), old = 77;

	set_mask(bit(64));
	is(SC(sigprocmask, SIG_BLOCK, &set, &old), 0);
	is(old, 0);
	set = bit(SIGUSR2);
	is(SC(sigprocmask, SIG_SETMASK, &set, &old), 0);
	is(old, bit(SIGUSR1));
	ok(get_mask() == (bit(SIGUSR2) | bit(64)));	/* the others stay */
	is(SC(sigprocmask, SIG_UNBLOCK, &set, &old), 0);
	is(SC(sigprocmask, 99, NULL, &old), 0);
	is(old, 0);
	set = ~0u;
	is(SC(sigprocmask, SIG_BLOCK, &set, NULL), 0);
	is(SC(sigprocmask, SIG_BLOCK, NULL, &old), 0);
	is(old, ~0u & ~bit(SIGKILL) & ~bit(SIGSTOP));
	is(SC(sigprocmask, 3, &set, NULL), -EINVAL);
	is(SC(sigprocmask, -1, &set, &old), -EINVAL);
	set_mask(0);
	wild(sigprocmask, 1, 0, SIG_BLOCK, 0, 0);
	wild(sigprocmask, 2, 1, SIG_BLOCK, 0, 0);
}

TEST(rt_sigprocmask)
{
	uint64_t set = bit(SIGUSR1) | bit(64), old = 77;

	is(SC(rt_sigprocmask, SIG_BLOCK, &set, &old, 8), 0);
	ok(old == 0);
	ok(get_mask() == set);
	set = bit(64) | bit(33);
	is(SC(rt_sigprocmask, SIG_UNBLOCK, &set, &old, 8), 0);
	ok(get_mask() == bit(SIGUSR1));
	set = ~0ULL;
	is(SC(rt_sigprocmask, SIG_SETMASK, &set, &set, 8), 0);
	ok(set == bit(SIGUSR1));
	ok(get_mask() == (~0ULL & ~bit(SIGKILL) & ~bit(SIGSTOP)));
	set = 0;
	is(SC(rt_sigprocmask, SIG_SETMASK, &set, NULL, 8), 0);
	is(SC(rt_sigprocmask, 3, &set, NULL, 8), -EINVAL);
	is(SC(rt_sigprocmask, SIG_BLOCK, &set, NULL, 4), -EINVAL);
	is(SC(rt_sigprocmask, SIG_BLOCK, &set, NULL, 128), -EINVAL);
	wild(rt_sigprocmask, 1, 0, SIG_BLOCK, 0, 0, 8);
	wild(rt_sigprocmask, 2, 1, SIG_BLOCK, 0, 0, 8);
}

/* An unblocked signal arrives before the call returns. */
TEST(rt_sigpending)
{
	uint64_t set = 1;

	is(SC(rt_sigpending, &set, 8), 0);
	ok(set == 0);
	block(SIGUSR1);
	block(64);
	raise(SIGUSR1);
	kill(getpid(), 64);
	kill(getpid(), 64);
	is(SC(rt_sigpending, &set, 8), 0);
	ok(set == (bit(SIGUSR1) | bit(64)));
	set = 0x1111111111111111ULL;
	is(SC(rt_sigpending, &set, 4), 0);	/* as many bytes as asked */
	ok(set == (0x1111111100000000ULL | bit(SIGUSR1)));
	is(SC(rt_sigpending, &set, 9), -EINVAL);
	handle(SIGUSR1, count_signal, 0);
	handle(64, count_signal, 0);
	set_mask(0);
	is(seen[SIGUSR1], 1);
	is(seen[64], 2);
	wild(rt_sigpending, 0, 1, 0, 8);
}

TEST(sigpending)
{
	uint32_t set[2] = { 1, 1 };

	is(SC(sigpending, set), 0);
	ok(set[0] == 0 && set[1] == 1);
	block(SIGUSR1);
	raise(SIGUSR1);
	is(SC(sigpending, set), 0);
	ok(set[0] == bit(SIGUSR1) && set[1] == 1);
	wild(sigpending, 0, 1, 0);
}
