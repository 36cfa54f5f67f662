/*
 * pipe.c - reading and writing of pipes and FIFOs: who waits for whom.
 *
 * Bytes are moved with the inode's i_sem, because a copy to or from the user
 * may sleep. Readers sleep while the pipe is empty, writers while there is not
 * enough room; both are woken only when that changes: by the write that finds
 * the pipe empty, and by the read that makes the room PIPE_BUF again. No
 * writer sleeps with so much room, because none asks for more at a time.
 *
 * No wake-up is lost: from the look at the pipe to schedule() a process does
 * not give up the kernel lock, and whoever changes a pipe holds it.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/ioctls.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <asm/uaccess.h>
#include "pipe.h"

static inline struct inode *inode_of(const struct file *file)
{
	return file->f_dentry->d_inode;
}

/*
 * Sleeps until the pipe has changed, without i_sem. 0, or -ERESTARTSYS when a
 * signal came; an interrupt may send one at any time, so it is looked for
 * after the state is set.
 */
static int pipe_sleep(struct inode *inode, wait_queue_head_t *q)
{
	struct wait_queue w;
	int err = 0;

	INIT_LIST_HEAD(&w.list);
	prepare_to_wait(q, &w, TASK_INTERRUPTIBLE);
	if (signal_pending(current)) {
		err = -ERESTARTSYS;
	} else {
		mutex_unlock(&inode->i_sem);
		schedule();
	}
	finish_wait(q, &w);
	if (!err)
		mutex_lock(&inode->i_sem);
	return err;
}

static inline void wake_waiters(wait_queue_head_t *q)
{
	if (!list_empty(&q->waiters))
		wake_up(q);
}

/* --- reading ------------------------------------------------------------ */

/* Waits until there is something: 1, or 0 at the end, or -errno. [m] */
static int wait_for_bytes(const struct file *file, struct inode *inode,
			  struct pipe_inode_info *p)
{
	int err;

