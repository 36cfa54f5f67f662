/*
 * create.c - new names: mkdir, mknod, symlink, link and their *at() forms.
 *
 * All go the same way: walk to the directory, lock it, look the last
 * component up, see that it does not exist and may, have the file system
 * make it: create_at(), which is told how by a function.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "names.h"

/*
 * After walk_to_parent(): locks the directory and returns the negative dentry
 * of the last component, counted. Only a directory may have a slash behind
 * its new name. On error nothing is locked and the walk goes on to be the
 * caller's to end.
 */
static struct dentry *begin_create(struct nameidata *nd, bool is_dir)
{
	struct inode *dir = nd->dentry->d_inode;
	struct dentry *dentry;
	int err = 0;

	if (nd->last_type != LAST_NORM)
		return ERR_PTR(-EEXIST);
	mutex_lock(&dir->i_sem);
	dentry = lookup_locked(nd->dentry, &nd->last);
	if (IS_ERR(dentry)) {
		mutex_unlock(&dir->i_sem);
		return dentry;
	}
	if (dentry->d_inode)
		err = -EEXIST;
	else if (nd->flags & LOOKUP_DIRECTORY && !is_dir)
		err = -ENOENT;
	else
		err = may_create(dir);
	if (!err)
		return dentry;
	mutex_unlock(&dir->i_sem);
	dput(dentry);
	return ERR_PTR(err);
}

/* What is to be made. */
struct making {
	int (*make)(const struct making *m, struct inode *dir,
		    struct dentry *dentry);
	mode_t mode;			/* of a directory or node */
	dev_t dev;			/* of a device node */
	const char *target;		/* of a symlink */
	struct dentry *old;		/* counted: it gets one more name */
};

/* Makes it, under this name. 0 or -errno; may sleep. */
static int create_at(const struct making *m, int dfd, const char *name,
		     bool is_dir)
{
	struct nameidata nd;
	struct dentry *dentry;
	struct inode *dir;
	int err = walk_to_parent(&nd, dfd, name);

	if (err)
		return err;
	dentry = begin_create(&nd, is_dir);
	err = PTR_ERR(dentry);
	if (!IS_ERR(dentry)) {
		dir = nd.dentry->d_inode;
		err = m->make(m, dir, dentry);
		mutex_unlock(&dir->i_sem);
		sync_change(dentry->d_sb);
		dput(dentry);
	}
	end_walk(&nd);
	return err;
}

/* Makes an ordinary file: permission was checked. [dir's i_sem] */
int create_file(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	if (!dir->i_op->create)
		return -EACCES;
	return dir->i_op->create(dir, dentry, (mode & S_IALLUGO) | S_IFREG);
}

static int make_dir(const struct making *m, struct inode *dir,
		    struct dentry *dentry)
{
	mode_t mode = m->mode & S_IALLUGO & ~(S_ISUID | S_ISGID);

	if (!dir->i_op->mkdir)
		return -EPERM;
	return dir->i_op->mkdir(dir, dentry, mode | S_IFDIR);
}

static int mkdir_at(int dfd, const char *name, mode_t mode)
{
	struct making m = { .make = make_dir, .mode = mode };

	return create_at(&m, dfd, name, true);
}

/* Makes a directory with just that mode. */
int vfs_mkdir(const char *name, mode_t mode)
{
	return mkdir_at(AT_FDCWD, name, mode);
}

/* What mknod() may be asked for, and by whom. */
static int mknod_allowed(mode_t mode)
{
	switch (mode & S_IFMT) {
	case 0:
	case S_IFREG:
	case S_IFIFO:
	case S_IFSOCK:
		return 0;
	case S_IFCHR:
	case S_IFBLK:
		return capable(CAP_MKNOD) ? 0 : -EPERM;
	case S_IFDIR:
		return -EPERM;
	default:
		return -EINVAL;
	}
}

static int make_node(const struct making *m, struct inode *dir,
		     struct dentry *dentry)
{
	mode_t mode = m->mode;
	dev_t dev = m->dev;

	if (!(mode & S_IFMT) || S_ISREG(mode))
		return create_file(dir, dentry, mode);
	if (!dir->i_op->mknod)
		return -EPERM;
	if (!S_ISCHR(mode) && !S_ISBLK(mode))
		dev = 0;
	return dir->i_op->mknod(dir, dentry, mode & (S_IFMT | S_IALLUGO), dev);
}

static int mknod_at(int dfd, const char *name, mode_t mode, dev_t dev)
{
	struct making m = { .make = make_node, .mode = mode, .dev = dev };
	int err = mknod_allowed(mode);

	return err ? err : create_at(&m, dfd, name, false);
}

/* Makes a device node, FIFO, socket or file with just that mode. */
int vfs_mknod(const char *name, mode_t mode, dev_t dev)
{
	return mknod_at(AT_FDCWD, name, mode, dev);
}

