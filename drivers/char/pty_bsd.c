/*
 * pty_bsd.c - pairs as BSD has them: each master has a name, and who wants
 * one tries them in turn until an open() does not fail with EIO.
 *
 *	2,N	/dev/ptypX, the master		3,N	/dev/ttypX, the terminal
 *
 * The letter of N's upper half is one of "pqrstuvwxyzabcde", then N's lower
 * half follows as a hexadecimal digit.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include "pty.h"

static struct tty_struct *terminals[NR_BSD_PTYS];

struct tty_driver pty_bsd_driver = {
	.name = "ttyp",
	.major = PTY_SLAVE_MAJOR,
	.num = NR_BSD_PTYS,
	PTY_DRIVER_OPERATIONS,
	.ttys = terminals,
};

static int bsd_open(struct inode *inode, struct file *file)
{
	u32 index = MINOR(inode->i_rdev);
	struct pty *p;
	int err;

	if (index >= NR_BSD_PTYS)
		return -ENXIO;
	p = pty_get(&pty_bsd_driver, index);
	if (!p)
		return -ENOMEM;
	err = pty_take(p, file);
	if (!err)
		file->f_op = &pty_master_fops;
	return err;
}

static const struct file_operations bsd_fops = {
	.open = bsd_open,
};

/* At boot. */
void __init pty_bsd_init(void)
{
	if (register_chrdev(PTY_MASTER_MAJOR, "pty", &bsd_fops))
		printk(KERN_ERR "pty: major number %d is taken\n",
		       PTY_MASTER_MAJOR);
}
