/*
 * hdreg.h - ATA disks as programmed through ports (ATA-4), in the order of the
 * standard, and the ioctls that fdisk and hdparm use.
 */
#ifndef _LINUX_HDREG_H
#define _LINUX_HDREG_H

#include <linux/types.h>

/* Command block, as offsets from its base: 1F0h, 170h */
#define ATA_DATA	0	/* 16 bits */
#define ATA_ERROR	1	/* read */
#define ATA_COUNT	2	/* sectors; 0: 256 */
#define ATA_LBA_LOW	3
#define ATA_LBA_MID	4
#define ATA_LBA_HIGH	5
#define ATA_DEVICE	6
#define  ATA_DEV_LBA	0x40	/*  the address is a block number */
#define  ATA_DEV_OBS	0xa0	/*  always 1 in old disks */
#define  ATA_DEV_1	0x10	/*  the second disk of the cable */
#define  ATA_DEV_HEAD	0x0f	/*  bits 27-24 of the block number */
#define ATA_STATUS	7	/* read: takes the interrupt back */
#define  ATA_BSY	0x80	/*  nothing else is valid */
#define  ATA_DRDY	0x40
#define  ATA_DF		0x20	/*  the device is broken */
#define  ATA_DRQ	0x08	/*  data can be moved */
#define  ATA_ERR	0x01
#define ATA_COMMAND	7	/* write */

/* Control block: one register, 3F6h, 376h */
#define ATA_CONTROL	0	/* write */
#define  ATA_NIEN	0x02	/*  no interrupts */
#define  ATA_SRST	0x04	/*  reset both disks */
#define ATA_ALTSTATUS	0	/* read: status, the interrupt stays */

#define ATA_NOTHING	0xff	/* what a bus without a controller reads as */

#define ATA_CMD_READ		0x20
#define ATA_CMD_WRITE		0x30
#define ATA_CMD_READ_MULTIPLE	0xc4
#define ATA_CMD_WRITE_MULTIPLE	0xc5
#define ATA_CMD_SET_MULTIPLE	0xc6
#define ATA_CMD_FLUSH		0xe7
#define ATA_CMD_IDENTIFY	0xec

/* IDENTIFY DEVICE: words of the answer */
#define ATA_ID_WORDS		256
#define ATA_ID_CYLINDERS	1
#define ATA_ID_HEADS		3
#define ATA_ID_SECTORS		6
#define ATA_ID_MODEL		27	/* 20 words, two letters in each */
#define ATA_ID_MODEL_WORDS	20
#define ATA_ID_MULTIPLE		47	/* low byte: sectors at once, at most */
#define ATA_ID_CAPABILITIES	49
#define  ATA_ID_HAS_LBA		0x0200
#define ATA_ID_LBA_SECTORS	60	/* two words, the low one first */
#define ATA_ID_COMMANDS		83	/* supported */
#define  ATA_ID_HAS_FLUSH	0x1000
#define  ATA_ID_VALID_MASK	0xc000	/* the word is one of ours if these */
#define  ATA_ID_VALID		0x4000	/* are so */

#define ATA_MAX_LBA	(1 << 28)	/* blocks that 28 bits can name */

#define HDIO_GETGEO	0x0301
#define BLKRRPART	0x125f		/* read the partition table again */

struct hd_geometry {			/* HDIO_GETGEO */
	u8 heads, sectors;
	u16 cylinders;
	unsigned long start;
};

#endif
