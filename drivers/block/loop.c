/*
 * loop.c - loop devices, /dev/loop0 to /dev/loop7: the sectors of the device
 * are the bytes of a file, or of another block device, from some offset on. So
 * an image can be mounted. What is read and written goes through the page cache
 * of the file, so it is there for all who use the file; but who writes to the
 * file while it is bound, behind the device's back, is not seen.
 *
 * A file system can lie on a loop device whose file is on a file system that
 * lies on a loop device; but no device can come to lie on itself.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/miscdevice.h>
#include <linux/string.h>
#include "loop.h"

static struct loop_device loops[LOOP_DEVICES];	/* by minor */

struct loop_device *loop_of(const struct block_device *bdev)
{
	return &loops[MINOR(bdev->bd_dev)];
}

bool loop_is_bound(u32 minor)
{
	return loops[minor].file != NULL;
}

/* --- sectors -------------------------------------------------------------- */

/* The file could not be written as it should. Its file system being full is
   told once: there may be thousands of pages to come. */
static int write_failed(struct block_device *bdev, ssize_t err)
{
	struct loop_device *lo = loop_of(bdev);

	if (!lo->full)
		printk(KERN_ERR "loop%u: %s cannot be written%s (error %d)\n",
		       MINOR(bdev->bd_dev), lo->name,
		       err == -ENOSPC ? ": its file system is full" : "",
		       (int)-err);
	lo->full = true;
	return -EIO;
}

static int loop_write(struct block_device *bdev, loff_t pos, const u8 *data,
		      size_t n)
{
	struct file *file = loop_of(bdev)->file;
	ssize_t done;

	if (!(file->f_mode & FMODE_WRITE))
		return -EIO;
	while (n) {
		done = kernel_write(file, pos, data, n);
		if (done <= 0)
			return write_failed(bdev, done ? done : -EIO);
		pos += done;
		data += done;
		n -= done;
	}
	return 0;
}

/* The file may have become shorter meanwhile: that is an error, too. */
static int loop_read(struct file *file, loff_t pos, u8 *data, size_t n)
{
	ssize_t done;

	while (n) {
		done = kernel_read(file, pos, data, n);
		if (done <= 0)
			return -EIO;
		pos += done;
		data += done;
		n -= done;
	}
	return 0;
}

static int loop_transfer(struct block_device *bdev, int rw, u32 sector,
			 void *data, u32 n)
{
	struct loop_device *lo = loop_of(bdev);
	loff_t pos = lo->offset + ((loff_t)sector << SECTOR_SHIFT);
	size_t bytes = n << SECTOR_SHIFT;

	if (!lo->file)
		return -EIO;
	return rw == BLK_WRITE ? loop_write(bdev, pos, data, bytes) :
				 loop_read(lo->file, pos, data, bytes);
}

/* What was written is in the page cache of the file, and goes on from there. */
static int loop_flush(struct block_device *bdev)
{
	struct file *file = loop_of(bdev)->file;

	if (!file || !(file->f_mode & FMODE_WRITE) || !file->f_op->fsync)
		return 0;
	return file->f_op->fsync(file, true);
}

/* --- binding -------------------------------------------------------------- */

/* The loop device that the file is; NULL: it is something else. */
static struct loop_device *file_is_loop(const struct file *file)
{
	const struct inode *inode = file->f_dentry->d_inode;

	if (!S_ISBLK(inode->i_mode) || MAJOR(inode->i_rdev) != LOOP_MAJOR ||
	    MINOR(inode->i_rdev) >= LOOP_DEVICES)
		return NULL;
	return &loops[MINOR(inode->i_rdev)];
}

/*
 * May `lo' lie on that file? On itself, also by way of other loop devices:
 * -EBADF; on one that is not bound: -EINVAL, so there is never a cycle to walk
 * in. On what cannot be read like a file: -EINVAL.
 */
static int check_file(const struct loop_device *lo, struct file *file)
{
	const struct inode *inode = file->f_dentry->d_inode;
	const struct loop_device *below = file_is_loop(file);

	if (!(file->f_mode & FMODE_READ))
		return -EBADF;
	if (!S_ISBLK(inode->i_mode) &&
	    (!S_ISREG(inode->i_mode) || !file_host(file)->i_data.a_ops))
		return -EINVAL;
	while (below) {
		if (below == lo)
			return -EBADF;
		if (!below->file)
			return -EINVAL;
		below = file_is_loop(below->file);
	}
	return 0;
}

/* Whole sectors of what there is behind the offset, up to the limit. */
void loop_set_size(struct block_device *bdev)
{
	const struct loop_device *lo = loop_of(bdev);
	loff_t size = file_host(lo->file)->i_size - lo->offset;

	if (size < 0)
		size = 0;
	if (lo->limit && size > lo->limit)
		size = lo->limit;
	bd_set_size(bdev, size & ~(loff_t)(SECTOR_SIZE - 1));
}

/* LOOP_SET_FD. The file gets a count. -EBUSY: bound already; -EBADF, -EINVAL as
   in check_file(). */
int loop_bind(struct block_device *bdev, struct file *file, bool read_only)
{
	struct loop_device *lo = loop_of(bdev);
	int err = lo->file ? -EBUSY : check_file(lo, file);

	if (err)
		return err;
	memset(lo, 0, sizeof(*lo));
	get_file(file);
	lo->file = file;
	if (read_only || !(file->f_mode & FMODE_WRITE))
		lo->flags = LO_FLAGS_READ_ONLY;
	bdev->bd_read_only = lo->flags & LO_FLAGS_READ_ONLY;
	loop_set_size(bdev);
	return 0;
}

/* Writes what is to be written and forgets the file. 0 or -EIO, and then it is
   forgotten, too. */
int loop_clear(struct block_device *bdev)
{
	struct loop_device *lo = loop_of(bdev);
	struct file *file = lo->file;
	int err = sync_blockdev(bdev);

	invalidate_bdev(bdev, true);
	bd_set_size(bdev, 0);
	bdev->bd_read_only = false;
	memset(lo, 0, sizeof(*lo));
	fput(file);
	return err;
}

/* Another part of the file from now on. 0, -EIO: nothing has changed. */
int loop_change(struct block_device *bdev, loff_t offset, loff_t limit)
{
	struct loop_device *lo = loop_of(bdev);
	int err;

	if (offset == lo->offset && limit == lo->limit)
		return 0;
	err = sync_blockdev(bdev);
	if (err)
		return err;
	invalidate_bdev(bdev, true);
	lo->offset = offset;
	lo->limit = limit;
	loop_set_size(bdev);
	return 0;
}

/* --- the device ----------------------------------------------------------- */

/* One that is not bound can be opened: to be bound. */
static int loop_open(struct block_device *bdev)
{
	return MINOR(bdev->bd_dev) < LOOP_DEVICES ? 0 : -ENXIO;
}

static void loop_release(struct block_device *bdev)
{
	const struct loop_device *lo = loop_of(bdev);

	if (lo->file && lo->flags & LO_FLAGS_AUTOCLEAR)
		loop_clear(bdev);
}

static const struct block_device_operations loop_operations = {
	.open		= loop_open,
	.release	= loop_release,
	.transfer	= loop_transfer,
	.flush		= loop_flush,
	.ioctl		= loop_ioctl,
};

void __init loop_init(void)
{
	if (register_blkdev(LOOP_MAJOR, "loop", &loop_operations) ||
	    misc_register(LOOP_CTRL_MINOR, "loop-control", &loop_control_fops))
		printk(KERN_ERR "loop: its device numbers are taken\n");
}
