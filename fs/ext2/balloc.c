/*
 * balloc.c - blocks are given to files and taken back: one bit for each in the
 * map of its group. A file's blocks shall follow each other, in the group of
 * its inode if there is room.
 *
 * Everything here is under sb->s_lock, for bread() may sleep.
 */
#include <linux/find_bit.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/bitops.h>
#include "ext2.h"

#define NEAR		64		/* blocks: no seek worth the name */
#define BITS_PER_BYTE	8

static struct ext2_group *group_of(const struct super_block *sb, u32 group)
{
	return &EXT2_SB(sb)->s_groups[group];
}

static bool is_used(const struct super_block *sb, u32 group,
		    const struct buffer_head *map, u32 block)
{
	return __test_bit(block - ext2_group_start(sb, group), map->b_data);
}

/* Are the group's own blocks taken, as they must be? */
static bool map_is_sound(const struct super_block *sb, u32 group,
			 const struct buffer_head *map)
{
	const struct ext2_group_desc *desc = ext2_group_desc(sb, group);
	u32 i;

	for (i = 0; i < EXT2_SB(sb)->s_table_blocks; i++)
		if (!is_used(sb, group, map, desc->bg_inode_table + i))
			return false;
	return is_used(sb, group, map, desc->bg_block_bitmap) &&
	       is_used(sb, group, map, desc->bg_inode_bitmap);
}

/* The map of a group, held; looked at when it is read for the first time. */
static int read_map(struct super_block *sb, u32 group,
		    struct buffer_head *map)
{
	int err = bread(sb, ext2_group_desc(sb, group)->bg_block_bitmap, map);

	if (err || group_of(sb, group)->bitmap_checked)
		return err;
	if (!map_is_sound(sb, group, map)) {
		brelse(map);
		fs_error(sb, "the block map of group %u is wrong", group);
		return -EIO;
	}
	group_of(sb, group)->bitmap_checked = true;
	return 0;
}

/* The last blocks are for root, or whom the super block names. */
static bool may_use_reserved(const struct super_block *sb)
{
	const struct ext2_options *opt = &EXT2_SB(sb)->s_opt;

	return capable(CAP_SYS_RESOURCE) || opt->resuid == current->fsuid ||
	       (opt->resgid && in_group(opt->resgid));
}

static bool has_free(const struct super_block *sb)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);

	if (!info->s_free_blocks)
		return false;
	return info->s_free_blocks > info->s_es->s_r_blocks_count ||
	       may_use_reserved(sb);
}

/* A byte of free blocks from bit `from' on: its first bit, or `size'. */
static u32 find_free_byte(const struct buffer_head *map, u32 size, u32 from)
{
	const u8 *start = map->b_data + (from + 7) / BITS_PER_BYTE;
	const u8 *end = map->b_data + size / BITS_PER_BYTE;
	const u8 *byte = start < end ? memchr(start, 0, end - start) : NULL;

	return byte ? (u32)(byte - map->b_data) * BITS_PER_BYTE : size;
}

/*
 * A free bit of `size': at `goal' or close behind it; else the start of a
 * free byte, so that a file has room to grow; else any from `hint' on.
 * Returns `size' if there is none.
 */
static u32 find_free(const struct buffer_head *map, u32 size, u32 goal,
		     u32 hint)
{
	const unsigned long *bits = (const unsigned long *)map->b_data;
	u32 end, bit;

	goal = max(goal, hint);
	end = min(size, (goal | (NEAR - 1)) + 1);
	bit = find_next_zero_bit(bits, end, goal);
	if (bit < end)
		return bit;
	bit = find_free_byte(map, size, goal);
	if (bit == size)
		bit = find_free_byte(map, size, hint);
	return bit < size ? bit : find_next_zero_bit(bits, size, hint);
}

static void take_bit(struct super_block *sb, u32 group,
		     struct buffer_head *map, u32 bit)
{
	__set_bit(bit, map->b_data);
	mark_buffer_dirty(map);
	ext2_group_desc(sb, group)->bg_free_blocks_count--;
	EXT2_SB(sb)->s_free_blocks--;
	ext2_group_changed(sb, group);
	if (bit == group_of(sb, group)->free_block)
		group_of(sb, group)->free_block++;
}

/* A block of a group that says it has some. -EIO if that is not true. */
static int take_block(struct super_block *sb, u32 group, u32 goal,
		      u32 *block)
{
	u32 bit, size = ext2_group_blocks(sb, group);
	struct buffer_head map;
	int err = read_map(sb, group, &map);

	if (err)
		return err;
	bit = find_free(&map, size, goal, group_of(sb, group)->free_block);
	*block = ext2_group_start(sb, group) + bit;
	if (bit == size) {
		err = -EIO;
		fs_error(sb, "group %u has fewer free blocks than it says",
			 group);
	} else if (!ext2_block_ok(sb, *block)) {
		err = -EIO;
		fs_error(sb, "the map of group %u says that block %u is free",
			 group, *block);
	} else {
		take_bit(sb, group, &map, bit);
	}
	brelse(&map);
	return err;
}

