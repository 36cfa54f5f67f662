/*
 * genhd.c - the partition table of PC disks: four entries in the first sector.
 * One of them may be an extended partition, in which each logical one has a
 * table before it: that describes it, and says where the next such table is.
 * Primary ones are 1 to 4, logical ones 5 and up.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define TABLE_OFFSET	446
#define MAGIC_OFFSET	510
#define MAGIC		0xaa55
#define PRIMARIES	4
#define FIRST_LOGICAL	5

/* The kinds of extended partitions. */
#define KIND_EXTENDED		0x05
#define KIND_EXTENDED_LBA	0x0f
#define KIND_EXTENDED_OLD	0x85

struct table_entry {			/* on the disk */
	u8 flag, head, sector, cylinder;
	u8 kind;			/* 0: none */
	u8 end_head, end_sector, end_cylinder;
	u32 start, sectors;		/* start: from what the table is for */
} __packed;

struct table {
	struct table_entry entry[PRIMARIES];
	u16 magic;
} __packed;

static bool is_extended(const struct table_entry *e)
{
	return e->kind == KIND_EXTENDED || e->kind == KIND_EXTENDED_LBA ||
	       e->kind == KIND_EXTENDED_OLD;
}

/* The table in a sector. 0, -ENOENT: there is none; -EIO, -ENOMEM. */
static int read_table(struct block_device *disk, u32 sector, struct table *t)
{
	loff_t pos = ((loff_t)sector << SECTOR_SHIFT) + TABLE_OFFSET;
	ssize_t done = page_cache_read(disk->bd_inode, pos, t, sizeof(*t));

	_Static_assert(TABLE_OFFSET + sizeof(*t) == SECTOR_SIZE, "the format");
	if (done < 0)
		return done;
	return done == sizeof(*t) && t->magic == MAGIC ? 0 : -ENOENT;
}

/* Notes a partition as number n if it lies in `in'. */
static bool add_partition(const struct block_device *disk,
			  struct partition *part, u32 n,
			  const struct partition *in, u64 start, u32 sectors)
{
	u64 end = (u64)in->start + in->sectors;
	char name[BDEVNAME_SIZE];

	if (start < in->start || start + sectors > end) {
		bdevname(disk->bd_dev, name, sizeof(name));
		printk(KERN_WARNING "%s: partition %u lies outside the disk, "
		       "ignored\n", name, n);
		return false;
	}
	part[n].start = start;
	part[n].sectors = sectors;
	return true;
}

/*
 * The logical partitions of an extended one. Tables may point anywhere, and in
 * a circle: it ends when all numbers are used up.
 */
static int read_logical(struct block_device *disk, struct partition *part,
			u32 max, u32 first)
{
	struct partition extended = part[first];
	u32 n = FIRST_LOGICAL, rounds = max, at = extended.start;
	const struct table_entry *e, *next;
	struct table t;
	int err;

	while (n < max && rounds--) {
		err = read_table(disk, at, &t);
		if (err)
			return err == -ENOENT ? 0 : err;
		next = NULL;
		for (e = t.entry; e < t.entry + PRIMARIES && n < max; e++) {
			if (!e->sectors)
				continue;
			if (is_extended(e))
				next = e;
			else if (e->kind && add_partition(disk, part, n,
					&extended, (u64)at + e->start,
					e->sectors))
				n++;
		}
		if (!next || next->start >= extended.sectors)
			return 0;
		at = extended.start + next->start;
	}
	return 0;
}

int read_partitions(struct block_device *disk, struct partition *part, u32 max)
{
	struct table t;
	u32 i, extended = 0;
	int err;

	memset(&part[1], 0, (max - 1) * sizeof(*part));
	err = read_table(disk, 0, &t);
	if (err)
		return err == -ENOENT ? 0 : err;
	for (i = 0; i < PRIMARIES; i++) {
		const struct table_entry *e = &t.entry[i];

		if (!e->kind || !e->sectors ||
		    !add_partition(disk, part, i + 1, &part[0], e->start,
				   e->sectors))
			continue;
		if (is_extended(e) && !extended)
			extended = i + 1;
	}
	return extended ? read_logical(disk, part, max, extended) : 0;
}
