/*
 * internal.h - the Minix file system in memory.
 *
 * Both versions are one code: what differs is in struct minix_version, in two
 * ways to read and write an inode (inode.c), and in the width of a zone
 * number (tree.c).
 *
 * Locks, outermost first; the letters are those below:
 *
 *	[i_sem]	of a directory: its entries; of a file: its size
 *	[t]	minix_inode.tree: zones of one file and the blocks with their
 *		numbers. get_block() takes it, also to read, so that none of
 *		them is freed under it
 *	[s]	sb->s_lock: the maps and their counts
 *
 * Order of changes: something is marked as taken before anything refers to
 * it, and nothing refers to it any more before it is marked as free. A crash
 * leaves at worst what belongs to nobody, which fsck.minix gives back.
 */
#ifndef _FS_MINIX_INTERNAL_H
#define _FS_MINIX_INTERNAL_H

#include <linux/buffer_head.h>
#include <linux/minix_fs.h>
#include <linux/mutex.h>

struct minix_version {			/* all [i] */
	u32 inode_size;
	u32 slots;			/* i_zone[] */
	u32 levels;			/* of them, with indirect zones: 2, 3 */
	u32 zones_shift;		/* log of zone numbers in a block */
	u32 max_size, max_links, max_gid;
};

/* One of the two maps of bits. */
struct minix_map {
	const char *what;		/* [i] "inode", "zone" */
	u32 block;			/* [i] the first */
	u32 bits;			/* [i] with bit 0 */
	u32 free;			/* [s] clear ones */
	u32 hint;			/* [s] where to look first */
};

struct minix_sb {			/* sb->s_fs_info */
	const struct minix_version *version;	/* [i] */
	struct buffer_head bh;		/* [i] of the super block, held */
	u32 inode_block;		/* [i] the first */
	u32 first_zone, zones;		/* [i] zones: the end */
	u32 name_len, entry_size;	/* [i] */
	u16 state;			/* [k] that it was mounted with */
	bool writing;			/* [k] MINIX_VALID is not set on the
					   device because we may change it */
	struct minix_map imap, zmap;
};

struct minix_inode {			/* inode->i_private */
	struct mutex tree;
	u32 zone[MINIX_V2_SLOTS];	/* [t] 0: a hole */
	bool counted;			/* [t] i_blocks is right */
};

static inline struct minix_sb *minix_sb(const struct super_block *sb)
{
	return sb->s_fs_info;
}

static inline struct minix_inode *minix_i(const struct inode *inode)
{
	return inode->i_private;
}

static inline struct minix_super_block *minix_raw_super(struct minix_sb *ms)
{
	return (struct minix_super_block *)ms->bh.b_data;
}

/* fs/minix/map.c */
int minix_count_free(struct super_block *sb, struct minix_map *map);
int minix_take_bit(struct super_block *sb, struct minix_map *map, u32 *bit);
int minix_give_bit(struct super_block *sb, struct minix_map *map, u32 bit);
int minix_bit_is_set(struct super_block *sb, struct minix_map *map, u32 bit);
int minix_new_zone(struct super_block *sb, u32 *zone);
int minix_free_zone(struct super_block *sb, u32 zone);

/* fs/minix/tree.c */
int minix_get_block(struct inode *inode, u32 iblock, u32 *block, bool create);
bool minix_zone_ok(struct super_block *sb, u32 zone);

/* fs/minix/trim.c */
int minix_trim(struct inode *inode, u32 first);
int minix_revalidate(struct dentry *dentry);

/* What tree.c and trim.c share: number i of a block of zone numbers. */
u32 minix_get_zone(const struct minix_version *v, const void *block, u32 i);
void minix_set_zone(const struct minix_version *v, void *block, u32 i,
		    u32 zone);

/* fs/minix/inode.c */
bool minix_add_private(struct inode *inode);
void minix_set_kind(struct inode *inode);
void minix_read_inode(struct inode *inode);
int minix_write_inode(struct inode *inode, bool wait);
void minix_delete_inode(struct inode *inode);
void minix_clear_inode(struct inode *inode);

/* fs/minix/newinode.c */
struct inode *minix_new_inode(struct inode *dir, mode_t mode, dev_t dev);
int minix_check_owner(struct super_block *sb, uid_t uid, gid_t gid);

/* fs/minix/disk.c */
extern const struct minix_version minix_v1, minix_v2;
void *minix_raw_inode(struct super_block *sb, u32 ino,
		      struct buffer_head *bh);
void minix_from_disk(struct inode *inode, const void *raw);
void minix_to_disk(const struct inode *inode, void *raw);

/* fs/minix/dir.c. An entry that was found: */
struct minix_place {
	struct buffer_head bh;		/* held */
	struct minix_dir_entry *entry;	/* in it */
};
int minix_find_entry(struct inode *dir, const char *name, u32 len,
		     struct minix_place *p);
int minix_add_entry(struct inode *dir, const char *name, u32 len, u32 ino);
void minix_set_entry(struct inode *dir, struct minix_place *p, u32 ino);
void minix_put_place(struct minix_place *p);
int minix_entry_at(struct inode *dir, u32 pos, struct minix_place *p);
u32 minix_name_len(const struct inode *dir, const struct minix_place *p);
int minix_make_empty(struct inode *inode, u32 parent);
int minix_dir_empty(struct inode *dir);
int minix_entry_ino(struct super_block *sb, const struct minix_place *p);

/* fs/minix/readdir.c */
extern const struct file_operations minix_dir_operations;

/* fs/minix/namei.c */
void minix_drop_links(struct inode *inode);
void minix_lose_subdir(struct inode *dir);
extern const struct inode_operations minix_dir_inode_operations;

/* fs/minix/rename.c */
int minix_find_own(struct inode *dir, struct dentry *dentry,
		   struct minix_place *p);
int minix_rename(struct inode *old_dir, struct dentry *old,
		 struct inode *new_dir, struct dentry *new);

/* fs/minix/file.c */
extern const struct address_space_operations minix_aops;
extern const struct file_operations minix_file_operations;
extern const struct inode_operations minix_file_inode_operations;
extern const struct inode_operations minix_symlink_inode_operations;
extern const struct inode_operations minix_special_inode_operations;
int minix_setattr(struct dentry *dentry, struct iattr *attr);
int minix_write_link(struct inode *inode, const char *target, u32 len);

#endif
