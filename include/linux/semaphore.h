/*
 * semaphore.h - counting semaphores for processes: down() sleeps.
 */
#ifndef _LINUX_SEMAPHORE_H
#define _LINUX_SEMAPHORE_H

#include <linux/wait.h>
#include <asm/atomic.h>

struct semaphore {
	atomic_t count;			/* [a] free units */
	wait_queue_head_t wait;
};

#define MUTEX(name) struct semaphore name = \
	{ ATOMIC_INIT(1), WAIT_QUEUE_INIT((name).wait) }

/* kernel/semaphore.c */
void sema_init(struct semaphore *sem, int units);
void down(struct semaphore *sem);
bool down_trylock(struct semaphore *sem);
void up(struct semaphore *sem);

#endif
