/*
 * process.c - how processes come, end and are told apart.
 */
#include <sched.h>
#include <sys/resource.h>
#include <sys/times.h>

#include "help.h"

static int exits_with(void *arg)
{
	return (int)(intptr_t)SC(exit, arg);
}

static int exits_group_with(void *arg)
{
	return (int)(intptr_t)SC(exit_group, arg);
}

/* A grandchild whose parent ends: it tells who its parent is then. */
static void test_orphan(void)
{
	volatile int *word = shared_pages(1);

	if (fork() == 0) {
		if (fork() == 0) {
			becomes(&word[0], 1);
			word[1] = SC(getppid);
			_exit(0);
		}
		_exit(0);
	}
	wait(NULL);
	word[0] = 1;
	ok(becomes(&word[1], 1));
}

/* The last write end goes with the process: the reader sees the end. */
static void test_closed(void)
{
	int fds[2];
	char c;

	is(pipe(fds), 0);
	if (fork() == 0)
		SC(exit, 0);
	close(fds[1]);
	wait(NULL);
	is(read(fds[0], &c, 1), 0);
}

TEST(exit)
{
	is(in_child(exits_with, (void *)0), 0);
	is(in_child(exits_with, (void *)1), 0x100);
	is(in_child(exits_with, (void *)0x1ff), 0xff00);
	is(in_child(exits_with, (void *)-1), 0xff00);
	is(in_child(exits_with, (void *)0x7fffff00), 0);
	test_orphan();
	test_closed();
}

TEST(exit_group)
{
	is(in_child(exits_group_with, (void *)0), 0);
	is(in_child(exits_group_with, (void *)0x12345), 0x4500);
	is(in_child(exits_group_with, (void *)-2), 0xfe00);
}

static volatile int datum = 1;
static volatile int zeroes[4 * PAGE];

/* Copy on write: neither sees what the other writes, on whatever page. */
static void test_cow(void)
{
	volatile int *heap = private_pages(4), *word = shared_pages(1);
	volatile int local = 1;
	pid_t pid;
	int status;

	heap[0] = heap[1024] = 1;
	pid = fork();
	if (pid == 0) {
		failures = 0;
		becomes(&word[0], 1);		/* the parent has written */
		ok(datum == 1 && local == 1);
		ok(heap[0] == 1 && heap[1024] == 1 && heap[2048] == 0);
		ok(zeroes[PAGE] == 0);
		heap[0] = heap[2048] = datum = local = zeroes[PAGE] = 3;
		fflush(stdout);
		word[0] = 2;
		_exit(failures);
	}
	heap[0] = heap[1024] = heap[2048] = datum = local = zeroes[PAGE] = 2;
	word[0] = 1;
	ok(becomes(&word[0], 2));
	ok(heap[0] == 2 && heap[1024] == 2 && heap[2048] == 2);
	ok(datum == 2 && local == 2 && zeroes[PAGE] == 2);
	is(waitpid(pid, &status, 0), pid);
	is(status, 0);
	datum = 1;
}

/* Grandchildren, too; and the page that is the last one's own again. */
static void test_cow_chain(void)
{
	volatile int *p = private_pages(1), *word = shared_pages(1);
	int i;

	for (i = 0; i < 5; i++) {
		if (fork() == 0) {
			p[0]++;
			p[i + 1] = i;
			continue;
		}
		wait(NULL);
		word[i] = p[0];
		if (i)
			_exit(0);
		break;
	}
	if (i == 5)
		_exit(0);
	for (i = 0; i < 5; i++)
		is(word[i], i);
}

static int inherits(void *arg)
{
	struct tms tms;
	uint64_t pending;
	long *ids = arg;

	is(SC(getppid), ids[0]);
	ok(SC(getpid) != ids[0]);
	is(SC(gettid), SC(getpid));
	is(SC(getpgrp), ids[1]);
	is(SC(getsid, 0), ids[2]);
	is(SC(alarm, 0), 0);			/* timers are not inherited */
	is(SC(rt_sigpending, &pending, 8), 0);
	ok(pending == 0);
	ok(get_mask() == (bit(SIGUSR1) | bit(SIGUSR2)));
	times(&tms);
	ok(tms.tms_cutime == 0 && tms.tms_cstime == 0);
	is(lseek(ids[3], 0, SEEK_CUR), 5);
	is(lseek(ids[3], 7, SEEK_SET), 7);	/* one position for both */
	is(umask(022), 027);
	unblock(SIGUSR2);
	raise(SIGUSR2);
	is(seen[SIGUSR2], 1);			/* handlers are */
	is(SC(wait4, -1, NULL, 0, NULL), -ECHILD);
	return 0;
}

static void test_inherits(void)
{
	long ids[4] = { getpid(), getpgrp(), getsid(0), 0 };

	ids[3] = open("offset", O_CREAT | O_RDWR, 0600);
	lseek(ids[3], 5, SEEK_SET);
	set_mask(bit(SIGUSR1) | bit(SIGUSR2));
	handle(SIGUSR2, count_signal, 0);
	raise(SIGUSR1);
	umask(027);
	idle_child();
	is(in_child(inherits, ids), 0);
	is(lseek(ids[3], 0, SEEK_CUR), 7);
	is(umask(022), 027);			/* its own umask */
	set_mask(0x7fffffffULL & ~bit(SIGALRM));
	handle(SIGUSR1, SIG_IGN, 0);
	set_mask(0);
}

