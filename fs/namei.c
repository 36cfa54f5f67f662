/*
 * namei.c - from a path to a dentry: the walk.
 *
 * The walk goes from name to name in the name cache, counting nothing: the
 * kernel lock is held, so nothing can change under it. It has to count where
 * it is (pin_walk()) only when it may sleep: when a name is not in the cache,
 * when a symlink is read, when a file system wants to be asked.
 *
 * Symlinks are in follow.c.
 */
#include <linux/fs.h>
#include <linux/sched.h>
#include "names.h"

/* Counts where the walk is; before anything that may sleep. */
void pin_walk(struct nameidata *nd)
{
	struct dentry *old = nd->pin;

	if (old == nd->dentry)
		return;
	nd->pin = dget(nd->dentry);
	dput(old);
}

/* Goes on to a dentry that is counted already. */
void move_pinned(struct nameidata *nd, struct dentry *dentry)
{
	struct dentry *old = nd->pin;

	nd->dentry = nd->pin = dentry;
	dput(old);
}

/* The walk is over: gives back what it held. */
void end_walk(struct nameidata *nd)
{
	if (unlikely(nd->link != NULL))
		drop_links(nd);
	dput(nd->pin);
}

/* The same; returns where it came to, counted. */
struct dentry *take_walk(struct nameidata *nd)
{
	struct dentry *dentry = dget(nd->dentry);

	end_walk(nd);
	return dentry;
}

/* What is to be seen at `dentry': itself, or the root of what has been
   mounted there last. */
struct dentry *top_mount(struct dentry *dentry)
{
	while (unlikely(d_mounted(dentry)))
		dentry = dentry->d_mounts;
	return dentry;
}

/* "..": up, across mounts, but never above the process's root. */
static void walk_up(struct nameidata *nd)
{
	struct dentry *dentry = nd->dentry;

	for (;;) {
		if (dentry == current->fs->root)
			break;
		if (!d_is_root(dentry)) {
			dentry = dentry->d_parent;
			break;
		}
		if (dentry->d_covers == dentry)
			break;
		dentry = dentry->d_covers;
	}
	nd->dentry = top_mount(dentry);
}

/* Does the file system want to be asked whether an entry is still true? */
static bool must_ask(const struct dentry *dentry)
{
	return dentry->d_op && dentry->d_op->d_revalidate;
}

/* Is a cached entry, which the caller has counted, still true? One that is
   not is dropped. */
static bool still_true(struct dentry *dentry)
{
	if (!must_ask(dentry) || d_mounted(dentry) ||
	    dentry->d_op->d_revalidate(dentry))
		return true;
	d_drop(dentry);
	return false;
}

/* Asks the file system for a name that the cache does not have. */
static struct dentry *ask_file_system(struct dentry *parent,
				      const struct qstr *name)
{
	struct inode *dir = parent->d_inode;
	struct dentry *dentry, *err;

	if (dir->i_flags & S_DEAD)
		return ERR_PTR(-ENOENT);
	if (!dir->i_op->lookup)
		return ERR_PTR(-ENOTDIR);
	dentry = d_alloc(parent, name);
	if (!dentry)
		return ERR_PTR(-ENOMEM);
	err = dir->i_op->lookup(dir, dentry);
	if (!err)
		return dentry;
	dput(dentry);
	return err;
}

/*
 * The entry of a name in `parent', whose i_sem and a count the caller holds;
 * negative if there is no such file. Counted, or an error.
 */
struct dentry *lookup_locked(struct dentry *parent, const struct qstr *name)
{
	struct dentry *dentry = d_cached(parent, name);

	if (dentry) {
		dget(dentry);
		if (still_true(dentry))
			return dentry;
		dput(dentry);
	}
	return ask_file_system(parent, name);
}

/* The entry of nd->last where the walk is, counted; it may sleep. */
static struct dentry *lookup_slowly(struct nameidata *nd)
{
	struct dentry *parent, *dentry;

	pin_walk(nd);
	parent = nd->pin;
	mutex_lock(&parent->d_inode->i_sem);
	dentry = lookup_locked(parent, &nd->last);
	mutex_unlock(&parent->d_inode->i_sem);
	return dentry;
}

/*
 * Takes one step, to nd->last. 0: nd->dentry is there; 1: it was a symlink,
 * whose text is to be walked now; -errno.
 */
static int walk_step(struct nameidata *nd, bool follow)
{
	struct dentry *dentry, *counted = NULL;
	int err = 0;

	if (unlikely(nd->last_type != LAST_NORM)) {
		if (nd->last_type == LAST_DOTDOT)
			walk_up(nd);
		return 0;
	}
	dentry = d_cached(nd->dentry, &nd->last);
	if (unlikely(!dentry || must_ask(dentry))) {
		dentry = counted = lookup_slowly(nd);
		if (IS_ERR(dentry))
			return PTR_ERR(dentry);
	}
	dentry = top_mount(dentry);
	if (!dentry->d_inode)
		err = -ENOENT;
	else if (follow && S_ISLNK(dentry->d_inode->i_mode))
		err = follow_last(nd, dentry);
	else if (counted)
		move_pinned(nd, dget(dentry));
	else
		nd->dentry = dentry;
	dput(counted);
	return err;
}

