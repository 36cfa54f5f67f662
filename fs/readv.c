/*
 * readv.c - reading and writing in several pieces. The pieces are moved one
 * after the other, as if by so many calls, until one falls short. A write
 * that a pipe has to take as a whole is gathered first.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/malloc.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "file_io.h"
#include "pipe.h"

#define UIO_MAXIOV	1024
#define PIECES_MOVED	16		/* with the kernel lock in one piece */
#define UIO_FASTIOV	8		/* so many are kept on the stack */

/*
 * Copies the pieces from the user and checks their lengths, whose sum becomes
 * *total. The array is `fast' if that is large enough; free others. ERR_PTR.
 */
static struct iovec *get_iovec(const struct iovec __user *user, u32 nr,
			       struct iovec *fast, size_t *total)
{
	struct iovec *iov = fast;
	size_t sum = 0;
	u32 i;
	int err = -EINVAL;

	if (nr > UIO_MAXIOV)
		return ERR_PTR(-EINVAL);
	if (nr > UIO_FASTIOV)
		iov = kmalloc(nr * sizeof(*iov), GFP_KERNEL);
	if (!iov)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(iov, user, nr * sizeof(*iov))) {
		err = -EFAULT;
		goto out;
	}
	for (i = 0; i < nr; i++) {
		if ((ssize_t)iov[i].iov_len < 0)
			goto out;
		iov[i].iov_len = min(iov[i].iov_len, MAX_RW_COUNT - sum);
		sum += iov[i].iov_len;
	}
	*total = sum;
	return iov;
out:
	if (iov != fast)
		kfree(iov);
	return ERR_PTR(err);
}

/* One write to a pipe, of at most PIPE_BUF bytes. */
static ssize_t gather_write(struct file *file, const struct iovec *iov,
			    u32 nr, size_t total)
{
	char *buf = kmalloc(total, GFP_KERNEL);
	size_t at = 0;
	ssize_t n = 0;
	u32 i;

	if (!buf)
		return -ENOMEM;
	for (i = 0; i < nr && !n; at += iov[i++].iov_len)
		n = copy_from_user(buf + at, iov[i].iov_base, iov[i].iov_len);
	if (!n)
		n = pipe_write_kernel(file, buf, total);
	kfree(buf);
	return n;
}

/* Moves one piece, whichever way. */
static ssize_t move_piece(struct file *file, const struct iovec *piece,
			  bool write)
{
	if (write)
		return vfs_write(file, piece->iov_base, piece->iov_len,
				 &file->f_pos);
	return vfs_read(file, piece->iov_base, piece->iov_len, &file->f_pos);
}

/*
 * After some bytes have been read, more are wanted only if they are there: a
 * pipe or a terminal must not make the caller wait for them.
 */
static bool would_wait(struct file *file, ssize_t done, bool write)
{
	return done && !write && file->f_op->poll &&
	       !(file->f_op->poll(file, NULL) & POLLIN);
}

static ssize_t move_pieces(struct file *file, const struct iovec *iov, u32 nr,
			   bool write)
{
	ssize_t done = 0, n = 0;
	u32 i, moved = 0;

	for (i = 0; i < nr && !would_wait(file, done, write); i++) {
		n = move_piece(file, &iov[i], write);
		if (n > 0)
			done += n;
		if (n != (ssize_t)iov[i].iov_len)
			break;
		safe_step(&moved, PIECES_MOVED);
	}
	return done || n >= 0 ? done : n;
}

/* Is it a write that has to be done as a whole? */
static bool atomic_write(const struct file *file, size_t total, bool write)
{
	return write && file->f_mode & FMODE_WRITE && total &&
	       total <= PIPE_BUF && file->f_dentry->d_inode->i_pipe;
}

static ssize_t do_readv(u32 fd, const struct iovec __user *user, u32 nr,
			bool write)
{
	struct iovec fast[UIO_FASTIOV], *iov;
	struct file *file;
	size_t total;
	ssize_t n;

	file = fget(fd);
	if (!file)
		return -EBADF;
	n = -EBADF;
	if (!(file->f_mode & (write ? FMODE_WRITE : FMODE_READ)))
		goto out;
	iov = get_iovec(user, nr, fast, &total);
	n = PTR_ERR(iov);
	if (IS_ERR(iov))
		goto out;
	if (atomic_write(file, total, write))
		n = gather_write(file, iov, nr, total);
	else
		n = move_pieces(file, iov, nr, write);
	if (iov != fast)
		kfree(iov);
out:
	fput(file);
	return n;
}

SYSCALL3(readv, u32, fd, const struct iovec __user *, iov, u32, nr)
{
	return do_readv(fd, iov, nr, false);
}

SYSCALL3(writev, u32, fd, const struct iovec __user *, iov, u32, nr)
{
	return do_readv(fd, iov, nr, true);
}
