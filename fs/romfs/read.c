/*
 * read.c - bytes of a ROM file system, and the headers of its files. Whatever
 * is read lies within the image, and a header is believed only if its
 * checksum is right.
 */
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

/* A number as it stands on the device. */
u32 romfs_word(const u8 *p)
{
	return (u32)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* Copies n bytes from offset `at' on. 0, -EIO (also behind the end), -ENOMEM;
   may sleep. */
int romfs_read(struct super_block *sb, u32 at, void *buf, u32 n)
{
	u32 size = romfs_image_size(sb), offset, part;
	struct buffer_head bh;
	u8 *to = buf;
	int err;

	if (at > size || n > size - at)
		return -EIO;
	while (n) {
		err = bread(sb, at / ROMFS_BLOCK_SIZE, &bh);
		if (err)
			return err;
		offset = at % ROMFS_BLOCK_SIZE;
		part = min(n, (u32)ROMFS_BLOCK_SIZE - offset);
		memcpy(to, bh.b_data + offset, part);
		brelse(&bh);
		to += part;
		at += part;
		n -= part;
	}
	return 0;
}

static u32 sum_words(const u8 *p, u32 n)
{
	u32 sum = 0;

	for (; n; n -= sizeof(u32), p += sizeof(u32))
		sum += romfs_word(p);
	return sum;
}

/* Reads the name, up to its NUL, in pieces of 16 bytes, which are added to
   *sum. Without a NUL in ROMFS_NAME_MAX + 1 bytes it is none: -EIO. */
static int read_name(struct super_block *sb, struct romfs_file *f, u32 *sum)
{
	u32 n;
	int err;

	for (n = 0; n < sizeof(f->name); n += ROMFS_ALIGN) {
		err = romfs_read(sb, f->data, f->name + n, ROMFS_ALIGN);
		if (err)
			return err;
		*sum += sum_words((u8 *)f->name + n, ROMFS_ALIGN);
		f->data += ROMFS_ALIGN;
		f->len = n + strnlen(f->name + n, ROMFS_ALIGN);
		if (f->len < n + ROMFS_ALIGN)
			return 0;
	}
	return -EIO;
}

/* Takes the words of a header apart; false if it cannot be one. A list of
   files goes forward only, or it might have no end. */
static bool split(struct super_block *sb, const u8 *raw, struct romfs_file *f)
{
	u32 word = romfs_word(raw + ROMFS_NEXT);

	f->kind = word & ROMFS_KIND;
	f->exec = word & ROMFS_EXEC;
	f->next = word & ~(ROMFS_KIND | ROMFS_EXEC);
	f->info = romfs_word(raw + ROMFS_INFO);
	f->size = romfs_word(raw + ROMFS_SIZE);
	return f->len && !memchr(f->name, '/', f->len) &&
	       f->data <= romfs_image_size(sb) &&
	       (!f->next || f->next > f->at);
}

/* Reads the header at offset `at'. 0, or -EIO, -ENOMEM; if it makes no sense
   the log says so. May sleep. */
int romfs_header(struct super_block *sb, u32 at, struct romfs_file *f)
{
	u8 raw[ROMFS_HEADER_BYTES];
	u32 sum = 0;
	int err = -EIO;

	f->at = at;
	f->data = at + ROMFS_HEADER_BYTES;
	if (at % ROMFS_ALIGN == 0 && at < romfs_image_size(sb))
		err = romfs_read(sb, at, raw, sizeof(raw));
	if (!err) {
		sum = sum_words(raw, sizeof(raw));
		err = read_name(sb, f, &sum);
	}
	if (!err && !sum && split(sb, raw, f))
		return 0;
	if (err != -ENOMEM) {
		fs_error(sb, "no file header at %u", at);
		err = -EIO;
	}
	return err;
}
