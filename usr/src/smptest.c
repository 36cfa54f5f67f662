/*
 * smptest.c - works all CPUs from user mode and says in TAP what came of it:
 * shared memory, threads and futexes, pipes, signals, fork and wait, affinity,
 * floating point.
 *
 *	smptest [ROUNDS]	how much work, 1 if not given
 *
 * As process 1 it mounts /proc itself, and turns the machine off at the end.
 */
#include "ulib.h"

#define MAX_WORKERS	32
#define MAX_CPUS	32
#define STACK_SIZE	16384
#define ADDS		20000		/* of each worker in a round */
#define LAPS		300		/* of a token around a ring of pipes */
#define PIPE_BYTES	262144
#define CHILDREN	25
#define PINGS		300
#define SPIN		200000		/* additions, then a look at the time */
#define ENOUGH_TICKS	5
#define SPINS_MAX	2000		/* looks before giving up */

/* What the workers share. */
struct shared {
	volatile u32 counter, cpus, errors, ready, lock, inside;
	volatile u32 tids[MAX_WORKERS];
};

static struct shared *shared;
static u32 workers, nr_cpus, rounds = 1, tests, failed;

static void ok(int good, const char *name)
{
	tests++;
	failed += !good;
	print("%sok %u - %s\n", good ? "" : "not ", tests, name);
	flush();
}

static void reset(void)
{
	memset(shared, 0, sizeof(*shared));
}

/* Notes the CPU that runs this. */
static void here(void)
{
	int cpu = current_cpu();

	if (cpu >= 0 && cpu < MAX_CPUS)
		locked_or(&shared->cpus, 1U << cpu);
	else
		locked_add(&shared->errors, 1);
}

static u32 all_cpus(void)
{
	return nr_cpus >= 32 ? ~0U : (1U << nr_cpus) - 1;
}

/* --- processes ----------------------------------------------------------- */

/* Starts a child for each worker: fn(number), whose result is its status. */
static int fork_workers(int (*fn)(u32))
{
	u32 i;
	int pid;

	for (i = 0; i < workers; i++) {
		pid = syscall0(NR_fork);
		if (pid < 0) {
			print("# fork: error %d\n", -pid);
			return 0;
		}
		if (!pid)
			quit(fn(i));
	}
	return 1;
}

/* Waits for all children; true if each of them ended with 0. */
static int wait_workers(void)
{
	int status, pid, good = 1;

	for (;;) {
		pid = syscall4(NR_wait4, -1, (u32)&status, 0, 0);
		if (pid == -EINTR)
			continue;
		if (pid < 0)
			return good;
		if (status) {
			print("# process %d ended with %x\n", pid, status);
			good = 0;
		}
	}
}

static int run_workers(int (*fn)(u32))
{
	int started = fork_workers(fn);

	return wait_workers() && started && !shared->errors;
}

static int add_worker(u32 number __attribute__((unused)))
{
	u32 i;

	for (i = 0; i < ADDS * rounds; i++) {
		locked_add(&shared->counter, 1);
		if (i % 1000 == 0)
			here();
	}
	return 0;
}

static void test_counter(void)
{
	reset();
	ok(run_workers(add_worker) &&
	   shared->counter == workers * ADDS * rounds,
	   "locked additions of processes in shared memory add up");
}

/* --- all CPUs ------------------------------------------------------------ */

/* Computes until every CPU has been seen, within a bound. */
static int busy_worker(u32 number __attribute__((unused)))
{
	volatile u32 sink = 0;
	u32 i, turn;

	for (turn = 0; turn < 100000 && shared->cpus != all_cpus(); turn++) {
		for (i = 0; i < 2000; i++)
			sink += i;
		here();
	}
	return 0;
}

/* Ticks in user mode that /proc/stat has for each CPU. */
static void user_ticks(u32 *ticks)
{
	static char text[8192];
	const char *p = text;
	u32 cpu;

	read_file("/proc/stat", text, sizeof(text));
	while ((p = strstr(p, "\ncpu"))) {
		cpu = to_number(p + 4, &p);
		if (cpu < MAX_CPUS)
			ticks[cpu] = to_number(p, &p) + to_number(p, &p);
	}
}

