/*
 * main.c - runs the tests of time and tells in TAP what came of them. It is
 * process 1, takes clock.idle=SECONDS, clock.sleeps and clock.keys from the
 * kernel's command line, and turns the machine off at the end.
 */
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <linux/reboot.h>
#include <termios.h>
#include "clock.h"

u32 nr_cpus;
bool ticks_stop;
static u32 tests;

void ok(bool good, const char *format, ...)
{
	va_list args;

	printf("%sok %u - ", good ? "" : "not ", ++tests);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
}

u64 now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (u64)ts.tv_sec * SEC_US + ts.tv_nsec / 1000;
}

bool run_on(u32 cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	return sched_setaffinity(0, sizeof(set), &set) == 0;
}

void real_time(void)
{
	struct sched_param sp = { .sched_priority = 50 };

	if (sched_setscheduler(0, SCHED_FIFO, &sp))
		printf("# no real-time priority: %s\n", strerror(errno));
}

void *share(size_t size)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

/* A child that calls f(arg) and ends. */
pid_t start(void (*f)(u32), u32 arg)
{
	pid_t pid = fork();

	if (pid)
		return pid;
	f(arg);
	_exit(0);
}

void reap(pid_t pid)
{
	waitpid(pid, NULL, 0);
}

static void count_cpus(void)
{
	cpu_set_t set;

	sched_getaffinity(0, sizeof(set), &set);
	nr_cpus = CPU_COUNT(&set);
}

/* Process 1 has nothing yet. */
static void set_up(void)
{
	mkdir("/proc", 0755);
	mkdir("/dev", 0755);
	mount("proc", "/proc", "proc", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
}

/* The words for us on the kernel's command line. */
static void settings(u32 *idle, bool *sleeps, bool *keys)
{
	static char line[4096], *word;
	int fd = open("/proc/cmdline", O_RDONLY);
	int n = fd < 0 ? 0 : read(fd, line, sizeof(line) - 1);

	close(fd);
	line[n > 0 ? n : 0] = '\0';
	ticks_stop = !strstr(line, "timer=slave");
	for (word = strtok(line, " \n"); word; word = strtok(NULL, " \n")) {
		if (!strncmp(word, "clock.idle=", 11))
			*idle = atoi(word + 11);
		*sleeps |= !strcmp(word, "clock.sleeps");
		*keys |= !strcmp(word, "clock.keys");
	}
}

int main(void)
{
	u32 idle = 0;
	bool sleeps = false, keys = false;

	set_up();
	settings(&idle, &sleeps, &keys);
	count_cpus();
	printf("TAP version 13\n# %u CPUs\n", nr_cpus);
	fflush(stdout);
	if (idle)
		test_idle(idle);
	test_monotone();
	if (sleeps)
		test_sleeps();
	if (keys)
		test_keys();
	printf("1..%u\n", tests);
	fflush(stdout);
	tcdrain(1);
	reboot(RB_POWER_OFF);
	return 1;
}
