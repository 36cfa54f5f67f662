/*
 * root.c - the root of /proc: files that stand for parts of the kernel, and a
 * directory for each process. Parts of the kernel add files of theirs by
 * proc_register() (linux/proc_fs.h); they stay for ever.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include "internal.h"

#define PROC_MAGIC	0x9fa0
#define MAX_FIXED	256		/* fixed names, "." and ".." included */

/* A fixed name. */
struct proc_node {
	struct proc_node *next;
	struct proc_entry entry;
	u32 index;
};

static struct proc_node *nodes;		/* [k] in the order of registration */
static u32 nr_nodes;			/* [k] */

static struct proc_node *find_node(const char *name, u32 len)
{
	struct proc_node *n;

	for (n = nodes; n; n = n->next)
		if (strlen(n->entry.name) == len &&
		    !memcmp(n->entry.name, name, len))
			return n;
	return NULL;
}

static int add_node(const struct proc_entry *entry)
{
	struct proc_node *n, **end;

	if (find_node(entry->name, strlen(entry->name)))
		return -EEXIST;
	if (nr_nodes >= MAX_FIXED - POS_FIRST)
		return -ENOMEM;
	n = kzalloc(sizeof(*n), GFP_KERNEL);
	if (!n)
		return -ENOMEM;
	n->entry = *entry;
	n->index = nr_nodes++;
	for (end = &nodes; *end; end = &(*end)->next)
		;
	*end = n;
	return 0;
}

/* Adds the text file /proc/`name' with these permissions. Kernel lock. */
int proc_register(const char *name, mode_t mode, proc_show_t show)
{
	return add_node(&(struct proc_entry) { .name = name,
		.mode = S_IFREG | mode, .show = show });
}

/* The same with operations of one's own. */
int proc_register_fops(const char *name, mode_t mode,
		       const struct file_operations *fops)
{
	return add_node(&(struct proc_entry) { .name = name,
		.mode = S_IFREG | mode, .fops = fops });
}

/* --- the directory ------------------------------------------------------- */

static struct dentry *root_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	struct proc_node *n = find_node(name->name, name->len);
	struct task_struct *p;
	struct inode *inode;
	int pid;

	if (n) {
		inode = proc_new_inode(dir->i_sb, &n->entry,
				       INO_FIXED + n->index, NULL, NULL);
		return inode ? proc_add(dentry, inode) : ERR_PTR(-ENOMEM);
	}
	pid = proc_number(name);
	p = pid > 0 ? find_task(pid) : NULL;
	if (!p)
		return proc_add(dentry, NULL);
	return proc_pid_lookup(dir, dentry, p, false);
}

/* f_pos: fixed names from POS_FIRST on, processes from MAX_FIXED on. */
static int root_readdir(struct file *file, void *buf, filldir_t fill)
{
	struct proc_node *n;

	if (proc_dots(file, buf, fill))
		return 0;
	for (n = nodes; n; n = n->next) {
		if (n->index + POS_FIRST < file->f_pos)
			continue;
		file->f_pos = n->index + POS_FIRST;
		if (fill(buf, n->entry.name, strlen(n->entry.name),
			 file->f_pos, INO_FIXED + n->index,
			 n->entry.mode >> 12))
			return 0;
		file->f_pos++;
	}
	if (file->f_pos < MAX_FIXED)
		file->f_pos = MAX_FIXED;
	return proc_fill_pids(file, buf, fill, MAX_FIXED, NULL);
}

static const struct inode_operations root_iops = {
	.lookup = root_lookup,
	.setattr = proc_setattr,
};

static const struct file_operations root_fops = {
	.readdir = root_readdir,
};

static const struct proc_entry root_entry = {
	.name = "/",
	.mode = S_IFDIR | 0555,
	.iops = &root_iops,
	.fops = &root_fops,
};

/* --- self ---------------------------------------------------------------- */

static int self_readlink(struct dentry *dentry __unused, char *buf, int size)
{
	int len = snprintf(buf, size, "%d", current->tgid);

	return len < size ? len : -ENAMETOOLONG;
}

static const struct inode_operations self_iops = {
	.readlink = self_readlink,
	.setattr = proc_setattr,
};

static int thread_self_readlink(struct dentry *dentry __unused, char *buf,
				int size)
{
	int len = snprintf(buf, size, "%d/task/%d", current->tgid,
			   current->pid);

	return len < size ? len : -ENAMETOOLONG;
}

static const struct inode_operations thread_self_iops = {
	.readlink = thread_self_readlink,
	.setattr = proc_setattr,
};

/* --- the file system ----------------------------------------------------- */

static int proc_read_super(struct super_block *sb, void *data __unused,
			   bool silent __unused)
{
	struct inode *root;

	sb->s_blocksize = PAGE_SIZE;
	sb->s_magic = PROC_MAGIC;
	sb->s_op = &proc_sops;
	root = proc_new_inode(sb, &root_entry, INO_ROOT, NULL, NULL);
	if (!root)
		return -ENOMEM;
	sb->s_root = d_alloc_root(root);
	if (!sb->s_root) {
		iput(root);
		return -ENOMEM;
	}
	return 0;
}

static struct file_system_type proc_fs_type = {
	.name = "proc",
	.read_super = proc_read_super,
};

static const struct proc_entry fixed_entries[] __initconst = {
	{ .name = "self", .mode = S_IFLNK | 0777, .iops = &self_iops },
	{ .name = "thread-self", .mode = S_IFLNK | 0777,
	  .iops = &thread_self_iops },
	{ .name = "mounts", .mode = S_IFREG | 0444, .show = proc_show_mounts },
	{ .name = "kmsg", .mode = S_IFREG | 0400, .fops = &proc_kmsg_fops },
};

static const struct {
	const char *name;
	proc_show_t show;
} fixed_texts[] __initconst = {
	{ "cmdline", proc_show_cmdline },
	{ "devices", proc_show_devices },
	{ "filesystems", proc_show_filesystems },
	{ "ksyms", proc_show_ksyms },
	{ "loadavg", proc_show_loadavg },
	{ "meminfo", proc_show_meminfo },
	{ "stat", proc_show_stat },
	{ "uptime", proc_show_uptime },
	{ "version", proc_show_version },
};

/* Makes the type "proc" known. Before the first mount; kernel lock. */
void __init proc_init(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fixed_entries); i++)
		add_node(&fixed_entries[i]);
	for (i = 0; i < ARRAY_SIZE(fixed_texts); i++)
		proc_register(fixed_texts[i].name, 0444,
			      fixed_texts[i].show);
	proc_counts_init();
	arch_proc_init();
	register_filesystem(&proc_fs_type);
}
