/*
 * chdir.c - where a process stands in the tree of names: chdir, fchdir,
 * chroot, umask; and vhangup.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/tty.h>
#include "names.h"

/* Puts a counted dentry in the place of another one. */
static void replace(struct dentry **place, struct dentry *dentry)
{
	struct dentry *old = *place;

	*place = dentry;
	dput(old);
}

/* Makes a counted dentry, a directory or an error, the working directory. */
static int set_pwd(struct dentry *dentry)
{
	int err;

	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = may_search(dentry->d_inode);
	if (err)
		dput(dentry);
	else
		replace(&current->fs->pwd, dentry);
	return err;
}

int vfs_chdir(const char *name)
{
	return set_pwd(lookup_at(AT_FDCWD, name,
				 LOOKUP_FOLLOW | LOOKUP_DIRECTORY));
}

SYSCALL1(chdir, const char __user *, name)
{
	return set_pwd(user_path_at(AT_FDCWD, name,
				    LOOKUP_FOLLOW | LOOKUP_DIRECTORY));
}

SYSCALL1(fchdir, u32, fd)
{
	struct file *file = fcheck(current->files, fd);

	return file ? set_pwd(dget(file->f_dentry)) : -EBADF;
}

SYSCALL1(chroot, const char __user *, name)
{
	struct dentry *dentry;
	int err;

	dentry = user_path_at(AT_FDCWD, name,
			      LOOKUP_FOLLOW | LOOKUP_DIRECTORY);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = may_search(dentry->d_inode);
	if (!err && !capable(CAP_SYS_CHROOT))
		err = -EPERM;
	if (err)
		dput(dentry);
	else
		replace(&current->fs->root, dentry);
	return err;
}

SYSCALL1(umask, mode_t, mask)
{
	mode_t old = current->fs->umask;

	current->fs->umask = mask & (S_IRWXU | S_IRWXG | S_IRWXO);
	return old;
}

SYSCALL0(vhangup)
{
	return capable(CAP_SYS_TTY_CONFIG) ? tty_vhangup() : -EPERM;
}
