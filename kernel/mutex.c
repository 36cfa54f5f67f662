/*
 * mutex.c - the slow part of linux/mutex.h.
 */
#include <linux/mutex.h>
#include <linux/sched.h>

/* A mutex that is free. */
void mutex_init(struct mutex *m)
{
	m->locked = 0;
	init_waitqueue_head(&m->wait);
}

/*
 * Sleeps until m is free. The caller takes it before it can lose the kernel
 * lock again, so that the look and the taking are one step.
 */
void mutex_wait(struct mutex *m)
{
	wait_event(&m->wait, !m->locked);
}
