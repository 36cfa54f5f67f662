/*
 * pid.h - process numbers, for fork.c and exit.c. Others use find_task().
 */
#ifndef _LINUX_PID_H
#define _LINUX_PID_H

#include <linux/types.h>

#define PID_MAX		32768

/* Each may keep three numbers from others: its own, that of its group and that
   of its session. So there is always a free one. */
#define TASKS_MAX	(PID_MAX / 4)

struct task_struct;
struct signal_struct;

/* kernel/pid.c; all with tasks_lock held */
pid_t new_pid(void);
void hash_pid(struct task_struct *p);
void unhash_pid(struct task_struct *p);

/* kernel/fork.c: one task less uses it; kernel lock */
void put_signal(struct signal_struct *sig);

#endif
