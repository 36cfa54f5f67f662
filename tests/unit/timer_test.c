/* needs: */
/*
 * timer_test.c - the timer wheel against a sorted list: random timers, over
 * the wrap of jiffies and as far away as jiffies can say. Each must fire at
 * its tick, once, and those of a tick in the order in which they were added.
 * The bottom half runs only when timers_due() says so, and what timers_next()
 * says is compared with the list.
 *
 * Ticks at which the wheel has nothing to do are jumped over, but for one
 * test: no one has 248 days.
 */
#include "../../kernel/timer.c"
#include "../../kernel/spinlock.c"

#include <stdlib.h>
#include <unistd.h>
#include "host.h"
#include "tap.h"

#define NR_TIMERS	300
#define ROUNDS		200000		/* of random operations */
#define DENSE_TICKS	1200000		/* without a jump; > 2^20 */
#define FARTHEST	0x7fffffff	/* ticks from now; one more is past */
#define HANG		1000		/* firings of one tick: it never ends */
#define PATIENCE	60		/* seconds for all; it takes one */

volatile unsigned long jiffies;
struct cpu boot_cpu, *host_cpu = &boot_cpu;
static struct cpu other_cpu;		/* its timers are not in the model */

static void (*timer_routine)(void);

void init_bh(int nr, void (*routine)(void))
{
	if (nr == TIMER_BH)
		timer_routine = routine;
}

void *kmalloc(size_t size, int flags __unused)
{
	return malloc(size);
}

/* --- the model: those that wait, sorted by `due', then by age ------------ */

static struct timer_list timers[NR_TIMERS];
static struct waiting {
	unsigned long due;		/* the tick it will fire at */
	int number;
} model[NR_TIMERS];
static int waiting;
#define next_tick	(boot_timers.now)	/* none is due before this */
static int wrong, fired, state_wrong;
static void (*when_fired)(int number);

static int model_find(int number)
{
	int i;

	for (i = 0; i < waiting; i++)
		if (model[i].number == number)
			return i;
	return -1;
}

static void model_delete(int at)
{
	waiting--;
	memmove(&model[at], &model[at + 1], (waiting - at) * sizeof(*model));
}

static void model_add(int number, unsigned long expires)
{
	unsigned long due = (long)(expires - next_tick) < 0 &&
			    time_after_eq(jiffies, expires) ?
			    next_tick : expires;
	unsigned long present = next_tick - 1;	/* in a function; else past */
	int at = waiting++;

	while (at && model[at - 1].due - present > due - present) {
		model[at] = model[at - 1];
		at--;
	}
	model[at].due = due;
	model[at].number = number;
}

/* --- the same to both ---------------------------------------------------- */

static void add(int number, unsigned long expires)
{
	model_add(number, expires);
	timers[number].expires = expires;
	add_timer(&timers[number]);
}

static void mod(int number, unsigned long expires)
{
	int at = model_find(number);

	if (at >= 0)
		model_delete(at);
	model_add(number, expires);
	wrong += mod_timer(&timers[number], expires) != (at >= 0);
}

static void del(int number)
{
	int at = model_find(number);

	if (at >= 0)
		model_delete(at);
	wrong += del_timer(&timers[number]) != (at >= 0);
}

/* What each timer calls: it has to be the model's first, and due. */
static void fire(unsigned long number)
{
	fired++;
	state_wrong += !interrupts_enabled() || boot_cpu.lock_rank;
	if (!waiting || model[0].number != number ||
	    time_after(model[0].due, jiffies)) {
		if (!wrong++)
			diag("timer %lu fires at %#lx, expires %#lx, but %d is "
			     "the first, due %#lx", number, jiffies,
			     timers[number].expires,
			     waiting ? model[0].number : -1, model[0].due);
		if (model_find(number) >= 0)
			model_delete(model_find(number));
		return;
	}
	wrong += next_tick != model[0].due + 1;
	model_delete(0);
	if (when_fired)
		when_fired(number);
}

static void start(unsigned long now)
{
	int i;

	jiffies = now;
	host_cpu = &boot_cpu;
	timers_init();
	free(other_cpu.timers);
	timers_init_cpu(&other_cpu);
	waiting = wrong = fired = state_wrong = 0;
	when_fired = NULL;
	for (i = 0; i < NR_TIMERS; i++) {
		init_timer(&timers[i]);
		timers[i].function = fire;
		timers[i].data = i;
	}
}

/* An idle CPU would sleep until then: not for longer than until the first
   timer; for less only where a wheel comes round. */
static void check_next(void)
{
	unsigned long when, due;

	if (timers_next(&when) != (waiting > 0)) {
		wrong++;
		return;
	}
	if (!waiting)
		return;
	due = model[0].due - next_tick;
	if (when - next_tick > due ||
	    (when - next_tick < due && when % TV1_SLOTS))
		wrong++;
}

