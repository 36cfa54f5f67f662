/*
 * poll_table.h - the sleep of poll() and select(): on many queues at once.
 *
 *	poll_start(&table, ticks);
 *	do
 *		n = how many are ready, by poll_file() for each;
 *	while (!n && poll_sleep(&table));
 *	n = poll_end(&table, n);
 *
 * No wake-up is lost: the state says that the process is about to sleep
 * before it looks, and the first look queues it at each file before it asks
 * that file. Whoever changes a file wakes its queue afterwards, and then the
 * sleep does not begin, or ends.
 */
#ifndef _FS_POLL_TABLE_H
#define _FS_POLL_TABLE_H

#include <linux/poll.h>
#include <linux/signal.h>
#include <linux/time.h>
#include <linux/types.h>
#include <linux/wait.h>

#define POLL_INLINE	6		/* queues without an allocation */

struct poll_entry {
	struct wait_queue wait;
	wait_queue_head_t *queue;
	struct file *file;		/* counted: the queue is its */
};

struct poll_page;

struct poll_table {
	long ticks;			/* LONG_MAX: for ever; 0: no sleep */
	bool queued;			/* nothing is to be queued any more */
	int error;			/* -ENOMEM: not all are queued */
	u32 nr;				/* of entry[] in use */
	struct poll_page *pages;	/* further entries, the newest page */
	struct poll_entry entry[POLL_INLINE];
};

/* How long a call may take. */
struct time_limit {
	long ticks;			/* as in poll_table */
	u64 end;			/* clock_us(); unless for ever */
};

/* fs/poll_table.c */
void poll_start(struct poll_table *table, long ticks);
u32 poll_file(u32 fd, struct poll_table *table);
void poll_step(u32 *n);
bool poll_sleep(struct poll_table *table);
long poll_end(struct poll_table *table, long n);

/* fs/poll_time.c */
int limit_set(struct time_limit *limit, const struct timespec *ts);
void limit_left(const struct time_limit *limit, struct timespec *ts);
int get_limit(struct time_limit *limit, const void __user *user, bool wide);
long put_limit(const struct time_limit *limit, void __user *user, bool wide,
	       long result);
int poll_set_mask(const sigset_t __user *user, size_t size);
void poll_unset_mask(bool set, long result);

#endif
