/*
 * main.c - more processes than CPUs wake each other up, sleep, and change each
 * other's priorities and masks at random, while the kernel's trace records who
 * ran where. tests/rt.t replays the trace and says whether it should have been
 * so (Q1). Runs as process 1, with words of the kernel's command line:
 *
 *	rt.events=N	so many operations (2500)
 *	rt.seed=N	which ones (1)
 *	rt.pause=N	turns of a loop between two of a process, at most, times
 *			the number of CPUs (5000)
 *
 *	rt.demo=1	the play of demo.c instead
 *
 * So one operation comes every 5000 instructions or so, on any number of CPUs:
 * the kernel lock is contended, but not always taken.
 *
 * One who sleeps has said how in `state', and only who takes that word away
 * wakes him: none is woken twice. The last few never sleep, so that there is
 * always somebody left to wake the others.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <linux/reboot.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "rt.h"

#define MAX_ACTORS	40
#define LEAST_AWAKE	2
#define PRIORITIES	6		/* few, so that some are equal */
#define PRIORITY_STEP	15
#define TRACE_SIZE	"size 65536"
#define TEXT_SIZE	4096
#define BOCHS_PORT	0xe9		/* reads as E9h; takes text, quickly */

enum { AWAKE, FUTEX, PIPE };

static struct shared {
	volatile u32 events, awake, errors, go;
	volatile u32 state[MAX_ACTORS];
	volatile pid_t pid[MAX_ACTORS];
} *shared;

static int pipes[MAX_ACTORS][2];
u32 nr_cpus;
static u32 nr_actors, events = 2500, seed = 1, pause_turns = 5000;
static u32 random_state;
static int trace_fd, is_demo;

/* xorshift32: 0 .. n-1 */
static u32 rnd(u32 n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state % n;
}

void check(long result, const char *what)
{
	if (result >= 0)
		return;
	__atomic_add_fetch(&shared->errors, 1, __ATOMIC_SEQ_CST);
	printf("# %s: %s\n", what, strerror(errno));
}

/* --- what actors do ------------------------------------------------------ */

void control(const char *text)
{
	check(write(trace_fd, text, strlen(text)), text);
}

/* One operation more; false when that is enough. Ends are not recorded: the
   kernel is busy with each for long. */
static int count_event(void)
{
	u32 n = __atomic_add_fetch(&shared->events, 1, __ATOMIC_SEQ_CST);

	if (n == events)
		control("off");
	return n < events;
}

void compute(u32 turns)
{
	for (; turns; turns--)
		__asm__ volatile("");
}

/* Sleeps until woken, unless too few would be awake. */
static void sleep_somehow(u32 me)
{
	u32 how = rnd(2) ? FUTEX : PIPE;
	char c;

	if (__atomic_sub_fetch(&shared->awake, 1, __ATOMIC_SEQ_CST) <
	    LEAST_AWAKE) {
		__atomic_add_fetch(&shared->awake, 1, __ATOMIC_SEQ_CST);
		return;
	}
	__atomic_store_n(&shared->state[me], how, __ATOMIC_SEQ_CST);
	if (shared->events >= events)
		return;			/* those who wake all may have been */
	if (how == PIPE)
		check(read(pipes[me][0], &c, 1), "read");
	while (how == FUTEX && shared->state[me] == FUTEX)
		syscall(SYS_futex, &shared->state[me], FUTEX_WAIT, FUTEX,
			NULL, NULL, 0);
}

