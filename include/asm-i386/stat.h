/*
 * stat.h - what stat() and its like fill in (Linux/i386 ABI).
 */
#ifndef _ASM_STAT_H
#define _ASM_STAT_H

#include <linux/types.h>

struct old_stat {			/* calls 18, 28, 84 */
	u16 st_dev, st_ino, st_mode, st_nlink;
	u16 st_uid, st_gid, st_rdev, pad;
	u32 st_size, st_atime, st_mtime, st_ctime;
};

struct stat {				/* calls 106 to 108 */
	u32 st_dev, st_ino;
	u16 st_mode, st_nlink, st_uid, st_gid;
	u32 st_rdev, st_size, st_blksize, st_blocks;
	u32 st_atime, st_atime_nsec;
	u32 st_mtime, st_mtime_nsec;
	u32 st_ctime, st_ctime_nsec;
	u32 unused[2];
};

struct stat64 {				/* calls 195 to 197, 300 */
	u64 st_dev;
	u32 pad;
	u32 st_ino_low;
	u32 st_mode, st_nlink, st_uid, st_gid;
	u64 st_rdev;
	u32 pad2;
	u64 st_size;
	u32 st_blksize;
	u64 st_blocks;
	u32 st_atime, st_atime_nsec;
	u32 st_mtime, st_mtime_nsec;
	u32 st_ctime, st_ctime_nsec;
	u64 st_ino;
} __attribute__((packed, aligned(4)));

struct statx_timestamp {
	s64 tv_sec;
	u32 tv_nsec;
	u32 pad;
};

struct statx {				/* call 383 */
	u32 stx_mask, stx_blksize;
	u64 stx_attributes;
	u32 stx_nlink, stx_uid, stx_gid;
	u16 stx_mode, pad;
	u64 stx_ino, stx_size, stx_blocks, stx_attributes_mask;
	struct statx_timestamp stx_atime, stx_btime, stx_ctime, stx_mtime;
	u32 stx_rdev_major, stx_rdev_minor, stx_dev_major, stx_dev_minor;
	u64 spare[14];
};

#define STATX_BASIC_STATS	0x000007ff
#define STATX__RESERVED		0x80000000
#define AT_STATX_SYNC_TYPE	0x6000

struct statfs {				/* calls 99, 100 */
	u32 f_type, f_bsize, f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	u32 f_fsid[2];
	u32 f_namelen, f_frsize, f_flags, f_spare[4];
};

struct statfs64 {			/* calls 268, 269 */
	u32 f_type, f_bsize;
	u64 f_blocks, f_bfree, f_bavail, f_files, f_ffree;
	u32 f_fsid[2];
	u32 f_namelen, f_frsize, f_flags, f_spare[4];
} __attribute__((packed, aligned(4)));

struct ustat {				/* call 62 */
	u32 f_tfree, f_tinode;
	char f_fname[6], f_fpack[6];
};

_Static_assert(sizeof(struct old_stat) == 32 && sizeof(struct stat) == 64 &&
	       sizeof(struct stat64) == 96 && sizeof(struct statx) == 256 &&
	       sizeof(struct statfs) == 64 && sizeof(struct statfs64) == 84 &&
	       sizeof(struct ustat) == 20, "layouts of the ABI");

#endif
