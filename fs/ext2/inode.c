/*
 * inode.c - the life of an inode in memory: read, written, deleted, forgotten.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "ext2.h"

/* An inode's i_private, empty; NULL: no memory. */
struct ext2_inode_info *ext2_alloc_info(void)
{
	struct ext2_inode_info *ei = kzalloc(sizeof(*ei), GFP_KERNEL);

	if (ei)
		mutex_init(&ei->i_map);
	return ei;
}

/* The operations that the kind of file has; dev is a device node's number. */
void ext2_set_kind(struct inode *inode, dev_t dev)
{
	switch (inode->i_mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &ext2_file_inode_operations;
		inode->i_fop = &ext2_file_operations;
		inode->i_data.a_ops = &ext2_aops;
		break;
	case S_IFDIR:
		inode->i_op = &ext2_dir_inode_operations;
		inode->i_fop = &ext2_dir_operations;
		break;
	case S_IFLNK:
		inode->i_op = &ext2_symlink_inode_operations;
		break;
	default:
		init_special_inode(inode, inode->i_mode, dev);
	}
}

/* What the VFS has to know of the flags. */
void ext2_set_flags(struct inode *inode)
{
	u32 flags = EXT2_I(inode)->i_flags;

	inode->i_flags &= ~(S_IMMUTABLE | S_APPEND | S_NOATIME | S_SYNC);
	if (flags & EXT2_IMMUTABLE_FL)
		inode->i_flags |= S_IMMUTABLE;
	if (flags & EXT2_APPEND_FL)
		inode->i_flags |= S_APPEND;
	if (flags & EXT2_NOATIME_FL)
		inode->i_flags |= S_NOATIME;
	if (flags & EXT2_SYNC_FL)
		inode->i_flags |= S_SYNC;
}

/* May somebody ask for that inode? The special ones have no names. */
static bool ino_ok(const struct super_block *sb, unsigned long ino)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);

	return ino == EXT2_ROOT_INO || (ino >= info->s_first_ino &&
					ino <= info->s_es->s_inodes_count);
}

static int read_inode(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct ext2_inode *raw;
	struct buffer_head bh;
	int err = -EIO;

	if (!ino_ok(sb, inode->i_ino))
		goto bad;
	inode->i_private = ext2_alloc_info();
	if (!inode->i_private)
		return -ENOMEM;
	err = ext2_get_raw_inode(sb, inode->i_ino, &raw, &bh);
	if (err)
		return err;
	EXT2_I(inode)->i_group = (inode->i_ino - 1) /
				 EXT2_SB(sb)->s_es->s_inodes_per_group;
	err = ext2_inode_from_raw(inode, raw);
	if (!err) {
		ext2_set_kind(inode, ext2_raw_dev(raw));
		ext2_set_flags(inode);
	}
	brelse(&bh);
	if (!err)
		return 0;
bad:
	fs_error(sb, "inode %lu makes no sense", inode->i_ino);
	return err;
}

/* s_op->read_inode: an inode that cannot be read becomes a bad one. */
void ext2_read_inode(struct inode *inode)
{
	if (read_inode(inode))
		make_bad_inode(inode);
}

/* The first thing that a new inode has in its place: nothing of what was there
   before. -EIO if that was not deleted, whatever the map says. */
static int clear_raw(struct inode *inode, struct ext2_inode *raw)
{
	if (raw->i_links_count && !raw->i_dtime) {
		fs_error(inode->i_sb, "inode %lu is free and in use",
			 inode->i_ino);
		return -EIO;
	}
	memset(raw, 0, EXT2_SB(inode->i_sb)->s_inode_size);
	EXT2_I(inode)->i_new = false;
	return 0;
}

/*
 * s_op->write_inode: to the buffer of its place in the table. It is on the
 * device when that is written; `wait' is for sync(), which does so next.
 */
int ext2_write_inode(struct inode *inode, bool wait __unused)
{
	struct ext2_inode *raw;
	struct buffer_head bh;
	int err = -EROFS;

	if (!ext2_writable(inode->i_sb))
		return err;
	err = ext2_get_raw_inode(inode->i_sb, inode->i_ino, &raw, &bh);
	if (err)
		return err;
	err = EXT2_I(inode)->i_new ? clear_raw(inode, raw) : 0;
	if (!err) {
		ext2_inode_to_raw(inode, raw);
		mark_buffer_dirty(&bh);
	}
	brelse(&bh);
	return err;
}

/* s_op->delete_inode: no name and no user is left. Its number comes last, and
   nothing sleeps after it. */
void ext2_delete_inode(struct inode *inode)
{
	truncate_inode_pages(&inode->i_data, 0);
	if (ext2_writable(inode->i_sb)) {
		EXT2_I(inode)->i_dtime = current_fs_time().tv_sec;
		inode->i_size = 0;
		ext2_free_contents(inode);
		ext2_release_xattr(inode);
		ext2_write_inode(inode, false);
		ext2_free_inode(inode);
	}
	clear_inode(inode);
}

/* s_op->clear_inode */
void ext2_clear_inode(struct inode *inode)
{
	kfree(inode->i_private);
	inode->i_private = NULL;
}
