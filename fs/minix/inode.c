/*
 * inode.c - inodes of a Minix file system: read, written, deleted. What comes
 * from the device is believed only after a look: the kind, the links, the
 * size, that the map has it.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "internal.h"

/* What iget() and new_inode() leave to us. False: no memory. */
bool minix_add_private(struct inode *inode)
{
	struct minix_inode *mi = kzalloc(sizeof(*mi), GFP_KERNEL);

	if (!mi)
		return false;
	mutex_init(&mi->tree);
	inode->i_private = mi;
	inode->i_blksize = MINIX_BLOCK_SIZE;
	return true;
}

/* The operations of its kind of file. */
void minix_set_kind(struct inode *inode)
{
	u32 dev;

	switch (inode->i_mode & S_IFMT) {
	case S_IFREG:
		inode->i_op = &minix_file_inode_operations;
		inode->i_fop = &minix_file_operations;
		inode->i_data.a_ops = &minix_aops;
		break;
	case S_IFDIR:
		inode->i_op = &minix_dir_inode_operations;
		inode->i_fop = &minix_dir_operations;
		break;
	case S_IFLNK:
		inode->i_op = &minix_symlink_inode_operations;
		break;
	default:
		inode->i_op = &minix_special_inode_operations;
		dev = minix_i(inode)->zone[0];
		init_special_inode(inode, inode->i_mode,
				   MKDEV(dev >> 8, dev & 0xff));
	}
}

/* Can that be a file? NULL, or what is wrong with it. */
static const char *find_fault(const struct inode *inode)
{
	const struct minix_sb *ms = minix_sb(inode->i_sb);
	loff_t size = inode->i_size;

	if (!inode->i_nlink)
		return "has no links";
	switch (inode->i_mode & S_IFMT) {
	case S_IFREG:
		return size <= inode->i_sb->s_maxbytes ? NULL : "is too large";
	case S_IFDIR:
		return size <= inode->i_sb->s_maxbytes &&
		       !((u32)size % ms->entry_size) ? NULL :
		       "is a directory of an odd size";
	case S_IFLNK:
		return size && size <= MINIX_BLOCK_SIZE ? NULL :
		       "is a symlink of an odd size";
	case S_IFCHR:
	case S_IFBLK:
		return minix_i(inode)->zone[0] <= MINIX_MAX_DEV ? NULL :
		       "has an odd device number";
	case S_IFIFO:
	case S_IFSOCK:
		return NULL;
	default:
		return "is no kind of file";
	}
}

/* Reads the inode; 0, or -errno with nothing to be undone. */
static int read_checked(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct minix_sb *ms = minix_sb(sb);
	struct buffer_head bh;
	const char *fault;
	void *raw;
	int err;

	if (!inode->i_ino || inode->i_ino >= ms->imap.bits) {
		fs_error(sb, "no inode %lu", inode->i_ino);
		return -EIO;
	}
	err = minix_bit_is_set(sb, &ms->imap, inode->i_ino);
	if (err < 0)
		return err;
	raw = minix_raw_inode(sb, inode->i_ino, &bh);
	if (!raw)
		return -EIO;
	minix_from_disk(inode, raw);
	brelse(&bh);
	fault = err ? find_fault(inode) : "is free in the map";
	if (!fault)
		return 0;
	fs_error(sb, "inode %lu %s", inode->i_ino, fault);
	return -EIO;
}

/* Fills in an inode that iget() has made; a bad one if that cannot be. */
void minix_read_inode(struct inode *inode)
{
	if (minix_add_private(inode) && !read_checked(inode)) {
		minix_set_kind(inode);
		return;
	}
	inode->i_nlink = 1;		/* nothing to delete on the device */
	make_bad_inode(inode);
}

/* The inode goes to its buffer. 0 or -EIO; may sleep. */
int minix_write_inode(struct inode *inode, bool wait __unused)
{
	struct super_block *sb = inode->i_sb;
	struct buffer_head bh;
	void *raw;

	if (inode->i_state & I_BAD)
		return 0;
	raw = minix_raw_inode(sb, inode->i_ino, &bh);
	if (!raw)
		return -EIO;
	minix_to_disk(inode, raw);
	mark_buffer_dirty(&bh);
	brelse(&bh);
	return 0;
}

/* Frees what the inode has on the device: at first nothing refers to its
   zones, then they are free, then it. 0 or -errno; may sleep. */
static int free_on_device(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	struct minix_sb *ms = minix_sb(sb);
	mode_t mode = inode->i_mode;
	struct buffer_head bh;
	void *raw = minix_raw_inode(sb, inode->i_ino, &bh);
	int err = 0;

	if (!raw)
		return -EIO;
	memset(raw, 0, ms->version->inode_size);
	mark_buffer_dirty(&bh);
	if (S_ISDIR(mode))		/* see minix_make_empty() */
		err = sync_buffer(&bh);
	brelse(&bh);
	if (err)
		return err;
	if (S_ISREG(mode) || S_ISDIR(mode) || S_ISLNK(mode))
		err = minix_trim(inode, 0);
	if (!err)
		err = minix_give_bit(sb, &ms->imap, inode->i_ino);
	return err;
}

/* The last link and the last user are gone. What is left over by an error is
   fsck.minix's. */
void minix_delete_inode(struct inode *inode)
{
	truncate_inode_pages(&inode->i_data, 0);
	if (!IS_RDONLY(inode) && !(inode->i_state & I_BAD))
		free_on_device(inode);
	clear_inode(inode);
}

void minix_clear_inode(struct inode *inode)
{
	kfree(inode->i_private);
	inode->i_private = NULL;
}
