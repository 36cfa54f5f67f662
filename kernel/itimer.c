/*
 * itimer.c - setitimer(), getitimer() and alarm(). ITIMER_REAL is a timer of
 * the kernel; ITIMER_VIRTUAL and ITIMER_PROF are counted down by the ticks
 * that the process's threads get, and so is the limit on CPU time.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/timer.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define USEC_PER_TICK	(USEC_PER_SEC / HZ)
#define TICKS_MAX	(LONG_MAX - 1)	/* what the timer wheel can hold */

/* ITIMER_REAL has come to its end: SIGALRM, and perhaps once more. The end of
   the process stops the timer first, under the kernel lock as we are here. */
static void real_timeout(unsigned long data)
{
	struct signal_struct *sig = (struct signal_struct *)data;
	unsigned long expires = sig->real_timer.expires + sig->real_interval;

	send_sig_info(SIGALRM, SEND_KERNEL, sig->leader);
	if (!sig->real_interval)
		return;
	if (time_after_eq(jiffies, expires))	/* ticks were lost: no burst */
		expires = jiffies + 1;
	mod_timer(&sig->real_timer, expires);
}

/* So many ticks off a timer; true when it came to its end. */
static bool count_down(unsigned long *value, unsigned long interval,
		       u32 ticks)
{
	if (!*value)
		return false;
	if (*value > ticks) {
		*value -= ticks;
		return false;
	}
	*value = interval;
	return true;
}

/*
 * p has used a second more: is it beyond its limit? SIGXCPU each second, and
 * SIGKILL at the hard limit.
 */
static void check_cpu_limit(struct task_struct *p)
{
	const struct rlimit *r = &p->signal->rlim[RLIMIT_CPU];
	u32 utime, stime, seconds;

	if (r->rlim_cur == RLIM_INFINITY)
		return;
	process_times(p, &utime, &stime);
	seconds = (utime + stime) / HZ;
	if (seconds >= r->rlim_max)
		send_sig_info(SIGKILL, SEND_KERNEL, p);
	else if (seconds >= r->rlim_cur)
		send_sig_info(SIGXCPU, SEND_KERNEL, p);
}

/* Do ticks of p count for anything here? Any context, without the lock. */
bool itimers_count(const struct task_struct *p)
{
	const struct signal_struct *sig = p->signal;

	return sig->virt_value || sig->prof_value ||
	       sig->rlim[RLIMIT_CPU].rlim_cur != RLIM_INFINITY;
}

/*
 * Ticks have been charged to p. Interrupt context, kernel lock held.
 */
void itimer_ticks(struct task_struct *p, u32 ticks, bool user)
{
	struct signal_struct *sig = p->signal;

	if (user && count_down(&sig->virt_value, sig->virt_interval, ticks))
		send_sig_info(SIGVTALRM, SEND_KERNEL, p);
	if (count_down(&sig->prof_value, sig->prof_interval, ticks))
		send_sig_info(SIGPROF, SEND_KERNEL, p);
	if (unlikely((p->utime + p->stime) % HZ < ticks))
		check_cpu_limit(p);
}

/* --- values --------------------------------------------------------------- */

struct ticks {				/* an itimerval, in ticks */
	unsigned long value, interval;
};

static bool timeval_valid(const struct timeval *tv)
{
	return tv->tv_sec >= 0 && (unsigned long)tv->tv_usec < USEC_PER_SEC;
}

/* Ticks of the clock from now on: those that ITIMER_REAL waits. */
static unsigned long clock_ticks(const struct timeval *tv)
{
	struct timespec ts = { tv->tv_sec, tv->tv_usec * NSEC_PER_USEC };

	return min(timespec_to_ticks(&ts), TICKS_MAX);
}

