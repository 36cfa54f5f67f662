/*
 * idle.c - an idle system: no CPU ticks, all are halted, and each wakes up in
 * time for its own sleepers; the idle time is counted all the same (M8).
 */
#include "clock.h"

/* Ticks that idle CPUs may have in ten seconds: one or two for a sleeper of
   theirs, and for the load average, which is sampled every 5 s. */
#define MOST_TICKS	20
#define LATE_US		(TICK_US + 4000)	/* the rest is work */
#define SETTLE_US	500000		/* until all are asleep */
#define SLEEP_US	1230000		/* of the first sleeper */
#define STEP_US		20000		/* that each next one takes longer */
#define USER_HZ		100

static u64 *late;			/* [cpu], shared: us, of a sleeper */

/* The figures behind a label of a file of /proc, one for each CPU. */
static bool row(const char *file, const char *label, u32 *values)
{
	char line[1024], *p;
	FILE *f = fopen(file, "r");
	bool found = false;
	u32 i;

	while (f && !found && fgets(line, sizeof(line), f)) {
		p = line + strspn(line, " ");
		found = !strncmp(p, label, strlen(label));
	}
	if (f)
		fclose(f);
	if (!found)
		return false;
	p += strlen(label);
	for (i = 0; i < nr_cpus; i++)
		values[i] = strtoul(p, &p, 10);
	return true;
}

/* User, nice, system and idle of one CPU, and all together. */
static u32 cpu_idle(u32 cpu, u32 *all)
{
	u32 save = nr_cpus, v[4] = { 0, 0, 0, 0 };
	char label[16];

	snprintf(label, sizeof(label), "cpu%u ", cpu);
	nr_cpus = 4;			/* columns */
	row("/proc/stat", label, v);
	nr_cpus = save;
	*all = v[0] + v[1] + v[2] + v[3];
	return v[3];
}

static void sleeper(u32 cpu)
{
	u64 before, us = SLEEP_US + STEP_US * cpu;

	run_on(cpu);
	before = now_us();
	usleep(us);
	late[cpu] = now_us() - before - us;
}

static u32 most(const u32 *after, const u32 *before)
{
	u32 i, max = 0;

	for (i = 0; i < nr_cpus; i++)
		if (after[i] - before[i] > max)
			max = after[i] - before[i];
	return max;
}

/* What the figures were at one moment. */
struct figures {
	u32 loc[MAX_CPUS], pit[MAX_CPUS];	/* interrupts */
	u32 idle[MAX_CPUS], all[MAX_CPUS];	/* ticks */
	u32 passed[MAX_CPUS];			/* and those that came as
						   messages */
};

static void take_figures(struct figures *f)
{
	u32 i;

	for (i = 0; i < nr_cpus; i++)
		f->idle[i] = cpu_idle(i, &f->all[i]);
	row("/proc/interrupts", "LOC:", f->loc);
	row("/proc/interrupts", "0:", f->pit);
	row("/proc/smp", "received slave timer:", f->passed);
}

static void judge(const struct figures *a, const struct figures *b, u32 ticks)
{
	u32 i, busy = 0, off = 0, odd = 0, passed;

	for (i = 0; i < nr_cpus; i++) {
		printf("# CPU%u: %u interrupts of its timer, %u of %u ticks "
		       "idle\n", i, b->loc[i] - a->loc[i],
		       b->idle[i] - a->idle[i], b->all[i] - a->all[i]);
		busy += b->idle[i] - a->idle[i] < ticks * 95 / 100;
		off += b->all[i] - a->all[i] < ticks - 2 ||
		       b->all[i] - a->all[i] > ticks * 103 / 100;
		/* One or two come between the looks at the two files. */
		passed = ticks_stop || !i ? 0 : b->all[i] - a->all[i];
		odd += b->passed[i] - a->passed[i] + 2 - passed > 4;
	}
	if (ticks_stop) {
		ok(most(b->loc, a->loc) <= MOST_TICKS, "an idle system: "
		   "in %u ticks at most %u interrupts of a CPU's timer", ticks,
		   most(b->loc, a->loc));
		ok(most(b->pit, a->pit) == 0, "and none of the 8254");
	}
	ok(busy == 0, "all CPUs were idle");
	ok(off == 0, "and the time of each is counted");
	ok(odd == 0, "by messages, as /proc/smp says, where it has to be");
}

void test_idle(u32 seconds)
{
	struct figures before, after;
	pid_t pids[MAX_CPUS];
	u64 max = 0;
	u32 i;

	late = share(MAX_CPUS * sizeof(*late));
	for (i = 0; i < nr_cpus; i++)
		pids[i] = start(sleeper, i);
	usleep(SETTLE_US);
	take_figures(&before);
	sleep(seconds);
	take_figures(&after);
	for (i = 0; i < nr_cpus; i++) {
		reap(pids[i]);
		max = late[i] > max ? late[i] : max;
	}
	judge(&before, &after, seconds * USER_HZ);
	ok(max <= LATE_US, "on each a sleeper wakes up in time, at most %llu "
	   "us late", (unsigned long long)max);
}
