/*
 * partitions.c - /proc/partitions, and the block part of /proc/devices.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include "internal.h"

#define MAX_MAJOR	256
#define KB_SHIFT	10

/* Devices that somebody has asked for, and that have a size. */
int proc_show_partitions(struct proc_buf *b)
{
	const struct block_device *bdev;
	char name[BDEVNAME_SIZE];

	proc_puts(b, "major minor  #blocks  name\n\n");
	for (bdev = next_bdev(NULL); bdev; bdev = next_bdev(bdev)) {
		if (!bdev->bd_inode->i_size)
			continue;
		bdevname(bdev->bd_dev, name, sizeof(name));
		proc_printf(b, "%4u  %7u %10lu %s\n", MAJOR(bdev->bd_dev),
			    MINOR(bdev->bd_dev),
			    (unsigned long)(bdev->bd_inode->i_size >> KB_SHIFT),
			    name);
	}
	return 0;
}

/* A line for each driver. */
void proc_put_blkdevs(struct proc_buf *b)
{
	u32 major;

	for (major = 1; major < MAX_MAJOR; major++)
		if (blkdev_name(major))
			proc_printf(b, "%3u %s\n", major, blkdev_name(major));
}
