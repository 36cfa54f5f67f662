/*
 * read_super.c - mounting: from a device to a checked super block with its
 * groups, and the root directory.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mount.h>
#include <linux/random.h>
#include "ext2.h"

#define KB		1024
#define LOG_BLOCK(es)	(EXT2_MIN_BLOCK_SIZE << (es)->s_log_block_size)

/* Reads the super block at `kb' KB of the device in blocks of the present
   size; it is held in s_sbh. */
static int hold_super(struct super_block *sb, u32 kb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	u32 per_block = sb->s_blocksize / KB;
	int err = bread(sb, kb / per_block, &info->s_sbh);

	if (!err)
		info->s_es = (struct ext2_super_block *)
			     (info->s_sbh.b_data + kb % per_block * KB);
	return err;
}

static bool is_super(const struct ext2_super_block *es)
{
	return es->s_magic == EXT2_SUPER_MAGIC &&
	       es->s_log_block_size <= EXT2_MAX_LOG_BLOCK_SIZE;
}

/* The same in the right size: it is known only when it has been read once.
   -EINVAL: there is none. */
static int find_super(struct super_block *sb, u32 kb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	u32 size;
	int err = -EINVAL;

	if (!sb_set_blocksize(sb, EXT2_MIN_BLOCK_SIZE))
		return err;
	err = hold_super(sb, kb);
	if (err)
		return err;
	size = is_super(info->s_es) ? LOG_BLOCK(info->s_es) : 0;
	if (size == sb->s_blocksize)
		return 0;
	brelse(&info->s_sbh);
	if (!size || !sb_set_blocksize(sb, size))
		return -EINVAL;
	err = hold_super(sb, kb);
	if (err)
		return err;
	return is_super(info->s_es) && LOG_BLOCK(info->s_es) == size ? 0 :
								      -EINVAL;
}

static int alloc_groups(struct ext2_sb_info *info)
{
	u32 max = KMALLOC_MAX / sizeof(struct ext2_group);

	if (info->s_groups_count > max)
		return -ENOMEM;
	info->s_groups = kzalloc(info->s_groups_count *
				 sizeof(*info->s_groups), GFP_KERNEL);
	info->s_desc = kzalloc(info->s_desc_blocks * sizeof(*info->s_desc),
			       GFP_KERNEL);
	return info->s_groups && info->s_desc ? 0 : -ENOMEM;
}

/* The descriptors stand behind the super block that was read. */
static int hold_descriptors(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	u32 i, first = info->s_opt.sb_block / (sb->s_blocksize / KB) + 1;
	int err;

	for (i = 0; i < info->s_desc_blocks; i++) {
		err = bread(sb, first + i, &info->s_desc[i]);
		if (err)
			return err;
	}
	return 0;
}

/* Checks each group, and adds up what they have. */
static int count_groups(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	const struct ext2_group_desc *desc;
	u32 group;

	info->s_overhead = info->s_es->s_first_data_block;
	for (group = 0; group < info->s_groups_count; group++) {
		if (!ext2_check_group(sb, group)) {
			printk(KERN_ERR "EXT2-fs (%s): the descriptor of "
			       "group %u is impossible\n", sb->s_id, group);
			return -EINVAL;
		}
		desc = ext2_group_desc(sb, group);
		info->s_free_blocks += desc->bg_free_blocks_count;
		info->s_free_inodes += desc->bg_free_inodes_count;
		info->s_overhead += 2 + info->s_table_blocks;
		if (ext2_group_has_super(sb, group))
			info->s_overhead += info->s_head_blocks;
	}
	return 0;
}

/* What the super block says about options that were not given. A PANIC there
   is none of ours: whoever brings an image shall not stop the machine. */
static void default_options(struct ext2_sb_info *info)
{
	const struct ext2_super_block *es = info->s_es;
	struct ext2_options *opt = &info->s_opt;

	if (!opt->resuid_given)
		opt->resuid = es->s_def_resuid;
	if (!opt->resgid_given)
		opt->resgid = es->s_def_resgid;
	if (!opt->grpid_given && es->s_rev_level != EXT2_GOOD_OLD_REV)
		opt->grpid = es->s_default_mount_opts & EXT2_DEFM_BSDGROUPS;
}

/* All checks that need nothing but the super block; one line if one fails. */
static int check_super(const struct super_block *sb)
{
	const char *why = ext2_check_super(sb, EXT2_SB(sb)->s_es);
	int err = -EINVAL;

	if (!why && ext2_writable(sb)) {
		why = ext2_check_writable(sb);
		err = -EROFS;
	}
	if (!why)
		return 0;
	printk(KERN_ERR "EXT2-fs (%s): %s\n", sb->s_id, why);
	return err;
}

/* Finds and checks super block and groups. Who only tries (silent) wants no
   line about other file systems; about an ext2 there is something to say. */
static int read_groups(struct super_block *sb, bool silent)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	int err = find_super(sb, info->s_opt.sb_block);

	if (err) {
		if (!silent)
			printk(KERN_ERR "EXT2-fs (%s): no ext2 file system\n",
			       sb->s_id);
		return err;
	}
	err = check_super(sb);
	if (err)
		return err;
	ext2_set_geometry(sb);
	err = alloc_groups(info);
	if (!err)
		err = hold_descriptors(sb);
	if (!err)
		err = count_groups(sb);
	return err;
}

/* The root directory becomes s_root. */
static int read_root(struct super_block *sb)
{
	struct inode *root = iget(sb, EXT2_ROOT_INO);

	if (!root)
		return -EIO;
	if (!S_ISDIR(root->i_mode)) {
		printk(KERN_ERR "EXT2-fs (%s): the root is no directory\n",
		       sb->s_id);
		iput(root);
		return -EIO;
	}
	return set_root(sb, root);
}

/* Gives back all that hangs on s_fs_info. */
void ext2_free_info(struct super_block *sb)
{
	struct ext2_sb_info *info = EXT2_SB(sb);
	u32 i;

	for (i = 0; info->s_desc && i < info->s_desc_blocks; i++)
		brelse(&info->s_desc[i]);
	brelse(&info->s_sbh);
	kfree(info->s_desc);
	kfree(info->s_groups);
	kfree(info);
	sb->s_fs_info = NULL;
}

static struct ext2_sb_info *alloc_info(void)
{
	struct ext2_sb_info *info = kzalloc(sizeof(*info), GFP_KERNEL);

	if (!info)
		return NULL;
	info->s_opt.sb_block = EXT2_PRIMARY_SB;
	info->s_opt.errors = EXT2_ERRORS_RO;
	get_random_bytes(&info->s_next_generation,
			 sizeof(info->s_next_generation));
	return info;
}

/* struct file_system_type's: -EINVAL for no or an impossible ext2, -EROFS for
   one that cannot be written, -EIO, -ENOMEM. */
int ext2_read_super(struct super_block *sb, void *data, bool silent)
{
	struct ext2_sb_info *info = alloc_info();
	int err;

	if (!info)
		return -ENOMEM;
	sb->s_fs_info = info;
	err = ext2_parse_options(data, &info->s_opt);
	if (!err)
		err = read_groups(sb, silent);
	if (err)
		goto out;
	default_options(info);
	sb->s_op = &ext2_super_operations;
	sb->s_magic = EXT2_SUPER_MAGIC;
	sb->s_maxbytes = ext2_max_size(sb);
	err = read_root(sb);
	if (err)
		goto out_inodes;
	if (ext2_writable(sb))
		ext2_begin_writing(sb);
	return 0;
out_inodes:
	invalidate_inodes(sb);
out:
	ext2_free_info(sb);
	return err;
}
