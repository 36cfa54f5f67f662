/*
 * romfs_fs.h - the ROM file system on the device, as genromfs makes it. All
 * numbers are big endian, all offsets count bytes from the start of the image,
 * and headers lie at multiples of 16:
 *
 *	"-rom1fs-"  size  checksum  name of the volume, with NULs to 16 bytes
 *	header of the first file: the root directory, named "."
 *	...
 *
 *	header:	next|kind  info  size  checksum  name, with NULs to 16 bytes
 *		and the contents behind it
 *
 * A checksum makes the sum of all words 0: in the super block that of the
 * first 512 bytes, in a header that of the header with its name.
 */
#ifndef _LINUX_ROMFS_FS_H
#define _LINUX_ROMFS_FS_H

#define ROMFS_MAGIC	0x7275		/* statfs() */
#define ROMFS_WORD	"-rom1fs-"
#define ROMFS_ALIGN	16
#define ROMFS_SUM_BYTES	512
#define ROMFS_BLOCK_SIZE 1024
#define ROMFS_NAME_MAX	255		/* more is no name for us */

/* The super block's words, and a header's. */
#define ROMFS_SUPER_SIZE	8	/* offset: of the whole image */
#define ROMFS_SUPER_BYTES	16
#define ROMFS_NEXT	0		/* offsets in a header */
#define ROMFS_INFO	4
#define ROMFS_SIZE	8
#define ROMFS_HEADER_BYTES	16

/* The low bits of `next'; what `info' is. */
#define ROMFS_KIND	7
#define   ROMFS_LINK	0		/* of another header: one more name */
#define   ROMFS_DIR	1		/* of the first header in it */
#define   ROMFS_REG	2
#define   ROMFS_SYMLINK	3
#define   ROMFS_BLK	4		/* major << 16 | minor */
#define   ROMFS_CHR	5		/* the same */
#define   ROMFS_SOCK	6
#define   ROMFS_FIFO	7
#define ROMFS_EXEC	8

/* fs/romfs/super.c */
void romfs_init(void);

#endif
