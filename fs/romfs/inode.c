/*
 * inode.c - inodes of a ROM file system, made from headers. There are no
 * owners, times and numbers of links on the device: they are 0, 0 and 1, and
 * everybody may read.
 */
#include <linux/kernel.h>
#include <linux/buffer_head.h>
#include "internal.h"

#define DEV_MINOR_BITS	16		/* of a device's number in `info' */
#define DEV_MAJOR_MAX	0xfff		/* what a dev_t has room for */

static const mode_t modes[] = {
	[ROMFS_DIR]	= S_IFDIR | 0644,
	[ROMFS_REG]	= S_IFREG | 0644,
	[ROMFS_SYMLINK]	= S_IFLNK | 0777,
	[ROMFS_BLK]	= S_IFBLK | 0600,
	[ROMFS_CHR]	= S_IFCHR | 0600,
	[ROMFS_SOCK]	= S_IFSOCK | 0644,
	[ROMFS_FIFO]	= S_IFIFO | 0644,
};

/* Contents must lie within the image, and a symlink's text be a path. */
static bool has_contents(const struct super_block *sb,
			 const struct romfs_file *f)
{
	if (f->kind == ROMFS_SYMLINK && (!f->size || f->size >= PATH_MAX))
		return false;
	return f->size <= romfs_image_size(sb) - f->data;
}

static void set_start(struct inode *inode, u32 start)
{
	inode->i_private = (void *)(size_t)start;
}

/* The part that depends on the kind. False if it makes no sense. */
static bool set_kind(struct inode *inode, const struct romfs_file *f)
{
	switch (f->kind) {
	case ROMFS_DIR:
		inode->i_op = &romfs_dir_inode_operations;
		inode->i_fop = &romfs_dir_operations;
		set_start(inode, f->info & -ROMFS_ALIGN);
		return true;
	case ROMFS_REG:
		inode->i_fop = &romfs_file_operations;
		inode->i_data.a_ops = &romfs_aops;
		break;
	case ROMFS_SYMLINK:
		inode->i_op = &romfs_symlink_inode_operations;
		break;
	default:
		init_special_inode(inode, inode->i_mode,
				   MKDEV(f->info >> DEV_MINOR_BITS, f->info &
					 ((1 << DEV_MINOR_BITS) - 1)));
		return f->info >> DEV_MINOR_BITS <= DEV_MAJOR_MAX;
	}
	set_start(inode, f->data);
	inode->i_size = f->size;
	inode->i_blocks = (f->size + 511) / 512;
	return has_contents(inode->i_sb, f);
}

/* Fills in the inode whose header is at offset i_ino; a bad one if there is
   none. */
void romfs_read_inode(struct inode *inode)
{
	struct romfs_file f;

	inode->i_nlink = 1;
	if (romfs_header(inode->i_sb, inode->i_ino, &f))
		goto bad;
	if (f.kind == ROMFS_LINK)
		goto bad_file;
	inode->i_mode = modes[f.kind];
	if (f.exec && (f.kind == ROMFS_DIR || f.kind == ROMFS_REG))
		inode->i_mode |= S_IXUGO;
	if (set_kind(inode, &f))
		return;
bad_file:
	fs_error(inode->i_sb, "file at %u makes no sense", f.at);
bad:
	make_bad_inode(inode);
}
