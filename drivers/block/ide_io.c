/*
 * ide_io.c - moving sectors between memory and an ATA disk, by the processor
 * (PIO). A command is given, the process sleeps until the disk's interrupt, and
 * moves one block of sectors, 1 or 8, for each interrupt. An interrupt that
 * never comes is waited for 5 seconds, then looked for in the disk's status;
 * a disk that is still busy then is reset. Failed commands are given 3 times.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <asm/smplock.h>
#include "ide.h"

#define TRIES		3
#define IRQ_TICKS	(5 * HZ)
#define READY_MS	500		/* from selection to readiness */
#define RESET_MS	2000		/* a disk that is running already */
#define SPIN_US		200		/* waited without sleep */
#define DRQ_US		1000		/* from a write command to its data */
#define SELECT_US	1		/* standard: 400 ns */
#define SRST_US		10		/* standard: 5 us */
#define DRQ_OR_WRONG	(ATA_DRQ | ATA_ERR | ATA_DF)
#define BUSY_OR_WRONG	(ATA_BSY | ATA_ERR | ATA_DF)
#define SECTOR_WORDS	(SECTOR_SIZE / 2)

void ide_interrupt(int irq __unused, void *dev, struct pt_regs *regs __unused)
{
	struct ide_channel *ch = dev;

	inb(ch->base + ATA_STATUS);
	ch->irq_seen = true;
	wake_up(&ch->wait);
}

/* --- waiting -------------------------------------------------------------- */

static void sleep_a_tick(void)
{
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(1);
}

static bool is_busy(const struct ide_channel *ch)
{
	return inb(ch->control + ATA_ALTSTATUS) & ATA_BSY;
}

/* Until no disk of the channel is busy: at most so long. Does not sleep at
   first, which is nearly always enough. */
bool ide_wait_idle(struct ide_channel *ch, u32 ms)
{
	u32 i;

	for (i = 0; is_busy(ch) && i < SPIN_US; i++)
		udelay(1);
	for (i = 0; is_busy(ch) && i < ms * HZ / 1000; i++)
		sleep_a_tick();
	return !is_busy(ch);
}

/* Until the disk wants or has data, which it says without an interrupt. */
static bool wait_drq(struct ide_channel *ch)
{
	u32 us;
	u8 status;

	for (us = 0; us < DRQ_US; us++) {
		status = inb(ch->control + ATA_ALTSTATUS);
		if (!(status & ATA_BSY) && status & DRQ_OR_WRONG)
			return status & ATA_DRQ;
		udelay(1);
	}
	return false;
}

/* Sleeps until the interrupt of the command. False: it did not come, and the
   disk is busy still, or says that it is not. */
static bool wait_irq(struct ide_drive *drive)
{
	struct ide_channel *ch = drive->channel;
	long ticks = IRQ_TICKS;
	struct wait_queue w;

	init_wait(&w);
	while (!ch->irq_seen && ticks) {
		prepare_to_wait(&ch->wait, &w, TASK_UNINTERRUPTIBLE);
		if (!ch->irq_seen)
			ticks = schedule_timeout(ticks);
	}
	finish_wait(&ch->wait, &w);
	if (ch->irq_seen)
		return true;
	printk(KERN_WARNING "%s: no interrupt, status %02x\n", drive->name,
	       inb(ch->control + ATA_ALTSTATUS));
	return !is_busy(ch);
}

/* --- commands ------------------------------------------------------------- */

void ide_select(struct ide_drive *drive)
{
	outb(drive->select, drive->channel->base + ATA_DEVICE);
	udelay(SELECT_US);
}

/* Gives a command with its block and count. False: the disk is not ready. */
static bool command(struct ide_drive *drive, u8 cmd, u32 lba, u32 n)
{
	struct ide_channel *ch = drive->channel;

	ide_select(drive);
	if (!ide_wait_idle(ch, READY_MS))
		return false;
	outb(n, ch->base + ATA_COUNT);
	outb(lba, ch->base + ATA_LBA_LOW);
	outb(lba >> 8, ch->base + ATA_LBA_MID);
	outb(lba >> 16, ch->base + ATA_LBA_HIGH);
	outb(drive->select | (lba >> 24 & ATA_DEV_HEAD),
	     ch->base + ATA_DEVICE);
	ch->irq_seen = false;
	outb(cmd, ch->base + ATA_COMMAND);
	udelay(SELECT_US);
	return true;
}

/* The slow part, a millisecond for a page on an old disk, is for the processor
   alone: the channel is ours, and the page is somebody's who waits for it. */
static void read_data(struct ide_channel *ch, u8 *data, u32 sectors)
{
	drop_kernel_lock();
	insw(ch->base + ATA_DATA, data, sectors * SECTOR_WORDS);
	retake_kernel_lock();
}

static void write_data(struct ide_channel *ch, const u8 *data, u32 sectors)
{
	drop_kernel_lock();
	outsw(ch->base + ATA_DATA, data, sectors * SECTOR_WORDS);
	retake_kernel_lock();
}

