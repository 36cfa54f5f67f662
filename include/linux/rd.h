/*
 * rd.h - ramdisks, for those who fill one.
 */
#ifndef _LINUX_RD_H
#define _LINUX_RD_H

#include <linux/types.h>

struct block_device;

#define RD_DEVICES	16		/* minors */

/* drivers/block/rd.c: makes an open ramdisk `least' bytes long, if it is
   shorter. */
void rd_resize(struct block_device *bdev, loff_t least);

#endif
