/* needs: kernel/loadavg.c */
/*
 * loadavg_test.c - the load averages rise to a steady load, fade to nothing,
 * and follow the exponential that they stand for.
 */
#include <linux/loadavg.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include "tap.h"

#define SAMPLES(seconds) ((seconds) / LOAD_SECONDS)

/* What the kernel's own sampling needs; it is not tested here. */
struct list_head task_list = LIST_HEAD_INIT(task_list);
volatile unsigned long jiffies;

void init_timer(struct timer_list *t __unused)
{
}

void add_timer(struct timer_list *t __unused)
{
}

bool mod_timer(struct timer_list *t __unused, unsigned long expires __unused)
{
	return false;
}

static void sample(u32 active, int n)
{
	while (n--)
		calc_load(active);
}

/* Hundredths, as /proc/loadavg shows them. */
static u32 hundredths(int i)
{
	return avenrun[i] * 100 >> LOAD_SHIFT;
}

static void test_minute(void)
{
	sample(1, SAMPLES(60));
	ok(hundredths(0) >= 62 && hundredths(0) <= 64,
	   "after a minute of load 1 the first average is 1 - 1/e");
	ok(hundredths(1) >= 17 && hundredths(1) <= 19,
	   "the second is 1 - exp(-1/5)");
	ok(hundredths(2) >= 5 && hundredths(2) <= 8,
	   "the third is 1 - exp(-1/15)");
}

static void test_steady(void)
{
	int i;

	sample(3, SAMPLES(6 * 3600));
	for (i = 0; i < NR_LOADS; i++)
		is(avenrun[i], 3 * LOAD_ONE, "a steady load of 3 is reached");
	sample(0, SAMPLES(6 * 3600));
	for (i = 0; i < NR_LOADS; i++)
		is(hundredths(i), 0, "and fades to nothing");
}

static void test_large(void)
{
	sample(0xffffffff, SAMPLES(6 * 3600));
	is(avenrun[0], (u32)32768 << LOAD_SHIFT,
	   "a count that cannot be is cut, and nothing overflows");
}

int main(void)
{
	test_minute();
	test_steady();
	test_large();
	return done();
}
