/*
 * stat.c - what is known about a file, in the layouts of three ages: 1991
 * (oldstat), 1993 (stat) and 1999 (stat64). See statx.c for the fourth.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/stat.h>
#include <asm/uaccess.h>
#include "names.h"

#define OVERFLOW_ID	65534		/* an id that does not fit is told so */
#define HIGH_HALF	0xffff0000
#define NOT_OLD_DEV	0xf00fff00	/* of a dev_t: more than 8 and 8 bits */

static inline u16 old_id(u32 id)
{
	return likely(!(id & HIGH_HALF)) ? id : OVERFLOW_ID;
}

/* Can the layouts without 64-bit fields tell the truth about the inode? All
   in one test: it nearly always is so. `halves': what must fit into 16 bits. */
static inline bool fits(const struct inode *inode, u32 halves)
{
	u32 size_high = inode->i_size >> 32, size_low = inode->i_size;

	return !(size_high | size_low >> 31 | (halves & HIGH_HALF) |
		 ((inode->i_rdev | inode->i_sb->s_dev) & NOT_OLD_DEV));
}

static inline bool fits_old(const struct inode *inode)
{
	return fits(inode, inode->i_nlink);
}

/* The same, and its owner and group are told as they are. */
static inline bool fits_all(const struct inode *inode)
{
	return fits(inode, inode->i_nlink | inode->i_uid | inode->i_gid);
}

/* old_encode_dev() of a number that fits_old(). */
static inline u32 short_dev(dev_t dev)
{
	return (u8)dev | dev >> 12;
}

/* How an inode, which is counted, is told: 0, -EFAULT or -EOVERFLOW. */
typedef long teller(const struct inode *inode, void __user *buf);

/* What the two older layouts have in common. */
#define OLD_FIELDS(inode)						\
	.st_dev = old_encode_dev((inode)->i_sb->s_dev),			\
	.st_ino = (inode)->i_ino,					\
	.st_mode = (inode)->i_mode,					\
	.st_nlink = (inode)->i_nlink,					\
	.st_uid = old_id((inode)->i_uid),				\
	.st_gid = old_id((inode)->i_gid),				\
	.st_rdev = old_encode_dev((inode)->i_rdev),			\
	.st_size = (inode)->i_size,					\
	.st_atime = (inode)->i_atime.tv_sec,				\
	.st_mtime = (inode)->i_mtime.tv_sec,				\
	.st_ctime = (inode)->i_ctime.tv_sec

static long tell_old(const struct inode *inode, void __user *buf)
{
	struct old_stat st = { OLD_FIELDS(inode) };

	if (!fits_old(inode) || inode->i_ino > 0xffff)
		return -EOVERFLOW;
	return copy_to_user(buf, &st, sizeof(st));
}

/* tell_new() when not everything fits. */
static noinline long tell_odd(const struct inode *inode, void __user *buf)
{
	struct stat st = {
		OLD_FIELDS(inode),
		.st_blksize = inode->i_blksize,
		.st_blocks = inode->i_blocks,
		.st_atime_nsec = inode->i_atime.tv_nsec,
		.st_mtime_nsec = inode->i_mtime.tv_nsec,
		.st_ctime_nsec = inode->i_ctime.tv_nsec,
	};

	if (!fits_old(inode))
		return -EOVERFLOW;
	return copy_to_user(buf, &st, sizeof(st));
}

/* Puts one word of a user's struct stat, which was checked to be his. */
#define PUT(field, value) do {						\
	u32 _value = (value);						\
									\
	_PUT_USER("l", "ri", _value, (u32 *)&st->field, err);		\
} while (0)

/*
 * The layout that classic programs use all the time: written straight to
 * where the user wants it. That may sleep, so the inode must be the caller's
 * to read all the while.
 */
static __hot_inline long put_stat(const struct inode *inode, void __user *buf)
{
	struct stat *st = (__force struct stat *)buf;
	int err = 0;

	if (unlikely(!fits_all(inode)))
		return tell_odd(inode, buf);
	if (unlikely(!access_ok(buf, sizeof(*st))))
		return -EFAULT;
	PUT(st_dev, short_dev(inode->i_sb->s_dev));
	PUT(st_ino, inode->i_ino);
	PUT(st_mode, (u16)inode->i_mode | inode->i_nlink << 16);
	PUT(st_uid, inode->i_uid | inode->i_gid << 16);
	PUT(st_rdev, short_dev(inode->i_rdev));
	PUT(st_size, inode->i_size);
	PUT(st_blksize, inode->i_blksize);
	PUT(st_blocks, inode->i_blocks);
	PUT(st_atime, inode->i_atime.tv_sec);
	PUT(st_atime_nsec, inode->i_atime.tv_nsec);
	PUT(st_mtime, inode->i_mtime.tv_sec);
	PUT(st_mtime_nsec, inode->i_mtime.tv_nsec);
	PUT(st_ctime, inode->i_ctime.tv_sec);
	PUT(st_ctime_nsec, inode->i_ctime.tv_nsec);
	PUT(unused[0], 0);
	PUT(unused[1], 0);
	return err;
}

