/*
 * execstate.c - what a program finds that was started in the midst of
 * something: signals, files, timers, threads, set-id programs.
 */
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>

#include "program.h"

#define TIMER_SEC	2000		/* more than any host needs */

HELPER(state)
{
	struct kernel_sigaction act;
	struct itimerval itimer;
	uint64_t pending;
	stack_t stack;

	(void)argc, (void)argv;
	ok(get_mask() == (bit(SIGUSR1) | bit(40)));
	is(SC(rt_sigpending, &pending, 8), 0);
	ok(pending == (bit(SIGUSR1) | bit(40)));
	is(SC(rt_sigaction, SIGUSR2, NULL, &act, 8), 0);
	ok(act.handler == SIG_DFL);
	is(SC(rt_sigaction, SIGHUP, NULL, &act, 8), 0);
	ok(act.handler == SIG_IGN);
	is(SC(sigaltstack, NULL, &stack), 0);
	is(stack.ss_flags, SS_DISABLE);
	ok(SC(alarm, 0) > TIMER_SEC / 2);	/* goes on */
	is(getitimer(ITIMER_VIRTUAL, &itimer), 0);
	ok(itimer.it_value.tv_sec > TIMER_SEC / 2);
	is(SC(fcntl64, 50, F_GETFD), 0);
	is(SC(fcntl64, 51, F_GETFD), -EBADF);
	is(SC(fcntl64, 50, F_DUPFD, 51), 51);
	is(lseek(50, 0, SEEK_CUR), 3);
	is(umask(0), 031);
	is(SC(sched_getscheduler, 0), SCHED_RR);
	is(SC(getpriority, PRIO_PROCESS, 0), 20 - 5);
	is(getpgrp(), getpid());
	return failures;
}

static int with_state(void *unused)
{
	struct itimerval itimer = { { 0, 0 }, { TIMER_SEC, 0 } };
	struct sched_param param = { 3 };
	stack_t stack = { private_pages(4), 0, 4 * PAGE };

	(void)unused;
	setpgid(0, 0);
	set_mask(bit(SIGUSR1) | bit(40));
	raise(SIGUSR1);
	kill(getpid(), 40);
	handle(SIGUSR2, count_signal, 0);
	handle(SIGHUP, SIG_IGN, 0);
	SC(sigaltstack, &stack, NULL);
	alarm(TIMER_SEC);
	setitimer(ITIMER_VIRTUAL, &itimer, NULL);
	dup2(open("data", O_CREAT | O_RDWR, 0600), 50);
	lseek(50, 3, SEEK_SET);
	fcntl(dup2(50, 51), F_SETFD, FD_CLOEXEC);
	umask(031);
	setpriority(PRIO_PROCESS, 0, 5);
	sched_setscheduler(0, SCHED_RR, &param);
	become("state");
	return 1;
}

/* Its FPU is as new, whatever the old program did with it. */
HELPER(fpu)
{
	unsigned short control = 0, status = 0xff;

	(void)argc, (void)argv;
	__asm__ volatile("fnstcw %0\n fnstsw %1\n"
			 : "=m" (control), "=m" (status));
	is(control, 0x37f);
	is(status & 0x387f, 0);
	return failures;
}

static int with_fpu(void *unused)
{
	unsigned short control = 0x0f7f;

	(void)unused;
	__asm__ volatile("fninit\n fldcw %0\n fldpi\n fldpi\n"
			 : : "m" (control));
	become("fpu");
	return 1;
}

static long ids_of(const char *name, uint32_t *ids)
{
	char *argv[] = { "ids", NULL };
	int size = 16;

	memset(ids, 0xee, 16);
	return start(name, argv, argv + 1, (char *)ids, &size);
}

static int user_runs_setid(void *unused)
{
	uint32_t ids[4];

	(void)unused;
	is(ids_of("suid", ids), 0);
	ok(ids[0] == 88 && ids[1] == 55 && ids[2] == 88 && ids[3] == 88);
	is(ids_of("sgid", ids), 0);
	ok(ids[0] == 88 && ids[1] == 88 && ids[2] == 88 && ids[3] == 66);
	is(ids_of("both", ids), 0);
	ok(ids[0] == 88 && ids[1] == 55 && ids[2] == 88 && ids[3] == 66);
	is(ids_of("locker", ids), 0);		/* g+s without g+x */
	ok(ids[3] == 88);
	is(ids_of("root", ids), 0);
	ok(ids[0] == 88 && ids[1] == 0);
	is(ids_of("script", ids), 0);		/* scripts have no such power */
	ok(ids[0] == 88 && ids[1] == 88);
	is(SC(geteuid), 88);
	is(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
	is(ids_of("suid", ids), 0);
	ok(ids[0] == 88 && ids[1] == 88);
	return 0;
}

static void put_setid(const char *name, int uid, int gid, int mode)
{
	struct program p;

	make_program(&p, code_ids);
	put_program(name, &p);
	is(chown(name, uid, gid), 0);
	is(chmod(name, mode), 0);
}

static void test_setid(void)
{
	put_setid("suid", 55, 66, 04755);
	put_setid("sgid", 55, 66, 02755);
	put_setid("both", 55, 66, 06755);
	put_setid("locker", 55, 66, 02745);
	put_setid("root", 0, 0, 04755);
	put_script("script", "#!./both\n");
	chmod("script", 06755);
	chmod("both", 0755);
	put_setid("ids", 0, 0, 0755);
	put_script("script", "#!./ids\n");
	put_setid("both", 55, 66, 06755);
	chmod("script", 06755);
	is(as_user(88, user_runs_setid, NULL), 0);
}

/* The other threads are gone, the new program has the process's number. */
HELPER(alone)
{
	(void)argc, (void)argv;
	is(SC(gettid), SC(getpid));
	sleep_ms(20);
	return failures;
}

static char stacks[2][16384];

static int spins(void *unused)
{
	(void)unused;
	for (;;)
		SC(sched_yield);
	return 0;
}

static int execs(void *helper)
{
	become(helper);
	return 0;
}

#define THREAD	(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | \
		 CLONE_THREAD)

static int exec_with_threads(void *unused)
{
	(void)unused;
	clone(spins, stacks[0] + sizeof(stacks[0]) - 64, THREAD, NULL);
	become("alone");
	return 0;
}

static int exec_from_thread(void *unused)
{
	(void)unused;
	clone(execs, stacks[0] + sizeof(stacks[0]) - 64, THREAD, "alone");
	spins(NULL);
	return 0;
}

void exec_state(void)
{
	int i;

	is(in_child(with_state, NULL), 0);
	is(in_child(with_fpu, NULL), 0);
	test_setid();
	for (i = 0; i < 10; i++) {
		is(in_child(exec_with_threads, NULL), 0);
		is(in_child(exec_from_thread, NULL), 0);
	}
}