/* May the walk look for a name where it is? */
static int may_walk(struct nameidata *nd)
{
	const struct inode *dir = nd->dentry->d_inode;

	if (dir->i_op->permission)
		pin_walk(nd);			/* it may sleep */
	else if ((dir->i_mode & (S_IFMT | S_IXUGO)) == (S_IFDIR | S_IXUGO))
		return 0;
	return may_search(nd->dentry->d_inode);
}

static enum last_type type_of(const char *name, u32 len)
{
	if (likely(name[0] != '.') || len > 2)
		return LAST_NORM;
	if (len == 1)
		return LAST_DOT;
	return name[1] == '.' ? LAST_DOTDOT : LAST_NORM;
}

/* Takes the next component, at `name', off the path into nd->last. */
static void next_component(struct nameidata *nd, const char *name)
{
	const char *p = name;
	u32 h = 0;

	do {
		h = hash_char(h, *p);
		p++;
	} while (*p && *p != '/');
	nd->last.name = name;
	nd->last.len = p - name;
	nd->last.hash = h;
	nd->last_type = type_of(name, p - name);
	while (*p == '/')
		p++;
	nd->name = p;
}

/* Was there a slash behind the last component? */
static bool slash_follows(const struct nameidata *nd)
{
	return nd->last.name[nd->last.len] == '/';
}

/*
 * Walks up to the last component, and leaves that in nd->last. A slash behind
 * it asks for a directory, and for what a symlink leads to.
 */
static int walk_parents(struct nameidata *nd)
{
	const char *name;
	int err;

	for (;;) {
		for (name = nd->name; *name == '/'; name++)
			;
		if (!*name) {
			if (pop_link(nd))
				continue;
			nd->last_type = LAST_ROOT;
			return 0;
		}
		err = may_walk(nd);
		if (err)
			return err;
		next_component(nd, name);
		if (nd->last.len > NAME_MAX)
			return -ENAMETOOLONG;
		if (!*nd->name && !rest_of_links(nd)) {
			if (slash_follows(nd))
				nd->flags |= LOOKUP_DIRECTORY | LOOKUP_FOLLOW;
			return 0;
		}
		err = walk_step(nd, true);
		if (err < 0)
			return err;
	}
}

/*
 * Walks the whole path, or with LOOKUP_PARENT up to its last component.
 * Wherever it ends, end_walk() or take_walk() must follow.
 */
int walk_path(struct nameidata *nd)
{
	int err;

	do {
		err = walk_parents(nd);
		if (err || nd->flags & LOOKUP_PARENT)
			return err;
		if (nd->last_type == LAST_ROOT)
			break;
		err = walk_step(nd, nd->flags & LOOKUP_FOLLOW);
		if (err < 0)
			return err;
	} while (err);
	if (nd->flags & LOOKUP_DIRECTORY &&
	    !S_ISDIR(nd->dentry->d_inode->i_mode))
		return -ENOTDIR;
	return 0;
}

/* Where a path begins: at the root, the working directory, or at `dfd'. */
static struct dentry *start_of(int dfd, const char *name)
{
	struct file *file;

	if (*name == '/')
		return current->fs->root;
	if (dfd == AT_FDCWD)
		return current->fs->pwd;
	file = fcheck(current->files, dfd);
	if (!file)
		return ERR_PTR(-EBADF);
	if (*name && !S_ISDIR(file->f_dentry->d_inode->i_mode))
		return ERR_PTR(-ENOTDIR);
	return file->f_dentry;
}

/* Prepares a walk along `name', which must stay until its end. On error
   there is nothing to end. */
int begin_walk(struct nameidata *nd, int dfd, const char *name, u32 flags)
{
	if (!*name && !(flags & LOOKUP_EMPTY))
		return -ENOENT;
	nd->dentry = start_of(dfd, name);
	if (IS_ERR(nd->dentry))
		return PTR_ERR(nd->dentry);
	nd->pin = NULL;
	nd->name = name;
	nd->link = NULL;
	nd->flags = flags;
	nd->links = 0;
	return 0;
}

/* Walks to the directory of the last component and counts it. On error the
   walk has been ended. */
int walk_to_parent(struct nameidata *nd, int dfd, const char *name)
{
	int err = begin_walk(nd, dfd, name, LOOKUP_PARENT);

	if (err)
		return err;
	err = walk_path(nd);
	if (err)
		end_walk(nd);
	else
		pin_walk(nd);
	return err;
}

/* What a kernel's name means to current: a counted dentry that has an inode,
   or an error. */
struct dentry *lookup_at(int dfd, const char *name, u32 flags)
{
	struct nameidata nd;
	int err = begin_walk(&nd, dfd, name, flags);

	if (err)
		return ERR_PTR(err);
	err = walk_path(&nd);
	if (likely(!err))
		return take_walk(&nd);
	end_walk(&nd);
	return ERR_PTR(err);
}

/* The same for a user's name. */
struct dentry *user_path_at(int dfd, const char __user *name, u32 flags)
{
	char *kname = getname_flags(name, flags);
	struct dentry *dentry;

	if (IS_ERR(kname))
		return ERR_PTR(PTR_ERR(kname));
	dentry = lookup_at(dfd, kname, flags);
	putname(kname);
	return dentry;
}
