/*
 * super.c - the ROM file system: small, read-only, for first ramdisks. The
 * format is in linux/romfs_fs.h; genromfs makes images.
 */
#include <linux/buffer_head.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

static int romfs_statfs(struct super_block *sb, struct kstatfs *st)
{
	st->f_type = ROMFS_MAGIC;
	st->f_bsize = st->f_frsize = ROMFS_BLOCK_SIZE;
	st->f_blocks = (romfs_image_size(sb) + ROMFS_BLOCK_SIZE - 1) /
		       ROMFS_BLOCK_SIZE;
	st->f_namelen = ROMFS_NAME_MAX;
	return 0;
}

/* Whatever is asked for. */
static int romfs_remount(struct super_block *sb __unused, u32 *flags,
			 char *data __unused)
{
	*flags |= MS_RDONLY;
	return 0;
}

static const struct super_operations romfs_super_operations = {
	.read_inode	= romfs_read_inode,
	.statfs		= romfs_statfs,
	.remount_fs	= romfs_remount,
};

/* The sum of the first words of the image. */
static u32 sum_start(const u8 *p, u32 size)
{
	u32 i, sum = 0;

	for (i = 0; i + sizeof(u32) <= min(size, (u32)ROMFS_SUM_BYTES);
	     i += sizeof(u32))
		sum += romfs_word(p + i);
	return sum;
}

/* Where the root's header is: behind the name of the volume, if that ends in
   the first block. 0: it does not. */
static u32 root_offset(const u8 *p)
{
	const u32 room = ROMFS_BLOCK_SIZE - ROMFS_SUPER_BYTES;
	u32 len = strnlen((const char *)p + ROMFS_SUPER_BYTES, room);

	if (len == room)
		return 0;
	return ROMFS_SUPER_BYTES + ALIGN(len + 1, (u32)ROMFS_ALIGN);
}

/* The size of the image and the root's offset, from the first block. NULL,
   or what is wrong. */
static const char *check_start(struct super_block *sb, const u8 *p,
			       u32 *size, u32 *root)
{
	*size = romfs_word(p + ROMFS_SUPER_SIZE);
	*root = root_offset(p);
	if (sum_start(p, *size))
		return "bad checksum";
	if (!*root || *size < *root + ROMFS_HEADER_BYTES)
		return "no root directory";
	if (!sb_has_block(sb, (*size - 1) / ROMFS_BLOCK_SIZE))
		return "larger than the device";
	return NULL;
}

/* The root directory, at that offset. 0 or -errno. */
static int read_root(struct super_block *sb, u32 offset)
{
	struct inode *root = iget(sb, offset);
	int err = -ENOTDIR;

	if (!root)
		return -EIO;
	if (!S_ISDIR(root->i_mode)) {
		fs_error(sb, "the root is no directory");
		goto out;
	}
	err = -ENOMEM;
	sb->s_root = d_alloc_root(root);
	if (sb->s_root)
		return 0;
out:
	make_bad_inode(root);		/* it must not outlive sb */
	iput(root);
	return err;
}

/* Reads the first block. 0 and what check_start() finds out; -EINVAL if it is
   not one of ours (`silent' is for who only tries) or damaged. */
static int read_start(struct super_block *sb, bool silent, u32 *size,
		      u32 *root)
{
	struct buffer_head bh;
	const char *fault = "not a ROM file system";
	int err = bread(sb, 0, &bh);

	if (err)
		return err;
	if (!memcmp(bh.b_data, ROMFS_WORD, sizeof(ROMFS_WORD) - 1)) {
		fault = check_start(sb, bh.b_data, size, root);
		silent = false;
	}
	brelse(&bh);
	if (fault && !silent)
		printk(KERN_ERR "romfs: %s: %s\n", sb->s_id, fault);
	return fault ? -EINVAL : 0;
}

static int romfs_read_super(struct super_block *sb, void *data __unused,
			    bool silent)
{
	u32 size, root;
	int err;

	sb->s_op = &romfs_super_operations;
	sb->s_magic = ROMFS_MAGIC;
	sb->s_flags |= MS_RDONLY;
	if (!sb_set_blocksize(sb, ROMFS_BLOCK_SIZE))
		return -EINVAL;
	err = read_start(sb, silent, &size, &root);
	if (err)
		return err;
	sb->s_fs_info = (void *)(size_t)size;
	return read_root(sb, root);
}

static struct file_system_type romfs_type = {
	.name = "romfs", .fs_flags = FS_REQUIRES_DEV,
	.read_super = romfs_read_super,
};

/* Once, at boot. */
void romfs_init(void)
{
	register_filesystem(&romfs_type);
}
