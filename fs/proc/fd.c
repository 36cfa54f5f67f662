/*
 * fd.c - the directory fd/ of a process: a link for each open file.
 */
#include <linux/kernel.h>
#include "internal.h"

/* The file behind a descriptor of p, not counted, or NULL. */
static struct file *file_of(const struct task_struct *p, u32 fd)
{
	return p && p->files ? fcheck(p->files, fd) : NULL;
}

static struct dentry *fd_target(struct task_struct *p, u32 fd)
{
	struct file *file = file_of(p, fd);

	return file ? file->f_dentry : ERR_PTR(-ENOENT);
}

static const struct proc_entry fd_entry = {
	.name = "fd",
	.mode = S_IFLNK | S_IRWXU,
	.target = fd_target,
};

static unsigned long fd_ino(const struct inode *dir, u32 fd)
{
	return (unsigned long)PROC_I(dir)->pid << INO_PID_SHIFT | INO_FD |
	       (PROC_I(dir)->thread ? INO_THREAD : 0) | fd;
}

static struct dentry *fd_lookup(struct inode *dir, struct dentry *dentry)
{
	struct task_struct *p = proc_task(dir);
	int fd = proc_number(&dentry->d_name);
	struct inode *inode;

	if (!p)
		return ERR_PTR(-ENOENT);
	if (fd < 0 || !file_of(p, fd))
		return proc_add(dentry, NULL);
	inode = proc_new_inode(dir->i_sb, &fd_entry, fd_ino(dir, fd), p, dir);
	return inode ? proc_add(dentry, inode) : ERR_PTR(-ENOMEM);
}

/* The next open descriptor from fd on; -1: none, or no process any more. */
static int next_fd(const struct inode *dir, u32 fd)
{
	struct task_struct *p = proc_task(dir);

	if (!p || !p->files)
		return -1;
	for (; fd < p->files->max_fds; fd++)
		if (p->files->fd[fd])
			return fd;
	return -1;
}

/* f_pos is POS_FIRST + descriptor. */
static int fd_readdir(struct file *file, void *buf, filldir_t fill)
{
	const struct inode *dir = file->f_dentry->d_inode;
	char name[12];
	int fd, len;

	if (proc_dots(file, buf, fill))
		return 0;
	while (file->f_pos < POS_FIRST + NR_OPEN) {
		fd = next_fd(dir, (u32)file->f_pos - POS_FIRST);
		if (fd < 0)
			break;
		file->f_pos = POS_FIRST + fd;
		len = snprintf(name, sizeof(name), "%d", fd);
		if (fill(buf, name, len, file->f_pos, fd_ino(dir, fd), DT_LNK))
			break;
		file->f_pos++;
	}
	return 0;
}

const struct inode_operations proc_fd_iops = {
	.lookup = fd_lookup,
	.permission = proc_pid_permission,
	.setattr = proc_setattr,
};

const struct file_operations proc_fd_fops = {
	.readdir = fd_readdir,
};
