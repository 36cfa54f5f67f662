/*
 * minix_fs.h - the Minix file system on the disk, versions 1 and 2. All
 * numbers are little endian. In blocks of 1024 bytes:
 *
 *	0	boot sector
 *	1	super block
 *	2	map of inodes, s_imap_blocks; then map of zones, s_zmap_blocks
 *	...	inodes, from number 1 on
 *	s_first_zone ... zones: contents of files and of directories
 *
 * Bit n of the inode map is inode n. Bit n of the zone map is zone
 * s_first_zone + n - 1. Bit 0 of both stands for nothing and is set. A zone
 * is a block here: those of several (s_log_zone_size) were never used.
 */
#ifndef _LINUX_MINIX_FS_H
#define _LINUX_MINIX_FS_H

#include <linux/types.h>

#define MINIX_BLOCK_SIZE	1024
#define MINIX_BLOCK_SHIFT	10
#define MINIX_MAP_BITS		(8 * MINIX_BLOCK_SIZE)	/* of one block */

#define MINIX_SUPER_BLOCK	1	/* its block */
#define MINIX_MAP_BLOCK		2	/* the first of the maps */
#define MINIX_ROOT_INO		1

struct minix_super_block {
	u16 s_inodes;			/* how many; 0 is not counted */
	u16 s_zones_v1;			/* version 1: end of the last zone */
	u16 s_imap_blocks;
	u16 s_zmap_blocks;
	u16 s_first_zone;
	u16 s_log_zone_size;		/* of blocks in a zone: 0 */
	u32 s_max_size;			/* of a file, in bytes */
	u16 s_magic;
	u16 s_state;			/* MINIX_VALID, MINIX_ERROR */
	u32 s_zones;			/* version 2: end of the last zone */
};

#define MINIX_V1_14	0x137f		/* version, characters of a name */
#define MINIX_V1_30	0x138f
#define MINIX_V2_14	0x2468
#define MINIX_V2_30	0x2478

#define MINIX_V3_AT	24		/* another layout: its magic stands */
#define MINIX_V3	0x4d5a		/* here */

#define MINIX_VALID	1		/* was unmounted in order */
#define MINIX_ERROR	2		/* was found damaged */

/* Zones of a file: 7 direct ones, then one that holds the numbers of zones,
   one that holds those of such, and (version 2) of these. */
#define MINIX_DIRECT	7
#define MINIX_V1_SLOTS	9
#define MINIX_V2_SLOTS	10

struct minix1_inode {
	u16 i_mode;
	u16 i_uid;
	u32 i_size;
	u32 i_time;			/* of the last change */
	u8 i_gid;
	u8 i_nlinks;
	u16 i_zone[MINIX_V1_SLOTS];	/* [0] of a device node: its number */
};

struct minix2_inode {
	u16 i_mode;
	u16 i_nlinks;
	u16 i_uid;
	u16 i_gid;
	u32 i_size;
	u32 i_atime;
	u32 i_mtime;
	u32 i_ctime;
	u32 i_zone[MINIX_V2_SLOTS];
};

_Static_assert(sizeof(struct minix1_inode) == 32, "a version 1 inode");
_Static_assert(sizeof(struct minix2_inode) == 64, "a version 2 inode");

#define MINIX_V1_MAX_SIZE	((MINIX_DIRECT + 512 + 512 * 512) * \
				 MINIX_BLOCK_SIZE)
#define MINIX_V2_MAX_SIZE	0x7fffffff
#define MINIX_V1_LINKS		250
#define MINIX_V2_LINKS		65530
#define MINIX_V1_MAX_GID	0xff
#define MINIX_MAX_UID		0xffff	/* and version 2's groups */
#define MINIX_MAX_DEV		0xffff	/* 8 bits major, 8 bits minor */

/* A name in a directory; 14 or 30 bytes, and NULs behind a shorter one. */
struct minix_dir_entry {
	u16 inode;			/* 0: not in use */
	char name[];
};

/* fs/minix/super.c */
void minix_init(void);

#endif
