/*
 * semaphore.c - counting semaphores. count is the number of free units; a
 * process that finds none sleeps on the queue. Units are not handed over: an
 * up() wakes the first sleeper, and that one tries again, so that a process
 * which is running already may be quicker.
 */
#include <linux/sched.h>
#include <linux/semaphore.h>

void sema_init(struct semaphore *sem, int units)
{
	atomic_set(&sem->count, units);
	init_waitqueue_head(&sem->wait);
}

/* Takes a unit if one is free. Any context. */
bool down_trylock(struct semaphore *sem)
{
	int n = atomic_read(&sem->count);
	int seen;

	while (n > 0) {
		seen = cmpxchg((volatile u32 *)&sem->count.counter, n, n - 1);
		if (seen == n)
			return true;
		n = seen;
	}
	return false;
}

/*
 * Takes a unit, sleeping until there is one. Process context. A sleeper that
 * was woken for nothing queues itself again, and a unit that came meanwhile
 * is seen by the next look: see wait_event().
 */
void down(struct semaphore *sem)
{
	wait_event(&sem->wait, down_trylock(sem));
	/* The wake-up that up() meant for the next sleeper may have been spent
	   on us, who had a unit already and were still on the queue. */
	if (atomic_read(&sem->count) > 0)
		wake_up_one(&sem->wait);
}

/* Gives a unit back. Any context. */
void up(struct semaphore *sem)
{
	atomic_inc(&sem->count);
	wake_up_one(&sem->wait);
}
