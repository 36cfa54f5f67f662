/*
 * mini_fs.h - a small file system in memory, for names_test.c: a table of
 * nodes, with names in them, that stands for a disk. Its inodes and dentries
 * may be forgotten at any time and are read again.
 */
#ifndef UNIT_MINI_FS_H
#define UNIT_MINI_FS_H

#include <linux/fs.h>
#include <linux/string.h>

#define NODES	100
#define ENTRIES	48
#define MINI_PATH	200		/* text of a symlink */

struct node {
	int used, nlink, parent, entries;
	mode_t mode;
	char target[MINI_PATH];
	struct { char name[64]; int ino; } entry[ENTRIES];
};
static struct node nodes[NODES];
static int deleted;			/* delete_inode() calls */

#define ROOT	1

static const struct inode_operations mini_dir_ops, mini_link_ops, mini_file_ops;
static const struct file_operations mini_fops;

static int node_find(int dir, const char *name, size_t len)
{
	struct node *d = &nodes[dir];
	int i;

	for (i = 0; i < d->entries; i++)
		if (strlen(d->entry[i].name) == len &&
		    !memcmp(d->entry[i].name, name, len))
			return i;
	return -1;
}

static int node_new(int parent, mode_t mode)
{
	int i;

	for (i = ROOT + 1; i < NODES; i++)
		if (!nodes[i].used) {
			memset(&nodes[i], 0, sizeof(nodes[i]));
			nodes[i].used = nodes[i].nlink = 1;
			nodes[i].mode = mode;
			nodes[i].parent = parent;
			return i;
		}
	return 0;
}

static int node_add(int dir, const struct qstr *name, int ino)
{
	struct node *d = &nodes[dir];

	if (d->entries == ENTRIES)
		return -ENOSPC;
	memcpy(d->entry[d->entries].name, name->name, name->len);
	d->entry[d->entries].name[name->len] = '\0';
	d->entry[d->entries++].ino = ino;
	return 0;
}

static void node_remove(int dir, const struct qstr *name)
{
	struct node *d = &nodes[dir];
	int i = node_find(dir, name->name, name->len);

	d->entry[i] = d->entry[--d->entries];
}

static void mini_read_inode(struct inode *inode)
{
	struct node *n = &nodes[inode->i_ino];

	inode->i_mode = n->mode;
	inode->i_nlink = n->nlink;
	inode->i_op = S_ISDIR(n->mode) ? &mini_dir_ops :
		      S_ISLNK(n->mode) ? &mini_link_ops : &mini_file_ops;
	inode->i_fop = &mini_fops;
}

static void mini_delete_inode(struct inode *inode)
{
	nodes[inode->i_ino].used = 0;
	deleted++;
	clear_inode(inode);
}

static struct dentry *mini_lookup(struct inode *dir, struct dentry *dentry)
{
	int i = node_find(dir->i_ino, dentry->d_name.name, dentry->d_name.len);

	d_add(dentry, i < 0 ? NULL :
	      iget(dir->i_sb, nodes[dir->i_ino].entry[i].ino));
	return NULL;
}

static int mini_make(struct inode *dir, struct dentry *dentry, mode_t mode,
		     const char *target)
{
	int ino = node_new(dir->i_ino, mode), err;

	if (!ino)
		return -ENOSPC;
	err = node_add(dir->i_ino, &dentry->d_name, ino);
	if (err) {
		nodes[ino].used = 0;
		return err;
	}
	if (target)
		strcpy(nodes[ino].target, target);
	d_instantiate(dentry, iget(dir->i_sb, ino));
	return 0;
}

static int mini_create(struct inode *dir, struct dentry *dentry, mode_t mode)
{
	return mini_make(dir, dentry, mode, NULL);
}

static int mini_symlink(struct inode *dir, struct dentry *dentry,
			const char *target)
{
	return mini_make(dir, dentry, S_IFLNK | 0777, target);
}

static int mini_link(struct dentry *old, struct inode *dir,
		     struct dentry *dentry)
{
	struct inode *inode = old->d_inode;
	int err = node_add(dir->i_ino, &dentry->d_name, inode->i_ino);

	if (err)
		return err;
	nodes[inode->i_ino].nlink++;
	inode->i_nlink++;
	inode->i_count++;
	d_instantiate(dentry, inode);
	return 0;
}

static int mini_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;

	node_remove(dir->i_ino, &dentry->d_name);
	inode->i_nlink--;
	nodes[inode->i_ino].nlink--;
	return 0;
}

static int mini_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (nodes[dentry->d_inode->i_ino].entries)
		return -ENOTEMPTY;
	return mini_unlink(dir, dentry);
}

static int mini_rename(struct inode *old_dir, struct dentry *old,
		       struct inode *new_dir, struct dentry *new)
{
	int err;

	if (!new->d_inode && old_dir != new_dir &&
	    nodes[new_dir->i_ino].entries == ENTRIES)
		return -ENOSPC;
	if (new->d_inode) {
		err = S_ISDIR(new->d_inode->i_mode) ?
		      mini_rmdir(new_dir, new) : mini_unlink(new_dir, new);
		if (err)
			return err;
	}
	node_remove(old_dir->i_ino, &old->d_name);
	node_add(new_dir->i_ino, &new->d_name, old->d_inode->i_ino);
	nodes[old->d_inode->i_ino].parent = new_dir->i_ino;
	return 0;
}

static int mini_readlink(struct dentry *dentry, char *buf, int size)
{
	return strlcpy(buf, nodes[dentry->d_inode->i_ino].target, size);
}

static const struct inode_operations mini_dir_ops = {
	.lookup = mini_lookup, .create = mini_create, .link = mini_link,
	.unlink = mini_unlink, .symlink = mini_symlink, .mkdir = mini_create,
	.rmdir = mini_rmdir, .rename = mini_rename,
};
static const struct inode_operations mini_link_ops = {
	.readlink = mini_readlink,
};
static const struct super_operations mini_super_ops = {
	.read_inode = mini_read_inode, .delete_inode = mini_delete_inode,
};

static int mini_read_super(struct super_block *sb, void *data, bool silent)
{
	(void)data, (void)silent;
	memset(nodes, 0, sizeof(nodes));
	nodes[ROOT].used = nodes[ROOT].nlink = 1;
	nodes[ROOT].parent = ROOT;
	nodes[ROOT].mode = S_IFDIR | 0755;
	sb->s_op = &mini_super_ops;
	sb->s_root = d_alloc_root(iget(sb, ROOT));
	return 0;
}

static struct file_system_type mini_type = {
	.name = "mini", .read_super = mini_read_super,
};

#endif
