/*
 * sleeplock.c - the slow part of linux/sleeplock.h.
 */
#include <linux/sched.h>
#include <linux/sleeplock.h>

#define SPIN_LOOPS	100		/* as long as an owner takes that does
					   not sleep; a switch costs more */

/* A lock that is free. */
void sleep_lock_init(struct sleeplock *l)
{
	l->locked = 0;
	init_waitqueue_head(&l->wait);
}

/* Waits a moment for another CPU, then sleeps, until l is the caller's. */
void sleep_lock_wait(struct sleeplock *l)
{
	int i;

	for (i = 0; smp_num_cpus > 1 && i < SPIN_LOOPS; i++) {
		if (!l->locked && sleep_trylock(l))
			return;
		cpu_relax();
	}
	wait_event(&l->wait, sleep_trylock(l));
}
