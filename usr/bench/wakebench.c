/*
 * wakebench.c - how long after a wake-up a real-time process executes its
 * first instruction in user mode, in cycles of the TSC. Same style as kbench.c,
 * but with the calls of this kernel: affinity, futexes, clock_nanosleep().
 *
 *	wakebench [trials] [over=CYCLES] [kind ...]	(default 1000, all)
 *
 * Needs two CPUs or more, and TSCs that go in step. The one who sleeps is
 * SCHED_FIFO and bound to CPU 1, the waker is so, too, of a lower priority, on
 * CPU 0; all others are SCHED_OTHER. A kind is WAY-COMPANY: by which way the
 * sleeper is woken, and what there is besides.
 *
 *	pipe	a byte comes through a pipe: from before the waker's write()
 *	futex	the same of FUTEX_WAKE
 *	timer	clock_nanosleep(): from when the alarm was to ring. That is a
 *		little after the end of the tick in which the sleep ends
 *
 *	idle	nothing: CPU 1 has halted
 *	user	CPU 1 has a loop in user mode
 *	calls	CPU 1 has long system calls
 *	others	CPU 1 has halted, all but 0 and 1 have long system calls
 *	all	all CPUs but 0 have long system calls
 *	any	the same, and the sleeper may run anywhere
 *	same	the waker is on CPU 1, too
 *
 * Printed: `wake KIND trials least median 99% 99.9% worst'. With over=, the
 * first trial that takes longer is the last one, and the kernel's trace up to
 * it goes to Bochs' port E9h.
 */
#include "kb.h"

#define MAX_TRIALS	20000
#define WARM		20		/* trials that do not count */
#define WAKER_CPU	0
#define SLEEPER_CPU	1
#define PAUSE_IDLE	5000		/* cycles between two trials, at least:
					   it has gone to sleep by then */
#define PAUSE_BUSY	20000		/* also with such company */
#define PAUSE_MASK	0x3fff		/* and up to so many more */
#define TICK_US		10000
#define BEFORE_US	2000		/* a sleep ends so long before a tick */
#define AHEAD_US	8000		/* and that is so far ahead, at least */
#define TRIES		32		/* to find out when alarms ring */
#define RATE_US		50000		/* measured for so long */
#define BOCHS_PORT	0xe9		/* reads as E9h; takes text, quickly */

enum {
	SYS_iopl = 110, SYS_sched_setscheduler = 156,
	SYS_futex = 240, SYS_sched_setaffinity = 241,
	SYS_sched_getaffinity = 242, SYS_clock_gettime = 265,
	SYS_clock_nanosleep = 267
};
#define FUTEX_WAIT	0
#define FUTEX_WAKE	1
#define SCHED_OTHER	0
#define SCHED_FIFO	1
#define SLEEPER_PRIO	50
#define WAKER_PRIO	10
#define CLOCK_MONOTONIC	1
#define TIMER_ABSTIME	1
#define O_WRONLY	1
#define O_CREAT		0100
#define SHARED_ANON	0x21
#define REBOOT_MAGIC	0xfee1dead
#define REBOOT_MAGIC2	672274793
#define POWER_OFF	0x4321fedc

struct shared {
	volatile u32 began;		/* TSC before the call that wakes */
	volatile u32 stamp;		/* TSC of CPU 1, last in user mode */
	volatile u32 asleep, bell, done;	/* numbers of trials */
	volatile u32 stop;		/* loads come to their end */
	volatile u32 ready;		/* processes that are on their CPUs */
	u32 phase;			/* us of a tick at which CPU 1's alarm
					   rings, the clock's call included */
	u32 took[MAX_TRIALS];
};

static struct shared *s;
static u32 cpus, rate;			/* TSC cycles in RATE_US */
static int ball[2];			/* a pipe */
static const char *self;
static u32 limit;			/* over= */
static int trace_fd;

static inline u32 tsc(void)
{
	return (u32)rdtsc();
}

static void bind(u32 mask)
{
	sys3(SYS_sched_setaffinity, 0, 4, (int)&mask);
}

static void am_ready(void)
{
	__asm__ volatile("lock; incl %0" : "+m"(s->ready));
}

static void spin(u32 cycles)
{
	u32 from = tsc();
	while (tsc() - from < cycles)
		__asm__ volatile("pause");
}

