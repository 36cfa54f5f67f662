/*
 * sigstop.c - stopping and going on, and groups that nobody would wake.
 */
#include "help.h"

static int wait_status(pid_t pid, int options)
{
	int status = -1;

	if (waitpid(pid, &status, options) != pid)
		return -1;
	return status;
}

/* A child that counts for as long as it may. */
static pid_t counting_child(volatile int *count)
{
	pid_t pid = fork();

	if (pid == 0)
		for (;;) {
			++*count;
			sleep_ms(1);
		}
	return pid;
}

static void test_stop(int sig)
{
	volatile int *count = shared_pages(1);
	pid_t pid = counting_child(count);
	int before;

	setpgid(pid, pid);
	while (*count < 3)
		sleep_ms(1);
	kill(pid, sig);
	is(wait_status(pid, WUNTRACED), 0x7f | sig << 8);
	before = *count;
	sleep_ms(50);
	is(*count, before);
	kill(pid, SIGUSR1);			/* waits for SIGCONT */
	sleep_ms(20);
	is(waitpid(pid, NULL, WNOHANG), 0);
	kill(pid, SIGCONT);
	is(wait_status(pid, 0), SIGUSR1);
}

static void test_kill_stopped(void)
{
	pid_t pid = idle_child();

	kill(pid, SIGSTOP);
	is(wait_status(pid, WUNTRACED), 0x7f | SIGSTOP << 8);
	kill(pid, SIGKILL);
	is(wait_status(pid, 0), SIGKILL);
}

/* Each takes away what the other side sent. */
static void test_cancel(void)
{
	uint64_t pending;

	set_mask(bit(SIGTSTP) | bit(SIGCONT) | bit(SIGTTIN));
	kill(getpid(), SIGTSTP);
	kill(getpid(), SIGTTIN);
	handle(SIGCONT, count_signal, 0);
	kill(getpid(), SIGCONT);
	SC(rt_sigpending, &pending, 8);
	ok(pending == bit(SIGCONT));
	kill(getpid(), SIGTSTP);
	SC(rt_sigpending, &pending, 8);
	ok(pending == bit(SIGTSTP));
	kill(getpid(), SIGCONT);
	set_mask(0);
	is(seen[SIGCONT], 1);
	handle(SIGCONT, SIG_DFL, 0);
}

/* SIGCONT lets a process go on even if it blocks or ignores it. */
static void test_cont_blocked(void)
{
	volatile int *count = shared_pages(1);
	pid_t pid = fork();
	int before;
	long end;

	if (pid == 0) {
		block(SIGCONT);
		for (;;) {
			++*count;
			sleep_ms(1);
		}
	}
	while (*count < 2)
		sleep_ms(1);
	kill(pid, SIGSTOP);
	wait_status(pid, WUNTRACED);
	before = *count;
	kill(pid, SIGCONT);
	is(wait_status(pid, WCONTINUED), 0xffff);
	end = now_ms() + PATIENCE_MS;
	while (*count == before && now_ms() < end)
		sleep_ms(1);
	ok(*count > before);
	end_child(pid);
}

/* In a group without a parent in the session outside it, SIGTSTP and its like
   do nothing; SIGSTOP does. */
static int orphaned(void *unused)
{
	volatile int *word = shared_pages(1);
	pid_t pid;

	(void)unused;
	setsid();
	raise(SIGTSTP);				/* no effect, or we hang */
	raise(SIGTTIN);
	raise(SIGTTOU);
	pid = counting_child(word);
	kill(pid, SIGTTIN);
	sleep_ms(50);
	is(waitpid(pid, NULL, WUNTRACED | WNOHANG), 0);
	kill(pid, SIGSTOP);
	is(wait_status(pid, WUNTRACED), 0x7f | SIGSTOP << 8);
	end_child(pid);
	return 0;
}

static volatile int *events;

static void note_event(int sig)
{
	events[sig]++;
}

/* A stopped group that becomes orphaned gets SIGHUP and SIGCONT. */
static int leaves_stopped(void *unused)
{
	pid_t leader, child;

	(void)unused;
	setsid();
	leader = fork();
	if (leader == 0) {
		child = fork();
		if (child == 0) {
			setpgid(0, 0);
			handle(SIGHUP, note_event, 0);
			handle(SIGCONT, note_event, 0);
			events[0] = 1;
			for (;;)
				pause();
		}
		becomes(&events[0], 1);
		kill(child, SIGSTOP);
		waitpid(child, NULL, WUNTRACED);
		events[70] = child;
		_exit(0);
	}
	waitpid(leader, NULL, 0);
	ok(becomes(&events[SIGHUP], 1));
	ok(becomes(&events[SIGCONT], 1));
	kill(events[70], SIGKILL);
	return 0;
}

void test_stops(void)
{
	events = shared_pages(1);
	clear_seen();
	handle(SIGUSR1, SIG_DFL, 0);
	test_stop(SIGSTOP);
	test_stop(SIGTSTP);
	test_stop(SIGTTIN);
	test_stop(SIGTTOU);
	test_kill_stopped();
	test_cancel();
	test_cont_blocked();
	is(in_child(orphaned, NULL), 0);
	is(in_child(leaves_stopped, NULL), 0);
}
