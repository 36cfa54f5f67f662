/*
 * disk.c - an inode as it stands on the device, in version 1 and 2, to and
 * from the one in memory. Version 1 has one time, that of the last change of
 * the contents, and 8 bits for the group.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

const struct minix_version minix_v1 = {
	.inode_size = sizeof(struct minix1_inode), .slots = MINIX_V1_SLOTS,
	.levels = 2, .zones_shift = 9, .max_size = MINIX_V1_MAX_SIZE,
	.max_links = MINIX_V1_LINKS, .max_gid = MINIX_V1_MAX_GID,
};

const struct minix_version minix_v2 = {
	.inode_size = sizeof(struct minix2_inode), .slots = MINIX_V2_SLOTS,
	.levels = 3, .zones_shift = 8, .max_size = MINIX_V2_MAX_SIZE,
	.max_links = MINIX_V2_LINKS, .max_gid = MINIX_MAX_UID,
};

/* Inode `ino', a valid number, in its block, which bh holds; NULL if that
   cannot be read. May sleep. */
void *minix_raw_inode(struct super_block *sb, u32 ino, struct buffer_head *bh)
{
	const struct minix_sb *ms = minix_sb(sb);
	u32 size = ms->version->inode_size;
	u32 each = MINIX_BLOCK_SIZE / size;

	if (bread(sb, ms->inode_block + (ino - 1) / each, bh))
		return NULL;
	return bh->b_data + (ino - 1) % each * size;
}

static void set_time(struct timespec *t, u32 seconds)
{
	t->tv_sec = seconds;
	t->tv_nsec = 0;
}

static void from_v1(struct inode *inode, const struct minix1_inode *raw)
{
	u32 i;

	inode->i_mode = raw->i_mode;
	inode->i_nlink = raw->i_nlinks;
	inode->i_uid = raw->i_uid;
	inode->i_gid = raw->i_gid;
	inode->i_size = raw->i_size;
	set_time(&inode->i_atime, raw->i_time);
	set_time(&inode->i_mtime, raw->i_time);
	set_time(&inode->i_ctime, raw->i_time);
	for (i = 0; i < MINIX_V1_SLOTS; i++)
		minix_i(inode)->zone[i] = raw->i_zone[i];
}

static void from_v2(struct inode *inode, const struct minix2_inode *raw)
{
	inode->i_mode = raw->i_mode;
	inode->i_nlink = raw->i_nlinks;
	inode->i_uid = raw->i_uid;
	inode->i_gid = raw->i_gid;
	inode->i_size = raw->i_size;
	set_time(&inode->i_atime, raw->i_atime);
	set_time(&inode->i_mtime, raw->i_mtime);
	set_time(&inode->i_ctime, raw->i_ctime);
	memcpy(minix_i(inode)->zone, raw->i_zone, sizeof(raw->i_zone));
}

static void to_v1(const struct inode *inode, struct minix1_inode *raw)
{
	u32 i;

	raw->i_mode = inode->i_mode;
	raw->i_nlinks = inode->i_nlink;
	raw->i_uid = inode->i_uid;
	raw->i_gid = inode->i_gid;
	raw->i_size = inode->i_size;
	raw->i_time = inode->i_mtime.tv_sec;
	for (i = 0; i < MINIX_V1_SLOTS; i++)
		raw->i_zone[i] = minix_i(inode)->zone[i];
}

static void to_v2(const struct inode *inode, struct minix2_inode *raw)
{
	raw->i_mode = inode->i_mode;
	raw->i_nlinks = inode->i_nlink;
	raw->i_uid = inode->i_uid;
	raw->i_gid = inode->i_gid;
	raw->i_size = inode->i_size;
	raw->i_atime = inode->i_atime.tv_sec;
	raw->i_mtime = inode->i_mtime.tv_sec;
	raw->i_ctime = inode->i_ctime.tv_sec;
	memcpy(raw->i_zone, minix_i(inode)->zone, sizeof(raw->i_zone));
}

void minix_from_disk(struct inode *inode, const void *raw)
{
	if (minix_sb(inode->i_sb)->version == &minix_v1)
		from_v1(inode, raw);
	else
		from_v2(inode, raw);
}

void minix_to_disk(const struct inode *inode, void *raw)
{
	if (minix_sb(inode->i_sb)->version == &minix_v1)
		to_v1(inode, raw);
	else
		to_v2(inode, raw);
}
