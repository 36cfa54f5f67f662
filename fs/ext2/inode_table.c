/*
 * inode_table.c - inodes on the device: where one is, and its 128 bytes to and
 * from struct inode. What an inode has behind those stays as it is.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

#define LOW_16		0xffff
#define SMALL_MAX	0x7fffffffLL	/* bytes, without LARGE_FILE */

/* Old device numbers are 8 bits and 8 bits; others stand in a second word as
   mknod() has them. */
#define OLD_DEV_MAX	256

/*
 * The place of inode `ino', which there must be, in a held buffer. 0, -EIO,
 * -ENOMEM. May sleep.
 */
int ext2_get_raw_inode(struct super_block *sb, u32 ino,
		       struct ext2_inode **raw, struct buffer_head *bh)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);
	u32 group = (ino - 1) / info->s_es->s_inodes_per_group;
	u32 index = (ino - 1) % info->s_es->s_inodes_per_group;
	u32 block = ext2_group_desc(sb, group)->bg_inode_table +
		    index / info->s_inodes_per_block;
	int err = bread(sb, block, bh);

	if (!err)
		*raw = (struct ext2_inode *)(bh->b_data +
			index % info->s_inodes_per_block * info->s_inode_size);
	return err;
}

/* Are the upper halves of ids there? Another system has other things. */
static bool has_high_ids(const struct super_block *sb)
{
	return EXT2_SB(sb)->s_es->s_creator_os == EXT2_OS_LINUX;
}

static bool has_large_files(const struct super_block *sb)
{
	return EXT2_SB(sb)->s_es->s_rev_level != EXT2_GOOD_OLD_REV;
}

static loff_t raw_size(const struct inode *inode,
		       const struct ext2_inode *raw)
{
	loff_t size = raw->i_size;

	if (S_ISREG(inode->i_mode) && has_large_files(inode->i_sb))
		size |= (loff_t)((u64)raw->i_size_high << 32);
	return size;
}

/* Is it a symlink whose text stands in the inode? Else it has a block. */
bool ext2_is_short_link(const struct inode *inode)
{
	u32 own = EXT2_I(inode)->i_file_acl ?
		  inode->i_sb->s_blocksize / 512 : 0;

	return S_ISLNK(inode->i_mode) && inode->i_blocks == own;
}

/* Is the size one that the kind of file can have? */
static bool size_possible(const struct inode *inode)
{
	const struct super_block *sb = inode->i_sb;
	loff_t size = inode->i_size;
	loff_t device = (loff_t)EXT2_SB(sb)->s_es->s_blocks_count *
			sb->s_blocksize;

	switch (inode->i_mode & S_IFMT) {
	case S_IFDIR:
		return size && !(size & (sb->s_blocksize - 1)) &&
		       size <= device && size <= SMALL_MAX;
	case S_IFLNK:
		return size && size < (ext2_is_short_link(inode) ?
				       sizeof(EXT2_I(inode)->i_block) :
				       sb->s_blocksize);
	case S_IFREG:
		return size >= 0 && size <= sb->s_maxbytes;
	default:
		return true;
	}
}

static bool kind_possible(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFDIR:
	case S_IFLNK:
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
		return true;
	default:
		return false;
	}
}

static void ids_from_raw(struct inode *inode, const struct ext2_inode *raw)
{
	inode->i_uid = raw->i_uid;
	inode->i_gid = raw->i_gid;
	if (has_high_ids(inode->i_sb)) {
		inode->i_uid |= (u32)raw->i_uid_high << 16;
		inode->i_gid |= (u32)raw->i_gid_high << 16;
	}
}

static void times_from_raw(struct inode *inode, const struct ext2_inode *raw)
{
	inode->i_atime = (struct timespec){ (s32)raw->i_atime, 0 };
	inode->i_mtime = (struct timespec){ (s32)raw->i_mtime, 0 };
	inode->i_ctime = (struct timespec){ (s32)raw->i_ctime, 0 };
}

