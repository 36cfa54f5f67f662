/*
 * statfs.c - what is known about a file system: statfs and fstatfs with 32
 * and 64 bits, ustat.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <asm/stat.h>
#include <asm/uaccess.h>
#include "names.h"

#define ST_VALID	0x20		/* f_flags: the others mean something */
#define ST_FROM_SB	(MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC | \
			 MS_SYNCHRONOUS | MS_NOATIME | MS_NODIRATIME)
#define STATFS64_SIZE_X86_64	88	/* with other padding at its end */

static int get_statfs(struct super_block *sb, struct kstatfs *st)
{
	int err;

	memset(st, 0, sizeof(*st));
	st->f_type = sb->s_magic;
	st->f_bsize = sb->s_blocksize;
	st->f_namelen = NAME_MAX;
	st->f_fsid[0] = sb->s_dev;
	if (sb->s_op->statfs) {
		err = sb->s_op->statfs(sb, st);
		if (err)
			return err;
	}
	if (!st->f_frsize)
		st->f_frsize = st->f_bsize;
	st->f_flags = ST_VALID | (sb->s_flags & ST_FROM_SB);
	return 0;
}

/* How it is told: 0, -EFAULT or -EOVERFLOW. */
typedef long teller(const struct kstatfs *st, void __user *buf);

/* Both layouts have fields of the same names, some of other widths. */
#define FILL_STATFS(s, st)						\
	do {								\
		memset(s, 0, sizeof(*(s)));				\
		(s)->f_type = (st)->f_type;				\
		(s)->f_bsize = (st)->f_bsize;				\
		(s)->f_blocks = (st)->f_blocks;				\
		(s)->f_bfree = (st)->f_bfree;				\
		(s)->f_bavail = (st)->f_bavail;				\
		(s)->f_files = (st)->f_files;				\
		(s)->f_ffree = (st)->f_ffree;				\
		memcpy((s)->f_fsid, (st)->f_fsid, sizeof((s)->f_fsid));	\
		(s)->f_namelen = (st)->f_namelen;			\
		(s)->f_frsize = (st)->f_frsize;				\
		(s)->f_flags = (st)->f_flags;				\
	} while (0)

static long tell_32(const struct kstatfs *st, void __user *buf)
{
	struct statfs s;

	if ((st->f_blocks | st->f_bfree | st->f_bavail | st->f_files |
	     st->f_ffree) >> 32)
		return -EOVERFLOW;
	FILL_STATFS(&s, st);
	return copy_to_user(buf, &s, sizeof(s));
}

static long tell_64(const struct kstatfs *st, void __user *buf)
{
	struct statfs64 s;

	FILL_STATFS(&s, st);
	return copy_to_user(buf, &s, sizeof(s));
}

/* Of the file system of a counted dentry, which is put, or an error. */
static long statfs_dentry(struct dentry *dentry, void __user *buf,
			  teller *tell)
{
	struct kstatfs st;
	long err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = get_statfs(dentry->d_sb, &st);
	dput(dentry);
	return err ? err : tell(&st, buf);
}

static struct dentry *fd_path(u32 fd)
{
	struct file *file = fcheck(current->files, fd);

	return file ? dget(file->f_dentry) : ERR_PTR(-EBADF);
}

static struct dentry *name_path(const char __user *name)
{
	return user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW);
}

SYSCALL2(statfs, const char __user *, name, void __user *, buf)
{
	return statfs_dentry(name_path(name), buf, tell_32);
}

SYSCALL2(fstatfs, u32, fd, void __user *, buf)
{
	return statfs_dentry(fd_path(fd), buf, tell_32);
}

static bool right_size(size_t size)
{
	return size == sizeof(struct statfs64) ||
	       size == STATFS64_SIZE_X86_64;
}

SYSCALL3(statfs64, const char __user *, name, size_t, size, void __user *, buf)
{
	if (!right_size(size))
		return -EINVAL;
	return statfs_dentry(name_path(name), buf, tell_64);
}

SYSCALL3(fstatfs64, u32, fd, size_t, size, void __user *, buf)
{
	if (!right_size(size))
		return -EINVAL;
	return statfs_dentry(fd_path(fd), buf, tell_64);
}

/* A mounted file system by its device number, counted by its root. */
static struct dentry *root_of_dev(dev_t dev)
{
	struct super_block *sb;

	list_for_each_entry(sb, &super_blocks, s_list)
		if (sb->s_dev == dev && sb->s_root)
			return dget(sb->s_root);
	return ERR_PTR(-EINVAL);
}

static long tell_ustat(const struct kstatfs *st, void __user *buf)
{
	struct ustat us;

	memset(&us, 0, sizeof(us));
	us.f_tfree = st->f_bfree;
	us.f_tinode = st->f_ffree;
	return copy_to_user(buf, &us, sizeof(us));
}

SYSCALL2(ustat, u32, dev, void __user *, buf)
{
	return statfs_dentry(root_of_dev(new_decode_dev(dev)), buf,
			     tell_ustat);
}
