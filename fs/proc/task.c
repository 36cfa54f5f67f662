/*
 * task.c - directories whose names are numbers of processes or threads: the
 * root of /proc, and task/ of a process.
 *
 * Numbers are given in rising order, and the place in the directory is the
 * number itself: whoever lives while the directory is read is seen once,
 * whatever comes and goes in the meantime, which may be during any fill().
 */
#include <linux/kernel.h>
#include "internal.h"

/* Puts pid into the sorted list of the n lowest seen; returns the new n. */
static int insert_pid(pid_t *pids, int n, pid_t pid)
{
	int i = n;

	if (n == PID_BATCH) {
		if (pid > pids[n - 1])
			return n;
		i = --n;
	}
	for (; i > 0 && pids[i - 1] > pid; i--)
		pids[i] = pids[i - 1];
	pids[i] = pid;
	return n + 1;
}

/*
 * The lowest numbers that are at least `from', PID_BATCH at most, of all
 * processes or (of) of one's threads. Returns how many. Kernel lock; does not
 * sleep.
 */
int proc_next_pids(struct task_struct *of, pid_t from, pid_t *pids)
{
	struct task_struct *p;
	int n = 0;

	if (of) {
		p = of;
		do {
			if (p->pid >= from)
				n = insert_pid(pids, n, p->pid);
			p = next_thread(p);
		} while (p != of);
		return n;
	}
	for_each_task(p)
		if (thread_group_leader(p) && p->pid >= from)
			n = insert_pid(pids, n, p->pid);
	return n;
}

/* One batch of names. Returns how many; -1: there is no room for more. */
static int fill_batch(struct file *file, void *buf, filldir_t fill,
		      loff_t base, const struct inode *of)
{
	struct task_struct *p = of ? proc_task(of) : NULL;
	pid_t pids[PID_BATCH];
	unsigned long ino;
	char name[12];
	int i, n, len;

	if (of && !p)
		return 0;
	n = proc_next_pids(p, file->f_pos - base, pids);
	for (i = 0; i < n; i++) {
		file->f_pos = base + pids[i];
		ino = (unsigned long)pids[i] << INO_PID_SHIFT |
		      (of ? INO_THREAD : 0);
		len = snprintf(name, sizeof(name), "%d", pids[i]);
		if (fill(buf, name, len, file->f_pos, ino, DT_DIR))
			return -1;
		file->f_pos++;
	}
	return n;
}

/*
 * Fills in the processes from file->f_pos - base on, or (of) the threads of
 * the process that this inode belongs to. For readdir().
 */
int proc_fill_pids(struct file *file, void *buf, filldir_t fill, loff_t base,
		   const struct inode *of)
{
	while (fill_batch(file, buf, fill, base, of) > 0)
		safe_point();
	return 0;
}

/* A thread of the process, by its number. */
static struct dentry *task_lookup(struct inode *dir, struct dentry *dentry)
{
	struct task_struct *leader = proc_task(dir), *p;
	int tid = proc_number(&dentry->d_name);

	if (!leader)
		return ERR_PTR(-ENOENT);
	p = tid > 0 ? find_task(tid) : NULL;
	if (!p || p->tgid != leader->tgid)
		return proc_add(dentry, NULL);
	return proc_pid_lookup(dir, dentry, p, true);
}

static int task_readdir(struct file *file, void *buf, filldir_t fill)
{
	if (proc_dots(file, buf, fill))
		return 0;
	return proc_fill_pids(file, buf, fill, POS_FIRST,
			      file->f_dentry->d_inode);
}

const struct inode_operations proc_task_iops = {
	.lookup = task_lookup,
	.permission = proc_pid_permission,
	.setattr = proc_setattr,
};

const struct file_operations proc_task_fops = {
	.readdir = task_readdir,
};
