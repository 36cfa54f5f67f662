/*
 * namei.c - making, linking, renaming and deleting names of the memory file
 * system. The caller holds the i_sem of the directories and has checked
 * permissions; after unlink, rmdir and rename it tells the dcache.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <linux/mm.h>
#include "internal.h"

#define LINKS_MAX	32000		/* fits the 16 bits of old stat() */

/* A name that the dcache does not know does not exist. */
static struct dentry *ramfs_lookup(struct inode *dir __unused,
				   struct dentry *dentry)
{
	if (dentry->d_name.len > NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	d_add(dentry, NULL);
	return NULL;
}

/* Gives a new file its name; without one, it goes. */
static int add_or_drop(struct inode *dir, struct dentry *dentry,
		       struct inode *inode)
{
	int err = ramfs_add_entry(dir, dentry, inode);

	if (err) {
		inode->i_nlink = 0;
		iput(inode);
	}
	return err;
}

/* Any kind of file but directories and symlinks; `mode' has the kind. */
int ramfs_mknod(struct inode *dir, struct dentry *dentry, mode_t mode,
		dev_t dev)
{
	struct inode *inode = ramfs_new_inode(dir->i_sb, dir, mode, dev);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	return add_or_drop(dir, dentry, inode);
}

static int ramfs_create(struct inode *dir, struct dentry *dentry,
			mode_t mode)
{
	return ramfs_mknod(dir, dentry, (mode & S_IALLUGO) | S_IFREG, 0);
}

static int ramfs_mkdir(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	int err;

	if (dir->i_nlink >= LINKS_MAX)
		return -EMLINK;
	err = ramfs_mknod(dir, dentry, (mode & S_IALLUGO) | S_IFDIR, 0);
	if (!err)
		dir->i_nlink++;		/* the new one's ".." */
	return err;
}

static int ramfs_symlink(struct inode *dir, struct dentry *dentry,
			 const char *target)
{
	size_t len = strlen(target);
	struct inode *inode;

	inode = ramfs_new_inode(dir->i_sb, dir, S_IFLNK | 0777, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	inode->i_private = kmalloc(len + 1, GFP_KERNEL);
	if (!inode->i_private) {
		inode->i_nlink = 0;
		iput(inode);
		return -ENOMEM;
	}
	memcpy(inode->i_private, target, len + 1);
	inode->i_size = len;
	return add_or_drop(dir, dentry, inode);
}

static int ramfs_readlink(struct dentry *dentry, char *buf, int size)
{
	struct inode *inode = dentry->d_inode;
	int len = inode->i_size;

	if (len > size - 1)
		len = size - 1;
	memcpy(buf, inode->i_private, len);
	buf[len] = '\0';
	return len;
}

static int ramfs_link(struct dentry *old, struct inode *dir,
		      struct dentry *dentry)
{
	struct inode *inode = old->d_inode;
	int err;

	if (inode->i_nlink >= LINKS_MAX)
		return -EMLINK;
	inode->i_count++;		/* the dentry's */
	err = ramfs_add_entry(dir, dentry, inode);
	if (err) {
		iput(inode);
		return err;
	}
	inode->i_nlink++;
	inode->i_ctime = current_fs_time();
	return 0;
}

static int ramfs_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	inode->i_nlink--;
	inode->i_ctime = current_fs_time();
	ramfs_remove_entry(dir, dentry);
	return 0;
}

static int ramfs_rmdir(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	if (!ramfs_dir_empty(inode))
		return -ENOTEMPTY;
	inode->i_nlink = 0;
	dir->i_nlink--;
	ramfs_remove_entry(dir, dentry);
	return 0;
}

/* The name that a rename replaces goes: a file, or an empty directory. */
static int remove_target(struct inode *dir, struct dentry *dentry)
{
	if (!dentry->d_inode)
		return 0;
	if (S_ISDIR(dentry->d_inode->i_mode))
		return ramfs_rmdir(dir, dentry);
	return ramfs_unlink(dir, dentry);
}

static int ramfs_rename(struct inode *old_dir, struct dentry *old,
			struct inode *new_dir, struct dentry *new)
{
	struct inode *inode = old->d_inode;
	bool changes_parent = S_ISDIR(inode->i_mode) && old_dir != new_dir;
	int err;

	if (changes_parent && !new->d_inode && new_dir->i_nlink >= LINKS_MAX)
		return -EMLINK;
	err = remove_target(new_dir, new);
	if (err)
		return err;
	if (changes_parent) {		/* its ".." goes along */
		old_dir->i_nlink--;
		new_dir->i_nlink++;
	}
	inode->i_ctime = current_fs_time();
	ramfs_move_entry(old_dir, new_dir, old);
	return 0;
}

const struct inode_operations ramfs_dir_inode_operations = {
	.lookup		= ramfs_lookup,
	.create		= ramfs_create,
	.link		= ramfs_link,
	.unlink		= ramfs_unlink,
	.symlink	= ramfs_symlink,
	.mkdir		= ramfs_mkdir,
	.rmdir		= ramfs_rmdir,
	.mknod		= ramfs_mknod,
	.rename		= ramfs_rename,
};

const struct inode_operations ramfs_symlink_inode_operations = {
	.readlink	= ramfs_readlink,
};
