/*
 * buffer_head.h - the buffer cache: blocks of a device in memory, for file
 * systems. A buffer is a window, one block wide, on a page of the device's
 * page cache; there is no other state, so all block sizes from 512 to the
 * page size work at once, and who reads /dev/ram0 sees what a file system
 * has just written. The contents of files are in the page cache of their
 * inodes, and go to the device through buffers.
 *
 * All is [k]. A buffer that is held stays in memory and keeps its place.
 */
#ifndef _LINUX_BUFFER_HEAD_H
#define _LINUX_BUFFER_HEAD_H

#include <linux/fs.h>

struct page;

struct buffer_head {
	struct page *b_page;		/* counted; NULL: no buffer */
	u8 *b_data;			/* s_blocksize bytes */
};

/*
 * fs/buffer.c. bread(): block `block' of s_blocksize bytes of sb's device,
 * up to date; 0, or -EIO (also behind the end of the device), -ENOMEM, and
 * then bh->b_page is NULL. getblk(): the same for a block whose old contents
 * do not matter: it is all zeroes, and dirty. brelse() gives a buffer back,
 * none is fine, too. mark_buffer_dirty(): after each change; it will be
 * written within 30 s, or before the call that it is done for returns if sb is
 * mounted -o sync (or its file is O_SYNC). May sleep, all
 * but brelse() and mark_buffer_dirty().
 */
int bread(struct super_block *sb, u32 block, struct buffer_head *bh);
int getblk(struct super_block *sb, u32 block, struct buffer_head *bh);
void brelse(struct buffer_head *bh);
void mark_buffer_dirty(struct buffer_head *bh);

/* The block becomes the n bytes at `from' and zeroes behind them, and dirty:
   0, -EIO, -ENOMEM. May sleep, but not while it copies. */
int write_block(struct super_block *sb, u32 block, const void *from, u32 n);

/* Writes it now, if it is dirty: before something refers to it that might come
   to the device first. 0 or -EIO; may sleep. */
int sync_buffer(struct buffer_head *bh);

/* Is the block one of the device's? */
bool sb_has_block(const struct super_block *sb, u32 block);

/* s_blocksize is 1 << block_bits(). */
static inline u32 block_bits(const struct super_block *sb)
{
	return __builtin_ctz(sb->s_blocksize);
}

/*
 * fs/block_file.c: file contents, for file systems that can say in which
 * block of the device block `iblock' of a file is: in *block, 0 for a hole.
 * With `create' a hole gets a block, with i_sem held or not: get_block() must
 * do its own locking. 0 or -errno.
 *
 *	readpage	holes read as zeroes
 *	prepare_write	blocks for [from, to)
 *	commit_write	the page goes to the buffers, in whole blocks
 *	writepage	the same for a page that was changed by a mapping
 *	fsync		pages, inode, and all dirty buffers of the device
 *	truncate_tail	what lies behind the file's last byte in its last
 *			block becomes zero on the device, too
 */
typedef int (*get_block_t)(struct inode *inode, u32 iblock, u32 *block,
			   bool create);

int block_read_page(struct inode *inode, struct page *page, get_block_t get);
int block_prepare_write(struct inode *inode, struct page *page, u32 from,
			u32 to, get_block_t get);
int block_commit_write(struct inode *inode, struct page *page, u32 from,
		       u32 to, get_block_t get);
int block_write_page(struct inode *inode, struct page *page, get_block_t get);
int block_truncate_tail(struct inode *inode, get_block_t get);
int block_fsync(struct file *file, bool data_only);

/*
 * fs/super.c. sb_set_blocksize(): 512 to PAGE_SIZE, a power of two, no less
 * than the medium's sectors; false otherwise. fs_error(): what is on the
 * device makes no sense: one line in the log, "EXT2-fs error (ram0): ...",
 * and the file system is read-only from then on; later ones are counted, not
 * printed. s_op->mark_error, if there, notes it on the device.
 */
bool sb_set_blocksize(struct super_block *sb, u32 size);
void fs_error(struct super_block *sb, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
