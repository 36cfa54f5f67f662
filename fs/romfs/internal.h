/*
 * internal.h - the ROM file system in memory. Nothing on the device changes,
 * so there is nothing to lock: all is [i].
 *
 * An inode's number is the offset of its header. Two offsets are kept besides:
 * inode->i_private has the contents of a file, or the first header in a
 * directory, and sb->s_fs_info the size of the image.
 */
#ifndef _FS_ROMFS_INTERNAL_H
#define _FS_ROMFS_INTERNAL_H

#include <linux/fs.h>
#include <linux/romfs_fs.h>

/* A header that was read and found right. */
struct romfs_file {
	u32 at;				/* its offset */
	u32 next;			/* of the next one; 0: none */
	u32 kind;			/* ROMFS_LINK ... ROMFS_FIFO */
	bool exec;
	u32 info, size;
	u32 data;			/* offset of the contents */
	u32 len;			/* of the name */
	char name[ROMFS_NAME_MAX + 1];
};

static inline u32 romfs_image_size(const struct super_block *sb)
{
	return (u32)(size_t)sb->s_fs_info;
}

static inline u32 romfs_start(const struct inode *inode)
{
	return (u32)(size_t)inode->i_private;
}

/* fs/romfs/read.c */
u32 romfs_word(const u8 *p);
int romfs_read(struct super_block *sb, u32 at, void *buf, u32 n);
int romfs_header(struct super_block *sb, u32 at, struct romfs_file *f);

/* fs/romfs/inode.c */
void romfs_read_inode(struct inode *inode);

/* fs/romfs/dir.c */
extern const struct inode_operations romfs_dir_inode_operations;
extern const struct file_operations romfs_dir_operations;

/* fs/romfs/file.c */
extern const struct address_space_operations romfs_aops;
extern const struct file_operations romfs_file_operations;
extern const struct inode_operations romfs_symlink_inode_operations;

#endif
