/*
 * main.c - runs the tests of all system calls and speaks TAP. With names of
 * calls as arguments, only those.
 */
#include "calls.h"

#define MAX_CALLS	512
#define MAX_BUGS	64
#define CALL_SECONDS	150		/* the host may be slow */

static struct {
	const char *name;		/* NULL: no test */
	void (*test)(void);
} tests[MAX_CALLS];

static struct {
	int nr;				/* of the call */
	const char *name;
	void (*test)(void);
} bugs[MAX_BUGS];
static int nr_bugs;

static const struct {
	int nr;
	const char *name;
} table[] = {
#define CALL(nr, name, args, flags) { nr, #name },
#include "../../../include/asm-i386/syscall_table.h"
#undef CALL
};

#define NR_TABLE	(int)(sizeof(table) / sizeof(table[0]))

void add_test(int nr, const char *name, void (*test)(void))
{
	if (!tests[nr].name || test) {
		tests[nr].name = name;
		tests[nr].test = test;
	}
}

void add_bug(int nr, const char *what, void (*test)(void))
{
	if (nr_bugs == MAX_BUGS)
		abort();
	bugs[nr_bugs].nr = nr;
	bugs[nr_bugs].name = what;
	bugs[nr_bugs++].test = test;
}

/* A test is late: waitpid() is to return. */
static void too_late(int sig)
{
	(void)sig;
}

/* In a child, in a new directory. Returns the wait status. */
static int run_test(int nr, void (*test)(void))
{
	char dir[32];
	int status;
	pid_t pid;

	fflush(stdout);
	snprintf(dir, sizeof(dir), "/tmp/call-%d", nr);
	mkdir(dir, 0777);
	pid = fork();
	if (pid == 0) {
		if (chdir(dir))
			_exit(100);
		chmod(".", 0777);
		setpgid(0, 0);
		signal(SIGALRM, SIG_DFL);
		test();
		fflush(stdout);
		_exit(failures > 99 ? 99 : failures);
	}
	alarm(CALL_SECONDS);		/* ours: tests set their own */
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
		kill(pid, SIGKILL);
	}
	alarm(0);
	kill(-pid, SIGKILL);		/* what it may have left behind */
	return status;
}

static void report(int number, const char *name, int status)
{
	if (WIFSIGNALED(status))
		printf("# %s: killed by signal %d\n", name, WTERMSIG(status));
	else if (status)
		printf("# %s: status %x\n", name, status);
	printf("%sok %d - %s\n", status ? "not " : "", number, name);
	fflush(stdout);
}

/* What else there is to be tested of a call; returns the last number. */
static int run_bugs(int nr, int n)
{
	int i;

	for (i = 0; i < nr_bugs; i++)
		if (bugs[i].nr == nr)
			report(++n, bugs[i].name, run_test(MAX_CALLS + i,
							   bugs[i].test));
	return n;
}

static bool wanted(const char *name, int argc, char **argv)
{
	int i;

	if (argc < 2)
		return true;
	for (i = 1; i < argc; i++)
		if (!strcmp(argv[i], name))
			return true;
	return false;
}

int main(int argc, char **argv)
{
	struct sigaction act = { .sa_handler = too_late };
	int i, n = 0, nr;

	sigaction(SIGALRM, &act, NULL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < NR_TABLE; i++) {
		nr = table[i].nr;
		if (!wanted(table[i].name, argc, argv))
			continue;
		if (!tests[nr].name) {
			printf("not ok %d - %s has no test\n", ++n,
			       table[i].name);
		} else if (tests[nr].test) {
			report(++n, table[i].name,
			       run_test(nr, tests[nr].test));
		}
		n = run_bugs(nr, n);
	}
	printf("1..%d\n", n);
	return 0;
}