/* So many processes of one user, and no more. */
static int too_many(void *unused)
{
	struct rlimit limit = { 3, 3 };
	int i, n = 0, err = 0;
	pid_t pids[10];

	(void)unused;
	is(setrlimit(RLIMIT_NPROC, &limit), 0);
	for (i = 0; i < 10 && !err; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			for (;;)
				pause();
		if (pids[i] < 0)
			err = errno;
		else
			n++;
	}
	is(err, EAGAIN);
	is(n, 2);
	for (i = 0; i < n; i++)
		end_child(pids[i]);
	is(in_child(exits_with, (void *)3), 0x300);	/* there is room */
	return 0;
}

TEST(fork)
{
	pid_t pid = SC(fork);
	int status;

	if (pid == 0)
		_exit(getpid() == getppid());
	ok(pid > 1);
	is(waitpid(pid, &status, 0), pid);
	is(status, 0);
	test_cow();
	test_cow_chain();
	test_inherits();
	is(as_user(4321, too_many, NULL), 0);
}

static int is_child_of(void *parent)
{
	is(SC(getppid), (long)parent);
	ok(SC(getpid) != (long)parent);
	ok(SC(getpid) > 1);
	return 0;
}

TEST(getpid)
{
	long pid = SC(getpid);

	ok(pid > 1);
	is(pid, SC(getpid));
	is(pid, getpid());
	is(in_child(is_child_of, (void *)pid), 0);
}

ALSO(getppid)

static int first_thread(void *unused)
{
	(void)unused;
	is(SC(gettid), SC(getpid));
	return 0;
}

TEST(gettid)
{
	is(SC(gettid), SC(getpid));
	is(in_child(first_thread, NULL), 0);
}

/* The parent waits until the child has ended or has called execve(). */
static void test_vfork_waits(void)
{
	volatile int *word = shared_pages(1);
	volatile int local = 0;
	pid_t pid = vfork();

	if (pid == 0) {
		sleep_ms(100);
		word[0] = 1;
		local = 1;			/* in the parent's memory */
		_exit(4);
	}
	is(word[0], 1);
	is(local, 1);
	is(waitpid(pid, (int *)&word[1], 0), pid);
	is(word[1], 0x400);
}

/* Runs until it gets SIGUSR1, which its parent has blocked. */
HELPER(waits)
{
	uint64_t set = bit(SIGUSR1);

	(void)argc, (void)argv;
	return SC(rt_sigtimedwait, &set, NULL, NULL, 8) == SIGUSR1 ? 9 : 8;
}

static void test_vfork_exec(void)
{
	char *argv[] = { "helper waits", NULL }, *envp[] = { NULL };
	int status = 0;
	pid_t pid;

	block(SIGUSR1);
	pid = vfork();
	if (pid == 0) {
		SC(execve, self, argv, envp);
		_exit(1);
	}
	unblock(SIGUSR1);
	is(waitpid(pid, &status, WNOHANG), 0);	/* it is still busy */
	is(kill(pid, SIGUSR1), 0);
	is(waitpid(pid, &status, 0), pid);
	is(status, 0x900);
}

/* A signal for a parent in vfork() waits; SIGKILL does not. The child never
   ends: main.c kills it with the test's group. */
static int vfork_killed(void *arg)
{
	volatile int *word = arg;

	if (vfork() == 0) {
		word[0] = 1;
		for (;;)
			pause();
	}
	return 0;
}

static void test_vfork_kill(void)
{
	volatile int *word = shared_pages(1);
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(vfork_killed((void *)word));
	ok(becomes(word, 1));
	ok(comes_to_rest(pid));
	kill(pid, SIGKILL);
	ok(gets_state(pid, 'Z'));
	is(waitpid(pid, &status, WNOHANG), pid);
	is(status, SIGKILL);
}

static void vfork_page(volatile int *word)
{
	void *tid = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	setpgid(0, 0);
	if (SC(clone, CLONE_VM | CLONE_VFORK | CLONE_CHILD_CLEARTID | SIGCHLD,
	       0, 0, 0, tid))
		return;
	word[0] = 1;
	for (;;)
		pause();
}

/* Both are killed at once. While the child clears the word that says that it
   has ended, in a page that nobody has touched, the parent goes. */
static void test_vfork_kill_both(void)
{
	volatile int *word = shared_pages(1);
	int i, status;

	for (i = 0; i < 200; i++) {
		pid_t pid;

		word[0] = 0;
		pid = fork();
		if (pid == 0) {
			vfork_page(word);
			_exit(1);
		}
		becomes(word, 1);
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
		if (status != SIGKILL)
			break;
	}
	is(i, 200);
}

TEST(vfork)
{
	test_vfork_waits();
	test_vfork_exec();
	test_vfork_kill();
	test_vfork_kill_both();
}
