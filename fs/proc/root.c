/*
 * root.c - the root of /proc: the fixed names (nodes.c), and a directory for
 * each process.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include "internal.h"

#define PROC_MAGIC	0x9fa0

/* --- the directory ------------------------------------------------------- */

static struct dentry *root_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	int pid = proc_number(name);
	struct task_struct *p = pid > 0 ? find_task(pid) : NULL;

	if (p)
		return proc_pid_lookup(dir, dentry, p, false);
	return proc_fixed_lookup(dir, dentry);
}

/* f_pos: fixed names from POS_FIRST on, processes from MAX_FIXED on. */
static int root_readdir(struct file *file, void *buf, filldir_t fill)
{
	if (proc_dots(file, buf, fill) || proc_fill_fixed(file, buf, fill))
		return 0;
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
	return set_root(sb, root);
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
	{ .name = "sys", .mode = S_IFDIR | 0555 },
	{ .name = "kmsg", .mode = S_IFREG | 0400, .fops = &proc_kmsg_fops },
	{ .name = "smp", .mode = S_IFREG | 0644, .show = proc_show_smp,
	  .store = proc_store_smp },
	{ .name = "trace", .mode = S_IFREG | 0600, .fops = &proc_trace_fops },
};

static const struct {
	const char *name;
	proc_show_t show;
} fixed_texts[] __initconst = {
	{ "cmdline", proc_show_cmdline },
	{ "devices", proc_show_devices },
	{ "filesystems", proc_show_filesystems },
	{ "ksyms", proc_show_ksyms },
	{ "locks", proc_show_locks },
	{ "loadavg", proc_show_loadavg },
	{ "meminfo", proc_show_meminfo },
	{ "partitions", proc_show_partitions },
	{ "stat", proc_show_stat },
	{ "uptime", proc_show_uptime },
	{ "version", proc_show_version },
};

/* Makes the type "proc" known. Before the first mount; kernel lock. */
void __init proc_init(void)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fixed_entries); i++)
		proc_add_entry(&fixed_entries[i]);
	for (i = 0; i < ARRAY_SIZE(fixed_texts); i++)
		proc_register(fixed_texts[i].name, 0444,
			      fixed_texts[i].show);
	proc_counts_init();
	proc_sysctl_init();
	arch_proc_init();
	register_filesystem(&proc_fs_type);
}
