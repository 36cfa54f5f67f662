/*
 * ialloc.c - inodes come and go: one bit for each in the map of its group.
 * Directories are spread over the groups that have most room; files are made
 * in the group of their directory.
 */
#include <linux/find_bit.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/bitops.h>
#include "ext2.h"

/* Is the group better for a new directory than `best'? One with at least the
   average of free inodes is; among those the one with most free blocks. */
static bool better_for_dir(const struct super_block *sb, u32 group, u32 best)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);
	const struct ext2_group_desc *desc = ext2_group_desc(sb, group);

	if (!desc->bg_free_inodes_count ||
	    desc->bg_free_inodes_count <
	    info->s_free_inodes / info->s_groups_count)
		return false;
	return best == info->s_groups_count ||
	       desc->bg_free_blocks_count >
	       ext2_group_desc(sb, best)->bg_free_blocks_count;
}

/* A group for a new directory, or s_groups_count. */
static u32 find_group_dir(const struct super_block *sb)
{
	u32 group, n = EXT2_SB(sb)->s_groups_count, best = n;

	for (group = 0; group < n; group++)
		if (better_for_dir(sb, group, best))
			best = group;
	return best;
}

/* A group for a new file in a directory of group `parent': the first from
   there on that has inodes and blocks, else inodes; or s_groups_count. */
static u32 find_group_file(const struct super_block *sb, u32 parent)
{
	u32 i, group, n = EXT2_SB(sb)->s_groups_count, second = n;
	const struct ext2_group_desc *desc;

	for (i = 0; i < n; i++) {
		group = (parent + i) % n;
		desc = ext2_group_desc(sb, group);
		if (!desc->bg_free_inodes_count)
			continue;
		if (desc->bg_free_blocks_count)
			return group;
		if (second == n)
			second = group;
	}
	return second;
}

static u32 find_group(const struct inode *dir, mode_t mode)
{
	const struct super_block *sb = dir->i_sb;
	u32 group = EXT2_SB(sb)->s_groups_count;

	if (S_ISDIR(mode))
		group = find_group_dir(sb);
	if (group == EXT2_SB(sb)->s_groups_count)
		group = find_group_file(sb, EXT2_I(dir)->i_group);
	return group;
}

/* The lowest bit of the group's map that an ordinary inode may have. */
static u32 first_bit(const struct super_block *sb, u32 group)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);
	u32 per_group = info->s_es->s_inodes_per_group;
	u32 below = group * per_group;	/* inodes of the groups before */

	if (info->s_first_ino - 1 <= below)
		return 0;
	return min(info->s_first_ino - 1 - below, per_group);
}

static void take_bit(struct super_block *sb, u32 group, u32 bit, bool is_dir)
{
	struct ext2_group_desc *desc = ext2_group_desc(sb, group);

	desc->bg_free_inodes_count--;
	if (is_dir)
		desc->bg_used_dirs_count++;
	EXT2_SB(sb)->s_free_inodes--;
	EXT2_SB(sb)->s_groups[group].free_inode = bit + 1;
	ext2_group_changed(sb, group);
}

/* Takes an inode of a group that says it has some: *ino. */
static int take_inode(struct super_block *sb, u32 group, bool is_dir,
		      u32 *ino)
{
	u32 per_group = EXT2_SB(sb)->s_es->s_inodes_per_group;
	u32 bit = max(EXT2_SB(sb)->s_groups[group].free_inode,
		      first_bit(sb, group));
	struct buffer_head map;
	int err = bread(sb, ext2_group_desc(sb, group)->bg_inode_bitmap, &map);

	if (err)
		return err;
	bit = find_next_zero_bit((unsigned long *)map.b_data, per_group, bit);
	if (bit < per_group) {
		__set_bit(bit, map.b_data);
		mark_buffer_dirty(&map);
		take_bit(sb, group, bit, is_dir);
		*ino = group * per_group + bit + 1;
	} else {
		err = -EIO;
		fs_error(sb, "group %u has fewer free inodes than it says",
			 group);
	}
	brelse(&map);
	return err;
}

