/*
 * main.c - runs the tests of ptys and speaks TAP. With names as arguments,
 * only those.
 */
#include <stdarg.h>

#include "pty.h"

#define MAX_TESTS	64
#define TEST_SECONDS	120

static struct {
	const char *name, *what;
	void (*test)(void);
} tests[MAX_TESTS];
static int nr_tests, failures;

void add_test(const char *name, const char *what, void (*test)(void))
{
	if (nr_tests == MAX_TESTS)
		abort();
	tests[nr_tests].name = name;
	tests[nr_tests].what = what;
	tests[nr_tests++].test = test;
}

bool check(bool good, const char *file, int line, const char *fmt, ...)
{
	va_list args;

	if (good)
		return true;
	failures++;
	printf("# %s:%d: ", file, line);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
	return false;
}

bool check_is(long have, long want, const char *what, const char *file,
	      int line)
{
	return check(have == want, file, line, "%s is %ld, not %ld", what,
		     have, want);
}

static int run(void (*test)(void))
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		setsid();
		alarm(TEST_SECONDS);
		test();
		fflush(stdout);
		_exit(failures != 0);
	}
	if (waitpid(pid, &status, 0) != pid)
		return -1;
	kill(-pid, SIGKILL);		/* what it may have left behind */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	return status;
}

static bool wanted(const char *name, int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		if (!strcmp(argv[i], name))
			return true;
	return argc < 2;
}

int main(int argc, char **argv)
{
	int i, n = 0, status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (i = 0; i < nr_tests; i++) {
		if (!wanted(tests[i].name, argc, argv))
			continue;
		status = run(tests[i].test);
		if (WIFSIGNALED(status))
			printf("# %s: killed by signal %d\n", tests[i].name,
			       WTERMSIG(status));
		printf("%sok %d - %s: %s\n", status ? "not " : "", ++n,
		       tests[i].name, tests[i].what);
	}
	printf("1..%d\n", n);
	return 0;
}
