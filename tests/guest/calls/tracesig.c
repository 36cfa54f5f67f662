/*
 * tracesig.c - a traced process and signals: each stops it before it is
 * delivered, and the tracer may change it; job control; the tracer's end.
 */
#include "tracer.h"

static int raise_usr1(void *unused)
{
	(void)unused;
	clear_seen();
	handle(SIGUSR1, count_signal, 0);
	handle(SIGUSR2, count_signal, 0);
	raise(SIGUSR1);
	return seen[SIGUSR1] + 10 * seen[SIGUSR2];
}

/* Delivered, dropped, replaced. */
static void test_delivery(void)
{
	static const struct { int sig, status; } cases[] = {
		{ SIGUSR1, 1 << 8 }, { 0, 0 }, { SIGUSR2, 10 << 8 },
		{ SIGTERM, SIGTERM },
	};
	unsigned i;
	pid_t pid;

	for (i = 0; i < 4; i++) {
		pid = traced_child(raise_usr1, NULL);
		is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
		is(go(PT_CONT, pid, cases[i].sig), cases[i].status);
	}
}

static int value_seen;

static void note_value(int sig, siginfo_t *info, void *unused)
{
	(void)sig;
	(void)unused;
	value_seen = info->si_value.sival_int;
}

static int queue_value(void *unused)
{
	union sigval value = { .sival_int = 5 };
	struct sigaction act = {
		.sa_sigaction = note_value, .sa_flags = SA_SIGINFO,
	};

	(void)unused;
	sigaction(SIGUSR1, &act, NULL);
	sigqueue(getpid(), SIGUSR1, value);
	return value_seen;
}

static void test_info(void)
{
	pid_t pid = traced_child(queue_value, NULL);
	uint64_t mask;
	siginfo_t info;

	is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	is(info.si_signo, SIGUSR1);
	is(info.si_code, SI_QUEUE);
	is(info.si_pid, pid);
	is(info.si_value.sival_int, 5);
	info.si_value.sival_int = 6;
	is(trace(PT_SETSIGINFO, pid, 0, &info), 0);
	is(trace(PT_GETSIGMASK, pid, 4, &mask), -EINVAL);
	is(trace(PT_GETSIGMASK, pid, 8, &mask), 0);
	ok(mask == 0);
	mask = ~0ULL;
	is(trace(PT_SETSIGMASK, pid, 8, &mask), 0);
	is(trace(PT_GETSIGMASK, pid, 8, &mask), 0);
	ok(mask == ~(bit(SIGKILL) | bit(SIGSTOP)));
	mask = 0;
	is(trace(PT_SETSIGMASK, pid, 8, &mask), 0);
	is(go(PT_CONT, pid, SIGUSR1), 6 << 8);
}

static int ignore_and_raise(void *unused)
{
	(void)unused;
	raise(SIGCHLD);			/* does nothing, but the tracer sees */
	raise(SIGWINCH);
	return 3;
}

static void test_ignored(void)
{
	pid_t pid = traced_child(ignore_and_raise, NULL);

	is(go(PT_CONT, pid, 0), STOPPED(SIGCHLD));
	is(go(PT_CONT, pid, SIGCHLD), STOPPED(SIGWINCH));
	is(go(PT_CONT, pid, 0), 3 << 8);
}

/* A stop signal that is delivered stops the process; the tracer sees that,
   too, with nothing to say about a signal, and may let it go on. */
static void test_group_stop(void)
{
	pid_t pid = traced_child(raise_usr1, NULL);
	siginfo_t info;

	is(go(PT_CONT, pid, SIGSTOP), STOPPED(SIGSTOP));
	is(trace(PT_GETSIGINFO, pid, 0, &info), -EINVAL);
	is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	kill(pid, SIGCONT);
	is(go(PT_CONT, pid, 0), STOPPED(SIGCONT));
	is(go(PT_CONT, pid, SIGCONT), 0);
}

