/*
 * forks.c - processes come, execute programs and go: a fork bomb that its
 * limit stops, trees of processes, programs that execute themselves, copies of
 * memory that are written to on both sides.
 */
#include <sys/resource.h>
#include "execs.h"
#include "stress.h"

#define BOMB_UID	1000
#define BOMB_LIMIT	60		/* processes */
#define BOMB_ROUNDS	6
#define TREES		8
#define TREE_ROUNDS	12
#define TREE_DEPTH	4
#define EXECERS		16
#define EXEC_ROUNDS	10
#define COW_PAGES	48
#define COW_ROUNDS	20

extern char **environ;

/* --- a fork bomb --------------------------------------------------------- */

/* Doubles until it is refused; then all wait to be killed. */
static void bomb(void)
{
	for (;;) {
		if (fork() >= 0)
			continue;
		if (errno != EAGAIN)
			wrong("fork: %s", strerror(errno));
		shared->stop = 1;
		for (;;)
			pause();
	}
}

static void light_bomb(void)
{
	struct rlimit r = { BOMB_LIMIT, BOMB_LIMIT };

	if (fork_or_quit())
		return;
	setpgid(0, 0);
	shared->pid[0] = getpid();
	if (setrlimit(RLIMIT_NPROC, &r) || setgid(BOMB_UID) ||
	    setuid(BOMB_UID))
		wrong("the bomb cannot become a user");
	else
		bomb();
	_exit(1);
}

/* Kills the group until nobody is left of it. */
static void defuse(void)
{
	u32 tries;

	for (tries = 0; tries < 1000; tries++) {
		if (kill(-shared->pid[0], SIGKILL) && errno == ESRCH)
			return;
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		usleep(5000);
	}
	wrong("the bomb cannot be killed");
}

STRESS(forkbomb, "a fork bomb is stopped by its limit and can be killed")
{
	u32 i;

	for (i = 0; i < scale(BOMB_ROUNDS); i++) {
		shared->stop = 0;
		light_bomb();
		while (!shared->stop && !shared->errors)
			usleep(2000);
		defuse();
	}
}

/* --- trees of processes -------------------------------------------------- */

/* Children of all depths; some are left to others. Returns its status. */
static int tree(u32 depth, u32 *state)
{
	u32 n = rnd(state, 3) + 1, i, status = rnd(state, 100);
	int got;
	pid_t pid;

	for (i = 0; depth && i < n; i++) {
		bool orphan = !rnd(state, 4);

		/* one that ends without a signal must be cleared away, too */
		pid = sys(clone, orphan ? 0 : SIGCHLD);
		if (pid == -EAGAIN)
			break;		/* many trees grow at once */
		if (pid < 0)
			wrong("clone: error %d", -pid);
		if (!pid) {
			*state = seed_for(*state + i);
			_exit(tree(depth - 1, state));
		}
		if (orphan)
			continue;
		if (waitpid(pid, &got, 0) != pid || !WIFEXITED(got))
			wrong("waitpid: %s, status %x", strerror(errno), got);
	}
	return status;
}

static void grow_trees(u32 number)
{
	u32 state = seed_for(number), i;

	for (i = 0; i < scale(TREE_ROUNDS); i++) {
		tree(TREE_DEPTH, &state);
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
	}
}

STRESS(trees, "trees of processes, with orphans")
{
	run_workers(TREES, grow_trees);
}

/* --- programs that execute themselves ------------------------------------ */

void exec_self(u32 times)
{
	static const char *env[] = { "STRESS=yes", NULL };
	char left[12] = "0000";
	const char *argv[] = { "stress", EXEC_CHILD, left, "last", NULL };

	left[3] += times % 10;
	left[2] += times / 10 % 10;
	sys(execve, "/proc/self/exe", argv, env);
	sys(exit_group, 99);
}

int exec_child(int argc, char **argv)
{
	u32 times = argc > 2 ? atoi(argv[2]) : 0;

	if (argc != 4 || strcmp(argv[0], "stress") || strcmp(argv[3], "last") ||
	    !environ[0] || strcmp(environ[0], "STRESS=yes") || environ[1])
		return 98;
	if (times)
		exec_self(times - 1);
	return EXEC_STATUS;
}

/* Any of its threads may be the one whose program it becomes. */
static void exec_thread(u32 number)
{
	exec_self(number);
}

/* A child that executes, from one thread or several, or from a vfork(). */
static pid_t start_exec(u32 threads, u32 times)
{
	pid_t pid;

	if (!threads) {
		pid = vfork();
		if (!pid)
			exec_self(times);
		return pid;
	}
	pid = fork();
	if (!pid) {
		if (threads > 1)
			run_threads(threads - 1, exec_thread);
		exec_self(times);
	}
	return pid;
}

static void execer(u32 number)
{
	u32 state = seed_for(number), i;
	int status;
	pid_t pid;

	for (i = 0; i < scale(EXEC_ROUNDS); i++) {
		pid = start_exec(rnd(&state, 5), rnd(&state, 4));
		if (pid < 0 || waitpid(pid, &status, 0) != pid ||
		    status != EXEC_STATUS << 8)
			wrong("a program ended with %x", status);
	}
}

STRESS(execs, "processes execute themselves")
{
	run_workers(EXECERS, execer);
}

/* --- copy on write ------------------------------------------------------- */

/* Changes words of its pages and looks at all of them, again and again. */
static void write_pages(u32 *page, u32 owner, u32 *state)
{
	u32 mine[COW_PAGES], i, turn;

	for (i = 0; i < COW_PAGES; i++)
		mine[i] = page[i * PAGE / 4];
	for (turn = 0; turn < COW_PAGES; turn++) {
		i = rnd(state, COW_PAGES);
		mine[i] = owner << 16 | turn;
		page[i * PAGE / 4] = page[(i + 1) * PAGE / 4 - 1] = mine[i];
		if (turn % 8 == 0)
			sys(sched_yield);
	}
	for (i = 0; i < COW_PAGES; i++)
		if (page[i * PAGE / 4] != mine[i] ||
		    page[(i + 1) * PAGE / 4 - 1] != mine[i])
			wrong("page %u of %u: %x %x for %x", i, owner,
			      page[i * PAGE / 4], page[(i + 1) * PAGE / 4 - 1],
			      mine[i]);
}

static void cow(u32 number)
{
	u32 state = seed_for(number), i, depth = 0;
	u32 *page = map(COW_PAGES * PAGE, MAP_PRIVATE);
	pid_t pid;

	for (i = 0; i < scale(COW_ROUNDS); i++) {
		pid = fork_or_quit();
		if (!pid) {
			state = seed_for(number * 100 + i);
			write_pages(page, getpid(), &state);
			if (++depth > 2 || rnd(&state, 2))
				_exit(0);
			continue;	/* it goes on like its parent */
		}
		write_pages(page, getpid(), &state);
		if (rnd(&state, 2))
			wait_workers();
	}
	wait_workers();
	_exit(0);
}

STRESS(cow, "pages that are copied when written to stay apart")
{
	run_workers(6, cow);
}
