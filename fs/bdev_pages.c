/*
 * bdev_pages.c - the pages of block devices: filled from the medium and
 * written to it, or the medium themselves. Where a device ends within a page,
 * the rest of the page is zeroes, and goes nowhere.
 */
#include <linux/blkdev.h>
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include "bdev.h"

#define PAGE_SECTORS	(PAGE_SIZE >> SECTOR_SHIFT)
#define PAGES_AT_ONCE	64		/* with the kernel lock in one piece */

/* How many sectors of the page the device has. */
static u32 sectors_of(const struct inode *inode, const struct page *page)
{
	loff_t left = inode->i_size - ((loff_t)page->index << PAGE_SHIFT);

	if (left <= 0)
		return 0;
	return left >= PAGE_SIZE ? PAGE_SECTORS : (u32)left >> SECTOR_SHIFT;
}

static int transfer_page(struct inode *inode, struct page *page, int rw, u32 n)
{
	struct block_device *bdev = inode_bdev(inode);

	if (!n)
		return 0;
	return bdev->bd_op->transfer(bdev, rw, page->index * PAGE_SECTORS,
				     page_address(page), n);
}

static int bdev_readpage(struct inode *inode, struct page *page)
{
	u32 n = sectors_of(inode, page);

	memset((char *)page_address(page) + (n << SECTOR_SHIFT), 0,
	       PAGE_SIZE - (n << SECTOR_SHIFT));
	return transfer_page(inode, page, BLK_READ, n);
}

static int bdev_writepage(struct inode *inode, struct page *page)
{
	return transfer_page(inode, page, BLK_WRITE, sectors_of(inode, page));
}

static int bdev_commit_write(struct inode *inode __unused, struct page *page,
			     u32 from __unused, u32 to __unused)
{
	set_page_dirty(page);
	return 0;
}

/* The device has a page more than i_blocks says: 0, or -ENOSPC if memory is
   short. May sleep. */
static int take_memory(struct inode *inode)
{
	if (inode->i_data.nrpages * PAGE_SECTORS > inode->i_blocks &&
	    !room_for_files())
		return -ENOSPC;
	inode->i_blocks = inode->i_data.nrpages * PAGE_SECTORS;
	return 0;
}

/* A part of the memory that nobody has written to. */
static int memory_readpage(struct inode *inode, struct page *page)
{
	clear_page(page_address(page));
	return take_memory(inode);
}

static int memory_prepare_write(struct inode *inode, struct page *page __unused,
				u32 from __unused, u32 to __unused)
{
	return take_memory(inode);
}

const struct address_space_operations bdev_aops = {
	.readpage	= bdev_readpage,
	.writepage	= bdev_writepage,
	.commit_write	= bdev_commit_write,
};

const struct address_space_operations bdev_memory_aops = {
	.readpage	= memory_readpage,
	.prepare_write	= memory_prepare_write,
	.in_memory	= true,
};

int sync_blockdev(struct block_device *bdev)
{
	int err = write_mapping(&bdev->bd_inode->i_data);

	if (bdev->bd_op && bdev->bd_op->flush && !err)
		err = bdev->bd_op->flush(bdev);
	return err ? -EIO : 0;
}

/* A page that somebody uses, or that is newer than the medium, stays; so do
   those that come meanwhile. */
void invalidate_bdev(struct block_device *bdev, bool medium)
{
	struct address_space *m = &bdev->bd_inode->i_data;
	unsigned long index = 0;
	struct page *page;
	u32 n = 0;

	if (!m->a_ops || (m->a_ops->in_memory && !medium))
		return;
	while ((page = pagetree_next(m, index, &index)) != NULL) {
		if (page_is_unused(page))
			drop_cached_page(page);
		index++;
		safe_step(&n, PAGES_AT_ONCE);
	}
}
