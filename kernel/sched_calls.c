/*
 * sched_calls.c - how processes are scheduled, as programs see it: policies
 * and priorities (POSIX.1b), affinity (Q3), sched_yield(). sched_attr.c has
 * the calls that say all at once.
 */
#include <linux/errno.h>
#include <linux/sched_call.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>

/* The process that a call is about; 0 is the caller. Counts for nothing once
   the caller has slept. */
struct task_struct *sched_task(pid_t pid)
{
	return pid ? find_task(pid) : current;
}

/* May current change how p is scheduled? */
static bool may_change(const struct task_struct *p)
{
	return current->euid == p->euid || current->euid == p->uid ||
	       capable(CAP_SYS_NICE);
}

/* Does it make sense, whoever asks? */
static bool is_valid(const struct sched_request *r)
{
	if (r->policy < 0 || r->policy > SCHED_RR)
		return false;
	if (r->policy == SCHED_OTHER)
		return r->rt_priority == 0;
	return r->rt_priority >= RT_PRIO_MIN && r->rt_priority <= RT_PRIO_MAX;
}

/* May it be done without CAP_SYS_NICE? p's limits count. */
static bool within_limits(const struct task_struct *p,
			  const struct sched_request *r)
{
	unsigned long limit = p->signal->rlim[RLIMIT_RTPRIO].rlim_cur;

	if (p->reset_on_fork && !r->reset_on_fork)
		return false;
	if (r->policy == SCHED_OTHER)
		return may_nice(p, r->nice);
	if (r->policy != p->policy && !limit)
		return false;
	return r->rt_priority <= p->rt_priority ||
	       (u32)r->rt_priority <= limit;
}

/* Does it: 0, -EINVAL or -EPERM. Kernel lock. */
long sched_do(struct task_struct *p, const struct sched_request *r)
{
	if (!is_valid(r))
		return -EINVAL;
	if (!may_change(p) ||
	    (!capable(CAP_SYS_NICE) && !within_limits(p, r)))
		return -EPERM;
	p->reset_on_fork = r->reset_on_fork;
	set_scheduler(p, r->policy, r->rt_priority, r->nice);
	return 0;
}

/* Policy -1: as it is. */
static long setscheduler(pid_t pid, int policy, const int __user *param)
{
	struct sched_request r;
	struct task_struct *p;
	int prio;

	if (pid < 0 || !param)
		return -EINVAL;
	if (get_user(prio, param))
		return -EFAULT;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	r = (struct sched_request) {
		.policy = policy & ~SCHED_RESET_ON_FORK,
		.reset_on_fork = policy & SCHED_RESET_ON_FORK,
		.rt_priority = prio,
		.nice = p->nice,
	};
	if (policy < 0) {
		r.policy = p->policy;
		r.reset_on_fork = p->reset_on_fork;
	}
	return sched_do(p, &r);
}

SYSCALL3(sched_setscheduler, pid_t, pid, int, policy, const int __user *, prm)
{
	return policy < 0 ? -EINVAL : setscheduler(pid, policy, prm);
}

SYSCALL2(sched_setparam, pid_t, pid, const int __user *, param)
{
	return setscheduler(pid, -1, param);
}

SYSCALL1(sched_getscheduler, pid_t, pid)
{
	struct task_struct *p;

	if (pid < 0)
		return -EINVAL;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	return p->policy | (p->reset_on_fork ? SCHED_RESET_ON_FORK : 0);
}

SYSCALL2(sched_getparam, pid_t, pid, int __user *, param)
{
	struct task_struct *p;

	if (pid < 0 || !param)
		return -EINVAL;
	p = sched_task(pid);
	return p ? put_user(p->rt_priority, param) : -ESRCH;
}

SYSCALL0(sched_yield)
{
	yield();
	return 0;
}

static long priority_limit(int policy, int real_time)
{
	if (policy == SCHED_FIFO || policy == SCHED_RR)
		return real_time;
	return policy == SCHED_OTHER ? 0 : -EINVAL;
}

SYSCALL1(sched_get_priority_max, int, policy)
{
	return priority_limit(policy, RT_PRIO_MAX);
}

SYSCALL1(sched_get_priority_min, int, policy)
{
	return priority_limit(policy, RT_PRIO_MIN);
}

/* The time slice of a process: 0 is for ever. */
static long rr_interval(pid_t pid, struct timespec *ts)
{
	struct task_struct *p;

	if (pid < 0)
		return -EINVAL;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	ticks_to_timespec(p->policy == SCHED_FIFO ? 0 : slice_of(p), ts);
	return 0;
}

SYSCALL2(sched_rr_get_interval, pid_t, pid, struct timespec __user *, tp)
{
	struct timespec ts;
	long err = rr_interval(pid, &ts);

	return err ? err : copy_to_user(tp, &ts, sizeof(ts));
}

SYSCALL2(sched_rr_get_interval_time64, pid_t, pid,
	 struct timespec64 __user *, tp)
{
	struct timespec64 ts64;
	struct timespec ts;
	long err = rr_interval(pid, &ts);

	if (err)
		return err;
	ts64 = (struct timespec64) { ts.tv_sec, ts.tv_nsec };
	return copy_to_user(tp, &ts64, sizeof(ts64));
}

/* `len' bytes of mask; what a short one does not say is 0. */
SYSCALL3(sched_setaffinity, pid_t, pid, u32, len, const void __user *, umask)
{
	struct task_struct *p;
	u32 mask = 0;

	if (copy_from_user(&mask, umask, len < sizeof(mask) ? len :
							       sizeof(mask)))
		return -EFAULT;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	if (!may_change(p))
		return -EPERM;
	if (!(mask & all_cpus()))
		return -EINVAL;
	set_runmask(p, mask);
	return 0;
}

/* Returns the bytes written: one word. */
SYSCALL3(sched_getaffinity, pid_t, pid, u32, len, u32 __user *, umask)
{
	struct task_struct *p;

	if (len < sizeof(u32) || len % sizeof(u32))
		return -EINVAL;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	if (put_user(p->runmask & all_cpus(), umask))
		return -EFAULT;
	return sizeof(u32);
}
