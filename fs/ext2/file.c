/*
 * file.c - contents of files: pages of the page cache, which block_file.c
 * brings and writes by means of ext2_get_block().
 */
#include <linux/kernel.h>
#include <linux/vm.h>
#include "ext2.h"

static int ext2_readpage(struct inode *inode, struct page *page)
{
	return block_read_page(inode, page, ext2_get_block);
}

static int ext2_writepage(struct inode *inode, struct page *page)
{
	return block_write_page(inode, page, ext2_get_block);
}

static int ext2_prepare_write(struct inode *inode, struct page *page,
			      u32 from, u32 to)
{
	if (!ext2_writable(inode->i_sb))
		return -EROFS;
	return block_prepare_write(inode, page, from, to, ext2_get_block);
}

static int ext2_commit_write(struct inode *inode, struct page *page, u32 from,
			     u32 to)
{
	return block_commit_write(inode, page, from, to, ext2_get_block);
}

const struct address_space_operations ext2_aops = {
	.readpage	= ext2_readpage,
	.writepage	= ext2_writepage,
	.prepare_write	= ext2_prepare_write,
	.commit_write	= ext2_commit_write,
};

/* A file with the flag S is on the device when write() returns. */
static ssize_t ext2_file_write(struct file *file, const char __user *buf,
			       size_t count, loff_t *pos)
{
	ssize_t done = generic_file_write(file, buf, count, pos);
	int err;

	if (done <= 0 || !(file->f_dentry->d_inode->i_flags & S_SYNC))
		return done;
	err = block_fsync(file, false);
	return err ? err : done;
}

/* A mapping could change what a file had before: not if it may only grow. */
static int ext2_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	const u32 writes = VM_SHARED | VM_MAYWRITE;

	if (file->f_dentry->d_inode->i_flags & S_APPEND &&
	    (vma->vm_flags & writes) == writes)
		return -EACCES;
	return generic_file_mmap(file, vma);
}

const struct file_operations ext2_file_operations = {
	.read		= generic_file_read,
	.write		= ext2_file_write,
	.mmap		= ext2_file_mmap,
	.ioctl		= ext2_ioctl,
	.fsync		= block_fsync,
};

const struct inode_operations ext2_file_inode_operations = {
	.truncate	= ext2_truncate,
};
