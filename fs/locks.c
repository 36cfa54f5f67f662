/*
 * locks.c - what both kinds of file locks have in common: the list, conflicts,
 * waiting for one another, and finding out that the wait would never end.
 *
 * A waiter names the owner that is in its way. Owners that wait form chains;
 * who would close a ring gets -EDEADLK. A waiter in whose way there are
 * several names one, and the next when that has gone: a ring through another
 * than the first is found then.
 *
 * No wake-up is lost: from the look for a conflict to schedule() the kernel
 * lock is not given up, and whoever takes a lock away holds it.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include "file_io.h"
#include "locks.h"

/* Of all files, but root may have more: a call goes through the locks of a file
   in one piece (Q4). */
#define MAX_LOCKS	2048
#define MAX_CHAIN	64		/* owners that wait for one another */

struct lock_waiter {
	struct list_head list;
	struct task_struct *task;
	const struct inode *inode;
	const void *owner, *blocker;
	u8 kind;
};

static LIST_HEAD(waiters);
static int nr_locks;

/* A lock to be filled in, or NULL: -ENOLCK. May sleep. */
struct file_lock *lock_new(void)
{
	struct file_lock *l;

	if (nr_locks >= MAX_LOCKS && !capable(CAP_SYS_RESOURCE))
		return NULL;
	l = kmalloc(sizeof(*l), GFP_KERNEL);
	if (l)
		nr_locks++;
	return l;
}

/* NULL is allowed. */
void lock_free(struct file_lock *l)
{
	if (!l)
		return;
	nr_locks--;
	kfree(l);
}

/* Puts l, which becomes what `value' says, in its place. */
void lock_insert(struct inode *inode, const struct file_lock *value,
		 struct file_lock *l)
{
	struct file_lock **at = &inode->i_flock;

	while (*at && (*at)->start <= value->start)
		at = &(*at)->next;
	*l = *value;
	l->next = *at;
	*at = l;
}

/* The first lock that is in the way of what is wanted, or NULL. */
struct file_lock *lock_conflict(const struct inode *inode,
				const struct file_lock *want)
{
	struct file_lock *l;

	for (l = inode->i_flock; l && l->start <= want->end; l = l->next)
		if (l->kind == want->kind && l->owner != want->owner &&
		    l->end >= want->start &&
		    (l->type == F_WRLCK || want->type == F_WRLCK))
			return l;
	return NULL;
}

/* Who is in the way of `owner', which waits for a record lock; or NULL. */
static const void *blocker_of(const void *owner)
{
	const struct lock_waiter *w;

	list_for_each_entry(w, &waiters, list)
		if (w->owner == owner && w->kind == LOCK_POSIX)
			return w->blocker;
	return NULL;
}

/* Would `owner' wait for itself if it waited for `blocker'? */
static bool deadlock(const void *owner, const void *blocker)
{
	int i;

	for (i = 0; blocker && i < MAX_CHAIN; i++) {
		if (blocker == owner)
			return true;
		blocker = blocker_of(blocker);
	}
	return false;
}

/*
 * Sleeps until locks of the inode have changed, if there is one in the way. 0:
 * look again, it may have gone; 1: there is none; -EDEADLK; or a signal
 * came: -ERESTARTSYS. The inode is counted by the caller.
 */
int lock_wait(struct inode *inode, const struct file_lock *want)
{
	const struct file_lock *l = lock_conflict(inode, want);
	struct lock_waiter w = {
		.task = current, .inode = inode, .owner = want->owner,
		.kind = want->kind,
	};
	int err = 0;

	if (!l)
		return 1;
	if (want->kind == LOCK_POSIX && deadlock(want->owner, l->owner))
		return -EDEADLK;
	w.blocker = l->owner;
	list_add_tail(&w.list, &waiters);
	current->state = TASK_INTERRUPTIBLE;
	mb();			/* the state before the look at the signals:
				   pairs with the lock in wake_up_state() */
	if (signal_pending(current))
		err = -ERESTARTSYS;
	else
		schedule();
	current->state = TASK_RUNNING;
	list_del(&w.list);
	return err;
}

/* Locks of the inode have gone or changed: whoever waits looks again. */
void lock_wake(const struct inode *inode)
{
	struct lock_waiter *w;

	list_for_each_entry(w, &waiters, list)
		if (w->inode == inode)
			wake_up_process(w->task);
}
