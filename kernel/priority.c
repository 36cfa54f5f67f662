/*
 * priority.c - nice(), getpriority() and setpriority(): the nice value of a
 * thread, a process group or all that a user runs.
 */
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/sched_call.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>

#define PRIO_PROCESS	0
#define PRIO_PGRP	1
#define PRIO_USER	2

#define TASKS_AT_ONCE	64		/* with the kernel lock in one piece */

#define NICE_RANGE	40
#define PRIORITY_BASE	20		/* getpriority() gives 20 - nice: a
					   result must not be negative */

static int clamp_nice(int nice)
{
	return min(max(nice, NICE_MIN), NICE_MAX);
}

/* May current give p this value? RLIMIT_NICE counts like getpriority(). */
bool may_nice(const struct task_struct *p, int nice)
{
	unsigned long limit = p->signal->rlim[RLIMIT_NICE].rlim_cur;

	return nice >= p->nice || capable(CAP_SYS_NICE) ||
	       PRIORITY_BASE - nice <= limit;
}

SYSCALL1(nice, int, increment)
{
	int nice;

	increment = min(max(increment, -NICE_RANGE), NICE_RANGE);
	nice = clamp_nice(current->nice + increment);
	if (!may_nice(current, nice))
		return -EPERM;
	set_user_nice(current, nice);
	return 0;
}

/* What a call is about: who is to be looked at, and what was found. */
struct priority_call {
	int which, who;
	bool set;
	int nice;			/* to be set */
	long result;			/* of the call; -ESRCH: nobody yet */
};

static bool is_meant(const struct priority_call *call,
		     const struct task_struct *p)
{
	int who = call->who;

	if (call->which == PRIO_PGRP)
		return p->signal->pgrp == (who ? who : current->signal->pgrp);
	return p->uid == (who ? (uid_t)who : current->uid);
}

/* setpriority() for one thread; errors of others are not forgotten. */
static void set_one(struct priority_call *call, struct task_struct *p)
{
	const struct task_struct *c = current;

	if (p->uid != c->euid && p->euid != c->euid && !capable(CAP_SYS_NICE)) {
		call->result = -EPERM;
		return;
	}
	if (!may_nice(p, call->nice)) {
		call->result = -EACCES;
		return;
	}
	if (call->result == -ESRCH)
		call->result = 0;
	set_user_nice(p, call->nice);
}

static void look_at(struct priority_call *call, struct task_struct *p)
{
	if (call->set)
		set_one(call, p);
	else
		call->result = max(call->result, (long)PRIORITY_BASE - p->nice);
}

/* Finds all that are meant. Kernel lock; may sleep. */
static long do_priority(struct priority_call *call)
{
	struct task_walk walk;
	struct task_struct *p;
	u32 n = 0;

	call->result = -ESRCH;
	if (call->which < PRIO_PROCESS || call->which > PRIO_USER)
		return -EINVAL;
	if (call->which == PRIO_PROCESS) {
		p = call->who ? find_task(call->who) : current;
		if (p)
			look_at(call, p);
		return call->result;
	}
	task_walk_begin(&walk);
	while ((p = task_walk_next(&walk))) {
		if (is_meant(call, p))
			look_at(call, p);
		safe_step(&n, TASKS_AT_ONCE);
	}
	task_walk_end(&walk);
	return call->result;
}

SYSCALL2(getpriority, int, which, int, who)
{
	struct priority_call call = { .which = which, .who = who };

	return do_priority(&call);
}

SYSCALL3(setpriority, int, which, int, who, int, nice)
{
	struct priority_call call = { .which = which, .who = who,
				      .set = true, .nice = clamp_nice(nice) };

	return do_priority(&call);
}
