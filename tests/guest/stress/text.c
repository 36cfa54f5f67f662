/*
 * text.c - a program is changed while its threads run it (M5). Through
 * /proc/PID/mem, as a debugger would, others write to an instruction of which
 * one half lies at the end of a page and the other in the next: two steps for
 * the kernel. No thread may run between the two, nor one that was made
 * meanwhile. Some of the programs are killed while they are held.
 */
#include "stress.h"

#define RUNNERS		6		/* threads that stay */
#define VISITORS	3		/* threads that come and go */
#define WRITERS		2		/* with an instruction each */
#define WRITES		150
#define KILLED		6
#define CALLS		40		/* of one visitor */

#define MOV_EAX		0xb8		/* and four bytes, */
#define RET		0xc3
#define MOV_SIZE	5
#define BYTES(n)	((n) * 0x01010101u)

static u8 *text;

/* Writer n's instruction: two bytes of the number are in the second page. */
static u8 *function(u32 n)
{
	return text + (2 * n + 1) * PAGE - MOV_SIZE / 2 - 1;
}

static void check(u32 n)
{
	u32 value = ((u32 (*)(void))function(n))();

	if (value != BYTES(value & 0xff))
		wrong("instruction %u is half changed: %x", n, value);
}

static void visitor(u32 number)
{
	u32 i;

	for (i = 0; i < CALLS; i++)
		check(number % WRITERS);
}

static void runner(u32 number)
{
	u32 state = seed_for(number);

	while (!shared->stop) {
		check(rnd(&state, WRITERS));
		if (!rnd(&state, 200))
			sys(sched_yield);
	}
}

/* One of the threads makes others all the time. */
static void runner_or_maker(u32 number)
{
	if (number)
		runner(number);
	while (!shared->stop)
		run_threads(VISITORS, visitor);
}

static void runners(void)
{
	u32 n;

	catch_probes();		/* says where a fault was */
	text = mmap(text, 2 * WRITERS * PAGE,
		    PROT_READ | PROT_WRITE | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	for (n = 0; n < WRITERS; n++) {
		function(n)[0] = MOV_EAX;
		function(n)[MOV_SIZE] = RET;
	}
	atomic_add(&shared->go, 1);
	run_threads(RUNNERS, runner_or_maker);
}

static int open_memory(int pid)
{
	char name[32];

	snprintf(name, sizeof(name), "/proc/%d/mem", pid);
	return open(name, O_RDWR);
}

/* Changes instruction n of process `pid', until it is gone or `times' are
   over. */
static void change(int pid, u32 n, u32 times)
{
	int fd = open_memory(pid);
	u32 state = seed_for(n), value;

	while (times--) {
		value = BYTES(rnd(&state, 256));
		if (pwrite64(fd, &value, sizeof(value),
			     (u32)function(n) + 1) != sizeof(value))
			break;
		if (!rnd(&state, 8))
			sys(sched_yield);
	}
	if (fd >= 0)
		close(fd);
}

static pid_t start_runners(void)
{
	u32 before = shared->go;
	pid_t pid = fork_or_quit();

	if (!pid) {
		runners();
		_exit(0);
	}
	while (shared->go == before)
		usleep(1000);
	return pid;
}

static void writer(u32 n)
{
	change(shared->pid[MAX_PIDS - 1], n, scale(WRITES));
}

static void endless_writer(u32 n)
{
	change(shared->pid[MAX_PIDS - 1], n, ~0u);
}

STRESS(text, "threads run what others write to, and never a half of it")
{
	u32 state = seed_for(0), i;
	int status;
	pid_t pid;

	text = mmap(NULL, 2 * WRITERS * PAGE, PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	shared->pid[MAX_PIDS - 1] = pid = start_runners();
	start_workers(WRITERS, writer);
	for (i = 0; i < WRITERS; i++)
		waitpid(shared->pid[i], &status, 0);
	shared->stop = 1;
	if (waitpid(pid, &status, 0) != pid || status)
		wrong("a program that was changed ended with %x", status);
	shared->stop = 0;
	for (i = 0; i < scale(KILLED); i++) {
		shared->pid[MAX_PIDS - 1] = pid = start_runners();
		start_workers(WRITERS, endless_writer);
		usleep(rnd(&state, 5000));
		kill(pid, SIGKILL);
		if (waitpid(pid, &status, 0) != pid || status != SIGKILL)
			wrong("a program that was killed ended with %x",
			      status);
		wait_workers();
	}
}
