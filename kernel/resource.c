/*
 * resource.c - what a process may use at most, and what it has used.
 */
#include <linux/kernel.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

#define STACK_LIMIT	(8UL << 20)
#define MEMLOCK_LIMIT	(64UL << 10)
#define FILES_LIMIT	1024
#define USEC_PER_TICK	(1000000 / HZ)
#define OLD_INFINITY	0x7fffffffUL	/* what getrlimit() can say at most */
#define RLIM64_INFINITY	(~0ULL)

#define UNLIMITED	{ RLIM_INFINITY, RLIM_INFINITY }

struct rlimit init_rlimits[RLIM_NLIMITS] = {
	[RLIMIT_CPU]		= UNLIMITED,
	[RLIMIT_FSIZE]		= UNLIMITED,
	[RLIMIT_DATA]		= UNLIMITED,
	[RLIMIT_STACK]		= { STACK_LIMIT, RLIM_INFINITY },
	[RLIMIT_CORE]		= { 0, RLIM_INFINITY },
	[RLIMIT_RSS]		= UNLIMITED,
	[RLIMIT_NPROC]		= UNLIMITED,
	[RLIMIT_NOFILE]		= { FILES_LIMIT, NR_OPEN },
	[RLIMIT_MEMLOCK]	= { MEMLOCK_LIMIT, MEMLOCK_LIMIT },
	[RLIMIT_AS]		= UNLIMITED,
	[RLIMIT_LOCKS]		= UNLIMITED,
	[RLIMIT_SIGPENDING]	= { FILES_LIMIT, FILES_LIMIT },
	[RLIMIT_MSGQUEUE]	= UNLIMITED,
	[RLIMIT_NICE]		= { 0, 0 },
	[RLIMIT_RTPRIO]		= { 0, 0 },
	[RLIMIT_RTTIME]		= UNLIMITED,
};

/* --- limits --------------------------------------------------------------- */

