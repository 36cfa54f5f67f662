/*
 * sleeplock.h - a lock that sleeps and needs no kernel lock: for what system
 * calls marked NOLOCK change while they copy from or to user memory. Its owner
 * may sleep, and may take the kernel lock; who waits for it with the kernel
 * lock gives that up, as in any sleep. Process context; not nesting.
 *
 * Nobody sleeps for ever: a waiter is queued before its last look at `locked'
 * (wait_event()), the owner clears `locked' before it looks at the queue, and
 * both steps in between are locked instructions. A wake-up is for one; if a
 * newcomer takes the lock before that one, he queues anew before his next
 * look, and the newcomer's release finds him.
 */
#ifndef _LINUX_SLEEPLOCK_H
#define _LINUX_SLEEPLOCK_H

#include <linux/types.h>
#include <linux/wait.h>
#include <asm/jitter.h>
#include <asm/system.h>

struct sleeplock {
	volatile u32 locked;		/* [a] */
	wait_queue_head_t wait;
};

/* kernel/sleeplock.c */
void sleep_lock_init(struct sleeplock *l);
void sleep_lock_wait(struct sleeplock *l);

static inline bool sleep_trylock(struct sleeplock *l)
{
	return xchg(&l->locked, 1) == 0;
}

/* Takes l; sleeps until it is free, not to be disturbed by signals. */
static inline void sleep_lock(struct sleeplock *l)
{
	may_sleep();
	if (unlikely(!sleep_trylock(l)))
		sleep_lock_wait(l);
	jitter();
}

static inline void sleep_unlock(struct sleeplock *l)
{
	xchg(&l->locked, 0);
	jitter();
	if (unlikely(!list_empty(&l->wait.waiters)))
		wake_up_one(&l->wait);
}

#endif
