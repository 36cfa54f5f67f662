/*
 * devtmpfs.c - "devtmpfs": a memory file system that has a node for each known
 * device when it is mounted. Every mount has nodes of its own. The table also
 * tells the boot which device root= names.
 */
#include <linux/blkdev.h>
#include <linux/kernel.h>
#include <linux/loop.h>
#include <linux/miscdevice.h>
#include <linux/rd.h>
#include <linux/string.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include "internal.h"

#define CHR(mode)	(S_IFCHR | (mode))
#define BLK(mode)	(S_IFBLK | (mode))
#define NAME_SIZE	16

#define NR_VT_NODES	8		/* consoles with nodes: tty1 ... */
#define NR_PAIRS	16		/* pseudo terminals with BSD names */
#define NR_PARTS	8		/* partitions with nodes, of a disk */
#define DISK_MINORS	64		/* numbers from one disk to the next */
#define VCSA_MINOR	128

/* `count' devices with numbers that follow one another; a name's number
   starts from `first'. */
static const struct nodes {
	const char *format;
	u32 first, count;
	mode_t mode;
	u32 major, minor;
} nodes[] = {
	{ "mem",	0, 1, CHR(0640), 1, 1 },
	{ "kmem",	0, 1, CHR(0640), 1, 2 },
	{ "null",	0, 1, CHR(0666), 1, 3 },
	{ "port",	0, 1, CHR(0640), 1, 4 },
	{ "zero",	0, 1, CHR(0666), 1, 5 },
	{ "full",	0, 1, CHR(0666), 1, 7 },
	{ "random",	0, 1, CHR(0666), 1, 8 },
	{ "urandom",	0, 1, CHR(0666), 1, 9 },
	{ "kmsg",	0, 1, CHR(0644), 1, 11 },
	{ "tty%u",	0, 1 + NR_VT_NODES, CHR(0620), TTY_MAJOR, 0 },
	{ "ttyS%u",	0, 4, CHR(0660), TTY_MAJOR, SERIAL_MINOR },
	{ "tty",	0, 1, CHR(0666), TTYAUX_MAJOR, 0 },
	{ "console",	0, 1, CHR(0600), TTYAUX_MAJOR, 1 },
	{ "ptmx",	0, 1, CHR(0666), TTYAUX_MAJOR, 2 },
	{ "ptyp%x",	0, NR_PAIRS, CHR(0666), PTY_MASTER_MAJOR, 0 },
	{ "ttyp%x",	0, NR_PAIRS, CHR(0666), PTY_SLAVE_MAJOR, 0 },
	{ "vcs",	0, 1, CHR(0600), VCS_MAJOR, 0 },
	{ "vcs%u",	1, NR_CONSOLES, CHR(0600), VCS_MAJOR, 1 },
	{ "vcsa",	0, 1, CHR(0600), VCS_MAJOR, VCSA_MINOR },
	{ "vcsa%u",	1, NR_CONSOLES, CHR(0600), VCS_MAJOR, VCSA_MINOR + 1 },
	{ "loop-control", 0, 1, CHR(0660), MISC_MAJOR, LOOP_CTRL_MINOR },
	{ "ram%u",	0, RD_DEVICES, BLK(0660), RAMDISK_MAJOR, 0 },
	{ "loop%u",	0, LOOP_DEVICES, BLK(0660), LOOP_MAJOR, 0 },
	{ "hda",	0, 1, BLK(0660), IDE0_MAJOR, 0 },
	{ "hda%u",	1, NR_PARTS, BLK(0660), IDE0_MAJOR, 1 },
	{ "hdb",	0, 1, BLK(0660), IDE0_MAJOR, DISK_MINORS },
	{ "hdb%u",	1, NR_PARTS, BLK(0660), IDE0_MAJOR, DISK_MINORS + 1 },
	{ "hdc",	0, 1, BLK(0660), IDE1_MAJOR, 0 },
	{ "hdc%u",	1, NR_PARTS, BLK(0660), IDE1_MAJOR, 1 },
	{ "hdd",	0, 1, BLK(0660), IDE1_MAJOR, DISK_MINORS },
	{ "hdd%u",	1, NR_PARTS, BLK(0660), IDE1_MAJOR, DISK_MINORS + 1 },
};

/* One node of `root', by a way that needs no mounted file system. */
static void make_node(struct dentry *root, const char *node, mode_t mode,
		      dev_t dev)
{
	struct qstr name = { .name = node, .len = strlen(node) };
	struct dentry *dentry = d_alloc(root, &name);
	int err = -ENOMEM;

	if (dentry) {
		d_add(dentry, NULL);
		err = ramfs_mknod(root->d_inode, dentry, mode, dev);
		dput(dentry);
	}
	if (err)
		printk(KERN_ERR "devtmpfs: no memory for %s\n", node);
}

static void make_nodes(struct dentry *root, const struct nodes *n)
{
	char name[NAME_SIZE];
	u32 i;

	for (i = 0; i < n->count; i++) {
		snprintf(name, sizeof(name), n->format, n->first + i);
		make_node(root, name, n->mode, MKDEV(n->major, n->minor + i));
	}
}

/* The number of a block device by its name in /dev; false: it has no node. */
bool devtmpfs_block_dev(const char *name, dev_t *dev)
{
	const struct nodes *n;
	char known[NAME_SIZE];
	u32 i;

	for (n = nodes; n < nodes + ARRAY_SIZE(nodes); n++) {
		for (i = 0; i < n->count && S_ISBLK(n->mode); i++) {
			snprintf(known, sizeof(known), n->format,
				 n->first + i);
			*dev = MKDEV(n->major, n->minor + i);
			if (!strcmp(name, known))
				return true;
		}
	}
	return false;
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
	if (err)
		return err;
	for (i = 0; i < ARRAY_SIZE(nodes); i++)
		make_nodes(sb->s_root, &nodes[i]);
	return 0;
}

struct file_system_type devtmpfs_type = {
	.name = "devtmpfs", .fs_flags = FS_PINNED,
	.read_super = devtmpfs_read_super,
};
