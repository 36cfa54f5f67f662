/*
 * inode.c - the directory of devpts and its nodes. A node is made at lookup
 * and thrown away with its last user; who owns it, and what its permissions
 * are, is kept with the terminal (struct pts_node), so that all mounts agree.
 * An inode remembers the serial number of its terminal: another one may have
 * the same name tomorrow.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty_driver.h>
#include "internal.h"

#define PTMX		"ptmx"
#define PTMX_DEV	MKDEV(TTYAUX_MAJOR, PTMX_MINOR)
#define ROOT_MODE	0755
#define POS_FIRST	3		/* of terminal 0 */

static u32 number_of(const struct inode *inode)
{
	return inode->i_ino - INO_FIRST;
}

/* The terminal of a node; NULL if it is not there any more. */
static struct pts_node *node_of(const struct inode *inode)
{
	struct pts_node *node = pts_node(number_of(inode));

	return node && node->serial == (u32)inode->i_private ? node : NULL;
}

/* Brings a node up to date. */
static void refresh(struct inode *inode)
{
	const struct pts_node *node = node_of(inode);

	if (inode->i_ino == INO_PTMX) {
		inode->i_mode = S_IFCHR | devpts_options.ptmxmode;
	} else if (node) {
		inode->i_mode = S_IFCHR | node->mode;
		inode->i_uid = node->uid;
		inode->i_gid = node->gid;
	}
}

static int node_revalidate(struct dentry *dentry)
{
	refresh(dentry->d_inode);
	return 0;
}

static int node_permission(struct inode *inode, int mask)
{
	refresh(inode);
	return inode_permission(inode, mask);
}

/* chmod() and chown(); ptmx keeps its owner, which is root. */
static int node_setattr(struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = dentry->d_inode;
	struct pts_node *node;
	int err;

	refresh(inode);
	err = inode_change_ok(inode, attr);
	if (!err)
		err = inode_setattr(inode, attr);
	if (err)
		return err;
	if (inode->i_ino == INO_PTMX) {
		devpts_options.ptmxmode = inode->i_mode & S_IALLUGO;
		return 0;
	}
	node = node_of(inode);
	if (node) {
		node->uid = inode->i_uid;
		node->gid = inode->i_gid;
		node->mode = inode->i_mode & S_IALLUGO;
	}
	return 0;
}

static const struct inode_operations node_iops = {
	.permission = node_permission,
	.setattr = node_setattr,
	.revalidate = node_revalidate,
};

/* A new node; NULL if there is no memory. */
static struct inode *new_node(struct super_block *sb, unsigned long ino,
			      u32 serial)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = ino;
	inode->i_nlink = 1;
	inode->i_private = (void *)serial;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	init_special_inode(inode, S_IFCHR, ino == INO_PTMX ? PTMX_DEV :
			   MKDEV(PTS_MAJOR, number_of(inode)));
	inode->i_op = &node_iops;
	refresh(inode);
	return inode;
}

/* --- names -------------------------------------------------------------- */

/* The terminal's number that is a name, in decimal; -1: none. */
static int parse_name(const struct qstr *name)
{
	int n = 0;
	u32 i;

	if (!name->len || (name->len > 1 && name->name[0] == '0'))
		return -1;
	for (i = 0; i < name->len && n < NR_PTS; i++) {
		if (name->name[i] < '0' || name->name[i] > '9')
			return -1;
		n = n * 10 + name->name[i] - '0';
	}
	return n < NR_PTS ? n : -1;
}

/* Is a name still true, or not there still? */
static bool name_revalidate(struct dentry *dentry)
{
	const struct inode *inode = dentry->d_inode;

	return inode && (inode->i_ino == INO_PTMX || node_of(inode));
}

static bool name_delete(const struct dentry *dentry __unused)
{
	return true;
}

static const struct dentry_operations name_dops = {
	.d_revalidate = name_revalidate,
	.d_delete = name_delete,
};

static struct dentry *root_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	bool ptmx = name->len == strlen(PTMX) &&
		    !memcmp(name->name, PTMX, name->len);
	int n = ptmx ? -1 : parse_name(name);
	struct pts_node *node = n < 0 ? NULL : pts_node(n);
	struct inode *inode = NULL;

	if (ptmx)
		inode = new_node(dir->i_sb, INO_PTMX, 0);
	else if (node)
		inode = new_node(dir->i_sb, INO_FIRST + n, node->serial);
	if (!inode && (ptmx || node))
		return ERR_PTR(-ENOMEM);
	dentry->d_op = &name_dops;
	d_add(dentry, inode);
	return NULL;
}

/* Terminals from f_pos on. */
static void fill_terminals(struct file *file, void *buf, filldir_t fill)
{
	char name[12];
	u32 n;
	int len;

	for (; file->f_pos < POS_FIRST + NR_PTS; file->f_pos++) {
		n = (u32)file->f_pos - POS_FIRST;
		if (!pts_node(n))
			continue;
		len = snprintf(name, sizeof(name), "%u", n);
		if (fill(buf, name, len, file->f_pos, INO_FIRST + n, DT_CHR))
			return;
	}
}

static int root_readdir(struct file *file, void *buf, filldir_t fill)
{
	static const struct {
		const char *name;
		unsigned long ino;
		u32 type;
	} fixed[] = {
		{ ".", INO_ROOT, DT_DIR }, { "..", INO_ROOT, DT_DIR },
		{ PTMX, INO_PTMX, DT_CHR },
	};
	u32 i;

	_Static_assert(ARRAY_SIZE(fixed) == POS_FIRST, "places of names");
	for (; file->f_pos < POS_FIRST; file->f_pos++) {
		i = file->f_pos;
		if (fill(buf, fixed[i].name, strlen(fixed[i].name), i,
			 fixed[i].ino, fixed[i].type))
			return 0;
	}
	fill_terminals(file, buf, fill);
	return 0;
}

static const struct inode_operations root_iops = {
	.lookup = root_lookup,
};

static const struct file_operations root_fops = {
	.readdir = root_readdir,
};

/* The directory of a mount; NULL if there is no memory. */
struct inode *devpts_root(struct super_block *sb)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = INO_ROOT;
	inode->i_mode = S_IFDIR | ROOT_MODE;
	inode->i_nlink = 2;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	inode->i_op = &root_iops;
	inode->i_fop = &root_fops;
	return inode;
}
