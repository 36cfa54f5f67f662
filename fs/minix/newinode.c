/*
 * newinode.c - inodes of a Minix file system for new files, and what such a
 * one cannot have: owners and device numbers of more bits than it has room
 * for are refused, rather than cut down to somebody else's.
 */
#include <linux/kernel.h>
#include "internal.h"

/* Is there room for these numbers? 0 or -EOVERFLOW. */
int minix_check_owner(struct super_block *sb, uid_t uid, gid_t gid)
{
	if (uid > MINIX_MAX_UID || gid > minix_sb(sb)->version->max_gid)
		return -EOVERFLOW;
	return 0;
}

/* May inode `ino' be given to a new file? Its map bit is ours. If the map is
   wrong, it is somebody else's. */
static int check_unused(struct super_block *sb, u32 ino)
{
	const struct minix1_inode *v1;
	const struct minix2_inode *v2;
	struct buffer_head bh;
	bool used;

	v1 = minix_raw_inode(sb, ino, &bh);
	if (!v1)
		return -EIO;
	v2 = (const void *)v1;
	used = v1->i_mode && (minix_sb(sb)->version == &minix_v1 ?
			      v1->i_nlinks : v2->i_nlinks);
	brelse(&bh);
	if (!used)
		return 0;
	fs_error(sb, "inode %u is in use, but free in the map", ino);
	return -EIO;
}

/* A number for it, and it is found by that. 0, -ENOSPC, -EIO. */
static int give_number(struct inode *inode)
{
	struct super_block *sb = inode->i_sb;
	u32 ino;
	int err = minix_take_bit(sb, &minix_sb(sb)->imap, &ino);

	if (!err)
		err = check_unused(sb, ino);
	if (err)
		return err;
	inode->i_ino = ino;
	insert_inode_hash(inode);
	mark_inode_dirty(inode);
	return 0;
}

/*
 * A new file for `dir', with one link and one count, and an inode that is
 * taken on the device. ERR_PTR of -ENOSPC, -ENOMEM, -EIO; -EOVERFLOW if the
 * owner's numbers are too large; -EINVAL for a device's.
 */
struct inode *minix_new_inode(struct inode *dir, mode_t mode, dev_t dev)
{
	struct inode *inode;
	int err = -ENOMEM;

	if (MAJOR(dev) > 0xff || MINOR(dev) > 0xff)
		return ERR_PTR(-EINVAL);
	inode = new_inode(dir->i_sb);
	if (!inode)
		return ERR_PTR(err);
	if (!minix_add_private(inode))
		goto out;
	inode_init_owner(inode, dir, mode);
	err = minix_check_owner(dir->i_sb, inode->i_uid, inode->i_gid);
	if (!err)
		err = give_number(inode);
	if (err)
		goto out;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	minix_i(inode)->counted = true;
	if (S_ISCHR(mode) || S_ISBLK(mode))
		minix_i(inode)->zone[0] = old_encode_dev(dev);
	minix_set_kind(inode);
	return inode;
out:
	iput(inode);			/* not hashed: it just goes */
	return ERR_PTR(err);
}
