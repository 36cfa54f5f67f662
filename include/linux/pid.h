/*
 * pid.h - process numbers, for fork.c and exit.c. Others use find_task().
 */
#ifndef _LINUX_PID_H
#define _LINUX_PID_H

#include <linux/list.h>
#include <linux/types.h>

#define PID_MAX		32768

/* Each may keep three numbers from others: its own, that of its group and that
   of its session. So there is always a free one. */
#define TASKS_MAX	(PID_MAX / 4)

struct task_struct;
struct signal_struct;

/*
 * A walk through all tasks with safe points: those that are made meanwhile
 * come last, and are found; one that goes lets the walk step back.
 *
 *	task_walk_begin(&walk);
 *	while ((p = task_walk_next(&walk)))
 *		...			may sleep; p may be gone afterwards
 *	task_walk_end(&walk);
 */
struct task_walk {
	struct list_head *at;		/* [k] the last one's place */
	struct list_head list;		/* [k] of all walks */
};

/* kernel/pid.c; kernel lock */
void task_walk_begin(struct task_walk *walk);
struct task_struct *task_walk_next(struct task_walk *walk);
void task_walk_end(struct task_walk *walk);
void task_walks_leave(struct task_struct *p);	/* it leaves task_list */

/* kernel/pid.c; all with tasks_lock held */
pid_t new_pid(void);
void hash_pid(struct task_struct *p);
void unhash_pid(struct task_struct *p);

/* kernel/fork.c: one task less uses it; kernel lock */
void put_signal(struct signal_struct *sig);

#endif
