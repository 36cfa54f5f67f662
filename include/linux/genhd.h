/*
 * genhd.h - the partitions of a disk.
 */
#ifndef _LINUX_GENHD_H
#define _LINUX_GENHD_H

#include <linux/types.h>

struct block_device;

struct partition {
	u32 start, sectors;		/* of 512 bytes; 0 sectors: none */
};

/*
 * drivers/block/genhd.c: reads the partition tables of an open disk into
 * part[1] and on, below `max'; part[0] is the disk itself, and given. What lies
 * outside the disk is left out, with a line in the log. Without a table there
 * are no partitions. 0, -EIO, -ENOMEM.
 */
int read_partitions(struct block_device *disk, struct partition *part,
		    u32 max);

#endif
