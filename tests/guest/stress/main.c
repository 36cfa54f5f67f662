/*
 * main.c - runs the stresses and tells in TAP what came of them.
 *
 *	stress [seed=N] [percent=N] [limit=SECONDS] [only=NAME,NAME] [typist=1]
 *	       [exact=1]
 *
 * As process 1 it takes these words from the kernel's command line, each with
 * "stress." in front, mounts what it needs, and turns the machine off at the
 * end. `percent' is how much is done, `limit' what each stress may take.
 *
 * Each is run in short first, so that whatever the kernel allocates once and
 * for ever is there when its counts are noted.
 */
#include <linux/reboot.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/ioctl.h>
#include <termios.h>
#include "stress.h"
#include "execs.h"
#include "../lockstat.h"

#define MAX_STRESSES	48
#define WARM_UP		1		/* percent */
#define MOST_HELD	200000		/* cycles in one piece (Q4) */
#define END_TRIES	12000		/* of 5 ms: a CPU may be slow */

static struct stress {
	const char *name, *text;
	void (*run)(void);
	bool wanted;
} stresses[MAX_STRESSES];
static u32 nr_stresses, percent = 100, limit = 300, tests, failed;
bool typist, exact;

void add_stress(const char *name, const char *text, void (*run)(void))
{
	stresses[nr_stresses++] = (struct stress) { name, text, run, false };
}

void run_stress(const char *name)
{
	u32 i;

	for (i = 0; i < nr_stresses; i++)
		if (!strcmp(name, stresses[i].name))
			stresses[i].run();
}

u32 scale(u32 n)
{
	u32 scaled = (u64)n * percent / 100;

	return scaled ? scaled : 1;
}

static void ok(bool good, const char *name, const char *text)
{
	tests++;
	failed += !good;
	printf("%sok %u - %s: %s\n", good ? "" : "not ", tests, name, text);
	fflush(stdout);
}

static void on_alarm(int sig)
{
	(void)sig;
}

/* Waits for one child, for at most `limit' seconds. */
static bool wait_for(pid_t child, int *status)
{
	struct sigaction sa = { .sa_handler = on_alarm };	/* no restart */
	pid_t pid;

	sigaction(SIGALRM, &sa, NULL);
	alarm(limit);
	do {
		pid = waitpid(-1, status, 0);
	} while (pid > 0 && pid != child);
	alarm(0);
	return pid == child;
}

/* Ends what is left of a group, and waits until nobody is: who ends later
   would be counted with what was there before, or missed. Process 1 takes
   those who have lost their parents. */
static void end_group(pid_t group)
{
	u32 tries;

	for (tries = 0; tries < END_TRIES; tries++) {
		if (kill(-group, SIGKILL))
			return;
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		usleep(5000);
	}
	say("group %d does not end", group);
}

/* A group of its own, so that nothing of it outlives a stress that hangs. */
static bool run_one(const struct stress *s)
{
	pid_t child;
	int status;

	memset(shared, 0, sizeof(*shared));
	child = fork_or_quit();
	if (!child) {
		setpgid(0, 0);
		s->run();
		_exit(0);
	}
	if (!wait_for(child, &status)) {
		wrong("%s hangs", s->name);
		show_processes();
		kill(getpid() == 1 ? -1 : -child, SIGKILL);
		waitpid(child, &status, 0);
	} else if (status) {
		wrong("%s ended with status %x", s->name, status);
	}
	end_group(child);
	settle();
	return !shared->errors;
}

/* The stresses run in other systems, too, and for other users than root. */
static void clear_holds(void)
{
	if (!access(SMP_FILE, W_OK) && tell_smp("lockstat clear"))
		wrong("%s: %s", SMP_FILE, strerror(errno));
}

/* Where the kernel keeps times of its lock (lockstat): the longest hold, within
   its bound where time is counted in instructions. */
