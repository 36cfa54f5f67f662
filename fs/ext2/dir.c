/*
 * dir.c - reading a directory. The position is a byte of it; records may have
 * come and gone there since, so each block is walked from its start up to the
 * first record that is not before the position.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "ext2.h"

#define MODE_SHIFT	12		/* from S_IF to readdir()'s types */

/* What the record says about the kind of file; 0: nothing. */
static u32 entry_type(const struct super_block *sb,
		      const struct ext2_dir_entry *de)
{
	static const u8 types[EXT2_FT_MAX] = {
		[EXT2_FT_REG_FILE] = S_IFREG >> MODE_SHIFT,
		[EXT2_FT_DIR] = S_IFDIR >> MODE_SHIFT,
		[EXT2_FT_CHRDEV] = S_IFCHR >> MODE_SHIFT,
		[EXT2_FT_BLKDEV] = S_IFBLK >> MODE_SHIFT,
		[EXT2_FT_FIFO] = S_IFIFO >> MODE_SHIFT,
		[EXT2_FT_SOCK] = S_IFSOCK >> MODE_SHIFT,
		[EXT2_FT_SYMLINK] = S_IFLNK >> MODE_SHIFT,
	};
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;

	if (es->s_rev_level == EXT2_GOOD_OLD_REV ||
	    !(es->s_feature_incompat & EXT2_FEATURE_INCOMPAT_FILETYPE))
		return 0;
	return de->file_type < EXT2_FT_MAX ? types[de->file_type] : 0;
}

/* Names that no program could use are not shown. */
static bool name_ok(struct inode *dir, const struct ext2_dir_entry *de)
{
	if (de->name_len && !memchr(de->name, '/', de->name_len) &&
	    !memchr(de->name, '\0', de->name_len))
		return true;
	fs_error(dir->i_sb, "directory %lu has an impossible name",
		 dir->i_ino);
	return false;
}

/* Gives the records of block n from file->f_pos on. 0: go on with the next;
   1: enough; -EIO. */
static int fill_block(struct file *file, const struct buffer_head *bh, u32 n,
		      void *buf, filldir_t fill)
{
	struct inode *dir = file->f_dentry->d_inode;
	const struct ext2_limits limits = ext2_limits(dir);
	loff_t start = (loff_t)n * limits.size;
	const struct ext2_dir_entry *de;
	u32 pos;

	for (pos = 0; pos < limits.size; pos += de->rec_len) {
		if (!ext2_entry_ok(bh, pos, &limits))
			return ext2_bad_entry(dir, pos);
		de = ext2_entry_at(bh, pos);
		if (start + pos < file->f_pos || !de->inode)
			continue;
		if (!name_ok(dir, de))
			return -EIO;
		file->f_pos = start + pos;
		if (fill(buf, de->name, de->name_len, file->f_pos, de->inode,
			 entry_type(dir->i_sb, de)))
			return 1;
		file->f_pos += de->rec_len;
	}
	file->f_pos = start + limits.size;
	return 0;
}

static int ext2_readdir(struct file *file, void *buf, filldir_t fill)
{
	struct inode *dir = file->f_dentry->d_inode;
	struct buffer_head bh;
	int err = 0;
	u32 n;

	while (!err && file->f_pos >= 0 && file->f_pos < dir->i_size) {
		n = (u32)file->f_pos / dir->i_sb->s_blocksize;
		err = ext2_read_dir_block(dir, n, &bh);
		if (err)
			return err;
		err = fill_block(file, &bh, n, buf, fill);
		brelse(&bh);
	}
	return err < 0 ? err : 0;
}

const struct file_operations ext2_dir_operations = {
	.readdir	= ext2_readdir,
	.ioctl		= ext2_ioctl,
	.fsync		= block_fsync,
};
