/*
 * rename.c - a file gets another name, in the same or in another directory,
 * and what had that name before loses it, in one step.
 *
 * Locks: sb->s_rename if two directories are concerned, so that the tree
 * above them stands still; then the directories, one that contains the other
 * first; then a directory that is to be replaced.
 */
#include <linux/fs.h>
#include <linux/syscalls.h>
#include "names.h"

#define RENAME_NOREPLACE	1
#define RENAME_EXCHANGE		2
#define RENAME_WHITEOUT		4

/* The names as they are found, counted; zero is both "not yet" and "none". */
struct renaming {
	struct nameidata from, to;	/* walked to the directories */
	struct dentry *old, *new;
	u32 flags;			/* RENAME_ */
};

static void lock_directories(struct dentry *a, struct dentry *b)
{
	struct dentry *swap;

	if (a == b) {
		mutex_lock(&a->d_inode->i_sem);
		return;
	}
	mutex_lock(&a->d_sb->s_rename);
	if (is_subdir(a, b) || (a > b && !is_subdir(b, a))) {
		swap = a;
		a = b;
		b = swap;
	}
	mutex_lock(&a->d_inode->i_sem);
	mutex_lock(&b->d_inode->i_sem);
}

static void unlock_directories(struct dentry *a, struct dentry *b)
{
	mutex_unlock(&a->d_inode->i_sem);
	if (a == b)
		return;
	mutex_unlock(&b->d_inode->i_sem);
	mutex_unlock(&a->d_sb->s_rename);
}

/* Looks both names up, with the directories locked. */
static int find_both(struct renaming *r)
{
	r->old = lookup_locked(r->from.dentry, &r->from.last);
	if (IS_ERR(r->old)) {
		r->new = NULL;
		return PTR_ERR(r->old);
	}
	r->new = lookup_locked(r->to.dentry, &r->to.last);
	if (IS_ERR(r->new))
		return PTR_ERR(r->new);
	if (!r->old->d_inode)
		return -ENOENT;
	if (r->flags & RENAME_NOREPLACE && r->new->d_inode)
		return -EEXIST;
	return 0;
}

/* What the names themselves forbid: slashes behind those of files, a
   directory that would come to lie in itself. */
static int check_names(const struct renaming *r)
{
	if (!S_ISDIR(r->old->d_inode->i_mode) &&
	    (r->from.flags | r->to.flags) & LOOKUP_DIRECTORY)
		return -ENOTDIR;
	if (is_subdir(r->to.dentry, r->old))
		return -EINVAL;
	if (is_subdir(r->from.dentry, r->new))
		return -ENOTEMPTY;
	return 0;
}

/* What permissions, kinds and mounts forbid. */
static int check_rename(const struct renaming *r)
{
	struct inode *old_dir = r->from.dentry->d_inode;
	struct inode *new_dir = r->to.dentry->d_inode;
	bool is_dir = S_ISDIR(r->old->d_inode->i_mode);
	int err = may_delete(old_dir, r->old, is_dir);

	if (err)
		return err;
	err = r->new->d_inode ? may_delete(new_dir, r->new, is_dir) :
	      may_create(new_dir);
	if (err)
		return err;
	if (!old_dir->i_op->rename)
		return -EPERM;
	/* a directory's ".." changes: that is a write, too */
	if (is_dir && old_dir != new_dir)
		return permission(r->old->d_inode, MAY_WRITE);
	return 0;
}

/* All is checked but what may change while the target is locked. */
static int do_rename(struct renaming *r)
{
	struct inode *old_dir = r->from.dentry->d_inode;
	struct inode *new_dir = r->to.dentry->d_inode;
	struct inode *target = r->new->d_inode;
	bool dir = target && S_ISDIR(target->i_mode);
	int err = -EBUSY;

	if (target)
		target->i_count++;
	if (dir)
		mutex_lock(&target->i_sem);
	if (!d_mounted(r->old) && !d_mounted(r->new))
		err = old_dir->i_op->rename(old_dir, r->old, new_dir, r->new);
	if (!err && dir)
		forget_directory(r->new);
	if (dir)
		mutex_unlock(&target->i_sem);
	if (!err)
		d_move(r->old, r->new);
	return err;
}

/* Both walks stand at their directories. `*replaced' is the inode that lost
   its name, to be put when all locks are free. */
static int rename_last(struct renaming *r, struct inode **replaced)
{
	int err;

	lock_directories(r->from.dentry, r->to.dentry);
	err = find_both(r);
	if (!err)
		err = check_names(r);
	if (!err && r->old->d_inode != r->new->d_inode) {
		err = check_rename(r);
		if (!err) {
			*replaced = r->new->d_inode;
			err = do_rename(r);
		}
	}
	unlock_directories(r->from.dentry, r->to.dentry);
	return err;
}

static int rename_walked(struct renaming *r)
{
	struct inode *replaced = NULL;
	int err;

	if (r->from.dentry->d_sb != r->to.dentry->d_sb)
		return -EXDEV;
	if (r->from.last_type != LAST_NORM)
		return -EBUSY;
	if (r->to.last_type != LAST_NORM)
		return r->flags & RENAME_NOREPLACE ? -EEXIST : -EBUSY;
	err = rename_last(r, &replaced);
	if (!IS_ERR(r->old))
		dput(r->old);
	if (!IS_ERR(r->new))
		dput(r->new);
	iput(replaced);
	sync_change(r->to.dentry->d_sb);
	return err;
}

static int rename_at(int old_dfd, const char *old, int new_dfd,
		     const char *new, u32 flags)
{
	struct renaming r = { .flags = flags };
	int err = walk_to_parent(&r.from, old_dfd, old);

	if (err)
		return err;
	err = walk_to_parent(&r.to, new_dfd, new);
	if (!err) {
		err = rename_walked(&r);
		end_walk(&r.to);
	}
	end_walk(&r.from);
	return err;
}

static long user_rename(int old_dfd, const char __user *old, int new_dfd,
			const char __user *new, u32 flags)
{
	char *from, *to;
	long err;

	if (flags & ~RENAME_NOREPLACE)		/* no file system has more */
		return -EINVAL;
	from = getname(old);
	if (IS_ERR(from))
		return PTR_ERR(from);
	to = getname(new);
	err = PTR_ERR(to);
	if (!IS_ERR(to)) {
		err = rename_at(old_dfd, from, new_dfd, to, flags);
		putname(to);
	}
	putname(from);
	return err;
}

SYSCALL2(rename, const char __user *, old, const char __user *, new)
{
	return user_rename(AT_FDCWD, old, AT_FDCWD, new, 0);
}

SYSCALL4(renameat, int, old_dfd, const char __user *, old, int, new_dfd,
	 const char __user *, new)
{
	return user_rename(old_dfd, old, new_dfd, new, 0);
}

SYSCALL5(renameat2, int, old_dfd, const char __user *, old, int, new_dfd,
	 const char __user *, new, u32, flags)
{
	return user_rename(old_dfd, old, new_dfd, new, flags);
}
