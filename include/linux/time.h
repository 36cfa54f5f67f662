/*
 * time.h - what time it is.
 */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/compiler.h>
#include <linux/types.h>

struct timeval {
	time_t tv_sec;		/* seconds since 1970 */
	long tv_usec;		/* microseconds */
};

struct timespec {
	time_t tv_sec;
	long tv_nsec;		/* nanoseconds, below 10^9 */
};

struct timespec64 {		/* of the _time64 calls */
	s64 tv_sec;
	s64 tv_nsec;		/* programs leave the upper half undefined */
};

struct itimerval {
	struct timeval it_interval, it_value;
};

#define CLOCK_REALTIME		0
#define CLOCK_MONOTONIC		1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID	3
#define CLOCK_MONOTONIC_RAW	4
#define CLOCK_REALTIME_COARSE	5
#define CLOCK_MONOTONIC_COARSE	6
#define CLOCK_BOOTTIME		7
#define TIMER_ABSTIME		1

#define ITIMER_REAL		0
#define ITIMER_VIRTUAL		1
#define ITIMER_PROF		2

#define USEC_PER_SEC	1000000
#define NSEC_PER_SEC	1000000000
#define NSEC_PER_USEC	1000

/* kernel/timeconv.c: ticks that cover the time from now on, rounded up: a part
   of the present one is over. 0 for 0; LONG_MAX for what does not fit.
   A time with tv_nsec outside 0..10^9-1 or tv_sec < 0 is not valid. */
bool timespec_valid(const struct timespec *ts);
long us_to_ticks(u64 us);
long timespec_to_ticks(const struct timespec *ts);
void ticks_to_timespec(long ticks, struct timespec *ts);
u64 timespec_to_us(const struct timespec *ts);
void us_to_timespec(u64 us, struct timespec *ts);

/* kernel/hrtime.c: ticks until the clock (CLOCK_REALTIME or CLOCK_MONOTONIC)
   shows `ts'; 0 if that is over. */
long ticks_until(int clock, const struct timespec *ts);
/* A time of the user, checked: 0, -EFAULT or -EINVAL. Seconds that do not fit
   become LONG_MAX. */
int get_timespec(struct timespec *ts, const void __user *from);
int get_timespec64(struct timespec *ts, const void __user *from);
/* Gives the user one of either width: 0 or -EFAULT. */
int put_timespec(void __user *to, const struct timespec *ts, bool is64);

/* arch/i386/kernel/tsc.c */
void tsc_init(void);
u64 clock_us(void);

/* arch/i386/kernel/time.c */
void time_init(void);
unsigned long jiffies_now(void);	/* jiffies, were no tick late */
u64 wall_us(void);
void do_gettimeofday(struct timeval *tv);
void do_settimeofday(const struct timespec *ts);

#endif
