/*
 * wait.c - waiting for children.
 */
#include <sys/resource.h>

#include "help.h"

#define WAIT_ALL	0x40000000	/* __WALL */
#define WAIT_CLONE	0x80000000u	/* __WCLONE */

static pid_t child_that_exits(int status)
{
	pid_t pid = fork();

	if (pid == 0)
		_exit(status);
	return pid;
}

static void test_exit_status(void)
{
	pid_t pid = child_that_exits(0x55);
	int status = -1;

	is(SC(waitpid, pid, &status, 0), pid);
	is(status, 0x5500);
	is(SC(waitpid, pid, &status, 0), -ECHILD);
	pid = child_that_exits(0);
	is(SC(waitpid, pid, NULL, 0), pid);
}

static void test_kill_status(void)
{
	pid_t pid = idle_child();
	int status = -1;

	is(SC(waitpid, pid, &status, WNOHANG), 0);
	is(status, -1);
	kill(pid, SIGTERM);
	is(SC(waitpid, -1, &status, 0), pid);
	is(status, SIGTERM);
}

/* Stops are told once, and only to those who ask for them. */
static void test_stop_status(void)
{
	pid_t pid = idle_child();
	int status = -1;

	kill(pid, SIGSTOP);
	is(SC(waitpid, pid, &status, WUNTRACED), pid);
	is(status, 0x7f | SIGSTOP << 8);
	is(SC(waitpid, pid, &status, WUNTRACED | WNOHANG), 0);
	kill(pid, SIGCONT);
	is(SC(waitpid, pid, &status, WCONTINUED), pid);
	is(status, 0xffff);
	is(SC(waitpid, pid, &status, WCONTINUED | WNOHANG), 0);
	kill(pid, SIGTSTP);
	ok(gets_state(pid, 'T'));
	is(SC(waitpid, pid, &status, WNOHANG), 0);
	is(SC(waitpid, pid, &status, WUNTRACED), pid);
	is(status, 0x7f | SIGTSTP << 8);
	kill(pid, SIGKILL);
	is(SC(waitpid, pid, &status, 0), pid);
	is(status, SIGKILL);
}

static void test_groups(void)
{
	pid_t a = idle_child(), b = idle_child(), c = idle_child();
	int status;

	setpgid(a, a);
	setpgid(b, a);
	kill(b, SIGKILL);
	is(SC(waitpid, -a, &status, 0), b);
	is(SC(waitpid, -a, &status, WNOHANG), 0);
	is(SC(waitpid, 0, &status, WNOHANG), 0);
	kill(a, SIGKILL);
	ok(gets_state(a, 'Z'));
	is(SC(waitpid, 0, &status, WNOHANG), 0);	/* another group */
	kill(c, SIGKILL);
	is(SC(waitpid, 0, &status, 0), c);
	is(SC(waitpid, 0, &status, 0), -ECHILD);
	is(SC(waitpid, -a, &status, 0), a);
	is(SC(waitpid, -a, &status, 0), -ECHILD);
}

/* Others' children are not ours. */
static void test_no_child(void)
{
	int status;

	is(SC(waitpid, -1, &status, 0), -ECHILD);
	is(SC(waitpid, -1, &status, WNOHANG), -ECHILD);
	is(SC(waitpid, 1, &status, 0), -ECHILD);
	is(SC(waitpid, getpid(), &status, 0), -ECHILD);
	is(SC(waitpid, 999999, &status, 0), -ECHILD);
	is(SC(waitpid, -999999, &status, 0), -ECHILD);
	is(SC(waitpid, -1, &status, 0x100), -EINVAL);
	is(SC(waitpid, -1, &status, -1), -EINVAL);
}

/* The child is gone all the same. */
static void test_wild_status(void)
{
	static const uint32_t bad[] = { 8, 0xc0000000, 0xfffffffc };
	unsigned int i;
	pid_t pid;

	for (i = 0; i < 3; i++) {
		pid = child_that_exits(1);
		is(SC(waitpid, pid, bad[i], 0), -EFAULT);
		is(SC(waitpid, pid, NULL, 0), -ECHILD);
	}
}

TEST(waitpid)
{
	test_exit_status();
	test_kill_status();
	test_stop_status();
	test_groups();
	test_no_child();
	test_wild_status();
}

struct rusage32 {
	struct timeval32 user, system;
	int32_t more[14];
};

