/*
 * vfs_model.h - as much of a file system as unpacking an archive calls: a
 * table of paths. Symlinks are not followed. Memory is counted, and runs out
 * when model_fail_in counts down to 0.
 */
#ifndef UNIT_VFS_MODEL_H
#define UNIT_VFS_MODEL_H

#include <linux/fs.h>
#include <linux/malloc.h>
#include "tap.h"

#define MODEL_NODES	64
#define MODEL_SPACE	100000		/* bytes of all files */

/* A name; several may have one inode. */
static struct model_node {
	char path[PATH_MAX];
	struct dentry dentry;		/* d_inode NULL: not in use */
} model_nodes[MODEL_NODES];

/* A file's: the kernel's inode, and what was written. */
struct model_inode {
	struct inode inode;
	char text[PATH_MAX];		/* of a symlink */
	u32 sum;			/* of all bytes */
};

static int model_objects, model_fail_in, model_space;
static u32 model_changes;		/* calls that changed something */

void *kmalloc(size_t size, int gfp)
{
	(void)gfp;
	if (model_fail_in && --model_fail_in == 0)
		return NULL;
	model_objects++;
	return __builtin_malloc(size);
}

void kfree(const void *p)
{
	if (p)
		model_objects--;
	__builtin_free((void *)p);
}

/* Takes "//", "/." and "/.." out of a path; only the root ends in '/'. */
static void model_clean(char *to, const char *path)
{
	char *start = to;
	size_t len;

	for (; *path; path += len) {
		path += strspn(path, "/");
		len = strcspn(path, "/");
		if (!len || (len == 1 && *path == '.'))
			continue;
		if (len == 2 && !strncmp(path, "..", 2)) {
			while (to > start && *--to != '/')
				;
			continue;
		}
		*to++ = '/';
		memcpy(to, path, len);
		to += len;
	}
	if (to == start)
		*to++ = '/';
	*to = '\0';
}

static struct model_node *model_find(const char *path)
{
	char clean[PATH_MAX + 1];
	int i;

	model_clean(clean, path);
	for (i = 0; i < MODEL_NODES; i++)
		if (model_nodes[i].dentry.d_inode &&
		    !strcmp(model_nodes[i].path, clean))
			return &model_nodes[i];
	return NULL;
}

static struct model_inode *model_inode(const struct model_node *node)
{
	return (struct model_inode *)node->dentry.d_inode;
}

/* A free entry for a new path. -EEXIST, -ENOENT, -ENOTDIR, -ENOSPC. */
static int model_place(const char *path, struct model_node **node)
{
	char parent[PATH_MAX + 1];
	struct model_node *dir;
	int i;

	if (model_find(path))
		return -EEXIST;
	model_clean(parent, path);
	*strrchr(parent, '/') = '\0';
	dir = model_find(parent);
	if (!dir)
		return -ENOENT;
	if (!S_ISDIR(dir->dentry.d_inode->i_mode))
		return -ENOTDIR;
	for (i = 0; i < MODEL_NODES; i++)
		if (!model_nodes[i].dentry.d_inode)
			break;
	if (i == MODEL_NODES)
		return -ENOSPC;
	*node = &model_nodes[i];
	return 0;
}

static int model_make(const char *path, mode_t mode, dev_t dev,
		      const char *text)
{
	struct model_inode *inode;
	struct model_node *node;
	int err = model_place(path, &node);

	if (err)
		return err;
	inode = __builtin_calloc(1, sizeof(*inode));
	inode->inode.i_mode = mode;
	inode->inode.i_rdev = dev;
	inode->inode.i_nlink = 1;
	if (text)
		strcpy(inode->text, text);
	model_clean(node->path, path);
	node->dentry.d_inode = &inode->inode;
	node->dentry.d_count = 1;
	model_changes++;
	return 0;
}

int vfs_mkdir(const char *name, mode_t mode)
{
	return model_make(name, S_IFDIR | mode, 0, NULL);
}

int vfs_mknod(const char *name, mode_t mode, dev_t dev)
{
	return model_make(name, mode, dev, NULL);
}

