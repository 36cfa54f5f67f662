/*
 * geometry.c - are the numbers of the super block and of the group
 * descriptors possible, and what follows from them? What has been checked
 * here, once, the rest of the code believes.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include "ext2.h"

#define BITS_PER_BYTE	8

#define KNOWN_INCOMPAT	EXT2_FEATURE_INCOMPAT_FILETYPE
#define KNOWN_RO_COMPAT	(EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER | \
			 EXT2_FEATURE_RO_COMPAT_LARGE_FILE)

/* Groups, if the numbers of blocks make sense. */
static u32 count_groups(const struct ext2_super_block *es)
{
	u32 blocks = es->s_blocks_count - es->s_first_data_block;

	return (blocks - 1) / es->s_blocks_per_group + 1;
}

static u32 inode_size(const struct ext2_super_block *es)
{
	return es->s_rev_level == EXT2_GOOD_OLD_REV ?
	       EXT2_GOOD_OLD_INODE_SIZE : es->s_inode_size;
}

static u32 first_ino(const struct ext2_super_block *es)
{
	return es->s_rev_level == EXT2_GOOD_OLD_REV ?
	       EXT2_GOOD_OLD_FIRST_INO : es->s_first_ino;
}

static const char *check_inodes(const struct ext2_super_block *es, u32 bs)
{
	u32 size = inode_size(es), per_group = es->s_inodes_per_group;

	if (size < EXT2_GOOD_OLD_INODE_SIZE || size > bs || size & (size - 1))
		return "impossible inode size";
	if (!per_group || per_group > bs * BITS_PER_BYTE)
		return "impossible number of inodes in a group";
	if (es->s_inodes_count != (u64)count_groups(es) * per_group)
		return "wrong number of inodes";
	if (first_ino(es) < EXT2_GOOD_OLD_FIRST_INO ||
	    first_ino(es) > es->s_inodes_count)
		return "impossible first inode";
	return NULL;
}

/* Has it features that have to be known to read it? NULL, or that it has. */
static const char *check_features(const struct ext2_super_block *es)
{
	if (es->s_rev_level != EXT2_GOOD_OLD_REV &&
	    es->s_feature_incompat & ~KNOWN_INCOMPAT)
		return "it has features that are not supported";
	return NULL;
}

/*
 * Is it a super block that blocks of sb->s_blocksize may go with? NULL, or
 * what is wrong. sb's device is open.
 */
const char *ext2_check_super(const struct super_block *sb,
			     const struct ext2_super_block *es)
{
	u32 bs = sb->s_blocksize;

	if (es->s_rev_level > EXT2_DYNAMIC_REV)
		return "unknown revision";
	if (check_features(es))
		return check_features(es);
	if (es->s_log_frag_size != es->s_log_block_size)
		return "fragments are not supported";
	if (es->s_first_data_block != (bs == EXT2_MIN_BLOCK_SIZE))
		return "impossible first block";
	if (es->s_blocks_count <= es->s_first_data_block + 1)
		return "no blocks";
	if (!es->s_blocks_per_group ||
	    es->s_blocks_per_group > bs * BITS_PER_BYTE)
		return "impossible number of blocks in a group";
	if (es->s_r_blocks_count > es->s_blocks_count)
		return "more blocks reserved than there are";
	if (!sb_has_block(sb, es->s_blocks_count - 1))
		return "it is larger than the device";
	return check_inodes(es, bs);
}

/* May it be written? NULL, or why not. */
const char *ext2_check_writable(const struct super_block *sb)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);

	if (info->s_es->s_rev_level != EXT2_GOOD_OLD_REV &&
	    info->s_es->s_feature_ro_compat & ~KNOWN_RO_COMPAT)
		return "its features allow only to read it (-o ro)";
	if (info->s_opt.sb_block != EXT2_PRIMARY_SB)
		return "with a copy of the super block it is only read (-o ro)";
	return NULL;
}

/* Is n a power of base? */
static bool is_power(u32 n, u32 base)
{
	while (n % base == 0)
		n /= base;
	return n == 1;
}

/* Has the group a copy of super block and descriptors? */
bool ext2_group_has_super(const struct super_block *sb, u32 group)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	if (group == 0)
		return true;
	if (es->s_rev_level == EXT2_GOOD_OLD_REV)
		return true;
	if (es->s_feature_compat & EXT2_FEATURE_COMPAT_SPARSE_SUPER2)
		return false;		/* two may have: nobody needs them */
	if (!(es->s_feature_ro_compat & EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER))
		return true;
	return group == 1 || is_power(group, 3) || is_power(group, 5) ||
	       is_power(group, 7);
}

/* What can be computed from a super block that has passed the checks. */
void ext2_set_geometry(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	const struct ext2_super_block *es = info->s_es;
	u32 per_block = sb->s_blocksize / sizeof(struct ext2_group_desc);

	info->s_groups_count = count_groups(es);
	info->s_inode_size = inode_size(es);
	info->s_inodes_per_block = sb->s_blocksize / info->s_inode_size;
	info->s_table_blocks = (es->s_inodes_per_group - 1) /
			       info->s_inodes_per_block + 1;
	info->s_desc_blocks = (info->s_groups_count - 1) / per_block + 1;
	info->s_first_ino = first_ino(es);
	info->s_head_blocks = 1 + info->s_desc_blocks;
	if (es->s_rev_level != EXT2_GOOD_OLD_REV &&
	    es->s_feature_compat & EXT2_FEATURE_COMPAT_RESIZE_INO)
		info->s_head_blocks += es->s_reserved_gdt_blocks;
}

/* Lie n blocks from `block' on within the group, and behind its copies of
   super block and descriptors? */
static bool within_group(const struct super_block *sb, u32 group, u32 block,
			 u32 n)
{
	u32 offset = block - ext2_group_start(sb, group);
	u32 size = ext2_group_blocks(sb, group), low = 0;

	if (ext2_group_has_super(sb, group))
		low = EXT2_SB(sb)->s_head_blocks;
	return offset >= low && offset < size && n <= size - offset;
}

/* Is the descriptor possible: are the group's maps and inodes in the group,
   and in different places? */
bool ext2_check_group(const struct super_block *sb, u32 group)
{
	const struct ext2_group_desc *desc = ext2_group_desc(sb, group);
	u32 table = desc->bg_inode_table;
	u32 blocks = EXT2_SB(sb)->s_table_blocks;

	return within_group(sb, group, desc->bg_block_bitmap, 1) &&
	       within_group(sb, group, desc->bg_inode_bitmap, 1) &&
	       within_group(sb, group, table, blocks) &&
	       desc->bg_block_bitmap != desc->bg_inode_bitmap &&
	       desc->bg_block_bitmap - table >= blocks &&
	       desc->bg_inode_bitmap - table >= blocks;
}
