/*
 * namespace.c - which file system is where in the tree of names: mount and
 * umount. A mount may move (MS_MOVE), with all that is below it.
 *
 * A file system is mounted once. The dentry that it covers points to its root
 * (d_mounts) and back (d_covers); what is mounted over a mounted root hangs on
 * that. Each mount has a count on the dentry that it covers.
 *
 * A file system that is detached while in use (MNT_DETACH) has no place any
 * more, and ends at the next umount(), mount() or sync() after its last user.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/string.h>
#include "names.h"

struct mount {
	struct list_head list;
	struct dentry *covered;		/* counted; of the first: its root */
	struct super_block *sb;
	char device[];			/* as mount() was told */
};

static LIST_HEAD(mounts);		/* [k] in the order of mounting */
static LIST_HEAD(detached);		/* [k] in use, and nowhere */
static struct mutex mount_sem;		/* one mount or umount at a time */

/* Once, before the first mount. */
void namespace_init(void)
{
	mutex_init(&mount_sem);
}

void lock_mounts(void)
{
	mutex_lock(&mount_sem);
}

void unlock_mounts(void)
{
	mutex_unlock(&mount_sem);
}

static struct mount *alloc_mount(const char *device)
{
	size_t len = strlen(device) + 1;
	struct mount *m = kmalloc(sizeof(*m) + len, GFP_KERNEL);

	if (m)
		memcpy(m->device, device, len);
	return m;
}

/* The mount whose root that is; NULL. */
static struct mount *find_mount(const struct dentry *root)
{
	struct mount *m;

	list_for_each_entry(m, &mounts, list)
		if (m->sb->s_root == root)
			return m;
	return NULL;
}

bool nth_mount(int n, struct vfsmount_info *info)
{
	struct mount *m;

	list_for_each_entry(m, &mounts, list) {
		if (n-- == 0) {
			info->device = m->device;
			info->mountpoint = m->covered;
			info->sb = m->sb;
			return true;
		}
	}
	return false;
}

/* The root of everything: for process 1, which stands in it. */
void mount_root(struct file_system_type *type)
{
	struct mount *m = alloc_mount(type->name);
	struct super_block *sb = get_sb(type, type->name, 0, NULL);
	struct fs_struct *fs = current->fs;

	if (!m || IS_ERR(sb))
		panic("Cannot mount the root file system (%s)", type->name);
	m->sb = sb;
	m->covered = sb->s_root;
	list_add_tail(&m->list, &mounts);
	fs->root = dget(sb->s_root);
	fs->pwd = dget(sb->s_root);
}

/*
 * Puts m over `dentry', or over what is mounted there already, and takes over
 * the count if it can. -ENOENT: it was removed in the meantime; who removes it
 * has its i_sem till then.
 */
static int cover(struct mount *m, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	struct dentry *top;
	int err = -ENOENT;

	mutex_lock(&inode->i_sem);
	if (!(inode->i_flags & S_DEAD)) {
		top = top_mount(dentry);
		m->covered = dget(top);
		top->d_mounts = m->sb->s_root;
		m->sb->s_root->d_covers = top;
		err = 0;
	}
	mutex_unlock(&inode->i_sem);
	if (!err)
		dput(dentry);
	return err;
}

/* Takes m out of the tree of names. Its count on what it covers passes to the
   caller. */
static struct dentry *detach(struct mount *m)
{
	struct dentry *covered = m->covered;

	covered->d_mounts = covered;
	m->sb->s_root->d_covers = m->sb->s_root;
	list_del(&m->list);
	return covered;
}

static bool is_busy(const struct mount *m)
{
	shrink_dcache_sb(m->sb);
	return d_tree_busy(m->sb->s_root, m->sb->s_type->fs_flags & FS_PINNED);
}

/* The end of a mount that has been detached. */
static void end_mount(struct mount *m)
{
	kill_sb(m->sb);
	kfree(m);
}

/* Ends detached file systems whose last user has gone. [mount_sem] */
static void end_detached(void)
{
	struct mount *m, *next;

	list_for_each_entry_safe(m, next, &detached, list)
		if (!is_busy(m)) {
			list_del(&m->list);
			end_mount(m);
		}
}

/* The same, for who does not mount or umount himself. May sleep. */
void reap_detached(void)
{
	if (list_empty(&detached))
		return;
	mutex_lock(&mount_sem);
	end_detached();
	mutex_unlock(&mount_sem);
}

/* Mounts a new file system over `dentry', whose count it takes over. */
static int mount_new(struct file_system_type *type, const char *dev,
		     struct dentry *dentry, u32 flags, void *data)
{
	struct mount *m = alloc_mount(dev);
	int err = -ENOMEM;

	if (!m)
		goto out;
	m->sb = get_sb(type, dev, flags, data);
	err = PTR_ERR(m->sb);
	if (IS_ERR(m->sb))
		goto out;
	err = cover(m, dentry);
	if (!err) {
		list_add_tail(&m->list, &mounts);
		return 0;
	}
	kill_sb(m->sb);
out:
	kfree(m);
	dput(dentry);
	return err;
}