int vfs_symlink(const char *target, const char *name)
{
	return *target ? model_make(name, S_IFLNK | 0777, 0, target) : -ENOENT;
}

int vfs_link(const char *old, const char *name)
{
	struct model_node *from = model_find(old), *node;
	int err = model_place(name, &node);

	if (err || !from)
		return err ? err : -ENOENT;
	model_clean(node->path, name);
	node->dentry.d_inode = from->dentry.d_inode;
	node->dentry.d_count = 1;
	node->dentry.d_inode->i_nlink++;
	model_changes++;
	return 0;
}

static void model_drop(struct model_node *node)
{
	struct model_inode *inode = model_inode(node);

	node->dentry.d_inode = NULL;
	if (--inode->inode.i_nlink)
		return;
	model_space -= inode->inode.i_size;
	__builtin_free(inode);
}

int vfs_unlink(const char *name)
{
	struct model_node *node = model_find(name);

	if (!node)
		return -ENOENT;
	if (S_ISDIR(node->dentry.d_inode->i_mode))
		return -EISDIR;
	model_drop(node);
	model_changes++;
	return 0;
}

struct dentry *lookup_at(int dfd, const char *name, u32 flags)
{
	struct model_node *node = model_find(name);

	(void)dfd;
	(void)flags;
	if (!node)
		return ERR_PTR(-ENOENT);
	node->dentry.d_count++;
	return &node->dentry;
}

/* The table has a count of each name. */
void dput_last(struct dentry *dentry)
{
	(void)dentry;
	__builtin_abort();
}

struct file *filp_open(const char *name, u32 flags, mode_t mode)
{
	struct model_node *node;
	struct file *file;
	int err = flags & O_CREAT ? model_make(name, S_IFREG | mode, 0, NULL) :
				    0;

	if (err)
		return ERR_PTR(err);
	node = model_find(name);
	if (!node || !S_ISREG(node->dentry.d_inode->i_mode))
		return ERR_PTR(-ENXIO);
	if (flags & O_TRUNC) {
		model_space -= node->dentry.d_inode->i_size;
		node->dentry.d_inode->i_size = 0;
		model_inode(node)->sum = 0;
	}
	file = kmalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return ERR_PTR(-ENOMEM);
	file->f_dentry = &node->dentry;
	node->dentry.d_count++;
	return file;
}

void fput(struct file *file)
{
	dput(file->f_dentry);
	kfree(file);
}

/* Writes at most 1000 bytes at once, as it may. */
ssize_t kernel_write(struct file *file, loff_t pos, const void *buf, size_t n)
{
	struct model_inode *inode = (struct model_inode *)
				    file->f_dentry->d_inode;
	const u8 *p = buf;
	size_t i;

	if (pos != inode->inode.i_size)
		return -EIO;
	n = n < 1000 ? n : 1000;
	if (model_space + n > MODEL_SPACE)
		return -ENOSPC;
	for (i = 0; i < n; i++)
		inode->sum += p[i];
	inode->inode.i_size += n;
	model_space += n;
	model_changes++;
	return n;
}

void mark_inode_dirty(struct inode *inode)
{
	(void)inode;
}

/* An empty root; false if somebody still uses a name of the old one. */
static bool model_start(void)
{
	bool clean = true;
	int i;

	for (i = 0; i < MODEL_NODES; i++) {
		if (!model_nodes[i].dentry.d_inode)
			continue;
		clean &= model_nodes[i].dentry.d_count == 1;
		model_drop(&model_nodes[i]);
	}
	model_nodes[0].dentry.d_inode =
		__builtin_calloc(1, sizeof(struct model_inode));
	model_nodes[0].dentry.d_inode->i_mode = S_IFDIR | 0755;
	model_nodes[0].dentry.d_inode->i_nlink = 1;
	model_nodes[0].dentry.d_count = 1;
	strcpy(model_nodes[0].path, "/");
	model_space = 0;
	model_fail_in = 0;
	model_changes = 0;
	return clean;
}

void safe_point(void) { }

#endif