/* -ENOSPC, -EROFS, -EIO, -ENOMEM. */
static int new_ino(struct inode *dir, mode_t mode, u32 *group, u32 *ino)
{
	struct super_block *sb = dir->i_sb;
	int err = -ENOSPC;

	mutex_lock(&sb->s_lock);
	if (!ext2_writable(sb)) {
		err = -EROFS;
	} else {
		*group = find_group(dir, mode);
		if (*group < EXT2_SB(sb)->s_groups_count)
			err = take_inode(sb, *group, S_ISDIR(mode), ino);
	}
	mutex_unlock(&sb->s_lock);
	return err;
}

/* What a new inode has from its directory and from its maker. */
static void init_inode(struct inode *inode, const struct inode *dir,
		       mode_t mode, u32 group)
{
	struct ext2_inode_info *ei = EXT2_I(inode);
	struct ext2_sb_info *info = EXT2_SB(inode->i_sb);

	inode_init_owner(inode, dir, mode);
	if (info->s_opt.grpid)
		inode->i_gid = dir->i_gid;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	ei->i_new = true;
	ei->i_group = group;
	ei->i_generation = info->s_next_generation++;
	ei->i_flags = EXT2_I(dir)->i_flags & EXT2_FL_INHERITED;
	if (!S_ISDIR(mode))
		ei->i_flags &= ~EXT2_DIRSYNC_FL;
	ext2_set_flags(inode);
}

/*
 * A new inode for a name in `dir', counted, with one link, in no directory
 * yet; its kind is the caller's to set. ERR_PTR of -ENOSPC, -EROFS, -EIO,
 * -ENOMEM. May sleep.
 */
struct inode *ext2_new_inode(struct inode *dir, mode_t mode)
{
	struct inode *inode = new_inode(dir->i_sb);
	u32 group, ino;
	int err = -ENOMEM;

	if (!inode)
		return ERR_PTR(err);
	inode->i_private = ext2_alloc_info();
	if (inode->i_private)
		err = new_ino(dir, mode, &group, &ino);
	if (err)
		goto out;
	inode->i_ino = ino;
	init_inode(inode, dir, mode, group);
	insert_inode_hash(inode);
	return inode;
out:
	iput(inode);			/* has none: in no hash, it just goes */
	return ERR_PTR(err);
}

/*
 * Gives the inode's number back: another may have it at once, so the caller
 * must not sleep until this one is not to be found any more. May sleep
 * before.
 */
void ext2_free_inode(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	u32 per_group = EXT2_SB(sb)->s_es->s_inodes_per_group;
	u32 group = EXT2_I(inode)->i_group;
	u32 bit = (inode->i_ino - 1) % per_group;
	struct ext2_group_desc *desc = ext2_group_desc(sb, group);
	struct buffer_head map;

	mutex_lock(&sb->s_lock);
	if (bread(sb, desc->bg_inode_bitmap, &map))
		goto out;		/* lost, until e2fsck finds it */
	if (!__test_bit(bit, map.b_data)) {
		fs_error(sb, "inode %lu was freed before", inode->i_ino);
	} else if (desc->bg_free_inodes_count < per_group) {
		__clear_bit(bit, map.b_data);
		mark_buffer_dirty(&map);
		desc->bg_free_inodes_count++;
		if (S_ISDIR(inode->i_mode) && desc->bg_used_dirs_count)
			desc->bg_used_dirs_count--;
		EXT2_SB(sb)->s_free_inodes++;
		if (bit < EXT2_SB(sb)->s_groups[group].free_inode)
			EXT2_SB(sb)->s_groups[group].free_inode = bit;
		ext2_group_changed(sb, group);
	}
	brelse(&map);
out:
	mutex_unlock(&sb->s_lock);
}
