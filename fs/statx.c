/*
 * statx.c - the stat of 2017, which has room for everything. All that we
 * know is told, whatever the caller's mask asks for.
 */
#include <linux/fs.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/stat.h>
#include <asm/uaccess.h>
#include "names.h"

#define KNOWN_FLAGS	(AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | \
			 AT_EMPTY_PATH | AT_STATX_SYNC_TYPE)

static void set_time(struct statx_timestamp *to, const struct timespec *from)
{
	to->tv_sec = from->tv_sec;
	to->tv_nsec = from->tv_nsec;
}

static long tell_statx(const struct inode *inode, struct statx __user *buf)
{
	dev_t dev = inode->i_sb->s_dev;
	struct statx st;

	memset(&st, 0, sizeof(st));
	st.stx_mask = STATX_BASIC_STATS;
	st.stx_blksize = inode->i_blksize;
	st.stx_nlink = inode->i_nlink;
	st.stx_uid = inode->i_uid;
	st.stx_gid = inode->i_gid;
	st.stx_mode = inode->i_mode;
	st.stx_ino = inode->i_ino;
	st.stx_size = inode->i_size;
	st.stx_blocks = inode->i_blocks;
	set_time(&st.stx_atime, &inode->i_atime);
	set_time(&st.stx_mtime, &inode->i_mtime);
	set_time(&st.stx_ctime, &inode->i_ctime);
	st.stx_rdev_major = MAJOR(inode->i_rdev);
	st.stx_rdev_minor = MINOR(inode->i_rdev);
	st.stx_dev_major = MAJOR(dev);
	st.stx_dev_minor = MINOR(dev);
	return copy_to_user(buf, &st, sizeof(st));
}

SYSCALL5(statx, int, dfd, const char __user *, name, u32, flags, u32, mask,
	 struct statx __user *, buf)
{
	u32 lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct dentry *dentry;
	long err;

	if (flags & ~KNOWN_FLAGS || mask & STATX__RESERVED ||
	    (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	dentry = user_path_at(dfd, name, lookup);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = revalidate(dentry);
	if (!err)
		err = tell_statx(dentry->d_inode, buf);
	dput(dentry);
	return err;
}