static int remount(struct dentry *dentry, u32 flags, char *data)
{
	int err = -EINVAL;

	if (find_mount(dentry))
		err = remount_sb(dentry->d_sb, flags, data);
	dput(dentry);
	return err;
}

static bool is_first(const struct mount *m)
{
	return list_first_entry(&mounts, struct mount, list) == m;
}

/* Is it in m, or in what is mounted there? */
static bool is_below(const struct dentry *dentry, const struct mount *m)
{
	const struct dentry *root;

	for (;;) {
		root = dentry->d_sb->s_root;
		if (root == m->sb->s_root)
			return true;
		if (root->d_covers == root)
			return false;
		dentry = root->d_covers;
	}
}

/* MS_MOVE: what is mounted at `root' covers `to' from now on. Both counts are
   taken over. */
static int move_mount(struct dentry *root, struct dentry *to)
{
	struct mount *m = find_mount(root);
	struct dentry *old;
	int err = -EINVAL;

	dput(root);
	if (!m || is_first(m) || !S_ISDIR(to->d_inode->i_mode))
		goto out;
	err = -ELOOP;
	if (is_below(top_mount(to), m))
		goto out;
	old = m->covered;
	err = cover(m, to);
	if (err)
		goto out;
	old->d_mounts = old;
	dput(old);
	return 0;
out:
	dput(to);
	return err;
}

static int do_move_mount(const char *from, struct dentry *to)
{
	struct dentry *root = lookup_at(AT_FDCWD, from, LOOKUP_FOLLOW);
	int err;

	if (IS_ERR(root)) {
		dput(to);
		return PTR_ERR(root);
	}
	mutex_lock(&mount_sem);
	err = move_mount(root, to);
	mutex_unlock(&mount_sem);
	return err;
}

/* Everything but a remount and a move wants a kind that there is. */
static int find_type(const char *name, u32 flags,
		     struct file_system_type **type)
{
	*type = NULL;
	if (flags & (MS_REMOUNT | MS_MOVE))
		return 0;
	if (!name)
		return -EINVAL;
	*type = get_fs_type(name);
	return *type ? 0 : -ENODEV;
}

/* All strings are the kernel's; data and type (for MS_REMOUNT) may be NULL.
   Permission was checked. May sleep. */
int do_mount(const char *dev, const char *dir, const char *type, u32 flags,
	     void *data)
{
	struct file_system_type *fs;
	struct dentry *dentry;
	bool moves;
	int err;

	if ((flags & MS_MGC_MSK) == MS_MGC_VAL)
		flags &= ~MS_MGC_MSK;
	flags &= ~MS_PSEUDO;
	if (flags & MS_BIND)
		return -EINVAL;
	err = find_type(type, flags, &fs);
	if (err)
		return err;
	moves = (flags & (MS_REMOUNT | MS_MOVE)) == MS_MOVE;
	dentry = lookup_at(AT_FDCWD, dir, LOOKUP_FOLLOW |
			   (moves ? 0 : LOOKUP_DIRECTORY));
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	if (moves)
		return do_move_mount(dev, dentry);
	mutex_lock(&mount_sem);
	end_detached();
	err = flags & MS_REMOUNT ? remount(dentry, flags, data) :
	      mount_new(fs, dev, dentry, flags, data);
	mutex_unlock(&mount_sem);
	return err;
}

/* A mount that is below m in the tree; NULL. */
static struct mount *find_child(const struct mount *m)
{
	struct mount *child;

	list_for_each_entry(child, &mounts, list)
		if (child != m && child->covered->d_sb == m->sb)
			return child;
	return NULL;
}

/* Takes m out of the tree, in use or not. */
static void detach_lazily(struct mount *m)
{
	struct dentry *covered = detach(m);

	list_add_tail(&m->list, &detached);
	dput(covered);
}

/* MNT_DETACH: m leaves the tree with all that is mounted below it. */
static void detach_tree(struct mount *m)
{
	struct mount *leaf, *child;

	while ((leaf = find_child(m)) != NULL) {
		while ((child = find_child(leaf)) != NULL)
			leaf = child;
		detach_lazily(leaf);
	}
	detach_lazily(m);
	end_detached();
}

/*
 * [mount_sem] The test for users is the last thing before the end of what
 * they might use, with no sleep between.
 */
static int umount_mount(struct mount *m, bool lazy)
{
	struct super_block *sb = m->sb;

	if (is_first(m))
		return lazy ? -EINVAL :
		       remount_sb(sb, sb->s_flags | MS_RDONLY, NULL);
	if (lazy) {
		detach_tree(m);
		return 0;
	}
	if (find_child(m) || is_busy(m))
		return -EBUSY;
	dput(detach(m));
	end_mount(m);
	return 0;
}

/*
 * umount() of a counted dentry, which is put: -EINVAL unless it is the root
 * of a file system. The root of everything becomes read-only instead. May
 * sleep.
 */
int umount_dentry(struct dentry *root, bool lazy)
{
	struct mount *m;
	int err = -EINVAL;

	mutex_lock(&mount_sem);
	m = find_mount(root);
	dput(root);
	if (m)
		err = umount_mount(m, lazy);
	mutex_unlock(&mount_sem);
	return err;
}
