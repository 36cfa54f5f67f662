/*
 * adjtimex.c - what a time daemon asks and sets. The clock cannot be made to
 * run faster or slower: steps (ADJ_SETOFFSET) are carried out, and what would
 * change its rate is refused with EINVAL, so that the daemon sets the clock
 * instead.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/timex.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/* [k] What daemons leave here for others. */
static int status = STA_UNSYNC;
static long maxerror = TIMEX_ERROR_MAX, esterror = TIMEX_ERROR_MAX;
static long constant = 2;

/* Would it change the rate of the clock? */
static bool changes_rate(const struct timex *t)
{
	return (t->modes & ADJ_OFFSET && t->offset) ||
	       (t->modes & ADJ_FREQUENCY && t->freq) ||
	       (t->modes & ADJ_TICK && t->tick != USEC_PER_SEC / HZ);
}

/* A step by t->time, which is negative if the seconds are. */
static long step_clock(const struct timeval *step)
{
	struct timeval now;
	struct timespec ts;

	if ((unsigned long)step->tv_usec >= USEC_PER_SEC)
		return -EINVAL;
	do_gettimeofday(&now);
	if (__builtin_add_overflow(now.tv_sec, step->tv_sec, &ts.tv_sec))
		return -EINVAL;
	ts.tv_nsec = now.tv_usec + step->tv_usec;
	if (ts.tv_nsec >= USEC_PER_SEC) {
		ts.tv_nsec -= USEC_PER_SEC;
		if (__builtin_add_overflow(ts.tv_sec, 1, &ts.tv_sec))
			return -EINVAL;
	}
	ts.tv_nsec *= NSEC_PER_USEC;
	if (!timespec_valid(&ts))
		return -EINVAL;
	do_settimeofday(&ts);
	return 0;
}

static long change(const struct timex *t)
{
	if (!capable(CAP_SYS_TIME))
		return -EPERM;
	if (changes_rate(t))
		return -EINVAL;
	if (t->modes == ADJ_OFFSET_SINGLESHOT)
		return 0;
	if (t->modes & ADJ_STATUS)
		status = (status & STA_RONLY) | (t->status & ~STA_RONLY);
	if (t->modes & ADJ_MAXERROR)
		maxerror = t->maxerror;
	if (t->modes & ADJ_ESTERROR)
		esterror = t->esterror;
	if (t->modes & ADJ_TIMECONST)
		constant = t->constant;
	return t->modes & ADJ_SETOFFSET ? step_clock(&t->time) : 0;
}

static long do_adjtimex(struct timex __user *user)
{
	struct timex t;
	long err = 0;

	if (copy_from_user(&t, user, sizeof(t)))
		return -EFAULT;
	if (t.modes && t.modes != ADJ_OFFSET_SS_READ)
		err = change(&t);
	if (err)
		return err;
	memset(&t.offset, 0, sizeof(t) - offsetof(struct timex, offset));
	t.maxerror = maxerror;
	t.esterror = esterror;
	t.status = status;
	t.constant = constant;
	t.precision = 1;
	t.tick = USEC_PER_SEC / HZ;
	do_gettimeofday(&t.time);
	if (copy_to_user(user, &t, sizeof(t)))
		return -EFAULT;
	return t.status & STA_UNSYNC ? TIME_ERROR : TIME_OK;
}

SYSCALL1(adjtimex, struct timex __user *, user)
{
	return do_adjtimex(user);
}

/* The same of a clock that the caller names; only one can be adjusted. */
SYSCALL2(clock_adjtime, int, clock, struct timex __user *, user)
{
	if (clock == CLOCK_REALTIME)
		return do_adjtimex(user);
	return clock > CLOCK_REALTIME && clock <= CLOCK_BOOTTIME ?
		-EOPNOTSUPP : -EINVAL;
}
