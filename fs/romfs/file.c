/*
 * file.c - contents of files and symlinks of a ROM file system. They lie in
 * one piece, but at any multiple of 16, so pages are copies of what the
 * device's cache has.
 */
#include <linux/kernel.h>
#include <linux/pagemap.h>
#include <linux/string.h>
#include "internal.h"

/* What the page has behind the end of the file is zeroes. */
static int romfs_readpage(struct inode *inode, struct page *page)
{
	u32 offset = page->index << PAGE_SHIFT, n = 0;
	char *data = page_address(page);
	int err = 0;

	if (page->index <= inode->i_size >> PAGE_SHIFT)
		n = min((u32)inode->i_size - offset, (u32)PAGE_SIZE);
	if (n)
		err = romfs_read(inode->i_sb, romfs_start(inode) + offset,
				 data, n);
	memset(data + n, 0, PAGE_SIZE - n);
	return err;
}

static int romfs_readlink(struct dentry *dentry, char *buf, int size)
{
	struct inode *inode = dentry->d_inode;
	int len = min((int)inode->i_size, size - 1), err;

	err = romfs_read(inode->i_sb, romfs_start(inode), buf, len);
	if (err)
		return err;
	buf[len] = '\0';
	return strlen(buf);
}

const struct address_space_operations romfs_aops = {
	.readpage	= romfs_readpage,
};

const struct file_operations romfs_file_operations = {
	.read		= generic_file_read,
	.mmap		= generic_file_mmap,
};

const struct inode_operations romfs_symlink_inode_operations = {
	.readlink	= romfs_readlink,
};
