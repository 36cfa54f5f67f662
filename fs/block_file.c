/*
 * block_file.c - contents of files between the page cache and the blocks of a
 * device, for file systems that can say which block is where (get_block_t).
 * linux/buffer_head.h has the contract.
 *
 * A page in the cache is always whole and true, so what goes to the device is
 * whole blocks, whatever part of them was changed. Behind the end of a file
 * its last block has zeroes, here and on the device. A block that get_block()
 * has just allocated holds what somebody else had in it: if it does not get
 * its new contents it is filled with zeroes.
 */
#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/string.h>
#include "names.h"

/* Where in the file byte `offset' of the page is. */
static loff_t file_pos(const struct page *page, u32 offset)
{
	return ((loff_t)page->index << PAGE_SHIFT) + offset;
}

/* The file's block that begins at `offset' of the page. */
static u32 file_block(const struct inode *inode, const struct page *page,
		      u32 offset)
{
	return file_pos(page, offset) >> block_bits(inode->i_sb);
}

/* Bytes of the block at `offset' that are within the file. */
static u32 valid_bytes(const struct inode *inode, const struct page *page,
		       u32 offset)
{
	loff_t left = inode->i_size - file_pos(page, offset);

	if (left <= 0)
		return 0;
	return left < inode->i_sb->s_blocksize ? left :
						 inode->i_sb->s_blocksize;
}

/* Fills one block of a page that nobody sees yet. */
static int read_one(struct inode *inode, struct page *page, u32 offset,
		    get_block_t get)
{
	char *to = (char *)page_address(page) + offset;
	u32 n = valid_bytes(inode, page, offset), block = 0;
	struct buffer_head bh;
	int err = 0;

	if (n)
		err = get(inode, file_block(inode, page, offset), &block,
			  false);
	if (!err && !block)
		n = 0;
	if (!err && block) {
		err = bread(inode->i_sb, block, &bh);
		if (!err) {
			memcpy(to, bh.b_data, n);
			brelse(&bh);
		}
	}
	memset(to + n, 0, inode->i_sb->s_blocksize - n);
	return err;
}

int block_read_page(struct inode *inode, struct page *page, get_block_t get)
{
	u32 offset;
	int err = 0;

	for (offset = 0; offset < PAGE_SIZE && !err;
	     offset += inode->i_sb->s_blocksize)
		err = read_one(inode, page, offset, get);
	return err;
}

/* One block of the page goes to its buffer. */
static int write_one(struct inode *inode, struct page *page, u32 offset,
		     get_block_t get, bool create)
{
	u32 block;
	int err = get(inode, file_block(inode, page, offset), &block, create);

	if (err || !block)
		return err;
	return write_block(inode->i_sb, block,
			   (char *)page_address(page) + offset,
			   valid_bytes(inode, page, offset));
}

int block_commit_write(struct inode *inode, struct page *page, u32 from,
		       u32 to, get_block_t get)
{
	u32 size = inode->i_sb->s_blocksize, offset;
	int err = 0;

	for (offset = from & ~(size - 1); offset < to && !err; offset += size)
		err = write_one(inode, page, offset, get, false);
	return err;
}

/* The block at `offset' of the page, if it was a hole; *made: it is none any
   more. */
static int make_block(struct inode *inode, struct page *page, u32 offset,
		      get_block_t get, u32 *made)
{
	u32 iblock = file_block(inode, page, offset), block;
	int err = get(inode, iblock, &block, false);

	*made = 0;
	if (err || block)
		return err;
	err = get(inode, iblock, &block, true);
	if (!err)
		*made = block;
	return err;
}

int block_prepare_write(struct inode *inode, struct page *page, u32 from,
			u32 to, get_block_t get)
{
	u32 size = inode->i_sb->s_blocksize, offset, n = 0;
	u32 made[PAGE_SIZE / SECTOR_SIZE];
	int err = 0;

	for (offset = from & ~(size - 1); offset < to && !err; offset += size)
		err = make_block(inode, page, offset, get, &made[n++]);
	if (!err)
		return 0;
	while (n--)			/* what was a hole reads as one */
		if (made[n])
			write_block(inode->i_sb, made[n], NULL, 0);
	return err;
}

/* What can be written is, though another block of the page cannot. */
int block_write_page(struct inode *inode, struct page *page, get_block_t get)
{
	u32 size = inode->i_sb->s_blocksize, offset;
	int err = 0, one;

	for (offset = 0; offset < PAGE_SIZE; offset += size) {
		if (!valid_bytes(inode, page, offset))
			break;
		one = write_one(inode, page, offset, get, true);
		if (!err)
			err = one;
	}
	return err;
}

int block_truncate_tail(struct inode *inode, get_block_t get)
{
	u32 size = inode->i_sb->s_blocksize, block;
	u32 offset = inode->i_size & (size - 1);
	struct buffer_head bh;
	int err;

	if (!offset)
		return 0;
	err = get(inode, inode->i_size >> block_bits(inode->i_sb), &block,
		  false);
	if (err || !block)
		return err;
	err = bread(inode->i_sb, block, &bh);
	if (err)
		return err;
	memset(bh.b_data + offset, 0, size - offset);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	return 0;
}

/*
 * All inodes are written: one that was truncated may still be said on the
 * device to have blocks that are this file's now, and then a crash would cost
 * what is synced here.
 */
int block_fsync(struct file *file, bool data_only __unused)
{
	struct inode *inode = file_host(file);
	int err = write_mapping(&inode->i_data), sync_err;

	write_inodes(inode->i_sb);
	sync_err = sync_blockdev(inode->i_sb->s_bdev);
	return err ? err : sync_err;
}
