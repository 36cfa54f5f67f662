/*
 * main.c - does the long operations in turn, and tells in TAP how long the
 * kernel lock was held in each, and from where to where.
 *
 *	holds.only=NAME,NAME	on the kernel's command line: these only
 *
 * It is process 1, with lockstat (Documentation/trace.txt) on.
 */
#include <ctype.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <termios.h>
#include "holds.h"
#include "../lockstat.h"

#define MAX_HOLDS	96
#define BOUND		200000		/* cycles: instructions, by icount */

static struct hold {
	const char *name, *text;
	void (*run)(void);
} holds[MAX_HOLDS];
static u32 nr_holds, tests;
static char only[1024];

void add_hold(const char *name, const char *text, void (*run)(void))
{
	holds[nr_holds++] = (struct hold) { name, text, run };
}

static bool run(const struct hold *h)
{
	pid_t pid = must(fork());
	int status = 0;

	if (!pid) {
		h->run();
		_exit(0);
	}
	must(waitpid(pid, &status, 0));
	if (status)
		printf("# %s ended with status %x\n", h->name, status);
	return !status;
}

static void measure(const struct hold *h)
{
	char place[256] = "-";
	u32 cycles;
	bool good;

	must(tell_smp("lockstat clear"));
	good = run(h);
	cycles = longest_hold(place, sizeof(place));
	good &= cycles && cycles < BOUND;
	printf("%sok %u - %s: %u, %s\n", good ? "" : "not ", ++tests, h->text,
	       cycles, place);
	fflush(stdout);
}

static bool is_wanted(const char *name)
{
	const char *p = strstr(only, name);

	return !*only || (p && (p == only || p[-1] == ',') &&
			  !isalnum(p[strlen(name)]));
}

static void read_command_line(void)
{
	static char line[4096];
	int fd = must(open("/proc/cmdline", O_RDONLY));
	const char *p;

	must(read(fd, line, sizeof(line) - 1));
	close(fd);
	p = strstr(line, "holds.only=");
	if (p)
		sscanf(p, "holds.only=%1023s", only);
}

static void set_up(void)
{
	struct rlimit files = { 1024, 1024 };
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);

	must(mount("proc", "/proc", "proc", 0, NULL));
	must(mount("devtmpfs", "/dev", "devtmpfs", 0, NULL));
	must(mount("tmpfs", "/tmp", "tmpfs", 0, NULL));
	must(chdir("/tmp"));
	must(setrlimit(RLIMIT_NOFILE, &files));
	must(sched_setaffinity(0, sizeof(first), &first));
	read_command_line();
	must(tell_smp("lockstat on"));
}

int main(int argc, char **argv)
{
	u32 i;

	(void)argv;
	if (argc > 1)
		return 0;		/* one of the operations is exec() */
	set_up();
	printf("TAP version 13\n");
	for (i = 0; i < nr_holds; i++)
		if (is_wanted(holds[i].name))
			measure(&holds[i]);
	printf("1..%u\n", tests);
	fflush(stdout);
	tcdrain(1);
	reboot(RB_POWER_OFF);
	return 1;
}
