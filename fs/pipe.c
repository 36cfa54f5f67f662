/*
 * pipe.c - reading and writing of pipes and FIFOs: who waits for whom.
 *
 * Bytes are moved with the pipe's own lock, which sleeps, because a copy to or
 * from the user may; read() and write() come here without the kernel lock.
 * Readers sleep while the pipe is empty, writers while there is not enough
 * room; both are woken only when that changes: by the write that finds the
 * pipe empty, and by the read that makes the room PIPE_BUF again. No writer
 * sleeps with so much room, because none asks for more at a time.
 *
 * No wake-up is lost: who finds that he must wait is in the queue before he
 * gives the pipe's lock up, and whoever changes the pipe does so with the lock
 * and looks at the queue afterwards. It is then free, so that the woken need
 * not wait for it. The pipe lives as long as a file of it is open, and both
 * have theirs.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/ioctls.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <asm/smplock.h>
#include <asm/uaccess.h>
#include "pipe.h"

static inline struct pipe_inode_info *pipe_of(const struct file *file)
{
	return file->private_data;
}

/*
 * Sleeps until the pipe has changed, without its lock. 0, or -ERESTARTSYS when
 * a signal came; anybody may send one at any time, so it is looked for after
 * the state is set. [m]
 */
static inline int pipe_sleep(struct pipe_inode_info *p, wait_queue_head_t *q)
{
	struct wait_queue w;
	int err = 0;

	init_wait(&w);
	prepare_to_wait(q, &w, TASK_INTERRUPTIBLE);
	if (signal_pending(current)) {
		err = -ERESTARTSYS;
	} else {
		sleep_unlock(&p->lock);
		schedule();
	}
	finish_wait(q, &w);
	if (!err)
		sleep_lock(&p->lock);
	return err;
}

/* After a change, without the lock: its release is the barrier between that
   and the look at the queue. Pairs with the waiter's, after he is queued. */
static inline void wake_waiters(wait_queue_head_t *q)
{
	if (!list_empty(&q->waiters))
		wake_up(q);
}

/* --- reading ------------------------------------------------------------ */

/* Waits until there is something: 1, or 0 at the end, or -errno. [m] */
static inline int wait_for_bytes(const struct file *file,
				 struct pipe_inode_info *p)
{
	int err;

	while (pipe_empty(p)) {
		if (!p->writers)
			return 0;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = pipe_sleep(p, &p->rd_wait);
		if (err)
			return err;
	}
	return 1;
}

/* Copies out what is there, at most n bytes; how many, or -EFAULT. [m] */
static ssize_t take_bytes(struct pipe_inode_info *p, char *to, size_t n)
{
	size_t done = 0, part, bad;
	const char *from;

	do {
		part = n - done;
		from = pipe_data(p, &part);
		bad = __copy_user(to + done, from, part);
		if (likely(part != bad))
			pipe_taken(p, part - bad);
		done += part - bad;
		if (unlikely(bad))
			return done ? (ssize_t)done : -EFAULT;
	} while (done < n && !pipe_empty(p));
	return done;
}

/* The general case of pipe_read(): there are bytes, in any pages. [m], which
   is given up. */
static noinline ssize_t read_pages(struct pipe_inode_info *p, char *to,
				   size_t count)
{
	bool full = pipe_room(p) < PIPE_BUF;
	ssize_t n = take_bytes(p, to, count);

	full = full && pipe_room(p) >= PIPE_BUF;
	sleep_unlock(&p->lock);
	if (full)
		wake_waiters(&p->wr_wait);
	return n;
}

/*
 * The common case: since the pipe was last empty its first page has been
 * enough. That page is kept. A writer can only be waiting if the pipe is one
 * of the small ones.
 */
static ssize_t pipe_read(struct file *file, char __user *buf, size_t count,
			 loff_t *pos __unused)
{
	struct pipe_inode_info *p = pipe_of(file);
	size_t n, bad;
	bool emptied;
	int err;

	if (unlikely(!count))
		return 0;
	sleep_lock(&p->lock);
	err = wait_for_bytes(file, p);
	if (unlikely(err <= 0)) {
		sleep_unlock(&p->lock);
		return err;
	}
	if (unlikely(p->in > PAGE_SIZE))
		return read_pages(p, (__force char *)buf, count);
	n = min(count, (size_t)(p->in - p->out));
	bad = __copy_user_here((__force char *)buf, p->page[0] + p->out, n);
	n -= bad;
	p->out += n;
	emptied = pipe_empty(p);
	if (emptied)
		p->in = p->out = 0;
	sleep_unlock(&p->lock);
	if (emptied)
		wake_waiters(&p->wr_wait);
	return n || !bad ? (ssize_t)n : -EFAULT;
}

/* --- writing ------------------------------------------------------------ */

/*
 * Waits until there is room for `need' bytes, or, for what may be taken apart,
 * for any if the writer will not wait. 0 or -errno. [m]
 */
static int wait_for_room(const struct file *file, struct pipe_inode_info *p,
			 u32 need, bool apart)
{
	int err;

	for (;;) {
		if (!p->readers)
			return -EPIPE;
		if (pipe_room(p) >= need)
			return 0;
		if (file->f_flags & O_NONBLOCK)
			return apart && pipe_room(p) ? 0 : -EAGAIN;
		err = pipe_sleep(p, &p->wr_wait);
		if (err)
			return err;
	}
}

/* Copies n bytes in, for which there is room; 0 or -errno, and in *done how
   many came. [m] */
