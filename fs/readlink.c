/*
 * readlink.c - where a symlink points to, as text.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "names.h"

/* Copies the text of a counted symlink to a user, without a NUL. */
static long copy_link(struct dentry *dentry, char __user *ubuf, int size)
{
	struct inode *inode = dentry->d_inode;
	char *buf;
	long len;

	if (!inode->i_op->readlink)
		return -EINVAL;
	buf = name_buffer();
	if (!buf)
		return -ENOMEM;
	update_atime(inode);
	len = inode->i_op->readlink(dentry, buf, PATH_MAX);
	if (len > 0) {
		len = min(len, (long)size);
		if (copy_to_user(ubuf, buf, len))
			len = -EFAULT;
	}
	putname(buf);
	return len;
}

static long readlink_at(int dfd, const char __user *name, char __user *buf,
			int size)
{
	struct dentry *dentry;
	long len;

	if (size <= 0)
		return -EINVAL;
	dentry = user_path_at(dfd, name, dfd == AT_FDCWD ? 0 : LOOKUP_EMPTY);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	len = copy_link(dentry, buf, size);
	dput(dentry);
	return len;
}

SYSCALL3(readlink, const char __user *, name, char __user *, buf, int, size)
{
	return readlink_at(AT_FDCWD, name, buf, size);
}

SYSCALL4(readlinkat, int, dfd, const char __user *, name, char __user *, buf,
	 int, size)
{
	return readlink_at(dfd, name, buf, size);
}
