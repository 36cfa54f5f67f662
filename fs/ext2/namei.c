/*
 * namei.c - looking up, making, linking, renaming and deleting names. The
 * caller holds the i_sem of the directories and has checked permissions;
 * after unlink, rmdir and rename it tells the dcache.
 *
 * The order of changes is that in which e2fsck can repair what a crash leaves:
 * an inode is in its table before a name leads to it, a new name is there
 * before the old one goes, and an inode goes after its last name.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

static const struct qstr dotdot_name = { .name = "..", .len = 2 };

/* --- looking up ----------------------------------------------------------- */

/* The inode of a name that stands in a directory. ERR_PTR. */
static struct inode *get_inode(struct inode *dir, u32 ino)
{
	struct inode *inode = iget(dir->i_sb, ino);

	if (!inode)
		return ERR_PTR(-EIO);
	if (S_ISDIR(inode->i_mode) && inode->i_dentry) {
		fs_error(dir->i_sb, "directory %u has two names", ino);
		iput(inode);
		return ERR_PTR(-EIO);
	}
	return inode;
}

static struct dentry *ext2_lookup(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = NULL;
	struct ext2_place place;
	u32 ino;
	int err;

	if (dentry->d_name.len > EXT2_NAME_LEN)
		return ERR_PTR(-ENAMETOOLONG);
	err = ext2_find_entry(dir, &dentry->d_name, &place);
	if (!err) {
		ino = ext2_entry_at(&place.bh, place.offset)->inode;
		brelse(&place.bh);
		inode = get_inode(dir, ino);
		if (IS_ERR(inode))
			return ERR_PTR(PTR_ERR(inode));
	} else if (err != -ENOENT) {
		return ERR_PTR(err);
	}
	d_add(dentry, inode);
	return NULL;
}

/* --- making --------------------------------------------------------------- */

static void change_links(struct inode *inode, int by)
{
	inode->i_nlink += by;
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
}

/* One link less; a count that was wrong on the device is no reason to delete
   what may have other names. A directory keeps the two that each has. */
static void drop_link(struct inode *inode)
{
	u32 least = S_ISDIR(inode->i_mode) ? 2 : 0;

	if (inode->i_nlink <= least) {
		fs_error(inode->i_sb, "inode %lu has too few links",
			 inode->i_ino);
		return;
	}
	change_links(inode, -1);
}

/* What was begun cannot be finished: the new inode goes. */
static int drop_new(struct inode *inode, int err)
{
	inode->i_nlink = 0;
	iput(inode);
	return err;
}

/* A new inode, complete, gets its name; else it goes. */
static int add_new(struct inode *dir, struct dentry *dentry,
		   struct inode *inode)
{
	int err = ext2_write_inode(inode, false);

	if (!err)
		err = ext2_add_entry(dir, &dentry->d_name, inode);
	if (err)
		return drop_new(inode, err);
	d_instantiate(dentry, inode);
	return ext2_dir_sync(dir, inode);
}

static int ext2_mknod(struct inode *dir, struct dentry *dentry, mode_t mode,
		      dev_t dev)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_kind(inode, dev);
	return add_new(dir, dentry, inode);
}

static int ext2_create(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	return ext2_mknod(dir, dentry, (mode & S_IALLUGO) | S_IFREG, 0);
}

static int ext2_symlink(struct inode *dir, struct dentry *dentry,
			const char *target)
{
	struct inode *inode;
	int err;

	if (strlen(target) >= dir->i_sb->s_blocksize)
		return -ENAMETOOLONG;
	inode = ext2_new_inode(dir, S_IFLNK | S_IRWXU | S_IRWXG | S_IRWXO);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_kind(inode, 0);
	err = ext2_write_symlink(inode, target);
	return err ? drop_new(inode, err) : add_new(dir, dentry, inode);
}

