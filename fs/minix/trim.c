/*
 * trim.c - a file gives zones back, when it is cut or goes, and has them
 * counted for stat(). Both walk the tree of tree.c, at most three levels
 * deep, and stop where it makes no sense: the rest then belongs to nobody
 * until fsck.minix comes, but the file system is read-only by then.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include "internal.h"

#define SECTORS	(MINIX_BLOCK_SIZE / 512)

/* The zone has been taken out of the tree. [t] */
static int drop_zone(struct inode *inode, u32 zone)
{
	inode->i_blocks -= SECTORS;
	return minix_free_zone(inode->i_sb, zone);
}

/*
 * Frees what `zone' leads to through `level' blocks of numbers, from block
 * `first' of its part of the file on. The zone itself is the caller's matter.
 * [t]
 */
static int trim_branch(struct inode *inode, u32 zone, u32 level, u32 first)
{
	const struct minix_version *v = minix_sb(inode->i_sb)->version;
	u32 i, child, shift = v->zones_shift * (level - 1);
	struct buffer_head bh;
	int err = bread(inode->i_sb, zone, &bh);

	for (i = first >> shift; !err && i < 1U << v->zones_shift; i++) {
		first = i == first >> shift ? first & ((1U << shift) - 1) : 0;
		child = minix_get_zone(v, bh.b_data, i);
		if (!child)
			continue;
		if (!minix_zone_ok(inode->i_sb, child))
			err = -EIO;
		else if (level > 1)
			err = trim_branch(inode, child, level - 1, first);
		if (err || first)
			continue;
		minix_set_zone(v, bh.b_data, i, 0);
		mark_buffer_dirty(&bh);
		err = drop_zone(inode, child);
	}
	brelse(&bh);
	safe_point();
	return err;
}

/* The same for a slot of the inode, which covers 2^(bits of a level) blocks.
   [t] */
static int trim_slot(struct inode *inode, u32 slot, u32 level, u32 first)
{
	struct minix_inode *mi = minix_i(inode);
	u32 zone = mi->zone[slot];
	int err = 0;

	if (!zone)
		return 0;
	if (!minix_zone_ok(inode->i_sb, zone))
		return -EIO;
	if (level)
		err = trim_branch(inode, zone, level, first);
	if (err || first)
		return err;
	mi->zone[slot] = 0;
	mark_inode_dirty(inode);
	if (inode->i_nlink)		/* else it is cleared already, or will
					   be soon */
		minix_write_inode(inode, false);
	return drop_zone(inode, zone);
}

/* Frees all blocks of the file from `first' on. 0 or -errno; may sleep. */
int minix_trim(struct inode *inode, u32 first)
{
	const struct minix_version *v = minix_sb(inode->i_sb)->version;
	u32 slot, level, span, start = 0;
	int err = 0;

	mutex_lock(&minix_i(inode)->tree);
	for (slot = 0; slot < v->slots && !err; slot++) {
		level = slot < MINIX_DIRECT ? 0 : slot - MINIX_DIRECT + 1;
		span = 1U << v->zones_shift * level;
		if (first < start + span)
			err = trim_slot(inode, slot, level,
					first > start ? first - start : 0);
		start += span;
	}
	mutex_unlock(&minix_i(inode)->tree);
	return err;
}

/* Adds the zones of a branch to *n, up to `most': a tree that has more than
   the file system goes round in circles. [t] */
static int count_branch(struct super_block *sb, u32 zone, u32 level, u32 most,
			u32 *n)
{
	const struct minix_version *v = minix_sb(sb)->version;
	struct buffer_head bh;
	int err;
	u32 i;

	if (!zone)
		return 0;
	if (!minix_zone_ok(sb, zone))
		return -EIO;
	if (++*n > most) {
		fs_error(sb, "a file has more zones than there are");
		return -EIO;
	}
	if (!level)
		return 0;
	err = bread(sb, zone, &bh);
	for (i = 0; !err && i < 1U << v->zones_shift; i++)
		err = count_branch(sb, minix_get_zone(v, bh.b_data, i),
				   level - 1, most, n);
	brelse(&bh);
	return err;
}

static int count_zones(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	const struct minix_sb *ms = minix_sb(sb);
	u32 slot, level, n = 0;
	int err = 0;

	for (slot = 0; slot < ms->version->slots && !err; slot++) {
		level = slot < MINIX_DIRECT ? 0 : slot - MINIX_DIRECT + 1;
		err = count_branch(sb, minix_i(inode)->zone[slot], level,
				   ms->zones - ms->first_zone, &n);
	}
	inode->i_blocks = n * SECTORS;
	return err;
}

/* The inode on the device does not say how many blocks the file has. They are
   counted when somebody asks, and from then on the count is kept. */
int minix_revalidate(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	struct minix_inode *mi = minix_i(inode);
	int err = 0;

	mutex_lock(&mi->tree);
	if (!mi->counted) {
		err = count_zones(inode);
		mi->counted = !err;
	}
	mutex_unlock(&mi->tree);
	return err;
}
