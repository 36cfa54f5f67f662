/*
 * dir_block.c - the blocks of a directory. Each is filled with records that
 * follow each other; a record that is free has inode 0, or is the room behind
 * the name of the one before it:
 *
 *	inode | rec_len | name_len, file_type | name     | room up to rec_len
 *
 * A record is looked at only after ext2_entry_ok() (ext2.h).
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

#define MAX_SIZE	0x7fffffff	/* bytes of a directory */

/* Blocks that the directory has. */
u32 ext2_dir_blocks(const struct inode *dir)
{
	return (u32)dir->i_size / dir->i_sb->s_blocksize;
}

/*
 * Block n of a directory, held; n is less than ext2_dir_blocks(). A directory
 * has no holes: -EIO. May sleep.
 */
int ext2_read_dir_block(struct inode *dir, u32 n, struct buffer_head *bh)
{
	u32 block;
	int err = ext2_get_block(dir, n, &block, false);

	bh->b_page = NULL;
	if (err)
		return err;
	if (block)
		return bread(dir->i_sb, block, bh);
	fs_error(dir->i_sb, "directory %lu has a hole", dir->i_ino);
	return -EIO;
}

/* One block more, with one free record in it, held. -ENOSPC, -EROFS, -EIO,
   -ENOMEM. [i_sem] May sleep. */
int ext2_append_dir_block(struct inode *dir, struct buffer_head *bh)
{
	u32 size = dir->i_sb->s_blocksize, block;
	int err = -ENOSPC;

	if (dir->i_size > MAX_SIZE - size)
		return err;
	err = ext2_get_block(dir, ext2_dir_blocks(dir), &block, true);
	if (!err)
		err = getblk(dir->i_sb, block, bh);
	if (err) {
		ext2_truncate(dir);	/* what was allocated on the way */
		return err;
	}
	memset(bh->b_data, 0, size);
	ext2_entry_at(bh, 0)->rec_len = size;
	mark_buffer_dirty(bh);
	dir->i_size += size;
	mark_inode_dirty(dir);
	return 0;
}

/* There is no record at `offset' of a block: says so; -EIO. */
int ext2_bad_entry(struct inode *dir, u32 offset)
{
	fs_error(dir->i_sb, "directory %lu has a bad record at offset %u "
		 "of a block", dir->i_ino, offset);
	return -EIO;
}
