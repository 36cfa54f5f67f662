/*
 * timers.c - timers fire in order and on time; clocks and delays agree.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/system.h>

#define NR_TIMERS	200
#define FIRST_TICK	5		/* from now: time to add them all */
#define SPREAD		320		/* ticks: more than the first wheel */

static struct timer_list timers[NR_TIMERS];
static unsigned long fired_at[NR_TIMERS];
static int order[NR_TIMERS], nr_fired;

static void fire(unsigned long n)
{
	fired_at[n] = jiffies;
	if (nr_fired < NR_TIMERS)
		order[nr_fired++] = n;
}

static void add_all(void)
{
	unsigned long now = jiffies;
	int i;

	for (i = 0; i < NR_TIMERS; i++) {
		init_timer(&timers[i]);
		timers[i].expires = now + FIRST_TICK +
				    selftest_random() % SPREAD;
		timers[i].function = fire;
		timers[i].data = i;
		add_timer(&timers[i]);
	}
}

static void sleep_ticks(long ticks)
{
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(ticks);
}

/* Every third is stopped, every third of the rest is set to a new time. */
static void test_order(void)
{
	int i, disordered = 0, early = 0, late = 0, stopped = 0, expected = 0;

	add_all();
	for (i = 0; i < NR_TIMERS; i++) {
		if (i % 3 == 0)
			stopped += del_timer(&timers[i]);
		else if (i % 9 == 1)
			mod_timer(&timers[i], timers[i].expires + 1);
		expected += i % 3 != 0;
	}
	sleep_ticks(FIRST_TICK + SPREAD + 2);
	for (i = 1; i < nr_fired; i++)
		disordered += time_after(timers[order[i - 1]].expires,
					 timers[order[i]].expires);
	for (i = 0; i < nr_fired; i++) {
		early += time_after(timers[order[i]].expires,
				    fired_at[order[i]]);
		late += time_after(fired_at[order[i]],
				   timers[order[i]].expires);
	}
	ok(stopped == NR_TIMERS - expected, "pending timers can be stopped");
	ok(nr_fired == expected, "all other timers fire, once (%d)", nr_fired);
	ok(disordered == 0, "in the order of their times");
	ok(early == 0, "never before its tick");
	ok(late < nr_fired / 4, "and at it (%d were late)", late);
	ok(!del_timer(&timers[order[0]]), "and are not pending any more");
}

static int back;			/* times that the clock went back */

/* Ten ticks by the TSC, or by the tick itself, in microseconds. */
static u32 ten_ticks(void)
{
	u64 start, last, now;
	unsigned long tick = jiffies;

	while (jiffies == tick)
		safe_point();
	start = last = clock_us();
	for (tick = jiffies; jiffies - tick < 10; last = now) {
		now = clock_us();
		back += now < last;
		safe_point();
	}
	return last - start;
}

static u32 fifty_ms(void)
{
	u64 start = clock_us();

	mdelay(50);
	return clock_us() - start;
}

static u32 seven_ticks(void)
{
	unsigned long start = jiffies;

	sleep_ticks(7);
	return jiffies - start;
}

/*
 * A time by the clock. It may not be short; how much too long it may be only
 * those can judge who know that nothing disturbed the machine: selftest.t.
 */
static void measure(u32 (*f)(void), u32 least, const char *what)
{
	u32 result = f();

	ok(result >= least, "%s: %u", what, result);
}

void test_timers(void)
{
	test_order();
	measure(ten_ticks, 90000, "ten ticks are 100,000 us");
	ok(back == 0, "the clock never goes back");
	measure(fifty_ms, 49900, "mdelay(50) takes 50,000 us");
	measure(seven_ticks, 7, "a sleep of 7 ticks takes as long");
}
