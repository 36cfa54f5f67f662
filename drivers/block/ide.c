/*
 * ide.c - ATA disks as block devices: /dev/hda to /dev/hdd, and their
 * partitions, /dev/hda1 and so on. Majors 3 and 22, for two cables; minors 0
 * and 64 are the disks, those that follow their partitions.
 *
 * A disk and its partitions are devices of their own, each with its own pages:
 * who writes to a partition and reads the whole disk may read something older.
 */
#include <linux/blkdev.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/uaccess.h>
#include "ide.h"

struct ide_channel ide_channels[IDE_CHANNELS] = {
	{ .base = 0x1f0, .control = 0x3f6, .irq = 14 },
	{ .base = 0x170, .control = 0x376, .irq = 15 },
};

static const u32 majors[IDE_CHANNELS] = { IDE0_MAJOR, IDE1_MAJOR };
static const char *const names[IDE_CHANNELS] = { "ide0", "ide1" };

/* The disk of a number; NULL: there is none. */
static struct ide_drive *drive_of(dev_t dev)
{
	u32 i = MAJOR(dev) == IDE1_MAJOR;
	u32 unit = MINOR(dev) >> IDE_MINOR_SHIFT;
	struct ide_drive *drive;

	if (unit >= IDE_DRIVES)
		return NULL;
	drive = &ide_channels[i].drives[unit];
	return drive->present ? drive : NULL;
}

static struct partition *part_of(struct ide_drive *drive, dev_t dev)
{
	return &drive->part[MINOR(dev) & (IDE_PARTITIONS - 1)];
}

/* --- the device ----------------------------------------------------------- */

static int ide_open(struct block_device *bdev)
{
	struct ide_drive *drive = drive_of(bdev->bd_dev);
	u32 sectors;

	if (!drive)
		return -ENXIO;
	sectors = part_of(drive, bdev->bd_dev)->sectors;
	if (!sectors)
		return -ENXIO;
	bd_set_size(bdev, (loff_t)sectors << SECTOR_SHIFT);
	return 0;
}

static int ide_bdev_transfer(struct block_device *bdev, int rw, u32 sector,
			     void *data, u32 n)
{
	struct ide_drive *drive = drive_of(bdev->bd_dev);

	return ide_transfer(drive, rw,
			    part_of(drive, bdev->bd_dev)->start + sector,
			    data, n);
}

/* sync() comes for every device that somebody has tried to open. */
static int ide_bdev_flush(struct block_device *bdev)
{
	struct ide_drive *drive = drive_of(bdev->bd_dev);

	return drive ? ide_flush(drive) : 0;
}

/* "hda", "hda1". */
static void ide_name(dev_t dev, char *buf, int size)
{
	u32 disk = (MAJOR(dev) == IDE1_MAJOR) * IDE_DRIVES +
		   (MINOR(dev) >> IDE_MINOR_SHIFT);
	u32 part = MINOR(dev) & (IDE_PARTITIONS - 1);

	if (part)
		snprintf(buf, size, "hd%c%u", 'a' + disk, part);
	else
		snprintf(buf, size, "hd%c", 'a' + disk);
}

/* Is a partition of the disk open? */
static bool has_users(const struct block_device *disk)
{
	const struct block_device *bdev = NULL;

	while ((bdev = next_bdev(bdev)) != NULL)
		if (MAJOR(bdev->bd_dev) == MAJOR(disk->bd_dev) &&
		    MINOR(bdev->bd_dev) >> IDE_MINOR_SHIFT ==
		    MINOR(disk->bd_dev) >> IDE_MINOR_SHIFT &&
		    bdev != disk && bdev->bd_count)
			return true;
	return false;
}

/* BLKRRPART: fdisk has written a new table. */
static int read_table_again(struct block_device *bdev)
{
	struct ide_drive *drive = drive_of(bdev->bd_dev);
	int err;

	if (!capable(CAP_SYS_ADMIN))
		return -EACCES;
	if (part_of(drive, bdev->bd_dev) != drive->part)
		return -EINVAL;
	if (has_users(bdev))
		return -EBUSY;
	err = sync_blockdev(bdev);
	return err ? err : read_partitions(bdev, drive->part, IDE_PARTITIONS);
}

static int get_geometry(struct block_device *bdev,
			struct hd_geometry __user *user)
{
	struct ide_drive *drive = drive_of(bdev->bd_dev);
	struct hd_geometry geo = {
		.heads = drive->heads, .sectors = drive->sectors,
		.cylinders = drive->cylinders,
		.start = part_of(drive, bdev->bd_dev)->start,
	};

	return copy_to_user(user, &geo, sizeof(geo));
}

static int ide_ioctl(struct block_device *bdev, struct file *file __unused,
		     u32 cmd, unsigned long arg)
{
	switch (cmd) {
	case BLKRRPART:
		return read_table_again(bdev);
	case HDIO_GETGEO:
		return get_geometry(bdev, (struct hd_geometry __user *)arg);
	default:
		return -ENOTTY;
	}
}

static const struct block_device_operations ide_operations = {
	.open		= ide_open,
	.transfer	= ide_bdev_transfer,
	.flush		= ide_bdev_flush,
	.ioctl		= ide_ioctl,
	.name		= ide_name,
};

/* --- start ---------------------------------------------------------------- */

/* The disk works: its partitions. */
static void __init start_drive(struct ide_drive *drive, dev_t dev)
{
	struct block_device *bdev = bdget(dev);

	if (drive->multiple > 1)
		ide_set_multiple(drive);
	if (!bdev || blkdev_get(bdev, FMODE_READ))
		return;
	if (read_partitions(bdev, drive->part, IDE_PARTITIONS))
		printk(KERN_ERR "%s: its partition table cannot be read\n",
		       drive->name);
	blkdev_put(bdev);
}

static void __init start_channel(struct ide_channel *ch, u32 n)
{
	u32 i;

	mutex_init(&ch->sem);
	init_waitqueue_head(&ch->wait);
	ide_probe(ch, n);
	if (!ch->drives[0].present && !ch->drives[1].present)
		return;
	if (request_irq(ch->irq, ide_interrupt, SA_INTERRUPT, names[n], ch) ||
	    register_blkdev(majors[n], names[n], &ide_operations)) {
		printk(KERN_ERR "%s: its interrupt or number is taken\n",
		       names[n]);
		ch->drives[0].present = ch->drives[1].present = false;
		return;
	}
	for (i = 0; i < IDE_DRIVES; i++)
		if (ch->drives[i].present)
			start_drive(&ch->drives[i],
				    MKDEV(majors[n], i << IDE_MINOR_SHIFT));
}

void __init ide_init(void)
{
	u32 i;

	for (i = 0; i < IDE_CHANNELS; i++)
		start_channel(&ide_channels[i], i);
}
