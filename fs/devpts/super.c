/*
 * super.c - "devpts": the names of the terminals behind /dev/ptmx. However
 * often it is mounted, the terminals are the same, and so are the options:
 * those of the latest mount are everybody's.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include "internal.h"

static int devpts_statfs(struct super_block *sb, struct kstatfs *st)
{
	st->f_type = sb->s_magic;
	st->f_bsize = st->f_frsize = sb->s_blocksize;
	st->f_namelen = NAME_MAX;
	return 0;
}

static int devpts_remount(struct super_block *sb __unused,
			  u32 *flags __unused, char *data)
{
	return devpts_parse_options(data);
}

static const struct super_operations devpts_sops = {
	.statfs = devpts_statfs,
	.remount_fs = devpts_remount,
	.show_options = devpts_show_options,
};

static int devpts_read_super(struct super_block *sb, void *data,
			     bool silent __unused)
{
	int err = devpts_parse_options(data);

	if (err)
		return err;
	sb->s_magic = DEVPTS_MAGIC;
	sb->s_op = &devpts_sops;
	return set_root(sb, devpts_root(sb));
}

static struct file_system_type devpts_type = {
	.name = "devpts",
	.read_super = devpts_read_super,
};

void __init devpts_init(void)
{
	register_filesystem(&devpts_type);
}
