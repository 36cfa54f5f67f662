/*
 * remove.c - names go: unlink, rmdir, unlinkat. A file goes with its last
 * name and its last user; an open one lives on.
 */
#include <linux/fs.h>
#include <linux/syscalls.h>
#include "names.h"

/*
 * An empty directory has lost its name: nothing can be made in it any more,
 * and no name be found. The caller has counted it and holds its i_sem, and
 * that of the directory it is in: while this sleeps, those who still find the
 * name were there before it went. May sleep.
 */
void forget_directory(struct dentry *dentry)
{
	dentry->d_inode->i_flags |= S_DEAD;
	d_prune_negative(dentry);
}

/* After walk_to_parent() and with its i_sem: the dentry to be removed,
   counted, or an error. */
static struct dentry *find_victim(struct nameidata *nd, bool is_dir)
{
	struct dentry *dentry = lookup_locked(nd->dentry, &nd->last);
	int err;

	if (IS_ERR(dentry))
		return dentry;
	if (!dentry->d_inode)
		err = -ENOENT;
	else if (!is_dir && nd->flags & LOOKUP_DIRECTORY)
		err = S_ISDIR(dentry->d_inode->i_mode) ? -EISDIR : -ENOTDIR;
	else
		err = may_delete(nd->dentry->d_inode, dentry, is_dir);
	if (!err)
		return dentry;
	dput(dentry);
	return ERR_PTR(err);
}

/*
 * Takes the name of a file out of a directory. The inode is counted
 * meanwhile, so that what may be a long work, to free a file's pages, is
 * done when the directory is not locked any more.
 */
static int unlink_last(struct nameidata *nd)
{
	struct inode *dir = nd->dentry->d_inode, *inode;
	struct dentry *dentry;
	int err;

	mutex_lock(&dir->i_sem);
	dentry = find_victim(nd, false);
	if (IS_ERR(dentry)) {
		mutex_unlock(&dir->i_sem);
		return PTR_ERR(dentry);
	}
	inode = dentry->d_inode;
	inode->i_count++;
	err = -EPERM;
	if (dir->i_op->unlink)
		err = dir->i_op->unlink(dir, dentry);
	if (!err)
		d_delete(dentry);
	mutex_unlock(&dir->i_sem);
	dput(dentry);
	iput(inode);
	sync_change(nd->dentry->d_sb);
	return err;
}

static int unlink_at(int dfd, const char *name)
{
	struct nameidata nd;
	int err = walk_to_parent(&nd, dfd, name);

	if (err)
		return err;
	err = -EISDIR;
	if (nd.last_type == LAST_NORM)
		err = unlink_last(&nd);
	end_walk(&nd);
	return err;
}

int vfs_unlink(const char *name)
{
	return unlink_at(AT_FDCWD, name);
}

/* The directory itself is locked, too: nobody makes anything in it between
   the file system's look whether it is empty and the end. */
static int rmdir_last(struct nameidata *nd)
{
	struct inode *dir = nd->dentry->d_inode, *inode;
	struct dentry *dentry;
	int err;

	mutex_lock(&dir->i_sem);
	dentry = find_victim(nd, true);
	if (IS_ERR(dentry)) {
		mutex_unlock(&dir->i_sem);
		return PTR_ERR(dentry);
	}
	inode = dentry->d_inode;
	inode->i_count++;
	mutex_lock(&inode->i_sem);
	err = -EPERM;
	if (d_mounted(dentry))
		err = -EBUSY;			/* while it was waited for */
	else if (dir->i_op->rmdir)
		err = dir->i_op->rmdir(dir, dentry);
	if (!err)
		forget_directory(dentry);
	mutex_unlock(&inode->i_sem);
	if (!err)
		d_delete(dentry);
	mutex_unlock(&dir->i_sem);
	dput(dentry);
	iput(inode);
	sync_change(nd->dentry->d_sb);
	return err;
}

static int rmdir_at(int dfd, const char *name)
{
	static const int errors[] = {
		[LAST_DOT] = -EINVAL,
		[LAST_DOTDOT] = -ENOTEMPTY,
		[LAST_ROOT] = -EBUSY,
	};
	struct nameidata nd;
	int err = walk_to_parent(&nd, dfd, name);

	if (err)
		return err;
	err = errors[nd.last_type];
	if (nd.last_type == LAST_NORM)
		err = rmdir_last(&nd);
	end_walk(&nd);
	return err;
}

int vfs_rmdir(const char *name)
{
	return rmdir_at(AT_FDCWD, name);
}

/* --- the calls -------------------------------------------------------- */

static long user_remove(int dfd, const char __user *name,
			int (*remove)(int dfd, const char *name))
{
	char *kname = getname(name);
	long err;

	if (IS_ERR(kname))
		return PTR_ERR(kname);
	err = remove(dfd, kname);
	putname(kname);
	return err;
}

SYSCALL1(unlink, const char __user *, name)
{
	return user_remove(AT_FDCWD, name, unlink_at);
}

SYSCALL1(rmdir, const char __user *, name)
{
	return user_remove(AT_FDCWD, name, rmdir_at);
}

SYSCALL3(unlinkat, int, dfd, const char __user *, name, int, flags)
{
	if (flags & ~AT_REMOVEDIR)
		return -EINVAL;
	return user_remove(dfd, name,
			   flags & AT_REMOVEDIR ? rmdir_at : unlink_at);
}
