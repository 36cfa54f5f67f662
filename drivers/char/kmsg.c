/*
 * kmsg.c - /dev/kmsg: programs write lines into the kernel's log, and read it
 * line by line, each reader from the oldest one on. A read gives one line:
 *
 *	level,place,microseconds,-;text\n
 *
 * The second number, which only grows, is the line's place in the log.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/malloc.h>
#include <linux/mem_device.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syslog.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>

#define LINE_SIZE	(LOG_LINE_MAX + 64)	/* of the log, stamp and all */
#define RECORD_SIZE	(LINE_SIZE + 64)
#define LEVEL_MASK	7		/* of "<30>", a syslog priority */

/* The level that "<n>" at the beginning of *text names; *text is moved behind
   it. LEVEL_DEFAULT if there is none. */
static u32 take_level(const char **text)
{
	char *end;
	u32 level;

	if (**text != '<')
		return LEVEL_DEFAULT;
	level = simple_strtoul(*text + 1, &end, 10);
	if (end == *text + 1 || *end != '>')
		return LEVEL_DEFAULT;
	*text = end + 1;
	return level & LEVEL_MASK;
}

/* One write is one message; its end is the end of a line. */
static ssize_t kmsg_write(struct file *file __unused, const char __user *buf,
			  size_t count, loff_t *pos __unused)
{
	const char *text;
	char *line;
	u32 level;
	size_t n = count;

	if (count > LOG_LINE_MAX)
		return -EINVAL;
	line = kmalloc(count + 1, GFP_KERNEL);
	if (!line)
		return -ENOMEM;
	if (copy_from_user(line, buf, count)) {
		kfree(line);
		return -EFAULT;
	}
	while (n && line[n - 1] == '\n')
		n--;
	line[n] = '\0';
	text = line;
	level = take_level(&text);
	/* A console may be slow, and others want the lock meanwhile. */
	drop_kernel_lock();
	printk("<%u>%s\n", level, text);
	retake_kernel_lock();
	kfree(line);
	return count;
}

/* The next whole line from *pos on, into LINE_SIZE bytes; its length, or 0 if
   there is none yet. *pos becomes its place, not the next one's. */
static u32 next_line(u32 *pos, char *line)
{
	u32 end = *pos, n = log_read(&end, line, LINE_SIZE);
	const char *newline = memchr(line, '\n', n);

	*pos = end - n;
	return newline ? newline + 1 - line : 0;
}

/* Skips blanks and reads a number. */
static u32 number(const char **s)
{
	char *end;
	u32 n;

	while (**s == ' ')
		++*s;
	n = simple_strtoul(*s, &end, 10);
	*s = end;
	return n;
}

/* "<6>[    1.234567] text\n", which ends in a NUL, as a record; its length. */
static u32 make_record(char *record, const char *line, u32 place)
{
	const char *s = line;
	u32 level = take_level(&s), sec = 0, usec = 0;

	if (*s == '[') {
		s++;
		sec = number(&s);
		if (*s == '.')
			s++;
		usec = number(&s);
		if (*s == ']')
			s++;
		if (*s == ' ')
			s++;
	}
	if (sec)
		return snprintf(record, RECORD_SIZE, "%u,%u,%u%06u,-;%s", level,
				place, sec, usec, s);
	return snprintf(record, RECORD_SIZE, "%u,%u,%u,-;%s", level, place,
			usec, s);
}

/* Waits for a line and gives it to the user; `line' and `record' are room. */
static ssize_t read_record(struct file *file, char __user *buf, size_t count,
			   char *line, char *record)
{
	u32 pos = file->f_pos, seen = log_end, n;
	int err;

	while (!(n = next_line(&pos, line))) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(kmsg_queue(), log_end != seen);
		if (err)
			return err;
		seen = log_end;
	}
	line[n] = '\0';
	file->f_pos = pos + n;
	n = make_record(record, line, pos);
	if (n > count)
		return -EINVAL;
	return copy_to_user(buf, record, n) ? -EFAULT : (ssize_t)n;
}

static ssize_t kmsg_read_line(struct file *file, char __user *buf,
			      size_t count, loff_t *pos __unused)
{
	char *room = kmalloc(LINE_SIZE + 1 + RECORD_SIZE, GFP_KERNEL);
	ssize_t n;

	if (!room)
		return -ENOMEM;
	n = read_record(file, buf, count, room, room + LINE_SIZE + 1);
	kfree(room);
	return n;
}

/* To the oldest line, or behind the newest. */
static loff_t kmsg_llseek(struct file *file, loff_t offset, int whence)
{
	if (offset)
		return -ESPIPE;
	switch (whence) {
	case SEEK_SET:
		file->f_pos = 0;
		return 0;
	case SEEK_END:
		file->f_pos = log_end;
		return 0;
	default:
		return -EINVAL;
	}
}

static u32 kmsg_poll(struct file *file, struct poll_table *table)
{
	u32 mask = POLLOUT | POLLWRNORM;

	poll_wait(file, kmsg_queue(), table);
	if (log_end != (u32)file->f_pos)
		mask |= POLLIN | POLLRDNORM;
	return mask;
}

const struct file_operations kmsg_fops = {
	.llseek = kmsg_llseek,
	.read = kmsg_read_line,
	.write = kmsg_write,
	.poll = kmsg_poll,
};
