/*
 * sendfile.c - sendfile(): from the page cache to another file, without the
 * user's memory between. It goes to files in the page cache and to pipes;
 * others say -EINVAL, and programs then copy by read() and write().
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/uaccess.h>
#include "file_io.h"
#include "pipe.h"

/* Has the file's contents in the page cache? */
static bool is_cached(const struct file *file)
{
	const struct inode *inode = file->f_dentry->d_inode;

	return S_ISREG(inode->i_mode) && inode->i_data.a_ops;
}

/* As a write() of the process: at most up to its limit on sizes. */
static ssize_t write_cached(struct file *file, const void *buf, size_t n)
{
	struct iattr kill = { .ia_valid = ATTR_KILL_SUID | ATTR_FORCE };
	const unsigned long limit = rlimit(RLIMIT_FSIZE);
	struct inode *inode = file->f_dentry->d_inode;
	ssize_t done;

	if (limit != RLIM_INFINITY) {
		if (file->f_pos >= limit) {
			send_sig_thread(SIGXFSZ, SEND_NOINFO, current);
			return -EFBIG;
		}
		n = min(n, (size_t)(limit - file->f_pos));
	}
	if (inode->i_mode & (S_ISUID | S_ISGID) && !capable(CAP_FSETID)) {
		mutex_lock(&inode->i_sem);
		notify_change(file->f_dentry, &kill);
		mutex_unlock(&inode->i_sem);
	}
	done = page_cache_write(inode, file->f_pos, buf, n);
	if (done > 0)
		file->f_pos += done;
	return done;
}

static ssize_t send_piece(struct file *out, const void *buf, size_t n)
{
	if (out->f_dentry->d_inode->i_pipe)
		return pipe_write_kernel(out, buf, n);
	return write_cached(out, buf, n);
}

/* Sends what one page has at pos, at most n bytes. Bytes done, 0 at the end of
   the file, or -errno. */
static ssize_t send_page(struct file *out, struct inode *inode, loff_t pos,
			 size_t n)
{
	u32 offset = pos & (PAGE_SIZE - 1);
	struct page *page;
	ssize_t done;

	if (pos >= inode->i_size)
		return 0;
	n = min(n, (size_t)(PAGE_SIZE - offset));
	if (n > inode->i_size - pos)
		n = inode->i_size - pos;
	page = read_cache_page(&inode->i_data, pos >> PAGE_SHIFT);
	if (IS_ERR(page))
		return PTR_ERR(page);
	done = send_piece(out, (char *)page_address(page) + offset, n);
	put_page(page);
	return done;
}

/* A signal ends it between two pages, if something has been sent. */
static ssize_t send_pages(struct file *out, struct inode *inode, loff_t *pos,
			  size_t count)
{
	ssize_t done = 0, n = 0;

	while (done < count) {
		n = send_page(out, inode, *pos, count - done);
		if (n <= 0)
			break;
		*pos += n;
		done += n;
		if (signal_pending(current))
			break;
		safe_point();
	}
	return done ? done : n;
}

/* Can these two be used so? 0 or -errno. */
static int check_files(const struct file *out, const struct file *in,
		       const loff_t *pos)
{
	if (!out || !in || !(in->f_mode & FMODE_READ) ||
	    !(out->f_mode & FMODE_WRITE))
		return -EBADF;
	if (pos && in->f_dentry->d_inode->i_pipe)
		return -ESPIPE;
	if (!is_cached(in) || out->f_flags & O_APPEND ||
	    (!is_cached(out) && !out->f_dentry->d_inode->i_pipe))
		return -EINVAL;
	return 0;
}

/* pos NULL: the position of the file is used and moved. */
static ssize_t do_sendfile(u32 out_fd, u32 in_fd, loff_t *pos, size_t count)
{
	struct file *out = fget(out_fd), *in = fget(in_fd);
	ssize_t n = check_files(out, in, pos);

	if (!n && (ssize_t)count < 0)
		n = -EINVAL;
	if (!n && pos && *pos < 0)
		n = -EINVAL;
	if (!n)
		n = send_pages(out, in->f_dentry->d_inode,
			       pos ? pos : &in->f_pos,
			       min(count, (size_t)MAX_RW_COUNT));
	if (in)
		fput(in);
	if (out)
		fput(out);
	return n;
}

SYSCALL4(sendfile, u32, out, u32, in, off_t __user *, user, size_t, count)
{
	loff_t pos;
	off_t small;
	ssize_t n;

	if (!user)
		return do_sendfile(out, in, NULL, count);
	if (get_user(small, user))
		return -EFAULT;
	pos = small;
	count = min(count, (size_t)LONG_MAX - max(small, 0L));
	n = do_sendfile(out, in, &pos, count);
	return put_user((off_t)pos, user) ? -EFAULT : n;
}

SYSCALL4(sendfile64, u32, out, u32, in, loff_t __user *, user, size_t, count)
{
	loff_t pos;
	ssize_t n;

	if (!user)
		return do_sendfile(out, in, NULL, count);
	if (copy_from_user(&pos, user, sizeof(pos)))
		return -EFAULT;
	n = do_sendfile(out, in, &pos, count);
	return put_user(pos, user) ? -EFAULT : n;
}
