/*
 * symlink.c - symlinks: a text of less than 60 bytes stands in the inode, in
 * the place of its blocks' numbers; a longer one has a block of its own.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

/* The text of a symlink that has a block. */
static int read_block(struct inode *inode, struct buffer_head *bh)
{
	u32 block;
	int err = ext2_get_block(inode, 0, &block, false);

	if (err)
		return err;
	if (block)
		return bread(inode->i_sb, block, bh);
	fs_error(inode->i_sb, "symlink %lu has no text", inode->i_ino);
	return -EIO;
}

/* Copies up to size - 1 bytes of a text of the inode's length, and a NUL. */
static int copy_text(const struct inode *inode, const void *text, char *buf,
		     int size)
{
	int len = min((int)inode->i_size, size - 1);

	memcpy(buf, text, len);
	buf[len] = '\0';
	return strnlen(buf, len);
}

static int ext2_readlink(struct dentry *dentry, char *buf, int size)
{
	struct inode *inode = dentry->d_inode;
	struct buffer_head bh;
	int n;

	if (ext2_is_short_link(inode))
		return copy_text(inode, EXT2_I(inode)->i_block, buf, size);
	n = read_block(inode, &bh);
	if (n)
		return n;
	n = copy_text(inode, bh.b_data, buf, size);
	brelse(&bh);
	return n;
}

/* Gives a new symlink its text, which is shorter than a block. -ENOSPC,
   -EROFS, -EIO, -ENOMEM. May sleep. */
int ext2_write_symlink(struct inode *inode, const char *target)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	size_t len = strlen(target);
	struct buffer_head bh;
	u32 block;
	int err;

	inode->i_size = len;
	if (len < sizeof(ei->i_block)) {
		memcpy(ei->i_block, target, len);
		return 0;
	}
	err = ext2_get_block(inode, 0, &block, true);
	if (!err)
		err = getblk(inode->i_sb, block, &bh);
	if (err)
		return err;
	memcpy(bh.b_data, target, len);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	return 0;
}

const struct inode_operations ext2_symlink_inode_operations = {
	.readlink	= ext2_readlink,
};
