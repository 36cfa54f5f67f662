/*
 * syslog.c - syslog(2): programs read the log (kernel/log.c) and say what the
 * consoles show.
 *
 * printk() runs in any context and cannot wake anybody. So while somebody
 * waits for text, a timer looks for it.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/syslog.h>
#include <linux/timer.h>
#include <asm/cpu.h>
#include <asm/uaccess.h>

/* The first argument of syslog(2). */
enum {
	SYSLOG_CLOSE, SYSLOG_OPEN, SYSLOG_READ, SYSLOG_READ_ALL,
	SYSLOG_READ_CLEAR, SYSLOG_CLEAR, SYSLOG_CONSOLE_OFF, SYSLOG_CONSOLE_ON,
	SYSLOG_CONSOLE_LEVEL, SYSLOG_SIZE_UNREAD, SYSLOG_SIZE_BUFFER
};

#define CONSOLE_OFF_LEVEL	1	/* emergencies only */
#define CONSOLE_LEVEL_MAX	8
#define LOOK_TICKS		(HZ / 10)
#define CHUNK			256	/* bytes copied in one piece */

static u32 read_pos;		/* [k] place in the log, all before is read */
static u32 clear_pos;		/* [k] READ_ALL does not look before it */
static int saved_level;		/* [k] before CONSOLE_OFF; 0: it is on */

static void look(unsigned long data);

static WAIT_QUEUE_HEAD(log_wait);
static struct timer_list log_timer = {	/* [k] */
	.list = LIST_HEAD_INIT(log_timer.list), .function = look,
};

/* Bytes from the place `pos' on; it moves to the oldest there is. */
static u32 unread_from(u32 *pos)
{
	u32 end = READ_ONCE(log_end), start = READ_ONCE(log_start);

	if (*pos - start > end - start)
		*pos = start;
	return end - *pos;
}

/* Bytes of the log that nobody has read. Kernel lock. */
u32 kmsg_unread(void)
{
	return unread_from(&read_pos);
}

/* The timer: wakes those who wait, and goes on while there are any. */
static void look(unsigned long data __unused)
{
	if (kmsg_unread())
		wake_up(&log_wait);
	if (!list_empty(&log_wait.waiters))
		mod_timer(&log_timer, jiffies + LOOK_TICKS);
}

/* The queue that is woken when there is text; the timer runs. Kernel lock. */
wait_queue_head_t *kmsg_queue(void)
{
	if (list_empty(&log_timer.list))
		mod_timer(&log_timer, jiffies + LOOK_TICKS);
	return &log_wait;
}

/*
 * Copies text from the place *pos on to the user, at most `count' bytes and
 * not beyond the place `end'. The place moves before each copy, which may
 * sleep: two readers do not get the same text. Bytes, or -EFAULT.
 */
static ssize_t copy_log(u32 *pos, u32 end, char __user *buf, size_t count)
{
	char chunk[CHUNK];
	size_t done = 0, n;

	while (done < count && (s32)(end - *pos) > 0) {
		n = min(count - done, sizeof(chunk));
		n = log_read(pos, chunk, min(n, (size_t)(end - *pos)));
		if (!n)
			break;
		if (copy_to_user(buf + done, chunk, n))
			return -EFAULT;
		done += n;
	}
	return done;
}

/* See linux/syslog.h. */
ssize_t kmsg_read(char __user *buf, size_t count, bool nonblock)
{
	int err;

	if (!count)
		return 0;
	while (!kmsg_unread()) {
		if (nonblock)
			return -EAGAIN;
		err = wait_event_interruptible(kmsg_queue(), kmsg_unread());
		if (err)
			return err;
	}
	return copy_log(&read_pos, READ_ONCE(log_end), buf, count);
}

/* Moves *pos to the first byte of the next line. */
static void skip_line(u32 *pos, u32 end)
{
	char c;

	while (*pos != end && log_read(pos, &c, 1) && c != '\n')
		;
}

/* The last lines that fit into `count' bytes. */
static ssize_t read_all(char __user *buf, size_t count)
{
	u32 pos = clear_pos, end = READ_ONCE(log_end);
	u32 n = unread_from(&pos);

	if (n > count) {
		pos = end - count - 1;	/* may be the end of a line */
		skip_line(&pos, end);
	}
	return copy_log(&pos, end, buf, count);
}

static long set_console_level(int level)
{
	if (level < CONSOLE_OFF_LEVEL || level > CONSOLE_LEVEL_MAX)
		return -EINVAL;
	console_loglevel = level;
	saved_level = 0;
	return 0;
}

/* Everybody may read the log and ask for its size. */
static bool may_syslog(int type)
{
	return type == SYSLOG_READ_ALL || type == SYSLOG_SIZE_BUFFER ||
	       capable(CAP_SYS_ADMIN);
}

/* The types that move text into a buffer. */
static long read_log(int type, char __user *buf, int len)
{
	long n;

	if (!buf || len < 0)
		return -EINVAL;
	if (!len)
		return 0;
	if (!access_ok(buf, len))
		return -EFAULT;
	if (type == SYSLOG_READ)
		return kmsg_read(buf, len, false);
	n = read_all(buf, len);
	if (n >= 0 && type == SYSLOG_READ_CLEAR)
		clear_pos = READ_ONCE(log_end);
	return n;
}

SYSCALL3(syslog, int, type, char __user *, buf, int, len)
{
	if (type < SYSLOG_CLOSE || type > SYSLOG_SIZE_BUFFER)
		return -EINVAL;
	if (!may_syslog(type))
		return -EPERM;
	switch (type) {
	case SYSLOG_READ:
	case SYSLOG_READ_ALL:
	case SYSLOG_READ_CLEAR:
		return read_log(type, buf, len);
	case SYSLOG_CLEAR:
		clear_pos = READ_ONCE(log_end);
		break;
	case SYSLOG_CONSOLE_OFF:
		if (!saved_level)
			saved_level = console_loglevel;
		console_loglevel = CONSOLE_OFF_LEVEL;
		break;
	case SYSLOG_CONSOLE_ON:
		if (saved_level)
			console_loglevel = saved_level;
		saved_level = 0;
		break;
	case SYSLOG_CONSOLE_LEVEL:
		return set_console_level(len);
	case SYSLOG_SIZE_UNREAD:
		return kmsg_unread();
	case SYSLOG_SIZE_BUFFER:
		return LOG_SIZE;
	}
	return 0;
}
