/*
 * ext2.h - the second extended file system in memory.
 *
 * Locks, in this order:
 *	i_sem		of the VFS (linux/fs.h): a directory's records, a
 *			file's size
 *	i_map		of each inode: which blocks are its. Also taken where
 *			i_sem is not, by read() and write-back, so that two do
 *			not give one place in a file two blocks, and that
 *			truncate() takes no block that is just being mapped
 *	sb->s_lock	bitmaps, group descriptors, counts
 * The rest is [k].
 */
#ifndef _FS_EXT2_H
#define _FS_EXT2_H

#include <linux/buffer_head.h>
#include <linux/ext2_fs.h>
#include <linux/fs.h>

/* Mount options, and what the super block says in their place. */
struct ext2_options {
	u32 sb_block;			/* of 1 KB, where the super block is */
	uid_t resuid;
	gid_t resgid;
	u8 errors;			/* EXT2_ERRORS_ */
	bool minix_df;			/* statfs() counts all blocks */
	bool grpid;			/* new files: the directory's group */
	bool resuid_given, resgid_given, grpid_given;
};

#define EXT2_PRIMARY_SB	1		/* sb_block of the super block proper */

/* What is known about a group besides its descriptor. [s_lock] */
struct ext2_group {
	u32 free_block, free_inode;	/* no free bit is below these */
	bool bitmap_checked;		/* it has the group's own blocks */
};

struct ext2_sb_info {
	struct ext2_super_block *s_es;	/* in s_sbh */
	struct buffer_head s_sbh;
	struct buffer_head *s_desc;	/* [i] descriptors, block by block */
	struct ext2_group *s_groups;
	u32 s_groups_count;		/* [i] from here... */
	u32 s_inode_size;
	u32 s_inodes_per_block;
	u32 s_table_blocks;		/* of inodes, in a group */
	u32 s_desc_blocks;
	u32 s_head_blocks;		/* super block, descriptors, and what
					   is reserved for more of those */
	u32 s_first_ino;
	u32 s_overhead;			/* ...to here: blocks of no use */
	u32 s_free_blocks;		/* [s_lock] of all groups */
	u32 s_free_inodes;		/* [s_lock] */
	bool s_counts_dirty;		/* [s_lock] unlike those of s_es */
	bool s_writes;			/* state and counts are to be kept */
	u16 s_mount_state;		/* s_state to be after umount() */
	u32 s_next_generation;
	struct ext2_options s_opt;
};

struct ext2_inode_info {		/* inode->i_private */
	u32 i_block[EXT2_N_BLOCKS];	/* [i_map] as on the device */
	struct mutex i_map;
	u32 i_next_iblock;		/* [i_map] to be allocated next, if */
	u32 i_next_goal;		/* [i_map] there */
	u32 i_group;			/* [i] its group */
	u32 i_flags;			/* EXT2_*_FL */
	u32 i_generation;
	u32 i_file_acl;
	u32 i_dir_acl;			/* [i] of directories: kept */
	u32 i_dtime;
	bool i_new;			/* not in its table so far */
	/* Of a directory: [i_sem] */
	u32 i_name_block;		/* where the last name was or is new; */
	u32 i_name_offset;		/* 0: it is not there any more */
	u32 i_name_before;		/* the record before it */
	u32 i_room_block;		/* a record; those before it have */
	u32 i_room_offset;		/* hardly any room */
};

