/*
 * bdev.h - what the files about block devices share.
 */
#ifndef _FS_BDEV_H
#define _FS_BDEV_H

#include <linux/blkdev.h>
#include <linux/fs.h>

/* fs/bdev_pages.c: pages of a device with a medium, and of one without */
extern const struct address_space_operations bdev_aops, bdev_memory_aops;

/* The device that a bd_inode belongs to. */
static inline struct block_device *inode_bdev(const struct inode *inode)
{
	return inode->i_private;
}

#endif
