/*
 * sched_call.h - what the calls about scheduling have in common.
 */
#ifndef _LINUX_SCHED_CALL_H
#define _LINUX_SCHED_CALL_H

#include <linux/types.h>

#define RT_PRIO_MIN	1
#define RT_PRIO_MAX	99
#define NICE_MIN	(-20)
#define NICE_MAX	19

struct task_struct;

/* How a process is to be scheduled from now on. */
struct sched_request {
	int policy;			/* SCHED_, without flags */
	int rt_priority;		/* 1..99; 0 with SCHED_OTHER */
	int nice;			/* -20..19 */
	bool reset_on_fork;
};

/* kernel/sched_calls.c */
struct task_struct *sched_task(pid_t pid);
long sched_do(struct task_struct *p, const struct sched_request *r);

/* kernel/priority.c */
bool may_nice(const struct task_struct *p, int nice);

#endif
