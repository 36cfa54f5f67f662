/*
 * tree.c - where on the device block n of a file is: the zones of its inode,
 * and those that hold numbers of zones. get_block() for linux/buffer_head.h;
 * symlinks and directories are found by it, too.
 *
 *	zone[0..6]	the file's first seven
 *	zone[7]		-> numbers (512 in version 1, 256 in version 2)
 *	zone[8]		-> numbers -> numbers
 *	zone[9]		-> numbers -> numbers -> numbers (version 2)
 */
#include <linux/kernel.h>
#include "internal.h"

#define MAX_DEPTH	4		/* a slot and three indirect zones */

/* A way from the inode down: which slot, then which number in each block. */
struct path {
	u32 depth;			/* steps of it */
	u32 step[MAX_DEPTH];
};

u32 minix_get_zone(const struct minix_version *v, const void *block, u32 i)
{
	return v == &minix_v1 ? ((const u16 *)block)[i] :
				((const u32 *)block)[i];
}

void minix_set_zone(const struct minix_version *v, void *block, u32 i,
		    u32 zone)
{
	if (v == &minix_v1)
		((u16 *)block)[i] = zone;
	else
		((u32 *)block)[i] = zone;
}

/* Is it one of the device's zones? If not, says so in the log. */
bool minix_zone_ok(struct super_block *sb, u32 zone)
{
	const struct minix_sb *ms = minix_sb(sb);

	if (zone >= ms->first_zone && zone < ms->zones)
		return true;
	fs_error(sb, "zone %u is outside of %u to %u", zone, ms->first_zone,
		 ms->zones);
	return false;
}

/* The way to block n of any file; false if none has so many. */
static bool find_path(const struct minix_version *v, u32 n, struct path *path)
{
	u32 level, i, shift = v->zones_shift;

	path->depth = 1;
	path->step[0] = n;
	if (n < MINIX_DIRECT)
		return true;
	n -= MINIX_DIRECT;
	for (level = 1; level <= v->levels; level++) {
		if (n >> shift * level == 0)
			break;
		n -= 1U << shift * level;
	}
	if (level > v->levels)
		return false;
	path->depth = level + 1;
	path->step[0] = MINIX_DIRECT + level - 1;
	for (i = 1; i <= level; i++)
		path->step[i] = n >> shift * (level - i) &
				((1U << shift) - 1);
	return true;
}

/* A new zone for the file; one for numbers is all zeroes. [t] */
static int add_zone(struct inode *inode, bool for_numbers, u32 *zone)
{
	struct super_block *sb = inode->i_sb;
	struct buffer_head bh;
	int err = minix_new_zone(sb, zone);

	if (err)
		return err;
	if (for_numbers) {
		err = getblk(sb, *zone, &bh);
		if (err) {
			minix_free_zone(sb, *zone);
			return err;
		}
		brelse(&bh);
	}
	inode->i_blocks += MINIX_BLOCK_SIZE / 512;
	return 0;
}

/*
 * Step i of the way: the zone that it leads to, in *zone; 0 if there is none
 * and none is to be made. Before the first step bh is empty, then it is the
 * block of numbers that the last one led to. [t]
 */
static int take_step(struct inode *inode, const struct path *path, u32 i,
		     struct buffer_head *bh, bool create, u32 *zone)
{
	const struct minix_version *v = minix_sb(inode->i_sb)->version;
	struct minix_inode *mi = minix_i(inode);
	u32 step = path->step[i];
	int err;

	*zone = i ? minix_get_zone(v, bh->b_data, step) : mi->zone[step];
	if (*zone)
		return minix_zone_ok(inode->i_sb, *zone) ? 0 : -EIO;
	if (!create)
		return 0;
	if (IS_RDONLY(inode))		/* since damage was found */
		return -EROFS;
	err = add_zone(inode, i + 1 < path->depth, zone);
	if (err)
		return err;
	if (i) {
		minix_set_zone(v, bh->b_data, step, *zone);
		mark_buffer_dirty(bh);
	} else {
		mi->zone[step] = *zone;
		mark_inode_dirty(inode);
	}
	return 0;
}

static int walk(struct inode *inode, const struct path *path, bool create,
		u32 *block)
{
	struct buffer_head bh = { .b_page = NULL };
	u32 i, zone = 0;
	int err = 0;

	for (i = 0; i < path->depth; i++) {
		if (i) {
			brelse(&bh);
			err = bread(inode->i_sb, zone, &bh);
			if (err)
				return err;
		}
		err = take_step(inode, path, i, &bh, create, &zone);
		if (err || !zone)
			break;
	}
	brelse(&bh);
	*block = zone;
	return err;
}

/* See linux/buffer_head.h. -EFBIG: no file of this version has such a block;
   -EIO: the tree is damaged, or the device. May sleep. */
int minix_get_block(struct inode *inode, u32 iblock, u32 *block, bool create)
{
	struct minix_inode *mi = minix_i(inode);
	struct path path;
	int err;

	if (!find_path(minix_sb(inode->i_sb)->version, iblock, &path))
		return -EFBIG;
	mutex_lock(&mi->tree);
	err = walk(inode, &path, create, block);
	mutex_unlock(&mi->tree);
	return err;
}
