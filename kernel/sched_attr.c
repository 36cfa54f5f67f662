/*
 * sched_attr.c - sched_setattr() and sched_getattr(): policy, priority and
 * nice value in one call. Of the structure we have the first version, without
 * what came later for policies that we do not have; of the flags
 * SCHED_FLAG_RESET_ON_FORK.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched_call.h>
#include <linux/syscalls.h>
#include <asm/page.h>
#include <asm/uaccess.h>

#define SCHED_FLAG_RESET_ON_FORK 1

/* As programs have it; `size' is its first word, for versions to come. */
struct sched_attr {
	u32 size;
	u32 policy;
	u64 flags;
	s32 nice;			/* SCHED_OTHER */
	u32 priority;			/* SCHED_FIFO, SCHED_RR */
	u64 runtime, deadline, period;	/* of policies that we do not have */
};

/* Is there nothing but 0 behind what we know? 1, 0, or -EFAULT. */
static int rest_is_zero(const u8 __user *p, u32 n)
{
	u8 byte;

	for (; n; n--, p++) {
		if (get_user(byte, p))
			return -EFAULT;
		if (byte)
			return 0;
	}
	return 1;
}

/* 0, or -EFAULT, or -E2BIG for a size that we cannot take; then the one that
   we know is left there. */
static long get_attr(struct sched_attr *attr, struct sched_attr __user *uattr)
{
	u32 size;
	int zero;

	if (get_user(size, &uattr->size))
		return -EFAULT;
	if (!size)
		size = sizeof(*attr);
	zero = size < sizeof(*attr) || size > PAGE_SIZE ? 0 :
	       rest_is_zero((const u8 __user *)(uattr + 1),
			    size - sizeof(*attr));
	if (zero < 0)
		return zero;
	if (!zero)
		return put_user(sizeof(*attr), &uattr->size) ? -EFAULT :
								-E2BIG;
	return copy_from_user(attr, uattr, sizeof(*attr)) ? -EFAULT : 0;
}

SYSCALL3(sched_setattr, pid_t, pid, struct sched_attr __user *, uattr,
	 u32, flags)
{
	struct sched_request r;
	struct sched_attr attr;
	struct task_struct *p;
	long err;

	if (!uattr || pid < 0 || flags)
		return -EINVAL;
	err = get_attr(&attr, uattr);
	if (err)
		return err;
	if (attr.flags & ~(u64)SCHED_FLAG_RESET_ON_FORK ||
	    attr.priority > RT_PRIO_MAX)
		return -EINVAL;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	r = (struct sched_request) {
		.policy = attr.policy,
		.rt_priority = attr.priority,
		.nice = attr.policy == SCHED_OTHER ?
			min(max(attr.nice, NICE_MIN), NICE_MAX) : p->nice,
		.reset_on_fork = attr.flags & SCHED_FLAG_RESET_ON_FORK,
	};
	return sched_do(p, &r);
}

/* `size' is what the caller has room for: at least what we know. */
SYSCALL4(sched_getattr, pid_t, pid, struct sched_attr __user *, uattr,
	 u32, size, u32, flags)
{
	struct sched_attr attr = { .size = sizeof(attr) };
	const struct task_struct *p;

	if (!uattr || pid < 0 || size < sizeof(attr) || size > PAGE_SIZE ||
	    flags)
		return -EINVAL;
	p = sched_task(pid);
	if (!p)
		return -ESRCH;
	attr.policy = p->policy;
	attr.flags = p->reset_on_fork ? SCHED_FLAG_RESET_ON_FORK : 0;
	attr.nice = p->policy == SCHED_OTHER ? p->nice : 0;
	attr.priority = p->rt_priority;
	return copy_to_user(uattr, &attr, sizeof(attr)) ? -EFAULT : 0;
}
