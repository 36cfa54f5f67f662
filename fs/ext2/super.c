/*
 * super.c - ext2 as it is mounted: its state on the device, counts, remount
 * and umount. How it is found and checked is read_super.c's matter.
 *
 * While it may be written, the state on the device is not EXT2_VALID_FS: if
 * the machine stops, e2fsck knows that it has work. umount() and a remount
 * read-only put back the state that mount() found. The counts of free blocks
 * and inodes in the super block are brought up to date by sync_fs() only.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include "ext2.h"

static u32 now(void)
{
	return current_fs_time().tv_sec;
}

/* What memory knows better goes to the super block's buffer. */
static void write_counts(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	struct ext2_super_block *es = info->s_es;

	es->s_free_blocks_count = info->s_free_blocks;
	es->s_free_inodes_count = info->s_free_inodes;
	es->s_wtime = now();
	info->s_counts_dirty = false;
	mark_buffer_dirty(&info->s_sbh);
}

static int ext2_sync_fs(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);

	mutex_lock(&sb->s_lock);
	if (info->s_counts_dirty && ext2_writable(sb))
		write_counts(sb);
	mutex_unlock(&sb->s_lock);
	return 0;
}

/* Says if somebody should run e2fsck: one line, for the first reason. */
static void advise_check(const struct super_block *sb)
{
	const struct ext2_super_block *es = EXT2_SB(sb)->s_es;
	s16 max_mounts = es->s_max_mnt_count;
	const char *why;

	if (!(es->s_state & EXT2_VALID_FS))
		why = "it was not unmounted properly";
	else if (es->s_state & EXT2_ERROR_FS)
		why = "it has errors";
	else if (max_mounts > 0 && es->s_mnt_count >= (u16)max_mounts)
		why = "it has been mounted often enough";
	else if (es->s_checkinterval &&
		 now() - es->s_lastcheck >= es->s_checkinterval)
		why = "its last check is long ago";
	else
		return;
	printk(KERN_WARNING "EXT2-fs (%s): %s: run e2fsck\n", sb->s_id, why);
}

/* It may be written from now on. */
void ext2_begin_writing(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	struct ext2_super_block *es = info->s_es;

	advise_check(sb);
	info->s_mount_state = es->s_state;
	info->s_writes = true;
	es->s_state &= ~EXT2_VALID_FS;
	es->s_mnt_count++;
	es->s_mtime = now();
	write_counts(sb);
}

/* The reverse: the state becomes what it was, or one with errors. */
static void end_writing(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);

	if (!info->s_writes)
		return;
	info->s_es->s_state = info->s_mount_state;
	write_counts(sb);
	info->s_writes = false;
}

static void ext2_put_super(struct super_block *sb)
{
	end_writing(sb);
	ext2_free_info(sb);
}

/* After fs_error(): the device shall say so, and errors= is obeyed. */
static void ext2_mark_error(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);

	if (!info->s_writes)
		return;
	info->s_mount_state |= EXT2_ERROR_FS;
	info->s_es->s_state |= EXT2_ERROR_FS;
	write_counts(sb);
	if (info->s_opt.errors == EXT2_ERRORS_PANIC)
		panic("EXT2-fs (%s): errors=panic", sb->s_id);
	if (info->s_opt.errors == EXT2_ERRORS_CONTINUE)
		sb->s_flags &= ~MS_RDONLY;
}

static int ext2_statfs(struct super_block *sb, struct kstatfs *st)
{
	const struct ext2_sb_info *info = EXT2_SB(sb);
	const struct ext2_super_block *es = info->s_es;
	u32 reserved = es->s_r_blocks_count;

	st->f_type = sb->s_magic;
	st->f_bsize = st->f_frsize = sb->s_blocksize;
	st->f_namelen = EXT2_NAME_LEN;
	st->f_blocks = es->s_blocks_count;
	if (!info->s_opt.minix_df)
		st->f_blocks -= info->s_overhead;
	st->f_bfree = info->s_free_blocks;
	if (st->f_bfree > reserved)
		st->f_bavail = st->f_bfree - reserved;
	st->f_files = es->s_inodes_count;
	st->f_ffree = info->s_free_inodes;
	return 0;
}

/* May a read-only one be written from now on? NULL, or why not. */
static const char *why_not_write(const struct super_block *sb)
{
	return sb->s_errors ? "errors were found: run e2fsck" :
			      ext2_check_writable(sb);
}

/* -EINVAL for options, -EROFS if it cannot become writable, -EIO. */
static int ext2_remount(struct super_block *sb, u32 *flags, char *data)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	struct ext2_options opt = info->s_opt;
	bool to_rdonly = *flags & MS_RDONLY, is_rdonly = !ext2_writable(sb);
	const char *why;
	int err = ext2_parse_options(data, &opt);

	if (err)
		return err;
	if (opt.sb_block != info->s_opt.sb_block)
		return -EINVAL;
	why = is_rdonly && !to_rdonly ? why_not_write(sb) : NULL;
	if (why) {
		printk(KERN_WARNING "EXT2-fs (%s): %s\n", sb->s_id, why);
		return -EROFS;
	}
	info->s_opt = opt;
	if (is_rdonly && !to_rdonly)
		ext2_begin_writing(sb);
	if (is_rdonly || !to_rdonly)
		return 0;
	end_writing(sb);
	return sync_blockdev(sb->s_bdev);
}

const struct super_operations ext2_super_operations = {
	.read_inode	= ext2_read_inode,
	.write_inode	= ext2_write_inode,
	.delete_inode	= ext2_delete_inode,
	.clear_inode	= ext2_clear_inode,
	.put_super	= ext2_put_super,
	.sync_fs	= ext2_sync_fs,
	.mark_error	= ext2_mark_error,
	.statfs		= ext2_statfs,
	.remount_fs	= ext2_remount,
	.show_options	= ext2_show_options,
};

static struct file_system_type ext2_type = {
	.name = "ext2", .fs_flags = FS_REQUIRES_DEV,
	.read_super = ext2_read_super,
};

/* Once, at boot. */
void ext2_init(void)
{
	register_filesystem(&ext2_type);
}
