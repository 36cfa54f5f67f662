/*
 * help.c - what the tests of processes, signals and memory share.
 */
#include <sys/resource.h>
#include <time.h>

#include "help.h"

#define STATUS_FAILED	103

const char *self;
volatile int seen[NR_SIGNALS + 1];

__attribute__((constructor(150))) static void find_self(int argc, char **argv)
{
	static char name[256];

	if (argc > 0)
		self = realpath(argv[0], name);
	if (!self && readlink("/proc/self/exe", name, sizeof(name) - 1) > 0)
		self = name;
}

int in_child(int (*fn)(void *), void *arg)
{
	pid_t pid;
	int status;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		failures = 0;
		status = fn(arg);
		fflush(stdout);
		_exit(failures ? STATUS_FAILED : status);
	}
	if (waitpid(pid, &status, 0) != pid)
		return -1;
	if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_FAILED)
		failures++;
	return status;
}

struct deed {
	int (*fn)(void *);
	void *arg;
};

static int without_core(void *arg)
{
	struct deed *deed = arg;
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
	return deed->fn(deed->arg);
}

int dies_of(int (*fn)(void *), void *arg)
{
	struct deed deed = { fn, arg };
	int status = in_child(without_core, &deed);

	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

pid_t idle_child(void)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0)
		for (;;)
			pause();
	return pid;
}

void end_child(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void *pages(int n, int kind)
{
	void *p = mmap(NULL, n * PAGE, PROT_READ | PROT_WRITE,
		       kind | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		_exit(104);
	return p;
}

void *shared_pages(int n)
{
	return pages(n, MAP_SHARED);
}

void *private_pages(int n)
{
	return pages(n, MAP_PRIVATE);
}

bool in_guest(void)
{
	return access("/tests/calls", X_OK) == 0;
}

void sleep_ms(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&ts, &ts) && errno == EINTR)
		;
}

long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

bool becomes(volatile int *word, int value)
{
	long end = now_ms() + PATIENCE_MS;

	while (*word != value) {
		if (now_ms() > end)
			return false;
		sleep_ms(1);
	}
	return true;
}

char state_of(pid_t pid)
{
	char name[64], text[256] = "", *p;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%d/stat", pid);
	f = fopen(name, "r");
	if (f) {
		if (!fgets(text, sizeof(text), f))
			text[0] = '\0';
		fclose(f);
	}
	p = strrchr(text, ')');
	return p ? p[2] : 0;
}

bool gets_state(pid_t pid, char state)
{
	long end = now_ms() + PATIENCE_MS;

	while (state_of(pid) != state) {
		if (now_ms() > end)
			return false;
		sleep_ms(1);
	}
	return true;
}

pid_t signal_after(int sig, int ms)
{
	pid_t parent = getpid(), pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		sleep_ms(ms);
		gets_state(parent, 'S');
		kill(parent, sig);
		_exit(0);
	}
	return pid;
}

bool comes_to_rest(pid_t pid)
{
	long end = now_ms() + PATIENCE_MS;

	while (state_of(pid) == 'R') {
		if (now_ms() > end)
			return false;
		sleep_ms(1);
	}
	return true;
}

/* CPU time of the caller. */
static long cpu_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ts);
	return ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

void use_cpu(int ms)
{
	long start = now_ms(), used = cpu_ms(), ran = 0;
	volatile int i;

	while ((ran < ms || cpu_ms() - used < ms) && ran < PATIENCE_MS) {
		for (i = 0; i < 20000; i++)
			;
		ran = now_ms() - start;
	}
}

long handle(int sig, void *handler, unsigned long flags)
{
	struct kernel_sigaction act = { handler, flags, NULL, 0 };

	return SC(rt_sigaction, sig, &act, NULL, 8);
}

void block(int sig)
{
	uint64_t set = bit(sig);

	SC(rt_sigprocmask, SIG_BLOCK, &set, NULL, 8);
}

void unblock(int sig)
{
	uint64_t set = bit(sig);

	SC(rt_sigprocmask, SIG_UNBLOCK, &set, NULL, 8);
}

uint64_t get_mask(void)
{
	uint64_t set = ~0ULL;

	SC(rt_sigprocmask, SIG_BLOCK, NULL, &set, 8);
	return set;
}

void set_mask(uint64_t mask)
{
	SC(rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8);
}

void count_signal(int sig)
{
	seen[sig]++;
}

void clear_seen(void)
{
	memset((void *)seen, 0, sizeof(seen));
}

void end_helper(int status)
{
	fflush(stdout);
	_exit(status);
}

void become(const char *helper)
{
	char name[64];
	char *argv[] = { name, NULL }, *envp[] = { NULL };

	snprintf(name, sizeof(name), "helper %s", helper);
	SC(execve, self, argv, envp);
	_exit(105);
}

static int start_helper(void *name)
{
	become(name);
	return 0;
}

int run_helper(const char *helper)
{
	int status = in_child(start_helper, (void *)helper);

	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
