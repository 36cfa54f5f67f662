/*
 * sync.c - what memory knows and a device does not is written: sync, syncfs,
 * fsync, fdatasync.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

#define SYNC_ROUNDS	2

/* Puts into buffers what only memory knows of one file system. */
static void sync_super(struct super_block *sb, bool wait)
{
	if (sb->s_flags & MS_RDONLY)
		return;
	sync_inodes(sb, wait);
	if (sb->s_op->sync_fs)
		sb->s_op->sync_fs(sb);
}

/* Writes all that one file system has to write: 0 or -EIO. May sleep; sb stays
   because the caller has something of it. */
int sync_sb(struct super_block *sb, bool wait)
{
	sync_super(sb, wait);
	return sb->s_bdev ? sync_blockdev(sb->s_bdev) : 0;
}

void sync_all_inodes(void)
{
	struct super_block *sb;

	list_for_each_entry(sb, &super_blocks, s_list)
		if (sb->s_root && !(sb->s_flags & (MS_RDONLY | MS_PSEUDO)))
			sync_inodes(sb, false);
}

void sync_bdev_super(const struct inode *inode)
{
	struct super_block *sb = bdget(inode->i_rdev)->bd_super;

	if (sb && sb->s_root && !(sb->s_flags & MS_RDONLY) &&
	    sb->s_op->sync_fs)
		sb->s_op->sync_fs(sb);
}

/*
 * Everything, in the order in which one thing makes another dirty. Devices of
 * files (loop) make those files dirty, and are in no order: they take a second
 * round.
 */
static void sync_everything(void)
{
	struct block_device *bdev;
	struct super_block *sb;
	int round;

	lock_mounts();
	for (round = 0; round < SYNC_ROUNDS; round++) {
		list_for_each_entry(sb, &super_blocks, s_list)
			if (sb->s_root && !(sb->s_flags & MS_PSEUDO))
				sync_super(sb, true);
		for (bdev = next_bdev(NULL); bdev; bdev = next_bdev(bdev))
			sync_blockdev(bdev);
	}
	unlock_mounts();
}

SYSCALL0(sync)
{
	sync_everything();
	reap_detached();
	return 0;
}

SYSCALL1(syncfs, u32, fd)
{
	struct file *file = fget(fd);
	long err;

	if (!file)
		return -EBADF;
	err = sync_sb(file->f_dentry->d_sb, true);
	fput(file);
	return err;
}

static long do_fsync(u32 fd, bool data_only)
{
	struct file *file = fget(fd);
	long err = -EBADF;

	if (!file)
		return err;
	if (!(file->f_flags & O_PATH))
		err = file->f_op->fsync ?
		      file->f_op->fsync(file, data_only) : -EINVAL;
	fput(file);
	return err;
}

SYSCALL1(fsync, u32, fd)
{
	return do_fsync(fd, false);
}

SYSCALL1(fdatasync, u32, fd)
{
	return do_fsync(fd, true);
}
