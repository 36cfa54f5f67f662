/*
 * base.c - the directory of a process, /proc/PID, and that of a thread,
 * /proc/PID/task/TID: a table of what is in them.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "internal.h"

#define TEXT(n, m, f)	{ .name = n, .mode = S_IFREG | (m), .show_task = f }
#define SECRET(n, m, f)	{ .name = n, .mode = S_IFREG | (m), .show_task = f, \
			  .secret = true }
#define LINK(n, f)	{ .name = n, .mode = S_IFLNK | S_IRWXU | S_IRWXG | \
			  S_IRWXO, .target = f }

/* An entry's place here is part of its inode number and of its place in the
   directory. task/ comes first: threads leave it out. */
static const struct proc_entry entries[] = {
	{ .name = "task", .mode = S_IFDIR | 0555, .iops = &proc_task_iops,
	  .fops = &proc_task_fops },
	SECRET("auxv", 0400, proc_pid_auxv),
	TEXT("cmdline", 0444, proc_pid_cmdline),
	TEXT("comm", 0444, proc_pid_comm),
	LINK("cwd", proc_cwd),
	SECRET("environ", 0400, proc_pid_environ),
	LINK("exe", proc_exe),
	{ .name = "fd", .mode = S_IFDIR | 0500, .iops = &proc_fd_iops,
	  .fops = &proc_fd_fops },
	TEXT("limits", 0444, proc_pid_limits),
	SECRET("maps", 0444, proc_pid_maps),
	{ .name = "mem", .mode = S_IFREG | 0600, .fops = &proc_mem_fops },
	TEXT("mountinfo", 0444, proc_pid_mountinfo),
	TEXT("mounts", 0444, proc_pid_mounts),
	LINK("root", proc_root),
	TEXT("stat", 0444, proc_pid_stat),
	TEXT("statm", 0444, proc_pid_statm),
	TEXT("status", 0444, proc_pid_status),
	TEXT("wchan", 0444, proc_pid_wchan),
};

static unsigned long entry_ino(const struct inode *dir, u32 index)
{
	return dir->i_ino + 1 + index;
}

/* Kinds as readdir() gives them: the mode's four upper bits. */
static u32 entry_type(const struct proc_entry *e)
{
	return (e->mode & S_IFMT) >> 12;
}

static u32 first_entry(const struct inode *dir)
{
	return PROC_I(dir)->thread ? 1 : 0;
}

/* A file of a process. */
static struct dentry *base_lookup(struct inode *dir, struct dentry *dentry)
{
	const struct qstr *name = &dentry->d_name;
	struct task_struct *p = proc_task(dir);
	struct inode *inode;
	u32 i;

	if (!p)
		return ERR_PTR(-ENOENT);
	for (i = first_entry(dir); i < ARRAY_SIZE(entries); i++)
		if (strlen(entries[i].name) == name->len &&
		    !memcmp(entries[i].name, name->name, name->len))
			break;
	if (i == ARRAY_SIZE(entries))
		return proc_add(dentry, NULL);
	inode = proc_new_inode(dir->i_sb, &entries[i], entry_ino(dir, i), p,
			       dir);
	return inode ? proc_add(dentry, inode) : ERR_PTR(-ENOMEM);
}

/* f_pos is POS_FIRST + place in the table. */
static int base_readdir(struct file *file, void *buf, filldir_t fill)
{
	const struct inode *dir = file->f_dentry->d_inode;
	const struct proc_entry *e;
	u32 i;

	if (!proc_task(dir))
		return -ENOENT;
	if (proc_dots(file, buf, fill))
		return 0;
	while (file->f_pos < POS_FIRST + ARRAY_SIZE(entries)) {
		i = (u32)file->f_pos - POS_FIRST;
		e = &entries[i];
		if (i >= first_entry(dir) &&
		    fill(buf, e->name, strlen(e->name), file->f_pos,
			 entry_ino(dir, i), entry_type(e)))
			break;
		file->f_pos++;
	}
	return 0;
}

/*
 * The mode bits, but that a process may always use what its owner may: also
 * if it has been set-id and its files are root's.
 */
int proc_pid_permission(struct inode *inode, int mask)
{
	int err = inode_permission(inode, mask);
	const struct task_struct *p;

	if (!err || !PROC_I(inode)->pid)
		return err;
	p = proc_task(inode);
	if (p && p->tgid == current->tgid &&
	    !(mask & ~(inode->i_mode >> 6 & 7)))
		return 0;
	return err;
}

static const struct inode_operations base_iops = {
	.lookup = base_lookup,
	.permission = proc_pid_permission,
	.setattr = proc_setattr,
};

static const struct file_operations base_fops = {
	.readdir = base_readdir,
};

static const struct proc_entry base_entry = {
	.name = "pid",
	.mode = S_IFDIR | 0555,
	.iops = &base_iops,
	.fops = &base_fops,
};

/* Ends a lookup with the directory of process p, or of a thread. */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry,
			       struct task_struct *p, bool thread)
{
	unsigned long ino = (unsigned long)p->pid << INO_PID_SHIFT |
			    (thread ? INO_THREAD : 0);
	struct inode *inode = proc_new_inode(dir->i_sb, &base_entry, ino, p,
					     dir);

	return inode ? proc_add(dentry, inode) : ERR_PTR(-ENOMEM);
}
