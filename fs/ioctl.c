/*
 * ioctl.c - ioctl(): what it does for all files; the rest is the driver's.
 */
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/ioctls.h>
#include <linux/kernel.h>
#include <linux/stat.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "file_io.h"

#define FIGETBSZ	2		/* size of the file system's blocks */

/* FIONBIO: O_NONBLOCK on or off. */
static int set_nonblock(struct file *file, const int __user *user)
{
	int on;

	if (get_user(on, user))
		return -EFAULT;
	if (on)
		file->f_flags |= O_NONBLOCK;
	else
		file->f_flags &= ~O_NONBLOCK;
	return 0;
}

/* FIOASYNC: no file sends SIGIO, so it can only be turned off. */
static int set_async(const int __user *user)
{
	int on;

	if (get_user(on, user))
		return -EFAULT;
	return on ? -ENOTTY : 0;
}

/* FIONREAD of an ordinary file: the bytes up to its end. */
static int bytes_left(const struct file *file, int __user *user)
{
	loff_t left = file->f_dentry->d_inode->i_size - file->f_pos;

	return put_user((int)max(left, 0LL), user);
}

/* FIOQSIZE: the size, of what has one. */
static int file_size(const struct inode *inode, loff_t __user *user)
{
	if (!S_ISREG(inode->i_mode) && !S_ISDIR(inode->i_mode) &&
	    !S_ISLNK(inode->i_mode))
		return -ENOTTY;
	return put_user(inode->i_size, user);
}

static int driver_ioctl(struct inode *inode, struct file *file, u32 cmd,
			unsigned long arg)
{
	int err;

	if (!file->f_op->ioctl)
		return -ENOTTY;
	err = file->f_op->ioctl(inode, file, cmd, arg);
	return err == -ENOIOCTLCMD ? -ENOTTY : err;
}

/* The file is counted as long as this takes. */
static int do_ioctl(u32 fd, struct file *file, u32 cmd, unsigned long arg)
{
	struct inode *inode = file->f_dentry->d_inode;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case FIOCLEX:
	case FIONCLEX:
		set_close_on_exec(fd, cmd == FIOCLEX);
		return 0;
	case FIONBIO:
		return set_nonblock(file, user);
	case FIOASYNC:
		return set_async(user);
	case FIOQSIZE:
		return file_size(inode, user);
	case FIGETBSZ:
		return put_user((int)inode->i_sb->s_blocksize,
				(int __user *)user);
	case FIONREAD:
		if (S_ISREG(inode->i_mode))
			return bytes_left(file, user);
	}
	return driver_ioctl(inode, file, cmd, arg);
}

SYSCALL3(ioctl, u32, fd, u32, cmd, unsigned long, arg)
{
	struct file *counted, *file = fget_light(fd, &counted);
	int err = -EBADF;

	if (file && !(file->f_flags & O_PATH))
		err = do_ioctl(fd, file, cmd, arg);
	fput_light(counted);
	return err;
}
