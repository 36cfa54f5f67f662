/*
 * internal.h - the memory file system's own structures. All is [k]; what a
 * directory has is also guarded by its i_sem.
 */
#ifndef _FS_RAMFS_INTERNAL_H
#define _FS_RAMFS_INTERNAL_H

#include <linux/fs.h>

#define TMPFS_MAGIC	0x01021994	/* statfs(): what programs know */
#define RAMFS_ROOT_MODE	0755		/* of the root, but tmpfs's */

/* A mounted one: sb->s_fs_info. Limits of 0 are none. */
struct ramfs_sb {
	unsigned long max_pages, used_pages;
	unsigned long max_inodes, used_inodes;
	unsigned long last_ino;
	bool leave_some;		/* the last pages of memory are not
					   for files: see ramfs_account() */
	bool strict;			/* refuses options it does not know */
	mode_t mode;			/* of the root, as mounted */
	uid_t uid;
	gid_t gid;
};

/* A name: dentry->d_fsdata. Its dentry has a count for it. */
struct ramfs_entry {
	struct list_head list;		/* in dir->entries, by offset */
	struct dentry *dentry;
	u32 offset;			/* of readdir(), never changed while
					   others remember it */
};

/* A directory: inode->i_private. */
struct ramfs_dir {
	struct list_head entries;
	u32 next_offset;		/* of a name to come */
	struct ramfs_entry *near;	/* where a readdir() stopped, or NULL */
};

/* fs/ramfs/super.c */
int ramfs_fill_super(struct super_block *sb, const struct ramfs_sb *from,
		     u32 magic, char *options);

/* fs/ramfs/options.c */
int ramfs_parse_options(struct ramfs_sb *rs, char *options);
int ramfs_show_options(struct super_block *sb, char *buf, int size);

/* fs/ramfs/inode.c */
struct inode *ramfs_new_inode(struct super_block *sb,
			      const struct inode *dir, mode_t mode,
			      dev_t dev);
void ramfs_clear_inode(struct inode *inode);

/* fs/ramfs/file.c */
extern const struct address_space_operations ramfs_aops;
extern const struct file_operations ramfs_file_operations;
extern const struct inode_operations ramfs_file_inode_operations;

/* fs/ramfs/dir.c */
void ramfs_init_dir(struct ramfs_dir *dir);
void ramfs_free_dir(struct ramfs_dir *dir);
int ramfs_add_entry(struct inode *dir, struct dentry *dentry,
		    struct inode *inode);
void ramfs_remove_entry(struct inode *dir, struct dentry *dentry);
void ramfs_move_entry(struct inode *old_dir, struct inode *new_dir,
		      struct dentry *dentry);
bool ramfs_dir_empty(const struct inode *dir);
extern const struct file_operations ramfs_dir_operations;

/* fs/ramfs/namei.c */
int ramfs_mknod(struct inode *dir, struct dentry *dentry, mode_t mode,
		dev_t dev);
extern const struct inode_operations ramfs_dir_inode_operations;
extern const struct inode_operations ramfs_symlink_inode_operations;

/* fs/ramfs/devtmpfs.c */
extern struct file_system_type devtmpfs_type;

/* fs/ramfs/shmem.c */
void shmem_init(void);

#endif
