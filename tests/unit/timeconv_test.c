/* needs: kernel/timeconv.c lib/div64.c */
/*
 * timeconv_test.c - times in one unit and in another: never too short, never
 * more than a tick too long, and no overflow.
 */
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/time.h>
#include "tap.h"

#define ROUNDS		200000
#define US_PER_TICK	(USEC_PER_SEC / HZ)
#define NEVER		((u64)LONG_MAX * US_PER_TICK)

static u32 tick_over;			/* of the present tick, in us */

unsigned long ticks_now(u32 *over)
{
	*over = tick_over;
	return 0;
}

static void test_valid(void)
{
	static const struct {
		struct timespec ts;
		bool valid;
	} t[] = {
		{ { 0, 0 }, true }, { { 0, 999999999 }, true },
		{ { LONG_MAX, 999999999 }, true }, { { 0, 1000000000 }, false },
		{ { 0, -1 }, false }, { { -1, 0 }, false },
		{ { LONG_MIN, LONG_MIN }, false }, { { 1, LONG_MIN }, false },
	};
	unsigned int i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++)
		is(timespec_valid(&t[i].ts), t[i].valid, "%ld s %ld ns",
		   t[i].ts.tv_sec, t[i].ts.tv_nsec);
}

static void test_ticks(void)
{
	struct timespec ts;

	is(us_to_ticks(0), 0, "no time is no tick");
	is(us_to_ticks(1), 1, "a microsecond is a tick, at its beginning");
	is(us_to_ticks(US_PER_TICK), 1, "so is a tick");
	is(us_to_ticks(US_PER_TICK + 1), 2, "a little more is more");
	tick_over = 1;
	is(us_to_ticks(1), 1, "there is room for it in the present one");
	is(us_to_ticks(US_PER_TICK), 2, "not for a tick");
	tick_over = US_PER_TICK - 1;
	is(us_to_ticks(1), 1, "a microsecond fits into the last one");
	is(us_to_ticks(2), 2, "two do not");
	tick_over = US_PER_TICK;
	is(us_to_ticks(1), 2, "without a TSC all of it may be over");
	is(us_to_ticks(NEVER - US_PER_TICK), LONG_MAX, "the last that fits");
	is(us_to_ticks(NEVER * 1000), LONG_MAX, "what does not fit");
	ts = (struct timespec){ 0, 1 };
	is(timespec_to_ticks(&ts), 2, "a nanosecond is some time");
	ts = (struct timespec){ LONG_MAX, 999999999 };
	is(timespec_to_ticks(&ts), LONG_MAX, "68 years are for ever");
	ticks_to_timespec(LONG_MAX, &ts);
	ok(ts.tv_sec == LONG_MAX / HZ && timespec_valid(&ts), "and back");
	us_to_timespec(~0ULL >> 1, &ts);
	ok(ts.tv_sec == LONG_MAX && timespec_valid(&ts), "too many seconds");
}

/* Random times, by 64-bit arithmetic of the compiler. */
static void test_random(void)
{
	unsigned int seed = 7, i, bad = 0;
	struct timespec ts;
	u64 us, ticks;

	for (i = 0; i < ROUNDS; i++) {
		us = ((u64)rnd(&seed) << 32 | rnd(&seed)) >> rnd(&seed) % 64;
		us %= NEVER - 2 * US_PER_TICK;
		tick_over = rnd(&seed) % US_PER_TICK;
		ticks = us_to_ticks(us);
		if (us && (ticks * US_PER_TICK < tick_over + us ||
			   (ticks - 1) * US_PER_TICK >= tick_over + us))
			bad++;
		us %= (u64)LONG_MAX * USEC_PER_SEC;
		us_to_timespec(us, &ts);
		if (!timespec_valid(&ts) || timespec_to_us(&ts) != us)
			bad++;
	}
	is(bad, 0, "%d random times", ROUNDS);
}

int main(void)
{
	test_valid();
	test_ticks();
	test_random();
	return done();
}
