/*
 * timeconv.c - one time in several units: ticks, microseconds, timespec.
 */
#include <linux/div64.h>
#include <linux/limits.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tick.h>
#include <linux/time.h>

#define USEC_PER_TICK	(USEC_PER_SEC / HZ)
#define NSEC_PER_TICK	(NSEC_PER_SEC / HZ)

/* Is it a time that may be waited for or set? */
bool timespec_valid(const struct timespec *ts)
{
	return ts->tv_sec >= 0 && (unsigned long)ts->tv_nsec < NSEC_PER_SEC;
}

/* A valid time in microseconds, rounded up. */
u64 timespec_to_us(const struct timespec *ts)
{
	return (u64)ts->tv_sec * USEC_PER_SEC +
	       (ts->tv_nsec + NSEC_PER_USEC - 1) / NSEC_PER_USEC;
}

/* Seconds that do not fit become LONG_MAX. */
void us_to_timespec(u64 us, struct timespec *ts)
{
	ts->tv_nsec = div64_32(&us, USEC_PER_SEC) * NSEC_PER_USEC;
	ts->tv_sec = us > LONG_MAX ? LONG_MAX : us;
}

/* Ticks after which at least `us' microseconds are over; see linux/time.h. */
long us_to_ticks(u64 us)
{
	u32 over;

	if (!us)
		return 0;
	ticks_now(&over);
	us = min(us, (u64)LONG_MAX * USEC_PER_TICK) + over + USEC_PER_TICK - 1;
	div64_32(&us, USEC_PER_TICK);
	return us >= LONG_MAX ? LONG_MAX : us;
}

/* The same for a valid timespec. */
long timespec_to_ticks(const struct timespec *ts)
{
	return us_to_ticks(timespec_to_us(ts));
}

/* Exact; ticks >= 0. */
void ticks_to_timespec(long ticks, struct timespec *ts)
{
	ts->tv_sec = ticks / HZ;
	ts->tv_nsec = ticks % HZ * NSEC_PER_TICK;
}