/* The first group from `group' on, in a circle, with free blocks; or
   s_groups_count. */
static u32 next_group(const struct super_block *sb, u32 group)
{
	u32 i, n = EXT2_SB(sb)->s_groups_count;

	for (i = 0; i < n; i++, group++) {
		if (group == n)
			group = 0;
		if (ext2_group_desc(sb, group)->bg_free_blocks_count)
			return group;
	}
	return n;
}

/* Where to look: the goal, or the start of the inode's group. */
static void split_goal(const struct inode *inode, u32 goal, u32 *group,
		       u32 *offset)
{
	const struct ext2_super_block *es = EXT2_SB(inode->i_sb)->s_es;

	*group = EXT2_I(inode)->i_group;
	*offset = 0;
	if (!goal || goal >= es->s_blocks_count)
		return;
	goal -= es->s_first_data_block;
	*group = goal / es->s_blocks_per_group;
	*offset = goal % es->s_blocks_per_group;
}

/*
 * Gives the inode a block, near `goal' if possible (0: no wish), and counts
 * it in i_blocks. -ENOSPC, -EROFS after an error, -EIO, -ENOMEM. The contents
 * of the block are anything. May sleep.
 */
int ext2_new_block(struct inode *inode, u32 goal, u32 *block)
{
	struct super_block *sb = inode->i_sb;
	u32 group, wanted, offset;
	int err = -ENOSPC;

	mutex_lock(&sb->s_lock);
	if (!ext2_writable(sb)) {
		err = -EROFS;
	} else if (has_free(sb)) {
		split_goal(inode, goal, &wanted, &offset);
		group = next_group(sb, wanted);
		if (group < EXT2_SB(sb)->s_groups_count)
			err = take_block(sb, group,
					 group == wanted ? offset : 0, block);
	}
	mutex_unlock(&sb->s_lock);
	if (!err) {
		inode->i_blocks += sb->s_blocksize / 512;
		mark_inode_dirty(inode);
	}
	return err;
}

/* Frees bits [bit, bit + n) of a group. */
static void free_bits(struct super_block *sb, u32 group,
		      struct buffer_head *map, u32 bit, u32 n)
{
	struct ext2_group_desc *desc = ext2_group_desc(sb, group);
	u32 i, freed = 0;

	for (i = 0; i < n; i++) {
		if (!__test_bit(bit + i, map->b_data))
			continue;
		__clear_bit(bit + i, map->b_data);
		freed++;
	}
	mark_buffer_dirty(map);
	if (freed < n)
		fs_error(sb, "block %u was freed before",
			 ext2_group_start(sb, group) + bit);
	freed = min(freed, ext2_group_blocks(sb, group) -
			   min((u32)desc->bg_free_blocks_count,
			       ext2_group_blocks(sb, group)));
	desc->bg_free_blocks_count += freed;
	EXT2_SB(sb)->s_free_blocks += freed;
	ext2_group_changed(sb, group);
	if (bit < group_of(sb, group)->free_block)
		group_of(sb, group)->free_block = bit;
}

/* Frees blocks up to the end of the first one's group; how many. */
static u32 free_in_group(struct super_block *sb, u32 block, u32 count)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;
	u32 group = (block - es->s_first_data_block) / es->s_blocks_per_group;
	u32 bit = block - ext2_group_start(sb, group);
	u32 n = min(count, ext2_group_blocks(sb, group) - bit);
	struct buffer_head map;

	if (read_map(sb, group, &map))
		return n;		/* lost, until e2fsck finds them */
	free_bits(sb, group, &map, bit, n);
	brelse(&map);
	return n;
}

/* Takes `count' blocks in a row from the inode, which must not point to them
   any more. May sleep. */
void ext2_free_blocks(struct inode *inode, u32 block, u32 count)
{
	struct super_block *sb = inode->i_sb;
	u32 n, sectors = count * (sb->s_blocksize / 512);

	if (!ext2_blocks_ok(sb, block, count)) {
		fs_error(sb, "inode %lu has block %u", inode->i_ino, block);
		return;
	}
	inode->i_blocks -= min(inode->i_blocks, sectors);
	mark_inode_dirty(inode);
	mutex_lock(&sb->s_lock);
	for (; count; count -= n, block += n) {
		if (!ext2_writable(sb))
			break;
		n = free_in_group(sb, block, count);
	}
	mutex_unlock(&sb->s_lock);
}
