/*
 * pty_unix98.c - pairs as Unix 98 has them: /dev/ptmx is the master of a new
 * one each time it is opened, whose terminal is /dev/pts/N. The number is
 * what TIOCGPTN says, the name is made by fs/devpts. The terminal cannot be
 * opened until TIOCSPTLCK lets it (unlockpt()).
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include "pty.h"

static struct tty_struct *terminals[NR_PTS];

struct tty_driver pts_driver = {
	.name = "pts/",
	.major = PTS_MAJOR,
	.num = NR_PTS,
	PTY_DRIVER_OPERATIONS,
	.ttys = terminals,
};

/* The name of terminal n; NULL if nobody has its master. */
struct pts_node *pts_node(u32 n)
{
	struct pty *p = n < NR_PTS && terminals[n] ? pty_of(terminals[n]) :
			NULL;

	return p && p->out ? &p->node : NULL;
}

/* A name as the mount options want it. */
static void init_node(struct pts_node *node)
{
	static u32 serial;

	node->serial = ++serial;
	node->uid = devpts_options.set_uid ? devpts_options.uid :
		    current->fsuid;
	node->gid = devpts_options.set_gid ? devpts_options.gid :
		    current->fsgid;
	node->mode = devpts_options.mode;
}

/* open() of /dev/ptmx. -ENOSPC: there are too many. */
int ptmx_open(struct inode *inode __unused, struct file *file)
{
	u32 n, max = min(devpts_options.max, (u32)NR_PTS);
	struct pty *p;
	int err;

	for (n = 0; n < max; n++) {
		p = pty_get(&pts_driver, n);
		if (!p)
			return -ENOMEM;
		if (!p->taken)
			break;
	}
	if (n == max)
		return -ENOSPC;
	init_node(&p->node);
	err = pty_take(p, file);
	if (!err) {
		p->tty->locked = true;
		file->f_op = &pty_master_fops;
	}
	return err;
}
