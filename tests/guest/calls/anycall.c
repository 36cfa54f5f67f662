/*
 * anycall.c - numbers that are no calls, and calls with arguments that make no
 * sense.
 */
#include <sys/resource.h>
#include <sys/time.h>

#include "help.h"

#define USER		8006
#define PROCESSES	30		/* fork() is among the calls */
#define WAIT_MS	100

/* A call by any number, with the flags kept. */
static long call_number(long nr)
{
	return raw_call(nr, 1, 2, 3, 4, 5, 6);
}

static bool is_listed(int nr)
{
	switch (nr) {
#define CALL(nr, name, args, flags) case nr:
#include "../../../include/asm-i386/syscall_table.h"
#undef CALL
		return true;
	}
	return false;
}

/* Numbers that are no calls. The host has more calls than we. */
void test_unknown(void)
{
	static const long odd[] = {
		-1, -2, -4096, 0x7fffffff, 0x80000000, 0x40000000, 0x10000,
		0xffff0014, 0x80000014, 0x20000014, 1000, 10000,
	};
	unsigned int i;
	int nr;

	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
		is(call_number(odd[i]), -ENOSYS);
	if (!in_guest())
		return;
	for (nr = 0; nr < 1200; nr++)
		if (!is_listed(nr))
			check(call_number(nr) == -ENOSYS, __FILE__, __LINE__,
			      "call %d does not give ENOSYS", nr);
}

static void call_with_garbage(int nr)
{
	static const long words[] = { 0, 1, -1, 8, 0xc0000000, 0x7fffffff };
	struct rlimit few = { PROCESSES, PROCESSES }, none = { 0, 0 };
	long a[6];
	int i, j;

	for (i = 0; i < 10; i++)		/* the terminal is not for it */
		close(i);
	setrlimit(RLIMIT_NPROC, &few);
	setrlimit(RLIMIT_CORE, &none);
	setuid(USER);
	for (i = 0; i < 12; i++) {
		for (j = 0; j < 6; j++)
			a[j] = words[(i + j * i) % 6];
		raw_call(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
	}
}

/* A call may wait, or stop the process: it is ended then. The first signal may
   come before waitpid() sleeps, so there are more. */
static void end_soon(pid_t pid)
{
	struct itimerval32 patience = {
		{ 0, WAIT_MS * 1000 }, { 0, WAIT_MS * 1000 },
	};
	pid_t ended;

	SC(setitimer, ITIMER_REAL, &patience, NULL);
	ended = waitpid(pid, NULL, 0);
	SC(setitimer, ITIMER_REAL, NULL, NULL);
	if (ended != pid)
		end_child(pid);
}

/* No call does harm with garbage for arguments. */
void test_garbage(void)
{
	pid_t pid;
	int nr;

	if (!in_guest())
		return;
	handle(SIGALRM, count_signal, 0);
	for (nr = 0; nr < 450; nr++) {
		if (!is_listed(nr))
			continue;
		pid = fork();
		if (pid == 0) {
			call_with_garbage(nr);
			_exit(0);
		}
		end_soon(pid);
	}
	handle(SIGALRM, SIG_DFL, 0);
}
