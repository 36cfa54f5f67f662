/*
 * xattr.c - blocks of extended attributes, which other systems make: this
 * kernel has no calls for them, and keeps them as they are. Several inodes
 * may share one; it goes with the last of them.
 */
#include <linux/kernel.h>
#include "ext2.h"

/* One inode less has the block: the last one frees it. */
static void drop_block(struct inode *inode, struct buffer_head *bh, u32 block)
{
	struct ext2_xattr_header *header = (void *)bh->b_data;

	if (header->h_magic != EXT2_XATTR_MAGIC) {
		fs_error(inode->i_sb, "inode %lu has bad attributes",
			 inode->i_ino);
	} else if (header->h_refcount > 1) {
		header->h_refcount--;
		mark_buffer_dirty(bh);
	} else {
		ext2_free_blocks(inode, block, 1);
	}
}

/* The inode goes: gives up its block of attributes. May sleep. */
void ext2_release_xattr(struct inode *inode)
{
	u32 block = EXT2_I(inode)->i_file_acl;
	struct buffer_head bh;

	if (!block)
		return;
	EXT2_I(inode)->i_file_acl = 0;
	if (!ext2_block_ok(inode->i_sb, block)) {
		fs_error(inode->i_sb, "inode %lu has attributes in block %u",
			 inode->i_ino, block);
		return;
	}
	if (bread(inode->i_sb, block, &bh))
		return;
	drop_block(inode, &bh, block);
	brelse(&bh);
}