static inline struct ext2_sb_info *EXT2_SB(const struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct ext2_inode_info *EXT2_I(const struct inode *inode)
{
	return inode->i_private;
}

/* May the file system be changed? It may not any more after an error. */
static inline bool ext2_writable(const struct super_block *sb)
{
	return !(sb->s_flags & MS_RDONLY);
}

/* options.c */
int ext2_parse_options(char *options, struct ext2_options *opt);
int ext2_show_options(struct super_block *sb, char *buf, int size);

/* geometry.c */
const char *ext2_check_super(const struct super_block *sb,
			     const struct ext2_super_block *es);
const char *ext2_check_writable(const struct super_block *sb);
void ext2_set_geometry(struct super_block *sb);
bool ext2_check_group(const struct super_block *sb, u32 group);
bool ext2_group_has_super(const struct super_block *sb, u32 group);

/* read_super.c */
int ext2_read_super(struct super_block *sb, void *data, bool silent);
void ext2_free_info(struct super_block *sb);

/* super.c */
extern const struct super_operations ext2_super_operations;
void ext2_begin_writing(struct super_block *sb);

/* group.c */
struct ext2_group_desc *ext2_group_desc(const struct super_block *sb,
					u32 group);
void ext2_group_changed(struct super_block *sb, u32 group);
u32 ext2_group_start(const struct super_block *sb, u32 group);
u32 ext2_group_blocks(const struct super_block *sb, u32 group);
bool ext2_block_ok(const struct super_block *sb, u32 block);
bool ext2_blocks_ok(const struct super_block *sb, u32 block, u32 count);

/* balloc.c */
int ext2_new_block(struct inode *inode, u32 goal, u32 *block);
void ext2_free_blocks(struct inode *inode, u32 block, u32 count);

/* ialloc.c */
struct inode *ext2_new_inode(struct inode *dir, mode_t mode);
void ext2_free_inode(struct inode *inode);

/* inode.c */
struct ext2_inode_info *ext2_alloc_info(void);
void ext2_set_kind(struct inode *inode, dev_t dev);
void ext2_set_flags(struct inode *inode);
void ext2_read_inode(struct inode *inode);
int ext2_write_inode(struct inode *inode, bool wait);
void ext2_delete_inode(struct inode *inode);
void ext2_clear_inode(struct inode *inode);

/* inode_table.c */
int ext2_get_raw_inode(struct super_block *sb, u32 ino,
		       struct ext2_inode **raw, struct buffer_head *bh);
int ext2_inode_from_raw(struct inode *inode, const struct ext2_inode *raw);
void ext2_inode_to_raw(const struct inode *inode, struct ext2_inode *raw);
bool ext2_is_short_link(const struct inode *inode);
dev_t ext2_raw_dev(const struct ext2_inode *raw);

/* block_map.c, truncate.c */
int ext2_get_block(struct inode *inode, u32 iblock, u32 *block, bool create);
loff_t ext2_max_size(const struct super_block *sb);
void ext2_truncate(struct inode *inode);
void ext2_free_contents(struct inode *inode);

/* xattr.c */
void ext2_release_xattr(struct inode *inode);

/* dir_block.c */
int ext2_read_dir_block(struct inode *dir, u32 n, struct buffer_head *bh);
int ext2_append_dir_block(struct inode *dir, struct buffer_head *bh);
int ext2_bad_entry(struct inode *dir, u32 offset);
u32 ext2_dir_blocks(const struct inode *dir);

static inline struct ext2_dir_entry *
ext2_entry_at(const struct buffer_head *bh, u32 offset)
{
	return (struct ext2_dir_entry *)(bh->b_data + offset);
}

/* What records are checked against: size of a block, number of inodes. */
struct ext2_limits {
	u32 size, inodes;
};

static inline struct ext2_limits ext2_limits(const struct inode *dir)
{
	return (struct ext2_limits){ dir->i_sb->s_blocksize,
		EXT2_SB(dir->i_sb)->s_es->s_inodes_count };
}

/* Is there a record at `offset', where the one before it ended, that ends
   within the block? If not: ext2_bad_entry(). */
static inline bool ext2_entry_ok(const struct buffer_head *bh, u32 offset,
				 const struct ext2_limits *limits)
{
	const struct ext2_dir_entry *de = ext2_entry_at(bh, offset);
	u32 left = limits->size - offset;

	return likely(left >= EXT2_DIR_REC_MIN &&
		      de->rec_len >= EXT2_DIR_REC_MIN &&
		      de->rec_len >= EXT2_DIR_REC_LEN(de->name_len) &&
		      de->rec_len <= left &&
		      de->rec_len % sizeof(u32) == 0 &&
		      de->inode <= limits->inodes);
}

/* dir_search.c */
struct ext2_place {			/* where a name is */
	struct buffer_head bh;		/* held */
	u32 offset;			/* of its record in the block */
	u32 before;			/* of the record before it, if any */
	u32 block;			/* of the directory */
};

int ext2_find_entry(struct inode *dir, const struct qstr *name,
		    struct ext2_place *place);
int ext2_empty_dir(struct inode *dir);

/* dir_change.c */
int ext2_add_entry(struct inode *dir, const struct qstr *name,
		   const struct inode *inode);
int ext2_delete_entry(struct inode *dir, struct ext2_place *place);
void ext2_set_entry(struct inode *dir, struct ext2_place *place,
		    const struct inode *inode);
int ext2_make_empty(struct inode *inode, const struct inode *parent);
int ext2_dir_sync(struct inode *dir, struct inode *inode);

/* dir.c, file.c, namei.c, symlink.c, ioctl.c */
extern const struct file_operations ext2_dir_operations;
extern const struct file_operations ext2_file_operations;
extern const struct inode_operations ext2_file_inode_operations;
extern const struct address_space_operations ext2_aops;
extern const struct inode_operations ext2_dir_inode_operations;
extern const struct inode_operations ext2_symlink_inode_operations;
int ext2_write_symlink(struct inode *inode, const char *target);
int ext2_ioctl(struct inode *inode, struct file *file, u32 cmd,
	       unsigned long arg);

#endif
