/*
 * blkdev.h - block devices: what drivers give, and what file systems and
 * /dev nodes make of it.
 *
 * Everything that is read from or written to a device passes through the
 * page cache of the device, bd_inode->i_data: the buffer cache of this
 * kernel (linux/buffer_head.h). A driver moves sectors between a page of
 * that cache and its medium, and no one else calls it.
 *
 * A struct block_device is made when its number is first asked for, and then
 * stays, with its pages. All is [k].
 */
#ifndef _LINUX_BLKDEV_H
#define _LINUX_BLKDEV_H

#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>

#define SECTOR_SHIFT	9
#define SECTOR_SIZE	512

#define RAMDISK_MAJOR	1
#define IDE0_MAJOR	3
#define LOOP_MAJOR	7
#define IDE1_MAJOR	22

enum { BLK_READ, BLK_WRITE };

struct block_device;

struct block_device_operations {
	/* The first open: sets the size by bd_set_size(); -ENXIO: there is no
	   such device. The last close. Both with bd_sem held; may sleep. */
	int (*open)(struct block_device *bdev);
	void (*release)(struct block_device *bdev);
	/*
	 * Moves n sectors, at most a page, between `data' and the medium; all
	 * of them are within the device's size. Sleeps until it is done. 0 or
	 * -errno. Several processes may call at once. NULL: the pages of the
	 * cache are the medium (ramdisks).
	 */
	int (*transfer)(struct block_device *bdev, int rw, u32 sector,
			void *data, u32 n);
	/* All that was transferred is to be safe now: 0 or -errno. NULL: it is
	   when transfer() returns. May sleep. */
	int (*flush)(struct block_device *bdev);
	/* What block_ioctl() does not know: -ENOTTY. NULL: nothing more. */
	int (*ioctl)(struct block_device *bdev, struct file *file, u32 cmd,
		     unsigned long arg);
	/* The name of a device, as bdevname() has it; NULL: the driver's, and
	   the minor number. */
	void (*name)(dev_t dev, char *buf, int size);
};

struct block_device {
	struct list_head bd_list;	/* all, by first use */
	dev_t bd_dev;			/* [i] */
	int bd_count;			/* opens and mounts */
	bool bd_read_only;		/* BLKROSET; -EROFS */
	u32 bd_sector_size;		/* what the medium can do: 512 */
	u32 bd_block_size;		/* BLKBSZSET: said, and of no effect */
	u32 bd_read_ahead;		/* BLKRASET: the same, in sectors */
	struct inode *bd_inode;		/* [i] of a pseudo file system: i_data,
					   i_size in bytes, i_rdev */
	struct super_block *bd_super;	/* mounted: -EBUSY for another mount */
	const struct block_device_operations *bd_op;	/* [i] */
	struct mutex bd_sem;		/* open, release */
	void *bd_private;		/* the driver's own */
};

/*
 * fs/block_dev.c. bdget(): the device of a number, not opened; NULL: no
 * memory; it stays for ever. blkdev_get() opens it: 0, -ENXIO without a
 * driver or a medium, -EROFS. blkdev_put() closes: with the last one dirty
 * pages are written, and clean ones forgotten unless they are the medium.
 * bd_set_size() is the driver's, in its open() or later. All may sleep.
 */
int register_blkdev(u32 major, const char *name,
		    const struct block_device_operations *op);
const char *blkdev_name(u32 major);	/* NULL: none; /proc/devices */
struct block_device *bdget(dev_t dev);
int blkdev_get(struct block_device *bdev, u32 fmode);
void blkdev_put(struct block_device *bdev);
void bd_set_size(struct block_device *bdev, loff_t bytes);
struct block_device *next_bdev(const struct block_device *bdev); /* after it,
					   or of all; NULL: none */
unsigned long nr_buffer_pages(void);	/* of all devices; /proc/meminfo */
/* "ram0", "loop3", "hda1": driver's name and minor, for messages and
   /proc/partitions. Drivers with other rules give them to their ioctl. */
#define BDEVNAME_SIZE	32
void bdevname(dev_t dev, char *buf, int size);

/* The device of a path name, opened: ERR_PTR of -ENOTBLK, -EACCES (nodev),
   -ENXIO and those of lookups. */
struct block_device *open_bdev(const char *path, u32 fmode);

/*
 * fs/bdev_pages.c. Writes all dirty pages of a device and says whether that
 * worked: 0 or -EIO. invalidate_bdev(): forgets its clean pages, those of a
 * ramdisk too if `medium'.
 */
int sync_blockdev(struct block_device *bdev);
void invalidate_bdev(struct block_device *bdev, bool medium);

/* fs/block_dev.c: process 1, after vfs_init(), before the drivers. */
void block_dev_init(void);

/* drivers/block: each registers its kind */
void rd_init(void);
void loop_init(void);
void ide_init(void);			/* interrupts and sleep work */

#endif
