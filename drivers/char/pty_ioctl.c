/*
 * pty_ioctl.c - ioctl() of a master. It has a few calls of its own; the
 * others act on the terminal as if they were made there: modes, size, the
 * foreground group.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "pty.h"

/* TIOCPKT: packet mode on or off. */
static int set_packet(struct pty *p, const int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	if (!on != !p->packet)
		p->status = 0;
	p->packet = on;
	return 0;
}

/* TIOCSPTLCK: while it is locked, nobody can open the terminal. */
static int set_lock(struct pty *p, const int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	p->tty->locked = on;
	return 0;
}

/* TIOCSIG: the signals that the terminal itself may send. */
static int signal(const struct pty *p, unsigned long sig)
{
	if (sig != SIGINT && sig != SIGQUIT && sig != SIGTSTP)
		return -EINVAL;
	if (p->tty->pgrp > 0)
		kill_pg(p->tty->pgrp, sig);
	return 0;
}

/* TCFLSH: the master's input is the terminal's output. */
static int flush(struct pty *p, unsigned long arg)
{
	unsigned long flags;

	if (arg > TCIOFLUSH)
		return -EINVAL;
	save_flags_cli(flags);
	if (arg != TCOFLUSH)
		pty_flush(p);
	if (arg != TCIFLUSH)
		tty_flush_input(p->tty);
	restore_flags(flags);
	return 0;
}

/* TIOCGPTN: which terminal it is, if that has a name in /dev/pts. */
static int get_number(const struct pty *p, u32 __user *arg)
{
	if (p->tty->driver != &pts_driver)
		return -EINVAL;
	return put_user(p->tty->index, arg);
}

int pty_ioctl(struct inode *inode, struct file *file, u32 cmd,
	      unsigned long arg)
{
	struct pty *p = pty_of_file(file);
	int __user *user = (int __user *)arg;

	switch (cmd) {
	case TIOCPKT:
		return set_packet(p, user);
	case TIOCGPKT:
		return put_user((int)p->packet, user);
	case TIOCGPTN:
		return get_number(p, (u32 __user *)user);
	case TIOCSPTLCK:
		return set_lock(p, user);
	case TIOCGPTLCK:
		return put_user((int)p->tty->locked, user);
	case TIOCSIG:
		return signal(p, arg);
	case TCFLSH:
		return flush(p, arg);
	case TIOCINQ:
		return put_user((int)pty_readable(p), user);
	}
	return tty_ioctl(inode, file, cmd, arg);
}
