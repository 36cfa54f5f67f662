/*
 * tracewho.c - who may trace whom, and PTRACE_SEIZE.
 */
#include <sys/prctl.h>
#include "tracer.h"

static int attaches(void *pid)
{
	return trace(PT_ATTACH, *(pid_t *)pid, 0, 0) == 0 ? 0 :
	       -trace(PT_ATTACH, *(pid_t *)pid, 0, 0);
}

static int secret(void *pid)
{
	pid_t child;
	int result;

	(void)pid;
	prctl(PR_SET_DUMPABLE, 0);
	child = idle_child();
	result = attaches(&child);
	end_child(child);
	return result;
}

static int own(void *unused)
{
	pid_t child;
	int result;

	(void)unused;
	prctl(PR_SET_DUMPABLE, 1);
	child = idle_child();
	result = attaches(&child);
	if (!result) {
		is(next_stop(child), STOPPED(SIGSTOP));
		kill_tracee(child);
	}
	return result;
}

static void test_rights(void)
{
	pid_t pid = idle_child(), init = 1;

	is(as_user(1000, attaches, &pid), EPERM << 8);
	is(as_user(1000, own, NULL), 0);
	is(as_user(1000, secret, NULL), EPERM << 8);
	if (in_guest())
		is(trace(PT_ATTACH, init, 0, 0), -EPERM);
	is(as_user(1000, attaches, &init), EPERM << 8);
	end_child(pid);
}

HELPER(who)
{
	(void)argc;
	(void)argv;
	return geteuid() == 0 ? 40 : 41;
}

static int starts_setid(void *name)
{
	char *const argv[] = { "helper who", NULL };

	execv(name, argv);
	return 1;
}

/* A set-user-id program under a tracer without privilege has none either. */
static int traces_setid(void *name)
{
	pid_t pid = traced_child(starts_setid, name);
	int i, status = go(PT_CONT, pid, 0);

	for (i = 0; i < 5 && WIFSTOPPED(status); i++)
		status = go(PT_CONT, pid, 0);
	return WEXITSTATUS(status);
}

static void test_setid(void)
{
	char name[] = "/tmp/setid-XXXXXX", copy[600];
	int fd = mkstemp(name);

	close(fd);
	snprintf(copy, sizeof(copy), "cp %s %s", self, name);
	is(system(copy), 0);
	chmod(name, 04755);
	is(as_user(1000, traces_setid, name), 41 << 8);
	is(as_user(0, traces_setid, name), 40 << 8);
	unlink(name);
}

void test_trace_rights(void)
{
	test_rights();
	test_setid();
}

/* --- seizing ------------------------------------------------------------- */

static int forks_on_usr1(void *ready)
{
	handle(SIGUSR1, count_signal, 0);
	*(volatile int *)ready = 1;
	while (!seen[SIGUSR1])
		sleep_ms(1);
	return fork() == 0 ? 0 : 8;
}

/* Runs fn(word), which sets the word to 1 when it is ready. */
static pid_t plain_child(int (*fn)(void *))
{
	volatile int *ready = shared_pages(1);
	pid_t pid;

	clear_seen();
	fflush(stdout);
	pid = fork();
	if (pid == 0)
		_exit(fn((void *)ready));
	ok(becomes(ready, 1));
	return pid;
}

/* Nothing stops until it is told to. */
static void test_interrupt(void)
{
	pid_t pid = plain_child(forks_on_usr1);
	siginfo_t info;
	long child;

	is(trace(PT_SEIZE, pid, 1, 0), -EIO);
	is(trace(PT_SEIZE, pid, 0, 0x80), -EIO);
	is(trace(PT_SEIZE, pid, 0, O_FORK), 0);
	sleep_ms(10);
	is(waitpid(pid, NULL, WNOHANG | ANY_CHILD), 0);
	is(trace(PT_INTERRUPT, pid, 0, 0), 0);
	is(next_stop(pid), EVENT(EVENT_STOP));
	is(trace(PT_GETSIGINFO, pid, 0, &info), 0);
	is(info.si_code, SIGTRAP | EVENT_STOP << 8);
	kill(pid, SIGUSR1);
	is(go(PT_CONT, pid, 0), STOPPED(SIGUSR1));
	is(go(PT_CONT, pid, SIGUSR1), EVENT(EVENT_FORK));
	is(trace(PT_EVENTMSG, pid, 0, &child), 0);
	is(next_stop(child), EVENT(EVENT_STOP));
	is(go(PT_CONT, child, 0), 0);
	is(trace(PT_CONT, pid, 0, 0), 0);
	do
		child = next_stop(pid);
	while (WIFSTOPPED(child) && trace(PT_CONT, pid, 0, 0) == 0);
	is(child, 8 << 8);
}

/* It stays stopped with its process, and its tracer hears when that ends. */
static void test_listen(void)
{
	pid_t pid = plain_child(forks_on_usr1);

	is(trace(PT_SEIZE, pid, 0, 0), 0);
	kill(pid, SIGSTOP);
	is(next_stop(pid), STOPPED(SIGSTOP));		/* the signal */
	is(trace(PT_LISTEN, pid, 0, 0), -EIO);
	is(go(PT_CONT, pid, SIGSTOP), STOPPED(SIGSTOP | EVENT_STOP << 8));
	is(trace(PT_LISTEN, pid, 0, 0), 0);
	is(trace(PT_CONT, pid, 0, 0), -ESRCH);		/* it listens */
	is(waitpid(pid, NULL, WNOHANG | ANY_CHILD), 0);
	is(trace(PT_INTERRUPT, pid, 0, 0), 0);
	is(next_stop(pid), STOPPED(SIGSTOP | EVENT_STOP << 8));
	is(trace(PT_LISTEN, pid, 0, 0), 0);
	kill(pid, SIGCONT);
	is(next_stop(pid), EVENT(EVENT_STOP));
	is(go(PT_CONT, pid, 0), STOPPED(SIGCONT));
	is(trace(PT_DETACH, pid, 0, 0), 0);
	kill(pid, SIGTERM);
	is(next_stop(pid), SIGTERM);
}

void test_trace_seize(void)
{
	test_interrupt();
	test_listen();
}
