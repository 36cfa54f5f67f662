/*
 * fs_struct.c - what processes have of the tree of names: root, present
 * directory and umask. clone(CLONE_FS) shares it.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include "file_io.h"

/*
 * For fork: p gets a copy of current's, or shares it. 0 or -ENOMEM. Before
 * the root is mounted there are no directories to count. May sleep.
 */
int copy_fs(struct task_struct *p, bool share)
{
	struct fs_struct *fs;

	if (share) {
		p->fs = current->fs;
		p->fs->count++;
		return 0;
	}
	fs = kmalloc(sizeof(*fs), GFP_KERNEL);
	if (!fs)
		return -ENOMEM;
	*fs = *current->fs;
	fs->count = 1;
	if (fs->root)
		dget(fs->root);
	if (fs->pwd)
		dget(fs->pwd);
	p->fs = fs;
	return 0;
}

/* p ends, or has never begun. May sleep. */
void exit_fs(struct task_struct *p)
{
	struct fs_struct *fs = p->fs;

	p->fs = NULL;
	if (!fs || --fs->count)
		return;
	if (fs->root)
		dput(fs->root);
	if (fs->pwd)
		dput(fs->pwd);
	kfree(fs);
}
