/*
 * super.c - Minix file systems, versions 1 and 2: mounted, unmounted, asked
 * how full they are. The formats are in linux/minix_fs.h, the locks and the
 * order of changes in internal.h.
 *
 * While we may change one, MINIX_VALID is not set on its device: after a
 * crash, fsck.minix and the next mount know. MINIX_ERROR stays until fsck.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "internal.h"

/* What a magic number tells. */
static const struct kind {
	u16 magic;
	const struct minix_version *version;
	u32 name_len;
} kinds[] = {
	{ MINIX_V1_14, &minix_v1, 14 },
	{ MINIX_V1_30, &minix_v1, 30 },
	{ MINIX_V2_14, &minix_v2, 14 },
	{ MINIX_V2_30, &minix_v2, 30 },
};

static const struct kind *find_kind(u16 magic)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++)
		if (kinds[i].magic == magic)
			return &kinds[i];
	return NULL;
}

/* From the super block, what is where. NULL, or what cannot be so. */
static const char *lay_out(struct super_block *sb, struct minix_sb *ms)
{
	const struct minix_super_block *raw = minix_raw_super(ms);
	u32 each = MINIX_BLOCK_SIZE / ms->version->inode_size, end;

	ms->zones = ms->version == &minix_v1 ? raw->s_zones_v1 : raw->s_zones;
	ms->first_zone = raw->s_first_zone;
	ms->inode_block = MINIX_MAP_BLOCK + raw->s_imap_blocks +
			  raw->s_zmap_blocks;
	end = ms->inode_block + (raw->s_inodes + each - 1) / each;
	if (raw->s_log_zone_size)
		return "zones of several blocks";
	if (!raw->s_inodes ||
	    raw->s_inodes >= raw->s_imap_blocks * MINIX_MAP_BITS)
		return "more inodes than the map has";
	if (ms->first_zone < end)
		return "inodes among the zones";
	if (ms->zones <= ms->first_zone ||
	    ms->zones - ms->first_zone >= raw->s_zmap_blocks * MINIX_MAP_BITS)
		return "more zones than the map has";
	if (!sb_has_block(sb, ms->zones - 1))
		return "more zones than the device";
	ms->imap.what = "inode";
	ms->imap.block = MINIX_MAP_BLOCK;
	ms->imap.bits = raw->s_inodes + 1;
	ms->zmap.what = "zone";
	ms->zmap.block = MINIX_MAP_BLOCK + raw->s_imap_blocks;
	ms->zmap.bits = ms->zones - ms->first_zone + 1;
	return NULL;
}

/* What kind it is. 0 or -EINVAL; `silent' is for who only tries. */
static int identify(struct super_block *sb, struct minix_sb *ms, bool silent)
{
	const struct minix_super_block *raw = minix_raw_super(ms);
	const struct kind *kind = find_kind(raw->s_magic);
	const char *fault;

	if (!kind) {
		if (*(u16 *)(ms->bh.b_data + MINIX_V3_AT) == MINIX_V3)
			printk(KERN_ERR "minix: %s: version 3 is not "
			       "supported\n", sb->s_id);
		else if (!silent)
			printk(KERN_ERR "minix: %s: not a Minix file system\n",
			       sb->s_id);
		return -EINVAL;
	}
	ms->version = kind->version;
	ms->name_len = kind->name_len;
	ms->entry_size = kind->name_len + sizeof(u16);
	fault = lay_out(sb, ms);
	if (!fault)
		return 0;
	printk(KERN_ERR "minix: %s: %s\n", sb->s_id, fault);
	return -EINVAL;
}

/* Marks it as one that may be changed. */
static void begin_writing(struct super_block *sb)
{
	struct minix_sb *ms = minix_sb(sb);
	struct minix_super_block *raw = minix_raw_super(ms);

	ms->state = raw->s_state;
	if (!(ms->state & MINIX_VALID) || ms->state & MINIX_ERROR)
		printk(KERN_WARNING "minix: %s: %s, fsck.minix is "
		       "recommended\n", sb->s_id, ms->state & MINIX_ERROR ?
		       "has errors" : "was not unmounted");
	raw->s_state &= ~MINIX_VALID;
	mark_buffer_dirty(&ms->bh);
	ms->writing = true;
}

