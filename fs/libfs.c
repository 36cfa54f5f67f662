/*
 * libfs.c - what the read_super() of many file systems has in common.
 */
#include <linux/fs.h>
#include <linux/mount.h>
#include <linux/stat.h>

/* Makes an inode, whose count is taken over in any case, the root of sb. NULL:
   there was no memory for one. 0 or -ENOMEM. */
int set_root(struct super_block *sb, struct inode *root)
{
	if (!root)
		return -ENOMEM;
	sb->s_root = d_alloc_root(root);
	if (sb->s_root)
		return 0;
	iput(root);
	return -ENOMEM;
}

/* Fills in sb, with an empty directory as its root. 0 or -ENOMEM. */
int fill_pseudo_super(struct super_block *sb, u32 magic)
{
	static const struct super_operations defaults;
	struct inode *inode;

	sb->s_magic = magic;
	sb->s_op = &defaults;
	inode = new_inode(sb);
	if (inode)
		inode->i_mode = S_IFDIR | S_IRUSR | S_IWUSR;
	return set_root(sb, inode);
}