	while (pipe_empty(p)) {
		if (!p->writers)
			return 0;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = pipe_sleep(inode, &p->rd_wait);
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

static noinline ssize_t read_pages(struct file *file, struct inode *inode,
				   char *to, size_t count)
{
	struct pipe_inode_info *p = inode->i_pipe;
	ssize_t n;
	bool full;

	if (!count)
		return 0;
	mutex_lock(&inode->i_sem);
	n = wait_for_bytes(file, inode, p);
	if (n > 0) {
		full = pipe_room(p) < PIPE_BUF;
		n = take_bytes(p, to, count);
		if (full && pipe_room(p) >= PIPE_BUF)
			wake_waiters(&p->wr_wait);
	}
	mutex_unlock(&inode->i_sem);
	return n;
}

/*
 * The common case comes first: nobody is at the pipe, and since it was last
 * empty its first page has been enough. That page is kept. A writer can only
 * be waiting if the pipe is one of the small ones.
 */
static ssize_t pipe_read(struct file *file, char __user *buf, size_t count,
			 loff_t *pos __unused)
{
	struct inode *inode = inode_of(file);
	struct pipe_inode_info *p = inode->i_pipe;
	size_t n = min(count, (size_t)(p->in - p->out)), bad;

	if (!n || p->in > PAGE_SIZE || inode->i_sem.locked)
		return read_pages(file, inode, (__force char *)buf, count);
	mutex_lock(&inode->i_sem);
	bad = __copy_user((__force char *)buf, p->page[0] + p->out, n);
	n -= bad;
	p->out += n;
	if (pipe_empty(p)) {
		p->in = p->out = 0;
		wake_waiters(&p->wr_wait);
	}
	mutex_unlock(&inode->i_sem);
	return n || !bad ? (ssize_t)n : -EFAULT;
}

/* --- writing ------------------------------------------------------------ */

/*
 * Waits until there is room for `need' bytes, or, for what may be taken apart,
 * for any if the writer will not wait. 0 or -errno. [m]
 */
static int wait_for_room(const struct file *file, struct inode *inode,
			 struct pipe_inode_info *p, u32 need, bool apart)
{
	int err;

	for (;;) {
		if (!p->readers)
			return -EPIPE;
		if (pipe_room(p) >= need)
			return 0;
		if (file->f_flags & O_NONBLOCK)
			return apart && pipe_room(p) ? 0 : -EAGAIN;
		err = pipe_sleep(inode, &p->wr_wait);
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

static noinline ssize_t write_pages(struct file *file, const char *from,
				    size_t count)
{
	struct inode *inode = inode_of(file);
	struct pipe_inode_info *p = inode->i_pipe;
	size_t done = 0, left = count;
	bool empty;
	int err;

	if (unlikely(!count))
		return 0;
	mutex_lock(&inode->i_sem);
	do {
		err = wait_for_room(file, inode, p, min(left, (size_t)PIPE_BUF),
				    count > PIPE_BUF);
		if (unlikely(err))
			break;
		empty = pipe_empty(p);
		err = put_bytes(p, from + done,
				min(left, (size_t)pipe_room(p)), &done);
		left = count - done;
		if (empty && !pipe_empty(p))
			wake_waiters(&p->rd_wait);
	} while (left && !err);
	mutex_unlock(&inode->i_sem);
	if (unlikely(err == -EPIPE))
		send_sig_thread(SIGPIPE, SEND_NOINFO, current);
	return done ? (ssize_t)done : err;
}

/*
 * Writes from memory that was checked, the user's or the kernel's. Again the
 * common case first: what comes fits into the first page, which is there.
 */
static inline ssize_t pipe_put(struct file *file, const char *from,
			       size_t count)
{
	struct inode *inode = inode_of(file);
	struct pipe_inode_info *p = inode->i_pipe;
	size_t bad, n;
	bool empty;

	if (p->in >= PAGE_SIZE || count - 1 >= PAGE_SIZE - p->in ||
	    !p->page[0] || !p->readers || inode->i_sem.locked)
		return write_pages(file, from, count);
	mutex_lock(&inode->i_sem);
	bad = __copy_user(p->page[0] + p->in, from, count);
	empty = pipe_empty(p);
	n = count - bad;
	p->in += n;
	if (empty && n)
		wake_waiters(&p->rd_wait);
	mutex_unlock(&inode->i_sem);
	return n ? (ssize_t)n : -EFAULT;
}

static ssize_t pipe_write(struct file *file, const char __user *buf,
			  size_t count, loff_t *pos __unused)
{
	return pipe_put(file, (__force const char *)buf, count);
}

/* The same from kernel memory. Bytes done or -errno; the file is open for
   writing. May sleep. */
ssize_t pipe_write_kernel(struct file *file, const void *buf, size_t n)
{
	return pipe_put(file, buf, n);
}

/* --- the rest ----------------------------------------------------------- */

/*
 * The end of a FIFO that was opened to read before there was a writer has not
 * lost one: private_data is then w_counter of that time.
 */
static u32 pipe_poll(struct file *file, struct poll_table *table)
{
	struct pipe_inode_info *p = inode_of(file)->i_pipe;
	u32 mask = 0;

	if (file->f_mode & FMODE_READ) {
		poll_wait(file, &p->rd_wait, table);
		if (!pipe_empty(p))
			mask |= POLLIN | POLLRDNORM;
		if (!p->writers &&
		    (unsigned long)file->private_data != p->w_counter)
			mask |= POLLHUP;
	}
	if (file->f_mode & FMODE_WRITE) {
		poll_wait(file, &p->wr_wait, table);
		if (pipe_room(p) >= PIPE_BUF)
			mask |= POLLOUT | POLLWRNORM;
		if (!p->readers)
			mask |= POLLERR;
	}
	return mask;
}

static int pipe_ioctl(struct inode *inode, struct file *file __unused,
		      u32 cmd, unsigned long arg)
{
	const struct pipe_inode_info *p = inode->i_pipe;

	if (cmd != FIONREAD)
		return -ENOTTY;
	return put_user((int)(p->in - p->out), (int __user *)arg);
}

static void pipe_release(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *p = inode->i_pipe;

	if (file->f_mode & FMODE_READ)
		p->readers--;
	if (file->f_mode & FMODE_WRITE)
		p->writers--;
	wake_waiters(&p->rd_wait);
	wake_waiters(&p->wr_wait);
	fifo_drop(inode);
}

const struct file_operations pipe_fops = {
	.llseek = no_llseek,
	.read = pipe_read,
	.write = pipe_write,
	.poll = pipe_poll,
	.ioctl = pipe_ioctl,
	.release = pipe_release,
};
