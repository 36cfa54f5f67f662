/*
 * clock.c - the calls that read and set clocks. Those that read the wall clock
 * or the time since boot do without the kernel lock.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>

#define NSEC_PER_TICK	(NSEC_PER_SEC / HZ)
#define SEC_PER_MIN	60
#define ZONE_MAX	(15 * 60)	/* minutes from Greenwich */

struct timezone {
	int tz_minuteswest, tz_dsttime;
};

/* Where local time is, as the last settimeofday() said. [k] to write; readers
   of one half before and one after a change do no harm. */
static struct timezone sys_tz;
static bool zone_was_set;		/* [k] */

/* --- reading -------------------------------------------------------------- */

static time_t seconds(void)
{
	struct timeval tv;

	do_gettimeofday(&tv);
	return tv.tv_sec;
}

SYSCALL1(time, time_t __user *, user)
{
	time_t now = seconds();

	if (user && put_user(now, user))
		return -EFAULT;
	return now;
}

SYSCALL2(gettimeofday, struct timeval __user *, user,
	 struct timezone __user *, zone)
{
	struct timeval tv;

	if (user) {
		do_gettimeofday(&tv);
		if (copy_to_user(user, &tv, sizeof(tv)))
			return -EFAULT;
	}
	return zone ? copy_to_user(zone, &sys_tz, sizeof(sys_tz)) : 0;
}

/* Ticks that current's process, or current alone, has used. */
static u32 cpu_ticks(int clock)
{
	u32 utime = current->utime, stime = current->stime;

	if (clock == CLOCK_PROCESS_CPUTIME_ID) {
		lock_kernel();
		process_times(current, &utime, &stime);
		unlock_kernel();
	}
	return utime + stime;
}

/* What the clock shows: 0 or -EINVAL. Without the kernel lock. */
static long read_clock(int clock, struct timespec *ts)
{
	switch (clock) {
	case CLOCK_REALTIME:
	case CLOCK_REALTIME_COARSE:
		us_to_timespec(wall_us(), ts);
		return 0;
	case CLOCK_MONOTONIC:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_MONOTONIC_COARSE:
	case CLOCK_BOOTTIME:
		us_to_timespec(clock_us(), ts);
		return 0;
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
		ticks_to_timespec(cpu_ticks(clock), ts);
		return 0;
	}
	return -EINVAL;
}

/* The step of the clock: 0 or -EINVAL. Without a TSC it is the tick. */
static long clock_step(int clock, struct timespec *ts)
{
	bool fine = cpu_has(&boot_cpu.info, X86_FEATURE_TSC);

	if (clock < CLOCK_REALTIME || clock > CLOCK_BOOTTIME)
		return -EINVAL;
	if (clock == CLOCK_PROCESS_CPUTIME_ID ||
	    clock == CLOCK_THREAD_CPUTIME_ID)
		fine = false;
	ts->tv_sec = 0;
	ts->tv_nsec = fine ? NSEC_PER_USEC : NSEC_PER_TICK;
	return 0;
}

SYSCALL2(clock_gettime, int, clock, void __user *, user)
{
	struct timespec ts;
	long err = read_clock(clock, &ts);

	return err ? err : put_timespec(user, &ts, false);
}

SYSCALL2(clock_gettime64, int, clock, void __user *, user)
{
	struct timespec ts;
	long err = read_clock(clock, &ts);

	return err ? err : put_timespec(user, &ts, true);
}

SYSCALL2(clock_getres, int, clock, void __user *, user)
{
	struct timespec ts;
	long err = clock_step(clock, &ts);

	return err || !user ? err : put_timespec(user, &ts, false);
}

SYSCALL2(clock_getres_time64, int, clock, void __user *, user)
{
	struct timespec ts;
	long err = clock_step(clock, &ts);

	return err || !user ? err : put_timespec(user, &ts, true);
}

/* --- setting -------------------------------------------------------------- */

static long set_clock(int clock, const struct timespec *ts)
{
	if (clock != CLOCK_REALTIME || ts->tv_sec == LONG_MAX)
		return -EINVAL;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	do_settimeofday(ts);
	return 0;
}

SYSCALL2(clock_settime, int, clock, const void __user *, user)
{
	struct timespec ts;
	int err = get_timespec(&ts, user);

	return err ? err : set_clock(clock, &ts);
}

SYSCALL2(clock_settime64, int, clock, const void __user *, user)
{
	struct timespec ts;
	int err = get_timespec64(&ts, user);

	return err ? err : set_clock(clock, &ts);
}

SYSCALL1(stime, const time_t __user *, user)
{
	struct timespec ts;

	if (get_user(ts.tv_sec, user))
		return -EFAULT;
	ts.tv_nsec = 0;
	return timespec_valid(&ts) ? set_clock(CLOCK_REALTIME, &ts) : -EINVAL;
}

/* The CMOS clock was taken to show Greenwich time and showed local time. */
static void warp_clock(void)
{
	struct timespec ts;

	us_to_timespec(wall_us(), &ts);
	ts.tv_sec += sys_tz.tz_minuteswest * SEC_PER_MIN;
	if (timespec_valid(&ts))
		do_settimeofday(&ts);
}

/* The first call that sets the zone alone says that the CMOS clock shows local
   time. */
static void set_zone(const struct timezone *tz, bool alone)
{
	sys_tz = *tz;
	if (!zone_was_set && alone)
		warp_clock();
	zone_was_set = true;
}

SYSCALL2(settimeofday, const struct timeval __user *, user,
	 const struct timezone __user *, zone)
{
	struct timezone tz = { 0, 0 };
	struct timeval tv;
	struct timespec ts;

	if (user && copy_from_user(&tv, user, sizeof(tv)))
		return -EFAULT;
	if (zone && copy_from_user(&tz, zone, sizeof(tz)))
		return -EFAULT;
	if (user && (unsigned long)tv.tv_usec >= USEC_PER_SEC)
		return -EINVAL;
	if (user && tv.tv_sec < 0)
		return -EINVAL;
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	if (tz.tz_minuteswest > ZONE_MAX || tz.tz_minuteswest < -ZONE_MAX)
		return -EINVAL;
	if (zone)
		set_zone(&tz, !user);
	if (user) {
		ts.tv_sec = tv.tv_sec;
		ts.tv_nsec = tv.tv_usec * NSEC_PER_USEC;
		do_settimeofday(&ts);
	}
	return 0;
}
