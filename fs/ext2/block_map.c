/*
 * block_map.c - in which block of the device is block n of a file? The inode
 * has twelve numbers, then one of a block of numbers, one of a block of such
 * blocks, one of a block of those:
 *
 *	i_block[0..11]	-> data
 *	i_block[12]	-> numbers -> data
 *	i_block[13]	-> numbers -> numbers -> data
 *	i_block[14]	-> numbers -> numbers -> numbers -> data
 *
 * A number 0 is a hole. [i_map] guards all of it.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include "ext2.h"

#define MAX_DEPTH	4		/* numbers on the way to a block */
#define MAX_SECTORS	0xffffffffULL	/* i_blocks has 32 bits */
#define SMALL_MAX	0x7fffffffLL	/* bytes, in revision 0 */

/* Numbers in a block. */
static inline u32 per_block(const struct super_block *sb)
{
	return sb->s_blocksize / sizeof(u32);
}

/* Blocks that a file can have. */
static u64 max_blocks(const struct super_block *sb)
{
	u64 n = per_block(sb);

	return EXT2_NDIR_BLOCKS + n + n * n + n * n * n;
}

/* s_maxbytes: what numbers of blocks, i_blocks (which counts blocks of numbers,
   too: at most one of per_block() - 1 is), and the page cache allow. */
loff_t ext2_max_size(const struct super_block *sb)
{
	loff_t size = max_blocks(sb) * sb->s_blocksize;
	loff_t most = (MAX_SECTORS - (MAX_SECTORS >> 7)) * 512;

	if (EXT2_SB(sb)->s_es->s_rev_level == EXT2_GOOD_OLD_REV)
		return SMALL_MAX;
	return min(min(size, most), (loff_t)PAGE_CACHE_MAX);
}

/*
 * The way to block `iblock': path[0] is an index of i_block, the others are
 * of the blocks of numbers. Returns its length, 0 if there is none so far.
 */
static int find_path(const struct super_block *sb, u32 iblock,
		     u32 path[MAX_DEPTH])
{
	u32 n = per_block(sb), span = n;
	int depth, i;

	if (iblock < EXT2_NDIR_BLOCKS) {
		path[0] = iblock;
		return 1;
	}
	iblock -= EXT2_NDIR_BLOCKS;
	for (depth = 2; iblock >= span; depth++) {
		if (depth == MAX_DEPTH)
			return 0;
		iblock -= span;
		span *= n;		/* n^3 is 2^30 at most */
	}
	path[0] = EXT2_IND_BLOCK + depth - 2;
	for (i = 1; i < depth; i++) {
		span /= n;
		path[i] = iblock / span;
		iblock %= span;
	}
	return depth;
}

/* A place for the number of a block, and what it is in. */
struct slot {
	u32 *number;
	u32 *first;			/* of the same array */
	struct buffer_head bh;		/* held; of i_block: none */
	u32 block;			/* the buffer's, or 0 */
};

/* Where a new block would best be: behind the last one that was given, else
   behind the nearest one before it, else behind the numbers. */
static u32 find_goal(const struct inode *inode, const struct slot *slot,
		     u32 iblock)
{
	const struct ext2_inode_info *ei = EXT2_I(inode);
	const u32 *p;

	if (ei->i_next_goal && ei->i_next_iblock == iblock)
		return ei->i_next_goal;
	for (p = slot->number; p > slot->first; p--)
		if (p[-1])
			return p[-1] + 1;
	return slot->block ? slot->block + 1 : 0;
}

/* A block of numbers, all holes, before anything points to it. */
static int clear_block(struct inode *inode, u32 block)
{
	struct buffer_head bh;
	int err = getblk(inode->i_sb, block, &bh);

	if (!err)
		brelse(&bh);
	return err;
}

/* Fills a hole with a new block, of data or (numbers) of numbers. */
static int fill_slot(struct inode *inode, struct slot *slot, u32 iblock,
		     bool numbers)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	u32 block;
	int err = ext2_new_block(inode, find_goal(inode, slot, iblock),
				 &block);

	if (!err && numbers) {
		err = clear_block(inode, block);
		if (err)
			ext2_free_blocks(inode, block, 1);
	}
	if (err)
		return err;
	*slot->number = block;
	if (slot->block)
		mark_buffer_dirty(&slot->bh);
	ei->i_next_iblock = iblock + !numbers;
	ei->i_next_goal = block + 1;
	mark_inode_dirty(inode);
	return 0;
}

/* From a place with the number of a block of numbers to the place at `index'
   in that. */
static int descend(struct inode *inode, struct slot *slot, u32 index)
{
	struct buffer_head bh;
	u32 block = *slot->number;
	int err = bread(inode->i_sb, block, &bh);

	if (err)
		return err;
	brelse(&slot->bh);
	slot->bh = bh;
	slot->block = block;
	slot->first = (u32 *)bh.b_data;
	slot->number = slot->first + index;
	return 0;
}

/* Walks the path: *block, 0 for a hole. [i_map] */
static int walk(struct inode *inode, const u32 *path, int depth, u32 iblock,
		u32 *block, bool create)
{
	struct slot slot = { .first = EXT2_I(inode)->i_block };
	int level, err = 0;

	slot.number = slot.first + path[0];
	for (level = 1;; level++) {
		if (!*slot.number && create)
			err = fill_slot(inode, &slot, iblock, level < depth);
		*block = *slot.number;
		if (err || !*block)
			break;
		if (!ext2_block_ok(inode->i_sb, *block)) {
			fs_error(inode->i_sb, "inode %lu has block %u",
				 inode->i_ino, *block);
			err = -EIO;
			break;
		}
		if (level == depth)
			break;
		err = descend(inode, &slot, path[level]);
		if (err)
			break;
	}
	brelse(&slot.bh);
	return err;
}

/* get_block_t of linux/buffer_head.h, for files and directories: also -EFBIG,
   -ENOSPC, -EROFS. May sleep. */
int ext2_get_block(struct inode *inode, u32 iblock, u32 *block, bool create)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	u32 path[MAX_DEPTH];
	int depth = find_path(inode->i_sb, iblock, path), err;

	*block = 0;
	if (!depth)
		return -EFBIG;
	mutex_lock(&ei->i_map);
	err = walk(inode, path, depth, iblock, block, create);
	mutex_unlock(&ei->i_map);
	return err;
}
