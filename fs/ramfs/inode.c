/*
 * inode.c - inodes of the memory file system: they come with a name and go
 * with the last one, or with the file system.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include "internal.h"

/* What a directory needs besides. 0 or -ENOMEM. */
static int make_directory(struct inode *inode)
{
	struct ramfs_dir *dir = kmalloc(sizeof(*dir), GFP_KERNEL);

	if (!dir)
		return -ENOMEM;
	ramfs_init_dir(dir);
	inode->i_private = dir;
	inode->i_op = &ramfs_dir_inode_operations;
	inode->i_fop = &ramfs_dir_operations;
	inode->i_nlink = 2;		/* its name, and "." */
	return 0;
}

/* The part that depends on the kind of file. 0 or -ENOMEM. */
static int set_kind(struct inode *inode, dev_t dev)
{
	switch (inode->i_mode & S_IFMT) {
	case S_IFDIR:
		return make_directory(inode);
	case S_IFREG:
		inode->i_op = &ramfs_file_inode_operations;
		inode->i_fop = &ramfs_file_operations;
		inode->i_data.a_ops = &ramfs_aops;
		return 0;
	case S_IFLNK:
		inode->i_op = &ramfs_symlink_inode_operations;
		return 0;
	default:
		init_special_inode(inode, inode->i_mode, dev);
		return 0;
	}
}

/*
 * A new file of mode `mode', with its kind, for a name in `dir' (NULL: for
 * none). One count and one link; a directory has two. -ENOSPC, -ENOMEM.
 */
struct inode *ramfs_new_inode(struct super_block *sb,
			      const struct inode *dir, mode_t mode,
			      dev_t dev)
{
	struct ramfs_sb *rs = sb->s_fs_info;
	struct inode *inode;

	if (rs->max_inodes && rs->used_inodes >= rs->max_inodes)
		return ERR_PTR(-ENOSPC);
	inode = new_inode(sb);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	rs->used_inodes++;
	inode->i_ino = ++rs->last_ino;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	inode_init_owner(inode, dir, mode);
	if (set_kind(inode, dev)) {
		inode->i_nlink = 0;
		iput(inode);
		return ERR_PTR(-ENOMEM);
	}
	return inode;
}

/* The inode goes, its pages have gone: gives back the rest. */
void ramfs_clear_inode(struct inode *inode)
{
	struct ramfs_sb *rs = inode->i_sb->s_fs_info;

	if (S_ISDIR(inode->i_mode) && inode->i_private)
		ramfs_free_dir(inode->i_private);
	kfree(inode->i_private);	/* or the text of a symlink */
	inode->i_private = NULL;
	rs->used_inodes--;
	if (inode->i_op->truncate)	/* a file: its pages */
		inode->i_op->truncate(inode);
}