static void test_all_cpus(void)
{
	reset();
	ok(run_workers(busy_worker) && shared->cpus == all_cpus(),
	   "the processes spread over all CPUs");
	if (shared->cpus != all_cpus())
		print("# seen %x of %x\n", shared->cpus, all_cpus());
}

/* Computes until its own CPU has counted some ticks more. */
static int tick_worker(u32 number)
{
	static u32 before[MAX_CPUS], after[MAX_CPUS];
	u32 mask = 1U << number % nr_cpus, turn, i;
	volatile u32 sink = 0;

	if (syscall3(NR_sched_setaffinity, 0, sizeof(mask), (u32)&mask) < 0)
		return 1;
	user_ticks(before);
	for (turn = 0; turn < SPINS_MAX; turn++) {
		for (i = 0; i < SPIN; i++)
			sink += i;
		user_ticks(after);
		if (after[number % nr_cpus] >=
		    before[number % nr_cpus] + ENOUGH_TICKS)
			return 0;
	}
	return 1;
}

static void test_ticks(void)
{
	reset();
	ok(run_workers(tick_worker), "/proc/stat counts the work of each CPU");
}

static void test_affinity(void)
{
	u32 cpu, mask, all = all_cpus(), good = 1;

	for (cpu = 0; cpu < nr_cpus; cpu++) {
		mask = 1U << cpu;
		if (syscall3(NR_sched_setaffinity, 0, sizeof(mask),
			     (u32)&mask) < 0 || current_cpu() != (int)cpu)
			good = 0;
	}
	syscall3(NR_sched_setaffinity, 0, sizeof(all), (u32)&all);
	ok(good, "a process runs where sched_setaffinity() puts it");
}

/* --- threads ------------------------------------------------------------- */

static void futex_wait(volatile u32 *p, u32 value)
{
	syscall6(NR_futex, (u32)p, FUTEX_WAIT, value, 0, 0, 0);
}

/* A mutex: 0 free, 1 taken, 2 taken and somebody sleeps. */
static void take(volatile u32 *lock)
{
	u32 old = 0;

	__asm__ volatile("lock; cmpxchgl %2,%1" : "+a" (old), "+m" (*lock)
			 : "r" (1) : "memory");
	if (!old)
		return;
	while (exchange(lock, 2))
		futex_wait(lock, 2);
}

static void give(volatile u32 *lock)
{
	if (exchange(lock, 0) == 2)
		syscall6(NR_futex, (u32)lock, FUTEX_WAKE, 1, 0, 0, 0);
}

/* Starts a thread for each worker and waits for all of them. */
static int run_threads(void (*fn)(void *))
{
	u32 i, n, flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
		CLONE_THREAD | CLONE_SYSVSEM | CLONE_PARENT_SETTID |
		CLONE_CHILD_CLEARTID;
	char *stacks = map_memory(workers * STACK_SIZE, MAP_PRIVATE);
	u32 tid;

	if (!stacks)
		return 0;
	for (n = 0; n < workers; n++)
		if (thread_start(flags, stacks + (n + 1) * STACK_SIZE,
				 &shared->tids[n], fn, (void *)n) < 0)
			break;
	for (i = 0; i < n; i++)
		while ((tid = shared->tids[i]))
			futex_wait(&shared->tids[i], tid);
	syscall2(NR_munmap, stacks, workers * STACK_SIZE);
	return n == workers && !shared->errors;
}

/* The counter is not locked: the mutex has to do it. */
static void mutex_thread(void *arg __attribute__((unused)))
{
	u32 i;

	for (i = 0; i < ADDS / 20 * rounds; i++) {
		take(&shared->lock);
		if (shared->inside++)
			locked_add(&shared->errors, 1);
		shared->counter++;
		if (i % 50 == 0)
			syscall0(NR_sched_yield);
		shared->inside--;
		give(&shared->lock);
	}
}

static void test_threads(void)
{
	reset();
	ok(run_threads(mutex_thread) &&
	   shared->counter == workers * (ADDS / 20) * rounds,
	   "threads keep one another out with a futex");
}

