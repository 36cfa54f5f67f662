/*
 * ioctl.c - lsattr and chattr: the flags of a file or directory, and its
 * generation.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/uaccess.h>
#include "ext2.h"

#define ROOT_ONLY	(EXT2_IMMUTABLE_FL | EXT2_APPEND_FL)

/* May current change flags or generation? 0, -EROFS, -EPERM. */
static int may_change(const struct inode *inode)
{
	if (IS_RDONLY(inode))
		return -EROFS;
	return current->fsuid == inode->i_uid || capable(CAP_FOWNER) ? 0 :
								       -EPERM;
}

/* Gives the file the flags that a program may set. [i_sem] */
static int change_flags(struct inode *inode, u32 flags)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	int err = may_change(inode);

	if (err)
		return err;
	if (!S_ISDIR(inode->i_mode))
		flags &= ~(EXT2_DIRSYNC_FL | EXT2_TOPDIR_FL);
	if ((flags ^ ei->i_flags) & ROOT_ONLY &&
	    !capable(CAP_LINUX_IMMUTABLE))
		return -EPERM;
	ei->i_flags &= ~EXT2_FL_USER_MODIFIABLE;
	ei->i_flags |= flags & EXT2_FL_USER_MODIFIABLE;
	ext2_set_flags(inode);
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	return 0;
}

static int set_flags(struct inode *inode, const u32 __user *user)
{
	u32 flags;
	int err;

	if (get_user(flags, user))
		return -EFAULT;
	mutex_lock(&inode->i_sem);
	err = change_flags(inode, flags);
	mutex_unlock(&inode->i_sem);
	return err;
}

static int set_generation(struct inode *inode, const u32 __user *user)
{
	u32 generation;
	int err;

	if (get_user(generation, user))
		return -EFAULT;
	err = may_change(inode);
	if (err)
		return err;
	EXT2_I(inode)->i_generation = generation;
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	return 0;
}

/* file_operations' ioctl: -ENOTTY for others, -EFAULT, -EROFS, -EPERM. */
int ext2_ioctl(struct inode *inode, struct file *file __unused, u32 cmd,
	       unsigned long arg)
{
	const struct ext2_inode_info *ei = EXT2_I(inode);
	u32 __user *user = (u32 __user *)arg;

	switch (cmd) {
	case EXT2_IOC_GETFLAGS:
		return put_user(ei->i_flags & EXT2_FL_USER_VISIBLE, user);
	case EXT2_IOC_SETFLAGS:
		return set_flags(inode, user);
	case EXT2_IOC_GETVERSION:
		return put_user(ei->i_generation, user);
	case EXT2_IOC_SETVERSION:
		return set_generation(inode, user);
	default:
		return -ENOTTY;
	}
}