static long tell_new(const struct inode *inode, void __user *buf)
{
	return put_stat(inode, buf);
}

static long tell_64(const struct inode *inode, void __user *buf)
{
	struct stat64 st;

	st.st_dev = new_encode_dev(inode->i_sb->s_dev);
	st.pad = st.pad2 = 0;
	st.st_ino = st.st_ino_low = inode->i_ino;
	st.st_mode = inode->i_mode;
	st.st_nlink = inode->i_nlink;
	st.st_uid = inode->i_uid;
	st.st_gid = inode->i_gid;
	st.st_rdev = new_encode_dev(inode->i_rdev);
	st.st_size = inode->i_size;
	st.st_blksize = inode->i_blksize;
	st.st_blocks = inode->i_blocks;
	st.st_atime = inode->i_atime.tv_sec;
	st.st_atime_nsec = inode->i_atime.tv_nsec;
	st.st_mtime = inode->i_mtime.tv_sec;
	st.st_mtime_nsec = inode->i_mtime.tv_nsec;
	st.st_ctime = inode->i_ctime.tv_sec;
	st.st_ctime_nsec = inode->i_ctime.tv_nsec;
	return copy_to_user(buf, &st, sizeof(st));
}

/* Lets the file system bring the inode up to date. The dentry is counted. */
int revalidate(struct dentry *dentry)
{
	int (*op)(struct dentry *) = dentry->d_inode->i_op->revalidate;

	return op ? op(dentry) : 0;
}

static long stat_name(int dfd, const char __user *name, u32 lookup,
		      void __user *buf, teller *tell)
{
	struct dentry *dentry = user_path_at(dfd, name, lookup);
	long err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = revalidate(dentry);
	if (!err)
		err = tell(dentry->d_inode, buf);
	dput(dentry);
	return err;
}

/*
 * The inode of an open file, if it need not be counted nor asked for: while we
 * sleep nobody can close a file of a table that is ours alone. Or NULL.
 */
static inline struct inode *quick_inode(u32 fd)
{
	struct files_struct *files = current->files;
	struct file *file = fcheck(files, fd);
	struct inode *inode;

	if (unlikely(!file || files->count > 1))
		return NULL;
	inode = file->f_dentry->d_inode;
	assume(inode != NULL);
	return likely(!inode->i_op->revalidate) ? inode : NULL;
}

static noinline long stat_fd(u32 fd, void __user *buf, teller *tell)
{
	struct file *file = fget(fd);
	long err;

	if (!file)
		return -EBADF;
	err = revalidate(file->f_dentry);
	if (!err)
		err = tell(file->f_dentry->d_inode, buf);
	fput(file);
	return err;
}

SYSCALL2(oldstat, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, LOOKUP_FOLLOW, buf, tell_old);
}

SYSCALL2(oldlstat, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, 0, buf, tell_old);
}

SYSCALL2(oldfstat, u32, fd, void __user *, buf)
{
	return stat_fd(fd, buf, tell_old);
}

SYSCALL2(stat, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, LOOKUP_FOLLOW, buf, tell_new);
}

SYSCALL2(lstat, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, 0, buf, tell_new);
}

SYSCALL2(fstat, u32, fd, void __user *, buf)
{
	struct inode *inode = quick_inode(fd);

	if (likely(inode != NULL))
		return put_stat(inode, buf);
	return stat_fd(fd, buf, tell_new);
}

SYSCALL2(stat64, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, LOOKUP_FOLLOW, buf, tell_64);
}

SYSCALL2(lstat64, const char __user *, name, void __user *, buf)
{
	return stat_name(AT_FDCWD, name, 0, buf, tell_64);
}

SYSCALL2(fstat64, u32, fd, void __user *, buf)
{
	struct inode *inode = quick_inode(fd);

	if (likely(inode != NULL))
		return tell_64(inode, buf);
	return stat_fd(fd, buf, tell_64);
}

SYSCALL4(fstatat64, int, dfd, const char __user *, name, void __user *, buf,
	 int, flags)
{
	u32 lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_NO_AUTOMOUNT))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	return stat_name(dfd, name, lookup, buf, tell_64);
}