/* Memory of its own in the address space of all: nobody else's may appear. */
static void map_thread(void *arg)
{
	u32 number = (u32)arg, turn, i;
	u32 *p;

	for (turn = 0; turn < 100 * rounds; turn++) {
		p = map_memory(2 * PAGE_SIZE, MAP_PRIVATE);
		if (!p) {
			locked_add(&shared->errors, 1);
			return;
		}
		for (i = 0; i < 2 * PAGE_SIZE / sizeof(*p); i += 64) {
			if (p[i])
				locked_add(&shared->errors, 1);
			p[i] = number << 16 | turn;
		}
		for (i = 0; i < 2 * PAGE_SIZE / sizeof(*p); i += 64)
			if (p[i] != (number << 16 | turn))
				locked_add(&shared->errors, 1);
		syscall2(NR_munmap, p, 2 * PAGE_SIZE);
	}
}

static void test_mapping(void)
{
	reset();
	ok(run_threads(map_thread),
	   "threads that map and unmap never see another's data");
}

/* --- pipes --------------------------------------------------------------- */

static int ring[MAX_WORKERS][2];

/* Hands a byte, one larger each time, to the next in the ring. */
static int ring_worker(u32 number)
{
	int in = ring[number][0], out = ring[(number + 1) % workers][1];
	u32 lap;
	u8 c = 0;

	for (lap = 0; lap < LAPS * rounds; lap++) {
		if (number || lap)
			if (syscall3(NR_read, in, (u32)&c, 1) != 1)
				return 1;
		c++;
		if (syscall3(NR_write, out, (u32)&c, 1) != 1)
			return 2;
		here();
	}
	if (!number) {
		if (syscall3(NR_read, in, (u32)&c, 1) != 1)
			return 3;
		if (c != (u8)(LAPS * rounds * workers))
			return 4;
	}
	return 0;
}

static void test_ring(void)
{
	u32 i;
	int good = 1;

	reset();
	for (i = 0; i < workers; i++)
		good &= syscall1(NR_pipe, ring[i]) == 0;
	ok(good && run_workers(ring_worker),
	   "a token goes round a ring of pipes");
	for (i = 0; i < workers; i++) {
		syscall1(NR_close, ring[i][0]);
		syscall1(NR_close, ring[i][1]);
	}
}

static u8 pattern(u32 at)
{
	return at * 7 + (at >> 8);
}

/* Writes the pattern in pieces of all sizes. */
static int stream_writer(int fd)
{
	static u8 buf[8192];
	u32 at = 0, n, i, size = 1;
	int res;

	while (at < PIPE_BYTES) {
		n = size < PIPE_BYTES - at ? size : PIPE_BYTES - at;
		for (i = 0; i < n; i++)
			buf[i] = pattern(at + i);
		res = syscall3(NR_write, fd, (u32)buf, n);
		if (res <= 0)
			return 1;
		at += res;
		size = size * 5 % 8191 + 1;
	}
	return 0;
}

static int stream_ok(int fd)
{
	static u8 buf[5000];
	u32 at = 0;
	int n, i;

	while ((n = syscall3(NR_read, fd, (u32)buf, sizeof(buf))) > 0)
		for (i = 0; i < n; i++, at++)
			if (buf[i] != pattern(at))
				return 0;
	return n == 0 && at == PIPE_BYTES;
}

static void test_stream(void)
{
	int fds[2], pid, good;

	reset();
	good = syscall1(NR_pipe, fds) == 0;
	pid = syscall0(NR_fork);
	if (!pid) {
		syscall1(NR_close, fds[0]);
		quit(stream_writer(fds[1]));
	}
	syscall1(NR_close, fds[1]);
	good = good && pid > 0 && stream_ok(fds[0]);
	syscall1(NR_close, fds[0]);
	ok(wait_workers() && good, "a stream through a pipe arrives unchanged");
}

/* --- signals ------------------------------------------------------------- */

static volatile u32 caught;

static void on_signal(int sig __attribute__((unused)))
{
	caught++;
}

/* Answers each signal with one, until PINGS have come. */
static int ping(int partner, int first)
{
	u64 none = 0;
	u32 seen;

	for (seen = 0; seen < PINGS; seen++) {
		if (first && syscall2(NR_kill, partner, SIGUSR1) < 0)
			return 1;
		while (caught == seen)
			syscall2(NR_rt_sigsuspend, &none, sizeof(none));
		here();
		if (!first && syscall2(NR_kill, partner, SIGUSR1) < 0)
			return 2;
	}
	return 0;
}