static int make_symlink(const struct making *m, struct inode *dir,
			struct dentry *dentry)
{
	if (!dir->i_op->symlink)
		return -EPERM;
	return dir->i_op->symlink(dir, dentry, m->target);
}

static int symlink_at(const char *target, int dfd, const char *name)
{
	struct making m = { .make = make_symlink, .target = target };

	return create_at(&m, dfd, name, false);
}

int vfs_symlink(const char *target, const char *name)
{
	return symlink_at(target, AT_FDCWD, name);
}

/* May this file get one more name, in dir? */
static int may_link(struct dentry *old, struct inode *dir)
{
	struct inode *inode = old->d_inode;

	if (old->d_sb != dir->i_sb)
		return -EXDEV;
	if (S_ISDIR(inode->i_mode) || !dir->i_op->link ||
	    inode->i_flags & (S_APPEND | S_IMMUTABLE))
		return -EPERM;
	return inode->i_nlink ? 0 : -ENOENT;	/* deleted meanwhile */
}

static int make_link(const struct making *m, struct inode *dir,
		     struct dentry *dentry)
{
	int err = may_link(m->old, dir);

	return err ? err : dir->i_op->link(m->old, dir, dentry);
}

static int link_at(int old_dfd, const char *old, u32 lookup, int dfd,
		   const char *name)
{
	struct making m = { .make = make_link };
	int err;

	m.old = lookup_at(old_dfd, old, lookup);
	if (IS_ERR(m.old))
		return PTR_ERR(m.old);
	err = create_at(&m, dfd, name, false);
	dput(m.old);
	return err;
}

int vfs_link(const char *old, const char *name)
{
	return link_at(AT_FDCWD, old, 0, AT_FDCWD, name);
}

/* --- the calls: user's names, umask, numbers of devices --------------- */

static long user_mkdir(int dfd, const char __user *name, mode_t mode)
{
	char *kname = getname(name);
	long err;

	if (IS_ERR(kname))
		return PTR_ERR(kname);
	err = mkdir_at(dfd, kname, mode & ~current->fs->umask);
	putname(kname);
	return err;
}

SYSCALL2(mkdir, const char __user *, name, mode_t, mode)
{
	return user_mkdir(AT_FDCWD, name, mode);
}

SYSCALL3(mkdirat, int, dfd, const char __user *, name, mode_t, mode)
{
	return user_mkdir(dfd, name, mode);
}

static long user_mknod(int dfd, const char __user *name, mode_t mode, u32 dev)
{
	char *kname = getname(name);
	long err;

	if (IS_ERR(kname))
		return PTR_ERR(kname);
	err = mknod_at(dfd, kname, mode & ~current->fs->umask,
		       new_decode_dev(dev));
	putname(kname);
	return err;
}

SYSCALL3(mknod, const char __user *, name, mode_t, mode, u32, dev)
{
	return user_mknod(AT_FDCWD, name, mode, dev);
}

SYSCALL4(mknodat, int, dfd, const char __user *, name, mode_t, mode, u32, dev)
{
	return user_mknod(dfd, name, mode, dev);
}

static long user_symlink(const char __user *target, int dfd,
			 const char __user *name)
{
	char *from = getname(target), *to;
	long err;

	if (IS_ERR(from))
		return PTR_ERR(from);
	to = getname(name);
	err = PTR_ERR(to);
	if (!IS_ERR(to)) {
		err = symlink_at(from, dfd, to);
		putname(to);
	}
	putname(from);
	return err;
}

SYSCALL2(symlink, const char __user *, target, const char __user *, name)
{
	return user_symlink(target, AT_FDCWD, name);
}

SYSCALL3(symlinkat, const char __user *, target, int, dfd,
	 const char __user *, name)
{
	return user_symlink(target, dfd, name);
}

static long user_link(int old_dfd, const char __user *old, int dfd,
		      const char __user *name, int flags)
{
	u32 lookup = flags & AT_SYMLINK_FOLLOW ? LOOKUP_FOLLOW : 0;
	char *from, *to;
	long err;

	if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH && !capable(CAP_DAC_READ_SEARCH))
		return -ENOENT;
	if (flags & AT_EMPTY_PATH)
		lookup |= LOOKUP_EMPTY;
	from = getname_flags(old, lookup);
	if (IS_ERR(from))
		return PTR_ERR(from);
	to = getname(name);
	err = PTR_ERR(to);
	if (!IS_ERR(to)) {
		err = link_at(old_dfd, from, lookup, dfd, to);
		putname(to);
	}
	putname(from);
	return err;
}

SYSCALL2(link, const char __user *, old, const char __user *, name)
{
	return user_link(AT_FDCWD, old, AT_FDCWD, name, 0);
}

SYSCALL5(linkat, int, old_dfd, const char __user *, old, int, dfd,
	 const char __user *, name, int, flags)
{
	return user_link(old_dfd, old, dfd, name, flags);
}
