/*
 * tty_ioctl.c - ioctl() of terminals: flow, queues, window size, and who may
 * open it. Modes are in tty_modes.c, job control in tty_job.c, what only a
 * real line has in tty_line.c.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define N_TTY		0		/* the only line discipline */

/* TCXONC, tcflow(). Interrupts off. */
static int flow(struct tty_struct *tty, unsigned long arg)
{
	switch (arg) {
	case TCOOFF:
		if (!tty->tco_stopped) {
			tty->tco_stopped = true;
			tty_stop(tty);
		}
		return 0;
	case TCOON:
		if (tty->tco_stopped) {
			tty->tco_stopped = false;
			tty_start(tty);
		}
		return 0;
	case TCIOFF:
		tty_send_xchar(tty, tty->termios.c_cc[VSTOP]);
		return 0;
	case TCION:
		tty_send_xchar(tty, tty->termios.c_cc[VSTART]);
		return 0;
	}
	return -EINVAL;
}

/* TCFLSH, tcflush(). Interrupts off. */
static int flush(struct tty_struct *tty, unsigned long arg)
{
	if (arg > TCIOFLUSH)
		return -EINVAL;
	if (arg != TCOFLUSH)
		tty_flush_input(tty);
	if (arg != TCIFLUSH)
		tty_flush_output(tty);
	return 0;
}

/* Calls that change what others see: not from the background. */
static int change(struct tty_struct *tty, u32 cmd, unsigned long arg)
{
	int err = tty_check_change(tty);
	unsigned long flags;

	if (err)
		return err;
	save_flags_cli(flags);
	err = cmd == TCXONC ? flow(tty, arg) : flush(tty, arg);
	restore_flags(flags);
	return err;
}

/* TIOCSTI: as if it had been typed. Into one's own terminal, or by root. */
static int type(struct tty_struct *tty, const char __user *arg)
{
	unsigned long flags;
	char c;

	if (current->signal->tty != tty && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (get_user(c, arg))
		return -EFAULT;
	save_flags_cli(flags);
	if (n_tty_room(tty)) {
		n_tty_input(tty, c, TTY_NORMAL);
		n_tty_input_done(tty);
	}
	restore_flags(flags);
	return 0;
}

/* TIOCSWINSZ */
static int set_size(struct tty_struct *tty, const struct winsize __user *arg)
{
	struct winsize ws;

	if (copy_from_user(&ws, arg, sizeof(ws)))
		return -EFAULT;
	if (!memcmp(&ws, &tty->winsize, sizeof(ws)))
		return 0;
	tty->winsize = ws;
	if (tty->pgrp > 0)
		kill_pg(tty->pgrp, SIGWINCH);
	return 0;
}

/* TIOCINQ, which is FIONREAD */
static int input_count(struct tty_struct *tty, int __user *arg)
{
	unsigned long flags;
	int n;

	save_flags_cli(flags);
	n = tty->buf ? n_tty_count(tty) : 0;
	restore_flags(flags);
	return put_user(n, arg);
}

/* TIOCSETD: there is nothing to choose. */
static int set_discipline(const int __user *arg)
{
	int n;

	if (get_user(n, arg))
		return -EFAULT;
	return n == N_TTY ? 0 : -EINVAL;
}

/* TIOCSSOFTCAR: CLOCAL by another name. */
static int set_clocal(struct tty_struct *tty, const int __user *arg)
{
	struct termios2 t;
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	t = tty->termios;
	t.c_cflag &= ~CLOCAL;
	if (on)
		t.c_cflag |= CLOCAL;
	tty_set_termios(tty, &t);
	return 0;
}

/* What is left when the others have been asked. */
static int tty_own_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg)
{
	struct tty_struct *tty = tf->tty;
	struct winsize ws = tty->winsize;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case TCXONC:
	case TCFLSH:
		return change(tty, cmd, arg);
	case TIOCEXCL:
		tty->exclusive = true;
		return 0;
	case TIOCNXCL:
		tty->exclusive = false;
		return 0;
	case TIOCGEXCL:
		return put_user((int)tty->exclusive, (int __user *)user);
	case TIOCSTI:
		return type(tty, user);
	case TIOCGWINSZ:
		return copy_to_user(user, &ws, sizeof(ws));
	case TIOCSWINSZ:
		return set_size(tty, user);
	case TIOCINQ:
		return input_count(tty, user);
	case TIOCOUTQ:
		return put_user((int)tty->driver->chars_in_buffer(tty),
				(int __user *)user);
	case TIOCGETD:
		return put_user(N_TTY, (int __user *)user);
	case TIOCSETD:
		return set_discipline(user);
	case TIOCGSOFTCAR:
		return put_user(C_FLAG(tty, CLOCAL) ? 1 : 0,
				(int __user *)user);
	case TIOCSSOFTCAR:
		return set_clocal(tty, user);
	case TIOCGDEV:
		return put_user(new_encode_dev(tty_devnum(tty)),
				(u32 __user *)user);
	case TIOCCONS:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		return tty_redirect_console(tf);
	case TIOCVHANGUP:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		tty_hangup(tty, false);
		return 0;
	}
	return -ENOIOCTLCMD;
}

/* ioctl(); -ENOTTY for what no terminal knows, -EIO after a hang-up. */
int tty_ioctl(struct inode *inode __unused, struct file *file, u32 cmd,
	      unsigned long arg)
{
	struct tty_file *tf = file->private_data;
	const struct tty_driver *driver = tf->tty->driver;
	int res;

	if (tf->hung_up)
		return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
	res = tty_modes_ioctl(tf, cmd, arg);
	if (res == -ENOIOCTLCMD)
		res = tty_job_ioctl(tf, cmd, arg);
	if (res == -ENOIOCTLCMD)
		res = tty_own_ioctl(tf, cmd, arg);
	if (res == -ENOIOCTLCMD)
		res = tty_line_ioctl(tf, cmd, arg);
	if (res == -ENOIOCTLCMD && driver->ioctl)
		res = driver->ioctl(tf->tty, cmd, arg);
	return res == -ENOIOCTLCMD ? -ENOTTY : res;
}
