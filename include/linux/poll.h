/*
 * poll.h - waiting for many files at once. A file's poll() says what is ready
 * now, and first calls poll_wait() for each queue that is woken when that
 * changes.
 */
#ifndef _LINUX_POLL_H
#define _LINUX_POLL_H

#include <linux/types.h>
#include <linux/wait.h>

#define POLLIN		0x0001
#define POLLPRI		0x0002
#define POLLOUT		0x0004
#define POLLERR		0x0008
#define POLLHUP		0x0010
#define POLLNVAL	0x0020
#define POLLRDNORM	0x0040
#define POLLRDBAND	0x0080
#define POLLWRNORM	0x0100
#define POLLWRBAND	0x0200

struct file;
struct poll_table;

/* fs/select.c; `table' is NULL when the caller will not sleep. */
void poll_wait(struct file *file, wait_queue_head_t *queue,
	       struct poll_table *table);

#endif
