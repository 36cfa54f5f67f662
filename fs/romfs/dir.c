/*
 * dir.c - directories of a ROM file system: lists of headers. "." and ".."
 * are in them, as further names.
 */
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

/* The inode number of what a header is a name of. */
static u32 inode_number(const struct romfs_file *f)
{
	return f->kind == ROMFS_LINK ? f->info & -ROMFS_ALIGN : f->at;
}

/* The inode of a name. A directory has one name, which is no link, besides
   "." and "..". ERR_PTR(-EIO). */
static struct inode *inode_of(struct super_block *sb,
			      const struct romfs_file *f)
{
	struct inode *inode = iget(sb, inode_number(f));

	if (!inode)
		return ERR_PTR(-EIO);
	if (!S_ISDIR(inode->i_mode) ||
	    (!inode->i_dentry && f->kind != ROMFS_LINK))
		return inode;
	fs_error(sb, "directory at %lu has two names", inode->i_ino);
	iput(inode);
	return ERR_PTR(-EIO);
}

static struct dentry *romfs_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	struct inode *inode = NULL;
	struct romfs_file f;
	u32 at;
	int err;

	if (name->len > ROMFS_NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	for (at = romfs_start(dir); at && !inode; at = f.next) {
		err = romfs_header(dir->i_sb, at, &f);
		if (err)
			return ERR_PTR(err);
		if (f.len != name->len || memcmp(f.name, name->name, f.len))
			continue;
		inode = inode_of(dir->i_sb, &f);
		if (IS_ERR(inode))
			return ERR_PTR(PTR_ERR(inode));
	}
	d_add(dentry, inode);
	return NULL;
}

static u32 type_of(const struct romfs_file *f)
{
	static const u8 types[] = {
		[ROMFS_LINK] = DT_UNKNOWN, [ROMFS_DIR] = DT_DIR,
		[ROMFS_REG] = DT_REG, [ROMFS_SYMLINK] = DT_LNK,
		[ROMFS_BLK] = DT_BLK, [ROMFS_CHR] = DT_CHR,
		[ROMFS_SOCK] = DT_SOCK, [ROMFS_FIFO] = DT_FIFO,
	};

	return types[f->kind];
}

/* A position is the number of an entry, not the offset of a header: a program
   may set any, and must find an entry there. */
static int romfs_readdir(struct file *file, void *buf, filldir_t fill)
{
	struct inode *dir = file->f_dentry->d_inode;
	struct romfs_file f;
	loff_t n = 0;
	u32 at;
	int err;

	for (at = romfs_start(dir); at; at = f.next, n++) {
		err = romfs_header(dir->i_sb, at, &f);
		if (err)
			return err;
		if (n < file->f_pos)
			continue;
		if (fill(buf, f.name, f.len, n, inode_number(&f),
			 type_of(&f)))
			break;
		file->f_pos = n + 1;
	}
	return 0;
}

const struct inode_operations romfs_dir_inode_operations = {
	.lookup		= romfs_lookup,
};

const struct file_operations romfs_dir_operations = {
	.readdir	= romfs_readdir,
};
