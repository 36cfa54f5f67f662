/*
 * nodes.c - the fixed names of /proc: files that stand for parts of the
 * kernel, and the directories that these lie in. Parts of the kernel add files
 * of theirs by proc_register() (linux/proc_fs.h); they stay for ever.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "internal.h"

/* A fixed name. */
struct proc_node {
	struct proc_node *next;
	struct proc_node *parent;	/* NULL: in the root */
	const char *name;		/* without its directories */
	struct proc_entry entry;
	u32 index;
};

static struct proc_node *nodes;		/* [k] in the order of registration */
static u32 nr_nodes;			/* [k] */

static struct proc_node *find_node(const struct proc_node *parent,
				   const char *name, u32 len)
{
	struct proc_node *n;

	for (n = nodes; n; n = n->next)
		if (n->parent == parent && strlen(n->name) == len &&
		    !memcmp(n->name, name, len))
			return n;
	return NULL;
}

/* The node that a directory stands for; NULL: the root. */
static struct proc_node *node_of(const struct inode *dir)
{
	if (dir->i_ino == INO_ROOT)
		return NULL;
	return container_of(PROC_I(dir)->entry, struct proc_node, entry);
}

/* --- the directories ----------------------------------------------------- */

/* Ends the lookup of a fixed name, which may be none. */
struct dentry *proc_fixed_lookup(struct inode *dir, struct dentry *dentry)
{
	struct proc_node *n = find_node(node_of(dir), dentry->d_name.name,
					dentry->d_name.len);
	struct inode *inode;

	if (!n)
		return proc_add(dentry, NULL);
	inode = proc_new_inode(dir->i_sb, &n->entry, INO_FIXED + n->index,
			       NULL, NULL);
	return inode ? proc_add(dentry, inode) : ERR_PTR(-ENOMEM);
}

/* Fills in the fixed names of a directory, whose places are POS_FIRST + index.
   0, or not 0 to stop. */
int proc_fill_fixed(struct file *file, void *buf, filldir_t fill)
{
	const struct proc_node *n,
	      *parent = node_of(file->f_dentry->d_inode);

	for (n = nodes; n; n = n->next) {
		if (n->parent != parent || n->index + POS_FIRST < file->f_pos)
			continue;
		file->f_pos = n->index + POS_FIRST;
		if (fill(buf, n->name, strlen(n->name), file->f_pos,
			 INO_FIXED + n->index, n->entry.mode >> 12))
			return 1;
		file->f_pos++;
	}
	if (file->f_pos < MAX_FIXED)
		file->f_pos = MAX_FIXED;
	return 0;
}

static int dir_readdir(struct file *file, void *buf, filldir_t fill)
{
	if (!proc_dots(file, buf, fill))
		proc_fill_fixed(file, buf, fill);
	return 0;
}

static const struct inode_operations dir_iops = {
	.lookup = proc_fixed_lookup,
	.setattr = proc_setattr,
};

static const struct file_operations dir_fops = {
	.readdir = dir_readdir,
};

/* --- registration -------------------------------------------------------- */

/* The directory that the name lies in, into *parent (NULL: the root); *name
   loses it. -ENOENT. */
static int find_parent(const char **name, struct proc_node **parent)
{
	const char *slash;

	*parent = NULL;
	while ((slash = strchr(*name, '/')) != NULL) {
		*parent = find_node(*parent, *name, slash - *name);
		if (!*parent)
			return -ENOENT;
		*name = slash + 1;
	}
	return 0;
}

/* Adds a name; of the entry a copy is made. Kernel lock. */
int proc_add_entry(const struct proc_entry *entry)
{
	struct proc_node *n, *parent, **end;
	const char *name = entry->name;
	int err = find_parent(&name, &parent);

	if (err)
		return err;
	if (find_node(parent, name, strlen(name)))
		return -EEXIST;
	if (nr_nodes >= MAX_FIXED - POS_FIRST)
		return -ENOMEM;
	n = kzalloc(sizeof(*n), GFP_KERNEL);
	if (!n)
		return -ENOMEM;
	n->entry = *entry;
	n->name = name;
	n->parent = parent;
	n->index = nr_nodes++;
	if (S_ISDIR(entry->mode)) {
		n->entry.iops = &dir_iops;
		n->entry.fops = &dir_fops;
	}
	for (end = &nodes; *end; end = &(*end)->next)
		;
	*end = n;
	return 0;
}

/* Adds a directory. */
int proc_mkdir(const char *name)
{
	return proc_add_entry(&(struct proc_entry) { .name = name,
		.mode = S_IFDIR | 0555 });
}

/* Adds the text file /proc/`name' with these permissions. */
int proc_register(const char *name, mode_t mode, proc_show_t show)
{
	return proc_add_entry(&(struct proc_entry) { .name = name,
		.mode = S_IFREG | mode, .show = show });
}

/* The same with operations of one's own. */
int proc_register_fops(const char *name, mode_t mode,
		       const struct file_operations *fops)
{
	return proc_add_entry(&(struct proc_entry) { .name = name,
		.mode = S_IFREG | mode, .fops = fops });
}

/* One of several that are alike. */
int proc_register_nr(const char *name, mode_t mode, int nr,
		     int (*show)(struct proc_buf *b, int nr),
		     int (*store)(const char *text, int nr))
{
	return proc_add_entry(&(struct proc_entry) { .name = name,
		.mode = S_IFREG | mode, .show_nr = show, .store_nr = store,
		.nr = nr });
}
