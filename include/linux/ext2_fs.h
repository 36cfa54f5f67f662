/*
 * ext2_fs.h - the second extended file system on its device: little endian,
 * in blocks of 1, 2 or 4 KB that form groups. See Documentation/ext2.txt.
 */
#ifndef _LINUX_EXT2_FS_H
#define _LINUX_EXT2_FS_H

#include <linux/types.h>

#define EXT2_SUPER_OFFSET	1024	/* bytes from the start of the device */
#define EXT2_SUPER_SIZE		1024
#define EXT2_MIN_BLOCK_SIZE	1024
#define EXT2_MAX_LOG_BLOCK_SIZE	2	/* 4 KB */

/* --- the super block ------------------------------------------------------ */

struct ext2_super_block {
	u32 s_inodes_count;
	u32 s_blocks_count;
	u32 s_r_blocks_count;		/* for root and its like alone */
	u32 s_free_blocks_count;
	u32 s_free_inodes_count;
	u32 s_first_data_block;		/* 1 with blocks of 1 KB, else 0 */
	u32 s_log_block_size;		/* 0: 1 KB */
	u32 s_log_frag_size;
	u32 s_blocks_per_group;
	u32 s_frags_per_group;
	u32 s_inodes_per_group;
	u32 s_mtime;			/* mounted; seconds since 1970 */
	u32 s_wtime;			/* written */
	u16 s_mnt_count;		/* mounts since the last check */
	u16 s_max_mnt_count;
	u16 s_magic;
	u16 s_state;			/* EXT2_VALID_FS, EXT2_ERROR_FS */
	u16 s_errors;			/* EXT2_ERRORS_ */
	u16 s_minor_rev_level;
	u32 s_lastcheck;
	u32 s_checkinterval;		/* seconds; 0: no limit */
	u32 s_creator_os;
	u32 s_rev_level;
	u16 s_def_resuid, s_def_resgid;	/* who may use reserved blocks */
	/* from revision 1 on: */
	u32 s_first_ino;		/* below are special ones */
	u16 s_inode_size;
	u16 s_block_group_nr;		/* the group of this copy */
	u32 s_feature_compat;		/* who does not know these may write, */
	u32 s_feature_incompat;		/* not even read, */
	u32 s_feature_ro_compat;	/* only read */
	u8 s_uuid[16];
	char s_volume_name[16];
	char s_last_mounted[64];
	u32 s_algorithm_usage_bitmap;
	u8 s_prealloc_blocks, s_prealloc_dir_blocks;
	u16 s_reserved_gdt_blocks;	/* behind the descriptors of a group */
	u8 s_journal[48];		/* what only ext3 has */
	u32 s_default_mount_opts;	/* EXT2_DEFM_ */
	u8 s_reserved[764];
};

_Static_assert(sizeof(struct ext2_super_block) == EXT2_SUPER_SIZE,
	       "the super block takes 1 KB");

#define EXT2_SUPER_MAGIC	0xef53

#define EXT2_VALID_FS		1	/* unmounted properly */
#define EXT2_ERROR_FS		2	/* errors were seen */

#define EXT2_ERRORS_CONTINUE	1
#define EXT2_ERRORS_RO		2
#define EXT2_ERRORS_PANIC	3

#define EXT2_GOOD_OLD_REV	0
#define EXT2_DYNAMIC_REV	1
#define EXT2_OS_LINUX		0

#define EXT2_FEATURE_COMPAT_EXT_ATTR		0x08
#define EXT2_FEATURE_COMPAT_RESIZE_INO		0x10
#define EXT2_FEATURE_COMPAT_SPARSE_SUPER2	0x200
#define EXT2_FEATURE_RO_COMPAT_SPARSE_SUPER	0x01
#define EXT2_FEATURE_RO_COMPAT_LARGE_FILE	0x02
#define EXT2_FEATURE_INCOMPAT_FILETYPE		0x02

#define EXT2_DEFM_BSDGROUPS	2

/* --- groups --------------------------------------------------------------- */

struct ext2_group_desc {
	u32 bg_block_bitmap;		/* blocks of the device */
	u32 bg_inode_bitmap;
	u32 bg_inode_table;
	u16 bg_free_blocks_count;
	u16 bg_free_inodes_count;
	u16 bg_used_dirs_count;
	u16 bg_pad;
	u32 bg_reserved[3];
};

/* --- inodes --------------------------------------------------------------- */

#define EXT2_NDIR_BLOCKS	12
#define EXT2_IND_BLOCK		12	/* leads to blocks, */
#define EXT2_DIND_BLOCK		13	/* to blocks of those, */
#define EXT2_TIND_BLOCK		14	/* to blocks of these */
#define EXT2_N_BLOCKS		15