static int signal_worker(u32 number __attribute__((unused)))
{
	u64 usr1 = 1ULL << (SIGUSR1 - 1);
	int parent = syscall0(NR_getpid), child, status, res;

	catch_signal(SIGUSR1, on_signal);
	syscall4(NR_rt_sigprocmask, SIG_BLOCK, (u32)&usr1, 0, sizeof(usr1));
	child = syscall0(NR_fork);
	if (child < 0)
		return 1;
	if (!child)
		quit(ping(parent, 0));
	res = ping(child, 1);
	while (syscall4(NR_wait4, child, (u32)&status, 0, 0) == -EINTR)
		;
	return res ? res : status >> 8;
}

static void test_signals(void)
{
	reset();
	ok(run_workers(signal_worker),
	   "processes play ping-pong with signals, none is lost");
}

/* --- fork ---------------------------------------------------------------- */

static int fork_worker(u32 number)
{
	u32 i, n;
	int pid, status;

	for (n = 0; n < rounds; n++)
		for (i = 0; i < CHILDREN; i++) {
			pid = syscall0(NR_fork);
			if (pid < 0)
				return 1;
			if (!pid) {
				here();
				quit((number + i) & 0x7f);
			}
			if (syscall4(NR_wait4, pid, (u32)&status, 0, 0) != pid)
				return 2;
			if (status != (int)((number + i) & 0x7f) << 8)
				return 3;
		}
	return 0;
}

static void test_fork(void)
{
	reset();
	ok(run_workers(fork_worker), "children end with the status they gave");
}

/* --- floating point ------------------------------------------------------ */

/* A sum that only comes out if nobody's registers are mixed up. */
static double series(u32 number)
{
	double sum = number, term = 1.0 / (number + 1);
	u32 i;

	for (i = 1; i <= 2000; i++) {
		term = term * 0.999 + 1.0 / i;
		sum += term;
	}
	return sum;
}

static int fpu_worker(u32 number)
{
	volatile double first = series(number), again;
	u32 i;

	for (i = 0; i < 100 * rounds; i++) {
		again = series(number);	/* in memory: rounded alike */
		if (again != first)
			return 1;
		if (i % 10 == 0)
			syscall0(NR_sched_yield);
		here();
	}
	return 0;
}

static void test_fpu(void)
{
	reset();
	ok(run_workers(fpu_worker), "floating point is each process's own");
}

/* When the last line has left the machine. */
static void power_off(void)
{
	syscall3(NR_ioctl, 1, TCSBRK, 1);
	syscall3(NR_reboot, REBOOT_MAGIC1, REBOOT_MAGIC2, REBOOT_POWER_OFF);
}

static u32 count_cpus(void)
{
	u32 mask[32] = { 0 }, n = 0, i;

	if (syscall3(NR_sched_getaffinity, 0, sizeof(mask), (u32)mask) <= 0)
		return 1;
	for (i = 0; i < MAX_CPUS; i++)
		n += mask[0] >> i & 1;
	return n ? n : 1;
}

int main(int argc, char **argv, char **envp __attribute__((unused)))
{
	if (argc > 1)
		rounds = to_number(argv[1], NULL);
	shared = map_memory(sizeof(*shared), MAP_SHARED);
	if (!rounds || !shared) {
		print("usage: smptest [ROUNDS]\n");
		quit(2);
	}
	if (syscall0(NR_getpid) == 1)
		syscall6(NR_mount, (u32)"proc", (u32)"/proc", (u32)"proc", 0,
			 0, 0);
	nr_cpus = count_cpus();
	workers = nr_cpus * 2 < MAX_WORKERS ? nr_cpus * 2 : MAX_WORKERS;
	print("TAP version 13\n# %u CPUs, %u workers\n", nr_cpus, workers);
	flush();			/* children would say it again */
	test_counter();
	test_all_cpus();
	test_affinity();
	test_ticks();
	test_threads();
	test_mapping();
	test_ring();
	test_stream();
	test_signals();
	test_fork();
	test_fpu();
	print("1..%u\n", tests);
	flush();
	if (syscall0(NR_getpid) == 1)
		power_off();
	quit(failed != 0);
}
