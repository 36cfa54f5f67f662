/*
 * inode.c - the inodes of /proc, made at lookup and thrown away with their
 * last user. What belongs to a process ceases to be valid with it.
 */
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/ptrace.h>
#include <linux/string.h>
#include <linux/vm.h>
#include "internal.h"

/* The process that the inode belongs to: NULL if it has ended. Kernel lock;
   good until the caller sleeps. */
struct task_struct *proc_task(const struct inode *inode)
{
	struct task_struct *p = find_task(PROC_I(inode)->pid);

	return p && p->start_time == PROC_I(inode)->start_time ? p : NULL;
}

/* May current look into the memory and files of p? Of files, fsuid decides. */
bool proc_may_inspect(const struct task_struct *p)
{
	return may_inspect(p, current->fsuid, current->fsgid);
}

/* Files of a process belong to who it is; to root if it has been set-id. */
static void set_owner(struct inode *inode, const struct task_struct *p)
{
	bool own = !p->mm || p->mm->dumpable;

	inode->i_uid = own ? p->euid : 0;
	inode->i_gid = own ? p->egid : 0;
}

/* The permissions of a link in fd/ say how the file is open. */
static void set_fd_mode(struct inode *inode, const struct task_struct *p)
{
	const struct file *file = p->files ?
		fcheck(p->files, PROC_I(inode)->fd) : NULL;

	inode->i_mode = S_IFLNK | S_IXUSR;
	if (file && file->f_mode & FMODE_READ)
		inode->i_mode |= S_IRUSR;
	if (file && file->f_mode & FMODE_WRITE)
		inode->i_mode |= S_IWUSR;
}

/* Is the name of a process's file still true? Brings its owner up to date. */
static bool pid_revalidate(struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	struct task_struct *p = inode ? proc_task(inode) : NULL;

	if (!p)
		return false;
	set_owner(inode, p);
	if (inode->i_ino & INO_FD) {
		if (!p->files || !fcheck(p->files, PROC_I(inode)->fd))
			return false;
		set_fd_mode(inode, p);
	}
	return true;
}

/* Names of processes are not kept: they would soon be wrong. */
static bool pid_delete(const struct dentry *dentry __unused)
{
	return true;
}

static const struct dentry_operations pid_dops = {
	.d_revalidate = pid_revalidate,
	.d_delete = pid_delete,
};

static void set_operations(struct inode *inode, const struct proc_entry *e)
{
	inode->i_op = e->iops ? e->iops :
		      S_ISLNK(e->mode) ? &proc_link_iops : &proc_file_iops;
	if (e->fops)
		inode->i_fop = e->fops;
	else if (S_ISREG(e->mode))
		inode->i_fop = &proc_text_fops;
}

/* What an inode stands for, before there is one. */
static struct proc_inode *new_proc_inode(const struct proc_entry *entry,
					 unsigned long ino,
					 const struct task_struct *p,
					 const struct inode *dir)
{
	struct proc_inode id = { .entry = entry };
	struct proc_inode *pi;

	if (p) {
		id.pid = p->pid;
		id.start_time = p->start_time;
		id.fd = ino & INO_FD ? ino & (NR_OPEN - 1) : 0;
		id.thread = ino & INO_THREAD || (dir && PROC_I(dir)->thread);
	}
	pi = kmalloc(sizeof(*pi), GFP_KERNEL);
	if (pi)
		*pi = id;
	return pi;
}

/* Sets the owner from the process, unless that has ended meanwhile. */
static bool fill_pid_inode(struct inode *inode)
{
	struct task_struct *p = proc_task(inode);

	if (!p)
		return false;
	set_owner(inode, p);
	if (inode->i_ino & INO_FD)
		set_fd_mode(inode, p);
	return true;
}

/*
 * A new inode for an entry; p is the process that it belongs to, or NULL, and
 * `dir' what it lies in: a thread's files are in a thread's directory. NULL
 * if there is no memory, or p has ended. May sleep: p is not valid any more.
 */
struct inode *proc_new_inode(struct super_block *sb,
			     const struct proc_entry *entry, unsigned long ino,
			     const struct task_struct *p,
			     const struct inode *dir)
{
	struct proc_inode *pi = new_proc_inode(entry, ino, p, dir);
	struct inode *inode = pi ? new_inode(sb) : NULL;

	if (!inode) {
		kfree(pi);
		return NULL;
	}
	inode->i_private = pi;
	inode->i_ino = ino;
	inode->i_mode = entry->mode;
	inode->i_nlink = S_ISDIR(entry->mode) ? 2 : 1;
	inode->i_blksize = PAGE_SIZE;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_fs_time();
	set_operations(inode, entry);
	if (pi->pid && !fill_pid_inode(inode)) {
		iput(inode);
		return NULL;
	}
	return inode;
}

/*
 * The end of a lookup: gives the name its inode, or none if NULL. What a
 * lookup() returns.
 */
struct dentry *proc_add(struct dentry *dentry, struct inode *inode)
{
	if (!inode || PROC_I(inode)->pid)
		dentry->d_op = &pid_dops;
	d_add(dentry, inode);
	return NULL;
}

/* Fills in "." and ".." if the file is at them. 0, or not 0 to stop. */
int proc_dots(struct file *file, void *buf, filldir_t fill)
{
	struct dentry *d = file->f_dentry;

	if (file->f_pos == 0) {
		if (fill(buf, ".", 1, 0, d->d_inode->i_ino, DT_DIR))
			return 1;
		file->f_pos = 1;
	}
	if (file->f_pos == 1) {
		if (fill(buf, "..", 2, 1, d->d_parent->d_inode->i_ino, DT_DIR))
			return 1;
		file->f_pos = POS_FIRST;
	}
	return 0;
}

/* chmod() and its like are refused; open(O_TRUNC) has nothing to do. */
int proc_setattr(struct dentry *dentry __unused, struct iattr *attr)
{
	return attr->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID) ?
	       -EPERM : 0;
}

const struct inode_operations proc_file_iops = {
	.permission = proc_pid_permission,
	.setattr = proc_setattr,
};

/* --- the super block's --------------------------------------------------- */

static void proc_clear_inode(struct inode *inode)
{
	kfree(inode->i_private);
	inode->i_private = NULL;
}

#define PROC_MAGIC	0x9fa0

static int proc_statfs(struct super_block *sb __unused, struct kstatfs *st)
{
	st->f_type = PROC_MAGIC;
	st->f_bsize = st->f_frsize = PAGE_SIZE;
	st->f_namelen = NAME_MAX;
	return 0;
}

const struct super_operations proc_sops = {
	.clear_inode = proc_clear_inode,
	.statfs = proc_statfs,
};
