/*
 * blkdev_fops.c - nodes of block devices as files. All nodes of a number show
 * the pages of one device, which open() puts in place of the node's own
 * (f_mapping); read(), write() and mmap() are those of ordinary files then. A
 * device does not grow: at its end there is no space left.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/ioctls.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/uaccess.h>
#include "bdev.h"

static struct block_device *file_bdev(const struct file *file)
{
	return inode_bdev(file_host(file));
}

static int blkdev_open(struct inode *inode, struct file *file)
{
	struct block_device *bdev;
	int err;

	if (!blkdev_name(MAJOR(inode->i_rdev)))
		return -ENXIO;
	bdev = bdget(inode->i_rdev);
	if (!bdev)
		return -ENOMEM;
	err = blkdev_get(bdev, file->f_mode);
	if (!err)
		file->f_mapping = &bdev->bd_inode->i_data;
	return err;
}

static void blkdev_release(struct inode *inode __unused, struct file *file)
{
	blkdev_put(file_bdev(file));
}

/* It may have become read-only since it was opened. */
static ssize_t blkdev_write(struct file *file, const char __user *buf,
			    size_t count, loff_t *pos)
{
	if (file_bdev(file)->bd_read_only)
		return -EROFS;
	return generic_file_write(file, buf, count, pos);
}

static int blkdev_fsync(struct file *file, bool data_only __unused)
{
	return sync_blockdev(file_bdev(file));
}

/* --- ioctl() -------------------------------------------------------------- */

static int set_read_only(struct block_device *bdev, const int __user *user)
{
	int on;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (get_user(on, user))
		return -EFAULT;
	bdev->bd_read_only = on != 0;
	return 0;
}

/* The size of blocks is that of each file system here; what is set is only
   told again. */
static int set_block_size(struct block_device *bdev, const int __user *user)
{
	int size;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (get_user(size, user))
		return -EFAULT;
	if (size < (int)bdev->bd_sector_size || size > PAGE_SIZE ||
	    size & (size - 1))
		return -EINVAL;
	if (bdev->bd_super)
		return -EBUSY;
	bdev->bd_block_size = size;
	return 0;
}

/* In sectors: a word says no more than 2 TB. */
static int get_sectors(const struct block_device *bdev,
		       unsigned long __user *user)
{
	u64 sectors = (u64)bdev->bd_inode->i_size >> SECTOR_SHIFT;

	if (sectors > ULONG_MAX)
		return -EFBIG;
	return put_user((unsigned long)sectors, user);
}

/* Drivers may know more to do: a ramdisk gives its memory back. */
static int flush_buffers(struct block_device *bdev, struct file *file)
{
	int err = -ENOTTY;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (bdev->bd_op->ioctl)
		err = bdev->bd_op->ioctl(bdev, file, BLKFLSBUF, 0);
	if (err != -ENOTTY)
		return err;
	err = sync_blockdev(bdev);
	invalidate_bdev(bdev, false);
	return err;
}

static int set_read_ahead(struct block_device *bdev, unsigned long sectors)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	bdev->bd_read_ahead = sectors;
	return 0;
}

static int blkdev_ioctl(struct inode *inode __unused, struct file *file,
			u32 cmd, unsigned long arg)
{
	struct block_device *bdev = file_bdev(file);
	int __user *user = (int __user *)arg;

	switch (cmd) {
	case BLKROSET:
		return set_read_only(bdev, user);
	case BLKROGET:
		return put_user((int)bdev->bd_read_only, user);
	case BLKGETSIZE:
		return get_sectors(bdev, (unsigned long __user *)arg);
	case BLKGETSIZE64:
		return put_user(bdev->bd_inode->i_size, (loff_t __user *)arg);
	case BLKFLSBUF:
		return flush_buffers(bdev, file);
	case BLKSSZGET:
		return put_user((int)bdev->bd_sector_size, user);
	case BLKBSZGET:
		return put_user((int)bdev->bd_block_size, user);
	case BLKBSZSET:
		return set_block_size(bdev, user);
	case BLKRAGET:
		return put_user((long)bdev->bd_read_ahead,
				(long __user *)arg);
	case BLKRASET:
		return set_read_ahead(bdev, arg);
	}
	return bdev->bd_op->ioctl ? bdev->bd_op->ioctl(bdev, file, cmd, arg) :
				    -ENOTTY;
}

const struct file_operations def_blk_fops = {
	.read		= generic_file_read,
	.write		= blkdev_write,
	.ioctl		= blkdev_ioctl,
	.mmap		= generic_file_mmap,
	.open		= blkdev_open,
	.release	= blkdev_release,
	.fsync		= blkdev_fsync,
};
