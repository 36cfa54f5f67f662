/*
 * super.c - the memory file system as it is mounted: "ramfs" has no limits,
 * "tmpfs" half of memory unless told otherwise, "rootfs" is the root, which
 * leaves the last pages of memory to others. "devtmpfs" is in devtmpfs.c.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include "internal.h"

#define RAMFS_MAGIC	0x858458f6	/* statfs(): what programs know */
#define TMPFS_MODE	(S_ISVTX | 0777)

static void ramfs_put_super(struct super_block *sb)
{
	kfree(sb->s_fs_info);
	sb->s_fs_info = NULL;
}

/* Without a limit, what is free is what memory has left. */
static int ramfs_statfs(struct super_block *sb, struct kstatfs *st)
{
	const struct ramfs_sb *rs = sb->s_fs_info;

	st->f_type = sb->s_magic;
	st->f_bsize = st->f_frsize = PAGE_SIZE;
	st->f_namelen = NAME_MAX;
	st->f_bfree = nr_free_pages() + nr_file_pages;
	st->f_blocks = st->f_bfree + rs->used_pages;
	if (rs->max_pages) {
		st->f_blocks = rs->max_pages;
		st->f_bfree = rs->max_pages - rs->used_pages;
	}
	st->f_bavail = st->f_bfree;
	st->f_files = rs->max_inodes;
	if (rs->max_inodes)
		st->f_ffree = rs->max_inodes - rs->used_inodes;
	return 0;
}

/* New limits must leave room for what is there. */
static int ramfs_remount(struct super_block *sb, u32 *flags __unused,
			 char *data)
{
	struct ramfs_sb *rs = sb->s_fs_info, new = *rs;
	int err = ramfs_parse_options(&new, data);

	if (err)
		return err;
	if ((new.max_pages && new.max_pages < rs->used_pages) ||
	    (new.max_inodes && new.max_inodes < rs->used_inodes))
		return -EINVAL;
	rs->max_pages = new.max_pages;
	rs->max_inodes = new.max_inodes;
	return 0;
}

static const struct super_operations ramfs_super_operations = {
	.clear_inode	= ramfs_clear_inode,
	.put_super	= ramfs_put_super,
	.statfs		= ramfs_statfs,
	.remount_fs	= ramfs_remount,
	.show_options	= ramfs_show_options,
};

/*
 * Makes sb an empty memory file system, with a root directory, from the
 * defaults in *from and the options (may be NULL). 0, -EINVAL, -ENOMEM.
 */
int ramfs_fill_super(struct super_block *sb, const struct ramfs_sb *from,
		     u32 magic, char *options)
{
	struct ramfs_sb *rs = kmalloc(sizeof(*rs), GFP_KERNEL);
	struct inode *root;
	int err = -ENOMEM;

	if (!rs)
		return err;
	*rs = *from;
	sb->s_fs_info = rs;
	sb->s_op = &ramfs_super_operations;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_magic = magic;
	sb->s_maxbytes = PAGE_CACHE_MAX;
	err = ramfs_parse_options(rs, options);
	if (err)
		goto out;
	root = ramfs_new_inode(sb, NULL, S_IFDIR | rs->mode, 0);
	err = PTR_ERR(root);
	if (IS_ERR(root))
		goto out;
	root->i_uid = rs->uid;
	root->i_gid = rs->gid;
	err = -ENOMEM;
	sb->s_root = d_alloc_root(root);
	if (sb->s_root)
		return 0;
	root->i_nlink = 0;
	iput(root);			/* still counts in *rs */
out:
	sb->s_fs_info = NULL;
	kfree(rs);
	return err;
}

static int ramfs_read_super(struct super_block *sb, void *data,
			    bool silent __unused)
{
	static const struct ramfs_sb defaults = { .mode = RAMFS_ROOT_MODE };

	return ramfs_fill_super(sb, &defaults, RAMFS_MAGIC, data);
}

static int rootfs_read_super(struct super_block *sb, void *data,
			     bool silent __unused)
{
	static const struct ramfs_sb defaults = {
		.mode = RAMFS_ROOT_MODE, .leave_some = true,
	};

	return ramfs_fill_super(sb, &defaults, RAMFS_MAGIC, data);
}

static int tmpfs_read_super(struct super_block *sb, void *data,
			    bool silent __unused)
{
	const struct ramfs_sb defaults = {
		.max_pages = nr_total_pages() / 2,
		.max_inodes = nr_total_pages() / 2,
		.mode = TMPFS_MODE, .leave_some = true, .strict = true,
	};

	return ramfs_fill_super(sb, &defaults, TMPFS_MAGIC, data);
}

static struct file_system_type ramfs_type = {
	.name = "ramfs", .fs_flags = FS_PINNED,
	.read_super = ramfs_read_super,
};

static struct file_system_type tmpfs_type = {
	.name = "tmpfs", .fs_flags = FS_PINNED,
	.read_super = tmpfs_read_super,
};

static struct file_system_type rootfs_type = {
	.name = "rootfs", .fs_flags = FS_PINNED,
	.read_super = rootfs_read_super,
};

/* Once, at boot: the types, and the nameless one for shared memory. */
void ramfs_init(void)
{
	register_filesystem(&rootfs_type);
	register_filesystem(&ramfs_type);
	register_filesystem(&tmpfs_type);
	register_filesystem(&devtmpfs_type);
	shmem_init();
}
