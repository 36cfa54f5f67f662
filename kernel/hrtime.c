/*
 * hrtime.c - nanosleep() and clock_nanosleep(). The time of waking is kept in
 * microseconds, the sleep itself lasts ticks: rounded up, never too short.
 *
 * A sleep that a signal without a handler interrupts (SIGSTOP and SIGCONT)
 * goes on until the time that was first set: the call returns
 * -ERESTART_RESTARTBLOCK, and restart_syscall() comes here again.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/* A sleep to a time of the wall clock looks after so many ticks whether the
   clock has been set. */
#define WALL_LOOK	HZ

/* How the caller of a sleep wants to be told what was left. */
struct rest {
	void __user *user;		/* NULL: not at all */
	bool is64;			/* a struct timespec64 */
};

int get_timespec(struct timespec *ts, const void __user *from)
{
	if (copy_from_user(ts, from, sizeof(*ts)))
		return -EFAULT;
	return timespec_valid(ts) ? 0 : -EINVAL;
}

int get_timespec64(struct timespec *ts, const void __user *from)
{
	struct timespec64 ts64;

	if (copy_from_user(&ts64, from, sizeof(ts64)))
		return -EFAULT;
	if (ts64.tv_sec < 0)
		return -EINVAL;
	ts->tv_sec = ts64.tv_sec > LONG_MAX ? LONG_MAX : ts64.tv_sec;
	ts->tv_nsec = ts64.tv_nsec;
	return timespec_valid(ts) ? 0 : -EINVAL;
}

int put_timespec(void __user *to, const struct timespec *ts, bool is64)
{
	struct timespec64 ts64 = { ts->tv_sec, ts->tv_nsec };

	return is64 ? copy_to_user(to, &ts64, sizeof(ts64)) :
		      copy_to_user(to, ts, sizeof(*ts));
}

/* Microseconds from now to `until' on the clock; 0: it is over. */
static u64 us_left(int clock, u64 until)
{
	u64 now = clock == CLOCK_REALTIME ? wall_us() : clock_us();

	return until > now ? until - now : 0;
}

long ticks_until(int clock, const struct timespec *ts)
{
	return us_to_ticks(us_left(clock, timespec_to_us(ts)));
}

/* Sleeps until the clock shows `until', or a signal comes: then what is left
   is not 0. */
static u64 sleep_until(int clock, u64 until)
{
	u64 left;
	long ticks;

	while ((left = us_left(clock, until)) && !signal_pending(current)) {
		ticks = us_to_ticks(left);
		if (clock == CLOCK_REALTIME)
			ticks = min(ticks, (long)WALL_LOOK);
		current->state = TASK_INTERRUPTIBLE;
		if (signal_pending(current))
			current->state = TASK_RUNNING;
		else
			schedule_timeout(ticks);
	}
	return left;
}

static long go_on(struct restart_block *r);

/* A sleep that is not absolute; `until' is clock_us() at its end. */
static long relative_sleep(u64 until, const struct rest *rest)
{
	struct restart_block *r = &current->restart;
	u64 left = sleep_until(CLOCK_MONOTONIC, until);
	struct timespec ts;

	if (!left)
		return 0;
	us_to_timespec(left, &ts);
	if (rest->user && put_timespec(rest->user, &ts, rest->is64))
		return -EFAULT;
	*r = (struct restart_block){
		.fn = go_on, .until = until,
		.rem = rest->user, .rem64 = rest->is64,
	};
	return -ERESTART_RESTARTBLOCK;
}

static long go_on(struct restart_block *r)
{
	struct rest rest = { r->rem, r->rem64 };

	return relative_sleep(r->until, &rest);
}

/*
 * Goes on with what a signal without a handler interrupted. The return path
 * of signals calls this; a program that does gets -EINTR, or the rest of its
 * last interrupted sleep.
 */
SYSCALL0(restart_syscall)
{
	struct restart_block *r = &current->restart;
	long (*fn)(struct restart_block *r) = r->fn;

	if (!fn)
		return -EINTR;
	r->fn = NULL;
	return fn(r);
}

static long do_nanosleep(int clock, int flags, const struct timespec *ts,
			 const struct rest *rest)
{
	u64 us = timespec_to_us(ts);

	switch (clock) {
	case CLOCK_REALTIME:
		break;
	case CLOCK_MONOTONIC:
	case CLOCK_BOOTTIME:
		clock = CLOCK_MONOTONIC;
		break;
	case CLOCK_PROCESS_CPUTIME_ID:
	case CLOCK_THREAD_CPUTIME_ID:
	case CLOCK_MONOTONIC_RAW:
	case CLOCK_REALTIME_COARSE:
	case CLOCK_MONOTONIC_COARSE:
		return -EOPNOTSUPP;
	default:
		return -EINVAL;
	}
	if (!(flags & TIMER_ABSTIME))
		return us ? relative_sleep(clock_us() + us, rest) : 0;
	return sleep_until(clock, us) ? -ERESTARTNOHAND : 0;
}

SYSCALL2(nanosleep, const void __user *, request, void __user *, rem)
{
	struct rest rest = { rem, false };
	struct timespec ts;
	int err = get_timespec(&ts, request);

	return err ? err : do_nanosleep(CLOCK_MONOTONIC, 0, &ts, &rest);
}

SYSCALL4(clock_nanosleep, int, clock, int, flags, const void __user *, request,
	 void __user *, rem)
{
	struct rest rest = { rem, false };
	struct timespec ts;
	int err = get_timespec(&ts, request);

	return err ? err : do_nanosleep(clock, flags, &ts, &rest);
}

SYSCALL4(clock_nanosleep_time64, int, clock, int, flags,
	 const void __user *, request, void __user *, rem)
{
	struct rest rest = { rem, true };
	struct timespec ts;
	int err = get_timespec64(&ts, request);

	return err ? err : do_nanosleep(clock, flags, &ts, &rest);
}