/* Gives process p a new limit; NULL leaves the old one. Kernel lock. */
static long set_limit(struct task_struct *p, u32 which,
		      const struct rlimit *new)
{
	struct rlimit *r = &p->signal->rlim[which];

	if (!new)
		return 0;
	if (new->rlim_cur > new->rlim_max)
		return -EINVAL;
	if (which == RLIMIT_NOFILE && new->rlim_max > NR_OPEN)
		return -EPERM;
	if (new->rlim_max > r->rlim_max && !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	*r = *new;
	if (which == RLIMIT_CPU && !r->rlim_cur)
		r->rlim_cur = 1;	/* 0 would be "none" to old programs */
	return 0;
}

SYSCALL2(setrlimit, u32, which, const struct rlimit __user *, user)
{
	struct rlimit r;

	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	if (copy_from_user(&r, user, sizeof(r)))
		return -EFAULT;
	return set_limit(current, which, &r);
}

SYSCALL2(ugetrlimit, u32, which, struct rlimit __user *, user)
{
	struct rlimit r;

	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	r = current->signal->rlim[which];
	return copy_to_user(user, &r, sizeof(r));
}

/* The old call: its limits are signed, and so is its infinity. */
SYSCALL2(getrlimit, u32, which, struct rlimit __user *, user)
{
	struct rlimit r;

	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	r = current->signal->rlim[which];
	r.rlim_cur = min(r.rlim_cur, OLD_INFINITY);
	r.rlim_max = min(r.rlim_max, OLD_INFINITY);
	return copy_to_user(user, &r, sizeof(r));
}

static unsigned long from64(u64 limit)
{
	return limit >= RLIM_INFINITY ? RLIM_INFINITY : limit;
}

static u64 to64(unsigned long limit)
{
	return limit == RLIM_INFINITY ? RLIM64_INFINITY : limit;
}

/* May current see and change the limits of p? */
static bool may_limit(const struct task_struct *p)
{
	const struct task_struct *c = current;

	return p == c || capable(CAP_SYS_RESOURCE) ||
	       (c->uid == p->uid && c->uid == p->euid && c->uid == p->suid &&
		c->gid == p->gid && c->gid == p->egid && c->gid == p->sgid);
}

SYSCALL4(prlimit64, pid_t, pid, u32, which,
	 const struct rlimit64 __user *, new, struct rlimit64 __user *, old)
{
	struct rlimit64 new64, old64;
	struct rlimit r, was;
	struct task_struct *p;
	long err;

	if (which >= RLIM_NLIMITS)
		return -EINVAL;
	if (new && copy_from_user(&new64, new, sizeof(new64)))
		return -EFAULT;
	p = pid ? find_task(pid) : current;
	if (!p || !p->signal)
		return -ESRCH;
	if (!may_limit(p))
		return -EPERM;
	was = p->signal->rlim[which];
	if (new) {
		r.rlim_cur = from64(new64.rlim_cur);
		r.rlim_max = from64(new64.rlim_max);
	}
	err = set_limit(p, which, new ? &r : NULL);
	if (err || !old)
		return err;
	old64.rlim_cur = to64(was.rlim_cur);
	old64.rlim_max = to64(was.rlim_max);
	return copy_to_user(old, &old64, sizeof(old64));
}

/* --- usage ---------------------------------------------------------------- */

static void ticks_to_timeval(u32 ticks, struct timeval *tv)
{
	tv->tv_sec = ticks / HZ;
	tv->tv_usec = ticks % HZ * USEC_PER_TICK;
}

/* Ticks of p's whole process, threads that have ended included. Kernel lock. */
void process_times(const struct task_struct *p, u32 *utime, u32 *stime)
{
	const struct task_struct *t = p;

	*utime = p->signal->utime;
	*stime = p->signal->stime;
	do {
		*utime += t->utime;
		*stime += t->stime;
		t = next_thread(t);
	} while (t != p);
}

/* The same for page faults and switches. */
static void process_faults(const struct task_struct *p, struct rusage *r)
{
	const struct task_struct *t = p;

	r->ru_minflt = p->signal->min_flt;
	r->ru_majflt = p->signal->maj_flt;
	r->ru_nvcsw = p->signal->nvcsw;
	do {
		r->ru_minflt += t->min_flt;
		r->ru_majflt += t->maj_flt;
		r->ru_nvcsw += t->nvcsw;
		t = next_thread(t);
	} while (t != p);
}

/*
 * Fills in *r for p's process, its children or, for RUSAGE_THREAD, p alone.
 * Kernel lock.
 */
void get_rusage(struct task_struct *p, int who, struct rusage *r)
{
	u32 utime = p->utime, stime = p->stime;

	memset(r, 0, sizeof(*r));
	switch (who) {
	case RUSAGE_SELF:
		process_times(p, &utime, &stime);
		process_faults(p, r);
		break;
	case RUSAGE_CHILDREN:
		utime = p->signal->cutime;
		stime = p->signal->cstime;
		r->ru_minflt = p->signal->cmin_flt;
		r->ru_majflt = p->signal->cmaj_flt;
		break;
	case RUSAGE_THREAD:
		r->ru_minflt = p->min_flt;
		r->ru_majflt = p->maj_flt;
		r->ru_nvcsw = p->nvcsw;
		break;
	}
	ticks_to_timeval(utime, &r->ru_utime);
	ticks_to_timeval(stime, &r->ru_stime);
}

SYSCALL2(getrusage, int, who, struct rusage __user *, user)
{
	struct rusage r;

	if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN &&
	    who != RUSAGE_THREAD)
		return -EINVAL;
	get_rusage(current, who, &r);
	return copy_to_user(user, &r, sizeof(r));
}

struct tms {
	long tms_utime, tms_stime, tms_cutime, tms_cstime;
};

/* Ticks used; the result is the ticks since boot. NULL asks only for that. */
SYSCALL1(times, struct tms __user *, user)
{
	struct tms t;
	u32 utime, stime;

	if (!user)
		return jiffies;
	process_times(current, &utime, &stime);
	t.tms_utime = utime;
	t.tms_stime = stime;
	t.tms_cutime = current->signal->cutime;
	t.tms_cstime = current->signal->cstime;
	if (copy_to_user(user, &t, sizeof(t)))
		return -EFAULT;
	return jiffies;
}
