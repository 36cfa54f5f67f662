/*
 * loop_ioctl.c - what losetup and mount say to a loop device, and what it says
 * about itself. There are two forms of the status, with numbers of 32 and of 64
 * bits; inside there is only the second.
 *
 * Left out: LOOP_CHANGE_FD (-EINVAL); partitions, encryption, direct I/O and
 * block sizes (-EINVAL in a status, -ENOTTY as calls of their own).
 */
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/uaccess.h>
#include "loop.h"

#define FLAGS_TO_SET	LO_FLAGS_AUTOCLEAR	/* the others stay */
#define FLAGS_REFUSED	(LO_FLAGS_PARTSCAN | LO_FLAGS_DIRECT_IO)

/* --- status --------------------------------------------------------------- */

/* -ENXIO: not bound. */
static int get_status(struct block_device *bdev, struct loop_info64 *info)
{
	const struct loop_device *lo = loop_of(bdev);
	const struct inode *inode;

	if (!lo->file)
		return -ENXIO;
	inode = lo->file->f_dentry->d_inode;
	memset(info, 0, sizeof(*info));
	info->lo_number = MINOR(bdev->bd_dev);
	info->lo_device = new_encode_dev(inode->i_sb->s_dev);
	info->lo_inode = inode->i_ino;
	if (S_ISBLK(inode->i_mode))
		info->lo_rdevice = new_encode_dev(inode->i_rdev);
	info->lo_offset = lo->offset;
	info->lo_sizelimit = lo->limit;
	info->lo_flags = lo->flags;
	memcpy(info->lo_file_name, lo->name, sizeof(lo->name));
	return 0;
}

/* Values that no file has, and those that would mean something that we do not
   do, are refused before anything is changed. */
static int set_status(struct block_device *bdev,
		      const struct loop_info64 *info)
{
	struct loop_device *lo = loop_of(bdev);
	loff_t offset = info->lo_offset, limit = info->lo_sizelimit;
	int err;

	if (!lo->file)
		return -ENXIO;
	if (offset < 0 || limit < 0 || info->lo_encrypt_type ||
	    info->lo_encrypt_key_size || info->lo_flags & FLAGS_REFUSED)
		return -EINVAL;
	if (bdev->bd_super && (offset != lo->offset || limit != lo->limit))
		return -EBUSY;
	err = loop_change(bdev, offset, limit);
	if (err)
		return err;
	lo->flags = (lo->flags & ~FLAGS_TO_SET) |
		    (info->lo_flags & FLAGS_TO_SET);
	memcpy(lo->name, info->lo_file_name, sizeof(lo->name));
	lo->name[sizeof(lo->name) - 1] = '\0';
	return 0;
}

static int get_status64(struct block_device *bdev,
			struct loop_info64 __user *user)
{
	struct loop_info64 info;
	int err = get_status(bdev, &info);

	return err ? err : copy_to_user(user, &info, sizeof(info));
}

static int set_status64(struct block_device *bdev,
			const struct loop_info64 __user *user)
{
	struct loop_info64 info;
	int err = copy_from_user(&info, user, sizeof(info));

	return err ? err : set_status(bdev, &info);
}

/* -EOVERFLOW: the numbers are too large for this form. */
static int get_status32(struct block_device *bdev,
			struct loop_info __user *user)
{
	struct loop_info64 info;
	struct loop_info old;
	int err = get_status(bdev, &info);

	if (err)
		return err;
	memset(&old, 0, sizeof(old));
	old.lo_number = info.lo_number;
	old.lo_device = info.lo_device;
	old.lo_inode = info.lo_inode;
	old.lo_rdevice = info.lo_rdevice;
	old.lo_offset = info.lo_offset;
	old.lo_flags = info.lo_flags;
	memcpy(old.lo_name, info.lo_file_name, sizeof(old.lo_name));
	if (old.lo_offset < 0 || old.lo_offset != info.lo_offset)
		return -EOVERFLOW;
	return copy_to_user(user, &old, sizeof(old));
}

