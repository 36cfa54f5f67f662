/*
 * truncate.c - files are made shorter or longer: truncate and ftruncate, with
 * 32 and 64 bits.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

/* May the file grow to that length? -EFBIG, with SIGXFSZ if it is the
   process's limit. [i_sem] */
static int check_length(const struct inode *inode, loff_t length)
{
	unsigned long limit = rlimit(RLIMIT_FSIZE);

	if (length <= inode->i_size)
		return 0;
	if (limit != RLIM_INFINITY && length > limit) {
		send_sig(SIGXFSZ, current);
		return -EFBIG;
	}
	return length > inode->i_sb->s_maxbytes ? -EFBIG : 0;
}

/* Gives a file its new length, which is not negative. The caller has write
   access. May sleep. */
int do_truncate(struct dentry *dentry, loff_t length)
{
	struct iattr attr = {
		.ia_valid = ATTR_SIZE | ATTR_MTIME,
		.ia_size = length,
	};
	struct inode *inode = dentry->d_inode;
	int err;

	if (!capable(CAP_FSETID))
		attr.ia_valid |= ATTR_KILL_SUID;
	mutex_lock(&inode->i_sem);
	err = check_length(inode, length);
	if (!err)
		err = notify_change(dentry, &attr);
	mutex_unlock(&inode->i_sem);
	sync_change(dentry->d_sb);
	return err;
}

static int truncate_dentry(struct dentry *dentry, loff_t length)
{
	struct inode *inode = dentry->d_inode;
	int err;

	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	err = permission(inode, MAY_WRITE);
	if (!err)
		err = get_write_access(inode);
	if (err)
		return err;
	err = do_truncate(dentry, length);
	put_write_access(inode);
	return err;
}

static long truncate_name(const char __user *name, loff_t length)
{
	struct dentry *dentry;
	long err;

	if (length < 0)
		return -EINVAL;
	dentry = user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = truncate_dentry(dentry, length);
	dput(dentry);
	return err;
}

static long truncate_fd(u32 fd, loff_t length)
{
	struct file *file;
	long err = -EINVAL;

	if (length < 0)
		return -EINVAL;
	file = fget(fd);
	if (!file || file->f_flags & O_PATH)
		err = -EBADF;
	else if (file->f_mode & FMODE_WRITE &&
		 S_ISREG(file->f_dentry->d_inode->i_mode))
		err = do_truncate(file->f_dentry, length);
	if (file)
		fput(file);
	return err;
}

SYSCALL2(truncate, const char __user *, name, long, length)
{
	return truncate_name(name, length);
}

SYSCALL2(ftruncate, u32, fd, long, length)
{
	return truncate_fd(fd, length);
}

/* The two halves of a 64-bit argument. */
static loff_t join(u32 low, u32 high)
{
	return (u64)high << 32 | low;
}

SYSCALL3(truncate64, const char __user *, name, u32, low, u32, high)
{
	return truncate_name(name, join(low, high));
}

SYSCALL3(ftruncate64, u32, fd, u32, low, u32, high)
{
	return truncate_fd(fd, join(low, high));
}