static void check_holds(void)
{
	char place[200], text[300];
	u32 longest = longest_hold(place, sizeof(place));

	if (!longest)
		return;
	snprintf(text, sizeof(text), "%u cycles at most, %s", longest, place);
	ok(!exact || longest < MOST_HELD, "the kernel lock is held", text);
}

static void run_all(void)
{
	u32 i, full = percent;

	clear_holds();
	note_counts();
	for (i = 0; i < nr_stresses; i++) {
		if (!stresses[i].wanted)
			continue;
		percent = full < WARM_UP ? full : WARM_UP;
		if (!run_one(&stresses[i]))
			say("in the warm-up");
		note_counts();
		percent = full;
		ok(run_one(&stresses[i]), stresses[i].name, stresses[i].text);
		shared->errors = 0;
		compare_counts();
		ok(!shared->errors, stresses[i].name, "nothing is lost");
	}
	check_holds();
}

static void want(const char *names)
{
	char copy[256], *name, *rest;
	bool known = false;
	u32 i;

	snprintf(copy, sizeof(copy), "%s", names);
	for (name = strtok_r(copy, ",", &rest); name;
	     name = strtok_r(NULL, ",", &rest))
		for (i = 0; i < nr_stresses; i++)
			if (!strcmp(name, stresses[i].name))
				known = stresses[i].wanted = true;
	if (!known)
		say("%s: there is no such stress", names);
}

static void setting(const char *word)
{
	if (!strncmp(word, "seed=", 5))
		seed = atoi(word + 5);
	else if (!strncmp(word, "percent=", 8))
		percent = atoi(word + 8);
	else if (!strncmp(word, "limit=", 6))
		limit = atoi(word + 6);
	else if (!strncmp(word, "typist=", 7))
		typist = atoi(word + 7);
	else if (!strncmp(word, "exact=", 6))
		exact = atoi(word + 6);
	else if (!strncmp(word, "only=", 5))
		want(word + 5);
	else
		say("%s is not understood", word);
}

static void read_command_line(void)
{
	static char line[4096], *word;
	int fd = open("/proc/cmdline", O_RDONLY);
	int n = fd < 0 ? 0 : read(fd, line, sizeof(line) - 1);

	close(fd);
	line[n > 0 ? n : 0] = '\0';
	for (word = strtok(line, " \n"); word; word = strtok(NULL, " \n"))
		if (!strncmp(word, "stress.", 7))
			setting(word + 7);
}

/* Process 1 has nothing yet. */
static void set_up(void)
{
	mkdir("/proc", 0755);
	mkdir("/dev", 0755);
	mkdir("/tmp", 0777);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	mount("tmpfs", "/tmp", "tmpfs", 0, NULL);
	read_command_line();
}

static void count_cpus(void)
{
	u32 mask[32] = { 0 };

	if (sys(sched_getaffinity, 0, sizeof(mask), mask) > 0)
		nr_cpus = __builtin_popcount(mask[0]);
	if (!nr_cpus)
		nr_cpus = 1;
}

int main(int argc, char **argv)
{
	bool all = true;
	u32 i;

	if (argc > 1 && !strcmp(argv[1], EXEC_CHILD))
		return exec_child(argc, argv);
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (getpid() == 1)
		set_up();
	for (i = 1; getpid() != 1 && i < (u32)argc; i++)
		setting(argv[i]);
	for (i = 0; i < nr_stresses; i++)
		all &= !stresses[i].wanted;
	for (i = 0; all && i < nr_stresses; i++)
		stresses[i].wanted = true;
	if (chdir(getpid() == 1 ? "/tmp" : "."))
		return 2;
	count_cpus();
	printf("TAP version 13\n# %u CPUs, seed %u, %u %%\n", nr_cpus, seed,
	       percent);
	fflush(stdout);
	run_all();
	printf("1..%u\n", tests);
	fflush(stdout);
	if (getpid() == 1) {
		tcdrain(1);
		reboot(RB_POWER_OFF);
	}
	return failed != 0;
}
