/*
 * open_namei.c - the part of open() that deals with the name: find the file
 * or make it, check what may be done with it, cut it off.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include "names.h"

/* What open() flags ask for. With both low bits set a file can be neither
   read nor written, but both rights are wanted; O_TRUNC writes. */
static int wanted_access(u32 flags)
{
	static const u8 access[] = {
		[O_RDONLY] = MAY_READ,
		[O_WRONLY] = MAY_WRITE,
		[O_RDWR] = MAY_READ | MAY_WRITE,
		[O_ACCMODE] = MAY_READ | MAY_WRITE,
	};
	int mask = access[flags & O_ACCMODE];

	return flags & O_TRUNC ? mask | MAY_WRITE : mask;
}

/* open(O_TRUNC) of what may be written. */
static int cut_off(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	int err;

	if (!S_ISREG(inode->i_mode))
		return 0;
	err = get_write_access(inode);
	if (err)
		return err;
	err = do_truncate(dentry, 0);
	put_write_access(inode);
	return err;
}

/* May a file that exists be opened so? Cuts it off if asked to. */
static int check_existing(struct dentry *dentry, u32 flags)
{
	struct inode *inode = dentry->d_inode;
	int mask = wanted_access(flags), err;

	if (flags & O_PATH)
		return 0;
	if (S_ISLNK(inode->i_mode))
		return -ELOOP;
	if (S_ISDIR(inode->i_mode) && (mask & MAY_WRITE || flags & O_CREAT))
		return -EISDIR;
	if ((S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode)) &&
	    inode->i_sb->s_flags & MS_NODEV)
		return -EACCES;
	err = permission(inode, mask);
	if (err)
		return err;
	if (flags & O_NOATIME && !owner_or_capable(inode))
		return -EPERM;
	if (inode->i_flags & S_APPEND && mask & MAY_WRITE &&
	    (flags & (O_APPEND | O_TRUNC)) != O_APPEND)
		return -EPERM;
	return flags & O_TRUNC ? cut_off(dentry) : 0;
}

/*
 * O_CREAT, and the walk stands at the directory: the dentry of the last
 * component, counted; `*made' says whether the file has just been made.
 */
static struct dentry *find_or_make(struct nameidata *nd, u32 flags,
				   mode_t mode, bool *made)
{
	struct inode *dir = nd->dentry->d_inode;
	struct dentry *dentry;
	int err = 0;

	mutex_lock(&dir->i_sem);
	dentry = lookup_locked(nd->dentry, &nd->last);
	*made = !IS_ERR(dentry) && !dentry->d_inode;
	if (*made) {
		err = may_create(dir);
		if (!err)
			err = create_file(dir, dentry, mode);
	} else if (!IS_ERR(dentry) && flags & O_EXCL) {
		err = -EEXIST;
	}
	mutex_unlock(&dir->i_sem);
	if (*made)
		sync_change(nd->dentry->d_sb);
	if (!err)
		return dentry;
	dput(dentry);
	return ERR_PTR(err);
}

/*
 * One round of open(O_CREAT): 0 and the file, or 1 if it was a symlink and
 * the walk has to go on to another directory.
 */
static int create_step(struct nameidata *nd, u32 flags, mode_t mode,
		       struct dentry **res, bool *made)
{
	struct dentry *dentry, *top;
	int err = walk_path(nd);

	if (err)
		return err;
	if (nd->last_type != LAST_NORM || nd->flags & LOOKUP_DIRECTORY)
		return -EISDIR;
	pin_walk(nd);
	dentry = find_or_make(nd, flags, mode, made);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	top = top_mount(dentry);
	if (S_ISLNK(top->d_inode->i_mode) && !(flags & O_NOFOLLOW)) {
		err = follow_last(nd, top);
		if (!err)
			*res = dget(nd->dentry);
	} else {
		*res = dget(top);
	}
	dput(dentry);
	return err;
}

static int open_create(int dfd, const char *name, u32 flags, mode_t mode,
		       struct dentry **res)
{
	struct nameidata nd;
	bool made;
	int err = begin_walk(&nd, dfd, name, LOOKUP_PARENT);

	if (err)
		return err;
	do {
		err = create_step(&nd, flags, mode, res, &made);
	} while (err == 1);
	end_walk(&nd);
	if (err || made)
		return err;
	err = check_existing(*res, flags);
	if (err)
		dput(*res);
	return err;
}

/*
 * The dentry that open() with these flags and mode is about, counted, made
 * and cut off as they say, permission checked. A file that has just been made
 * may be opened in any way. 0 or -errno.
 */
int open_namei(int dfd, const char *name, u32 flags, mode_t mode,
	       struct dentry **res)
{
	u32 lookup = flags & O_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct dentry *dentry;
	int err;

	if (flags & O_CREAT && !(flags & O_PATH))
		return open_create(dfd, name, flags, mode, res);
	if (flags & O_DIRECTORY)
		lookup |= LOOKUP_DIRECTORY;
	dentry = lookup_at(dfd, name, lookup);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = check_existing(dentry, flags);
	if (err)
		dput(dentry);
	else
		*res = dentry;
	return err;
}
