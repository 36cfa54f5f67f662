/*
 * disk.c - the disk of the box: an array, and a driver for it, major 240,
 * /dev/box. It can fail by chance, and it can die: then it is as a machine that
 * stopped after so many writes has left it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/string.h>
#include "box.h"
#include "inside.h"

#define BOX_MAJOR	240

unsigned char *disk_data;
unsigned int disk_sectors, disk_reads, disk_writes, disk_most_calls;
int disk_fail_reads, disk_fail_writes;
int disk_dead;

static int dies_in = -1;		/* writes */
static unsigned char *remains;		/* of the disk when it died */

static void die(void)
{
	disk_dead = 1;
	remains = malloc((size_t)disk_sectors * DISK_SECTOR);
	memcpy(remains, disk_data, (size_t)disk_sectors * DISK_SECTOR);
}

void disk_die_after(int n)
{
	dies_in = n;
	disk_dead = 0;
	free(remains);
	remains = NULL;
	if (n == 0)
		die();
}

void disk_bury(void)
{
	if (!disk_dead)
		die();
	free(disk_data);
	disk_data = remains;
	remains = NULL;
	disk_die_after(-1);
}

void disk_make(unsigned int sectors)
{
	disk_die_after(-1);
	free(disk_data);
	disk_data = calloc(sectors, DISK_SECTOR);
	disk_sectors = sectors;
	if (!disk_data)
		box_fail("no memory for the disk");
}

int disk_load(const char *file)
{
	FILE *f = fopen(file, "rb");
	long bytes;

	if (!f)
		return -ENOENT;
	fseek(f, 0, SEEK_END);
	bytes = ftell(f);
	rewind(f);
	disk_make((bytes + DISK_SECTOR - 1) / DISK_SECTOR);
	if (fread(disk_data, 1, bytes, f) != (size_t)bytes)
		bytes = -1;
	fclose(f);
	return bytes < 0 ? -EIO : 0;
}

int disk_save(const char *file)
{
	FILE *f = fopen(file, "wb");
	int err = 0;

	if (!f)
		return -EIO;
	if (fwrite(disk_data, DISK_SECTOR, disk_sectors, f) != disk_sectors)
		err = -EIO;
	if (fclose(f))
		err = -EIO;
	return err;
}

/* One write less to live. */
static void count_write(void)
{
	if (!disk_dead && dies_in >= 0 && dies_in-- == 0)
		die();
}

static int disk_open(struct block_device *bdev)
{
	if (MINOR(bdev->bd_dev) || !disk_sectors)
		return -ENXIO;
	bd_set_size(bdev, (loff_t)disk_sectors * DISK_SECTOR);
	return 0;
}

/* The bytes move before or after others have had a turn, as with a medium
   that is quick or slow. */
static int disk_transfer(struct block_device *bdev __unused, int rw,
			 u32 sector, void *data, u32 n)
{
	unsigned char *at = disk_data + (size_t)sector * DISK_SECTOR;
	int chance = rw == BLK_READ ? disk_fail_reads : disk_fail_writes;

	if (!n || n > PAGE_SIZE / DISK_SECTOR || sector >= disk_sectors ||
	    n > disk_sectors - sector)
		box_fail("the driver is asked for sectors that are not there");
	rw == BLK_READ ? disk_reads++ : disk_writes++;
	if (disk_most_calls && disk_reads + disk_writes > disk_most_calls)
		box_fail("the disk is asked for ever");
	host_may_sleep();
	if (chance && box_rnd(chance) == 0)
		return -EIO;
	if (rw == BLK_READ) {
		memcpy(data, at, n * DISK_SECTOR);
	} else {
		count_write();
		memcpy(at, data, n * DISK_SECTOR);
	}
	host_may_sleep();
	return 0;
}

static const struct block_device_operations disk_operations = {
	.open = disk_open, .transfer = disk_transfer,
};

void disk_start(void)
{
	register_blkdev(BOX_MAJOR, "box", &disk_operations);
}
