/*
 * rd_load.c - a root image on its way into /dev/ram0: recognised by its magic
 * number, and copied page by page as it is read or unpacked. Pages that are all
 * zero stay out: a ramdisk reads them as zeroes anyway, so a free block of the
 * image costs no memory.
 */
#include <linux/blkdev.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/rd.h>
#include <linux/string.h>

#define LEAVE_SHARE	32		/* 1/32 of memory is left to others, */
#define LEAVE_MIN	48UL		/* but at least so many pages */
#define PAGE_KB_SHIFT	(PAGE_SHIFT - 10)
#define KB_SHIFT	10

/* What the formats have at their beginning; numbers are little endian. */
static const struct image_magic {
	const char *name;
	u32 offset, len;
	u8 bytes[8];
} magics[] __initconst = {
	{ "romfs",	   0, 8, "-rom1fs-" },
	{ "ext2",	1080, 2, { 0x53, 0xef } },
	{ "Minix",	1040, 2, { 0x7f, 0x13 } },	/* v1, 14 characters */
	{ "Minix",	1040, 2, { 0x8f, 0x13 } },	/* v1, 30 */
	{ "Minix",	1040, 2, { 0x68, 0x24 } },	/* v2, 14 */
	{ "Minix",	1040, 2, { 0x78, 0x24 } },	/* v2, 30 */
};

/* What archives begin with: their files may hold any magic number. */
static const char archive_magic[] __initconst = "07070";

static struct block_device *ram0 __initdata;
static loff_t loaded __initdata;	/* bytes of the image till now */
static unsigned long taken __initdata;	/* pages of it that are not zero */

const char *__init image_kind(const u8 *start, size_t n)
{
	const struct image_magic *m;

	if (n < sizeof(archive_magic) ||
	    !memcmp(start, archive_magic, strlen(archive_magic)))
		return NULL;
	for (m = magics; m < magics + ARRAY_SIZE(magics); m++)
		if (n >= m->offset + m->len &&
		    !memcmp(start + m->offset, m->bytes, m->len))
			return m->name;
	return NULL;
}

int __init begin_image(void)
{
	int err;

	ram0 = bdget(MKDEV(RAMDISK_MAJOR, 0));
	if (!ram0)
		return -ENOMEM;
	err = blkdev_get(ram0, FMODE_READ | FMODE_WRITE);
	if (err)
		ram0 = NULL;
	return err;
}

static bool __init all_zero(const u8 *buf, size_t n)
{
	while (n && !*buf) {
		buf++;
		n--;
	}
	return !n;
}

/* Does another page leave enough for the programs? */
static bool __init memory_scarce(void)
{
	return nr_free_pages() < max(nr_total_pages() / LEAVE_SHARE, LEAVE_MIN);
}

/* n bytes of one page, at the end of what is there. 0 or -errno. */
static int __init load_piece(const u8 *buf, size_t n)
{
	ssize_t done = n;

	rd_resize(ram0, loaded + n);
	if (!all_zero(buf, n)) {
		if (memory_scarce())
			return -ENOSPC;
		done = page_cache_write(ram0->bd_inode, loaded, buf, n);
		taken++;
	}
	if (done == n)
		loaded += n;
	return done == n ? 0 : done < 0 ? done : -EIO;
}

int __init load_image(const u8 *buf, size_t n)
{
	size_t piece;
	int err = 0;

	while (n && !err) {
		piece = PAGE_SIZE - ((u32)loaded & (PAGE_SIZE - 1));
		piece = min(piece, n);
		err = load_piece(buf, piece);
		buf += piece;
		n -= piece;
	}
	return err;
}

unsigned long __init image_bytes(void)
{
	return loaded;
}

void __init end_image(void)
{
	printk(KERN_INFO "initrd: %lu KB into ram0, which take %lu KB, %lu KB "
	       "free\n", (unsigned long)(loaded >> KB_SHIFT),
	       taken << PAGE_KB_SHIFT, nr_free_pages() << PAGE_KB_SHIFT);
	blkdev_put(ram0);
}
