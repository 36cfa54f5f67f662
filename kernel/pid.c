/*
 * pid.c - the numbers of processes, and finding a process by its number.
 */
#include <linux/pid.h>
#include <linux/sched.h>

#define PID_BUCKETS	128

DEFINE_SPINLOCK(tasks_lock, RANK_TASKS);
struct list_head task_list = LIST_HEAD_INIT(task_list);	/* [t] */

static struct list_head buckets[PID_BUCKETS];		/* [t] by number */
static pid_t last_pid;					/* [t] */

static struct list_head *bucket(pid_t pid)
{
	struct list_head *b = &buckets[(u32)pid % PID_BUCKETS];

	if (!b->next)
		INIT_LIST_HEAD(b);
	return b;
}

/* [t] */
static struct task_struct *find_task_locked(pid_t pid)
{
	struct list_head *b = bucket(pid);
	struct task_struct *p;

	list_for_each_entry(p, b, pid_hash)
		if (p->pid == pid)
			return p;
	return NULL;
}

/* The process with this number, or NULL. It may go away at any time unless
   the caller is its parent or holds the kernel lock. */
struct task_struct *find_task(pid_t pid)
{
	struct task_struct *p;
	unsigned long flags;

	spin_lock_irqsave(&tasks_lock, flags);
	p = find_task_locked(pid);
	spin_unlock_irqrestore(&tasks_lock, flags);
	return p;
}

/* Is the number a process group or session of somebody? [t] */
static bool pid_in_use(pid_t pid)
{
	struct task_struct *p;

	if (find_task_locked(pid))
		return true;
	list_for_each_entry(p, &task_list, tasks)
		if (p->signal->pgrp == pid || p->signal->session == pid)
			return true;
	return false;
}

/* A number that no process, group or session has. Until all have been given
   out once there is nothing to compare with. [t] */
pid_t new_pid(void)
{
	do {
		if (++last_pid >= PID_MAX)
			last_pid = 2;
	} while (total_forks >= PID_MAX - 2 && pid_in_use(last_pid));
	return last_pid;
}

/* Makes p findable by its number. [t] */
void hash_pid(struct task_struct *p)
{
	list_add(&p->pid_hash, bucket(p->pid));
}

void unhash_pid(struct task_struct *p)
{
	list_del(&p->pid_hash);
}

/* --- walks that may sleep ------------------------------------------------- */

static LIST_HEAD(walks);				/* [k] */

void task_walk_begin(struct task_walk *walk)
{
	walk->at = &task_list;
	list_add(&walk->list, &walks);
}

struct task_struct *task_walk_next(struct task_walk *walk)
{
	walk->at = walk->at->next;
	return walk->at == &task_list ? NULL :
	       list_entry(walk->at, struct task_struct, tasks);
}

void task_walk_end(struct task_walk *walk)
{
	list_del(&walk->list);
}

/* Kernel lock, before p is taken out. */
void task_walks_leave(struct task_struct *p)
{
	struct task_walk *walk;

	list_for_each_entry(walk, &walks, list)
		if (walk->at == &p->tasks)
			walk->at = p->tasks.prev;
}