/* The tick, and what follows it. What it does not do must not be missed. */
static void work(void)
{
	if (timers_due())
		timer_routine();
	if (waiting && time_after_eq(jiffies, model[0].due)) {
		if (!wrong++)
			diag("timer %d was due at %#lx, now is %#lx",
			     model[0].number, model[0].due, jiffies);
		while (waiting && time_after_eq(jiffies, model[0].due))
			model_delete(0);
	}
	if (jiffies % 3 == 0)
		check_next();
	state_wrong += !interrupts_enabled() || boot_cpu.lock_rank;
}

static void tick(unsigned long ticks)
{
	jiffies += ticks;
	work();
}

static int all_empty(const struct list_head *slots, int n)
{
	while (n--)
		if (!list_empty(&slots[n]))
			return 0;
	return 1;
}

/* Jumps to just before the next tick that has work, at most to `limit'. */
static void jump(unsigned long limit)
{
	unsigned long step = TV1_SLOTS, to;
	int wheel;

	timer_routine();			/* it has nothing to do */
	if (!all_empty(boot_timers.tv1, TV1_SLOTS))
		return;
	for (wheel = 0; wheel < TVN_WHEELS - 1; wheel++) {
		if (!all_empty(boot_timers.tvn[wheel], TVN_SLOTS))
			break;
		step <<= TVN_BITS;
	}
	if (!(next_tick & (step - 1)))
		return;
	to = (next_tick | (step - 1)) + 1;
	if (to - next_tick > limit - next_tick)
		to = limit;
	next_tick = to;
	jiffies = to - 1;
}

/* Lets time pass up to and with the tick `until'. */
static void run_until(unsigned long until)
{
	while (jiffies != until) {
		if (until - jiffies > TV1_SLOTS)
			jump(until);
		tick(1);
	}
}

/* --- random operations --------------------------------------------------- */

static unsigned int seed = 95;

/* A time: often somebody else's, or where one wheel ends. */
static unsigned long random_time(unsigned long farthest)
{
	static const u8 bits[] = { 1, 3, 8, 9, 14, 15, 20, 21, 26, 27, 31 };
	unsigned long left = 1UL << bits[rnd(&seed) % ARRAY_SIZE(bits)];

	switch (rnd(&seed) % 8) {
	case 0:
		return jiffies - rnd(&seed) % 400;
	case 1:
	case 2:
		if (waiting)
			return model[rnd(&seed) % waiting].due;
		/* fall through */
	case 3:
		left += rnd(&seed) % 5 - 2;
		break;
	default:
		left = rnd(&seed) % left + rnd(&seed) % 2 * left;
	}
	return jiffies + (left > farthest ? farthest : left);
}

static void random_operation(unsigned long farthest)
{
	int number = rnd(&seed) % NR_TIMERS;

	switch (rnd(&seed) % 6) {
	case 0:
		del(number);
		break;
	case 1:
		mod(number, random_time(farthest));
		break;
	default:
		if (model_find(number) < 0)
			add(number, random_time(farthest));
	}
}

static void operation_when_fired(int number __unused)
{
	if (rnd(&seed) % 2)
		random_operation(FARTHEST);
}

static void verdict(const char *name)
{
	is(wrong, 0, "%s: each at its tick, in order (%d fired)", name, fired);
	is(state_wrong, 0, "%s: interrupts on and no lock", name);
	ok(fired > NR_TIMERS, "%s: there was something to see", name);
}

/* Near times, then far ones; now and then some ticks are late. */
static void test_random(void)
{
	int i;

	start(-5000UL);
	when_fired = operation_when_fired;
	for (i = 0; i < ROUNDS; i++) {
		random_operation(i % 3000 < 2500 ? 40000 : FARTHEST);
		if (rnd(&seed) % 3 == 0)
			tick(rnd(&seed) % 16 ? 1 : rnd(&seed) % 600);
		if (rnd(&seed) % 20 == 0)
			jump(waiting ? model[0].due : jiffies + FARTHEST);
		if (rnd(&seed) % 200 == 0 && waiting)
			run_until(model[0].due);
	}
	when_fired = NULL;
	while (waiting)
		run_until(model[0].due);
	verdict("random timers");
}

/* Every tick, from before the wrap to behind it. */
static void test_dense(void)
{
	long i;

	start(-(unsigned long)DENSE_TICKS / 2);
	for (i = 0; i < DENSE_TICKS; i++) {
		if (rnd(&seed) % 64 == 0)
			random_operation(1UL << 20 | 1UL << 19);
		tick(1);
	}
	verdict("across the wrap, tick by tick");
}

/* The same time by ways that lead through each of the wheels. */
static void test_order(void)
{
	static const u32 farthest[] = { 255, 256, 16383, 16384, 1048575,
		1048576, 67108863, 67108864, FARTHEST };
	unsigned long base, due, misaligned, left;
	int i, n, bad = 0;

	for (i = 0; i < ARRAY_SIZE(farthest); i++)
		for (misaligned = 0; misaligned < 3; misaligned++) {
			base = 0xfff00000 + misaligned * 77;
			start(base);
			tick(1);
			due = jiffies + farthest[i];
			for (n = 0; n < 12; n++) {
				add(n, due);
				left = (due - jiffies) >> n % 4;
				run_until(due - max(left, 1UL));
			}
			run_until(due);
			bad += wrong || fired != 12;
		}
	is(bad, 0, "timers of one tick fire in the order of adding, however "
	   "far away that was");
}