/* xorshift32 */
static u32 rnd(void)
{
	static u32 state = 2463534242u;
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* Microseconds since boot. */
static u32 now_us(void)
{
	u32 ts[2];
	sys2(SYS_clock_gettime, CLOCK_MONOTONIC, (int)ts);
	return ts[0] * 1000000 + ts[1] / 1000;
}

/* ---- company ------------------------------------------------------------- */

static void load_user(void)
{
	while (!s->stop)
		s->stamp = tsc();
}

#define BUF	(16 * PAGE)
#define AREA	(256 * PAGE)

static char buf[BUF];

static void copy_file(char *name)
{
	int fd = sys3(SYS_open, (int)self, O_RDONLY, 0), n;
	n = sys3(SYS_read, fd, (int)buf, BUF);
	sys1(SYS_close, fd);
	fd = sys3(SYS_open, (int)name, O_WRONLY | O_CREAT, 0600);
	for (n = 0; n < 4; n++)
		sys3(SYS_write, fd, (int)buf, BUF);
	sys1(SYS_close, fd);
	sys1(SYS_unlink, (int)name);
}

static void use_memory(void)
{
	char *p = (char *)mmap(AREA, PROT_RW, MAP_PRIVATE | MAP_ANON, -1);
	u32 i;
	for (i = 0; i < AREA; i += PAGE)
		p[i] = 1;
	sys2(SYS_munmap, (int)p, AREA);
}

/* The child becomes another program, which ends at once. */
static void run_program(void)
{
	const char *argv[3] = { self, "nothing", 0 };
	int pid = sys0(SYS_fork);
	if (pid == 0) {
		sys3(SYS_execve, (int)self, (int)argv, (int)(argv + 2));
		quit(1);
	}
	waitpid(pid, 0);
}

static void fill_pipe(void)
{
	int p[2], i;
	sys1(SYS_pipe, (int)p);
	for (i = 0; i < 8; i++) {
		sys3(SYS_write, p[1], (int)buf, PAGE);
		sys3(SYS_read, p[0], (int)buf, PAGE);
	}
	sys1(SYS_close, p[0]);
	sys1(SYS_close, p[1]);
}

static void load_calls(void)
{
	static char name[] = "/tmp/0";
	name[5] += sys0(SYS_getpid) % 64;
	while (!s->stop) {
		copy_file(name);
		use_memory();
		run_program();
		fill_pipe();
	}
}

/* ---- ways to sleep, and to wake ------------------------------------------ */

/* Trial i: sleeps; returns how long ago it was woken. */
static u32 sleep_pipe(u32 i)
{
	char c;
	s->asleep = i;
	sys3(SYS_read, ball[0], (int)&c, 1);
	return tsc() - s->began;
}

static void wake_pipe(u32 i)
{
	char c = (char)i;
	s->began = tsc();
	sys3(SYS_write, ball[1], (int)&c, 1);
}

static u32 sleep_futex(u32 i)
{
	s->asleep = i;
	while (s->bell != i)
		sys4(SYS_futex, (int)&s->bell, FUTEX_WAIT, i - 1, 0);
	return tsc() - s->began;
}

static void wake_futex(u32 i)
{
	s->began = tsc();
	s->bell = i;
	sys3(SYS_futex, (int)&s->bell, FUTEX_WAKE, 1);
}

/* Sleeps until the first tick after that. */
static void sleep_until(u32 us)
{
	u32 ts[2] = { us / 1000000, us % 1000000 * 1000 };
	sys4(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, (int)ts, 0);
}

static u32 sleep_timer(u32 i)
{
	u32 now = now_us(), alarm = now - (now - s->phase) % TICK_US;
	(void)i;
	if (alarm + TICK_US - now < AHEAD_US)
		alarm += TICK_US;
	do {
		alarm += TICK_US;
		sleep_until(alarm - BEFORE_US);
		now = now_us();
	} while ((int)(now - alarm) < 0);	/* it was late to sleep */
	return (u32)div64((u64)(now - alarm) * rate, RATE_US);
}

/* ---- when do alarms ring? ------------------------------------------------ */

static void measure_rate(void)
{
	u32 us = now_us(), from;
	while (now_us() == us)
		;
	us = now_us();
	from = tsc();
	while (now_us() - us < RATE_US)
		;
	rate = tsc() - from;
}

/*
 * On CPU 1, beside the loop in user mode, which an alarm interrupts at once:
 * its last stamp is the time of the alarm, but for its few instructions. The
 * time at which the clock says so is taken as everywhere else here.
 */
static void find_phase(void)
{
	u32 first = 0, i, now, at;
	int late, most = 0;
	for (i = 0; i < TRIES; i++) {
		sleep_until(now_us() + TICK_US);
		at = tsc() - s->stamp;
		now = now_us();
		at = (now - (u32)div64((u64)at * RATE_US, rate)) % TICK_US;
		if (i == 0)
			first = at;
		late = (int)((at + TICK_US + TICK_US / 2 - first) % TICK_US) -
		       TICK_US / 2;
		most = late > most ? late : most;
	}
	s->phase = (first + TICK_US + most) % TICK_US;
}

/* ---- trials -------------------------------------------------------------- */

enum { IDLE, USER, SAME, CALLS, OTHERS, ALL, ANY };
static const struct kind {
	const char *name;
	u32 (*sleep)(u32 i);
	void (*wake)(u32 i);		/* 0: nobody has to */
	int company;
} kinds[] = {
	{ "pipe-idle", sleep_pipe, wake_pipe, IDLE },
	{ "pipe-user", sleep_pipe, wake_pipe, USER },
	{ "pipe-calls", sleep_pipe, wake_pipe, CALLS },
	{ "pipe-others", sleep_pipe, wake_pipe, OTHERS },
	{ "pipe-all", sleep_pipe, wake_pipe, ALL },
	{ "pipe-any", sleep_pipe, wake_pipe, ANY },
	{ "pipe-same", sleep_pipe, wake_pipe, SAME },
	{ "futex-idle", sleep_futex, wake_futex, IDLE },
	{ "futex-all", sleep_futex, wake_futex, ALL },
	{ "timer-idle", sleep_timer, 0, IDLE },
	{ "timer-user", sleep_timer, 0, USER },
	{ "timer-calls", sleep_timer, 0, CALLS },
	{ "timer-all", sleep_timer, 0, ALL },
};
#define KINDS	(int)(sizeof kinds / sizeof kinds[0])
#define MAX_CPUS 32

/* The CPUs that have company, a bit for each. */
static u32 busy_cpus(int company)
{
	u32 all = (cpus < 32 ? 1u << cpus : 0) - 1;
	switch (company) {
	case USER:
	case CALLS:
		return 1 << SLEEPER_CPU;
	case OTHERS:
		return all & ~(1 << SLEEPER_CPU | 1 << WAKER_CPU);
	case ALL:
	case ANY:
		return all & ~(1 << WAKER_CPU);
	}
	return 0;
}

/* Returns how many there are. */
static int start_loads(int company)
{
	u32 mask = busy_cpus(company), cpu;
	int n = 0;
	for (cpu = 0; cpu < cpus; cpu++) {
		if (!(mask >> cpu & 1))
			continue;
		n++;
		if (sys0(SYS_fork) == 0) {
			bind(1u << cpu);
			am_ready();
			if (company == USER)
				load_user();
			else
				load_calls();
			quit(0);
		}
	}
	return n;
}

/* SCHED_OTHER has priority 0. */
static void set_policy(int policy, u32 priority)
{
	if (is_err(sys3(SYS_sched_setscheduler, 0, policy, (int)&priority)))
		quit(1);
}

static void become_sleeper(int anywhere)
{
	bind(anywhere ? ~0u : 1 << SLEEPER_CPU);
	set_policy(SCHED_FIFO, SLEEPER_PRIO);
}

static void sleeper(const struct kind *k, u32 trials)
{
	u32 i, took;
	become_sleeper(k->company == ANY);
	am_ready();
	for (i = 1; i <= WARM + trials; i++) {
		took = k->sleep(i);
		if (limit && i > WARM && took > limit) {
			sys3(SYS_write, trace_fd, (int)"off", 3);
			trials = i - WARM;
		}
		if (i > WARM)
			s->took[i - WARM - 1] = took;
		s->done = i;
	}
	s->stop = trials;
	quit(0);
}

static void waker(const struct kind *k)
{
	u32 pause = k->company < CALLS ? PAUSE_IDLE : PAUSE_BUSY, i;
	bind(1 << (k->company == SAME ? SLEEPER_CPU : WAKER_CPU));
	set_policy(SCHED_FIFO, WAKER_PRIO);
	for (i = 1; !s->stop; i++) {
		while (s->asleep != i && !s->stop)
			;
		if (s->stop)
			break;
		spin(pause + (rnd() & PAUSE_MASK));
		k->wake(i);
		while (s->done != i)
			;
	}
	bind(1 << WAKER_CPU);
	set_policy(SCHED_OTHER, 0);
}

static void sift(u32 *a, u32 i, u32 n)
{
	u32 v = a[i], j;
	for (; (j = 2 * i + 1) < n; i = j) {
		if (j + 1 < n && a[j + 1] > a[j])
			j++;
		if (a[j] <= v)
			break;
		a[i] = a[j];
	}
	a[i] = v;
}

static void sort(u32 *a, u32 n)
{
	u32 i, v;
	for (i = n / 2; i--; )
		sift(a, i, n);
	for (i = n; i-- > 1; ) {
		v = a[0], a[0] = a[i], a[i] = v;
		sift(a, 0, i);
	}
}

static void report(const char *name, u32 n)
{
	sort(s->took, n);
	ps("wake "), ps(name), ps(" "), pu(n);
	ps(" "), pu(s->took[0]);
	ps(" "), pu(s->took[n / 2]);
	ps(" "), pu(s->took[n * 99 / 100]);
	ps(" "), pu(s->took[n / 10 * 999 / 100]);
	ps(" "), pu(s->took[n - 1]);
	nl();
}

static void run(const struct kind *k, u32 trials)
{
	int loads, pid;
	s->asleep = s->bell = s->done = s->stop = s->ready = 0;
	loads = start_loads(k->company);
	pid = sys0(SYS_fork);
	if (pid == 0)
		sleeper(k, trials);
	while (s->ready < (u32)loads + 1)	/* they began on this CPU */
		sys0(SYS_sched_yield);
	if (k->wake)
		waker(k);
	waitpid(pid, 0);
	trials = s->stop;
	while (loads--)
		waitpid(-1, 0);
	report(k->name, trials);
}

/* Before the first kind with alarms. */
static void learn_alarms(void)
{
	int pid;
	s->stop = 0;
	start_loads(USER);
	pid = sys0(SYS_fork);
	if (pid == 0) {
		become_sleeper(0);
		find_phase();
		quit(0);
	}
	waitpid(pid, 0);
	s->stop = 1;
	waitpid(-1, 0);
}

/* ---- the trace of the worst ---------------------------------------------- */

static void mount_proc(void)
{
	int r;
	__asm__ volatile("int $0x80"
			 : "=a"(r) : "0"(SYS_mount), "b"("proc"), "c"("/proc"),
			   "d"("proc"), "S"(0), "D"(0) : "memory");
}

static void trace_on(void)
{
	mount_proc();
	trace_fd = sys3(SYS_open, (int)"/proc/trace", O_WRONLY, 0);
	sys3(SYS_write, trace_fd, (int)"on", 2);
}

static void show_trace(void)
{
	int fd = sys3(SYS_open, (int)"/proc/trace", O_RDONLY, 0), n, i;
	sys1(SYS_iopl, 3);
	while ((n = sys3(SYS_read, fd, (int)buf, BUF)) > 0)
		for (i = 0; i < n; i++)
			__asm__ volatile("outb %b0, %w1"
					 : : "a"(buf[i]), "d"(BOCHS_PORT));
}

/* Bochs ends, and has written all that it was given. */
static void turn_off(void)
{
	drain();
	sys3(SYS_reboot, (int)REBOOT_MAGIC, REBOOT_MAGIC2, POWER_OFF);
}

static u32 number(const char *p)
{
	u32 n = 0;
	while (*p >= '0' && *p <= '9')
		n = n * 10 + (u32)(*p++ - '0');
	return n;
}

/* Is it one of the words after the program's name, or is there no kind? */
static int wanted(const char *name, int argc, char **argv)
{
	int i, any = 0;
	for (i = 1; i < argc; i++) {
		if (streq(argv[i], name))
			return 1;
		any |= argv[i][0] >= 'a' && !number(argv[i] + 5);
	}
	return !any;
}

static u32 count_cpus(void)
{
	u32 mask = 0, n = 0;
	sys3(SYS_sched_getaffinity, 0, 4, (int)&mask);
	for (; mask; mask &= mask - 1)
		n++;
	return n;
}

int kmain(int argc, char **argv)
{
	int map[6] = { 0, sizeof *s, PROT_RW, SHARED_ANON, -1, 0 }, i;
	u32 trials = 1000;
	if (argc == 2 && streq(argv[1], "nothing"))
		return 0;
	need_console();
	self = argv[0];
	for (i = 1; i < argc; i++) {
		if (number(argv[i]))
			trials = number(argv[i]);
		else
			limit |= argv[i][4] == '=' ? number(argv[i] + 5) : 0;
	}
	s = (struct shared *)sys1(SYS_mmap, (int)map);
	trials = trials < MAX_TRIALS ? trials : MAX_TRIALS;
	cpus = count_cpus();
	sys1(SYS_pipe, (int)ball);
	bind(1 << WAKER_CPU);
	measure_rate();
	learn_alarms();
	if (limit)
		trace_on();
	for (i = 0; i < KINDS; i++)
		if (cpus > 1 && wanted(kinds[i].name, argc, argv))
			run(&kinds[i], trials);
	if (limit)
		show_trace();
	ps("WAKEBENCH DONE");
	nl();
	if (limit)
		turn_off();
	finish(0);
	return 0;
}
