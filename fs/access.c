/*
 * access.c - what the real user, not the effective one, may do with a file:
 * access, faccessat, faccessat2.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

#define KNOWN_FLAGS	(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH)

static long access_dentry(struct dentry *dentry, int mode)
{
	struct inode *inode = dentry->d_inode;

	if (mode & MAY_EXEC && S_ISREG(inode->i_mode) &&
	    inode->i_sb->s_flags & MS_NOEXEC)
		return -EACCES;
	return mode ? permission(inode, mode) : 0;
}

static long access_at(int dfd, const char __user *name, int mode, int flags)
{
	u32 lookup = flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct dentry *dentry;
	long err;

	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	dentry = user_path_at(dfd, name, lookup);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = access_dentry(dentry, mode);
	dput(dentry);
	return err;
}

/* For as long as the question takes, the process is its real user. */
static long access_as_real(int dfd, const char __user *name, int mode,
			   int flags)
{
	uid_t fsuid = current->fsuid;
	gid_t fsgid = current->fsgid;
	u32 caps = current->cap_effective;
	long err;

	current->fsuid = current->uid;
	current->fsgid = current->gid;
	current->cap_effective = current->uid ? 0 : current->cap_permitted;
	err = access_at(dfd, name, mode, flags);
	current->fsuid = fsuid;
	current->fsgid = fsgid;
	current->cap_effective = caps;
	return err;
}

static long do_access(int dfd, const char __user *name, int mode, int flags)
{
	if (mode & ~(MAY_READ | MAY_WRITE | MAY_EXEC) || flags & ~KNOWN_FLAGS)
		return -EINVAL;
	if (flags & AT_EACCESS)
		return access_at(dfd, name, mode, flags);
	return access_as_real(dfd, name, mode, flags);
}

SYSCALL2(access, const char __user *, name, int, mode)
{
	return do_access(AT_FDCWD, name, mode, 0);
}

SYSCALL3(faccessat, int, dfd, const char __user *, name, int, mode)
{
	return do_access(dfd, name, mode, 0);
}

SYSCALL4(faccessat2, int, dfd, const char __user *, name, int, mode, int,
	 flags)
{
	return do_access(dfd, name, mode, flags);
}
