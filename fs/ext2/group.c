/*
 * group.c - groups: their descriptors, and which of their blocks hold the
 * file system itself.
 *
 *	| super | descriptors | block | inode | table of | blocks of files |
 *	| block |             | map   | map   | inodes   |                 |
 *
 * The first two are in some groups only; the others may stand anywhere.
 */
#include <linux/kernel.h>
#include "ext2.h"

static u32 per_block(const struct super_block *sb)
{
	return sb->s_blocksize / sizeof(struct ext2_group_desc);
}

/* The descriptor of a group that there is; it stays in memory. */
struct ext2_group_desc *ext2_group_desc(const struct super_block *sb,
					u32 group)
{
	const struct buffer_head *bh = EXT2_SB(sb)->s_desc +
				       group / per_block(sb);

	return (struct ext2_group_desc *)bh->b_data + group % per_block(sb);
}

/* The descriptor was changed, and the counts of all groups with it. [s_lock] */
void ext2_group_changed(struct super_block *sb, u32 group)
{
	EXT2_SB(sb)->s_counts_dirty = true;
	mark_buffer_dirty(EXT2_SB(sb)->s_desc + group / per_block(sb));
}

/* The group's first block. */
u32 ext2_group_start(const struct super_block *sb, u32 group)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	return es->s_first_data_block + group * es->s_blocks_per_group;
}

/* How many it has: the last group may have fewer. */
u32 ext2_group_blocks(const struct super_block *sb, u32 group)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	return min(es->s_blocks_per_group,
		   es->s_blocks_count - ext2_group_start(sb, group));
}

/* May the block belong to a file? Not those of the file system itself, nor
   those that there are not. */
bool ext2_block_ok(const struct super_block *sb, u32 block)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);
	const struct ext2_super_block *es = info->s_es;
	const struct ext2_group_desc *desc;
	u32 group, offset;

	if (block <= es->s_first_data_block || block >= es->s_blocks_count)
		return false;
	group = (block - es->s_first_data_block) / es->s_blocks_per_group;
	offset = (block - es->s_first_data_block) % es->s_blocks_per_group;
	if (offset < info->s_head_blocks && ext2_group_has_super(sb, group))
		return false;
	desc = ext2_group_desc(sb, group);
	return block != desc->bg_block_bitmap &&
	       block != desc->bg_inode_bitmap &&
	       block - desc->bg_inode_table >= info->s_table_blocks;
}

/* May all of `count' blocks? */
bool ext2_blocks_ok(const struct super_block *sb, u32 block, u32 count)
{
	while (count--)
		if (!ext2_block_ok(sb, block + count))
			return false;
	return true;
}
