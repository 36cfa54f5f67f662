/*
 * kmsg.c - /proc/kmsg: the kernel's log, for a logging daemon. It is the
 * same stream that syslog(2) reads (kernel/syslog.c): a read takes text away,
 * and waits for some if there is none.
 */
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/syslog.h>
#include "internal.h"

static ssize_t proc_kmsg_read(struct file *file, char __user *to, size_t count,
			      loff_t *pos __unused)
{
	return kmsg_read(to, count, file->f_flags & O_NONBLOCK);
}

static u32 proc_kmsg_poll(struct file *file, struct poll_table *table)
{
	if (table)
		poll_wait(file, kmsg_queue(), table);
	return kmsg_unread() ? POLLIN | POLLRDNORM : 0;
}

/* Who may read it is decided here: the log tells of addresses. */
static int proc_kmsg_open(struct inode *inode __unused,
			  struct file *file __unused)
{
	return capable(CAP_SYS_ADMIN) ? 0 : -EPERM;
}

const struct file_operations proc_kmsg_fops = {
	.read = proc_kmsg_read,
	.poll = proc_kmsg_poll,
	.open = proc_kmsg_open,
};
