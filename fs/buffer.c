/*
 * buffer.c - the buffer cache: blocks as windows on the pages of a device.
 * linux/buffer_head.h has the contract.
 */
#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/string.h>

static inline loff_t block_pos(const struct super_block *sb, u32 block)
{
	return (loff_t)block << block_bits(sb);
}

bool sb_has_block(const struct super_block *sb, u32 block)
{
	return block_pos(sb, block) + sb->s_blocksize <=
	       sb->s_bdev->bd_inode->i_size;
}

bool sb_set_blocksize(struct super_block *sb, u32 size)
{
	if (size < SECTOR_SIZE || size > PAGE_SIZE || size & (size - 1) ||
	    (sb->s_bdev && size < sb->s_bdev->bd_sector_size))
		return false;
	sb->s_blocksize = size;
	return true;
}

/* Makes *bh the window on a page, whose count it takes over. */
static void set_window(struct buffer_head *bh, struct page *page, loff_t pos)
{
	bh->b_page = page;
	bh->b_data = (u8 *)page_address(page) + ((u32)pos & PAGE_OFFSET_MASK);
}

/* Why there is no page. A ramdisk that has no memory left says -ENOSPC. */
static int page_error(const struct page *page)
{
	long err = PTR_ERR(page);

	return err == -ENOMEM || err == -ENOSPC ? -ENOMEM : -EIO;
}

int bread(struct super_block *sb, u32 block, struct buffer_head *bh)
{
	loff_t pos = block_pos(sb, block);
	struct page *page;

	bh->b_page = NULL;
	if (!sb_has_block(sb, block))
		return -EIO;
	page = read_cache_page(&sb->s_bdev->bd_inode->i_data,
			       pos >> PAGE_SHIFT);
	if (IS_ERR(page))
		return page_error(page);
	set_window(bh, page, pos);
	return 0;
}

/*
 * A block that is a whole page, whose old contents nobody wants. If it is not
 * in the cache it comes with any contents: the caller fills it before it
 * sleeps.
 */
static int get_whole_page(struct super_block *sb, u32 block,
			  struct buffer_head *bh)
{
	struct address_space *m = &sb->s_bdev->bd_inode->i_data;
	struct page *page = overwrite_cache_page(m, block);

	if (IS_ERR(page))
		return page_error(page);
	set_window(bh, page, 0);
	return 0;
}

int write_block(struct super_block *sb, u32 block, const void *from, u32 n)
{
	struct buffer_head bh = { .b_page = NULL };
	int err;

	if (sb->s_blocksize == PAGE_SIZE && sb_has_block(sb, block))
		err = get_whole_page(sb, block, &bh);
	else
		err = bread(sb, block, &bh);
	if (err)
		return err;
	if (n)
		memcpy(bh.b_data, from, n);
	memset(bh.b_data + n, 0, sb->s_blocksize - n);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	return 0;
}

int getblk(struct super_block *sb, u32 block, struct buffer_head *bh)
{
	int err;

	bh->b_page = NULL;
	if (sb->s_blocksize == PAGE_SIZE && sb_has_block(sb, block))
		err = get_whole_page(sb, block, bh);
	else
		err = bread(sb, block, bh);
	if (err)
		return err;
	memset(bh->b_data, 0, sb->s_blocksize);
	mark_buffer_dirty(bh);
	return 0;
}

void brelse(struct buffer_head *bh)
{
	if (bh->b_page)
		put_page(bh->b_page);
	bh->b_page = NULL;
}

void mark_buffer_dirty(struct buffer_head *bh)
{
	set_page_dirty(bh->b_page);
}

int sync_buffer(struct buffer_head *bh)
{
	return write_page_now(bh->b_page) ? -EIO : 0;
}