/* SIGCONT comes while the tracer still has the stop signal in its hands: that
   one stops nothing any more. */
static void test_late_stop(void)
{
	pid_t pid = traced_child(raise_usr1, NULL);

	is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
	kill(pid, SIGSTOP);
	is(go(PT_CONT, pid, SIGUSR1), STOPPED(SIGSTOP));
	kill(pid, SIGCONT);
	is(go(PT_CONT, pid, SIGSTOP), STOPPED(SIGCONT));
	is(go(PT_CONT, pid, 0), 1 << 8);
}

static int tracer_of(pid_t pid)
{
	char name[64], line[128];
	int tracer = -1;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%d/status", pid);
	f = fopen(name, "r");
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "TracerPid: %d", &tracer);
	if (f)
		fclose(f);
	return tracer;
}

/* Attached to while it sleeps, it goes on sleeping afterwards. */
static void test_attach(void)
{
	pid_t pid = idle_child();
	int i;

	is(tracer_of(pid), 0);
	for (i = 0; i < 3; i++) {
		is(trace(PT_ATTACH, pid, 0, 0), 0);
		is(next_stop(pid), STOPPED(SIGSTOP));
		is(state_of(pid), 't');
		is(tracer_of(pid), getpid());
		is(waitpid(pid, NULL, WNOHANG | ANY_CHILD), 0);
		is(trace(PT_DETACH, pid, 0, 0), 0);
		ok(gets_state(pid, 'S'));
	}
	kill(pid, SIGSTOP);			/* its parent sees it stop */
	is(waitpid(pid, &i, WUNTRACED), pid);
	is(trace(PT_ATTACH, pid, 0, 0), 0);
	is(next_stop(pid), STOPPED(SIGSTOP));
	is(trace(PT_DETACH, pid, 0, 0), 0);
	ok(gets_state(pid, 'T'));
	kill(pid, SIGCONT);
	ok(gets_state(pid, 'S'));
	end_child(pid);
}

static int tracer_dies(void *arg)
{
	pid_t pid = *(pid_t *)arg;

	is(trace(PT_ATTACH, pid, 0, 0), 0);
	is(next_stop(pid), STOPPED(SIGSTOP));
	return 0;
}

static int tracer_kills(void *arg)
{
	tracer_dies(arg);
	is(trace(PT_SETOPTIONS, *(pid_t *)arg, 0, O_EXITKILL), 0);
	return 0;
}

static int tracer_sees_end(void *arg)
{
	pid_t pid = *(pid_t *)arg;

	tracer_dies(arg);
	is(go(PT_CONT, pid, SIGTERM), SIGTERM);
	is(trace(PT_CONT, pid, 0, 0), -ESRCH);
	return 0;
}

/* Its tracer ends: the tracee goes on. Another tracer than its parent sees
   its end first. */
static void test_tracer_ends(void)
{
	pid_t pid = idle_child();
	int status;

	is(in_child(tracer_dies, &pid), 0);
	is(tracer_of(pid), 0);
	ok(gets_state(pid, 'S'));
	is(in_child(tracer_sees_end, &pid), 0);
	is(waitpid(pid, &status, 0), pid);
	is(status, SIGTERM);
	pid = idle_child();
	is(in_child(tracer_kills, &pid), 0);
	is(waitpid(pid, &status, 0), pid);
	is(status, SIGKILL);
}

static void test_kill(void)
{
	pid_t pid = traced_child(raise_usr1, NULL);

	is(trace(PT_KILL, pid, 0, 0), 0);
	is(next_stop(pid), SIGKILL);
	pid = traced_child(raise_usr1, NULL);
	is(go(PT_CONT, pid, SIGKILL), SIGKILL);
}

void test_trace_signals(void)
{
	test_delivery();
	test_info();
	test_ignored();
	test_group_stop();
	test_late_stop();
	test_attach();
	test_tracer_ends();
	test_kill();
}
