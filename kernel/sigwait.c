/*
 * sigwait.c - rt_sigtimedwait(): takes a signal from the queue without a
 * handler. The caller blocks the signals that it waits for; while it sleeps,
 * they are not blocked, so that senders choose and wake it, but real_blocked
 * remembers them, so that those without a handler are kept for it.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/syscalls.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

static int take_signal(sigset_t wanted, siginfo_t *info)
{
	int sig;

	cli();
	sig = dequeue_signal(~wanted, info);
	sti();
	return sig;
}

/* Sleeps at most `ticks' for one of `wanted', or for any signal that has to
   be delivered. Returns the ticks that were left. */
static long sleep_for(long ticks)
{
	current->state = TASK_INTERRUPTIBLE;
	if (signal_pending(current)) {
		current->state = TASK_RUNNING;
		return ticks;
	}
	if (ticks != LONG_MAX)
		return schedule_timeout(ticks);
	schedule();
	return ticks;
}

/* The signal's number, -EAGAIN after the time, -EINTR: another one came. */
static long wait_signal(sigset_t wanted, siginfo_t *info, long ticks)
{
	sigset_t blocked = current->blocked;
	int sig = take_signal(wanted, info);

	if (sig || !ticks)
		return sig ? sig : -EAGAIN;
	current->real_blocked = blocked;
	set_blocked(blocked & ~wanted);
	ticks = sleep_for(ticks);
	sig = take_signal(wanted, info);
	set_blocked(blocked);		/* hands over what else has come */
	current->real_blocked = 0;
	if (sig)
		return sig;
	return ticks ? -EINTR : -EAGAIN;
}

/* `ts' is NULL for no limit. */
static long timed_wait(const sigset_t __user *uset, siginfo_t __user *uinfo,
		       const struct timespec *ts, size_t size)
{
	long ticks = LONG_MAX, sig;
	siginfo_t info;
	sigset_t set;

	if (size != sizeof(set))
		return -EINVAL;
	if (copy_from_user(&set, uset, sizeof(set)))
		return -EFAULT;
	if (ts) {
		if (!timespec_valid(ts))
			return -EINVAL;
		ticks = ts->tv_sec || ts->tv_nsec ? timespec_to_ticks(ts) : 0;
	}
	sig = wait_signal(set & ~SURE_SIGNALS, &info, ticks);
	if (sig > 0 && uinfo && copy_to_user(uinfo, &info, siginfo_size(&info)))
		return -EFAULT;
	return sig;
}

SYSCALL4(rt_sigtimedwait, const sigset_t __user *, uset,
	 siginfo_t __user *, uinfo, const struct timespec __user *, uts,
	 size_t, size)
{
	struct timespec ts;

	if (uts && copy_from_user(&ts, uts, sizeof(ts)))
		return -EFAULT;
	return timed_wait(uset, uinfo, uts ? &ts : NULL, size);
}

SYSCALL4(rt_sigtimedwait_time64, const sigset_t __user *, uset,
	 siginfo_t __user *, uinfo, const struct timespec64 __user *, uts,
	 size_t, size)
{
	struct timespec64 ts64;
	struct timespec ts;

	if (!uts)
		return timed_wait(uset, uinfo, NULL, size);
	if (copy_from_user(&ts64, uts, sizeof(ts64)))
		return -EFAULT;
	ts.tv_sec = ts64.tv_sec > LONG_MAX ? LONG_MAX :
		    ts64.tv_sec < 0 ? -1 : (time_t)ts64.tv_sec;
	ts.tv_nsec = (long)ts64.tv_nsec;
	return timed_wait(uset, uinfo, &ts, size);
}
