/*
 * ide_probe.c - which disks are there. A bus without a controller reads as all
 * ones, and a cable without a disk as 0 or nothing that can be written to: both
 * cost some microseconds. Others are asked who they are, with the channel's
 * interrupts off; a CD-ROM answers differently and is left alone.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/io.h>
#include <asm/page.h>
#include "ide.h"

#define PROBE_MS	1000		/* they have been running for long */
#define PATTERN_1	0x55		/* what a register is to keep */
#define PATTERN_2	0xaa
#define MB_SHIFT	11		/* from sectors */

/* What the disk says about itself. */
static u16 id[ATA_ID_WORDS] __initdata;

/* Do the registers keep what is written to them? */
static bool __init has_registers(const struct ide_channel *ch)
{
	outb(PATTERN_1, ch->base + ATA_COUNT);
	outb(PATTERN_2, ch->base + ATA_LBA_LOW);
	return inb(ch->base + ATA_COUNT) == PATTERN_1 &&
	       inb(ch->base + ATA_LBA_LOW) == PATTERN_2;
}

/* Has the selected disk answered IDENTIFY? What is no ATA disk has refused, and
   with data is not what it waits for. */
static bool __init identify(struct ide_drive *drive)
{
	struct ide_channel *ch = drive->channel;
	u8 status;

	ide_select(drive);
	status = inb(ch->base + ATA_STATUS);
	if (!status || status == ATA_NOTHING || !has_registers(ch))
		return false;
	if (!ide_wait_idle(ch, PROBE_MS))
		return false;
	outb(ATA_CMD_IDENTIFY, ch->base + ATA_COMMAND);
	if (!ide_wait_idle(ch, PROBE_MS)) {
		printk(KERN_WARNING "%s: does not say what it is, ignored\n",
		       drive->name);
		return false;
	}
	status = inb(ch->base + ATA_STATUS);
	if (status & ATA_ERR || !(status & ATA_DRQ))
		return false;
	insw(ch->base + ATA_DATA, id, ATA_ID_WORDS);
	return true;
}

/* The model, without the blanks behind it: letters come in pairs, swapped. */
static const char *__init model(void)
{
	static char text[ATA_ID_MODEL_WORDS * 2 + 1] __initdata;
	int i, end = 0;

	for (i = 0; i < ATA_ID_MODEL_WORDS; i++) {
		text[2 * i] = id[ATA_ID_MODEL + i] >> 8;
		text[2 * i + 1] = id[ATA_ID_MODEL + i];
	}
	for (i = 0; text[i]; i++) {
		if (text[i] < ' ' || text[i] > '~')
			text[i] = '?';
		if (text[i] != ' ')
			end = i + 1;
	}
	text[end] = '\0';
	return text;
}

/* Takes over what matters of id[]; false: such a disk cannot be used. */
static bool __init use_identity(struct ide_drive *drive)
{
	u32 sectors = id[ATA_ID_LBA_SECTORS] |
		      (u32)id[ATA_ID_LBA_SECTORS + 1] << 16;
	u16 commands = id[ATA_ID_COMMANDS];

	if (!(id[ATA_ID_CAPABILITIES] & ATA_ID_HAS_LBA) || !sectors) {
		printk(KERN_WARNING "%s: %s has no block numbers, ignored\n",
		       drive->name, model());
		return false;
	}
	drive->part[0].sectors = min(sectors, (u32)ATA_MAX_LBA);
	drive->cylinders = id[ATA_ID_CYLINDERS];
	drive->heads = id[ATA_ID_HEADS];
	drive->sectors = id[ATA_ID_SECTORS];
	drive->has_flush = (commands & ATA_ID_VALID_MASK) == ATA_ID_VALID &&
			   commands & ATA_ID_HAS_FLUSH;
	drive->multiple = 1;
	if ((u8)id[ATA_ID_MULTIPLE] >= PAGE_SIZE / SECTOR_SIZE)
		drive->multiple = PAGE_SIZE / SECTOR_SIZE;
	printk(KERN_INFO "%s: %s, %lu MB\n", drive->name, model(),
	       (unsigned long)(drive->part[0].sectors >> MB_SHIFT));
	return true;
}

void __init ide_probe(struct ide_channel *ch, u32 number)
{
	struct ide_drive *drive;
	u32 i;

	if (inb(ch->base + ATA_STATUS) == ATA_NOTHING)
		return;
	outb(ATA_NIEN, ch->control + ATA_CONTROL);
	for (i = 0; i < IDE_DRIVES; i++) {
		drive = &ch->drives[i];
		drive->channel = ch;
		drive->select = ATA_DEV_OBS | ATA_DEV_LBA |
				(i ? ATA_DEV_1 : 0);
		strlcpy(drive->name, "hda", sizeof(drive->name));
		drive->name[2] += number * IDE_DRIVES + i;
		drive->present = identify(drive) && use_identity(drive);
	}
	ide_select(&ch->drives[0]);
	inb(ch->base + ATA_STATUS);
	outb(0, ch->control + ATA_CONTROL);
}