static int set_status32(struct block_device *bdev,
			const struct loop_info __user *user)
{
	struct loop_info64 info = { .lo_sizelimit = 0 };
	struct loop_info old;
	int err = copy_from_user(&old, user, sizeof(old));

	if (err)
		return err;
	info.lo_offset = (loff_t)old.lo_offset;
	info.lo_encrypt_type = old.lo_encrypt_type;
	info.lo_encrypt_key_size = old.lo_encrypt_key_size;
	info.lo_flags = old.lo_flags;
	memcpy(info.lo_file_name, old.lo_name, sizeof(old.lo_name));
	return set_status(bdev, &info);
}

/* --- binding -------------------------------------------------------------- */

static int set_fd(struct block_device *bdev, const struct file *loop, u32 fd)
{
	struct file *file = fget(fd);
	int err;

	if (!file)
		return -EBADF;
	err = loop_bind(bdev, file, !(loop->f_mode & FMODE_WRITE));
	fput(file);
	return err;
}

/* The caller is the only one who may have it open. */
static int clear_fd(struct block_device *bdev)
{
	if (!loop_of(bdev)->file)
		return -ENXIO;
	return bdev->bd_count > 1 ? -EBUSY : loop_clear(bdev);
}

/* The file has become longer, or shorter. */
static int set_capacity(struct block_device *bdev)
{
	if (!loop_of(bdev)->file)
		return -ENXIO;
	loop_set_size(bdev);
	return 0;
}

static bool may_change(const struct file *file)
{
	return file->f_mode & FMODE_WRITE || capable(CAP_SYS_ADMIN);
}

static int changing_ioctl(struct block_device *bdev, struct file *file,
			  u32 cmd, unsigned long arg)
{
	switch (cmd) {
	case LOOP_SET_FD:
		return set_fd(bdev, file, arg);
	case LOOP_CLR_FD:
		return clear_fd(bdev);
	case LOOP_SET_STATUS:
		return set_status32(bdev, (struct loop_info __user *)arg);
	case LOOP_SET_STATUS64:
		return set_status64(bdev, (struct loop_info64 __user *)arg);
	case LOOP_SET_CAPACITY:
		return set_capacity(bdev);
	case LOOP_CHANGE_FD:
		return loop_of(bdev)->file ? -EINVAL : -ENXIO;
	default:
		return -ENOTTY;
	}
}

int loop_ioctl(struct block_device *bdev, struct file *file, u32 cmd,
	       unsigned long arg)
{
	int err;

	mutex_lock(&bdev->bd_sem);
	if (cmd == LOOP_GET_STATUS)
		err = get_status32(bdev, (struct loop_info __user *)arg);
	else if (cmd == LOOP_GET_STATUS64)
		err = get_status64(bdev, (struct loop_info64 __user *)arg);
	else if (cmd < LOOP_SET_FD || cmd > LOOP_SET_CAPACITY)
		err = -ENOTTY;
	else
		err = may_change(file) ?
		      changing_ioctl(bdev, file, cmd, arg) : -EPERM;
	mutex_unlock(&bdev->bd_sem);
	return err;
}

/* --- /dev/loop-control ---------------------------------------------------- */

/* Another may have taken it before the caller does: then LOOP_SET_FD says
   -EBUSY, and the caller asks again. */
static int first_free(void)
{
	u32 i;

	for (i = 0; i < LOOP_DEVICES; i++)
		if (!loop_is_bound(i))
			return i;
	return -ENOSPC;
}

/* The devices are always there, all of them. */
static int control_ioctl(struct inode *inode __unused,
			 struct file *file __unused, u32 cmd,
			 unsigned long arg)
{
	switch (cmd) {
	case LOOP_CTL_GET_FREE:
		return first_free();
	case LOOP_CTL_ADD:
		return arg < LOOP_DEVICES ? -EEXIST : -ENOSPC;
	case LOOP_CTL_REMOVE:
		return arg < LOOP_DEVICES ? -EBUSY : -ENODEV;
	default:
		return -ENOTTY;
	}
}

const struct file_operations loop_control_fops = {
	.ioctl = control_ioctl,
};
