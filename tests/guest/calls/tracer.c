/*
 * tracer.c - help for the tests of ptrace().
 */
#include "tracer.h"

pid_t traced_child(int (*fn)(void *), void *arg)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		trace(PT_TRACEME, 0, 0, 0);
		raise(SIGSTOP);
		_exit(fn(arg));
	}
	is(next_stop(pid), STOPPED(SIGSTOP));
	return pid;
}

int next_stop(pid_t pid)
{
	int status = -1;

	return waitpid(pid, &status, ANY_CHILD) == pid ? status : -1;
}

int go(int request, pid_t pid, int sig)
{
	long err = trace(request, pid, 1, sig);

	return err ? err : next_stop(pid);
}

long peek_user(pid_t pid, long offset)
{
	long value = -1;

	is(trace(PT_PEEKUSER, pid, offset, &value), 0);
	return value;
}

long peek(pid_t pid, const volatile void *addr)
{
	long value = -1;

	is(trace(PT_PEEKDATA, pid, addr, &value), 0);
	return value;
}

void kill_tracee(pid_t pid)
{
	kill(pid, SIGKILL);
	is(next_stop(pid), SIGKILL);
}
