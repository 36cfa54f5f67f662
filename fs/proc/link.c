/*
 * link.c - links of processes to files: exe, cwd, root, and those of fd/. They
 * lead to the file itself, whatever has become of its name; only who may look
 * into the process can follow them.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/vm.h>
#include "internal.h"

/* The program that p runs. */
struct dentry *proc_exe(struct task_struct *p, u32 fd __unused)
{
	if (!p->mm || !p->mm->exe_file)
		return ERR_PTR(-ENOENT);
	return p->mm->exe_file->f_dentry;
}

/* Its working directory. */
struct dentry *proc_cwd(struct task_struct *p, u32 fd __unused)
{
	return p->fs ? p->fs->pwd : ERR_PTR(-ENOENT);
}

/* What is "/" for it. */
struct dentry *proc_root(struct task_struct *p, u32 fd __unused)
{
	return p->fs ? p->fs->root : ERR_PTR(-ENOENT);
}

/* Where the link leads: a counted dentry or ERR_PTR. */
static struct dentry *proc_follow_link(struct dentry *dentry)
{
	const struct proc_inode *pi = PROC_I(dentry->d_inode);
	struct task_struct *p = proc_task(dentry->d_inode);
	struct dentry *to;

	if (!p)
		return ERR_PTR(-ENOENT);
	if (!proc_may_inspect(p))
		return ERR_PTR(-EACCES);
	to = pi->entry->target(p, pi->fd);
	return IS_ERR(to) ? to : dget(to);
}

static int proc_readlink(struct dentry *dentry, char *buf, int size)
{
	struct dentry *to = proc_follow_link(dentry);
	char *path;
	int len;

	if (IS_ERR(to))
		return PTR_ERR(to);
	path = d_path(to, current->fs->root, buf, size);
	if (IS_ERR(path)) {
		len = PTR_ERR(path);
	} else {
		len = strlen(path);
		memmove(buf, path, len + 1);
	}
	dput(to);
	return len;
}

const struct inode_operations proc_link_iops = {
	.readlink = proc_readlink,
	.follow_link = proc_follow_link,
	.setattr = proc_setattr,
};