struct ext2_inode {
	u16 i_mode;
	u16 i_uid;			/* lower halves */
	u32 i_size;			/* lower half */
	u32 i_atime, i_ctime, i_mtime, i_dtime;
	u16 i_gid;
	u16 i_links_count;
	u32 i_blocks;			/* of 512 bytes, pointers included */
	u32 i_flags;
	u32 i_osd1;
	u32 i_block[EXT2_N_BLOCKS];	/* or the text of a short symlink, or
					   a device's number */
	u32 i_generation;
	u32 i_file_acl;			/* block of extended attributes */
	u32 i_size_high;		/* of files; i_dir_acl of directories */
	u32 i_faddr;
	u8 i_frag, i_fsize;
	u16 i_pad;
	u16 i_uid_high, i_gid_high;
	u32 i_reserved;
};

#define EXT2_GOOD_OLD_INODE_SIZE	128
_Static_assert(sizeof(struct ext2_inode) == EXT2_GOOD_OLD_INODE_SIZE,
	       "inodes begin with 128 known bytes");

#define EXT2_ROOT_INO			2
#define EXT2_GOOD_OLD_FIRST_INO		11
#define EXT2_LINK_MAX			32000

/* i_flags; lsattr's letters */
#define EXT2_SECRM_FL		0x00000001	/* s */
#define EXT2_UNRM_FL		0x00000002	/* u */
#define EXT2_COMPR_FL		0x00000004	/* c */
#define EXT2_SYNC_FL		0x00000008	/* S */
#define EXT2_IMMUTABLE_FL	0x00000010	/* i */
#define EXT2_APPEND_FL		0x00000020	/* a */
#define EXT2_NODUMP_FL		0x00000040	/* d */
#define EXT2_NOATIME_FL		0x00000080	/* A */
#define EXT2_INDEX_FL		0x00001000	/* I: of hashed names */
#define EXT2_NOTAIL_FL		0x00008000	/* t */
#define EXT2_DIRSYNC_FL		0x00010000	/* D */
#define EXT2_TOPDIR_FL		0x00020000	/* T */

#define EXT2_FL_USER_VISIBLE	0x0003dfff
#define EXT2_FL_USER_MODIFIABLE	(EXT2_SECRM_FL | EXT2_UNRM_FL | \
				 EXT2_COMPR_FL | EXT2_SYNC_FL | \
				 EXT2_IMMUTABLE_FL | EXT2_APPEND_FL | \
				 EXT2_NODUMP_FL | EXT2_NOATIME_FL | \
				 EXT2_NOTAIL_FL | EXT2_DIRSYNC_FL | \
				 EXT2_TOPDIR_FL)
/* What something new has from its directory. */
#define EXT2_FL_INHERITED	(EXT2_SECRM_FL | EXT2_UNRM_FL | \
				 EXT2_COMPR_FL | EXT2_SYNC_FL | \
				 EXT2_NODUMP_FL | EXT2_NOATIME_FL | \
				 EXT2_NOTAIL_FL | EXT2_DIRSYNC_FL)

/* ioctl(): the ABI says long, programs pass an int. */
#define EXT2_IOC_GETFLAGS	0x80046601
#define EXT2_IOC_SETFLAGS	0x40046602
#define EXT2_IOC_GETVERSION	0x80047601
#define EXT2_IOC_SETVERSION	0x40047602

/* --- directories ---------------------------------------------------------- */

#define EXT2_NAME_LEN		255

struct ext2_dir_entry {
	u32 inode;			/* 0: free */
	u16 rec_len;			/* to the next one */
	u8 name_len;
	u8 file_type;			/* EXT2_FT_, with FILETYPE */
	char name[];
};

/* A record of a name of n bytes, at least. */
#define EXT2_DIR_REC_LEN(n)	(((n) + 8 + 3) & ~3u)
#define EXT2_DIR_REC_MIN	EXT2_DIR_REC_LEN(1)

enum {
	EXT2_FT_UNKNOWN, EXT2_FT_REG_FILE, EXT2_FT_DIR, EXT2_FT_CHRDEV,
	EXT2_FT_BLKDEV, EXT2_FT_FIFO, EXT2_FT_SOCK, EXT2_FT_SYMLINK,
	EXT2_FT_MAX,
};

/* --- a block of extended attributes: its start ---------------------------- */

#define EXT2_XATTR_MAGIC	0xea020000

struct ext2_xattr_header {
	u32 h_magic;
	u32 h_refcount;			/* inodes that have the block */
};

/* fs/ext2/super.c */
void ext2_init(void);

#endif
