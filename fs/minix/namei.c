/*
 * namei.c - names of a Minix file system come, go and change (rename.c). The
 * caller holds the i_sem of the directories and has checked permissions.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

/* The inode that an entry leads to; a directory must have no other name.
   ERR_PTR(-EIO). */
static struct inode *inode_of(struct inode *dir, struct minix_place *p)
{
	int ino = minix_entry_ino(dir->i_sb, p);
	struct inode *inode;

	minix_put_place(p);
	inode = ino < 0 ? NULL : iget(dir->i_sb, ino);
	if (!inode)
		return ERR_PTR(-EIO);
	if (!inode->i_dentry)
		return inode;
	fs_error(dir->i_sb, "directory %d has two names", ino);
	iput(inode);
	return ERR_PTR(-EIO);
}

/* A name that is too long is refused: if it were cut, it would be that of
   another file. */
static struct dentry *minix_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	struct inode *inode = NULL;
	struct minix_place p;
	int err;

	if (name->len > minix_sb(dir->i_sb)->name_len)
		return ERR_PTR(-ENAMETOOLONG);
	err = minix_find_entry(dir, name->name, name->len, &p);
	if (!err) {
		inode = inode_of(dir, &p);
		if (IS_ERR(inode))
			return ERR_PTR(PTR_ERR(inode));
	} else if (err != -ENOENT) {
		return ERR_PTR(err);
	}
	d_add(dentry, inode);
	return NULL;
}

/* The inode loses links: all of a directory, one of a file. */
void minix_drop_links(struct inode *inode)
{
	if (S_ISDIR(inode->i_mode))
		inode->i_nlink = 0;
	else if (inode->i_nlink)
		inode->i_nlink--;
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
}

/* A directory in dir has gone, and with it a ".." that meant dir. Two links
   are dir's own, whatever the device says. */
void minix_lose_subdir(struct inode *dir)
{
	if (dir->i_nlink > 2)
		dir->i_nlink--;
	else
		fs_error(dir->i_sb, "directory %lu has too few links",
			 dir->i_ino);
	mark_inode_dirty(dir);
}

/*
 * Gives a new file, complete but for that, its name. err: of what came before;
 * with that or without a name, the file goes. The inode is written first: a
 * name must not lead to nothing.
 */
static int add_name(struct inode *dir, struct dentry *dentry,
		    struct inode *inode, int err)
{
	if (!err)
		err = minix_write_inode(inode, false);
	if (!err)
		err = minix_add_entry(dir, dentry->d_name.name,
				      dentry->d_name.len, inode->i_ino);
	if (!err) {
		d_instantiate(dentry, inode);
		return 0;
	}
	inode->i_nlink = 0;
	iput(inode);
	return err;
}

static int minix_mknod(struct inode *dir, struct dentry *dentry, mode_t mode,
		       dev_t dev)
{
	struct inode *inode = minix_new_inode(dir, mode, dev);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	return add_name(dir, dentry, inode, 0);
}

static int minix_create(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	return minix_mknod(dir, dentry, mode, 0);
}

static int minix_symlink(struct inode *dir, struct dentry *dentry,
			 const char *target)
{
	size_t len = strlen(target);
	struct inode *inode;

	if (len >= MINIX_BLOCK_SIZE)
		return -ENAMETOOLONG;
	inode = minix_new_inode(dir, S_IFLNK | 0777, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	return add_name(dir, dentry, inode,
			minix_write_link(inode, target, len));
}

static int minix_mkdir(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	struct inode *inode;
	int err;

	if (dir->i_nlink >= minix_sb(dir->i_sb)->version->max_links)
		return -EMLINK;
	inode = minix_new_inode(dir, mode, 0);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	inode->i_nlink = 2;
	err = add_name(dir, dentry, inode,
		       minix_make_empty(inode, dir->i_ino));
	if (err)
		return err;
	dir->i_nlink++;
	mark_inode_dirty(dir);
	return 0;
}

static int minix_link(struct dentry *old, struct inode *dir,
		      struct dentry *dentry)
{
	struct inode *inode = old->d_inode;
	int err;

	if (inode->i_nlink >= minix_sb(dir->i_sb)->version->max_links)
		return -EMLINK;
	inode->i_nlink++;
	inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
	err = minix_write_inode(inode, false);
	if (!err)
		err = minix_add_entry(dir, dentry->d_name.name,
				      dentry->d_name.len, inode->i_ino);
	if (err) {
		inode->i_nlink--;
		return err;
	}
	inode->i_count++;		/* the dentry's */
	d_instantiate(dentry, inode);
	return 0;
}

/* Takes the entry of a name away, which must be that of its inode. */
static int remove_name(struct inode *dir, struct dentry *dentry)
{
	struct minix_place p;
	int err = minix_find_own(dir, dentry, &p);

	if (!err)
		minix_set_entry(dir, &p, 0);
	return err;
}

static int minix_unlink(struct inode *dir, struct dentry *dentry)
{
	int err = remove_name(dir, dentry);

	if (!err)
		minix_drop_links(dentry->d_inode);
	return err;
}

static int minix_rmdir(struct inode *dir, struct dentry *dentry)
{
	int err = minix_dir_empty(dentry->d_inode);

	if (err < 0)
		return err;
	err = err ? remove_name(dir, dentry) : -ENOTEMPTY;
	if (err)
		return err;
	minix_drop_links(dentry->d_inode);
	minix_lose_subdir(dir);
	return 0;
}

const struct inode_operations minix_dir_inode_operations = {
	.lookup		= minix_lookup,
	.create		= minix_create,
	.link		= minix_link,
	.unlink		= minix_unlink,
	.symlink	= minix_symlink,
	.mkdir		= minix_mkdir,
	.rmdir		= minix_rmdir,
	.mknod		= minix_mknod,
	.rename		= minix_rename,
	.setattr	= minix_setattr,
	.revalidate	= minix_revalidate,
};
