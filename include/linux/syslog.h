/*
 * syslog.h - those who read the log as it grows: syslog(2) and /proc/kmsg,
 * which share one place in it.
 */
#ifndef _LINUX_SYSLOG_H
#define _LINUX_SYSLOG_H

#include <linux/types.h>
#include <linux/wait.h>

/* kernel/syslog.c, all with the kernel lock. kmsg_read(): bytes, at least one,
   of what nobody has read; sleeps for them, or returns -EAGAIN if it must
   not; -ERESTARTSYS, -EFAULT. kmsg_unread(): bytes. kmsg_queue(): to be woken
   when there are some; for poll_wait(). */
ssize_t kmsg_read(char __user *buf, size_t count, bool nonblock);
u32 kmsg_unread(void);
wait_queue_head_t *kmsg_queue(void);

#endif
