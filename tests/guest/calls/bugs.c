/*
 * bugs.c - mistakes that the kernel once made, each with the call that shows
 * it.
 */
#include <sched.h>
#include <sys/prctl.h>

#include "help.h"

#define USER	1000

/* --- who is told what, when a process ends ------------------------------- */

#define STACK_SIZE	16384

static char stack[STACK_SIZE];

HELPER(threads)
{
	(void)argc, (void)argv;
	sleep_ms(20);
	return SC(gettid) == SC(getpid) ? 7 : 8;
}

static int becomes_threads(void *unused)
{
	(void)unused;
	become("threads");
	return 0;
}

/* exec() by a thread that its maker waits for, as vfork() does: it ends all
   other threads, and so must end that wait. */
static int vfork_thread(void *unused)
{
	(void)unused;
	clone(becomes_threads, stack + STACK_SIZE - 64, CLONE_VM | CLONE_FS |
	      CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_VFORK, NULL);
	return 9;
}

BUG(clone, "exec by a vforked thread")
{
	is(in_child(vfork_thread, NULL), 0x700);
}

static int sleeps(void *word)
{
	*(volatile int *)word = 1;
	for (;;)
		pause();
	return 0;
}

static int waits_for_vfork(void *word)
{
	clone(sleeps, stack + STACK_SIZE - 64, CLONE_VM | CLONE_VFORK | SIGCHLD,
	      word);
	return 0;
}

/* Its child never ends: main.c kills it with the test's group. */
BUG(vfork, "a parent that waits can be killed")
{
	volatile int *word = shared_pages(1);
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(waits_for_vfork((void *)word));
	ok(becomes(word, 1));
	ok(comes_to_rest(pid));
	is(kill(pid, SIGKILL), 0);
	ok(gets_state(pid, 'Z'));
	is(waitpid(pid, &status, WNOHANG), pid);
	is(status, SIGKILL);
}

/* A child's child that becomes ours ends with our signal, not its own. */
static int makes_sibling(void *unused)
{
	(void)unused;
	if (SC(clone, CLONE_PARENT | SIGKILL, 0) == 0)
		_exit(0);
	return 0;
}

static int has_siblings(void *unused)
{
	(void)unused;
	in_child(makes_sibling, NULL);
	while (waitpid(-1, NULL, __WALL) > 0)
		;
	return 3;
}

BUG(clone, "CLONE_PARENT's signal")
{
	is(in_child(has_siblings, NULL), 0x300);
}

/* A set-user-id program, and a child that the user has made to end with a
   signal that would kill it. */
HELPER(root)
{
	(void)argc, (void)argv;
	is(SC(geteuid), 0);
	ok(waitpid(-1, NULL, __WALL) > 0);
	return failures ? 9 : 3;
}

static int starts_set_id(void *path)
{
	char *argv[] = { (char *)"helper root", NULL }, c;
	int fds[2];

	is(pipe2(fds, O_CLOEXEC), 0);
	if (SC(clone, SIGKILL, 0) == 0) {
		close(fds[1]);
		read(fds[0], &c, 1);	/* until exec() has closed it, too */
		_exit(0);
	}
	execv(path, argv);
	return 8;
}

BUG(execve, "children's signals to a set-id program")
{
	char command[256];

	snprintf(command, sizeof(command), "cp %s ./root", self);
	is(system(command), 0);
	is(chmod("root", 04755), 0);
	is(as_user(USER, starts_set_id, "./root"), 0x300);
}

/* --- files --------------------------------------------------------------- */

static int chowns_nothing(void *unused)
{
	(void)unused;
	is(SC(chown, "root", -1, -1), -EPERM);
	is(SC(lchown, "root", -1, -1), -EPERM);
	is(SC(chown, "plain", -1, -1), 0);
	return 0;
}

BUG(chown, "set-id bits of others' files")
{
	struct stat st;

	put_file("root", "x", 1);
	put_file("plain", "x", 1);
	is(chmod("root", 06755), 0);
	is(as_user(USER, chowns_nothing, NULL), 0);
	is(stat("root", &st), 0);
	is(st.st_mode & 07777, 06755);
}

/* --- /proc --------------------------------------------------------------- */

/* An open /proc/PID/mem does not keep the memory of a process that is gone. */
static long free_kb(void)
{
	long kb = -1;
	char line[128];
	FILE *f = fopen("/proc/meminfo", "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemFree: %ld", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb;
}

#define HOARD	(4 << 20)

BUG(open, "/proc/PID/mem keeps no memory")
{
	volatile int *word = shared_pages(1);
	char name[64], c = 0;
	long with;
	pid_t pid = fork();
	int fd;

	if (pid == 0) {
		memset(private_pages(HOARD / PAGE), 1, HOARD);
		word[0] = 1;
		pause();
	}
	ok(becomes(&word[0], 1));
	with = free_kb();
	snprintf(name, sizeof(name), "/proc/%d/mem", pid);
	fd = open(name, O_RDONLY);
	ok(fd >= 0);
	is(SC(pread64, fd, &c, 1, (long)word, 0), 1);
	is(c, 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	is(SC(pread64, fd, &c, 1, (long)word, 0), 0);
	ok(free_kb() - with > HOARD / 2048);
	close(fd);
}
