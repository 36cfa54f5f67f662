/*
 * rename.c - a file of a Minix file system gets another name. Both names mean
 * it for a moment, and it has a link more for that: a crash in between loses
 * nothing.
 */
#include <linux/kernel.h>
#include "internal.h"

/* The three entries that change. Places are empty if there is none. */
struct moving {
	struct inode *inode;		/* what moves */
	struct inode *target;		/* what has the new name, or NULL */
	struct minix_place old, new;
	struct minix_place up;		/* its ".." if the parent changes */
};

/* The entry of a name in the cache: if another inode stands there, somebody
   has written to the device. 0, -EIO, -ENOMEM. */
int minix_find_own(struct inode *dir, struct dentry *dentry,
		   struct minix_place *p)
{
	int err = minix_find_entry(dir, dentry->d_name.name,
				   dentry->d_name.len, p);

	if (!err && p->entry->inode == dentry->d_inode->i_ino)
		return 0;
	minix_put_place(p);
	if (err && err != -ENOENT)
		return err;
	fs_error(dir->i_sb, "directory %lu has lost a name", dir->i_ino);
	return -EIO;
}

/* Finds the ".." of a directory that gets another parent. */
static int find_parent(struct moving *m)
{
	int err = minix_find_entry(m->inode, "..", 2, &m->up);

	if (err != -ENOENT)
		return err;
	fs_error(m->inode->i_sb, "directory %lu has no \"..\"",
		 m->inode->i_ino);
	return -EIO;
}

/* What has the new name must be one that can be replaced. */
static int find_target(struct moving *m, struct inode *dir,
		       struct dentry *dentry)
{
	int err = 1;

	if (S_ISDIR(m->target->i_mode))
		err = minix_dir_empty(m->target);
	if (err <= 0)
		return err ? err : -ENOTEMPTY;
	return minix_find_own(dir, dentry, &m->new);
}

/* The new name leads to the inode. If it was another's, that has lost it. */
static int take_new_name(struct moving *m, struct inode *dir,
			 struct dentry *dentry)
{
	if (!m->target)
		return minix_add_entry(dir, dentry->d_name.name,
				       dentry->d_name.len, m->inode->i_ino);
	minix_set_entry(dir, &m->new, m->inode->i_ino);
	minix_drop_links(m->target);
	if (S_ISDIR(m->target->i_mode))
		minix_lose_subdir(dir);
	return 0;
}

/* Finds all, does it. The caller puts the places, whatever happens. */
static int move(struct moving *m, struct inode *old_dir, struct dentry *old,
		struct inode *new_dir, struct dentry *new)
{
	bool up = S_ISDIR(m->inode->i_mode) && old_dir != new_dir;
	int err = minix_find_own(old_dir, old, &m->old);

	if (!err && up)
		err = find_parent(m);
	if (!err && m->target)
		err = find_target(m, new_dir, new);
	if (err)
		return err;
	m->inode->i_nlink++;
	err = minix_write_inode(m->inode, false);
	if (!err)
		err = take_new_name(m, new_dir, new);
	if (!err && up) {
		minix_set_entry(m->inode, &m->up, new_dir->i_ino);
		new_dir->i_nlink++;
		mark_inode_dirty(new_dir);
		minix_lose_subdir(old_dir);
	}
	if (!err)
		minix_set_entry(old_dir, &m->old, 0);
	m->inode->i_nlink--;
	m->inode->i_ctime = current_fs_time();
	mark_inode_dirty(m->inode);
	return err;
}

int minix_rename(struct inode *old_dir, struct dentry *old,
		 struct inode *new_dir, struct dentry *new)
{
	struct moving m = { .inode = old->d_inode, .target = new->d_inode };
	u32 most = minix_sb(old_dir->i_sb)->version->max_links;
	int err;

	if (S_ISDIR(m.inode->i_mode) && old_dir != new_dir && !m.target &&
	    new_dir->i_nlink >= most)
		return -EMLINK;
	err = move(&m, old_dir, old, new_dir, new);
	minix_put_place(&m.old);
	minix_put_place(&m.new);
	minix_put_place(&m.up);
	return err;
}
