/*
 * rd.c - ramdisks, /dev/ram0 to /dev/ram15: block devices without a medium.
 * The pages of the device's cache are all that there is (linux/blkdev.h), and
 * what was never written takes no memory and reads as zeroes.
 *
 * All begin with ramdisk_size= KB; the one that a root image is loaded into
 * becomes as large as the image if that is more (rd_resize()). BLKFLSBUF of
 * one that nobody else uses empties it and frees its memory.
 */
#include <linux/blkdev.h>
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/ioctls.h>
#include <linux/kernel.h>
#include <linux/rd.h>

#define RD_DEFAULT_KB	4096
#define RD_MAX_KB	(1 << 20)	/* more than the memory there can be */
#define KB_SHIFT	10

static unsigned long rd_kb = RD_DEFAULT_KB;	/* [i] ramdisk_size= */

static int __init setup_ramdisk_size(char *value)
{
	return get_number(value, 1, RD_MAX_KB, &rd_kb);
}
__setup("ramdisk_size=", setup_ramdisk_size);
__setup("ramdisk=", setup_ramdisk_size);	/* as it was called first */

/* The size stays from the first open on, as the contents do. */
static int rd_open(struct block_device *bdev)
{
	if (MINOR(bdev->bd_dev) >= RD_DEVICES)
		return -ENXIO;
	if (!bdev->bd_inode->i_size)
		bd_set_size(bdev, (loff_t)rd_kb << KB_SHIFT);
	return 0;
}

void rd_resize(struct block_device *bdev, loff_t least)
{
	if (bdev->bd_inode->i_size < least)
		bd_set_size(bdev, least);
}

static int rd_ioctl(struct block_device *bdev, struct file *file __unused,
		    u32 cmd, unsigned long arg __unused)
{
	if (cmd != BLKFLSBUF)
		return -ENOTTY;
	if (bdev->bd_count > 1)		/* the caller is one */
		return -EBUSY;
	invalidate_bdev(bdev, true);
	return 0;
}

static const struct block_device_operations rd_operations = {
	.open	= rd_open,
	.ioctl	= rd_ioctl,
};

void __init rd_init(void)
{
	if (register_blkdev(RAMDISK_MAJOR, "ram", &rd_operations))
		printk(KERN_ERR "ramdisk: its major number is taken\n");
}
