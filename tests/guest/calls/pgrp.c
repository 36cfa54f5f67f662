/*
 * pgrp.c - process groups and sessions.
 */
#include "help.h"

static int new_session(void *unused)
{
	pid_t pid = getpid();

	(void)unused;
	is(SC(setsid), pid);
	is(SC(getpgrp), pid);
	is(SC(getpgid, 0), pid);
	is(SC(getsid, 0), pid);
	is(SC(setsid), -EPERM);			/* leads a group already */
	is(SC(setpgid, 0, 0), -EPERM);		/* leads a session */
	return 0;
}

/* There must not be a group of that number, whoever is in it. */
static int leads_no_more(void *unused)
{
	pid_t pid = getpid(), child;

	(void)unused;
	is(setpgid(0, 0), 0);
	child = idle_child();
	is(setpgid(0, getpgid(getppid())), 0);
	is(getpgid(child), pid);
	is(SC(setsid), -EPERM);
	end_child(child);
	is(SC(setsid), pid);
	return 0;
}

TEST(setsid)
{
	is(in_child(new_session, NULL), 0);
	is(in_child(leads_no_more, NULL), 0);
}

static int session_child(void *unused)
{
	pid_t leader = getpid(), child;

	(void)unused;
	setsid();
	child = idle_child();
	is(SC(getsid, child), leader);
	is(SC(getpgid, child), leader);
	is(SC(setpgid, child, getpgid(getppid())), -EPERM);
	is(SC(setpgid, child, 0), 0);
	is(SC(getpgid, child), child);
	is(SC(getsid, child), leader);
	end_child(child);
	return 0;
}

/* A child that has left for another session, or has called execve(). */
static void test_too_late(void)
{
	volatile int *word = shared_pages(1);
	char *argv[] = { "helper waits", NULL };
	pid_t pid = fork();

	if (pid == 0) {
		setsid();
		word[0] = 1;
		pause();
	}
	becomes(word, 1);
	is(SC(setpgid, pid, 0), -EPERM);
	is(SC(setpgid, pid, getpgrp()), -EPERM);
	is(SC(setpgid, 0, pid), -EPERM);
	end_child(pid);
	pid = vfork();
	if (pid == 0) {
		execve(self, argv, argv + 1);
		_exit(1);
	}
	is(SC(setpgid, pid, pid), -EACCES);
	end_child(pid);
}

TEST(setpgid)
{
	pid_t group = getpgrp(), a = idle_child(), b = idle_child();

	is(SC(setpgid, a, a), 0);
	is(SC(getpgid, a), a);
	is(SC(getpgid, b), group);
	is(SC(setpgid, b, a), 0);
	is(SC(getpgid, b), a);
	is(SC(setpgid, b, 0), 0);
	is(SC(getpgid, b), b);
	is(SC(setpgid, 0, a), 0);		/* ourselves, too */
	is(SC(getpgrp), a);
	is(SC(setpgid, 0, 0), 0);
	is(SC(getpgrp), getpid());
	end_child(b);
	is(SC(setpgid, a, b), -EPERM);		/* no such group */
	is(SC(setpgid, b, b), -ESRCH);
	is(SC(setpgid, 1, 1), -ESRCH);		/* not our child */
	is(SC(setpgid, getppid(), 0), -ESRCH);
	is(SC(setpgid, 0, -1), -EINVAL);
	is(SC(setpgid, -1, 0), -EINVAL);
	is(SC(setpgid, a, 999999), -EPERM);
	end_child(a);
	is(in_child(session_child, NULL), 0);
	test_too_late();
}

TEST(getpgid)
{
	is(SC(getpgid, 0), getpgrp());
	is(SC(getpgid, getpid()), getpgrp());
	ok(SC(getpgid, 1) >= 0);
	is(SC(getpgid, 999999), -ESRCH);
	is(SC(getpgid, -1), -ESRCH);
}

ALSO(getpgrp)

TEST(getsid)
{
	is(SC(getsid, 0), SC(getsid, getpid()));
	is(SC(getsid, getppid()), SC(getsid, 0));
	ok(SC(getsid, 1) >= 0);
	is(SC(getsid, 999999), -ESRCH);
	is(SC(getsid, -1), -ESRCH);
}
