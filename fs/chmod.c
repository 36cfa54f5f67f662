/*
 * chmod.c - the calls chmod and chown, by name and by descriptor, with 16 and
 * 32 bits. See attr.c for the rules.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

/* "Leave it as it is", in both widths. */
#define UNCHANGED	(~0U)
#define UNCHANGED16	0xffff

/* The dentry of a descriptor, counted, or -EBADF. An O_PATH one is not good
   enough to change the file. */
struct dentry *dentry_of_fd(u32 fd)
{
	struct file *file = fcheck(current->files, fd);

	if (!file || file->f_flags & O_PATH)
		return ERR_PTR(-EBADF);
	return dget(file->f_dentry);
}

/* Changes the attributes of a counted dentry, which is put; it may be an
   error instead. */
long change_attr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode;
	long err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	inode = dentry->d_inode;
	mutex_lock(&inode->i_sem);
	err = notify_change(dentry, attr);
	mutex_unlock(&inode->i_sem);
	sync_change(dentry->d_sb);
	dput(dentry);
	return err;
}

static long do_chmod(struct dentry *dentry, mode_t mode)
{
	struct iattr attr = { .ia_valid = ATTR_MODE, .ia_mode = mode };

	return change_attr(dentry, &attr);
}

SYSCALL2(chmod, const char __user *, name, mode_t, mode)
{
	return do_chmod(user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW), mode);
}

SYSCALL3(fchmodat, int, dfd, const char __user *, name, mode_t, mode)
{
	return do_chmod(user_path_at(dfd, name, LOOKUP_FOLLOW), mode);
}

SYSCALL2(fchmod, u32, fd, mode_t, mode)
{
	return do_chmod(dentry_of_fd(fd), mode);
}

static long do_chown(struct dentry *dentry, uid_t uid, gid_t gid)
{
	struct iattr attr = { .ia_uid = uid, .ia_gid = gid };

	if (uid != UNCHANGED)
		attr.ia_valid |= ATTR_UID;
	if (gid != UNCHANGED)
		attr.ia_valid |= ATTR_GID;
	if (!IS_ERR(dentry) && !S_ISDIR(dentry->d_inode->i_mode))
		attr.ia_valid |= ATTR_KILL_SUID;
	return change_attr(dentry, &attr);
}

SYSCALL3(chown, const char __user *, name, uid_t, uid, gid_t, gid)
{
	return do_chown(user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW), uid, gid);
}

SYSCALL3(lchown, const char __user *, name, uid_t, uid, gid_t, gid)
{
	return do_chown(user_path_at(AT_FDCWD, name, 0), uid, gid);
}

SYSCALL3(fchown, u32, fd, uid_t, uid, gid_t, gid)
{
	return do_chown(dentry_of_fd(fd), uid, gid);
}

SYSCALL5(fchownat, int, dfd, const char __user *, name, uid_t, uid, gid_t, gid,
	 int, flags)
{
	u32 lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	return do_chown(user_path_at(dfd, name, lookup), uid, gid);
}

/* A 16-bit id as one of 32 bits. */
static u32 widen(u16 id)
{
	return id == UNCHANGED16 ? UNCHANGED : id;
}

SYSCALL3(chown16, const char __user *, name, u16, uid, u16, gid)
{
	return do_chown(user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW),
			widen(uid), widen(gid));
}

SYSCALL3(lchown16, const char __user *, name, u16, uid, u16, gid)
{
	return do_chown(user_path_at(AT_FDCWD, name, 0), widen(uid),
			widen(gid));
}

SYSCALL3(fchown16, u32, fd, u16, uid, u16, gid)
{
	return do_chown(dentry_of_fd(fd), widen(uid), widen(gid));
}
