/*
 * dir_change.c - names come into a directory, go, and get another inode. Who
 * changes a directory that has an index of hashed names takes the mark of the
 * index away: it is a plain directory then, as the format demands.
 *
 * All with the directory's i_sem.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

/* The directory's contents have changed, now. */
static void touch_dir(struct inode *dir)
{
	EXT2_I(dir)->i_flags &= ~EXT2_INDEX_FL;
	dir->i_mtime = dir->i_ctime = current_fs_time();
	mark_inode_dirty(dir);
}

/* The record is about that inode from now on. */
static void set_inode(struct ext2_dir_entry *de, const struct inode *inode)
{
	static const u8 types[] = {		/* by S_IFMT's four bits */
		[S_IFREG >> 12] = EXT2_FT_REG_FILE,
		[S_IFDIR >> 12] = EXT2_FT_DIR,
		[S_IFCHR >> 12] = EXT2_FT_CHRDEV,
		[S_IFBLK >> 12] = EXT2_FT_BLKDEV,
		[S_IFIFO >> 12] = EXT2_FT_FIFO,
		[S_IFSOCK >> 12] = EXT2_FT_SOCK,
		[S_IFLNK >> 12] = EXT2_FT_SYMLINK,
	};
	const struct ext2_super_block *es = EXT2_SB(inode->i_sb)->s_es;

	de->inode = inode->i_ino;
	de->file_type = EXT2_FT_UNKNOWN;
	if (es->s_rev_level != EXT2_GOOD_OLD_REV &&
	    es->s_feature_incompat & EXT2_FEATURE_INCOMPAT_FILETYPE)
		de->file_type = types[(inode->i_mode & S_IFMT) >> 12];
}

/* Bytes of the record that its name needs. */
static u32 used_by(const struct ext2_dir_entry *de)
{
	return de->inode ? EXT2_DIR_REC_LEN(de->name_len) : 0;
}

/* The first record from *offset on with room for `need' bytes: 1 and *offset,
   0 if there is none, -EIO. */
static int find_room(struct inode *dir, const struct buffer_head *bh,
		     u32 need, u32 *offset)
{
	const struct ext2_limits limits = ext2_limits(dir);
	const struct ext2_dir_entry *de;
	u32 pos;

	for (pos = *offset; pos < limits.size; pos += de->rec_len) {
		if (!ext2_entry_ok(bh, pos, &limits))
			return ext2_bad_entry(dir, pos);
		de = ext2_entry_at(bh, pos);
		if (de->rec_len - used_by(de) >= need) {
			*offset = pos;
			return 1;
		}
	}
	return 0;
}

/* A record with room for `need' bytes, from where the last one was; at the end
   in a new block. */
static int find_place(struct inode *dir, u32 need, struct ext2_place *place)
{
	struct ext2_inode_info *ei = EXT2_I(dir);
	int found;

	place->offset = ei->i_room_offset;
	for (place->block = ei->i_room_block;
	     place->block < ext2_dir_blocks(dir); place->block++) {
		found = ext2_read_dir_block(dir, place->block, &place->bh);
		if (found)
			return found;
		found = find_room(dir, &place->bh, need, &place->offset);
		if (found > 0)
			return 0;
		brelse(&place->bh);
		if (found)
			return found;
		place->offset = 0;
	}
	return ext2_append_dir_block(dir, &place->bh);
}

/* Puts the name into the free part of the record, which becomes one of its
   own; *place is where that is. */
static void fill_record(struct ext2_place *place, const struct qstr *name,
			const struct inode *inode)
{
	struct ext2_dir_entry *de = ext2_entry_at(&place->bh, place->offset);
	u32 used = used_by(de), room = de->rec_len - used;

	if (used) {
		de->rec_len = used;
		place->before = place->offset;
		place->offset += used;
		de = ext2_entry_at(&place->bh, place->offset);
		de->rec_len = room;
	}
	de->name_len = name->len;
	memcpy(de->name, name->name, name->len);
	set_inode(de, inode);
}

/* Where the next names are looked for, and room for them. */
static void note_new(struct inode *dir, const struct ext2_place *place,
		     bool before_known)
{
	struct ext2_inode_info *ei = EXT2_I(dir);

	ei->i_room_block = ei->i_name_block = place->block;
	ei->i_room_offset = place->offset;
	ei->i_name_offset = before_known ? place->offset : 0;
	ei->i_name_before = place->before;
}

/*
 * A new name for an inode, which has been written to its table. -ENOSPC,
 * -EROFS, -EIO, -ENOMEM. May sleep.
 */
int ext2_add_entry(struct inode *dir, const struct qstr *name,
		   const struct inode *inode)
{
	struct ext2_place place;
	u32 found;
	int err;

	if (!ext2_writable(dir->i_sb))
		return -EROFS;
	err = find_place(dir, EXT2_DIR_REC_LEN(name->len), &place);
	if (err)
		return err;
	found = place.offset;
	fill_record(&place, name, inode);
	note_new(dir, &place, place.offset != found);
	mark_buffer_dirty(&place.bh);
	brelse(&place.bh);
	touch_dir(dir);
	return 0;
}

/* A record has become free or larger: names find room there. */
static void note_room(struct inode *dir, const struct ext2_place *place)
{
	struct ext2_inode_info *ei = EXT2_I(dir);
	u32 offset = place->offset ? place->before : 0;

	ei->i_name_offset = 0;
	if (place->block < ei->i_room_block ||
	    (place->block == ei->i_room_block && offset < ei->i_room_offset)) {
		ei->i_room_block = place->block;
		ei->i_room_offset = offset;
	}
}

/*
 * Takes away the name that ext2_find_entry() has found, with no sleep since:
 * its record becomes part of the one before it, or free. The buffer stays the
 * caller's. -EROFS.
 */
int ext2_delete_entry(struct inode *dir, struct ext2_place *place)
{
	struct ext2_dir_entry *de = ext2_entry_at(&place->bh, place->offset);

	if (!ext2_writable(dir->i_sb))
		return -EROFS;
	if (place->offset)
		ext2_entry_at(&place->bh, place->before)->rec_len +=
			de->rec_len;
	de->inode = 0;
	mark_buffer_dirty(&place->bh);
	note_room(dir, place);
	touch_dir(dir);
	return 0;
}

/* The name that was found is another inode's from now on. */
void ext2_set_entry(struct inode *dir, struct ext2_place *place,
		    const struct inode *inode)
{
	set_inode(ext2_entry_at(&place->bh, place->offset), inode);
	mark_buffer_dirty(&place->bh);
	touch_dir(dir);
}

/* "." and ".." of a new directory: its first block. As ext2_add_entry(). */
int ext2_make_empty(struct inode *inode, const struct inode *parent)
{
	static const struct qstr dot = { .name = ".", .len = 1 };
	static const struct qstr dotdot = { .name = "..", .len = 2 };
	int err = ext2_add_entry(inode, &dot, inode);

	return err ? err : ext2_add_entry(inode, &dotdot, parent);
}

/*
 * After a change of a directory that is written at once (the flag S or D; for
 * -o sync the VFS does it): it, and the inode whose name has come or gone, go
 * to the device. 0 or -EIO. May sleep.
 */
int ext2_dir_sync(struct inode *dir, struct inode *inode)
{
	if (likely(!(EXT2_I(dir)->i_flags & (EXT2_SYNC_FL | EXT2_DIRSYNC_FL))))
		return 0;
	ext2_write_inode(dir, true);
	ext2_write_inode(inode, true);
	return sync_blockdev(dir->i_sb->s_bdev);
}
