/*
 * dir_search.c - looking for names in a directory, from its first block to
 * its last: an index of hashed names, which others make, is not used. It lies
 * in records that look free, so it is not in the way either.
 *
 * All with the directory's i_sem.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "ext2.h"

static bool has_name(const struct ext2_dir_entry *de, const struct qstr *name)
{
	return de->inode && de->name_len == name->len &&
	       de->name[0] == name->name[0] &&
	       !memcmp(de->name, name->name, name->len);
}

/* Is it still where it was last time? Nothing is believed that could lead out
   of the block. */
static bool is_at_last_place(const struct inode *dir, const struct qstr *name,
			     struct ext2_place *place)
{
	const struct ext2_inode_info *ei = EXT2_I(dir);
	const struct ext2_limits limits = ext2_limits(dir);

	if (place->block != ei->i_name_block || !ei->i_name_offset)
		return false;
	place->offset = ei->i_name_offset;
	place->before = ei->i_name_before;
	return ext2_entry_ok(&place->bh, place->before, &limits) &&
	       place->before + ext2_entry_at(&place->bh,
			place->before)->rec_len == place->offset &&
	       ext2_entry_ok(&place->bh, place->offset, &limits) &&
	       has_name(ext2_entry_at(&place->bh, place->offset), name);
}

/* 1: it is there, and where; 0: the block does not have the name; -EIO. */
static int search_block(struct inode *dir, const struct qstr *name,
			struct ext2_place *place)
{
	const struct ext2_limits limits = ext2_limits(dir);
	const struct buffer_head *bh = &place->bh;
	u32 pos, before = 0;

	if (is_at_last_place(dir, name, place))
		return 1;
	for (pos = 0; pos < limits.size;
	     pos += ext2_entry_at(bh, pos)->rec_len) {
		if (!ext2_entry_ok(bh, pos, &limits))
			return ext2_bad_entry(dir, pos);
		if (has_name(ext2_entry_at(bh, pos), name)) {
			place->offset = pos;
			place->before = before;
			return 1;
		}
		before = pos;
	}
	return 0;
}

static void note_place(struct inode *dir, const struct ext2_place *place)
{
	struct ext2_inode_info *ei = EXT2_I(dir);

	ei->i_name_block = place->block;
	ei->i_name_offset = place->offset;
	ei->i_name_before = place->before;
}

/*
 * Finds a name: *place, whose buffer is to be given back. -ENOENT, -EIO,
 * -ENOMEM. The search begins in the block where the last one ended: names are
 * mostly used in the order in which they stand there. May sleep.
 */
int ext2_find_entry(struct inode *dir, const struct qstr *name,
		    struct ext2_place *place)
{
	u32 i, n = ext2_dir_blocks(dir), block = EXT2_I(dir)->i_name_block;
	int found;

	for (i = 0; i < n; i++, block++) {
		if (block >= n)
			block = 0;
		found = ext2_read_dir_block(dir, block, &place->bh);
		if (found)
			return found;
		place->block = block;
		found = search_block(dir, name, place);
		if (found > 0) {
			note_place(dir, place);
			return 0;
		}
		brelse(&place->bh);
		if (found)
			return found;
		safe_point();
	}
	return -ENOENT;
}

static bool is_dot(const struct ext2_dir_entry *de)
{
	return de->name_len == 1 && de->name[0] == '.';
}

static bool is_dotdot(const struct ext2_dir_entry *de)
{
	return de->name_len == 2 && de->name[0] == '.' && de->name[1] == '.';
}

/* What of "." (1) and ".." (2) is in the block; other names: -ENOTEMPTY. */
static int dots_of_block(struct inode *dir, const struct buffer_head *bh)
{
	const struct ext2_limits limits = ext2_limits(dir);
	const struct ext2_dir_entry *de;
	int dots = 0;
	u32 pos;

	for (pos = 0; pos < limits.size; pos += de->rec_len) {
		if (!ext2_entry_ok(bh, pos, &limits))
			return ext2_bad_entry(dir, pos);
		de = ext2_entry_at(bh, pos);
		if (!de->inode)
			continue;
		if (is_dot(de) && de->inode == dir->i_ino)
			dots |= 1;
		else if (is_dotdot(de))
			dots |= 2;
		else
			return -ENOTEMPTY;
	}
	return dots;
}

/* Has the directory no names but "." and ".."? 0, -ENOTEMPTY; -EIO if it has
   not even those. May sleep. */
int ext2_empty_dir(struct inode *dir)
{
	u32 i, n = ext2_dir_blocks(dir);
	struct buffer_head bh;
	int found, dots = 0;

	for (i = 0; i < n; i++) {
		found = ext2_read_dir_block(dir, i, &bh);
		if (found)
			return found;
		found = dots_of_block(dir, &bh);
		brelse(&bh);
		if (found < 0)
			return found;
		dots |= found;
		safe_point();
	}
	if (dots == (1 | 2))
		return 0;
	fs_error(dir->i_sb, "directory %lu lacks \".\" or \"..\"", dir->i_ino);
	return -EIO;
}