/* Ticks that a process gets. Rounded up, as much as fits. */
static unsigned long timeval_to_ticks(const struct timeval *tv)
{
	if (tv->tv_sec >= TICKS_MAX / HZ)
		return TICKS_MAX;
	return tv->tv_sec * HZ +
	       (tv->tv_usec + USEC_PER_TICK - 1) / USEC_PER_TICK;
}

static void ticks_to_timeval(unsigned long ticks, struct timeval *tv)
{
	tv->tv_sec = ticks / HZ;
	tv->tv_usec = ticks % HZ * USEC_PER_TICK;
}

/* What is left of ITIMER_REAL: 0 only if it is not set. */
static unsigned long real_left(const struct signal_struct *sig)
{
	long left = sig->real_timer.expires - jiffies;

	if (list_empty(&sig->real_timer.list))
		return 0;
	return left > 0 ? left : 1;
}

/* Kernel lock; false: there is no such timer. */
static bool get_timer(int which, struct ticks *t)
{
	const struct signal_struct *sig = current->signal;

	switch (which) {
	case ITIMER_REAL:
		*t = (struct ticks){ real_left(sig), sig->real_interval };
		return true;
	case ITIMER_VIRTUAL:
		*t = (struct ticks){ sig->virt_value, sig->virt_interval };
		return true;
	case ITIMER_PROF:
		*t = (struct ticks){ sig->prof_value, sig->prof_interval };
		return true;
	}
	return false;
}

static void set_real(struct signal_struct *sig, const struct ticks *t)
{
	del_timer(&sig->real_timer);
	sig->real_timer.function = real_timeout;
	sig->real_timer.data = (unsigned long)sig;
	sig->real_interval = t->value ? t->interval : 0;
	if (t->value)
		mod_timer(&sig->real_timer, jiffies_now() + t->value);
}

static void set_timer(int which, const struct ticks *t)
{
	struct signal_struct *sig = current->signal;

	switch (which) {
	case ITIMER_REAL:
		set_real(sig, t);
		break;
	case ITIMER_VIRTUAL:
		sig->virt_value = t->value;
		sig->virt_interval = t->interval;
		break;
	case ITIMER_PROF:
		sig->prof_value = t->value;
		sig->prof_interval = t->interval;
		break;
	}
}

static long put_timer(struct itimerval __user *user, const struct ticks *t)
{
	struct itimerval it;

	ticks_to_timeval(t->value, &it.it_value);
	ticks_to_timeval(t->interval, &it.it_interval);
	return copy_to_user(user, &it, sizeof(it));
}

SYSCALL2(getitimer, int, which, struct itimerval __user *, user)
{
	struct ticks t;

	if (!get_timer(which, &t))
		return -EINVAL;
	return put_timer(user, &t);
}

/* A NULL `new' stops the timer, as it always has. */
SYSCALL3(setitimer, int, which, const struct itimerval __user *, new,
	 struct itimerval __user *, old)
{
	struct itimerval it;
	struct ticks was, t;

	memset(&it, 0, sizeof(it));
	if (new && copy_from_user(&it, new, sizeof(it)))
		return -EFAULT;
	if (!timeval_valid(&it.it_value) || !timeval_valid(&it.it_interval))
		return -EINVAL;
	if (!get_timer(which, &was))
		return -EINVAL;
	t.value = which == ITIMER_REAL ? clock_ticks(&it.it_value) :
					 timeval_to_ticks(&it.it_value);
	t.interval = timeval_to_ticks(&it.it_interval);
	set_timer(which, &t);
	return old ? put_timer(old, &was) : 0;
}

/* The result is what was left, to the nearest second, but not 0. */
SYSCALL1(alarm, unsigned int, seconds)
{
	struct signal_struct *sig = current->signal;
	unsigned long left = real_left(sig);
	struct timeval tv = { min(seconds, (unsigned int)(TICKS_MAX / HZ)), 0 };
	struct ticks t = { clock_ticks(&tv), 0 };

	set_real(sig, &t);
	if (left && left < HZ)
		return 1;
	return (left + HZ / 2) / HZ;
}