/* Fills in an inode, but for its operations. -EIO: it cannot be one; i_nlink
   is not touched then. */
int ext2_inode_from_raw(struct inode *inode, const struct ext2_inode *raw)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	if (!raw->i_links_count || !kind_possible(raw->i_mode))
		return -EIO;
	inode->i_mode = raw->i_mode;
	inode->i_blocks = raw->i_blocks;
	ei->i_file_acl = raw->i_file_acl;
	inode->i_size = raw_size(inode, raw);
	if (!size_possible(inode))
		return -EIO;
	ids_from_raw(inode, raw);
	times_from_raw(inode, raw);
	inode->i_nlink = raw->i_links_count;
	ei->i_flags = raw->i_flags;
	ei->i_generation = raw->i_generation;
	ei->i_dir_acl = raw->i_size_high;
	memcpy(ei->i_block, raw->i_block, sizeof(ei->i_block));
	return 0;
}

/* A file that is large for the first time: who does not know of such ones
   must not write to the file system. */
static void note_large_file(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	u32 *features = &info->s_es->s_feature_ro_compat;

	if (*features & EXT2_FEATURE_RO_COMPAT_LARGE_FILE)
		return;
	*features |= EXT2_FEATURE_RO_COMPAT_LARGE_FILE;
	mark_buffer_dirty(&info->s_sbh);
}

static void size_to_raw(const struct inode *inode, struct ext2_inode *raw)
{
	raw->i_size = inode->i_size;
	if (!S_ISREG(inode->i_mode)) {
		raw->i_size_high = EXT2_I(inode)->i_dir_acl;
	} else if (has_large_files(inode->i_sb)) {
		raw->i_size_high = inode->i_size >> 32;
		if (inode->i_size > SMALL_MAX)
			note_large_file(inode->i_sb);
	}
}

static void blocks_to_raw(const struct inode *inode, struct ext2_inode *raw)
{
	dev_t dev = inode->i_rdev;

	memcpy(raw->i_block, EXT2_I(inode)->i_block, sizeof(raw->i_block));
	if (!S_ISCHR(inode->i_mode) && !S_ISBLK(inode->i_mode))
		return;
	memset(raw->i_block, 0, sizeof(raw->i_block));
	if (MAJOR(dev) < OLD_DEV_MAX && MINOR(dev) < OLD_DEV_MAX)
		raw->i_block[0] = old_encode_dev(dev);
	else
		raw->i_block[1] = new_encode_dev(dev);
}

/* The number of a device node. */
dev_t ext2_raw_dev(const struct ext2_inode *raw)
{
	u32 old = raw->i_block[0];

	return old ? MKDEV(old / OLD_DEV_MAX % OLD_DEV_MAX, old % OLD_DEV_MAX) :
		     new_decode_dev(raw->i_block[1]);
}

/* The reverse of ext2_inode_from_raw(). */
void ext2_inode_to_raw(const struct inode *inode, struct ext2_inode *raw)
{
	const struct ext2_inode_info *ei = EXT2_I(inode);

	raw->i_mode = inode->i_mode;
	raw->i_uid = inode->i_uid & LOW_16;
	raw->i_gid = inode->i_gid & LOW_16;
	if (has_high_ids(inode->i_sb)) {
		raw->i_uid_high = inode->i_uid >> 16;
		raw->i_gid_high = inode->i_gid >> 16;
	}
	size_to_raw(inode, raw);
	blocks_to_raw(inode, raw);
	raw->i_atime = inode->i_atime.tv_sec;
	raw->i_mtime = inode->i_mtime.tv_sec;
	raw->i_ctime = inode->i_ctime.tv_sec;
	raw->i_dtime = ei->i_dtime;
	raw->i_links_count = inode->i_nlink;
	raw->i_blocks = inode->i_blocks;
	raw->i_flags = ei->i_flags;
	raw->i_generation = ei->i_generation;
	raw->i_file_acl = ei->i_file_acl;
}
