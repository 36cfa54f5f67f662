/*
 * mutex.h - a lock that sleeps, for processes that hold the kernel lock. It
 * keeps out others while its owner sleeps, which the kernel lock does not.
 * All of it is [k], so taking a free one costs two instructions. Not nesting.
 */
#ifndef _LINUX_MUTEX_H
#define _LINUX_MUTEX_H

#include <linux/types.h>
#include <linux/wait.h>
#include <asm/jitter.h>

struct mutex {
	u32 locked;			/* [k] */
	wait_queue_head_t wait;
};

/* kernel/mutex.c */
void mutex_init(struct mutex *m);
void mutex_wait(struct mutex *m);

/* Takes m; sleeps until it is free, not to be disturbed by signals. */
static inline void mutex_lock(struct mutex *m)
{
	may_sleep();
	if (unlikely(m->locked))
		mutex_wait(m);
	m->locked = 1;
}

static inline bool mutex_trylock(struct mutex *m)
{
	if (m->locked)
		return false;
	m->locked = 1;
	return true;
}

static inline void mutex_unlock(struct mutex *m)
{
	m->locked = 0;
	if (unlikely(!list_empty(&m->wait.waiters)))
		wake_up_one(&m->wait);
}

#endif
