/*
 * file.c - contents of files of a Minix file system, by way of the page cache
 * and block_file.c; symlinks, whose text is one block; attributes.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

static int minix_readpage(struct inode *inode, struct page *page)
{
	return block_read_page(inode, page, minix_get_block);
}

static int minix_writepage(struct inode *inode, struct page *page)
{
	return block_write_page(inode, page, minix_get_block);
}

static int minix_prepare_write(struct inode *inode, struct page *page,
			       u32 from, u32 to)
{
	return block_prepare_write(inode, page, from, to, minix_get_block);
}

static int minix_commit_write(struct inode *inode, struct page *page,
			      u32 from, u32 to)
{
	return block_commit_write(inode, page, from, to, minix_get_block);
}

/* The size is a new one: what lies behind it goes. Errors have been told;
   there is nobody to return them to. */
static void minix_truncate(struct inode *inode)
{
	block_truncate_tail(inode, minix_get_block);
	minix_trim(inode, ((u32)inode->i_size + MINIX_BLOCK_SIZE - 1) >>
		   MINIX_BLOCK_SHIFT);
	inode->i_mtime = inode->i_ctime = current_fs_time();
	mark_inode_dirty(inode);
}

/* As for all file systems, but owners must fit. 0 or -errno. [i_sem] */
int minix_setattr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = dentry->d_inode;
	uid_t uid = attr->ia_valid & ATTR_UID ? attr->ia_uid : 0;
	gid_t gid = attr->ia_valid & ATTR_GID ? attr->ia_gid : 0;
	int err = inode_change_ok(inode, attr);

	if (!err)
		err = minix_check_owner(inode->i_sb, uid, gid);
	return err ? err : inode_setattr(inode, attr);
}

/* Writes the text of a new symlink, `len' bytes, at most a block. 0 or
   -errno. */
int minix_write_link(struct inode *inode, const char *target, u32 len)
{
	struct buffer_head bh;
	u32 block;
	int err = minix_get_block(inode, 0, &block, true);

	if (!err)
		err = getblk(inode->i_sb, block, &bh);
	if (err)
		return err;
	memcpy(bh.b_data, target, len);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	inode->i_size = len;
	mark_inode_dirty(inode);
	return 0;
}

/* See linux/fs.h; -EIO if there is no text. May sleep. */
static int minix_readlink(struct dentry *dentry, char *buf, int size)
{
	struct inode *inode = dentry->d_inode;
	struct buffer_head bh;
	u32 block;
	int len, err = minix_get_block(inode, 0, &block, false);

	if (err)
		return err;
	err = block ? bread(inode->i_sb, block, &bh) : -EIO;
	if (!block)
		fs_error(inode->i_sb, "symlink %lu is empty", inode->i_ino);
	if (err)
		return err;
	len = min((int)strnlen((char *)bh.b_data, inode->i_size), size - 1);
	memcpy(buf, bh.b_data, len);
	buf[len] = '\0';
	brelse(&bh);
	return len;
}

const struct address_space_operations minix_aops = {
	.readpage	= minix_readpage,
	.writepage	= minix_writepage,
	.prepare_write	= minix_prepare_write,
	.commit_write	= minix_commit_write,
};

const struct file_operations minix_file_operations = {
	.read		= generic_file_read,
	.write		= generic_file_write,
	.mmap		= generic_file_mmap,
	.fsync		= block_fsync,
};

const struct inode_operations minix_file_inode_operations = {
	.truncate	= minix_truncate,
	.setattr	= minix_setattr,
	.revalidate	= minix_revalidate,
};

const struct inode_operations minix_symlink_inode_operations = {
	.readlink	= minix_readlink,
	.setattr	= minix_setattr,
	.revalidate	= minix_revalidate,
};

const struct inode_operations minix_special_inode_operations = {
	.setattr	= minix_setattr,
};
