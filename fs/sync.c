/*
 * sync.c - what memory knows and a device does not is written: sync, syncfs,
 * fsync, fdatasync.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

/* Writes all that one file system has to write. May sleep; sb stays because
   the caller has something of it. */
void sync_sb(struct super_block *sb, bool wait)
{
	if (sb->s_flags & MS_RDONLY)
		return;
	sync_inodes(sb, wait);
	if (sb->s_op->sync_fs)
		sb->s_op->sync_fs(sb);
}

/* The next one after `sb', counted by its root; NULL at the end. */
static struct super_block *next_sb(struct super_block *sb)
{
	struct list_head *pos = sb ? sb->s_list.next : super_blocks.next;

	for (; pos != &super_blocks; pos = pos->next) {
		sb = list_entry(pos, struct super_block, s_list);
		if (sb->s_root) {
			dget(sb->s_root);
			return sb;
		}
	}
	return NULL;
}

SYSCALL0(sync)
{
	struct super_block *sb = next_sb(NULL), *next;

	while (sb) {
		sync_sb(sb, true);
		next = next_sb(sb);
		dput(sb->s_root);
		sb = next;
	}
	reap_detached();
	return 0;
}

SYSCALL1(syncfs, u32, fd)
{
	struct file *file = fget(fd);

	if (!file)
		return -EBADF;
	sync_sb(file->f_dentry->d_sb, true);
	fput(file);
	return 0;
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
