/*
 * devtmpfs.c - "devtmpfs": a memory file system that has a node for each known
 * device when it is mounted. Every mount has nodes of its own.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

static const struct device_node {
	const char *name;
	u32 major, minor;
	mode_t mode;
} nodes[] = {
	{ "mem",	1,  1, 0640 },
	{ "kmem",	1,  2, 0640 },
	{ "null",	1,  3, 0666 },
	{ "port",	1,  4, 0640 },
	{ "zero",	1,  5, 0666 },
	{ "full",	1,  7, 0666 },
	{ "random",	1,  8, 0666 },
	{ "urandom",	1,  9, 0666 },
	{ "kmsg",	1, 11, 0644 },
	{ "tty0",	4,  0, 0620 },
	{ "ttyS0",	4, 64, 0660 },
	{ "ttyS1",	4, 65, 0660 },
	{ "ttyS2",	4, 66, 0660 },
	{ "ttyS3",	4, 67, 0660 },
	{ "tty",	5,  0, 0666 },
	{ "console",	5,  1, 0600 },
};

/* One node of `root', by a way that needs no mounted file system. */
static int make_node(struct dentry *root, const struct device_node *node)
{
	struct qstr name = { .name = node->name, .len = strlen(node->name) };
	struct dentry *dentry = d_alloc(root, &name);
	int err;

	if (!dentry)
		return -ENOMEM;
	d_add(dentry, NULL);
	err = ramfs_mknod(root->d_inode, dentry, S_IFCHR | node->mode,
			  MKDEV(node->major, node->minor));
	dput(dentry);
	return err;
}

/* A node that there is no memory for is missing: no reason to have none. */
static int devtmpfs_read_super(struct super_block *sb, void *data,
			       bool silent __unused)
{
	static const struct ramfs_sb defaults = {
		.mode = RAMFS_ROOT_MODE, .leave_some = true,
	};
	int i, err;

	err = ramfs_fill_super(sb, &defaults, TMPFS_MAGIC, data);
	for (i = 0; i < ARRAY_SIZE(nodes) && !err; i++)
		if (make_node(sb->s_root, &nodes[i]))
			printk(KERN_ERR "devtmpfs: no memory for %s\n",
			       nodes[i].name);
	return err;
}

struct file_system_type devtmpfs_type = {
	.name = "devtmpfs", .fs_flags = FS_PINNED,
	.read_super = devtmpfs_read_super,
};