static void wake(u32 who)
{
	u32 how = __atomic_load_n(&shared->state[who], __ATOMIC_SEQ_CST);

	if (how == AWAKE ||
	    !__atomic_compare_exchange_n(&shared->state[who], &how, AWAKE, 0,
					 __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
		return;
	__atomic_add_fetch(&shared->awake, 1, __ATOMIC_SEQ_CST);
	if (how == PIPE)
		check(write(pipes[who][1], "", 1), "write");
	else
		check(syscall(SYS_futex, &shared->state[who], FUTEX_WAKE, 1,
			      NULL, NULL, 0), "futex");
}

/* Another policy and priority; it may have ended already. */
static void change_priority(u32 who)
{
	static const int policies[] = { SCHED_FIFO, SCHED_FIFO, SCHED_RR,
		SCHED_RR, SCHED_OTHER };
	int policy = policies[rnd(5)];
	struct sched_param param = {
		.sched_priority = policy == SCHED_OTHER ? 0 :
				  1 + rnd(PRIORITIES) * PRIORITY_STEP,
	};

	if (sched_setscheduler(shared->pid[who], policy, &param) < 0 &&
	    errno != ESRCH)
		check(-1, "sched_setscheduler");
}

/* Every other time, all CPUs. */
static void change_mask(u32 who)
{
	u32 all = (1u << nr_cpus) - 1;
	u32 mask = rnd(2) ? all : 1 + rnd(all);

	if (syscall(SYS_sched_setaffinity, shared->pid[who], sizeof(mask),
		    &mask) < 0 && errno != ESRCH)
		check(-1, "sched_setaffinity");
}

static void act(u32 me)
{
	u32 who = rnd(nr_actors);

	switch (rnd(10)) {
	case 0:
	case 1:
	case 2:
		sleep_somehow(me);
		break;
	case 3:
	case 4:
	case 5:
	case 6:
		wake(who);
		break;
	case 7:
	case 8:
		change_priority(who);
		break;
	default:
		change_mask(who);
	}
}

static void actor(u32 me)
{
	u32 i;

	random_state = (seed * 2654435761u ^ (me + 1) * 40503u) | 1;
	change_priority(me);
	do {
		compute(rnd(pause_turns * nr_cpus));
		act(me);
	} while (count_event());
	for (i = 0; i < nr_actors; i++)
		wake(i);
	_exit(0);
}

/* --- the stage ----------------------------------------------------------- */

/* To Bochs' own port if it is there, else to the console. */
static void put(const char *text, int n, int quick)
{
	if (!quick)
		check(write(1, text, n), "console");
	for (; quick && n > 0; n--)
		outb(*text++, BOCHS_PORT);
}

static void show_trace(void)
{
	int quick = !iopl(3) && inb(BOCHS_PORT) == BOCHS_PORT;
	static char text[TEXT_SIZE];
	int fd = open("/proc/trace", O_RDONLY);
	int n;

	while ((n = read(fd, text, sizeof(text))) > 0)
		put(text, n, quick);
	close(fd);
}

static void setting(const char *word)
{
	if (!strncmp(word, "rt.events=", 10))
		events = atoi(word + 10);
	else if (!strncmp(word, "rt.seed=", 8))
		seed = atoi(word + 8);
	else if (!strncmp(word, "rt.demo=", 8))
		is_demo = atoi(word + 8);
	else if (!strncmp(word, "rt.pause=", 9))
		pause_turns = atoi(word + 9);
}

static void set_up(void)
{
	static char line[4096], *word;
	u32 mask = 0;
	int fd, n;

	mount("proc", "/proc", "proc", 0, NULL);
	fd = open("/proc/cmdline", O_RDONLY);
	n = read(fd, line, sizeof(line) - 1);
	close(fd);
	line[n > 0 ? n : 0] = '\0';
	for (word = strtok(line, " \n"); word; word = strtok(NULL, " \n"))
		setting(word);
	syscall(SYS_sched_getaffinity, 0, sizeof(mask), &mask);
	nr_cpus = __builtin_popcount(mask);
	nr_actors = 2 * nr_cpus + 3;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

static void play(void)
{
	pid_t pid;
	u32 i;

	shared->awake = nr_actors;
	for (i = 0; i < nr_actors; i++)
		check(pipe(pipes[i]), "pipe");
	for (i = 0; i < nr_actors; i++) {
		pid = fork();
		check(pid, "fork");
		if (!pid) {
			syscall(SYS_futex, &shared->go, FUTEX_WAIT, 0, NULL,
				NULL, 0);
			actor(i);
		}
		shared->pid[i] = pid;
	}
	shared->go = 1;
	check(syscall(SYS_futex, &shared->go, FUTEX_WAKE, nr_actors, NULL,
		      NULL, 0), "futex");
	while (wait(NULL) > 0 || errno == EINTR)
		;
}

int main(void)
{
	set_up();
	puts("TAP version 13");
	trace_fd = open("/proc/trace", O_WRONLY);
	check(trace_fd, "/proc/trace");
	control(TRACE_SIZE);
	control(is_demo ? "on" : "on sched");
	if (is_demo)
		demo();
	else
		play();
	control("off");
	printf("%sok 1 - %u operations of %u processes on %u CPUs, all ended\n",
	       shared->errors ? "not " : "", shared->events, nr_actors,
	       nr_cpus);
	fflush(stdout);
	show_trace();
	puts("1..1");
	fflush(stdout);
	reboot(LINUX_REBOOT_CMD_POWER_OFF);
	return 0;
}