/* Each timer at each of the distances that mean something, by itself. */
static void test_single(void)
{
	unsigned long left, now;
	int bit, off, n = 0, bad = 0;

	for (bit = 0; bit <= 31; bit++)
		for (off = -2; off <= 2; off++)
			for (now = -3UL; now != 3; now++) {
				left = (1UL << bit) + off;
				if (left > FARTHEST)
					continue;
				start(now + (rnd(&seed) << 8));
				tick(1);
				add(0, jiffies + left);
				if (left > 1)
					run_until(model[0].due - 1);
				bad += fired;
				tick(1);
				bad += wrong || fired != 1;
				n++;
			}
	is(bad, 0, "%d single timers fire at their tick, not before", n);
}

static void add_again(int number)
{
	if (fired < HANG)
		add(number, jiffies);
}

static void add_tomorrow(int number)
{
	if (fired < HANG)
		add(number, jiffies + 1);
}

static void delete_next(int number)
{
	del(number + 1);
}

static void test_handlers(void)
{
	start(1000);
	when_fired = add_again;
	add(0, 1001);
	tick(1);
	is(fired, 1, "a timer that its function sets to now waits for the "
	   "next tick");
	start(1000);
	when_fired = add_tomorrow;
	add(0, 1001);
	tick(5);
	is(fired, 1, "one set to the tick after now does not run in the "
	   "ticks that were late");
	start(1000);
	when_fired = delete_next;
	for (int i = 0; i < 10; i++)
		add(i, 1001);
	tick(1);
	is(fired, 5, "a function may stop timers of the same tick");
	is(wrong, 0, "and these were pending");
}

static void test_late(void)
{
	start(1000);
	jiffies += 3;				/* the bottom half is late */
	add(0, jiffies + FARTHEST);
	add(1, jiffies - 1);
	add(2, jiffies - FARTHEST);
	add(3, jiffies);
	work();
	is(fired, 3, "%#x ticks are not mistaken for the past", FARTHEST);
	is(wrong, 0, "and the past is at once");
}

/* Ticks pass on one CPU; what it has to do is done. Returns what fired. */
static int ticks_on(struct cpu *cpu, unsigned long ticks)
{
	int before = fired;

	host_cpu = cpu;
	for (; ticks; ticks--) {
		jiffies++;
		if (timers_due())
			timer_routine();
	}
	host_cpu = &boot_cpu;
	return fired - before;
}

static void set_on(struct cpu *cpu, int number, unsigned long expires)
{
	host_cpu = cpu;
	mod_timer(&timers[number], expires);
	host_cpu = &boot_cpu;
}

/* A timer runs on the CPU that set it last, whoever stops it. Not by the
   model, which calls what fires wrong. */
static void test_cpus(void)
{
	unsigned long when;

	start(-3UL);
	wrong = 1;				/* it has been said */
	set_on(&other_cpu, 0, jiffies + 2);
	is(ticks_on(&boot_cpu, 5), 0, "another CPU's timer does not run here");
	is(ticks_on(&other_cpu, 1), 1, "but there, if late");
	set_on(&other_cpu, 0, jiffies + 2);
	set_on(&boot_cpu, 0, jiffies + 1);
	is(ticks_on(&other_cpu, 5), 0, "set again, it has gone to this one");
	is(ticks_on(&boot_cpu, 1), 1, "where it runs");
	set_on(&other_cpu, 0, jiffies + 2);
	ok(del_timer(&timers[0]), "any CPU may stop it");
	is(ticks_on(&other_cpu, 5) + ticks_on(&boot_cpu, 5), 0,
	   "then it runs nowhere");
	ok(!timers_next(&when), "a CPU without timers need not look");
	set_on(&boot_cpu, 0, jiffies + 100000);
	set_on(&boot_cpu, 1, jiffies + 70);
	ok(timers_next(&when) && when == jiffies + 70,
	   "one with timers must at the first one");
	jiffies += 70;
	is(ticks_on(&boot_cpu, 1), 1, "and finds it, after a sleep");
}

static void test_pending(void)
{
	start(0);
	ok(!del_timer(&timers[0]), "a new timer is not pending");
	add(0, 10);
	ok(panics(add_timer(&timers[0])), "adding a timer twice is a BUG");
	start(0);
	add(0, 10);
	del(0);
	del(0);
	mod(0, 1);
	mod(0, 2);
	tick(1);
	is(fired, 0, "a timer set to a later time does not fire at the old");
	tick(1);
	is(fired, 1, "but at the new");
	host_flags = 0;
	mod(0, 20);
	del(0);
	add(0, 30);
	is(host_flags, 0, "interrupts stay as they were");
	host_flags = EFLAGS_IF;
	is(wrong, 0, "whether it was pending is told");
}

int main(void)
{
	alarm(PATIENCE);
	boot_cpu.lock_id = 1;
	test_pending();
	test_single();
	test_order();
	test_handlers();
	test_late();
	test_cpus();
	test_dense();
	test_random();
	return done();
}
