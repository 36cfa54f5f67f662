/*
 * file.c - contents of memory files. They are the pages of the page cache and
 * stand nowhere else, so nothing takes them out of it but truncate(). Pages
 * never written are holes.
 *
 * What a file takes of its file system is the number of its pages, so the
 * accounts are kept by looking at it, after each change.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include "internal.h"

#define SECTORS_SHIFT	(PAGE_SHIFT - 9)	/* i_blocks of a page */
#define LOOK_EACH	16		/* pages taken, between two looks at
					   what is left */

/* Have files taken all that they should? May sleep. */
static bool memory_scarce(const struct ramfs_sb *rs)
{
	return rs->leave_some && rs->used_pages % LOOK_EACH == 0 &&
	       !room_for_files();
}

/*
 * Charges the file system for pages that the file has now, or gives back what
 * it has no more. -ENOSPC if there are too many; then nothing is charged. May
 * sleep, before it looks how many they are.
 */
static int ramfs_account(struct inode *inode)
{
	struct ramfs_sb *rs = inode->i_sb->s_fs_info;
	unsigned long has, had = inode->i_blocks >> SECTORS_SHIFT;
	bool scarce;

	if (likely(inode->i_data.nrpages == had))
		return 0;
	scarce = inode->i_data.nrpages > had && memory_scarce(rs);
	had = inode->i_blocks >> SECTORS_SHIFT;
	has = inode->i_data.nrpages;
	if (has > had &&
	    (scarce || (rs->max_pages &&
			rs->used_pages + has - had > rs->max_pages)))
		return -ENOSPC;
	rs->used_pages += has - had;
	inode->i_blocks = has << SECTORS_SHIFT;
	return 0;
}

/* A hole that is mapped, or written in part, becomes a page of zeroes. */
static int ramfs_readpage(struct inode *inode, struct page *page)
{
	clear_page(page_address(page));
	return ramfs_account(inode);
}

static int ramfs_prepare_write(struct inode *inode,
			       struct page *page __unused, u32 from __unused,
			       u32 to __unused)
{
	return ramfs_account(inode);
}

static void ramfs_truncate(struct inode *inode)
{
	ramfs_account(inode);
}

/* There is no device to write to. */
static int ramfs_fsync(struct file *file __unused, bool data_only __unused)
{
	return 0;
}

const struct address_space_operations ramfs_aops = {
	.readpage	= ramfs_readpage,
	.prepare_write	= ramfs_prepare_write,
	.in_memory	= true,
};

const struct file_operations ramfs_file_operations = {
	.read		= generic_file_read,
	.write		= generic_file_write,
	.mmap		= generic_file_mmap,
	.fsync		= ramfs_fsync,
};

const struct inode_operations ramfs_file_inode_operations = {
	.truncate	= ramfs_truncate,
};