/* Did the command go well so far? */
static bool status_ok(struct ide_channel *ch)
{
	return !(inb(ch->control + ATA_ALTSTATUS) & BUSY_OR_WRONG);
}

/* Data come when the interrupt has. */
static bool read_blocks(struct ide_drive *drive, u32 lba, u8 *data, u32 n)
{
	struct ide_channel *ch = drive->channel;
	u32 block;

	if (!command(drive, drive->multiple > 1 ? ATA_CMD_READ_MULTIPLE :
		     ATA_CMD_READ, lba, n))
		return false;
	while (n) {
		if (!wait_irq(drive) || !status_ok(ch) || !wait_drq(ch))
			return false;
		block = min((u32)drive->multiple, n);
		ch->irq_seen = false;	/* before the data: they ask for it */
		read_data(ch, data, block);
		data += block * SECTOR_SIZE;
		n -= block;
	}
	return true;
}

/* Data are wanted at once, and the interrupt comes when they are written. */
static bool write_blocks(struct ide_drive *drive, u32 lba, const u8 *data,
			 u32 n)
{
	struct ide_channel *ch = drive->channel;
	u32 block;

	if (!command(drive, drive->multiple > 1 ? ATA_CMD_WRITE_MULTIPLE :
		     ATA_CMD_WRITE, lba, n))
		return false;
	while (n) {
		if (!wait_drq(ch))
			return false;
		block = min((u32)drive->multiple, n);
		ch->irq_seen = false;
		write_data(ch, data, block);
		if (!wait_irq(drive) || !status_ok(ch))
			return false;
		data += block * SECTOR_SIZE;
		n -= block;
	}
	return true;
}

static bool give_command(struct ide_drive *drive, u8 cmd, u32 n)
{
	return command(drive, cmd, 0, n) && wait_irq(drive) &&
	       status_ok(drive->channel);
}

/* --- errors --------------------------------------------------------------- */

/* What the disk forgets by a reset is set again. */
static void set_multiple(struct ide_drive *drive)
{
	if (drive->present && drive->multiple > 1)
		give_command(drive, ATA_CMD_SET_MULTIPLE, drive->multiple);
}

/* A channel whose disks do not answer any more. */
static void reset_channel(struct ide_channel *ch)
{
	int i;

	printk(KERN_WARNING "ide%d: reset\n", (int)(ch - ide_channels));
	outb(ATA_SRST, ch->control + ATA_CONTROL);
	udelay(SRST_US);
	outb(0, ch->control + ATA_CONTROL);
	sleep_a_tick();			/* standard: 2 ms before a look */
	if (!ide_wait_idle(ch, RESET_MS)) {
		printk(KERN_ERR "ide%d: the reset does not end\n",
		       (int)(ch - ide_channels));
		return;
	}
	for (i = 0; i < IDE_DRIVES; i++)
		set_multiple(&ch->drives[i]);
}

/* After a command that failed: says what the disk says, if it was the last try,
   and makes it listen again if it is busy or wants more data. */
static void recover(struct ide_drive *drive, const char *what, u32 lba,
		    bool last)
{
	struct ide_channel *ch = drive->channel;
	u8 status = inb(ch->control + ATA_ALTSTATUS);

	if (last)
		printk(KERN_ERR "%s: %s failed, sector %lu, status %02x, "
		       "error %02x\n", drive->name, what, (unsigned long)lba,
		       status, inb(ch->base + ATA_ERROR));
	if (status & (ATA_BSY | ATA_DRQ | ATA_DF))
		reset_channel(ch);
}

/* --- what others call ----------------------------------------------------- */

int ide_transfer(struct ide_drive *drive, int rw, u32 lba, u8 *data, u32 n)
{
	bool done = false;
	int i;

	mutex_lock(&drive->channel->sem);
	for (i = 0; i < TRIES && !done; i++) {
		done = rw == BLK_WRITE ? write_blocks(drive, lba, data, n) :
					 read_blocks(drive, lba, data, n);
		if (!done)
			recover(drive, rw == BLK_WRITE ? "write" : "read",
				lba, i == TRIES - 1);
	}
	mutex_unlock(&drive->channel->sem);
	return done ? 0 : -EIO;
}

/* Old disks have no cache, or do not know the command. */
int ide_flush(struct ide_drive *drive)
{
	bool done;

	if (!drive->has_flush)
		return 0;
	mutex_lock(&drive->channel->sem);
	done = give_command(drive, ATA_CMD_FLUSH, 0);
	if (!done)
		recover(drive, "flush", 0, true);
	mutex_unlock(&drive->channel->sem);
	return done ? 0 : -EIO;
}

/* Once, when the interrupt works: as many sectors at once as a page has. */
void ide_set_multiple(struct ide_drive *drive)
{
	mutex_lock(&drive->channel->sem);
	if (!give_command(drive, ATA_CMD_SET_MULTIPLE, drive->multiple))
		drive->multiple = 1;
	mutex_unlock(&drive->channel->sem);
}
