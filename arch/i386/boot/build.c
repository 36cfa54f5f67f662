/*
 * build.c - host program: puts bzImage together and completes its header.
 *
 *	build BOOTSECT SETUP IMAGE BZIMAGE
 *
 * BOOTSECT is one sector, SETUP whole sectors, IMAGE the unpacker with the
 * packed kernel in it, which says at its beginning what goes into the header
 * (compressed/image.h). The file ends with a CRC, as protocol 2.08 has it:
 * over all of the file it gives 0.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/inflate.h>
#include "compressed/image.h"

#define SECTOR		512
#define MAX_SETUP	17		/* sectors: the rest of a track */
#define MAX_FILE	(2880 * 1024)	/* the largest floppy */
#define MAX_MEMORY	(14 << 20)	/* there is a hole below 16 MB */
#define PARAGRAPH	16
#define CRC_SIZE	4

#define BOOT_FLAG	0x1fe		/* offsets in the header */
#define SETUP_SECTS	0x1f1
#define SYSSIZE		0x1f4
#define MAGIC		0x202
#define PAYLOAD_OFFSET	0x248
#define PAYLOAD_LENGTH	0x24c
#define INIT_SIZE	0x260

static u8 file[MAX_FILE + SECTOR];
static size_t used;

static void die(const char *what, const char *name)
{
	fprintf(stderr, "build: %s: %s\n", name, what);
	exit(1);
}

/* Appends a file, which has at most limit bytes; returns its size. */
static size_t append(const char *name, size_t limit)
{
	FILE *f = fopen(name, "rb");
	size_t n;

	if (!f)
		die("cannot be read", name);
	n = fread(file + used, 1, sizeof(file) - used, f);
	if (ferror(f) || n == 0)
		die("cannot be read", name);
	if (n > limit)
		die("too big", name);
	fclose(f);
	used += n;
	return n;
}

static void put32(size_t at, u32 value)
{
	int i;

	for (i = 0; i < 4; i++, value >>= 8)
		file[at + i] = value;
}

/* What the image says of itself, after checks. */
static struct image_info image_info(size_t start, const char *name)
{
	struct image_info info;

	if (used < start + IMAGE_INFO + sizeof(info))
		die("too small", name);
	memcpy(&info, file + start + IMAGE_INFO, sizeof(info));
	if (info.magic != IMAGE_MAGIC || info.image_size != used - start)
		die("this is not the unpacker's image", name);
	if (info.init_size > MAX_MEMORY)
		die("the kernel needs too much memory", name);
	return info;
}

/* Pads the file and ends it with the CRC. */
static void finish(void)
{
	struct crc32_table table;

	while ((used + CRC_SIZE) % PARAGRAPH)
		file[used++] = 0;
	crc32_init(&table);
	put32(used, ~crc32(&table, 0, file, used));
	used += CRC_SIZE;
}

static void save(const char *name)
{
	FILE *f = fopen(name, "wb");

	if (!f || fwrite(file, 1, used, f) != used || fclose(f))
		die("cannot be written", name);
}

int main(int argc, char **argv)
{
	struct image_info info;
	size_t setup, start;

	if (argc != 5)
		die("BOOTSECT SETUP IMAGE BZIMAGE", "usage");
	if (append(argv[1], SECTOR) != SECTOR || file[BOOT_FLAG] != 0x55 ||
	    file[BOOT_FLAG + 1] != 0xaa)
		die("this is not a boot sector", argv[1]);
	setup = append(argv[2], MAX_SETUP * SECTOR);
	if (setup % SECTOR || memcmp(file + MAGIC, "HdrS", 4))
		die("this is not setup", argv[2]);
	start = used;
	append(argv[3], MAX_FILE - start - PARAGRAPH);
	info = image_info(start, argv[3]);

	file[SETUP_SECTS] = setup / SECTOR;
	put32(SYSSIZE, (used - start + CRC_SIZE + PARAGRAPH - 1) / PARAGRAPH);
	put32(PAYLOAD_OFFSET, info.payload_offset);
	put32(PAYLOAD_LENGTH, info.payload_length);
	put32(INIT_SIZE, info.init_size);
	finish();
	save(argv[4]);
	return 0;
}
