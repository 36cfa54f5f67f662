/*
 * poll_time.c - how long poll() and select() may take, in all the ways that
 * programs say it, and the signal mask for so long.
 */
#include <linux/div64.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/time.h>
#include <asm/uaccess.h>
#include "poll_table.h"

#define USEC_PER_SEC	1000000
#define NSEC_PER_USEC	1000

/* The limit is the time *ts from now on. 0 or -EINVAL. */
int limit_set(struct time_limit *limit, const struct timespec *ts)
{
	if (!timespec_valid(ts))
		return -EINVAL;
	limit->end = clock_us() + (u64)ts->tv_sec * USEC_PER_SEC +
		     ts->tv_nsec / NSEC_PER_USEC;
	limit->ticks = 0;
	if (ts->tv_sec || ts->tv_nsec)
		limit->ticks = timespec_to_ticks(ts);
	return 0;
}

/* What is left of it now, 0 if it is over. Not for LONG_MAX ticks. */
void limit_left(const struct time_limit *limit, struct timespec *ts)
{
	u64 now = clock_us(), left = 0;

	if (limit->end > now)
		left = limit->end - now;
	ts->tv_nsec = div64_32(&left, USEC_PER_SEC) * NSEC_PER_USEC;
	ts->tv_sec = left;
}

/*
 * Copies a struct timespec from the user, or with `wide' a timespec64, whose
 * upper half of tv_nsec means nothing. NULL is for ever. 0 or -errno.
 */
int get_limit(struct time_limit *limit, const void __user *user, bool wide)
{
	struct timespec64 ts64;
	struct timespec ts;

	limit->ticks = LONG_MAX;
	if (!user)
		return 0;
	if (!wide) {
		if (copy_from_user(&ts, user, sizeof(ts)))
			return -EFAULT;
		return limit_set(limit, &ts);
	}
	if (copy_from_user(&ts64, user, sizeof(ts64)))
		return -EFAULT;
	if (ts64.tv_sec < 0)
		return -EINVAL;
	ts.tv_sec = min(ts64.tv_sec, (s64)LONG_MAX);
	ts.tv_nsec = (long)ts64.tv_nsec;
	return limit_set(limit, &ts);
}

/*
 * Tells the user what is left, unless there was nothing to wait for. The call
 * will return `result', which this returns, too; but a call that cannot tell
 * the time cannot be restarted for the rest of it.
 */
long put_limit(const struct time_limit *limit, void __user *user, bool wide,
	       long result)
{
	struct timespec64 ts64;
	struct timespec ts;
	int err;

	if (!user || !limit->ticks)
		return result;
	limit_left(limit, &ts);
	if (wide) {
		ts64.tv_sec = ts.tv_sec;
		ts64.tv_nsec = ts.tv_nsec;
		err = copy_to_user(user, &ts64, sizeof(ts64));
	} else {
		err = copy_to_user(user, &ts, sizeof(ts));
	}
	return err && result == -ERESTARTNOHAND ? -EINTR : result;
}

/*
 * Blocks just the signals of the user's set during the call; NULL changes
 * nothing. 0 or -errno.
 */
int poll_set_mask(const sigset_t __user *user, size_t size)
{
	sigset_t set;

	if (!user)
		return 0;
	if (size != sizeof(set))
		return -EINVAL;
	if (copy_from_user(&set, user, sizeof(set)))
		return -EFAULT;
	current->saved_blocked = current->blocked;
	set_blocked(set & ~(sigmask(SIGKILL) | sigmask(SIGSTOP)));
	return 0;
}

/*
 * Undoes it, if it was `set'. After an interrupted call the handler is to run
 * with the call's mask, and do_signal() restores the old one.
 */
void poll_unset_mask(bool set, long result)
{
	if (!set)
		return;
	if (result == -ERESTARTNOHAND)
		current->restore_blocked = true;
	else
		set_blocked(current->saved_blocked);
}