static void test_rusage(void)
{
	struct rusage32 usage;
	long start = now_ms(), used;
	pid_t pid;
	int status;

	use_cpu(20);			/* older ticks are ours */
	pid = fork();
	if (pid == 0) {
		use_cpu(200);
		_exit(2);
	}
	memset(&usage, 0xee, sizeof(usage));
	is(SC(wait4, pid, &status, 0, &usage), pid);
	is(status, 0x200);
	used = (usage.user.sec + usage.system.sec) * 1000 +
	       (usage.user.usec + usage.system.usec) / 1000;
	ok(used >= 200 && used <= now_ms() - start + 20);
	ok(usage.user.sec >= 0 && usage.system.sec >= 0);
	ok((uint32_t)usage.user.usec < 1000000);
	ok(usage.more[13] != (int)0xeeeeeeee);
}

static void test_any_order(void)
{
	int i, status, sum = 0;

	for (i = 1; i <= 20; i++)
		child_that_exits(i);
	for (i = 1; i <= 20; i++) {
		ok(SC(wait4, -1, &status, 0, NULL) > 0);
		sum += WEXITSTATUS(status);
	}
	is(sum, 210);
	is(SC(wait4, -1, &status, 0, NULL), -ECHILD);
}

/* Who ignores SIGCHLD, or says SA_NOCLDWAIT, has no zombies: wait4() waits
   until all have ended, and then there are no children. */
static void test_no_zombies(void)
{
	long start = now_ms();

	handle(SIGCHLD, SIG_IGN, 0);
	if (fork() == 0) {
		sleep_ms(150);
		_exit(1);
	}
	child_that_exits(0);
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
	ok(now_ms() - start >= 140);
	handle(SIGCHLD, count_signal, SA_NOCLDWAIT);
	child_that_exits(0);
	while (SC(wait4, -1, NULL, 0, NULL) == -EINTR)
		;
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
	handle(SIGCHLD, SIG_DFL, 0);
}

/* A handler interrupts it; with SA_RESTART it goes on. */
static void test_interrupted(void)
{
	pid_t parent = getpid(), pid;

	clear_seen();
	handle(SIGUSR1, count_signal, 0);
	handle(SIGUSR2, count_signal, SA_RESTART);
	pid = fork();
	if (pid == 0) {
		gets_state(parent, 'S');
		kill(parent, SIGUSR1);
		gets_state(parent, 'S');
		kill(parent, SIGUSR2);
		gets_state(parent, 'S');
		_exit(0);
	}
	is(SC(wait4, pid, NULL, 0, NULL), -EINTR);
	is(seen[SIGUSR1], 1);
	is(SC(wait4, pid, NULL, 0, NULL), pid);
	is(seen[SIGUSR2], 1);
}

/* Children by clone() with another signal than SIGCHLD are waited for with
   __WCLONE or __WALL only. */
static void test_clones(void)
{
	pid_t pid = SC(clone, SIGUSR1, 0);

	if (pid == 0)
		_exit(3);
	handle(SIGUSR1, SIG_IGN, 0);
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
	is(SC(wait4, pid, NULL, WAIT_CLONE, NULL), pid);
	pid = SC(clone, 0, 0);
	if (pid == 0)
		_exit(3);
	is(SC(wait4, pid, NULL, WAIT_ALL, NULL), pid);
	handle(SIGUSR1, SIG_DFL, 0);
}

/* One of them that outlives its parent is waited for by process 1. */
static void test_clone_orphan(void)
{
	volatile int *word = shared_pages(1);

	if (fork() == 0) {
		if (SC(clone, 0, 0) == 0) {
			word[0] = getpid();
			becomes(&word[1], 1);
			_exit(0);
		}
		_exit(0);
	}
	wait(NULL);
	while (!word[0])
		sleep_ms(1);
	word[1] = 1;
	ok(gets_state(word[0], 0));		/* there is none */
}

static void test_wild_usage(void)
{
	pid_t pid = child_that_exits(1);

	is(SC(wait4, pid, NULL, 0, 8), -EFAULT);
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
	pid = child_that_exits(1);
	is(SC(wait4, pid, NULL, 0, 0xfffffff0), -EFAULT);
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
}

TEST(wait4)
{
	test_rusage();
	test_any_order();
	test_no_zombies();
	test_interrupted();
	test_clones();
	test_clone_orphan();
	test_wild_usage();
	is(SC(wait4, -1, NULL, 0x10000, NULL), -EINVAL);
	is(SC(wait4, 0x80000000, NULL, 0, NULL), -ESRCH);
}