static int put_bytes(struct pipe_inode_info *p, const char *from, size_t n,
		     size_t *done)
{
	size_t part, bad;
	char *to;

	while (n) {
		part = n;
		to = pipe_space(p, &part);
		if (unlikely(!to))
			return -ENOMEM;
		bad = __copy_user(to, from, part);
		p->in += part - bad;
		*done += part - bad;
		if (unlikely(bad))
			return -EFAULT;
		from += part;
		n -= part;
	}
	return 0;
}

/* Tells readers of the first bytes before the pipe's lock is taken again. */
static void wake_readers(struct pipe_inode_info *p)
{
	sleep_unlock(&p->lock);
	wake_waiters(&p->rd_wait);
	sleep_lock(&p->lock);
}

static void broken_pipe(void)
{
	lock_kernel();
	send_sig_thread(SIGPIPE, SEND_NOINFO, current);
	unlock_kernel();
}

/* The general case of pipe_put(). [m], which is given up. */
static noinline ssize_t write_pages(struct file *file, const char *from,
				    size_t count)
{
	struct pipe_inode_info *p = pipe_of(file);
	size_t done = 0, left = count;
	bool empty;
	int err = 0;

	while (left && !err) {
		err = wait_for_room(file, p, min(left, (size_t)PIPE_BUF),
				    count > PIPE_BUF);
		if (unlikely(err))
			break;
		empty = pipe_empty(p);
		err = put_bytes(p, from + done,
				min(left, (size_t)pipe_room(p)), &done);
		left = count - done;
		if (empty && !pipe_empty(p))
			wake_readers(p);
	}
	sleep_unlock(&p->lock);
	if (unlikely(err == -EPIPE))
		broken_pipe();
	return done ? (ssize_t)done : err;
}

/*
 * Writes from memory that was checked, the user's or the kernel's. Again the
 * common case first: what comes fits into the first page, which is there.
 */
static inline ssize_t pipe_put(struct file *file, const char *from,
			       size_t count)
{
	struct pipe_inode_info *p = pipe_of(file);
	size_t bad, n;
	bool was_empty;
	u32 old;

	sleep_lock(&p->lock);
	if (p->in >= PAGE_SIZE || count - 1 >= PAGE_SIZE - p->in ||
	    !p->page[0] || !p->readers)
		return write_pages(file, from, count);
	bad = __copy_user_here(p->page[0] + p->in, from, count);
	n = count - bad;
	old = p->in;
	p->in = old + n;
	was_empty = p->out == old;
	sleep_unlock(&p->lock);
	if (was_empty && n)
		wake_waiters(&p->rd_wait);
	return n ? (ssize_t)n : -EFAULT;
}

static ssize_t pipe_write(struct file *file, const char __user *buf,
			  size_t count, loff_t *pos __unused)
{
	return pipe_put(file, (__force const char *)buf, count);
}

/* The same from kernel memory. Bytes done or -errno; the file is open for
   writing. With or without the kernel lock; may sleep. */
ssize_t pipe_write_kernel(struct file *file, const void *buf, size_t n)
{
	return pipe_put(file, buf, n);
}

/* --- the rest ----------------------------------------------------------- */

/*
 * The end of a FIFO that was opened to read before there was a writer has not
 * lost one: f_seen is then w_counter of that time.
 */
static u32 pipe_poll(struct file *file, struct poll_table *table)
{
	struct pipe_inode_info *p = pipe_of(file);
	u32 mask = 0;

	if (file->f_mode & FMODE_READ)
		poll_wait(file, &p->rd_wait, table);
	if (file->f_mode & FMODE_WRITE)
		poll_wait(file, &p->wr_wait, table);
	sleep_lock(&p->lock);
	if (file->f_mode & FMODE_READ) {
		if (!pipe_empty(p))
			mask |= POLLIN | POLLRDNORM;
		if (!p->writers &&
		    file->f_seen != p->w_counter)
			mask |= POLLHUP;
	}
	if (file->f_mode & FMODE_WRITE) {
		if (pipe_room(p) >= PIPE_BUF)
			mask |= POLLOUT | POLLWRNORM;
		if (!p->readers)
			mask |= POLLERR;
	}
	sleep_unlock(&p->lock);
	return mask;
}

static int pipe_ioctl(struct inode *inode, struct file *file __unused,
		      u32 cmd, unsigned long arg)
{
	struct pipe_inode_info *p = inode->i_pipe;
	int n;

	if (cmd != FIONREAD)
		return -ENOTTY;
	sleep_lock(&p->lock);
	n = p->in - p->out;
	sleep_unlock(&p->lock);
	return put_user(n, (int __user *)arg);
}

/* The ends that a file of `mode' has are no more. Kernel lock; may sleep
   before that. */
void pipe_drop_ends(struct pipe_inode_info *p, u32 mode)
{
	sleep_lock(&p->lock);
	if (mode & FMODE_READ)
		p->readers--;
	if (mode & FMODE_WRITE)
		p->writers--;
	sleep_unlock(&p->lock);
	wake_waiters(&p->rd_wait);
	wake_waiters(&p->wr_wait);
}

static void pipe_release(struct inode *inode, struct file *file)
{
	pipe_drop_ends(inode->i_pipe, file->f_mode);
	fifo_drop(inode);
}

const struct file_operations pipe_fops = {
	.nolock = true,
	.llseek = no_llseek,
	.read = pipe_read,
	.write = pipe_write,
	.poll = pipe_poll,
	.ioctl = pipe_ioctl,
	.release = pipe_release,
};