static int ext2_mkdir(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	struct inode *inode;
	int err;

	if (dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	inode = ext2_new_inode(dir, (mode & S_IALLUGO) | S_IFDIR);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_kind(inode, 0);
	inode->i_nlink = 2;
	err = ext2_make_empty(inode, dir);
	if (err)
		return drop_new(inode, err);
	change_links(dir, 1);		/* the new one's ".." */
	err = add_new(dir, dentry, inode);
	if (!dentry->d_inode)
		change_links(dir, -1);
	return err;
}

static int ext2_link(struct dentry *old, struct inode *dir,
		     struct dentry *dentry)
{
	struct inode *inode = old->d_inode;
	int err;

	if (inode->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	change_links(inode, 1);
	err = ext2_write_inode(inode, false);
	if (!err)
		err = ext2_add_entry(dir, &dentry->d_name, inode);
	if (err) {
		change_links(inode, -1);
		return err;
	}
	inode->i_count++;		/* the dentry's */
	d_instantiate(dentry, inode);
	return ext2_dir_sync(dir, inode);
}

/* --- deleting ------------------------------------------------------------- */

/* Where the name of `inode' is in dir, in which the VFS knows it. -EIO if it is
   not there. */
static int find_name(struct inode *dir, const struct qstr *name,
		     const struct inode *inode, struct ext2_place *place)
{
	int err = ext2_find_entry(dir, name, place);

	if (!err) {
		if (ext2_entry_at(&place->bh, place->offset)->inode ==
		    inode->i_ino)
			return 0;
		brelse(&place->bh);
	} else if (err != -ENOENT) {
		return err;
	}
	fs_error(dir->i_sb, "directory %lu has lost a name of inode %lu",
		 dir->i_ino, inode->i_ino);
	return -EIO;
}

/* Takes the name of `inode' out of dir. */
static int remove_name(struct inode *dir, const struct qstr *name,
		       const struct inode *inode)
{
	struct ext2_place place;
	int err = find_name(dir, name, inode, &place);

	if (err)
		return err;
	err = ext2_delete_entry(dir, &place);
	brelse(&place.bh);
	return err;
}

static int ext2_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	int err = remove_name(dir, &dentry->d_name, inode);

	if (err)
		return err;
	drop_link(inode);
	return ext2_dir_sync(dir, inode);
}

/* A directory that is empty has lost its name. */
static void end_directory(struct inode *dir, struct inode *inode)
{
	inode->i_nlink = 0;
	inode->i_size = 0;
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	drop_link(dir);			/* its ".." */
}

static int ext2_rmdir(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	int err = ext2_empty_dir(inode);

	if (!err)
		err = remove_name(dir, &dentry->d_name, inode);
	if (err)
		return err;
	end_directory(dir, inode);
	return ext2_dir_sync(dir, inode);
}

/* --- renaming ------------------------------------------------------------- */

/* The new name leads to the inode instead of what it had before. */
static int replace_target(struct inode *dir, struct dentry *dentry,
			  const struct inode *inode)
{
	struct inode *target = dentry->d_inode;
	bool is_dir = S_ISDIR(target->i_mode);
	struct ext2_place place;
	int err = is_dir ? ext2_empty_dir(target) : 0;

	if (!err)
		err = find_name(dir, &dentry->d_name, target, &place);
	if (err)
		return err;
	ext2_set_entry(dir, &place, inode);
	brelse(&place.bh);
	if (is_dir)
		end_directory(dir, target);
	else
		drop_link(target);
	return 0;
}

/* Gives the inode the new name. */
static int enter_new_name(struct inode *new_dir, struct dentry *new,
			  const struct inode *inode)
{
	if (!ext2_writable(new_dir->i_sb))
		return -EROFS;
	if (new->d_inode)
		return replace_target(new_dir, new, inode);
	return ext2_add_entry(new_dir, &new->d_name, inode);
}

/* Both names are there: the old one goes, and ".." follows. */
static int leave_old_name(struct inode *old_dir, struct dentry *old,
			  struct inode *new_dir, struct ext2_place *dotdot)
{
	struct inode *inode = old->d_inode;
	int err = remove_name(old_dir, &old->d_name, inode);

	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	if (!err && dotdot) {
		ext2_set_entry(inode, dotdot, new_dir);
		drop_link(old_dir);
		change_links(new_dir, 1);
	}
	return err;
}

static int ext2_rename(struct inode *old_dir, struct dentry *old,
		       struct inode *new_dir, struct dentry *new)
{
	struct inode *inode = old->d_inode;
	bool moves = S_ISDIR(inode->i_mode) && old_dir != new_dir;
	struct ext2_place place, *dotdot = moves ? &place : NULL;
	int err;

	if (moves && !new->d_inode && new_dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	err = find_name(old_dir, &old->d_name, inode, &place);
	if (err)			/* before anything has changed */
		return err;
	brelse(&place.bh);
	if (moves)
		err = find_name(inode, &dotdot_name, old_dir, dotdot);
	if (err)
		return err;
	err = enter_new_name(new_dir, new, inode);
	if (!err)
		err = leave_old_name(old_dir, old, new_dir, dotdot);
	if (dotdot)
		brelse(&dotdot->bh);
	if (!err)
		err = ext2_dir_sync(old_dir, inode);
	return err ? err : ext2_dir_sync(new_dir, inode);
}

const struct inode_operations ext2_dir_inode_operations = {
	.lookup		= ext2_lookup,
	.create		= ext2_create,
	.link		= ext2_link,
	.unlink		= ext2_unlink,
	.symlink	= ext2_symlink,
	.mkdir		= ext2_mkdir,
	.rmdir		= ext2_rmdir,
	.mknod		= ext2_mknod,
	.rename		= ext2_rename,
};
