/*
 * ide.h - ATA disks: up to two on each of two cables, with up to 63 partitions.
 * A cable does one thing at a time, for the process that has its `sem'.
 *
 * [k] kernel lock, [s] the channel's sem, [i] constant after ide_init().
 */
#ifndef _DRIVERS_BLOCK_IDE_H
#define _DRIVERS_BLOCK_IDE_H

#include <linux/blkdev.h>
#include <linux/genhd.h>
#include <linux/hdreg.h>

#define IDE_CHANNELS	2
#define IDE_DRIVES	2		/* of a channel */
#define IDE_MINOR_SHIFT	6		/* minors of a disk: itself, then its */
#define IDE_PARTITIONS	(1 << IDE_MINOR_SHIFT)		/* partitions */

struct ide_channel;
struct pt_regs;

struct ide_drive {
	struct ide_channel *channel;	/* [i] */
	bool present;			/* [i] it is there, and ours */
	u8 select;			/* [i] ATA_DEVICE, without a block */
	u8 multiple;			/* [i] sectors in a row, 1 or 8 */
	bool has_flush;			/* [i] */
	char name[4];			/* [i] "hda" */
	u16 cylinders, heads, sectors;	/* [i] for HDIO_GETGEO alone */
	/* [k] partition 0 is the whole disk; sectors 0: there is none */
	struct partition part[IDE_PARTITIONS];
};

struct ide_channel {
	u16 base, control;		/* [i] ports */
	int irq;			/* [i] */
	struct mutex sem;
	wait_queue_head_t wait;
	volatile bool irq_seen;		/* [k] since a command was given */
	struct ide_drive drives[IDE_DRIVES];
};

extern struct ide_channel ide_channels[IDE_CHANNELS];

/*
 * drivers/block/ide_io.c. ide_transfer() and ide_flush() take sem, sleep, and
 * return 0 or -EIO after a line in the log. ide_set_multiple(): once, when the
 * interrupt works. The others are for the probe, too: ide_wait_idle() waits
 * until no disk is busy, false after so many ms.
 */
int ide_transfer(struct ide_drive *drive, int rw, u32 lba, u8 *data, u32 n);
int ide_flush(struct ide_drive *drive);
void ide_set_multiple(struct ide_drive *drive);
void ide_interrupt(int irq, void *dev, struct pt_regs *regs);
bool ide_wait_idle(struct ide_channel *ch, u32 ms);
void ide_select(struct ide_drive *drive);

/* drivers/block/ide_probe.c: what disks the channel has; boot, no interrupts
   of the channel's */
void ide_probe(struct ide_channel *ch, u32 number);

#endif
