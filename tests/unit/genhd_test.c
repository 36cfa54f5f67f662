/*
 * genhd_test.c - partition tables: right ones, those that lie, and a hundred
 * thousand that are noise. Whatever they say, it ends, and every partition is
 * inside the disk.
 */
#include <string.h>
#include "host.h"
#include "tap.h"
#include "../../drivers/block/genhd.c"

#define SECTORS		64		/* of the disk */
#define MAX_PARTS	64
#define NOISE		100000

static u8 disk[SECTORS][SECTOR_SIZE];
static struct partition part[MAX_PARTS];
static struct block_device bdev;
static struct inode inode;
static u32 reads, bad_sector = SECTORS;

ssize_t page_cache_read(struct inode *host, loff_t pos, void *buf, size_t n)
{
	u32 sector = pos / SECTOR_SIZE;

	reads++;
	if (host != &inode || pos < 0 || sector >= SECTORS)
		return 0;
	if (sector == bad_sector)
		return -EIO;
	memcpy(buf, &disk[sector][pos % SECTOR_SIZE], n);
	return n;
}

void bdevname(dev_t dev, char *buf, int size)
{
	(void)dev;
	snprintf(buf, size, "disk");
}

static struct table *table_at(u32 sector)
{
	return (struct table *)&disk[sector][TABLE_OFFSET];
}

static void set(u32 sector, u32 i, u8 kind, u32 start, u32 sectors)
{
	struct table_entry *e = &table_at(sector)->entry[i];

	e->kind = kind;
	e->start = start;
	e->sectors = sectors;
	table_at(sector)->magic = MAGIC;
}

static int read_all(void)
{
	memset(part, 0xff, sizeof(part));
	part[0].start = 0;
	part[0].sectors = SECTORS;
	reads = 0;
	host_log_clear();
	return read_partitions(&bdev, part, MAX_PARTS);
}

static bool is_at(u32 n, u32 start, u32 sectors)
{
	return part[n].start == start && part[n].sectors == sectors;
}

static u32 count(void)
{
	u32 i, n = 0;

	for (i = 1; i < MAX_PARTS; i++)
		n += part[i].sectors != 0;
	return n;
}

/* Are all of them inside, after few reads? */
static bool all_inside(void)
{
	u32 i;

	for (i = 0; i < MAX_PARTS; i++)
		if ((u64)part[i].start + part[i].sectors > SECTORS)
			return false;
	return reads <= MAX_PARTS + 1;
}

static void good_tables(void)
{
	memset(disk, 0, sizeof(disk));
	ok(read_all() == 0 && count() == 0, "no table, no partitions");
	set(0, 1, 0x83, 2, 8);
	set(0, 3, KIND_EXTENDED_LBA, 20, 40);
	set(20, 0, 0x83, 1, 5);
	set(20, 1, KIND_EXTENDED, 10, 10);
	set(30, 0, 0x82, 2, 4);
	ok(read_all() == 0 && count() == 4, "two primary, two logical ones");
	ok(is_at(2, 2, 8) && is_at(4, 20, 40), "the primary ones");
	ok(is_at(5, 21, 5) && is_at(6, 32, 4), "the logical ones");
	bad_sector = 30;
	is(read_all(), -EIO, "a table that cannot be read");
	ok(is_at(5, 21, 5), "what came before it is there");
	bad_sector = SECTORS;
}

static void bad_tables(void)
{
	set(0, 0, 0x83, 60, 5);
	ok(read_all() == 0 && !part[1].sectors, "one that is too long is not");
	ok(strstr(host_log, "partition 1 lies outside") != NULL, "with a line");
	set(0, 0, 0x83, ~0U, 2);
	ok(read_all() == 0 && !part[1].sectors, "nor one that overflows");
	set(30, 1, KIND_EXTENDED, 0, 10);
	ok(read_all() == 0 && count() > 10 && all_inside(), "a circle ends");
	set(20, 2, 0x83, 30, 20);
	ok(read_all() == 0 && all_inside(), "logical ones stay inside");
}

/* Every sector is a table; numbers are small, or anything. */
static void noise(void)
{
	unsigned int state = 4711;
	u32 i, n, good = 0;

	for (n = 0; n < NOISE; n++) {
		for (i = 0; i < 16; i++)
			set(rnd(&state) % 2 ? 0 : rnd(&state) % SECTORS,
			    rnd(&state) % PRIMARIES, rnd(&state) % 8,
			    rnd(&state) % 8 ? rnd(&state) % SECTORS :
			    rnd(&state), rnd(&state) % 8 ?
			    rnd(&state) % SECTORS : rnd(&state));
		good += read_all() == 0 && all_inside();
	}
	is(good, NOISE, "noise");
}

int main(void)
{
	bdev.bd_inode = &inode;
	good_tables();
	bad_tables();
	noise();
	return done();
}
