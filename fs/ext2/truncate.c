/*
 * truncate.c - a file gives back the blocks behind its end. A number is
 * cleared before its block is free, so that no moment has two files with one
 * block; blocks in a row are freed together.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include "ext2.h"

/* Blocks that have been taken out of a file and are not yet free. */
struct run {
	struct inode *inode;
	u32 block, count;
};

static void flush_run(struct run *run)
{
	if (run->count)
		ext2_free_blocks(run->inode, run->block, run->count);
	run->count = 0;
}

static void add_to_run(struct run *run, u32 block)
{
	if (run->count && block == run->block + run->count) {
		run->count++;
		return;
	}
	flush_run(run);
	run->block = block;
	run->count = 1;
}

static void free_tree(struct run *run, u32 *number, u32 from, u32 span,
		      int level);

/*
 * Of a block of numbers, which each lead to `span' blocks: clears what lies
 * behind block `from' of it. False if it could not be read.
 */
static bool clear_numbers(struct run *run, u32 block, u32 from, u32 span,
			  int level)
{
	struct super_block *sb = run->inode->i_sb;
	u32 i, n = sb->s_blocksize / sizeof(u32);
	struct buffer_head bh;
	u32 *numbers;

	if (bread(sb, block, &bh))
		return false;
	numbers = (u32 *)bh.b_data;
	for (i = from / span; i < n; i++) {
		if (numbers[i])
			free_tree(run, &numbers[i],
				  i == from / span ? from % span : 0, span,
				  level);
	}
	mark_buffer_dirty(&bh);
	brelse(&bh);
	safe_point();
	return true;
}

/*
 * `number' is not 0 and leads over `level' blocks of numbers to `span' blocks;
 * those from `from' on go, and with 0 the number, too. A block that belongs
 * to no file is not followed. The depth is that of the tree: four.
 */
static void free_tree(struct run *run, u32 *number, u32 from, u32 span,
		      int level)
{
	struct super_block *sb = run->inode->i_sb;
	u32 block = *number, n = sb->s_blocksize / sizeof(u32);

	if (!from)
		*number = 0;
	if (!ext2_block_ok(sb, block)) {
		fs_error(sb, "inode %lu has block %u", run->inode->i_ino,
			 block);
		return;
	}
	if (level)
		clear_numbers(run, block, from, span / n, level - 1);
	if (!from)
		add_to_run(run, block);
}

/* Frees all from block `from' of the file on. [i_map] */
static void free_from(struct inode *inode, u32 from)
{
	u32 *numbers = EXT2_I(inode)->i_block;
	struct run run = { .inode = inode };
	u32 n = inode->i_sb->s_blocksize / sizeof(u32), span = 1, i;

	for (i = from; i < EXT2_NDIR_BLOCKS; i++)
		if (numbers[i])
			free_tree(&run, &numbers[i], 0, 1, 0);
	from -= min(from, (u32)EXT2_NDIR_BLOCKS);
	for (i = EXT2_IND_BLOCK; i <= EXT2_TIND_BLOCK; i++) {
		span *= n;
		if (numbers[i] && from < span)
			free_tree(&run, &numbers[i], from, span,
				  i - EXT2_IND_BLOCK + 1);
		from -= min(from, span);
	}
	flush_run(&run);
	EXT2_I(inode)->i_next_goal = 0;
}

/* The inode is deleted: all its blocks go. Short symlinks and nodes have
   none. May sleep. */
void ext2_free_contents(struct inode *inode)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	if (!S_ISREG(inode->i_mode) && !S_ISDIR(inode->i_mode) &&
	    (!S_ISLNK(inode->i_mode) || ext2_is_short_link(inode)))
		return;
	mutex_lock(&ei->i_map);
	free_from(inode, 0);
	mutex_unlock(&ei->i_map);
}

/* i_op->truncate: the size has been set; i_sem is held. May sleep. */
void ext2_truncate(struct inode *inode)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	u32 size = inode->i_sb->s_blocksize, shift = 0;

	if (!ext2_writable(inode->i_sb))
		return;
	while (size >> shift > 1)
		shift++;
	block_truncate_tail(inode, ext2_get_block);
	mutex_lock(&ei->i_map);
	free_from(inode, (inode->i_size + size - 1) >> shift);
	mutex_unlock(&ei->i_map);
	mark_inode_dirty(inode);
}