/* All has been written: it is as good as it was. */
static void end_writing(struct super_block *sb)
{
	struct minix_sb *ms = minix_sb(sb);

	if (!ms->writing)
		return;
	ms->writing = false;
	if (sb->s_errors)
		return;
	minix_raw_super(ms)->s_state = ms->state;
	mark_buffer_dirty(&ms->bh);
}

static void minix_put_super(struct super_block *sb)
{
	struct minix_sb *ms = minix_sb(sb);

	end_writing(sb);
	brelse(&ms->bh);
	kfree(ms);
	sb->s_fs_info = NULL;
}

/* One that was mounted read-only is not touched. */
static void minix_mark_error(struct super_block *sb)
{
	struct minix_sb *ms = minix_sb(sb);

	if (!ms->writing)
		return;
	minix_raw_super(ms)->s_state |= MINIX_ERROR;
	mark_buffer_dirty(&ms->bh);
}

static int minix_statfs(struct super_block *sb, struct kstatfs *st)
{
	const struct minix_sb *ms = minix_sb(sb);

	st->f_type = sb->s_magic;
	st->f_bsize = st->f_frsize = MINIX_BLOCK_SIZE;
	st->f_namelen = ms->name_len;
	st->f_blocks = ms->zones - ms->first_zone;
	st->f_bfree = st->f_bavail = ms->zmap.free;
	st->f_files = ms->imap.bits - 1;
	st->f_ffree = ms->imap.free;
	return 0;
}

/* The VFS has written all if it becomes read-only. One that was found damaged
   stays so: -EROFS. */
static int minix_remount(struct super_block *sb, u32 *flags,
			 char *data __unused)
{
	struct minix_sb *ms = minix_sb(sb);

	if (*flags & MS_RDONLY)
		end_writing(sb);
	else if (sb->s_errors)
		return -EROFS;
	else if (!ms->writing)
		begin_writing(sb);
	return 0;
}

static const struct super_operations minix_super_operations = {
	.read_inode	= minix_read_inode,
	.write_inode	= minix_write_inode,
	.delete_inode	= minix_delete_inode,
	.clear_inode	= minix_clear_inode,
	.put_super	= minix_put_super,
	.mark_error	= minix_mark_error,
	.statfs		= minix_statfs,
	.remount_fs	= minix_remount,
};

/* The counts, then the root directory. 0 or -errno. */
static int read_root(struct super_block *sb, struct minix_sb *ms)
{
	struct inode *root;
	int err = minix_count_free(sb, &ms->imap);

	if (!err)
		err = minix_count_free(sb, &ms->zmap);
	if (err)
		return err;
	root = iget(sb, MINIX_ROOT_INO);
	if (!root)
		return -EIO;
	err = -ENOTDIR;
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

/* Reads the super block of whatever is on the device, and if it is one of
   ours, all that mounting needs. */
static int minix_read_super(struct super_block *sb, void *data __unused,
			    bool silent)
{
	struct minix_sb *ms = kzalloc(sizeof(*ms), GFP_KERNEL);
	u32 max_size;
	int err = -ENOMEM;

	if (!ms)
		return err;
	sb->s_fs_info = ms;
	sb->s_op = &minix_super_operations;
	err = -EINVAL;
	if (!sb_set_blocksize(sb, MINIX_BLOCK_SIZE))
		goto out;
	err = bread(sb, MINIX_SUPER_BLOCK, &ms->bh);
	if (!err)
		err = identify(sb, ms, silent);
	if (err)
		goto out;
	sb->s_magic = minix_raw_super(ms)->s_magic;
	max_size = minix_raw_super(ms)->s_max_size;
	sb->s_maxbytes = ms->version->max_size;
	if (max_size && max_size < sb->s_maxbytes)
		sb->s_maxbytes = max_size;
	err = read_root(sb, ms);
	if (err)
		goto out;
	if (!(sb->s_flags & MS_RDONLY))
		begin_writing(sb);
	return 0;
out:
	brelse(&ms->bh);
	kfree(ms);
	sb->s_fs_info = NULL;
	return err;
}

static struct file_system_type minix_type = {
	.name = "minix", .fs_flags = FS_REQUIRES_DEV,
	.read_super = minix_read_super,
};

/* Once, at boot. */
void minix_init(void)
{
	register_filesystem(&minix_type);
}
