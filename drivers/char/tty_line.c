/*
 * tty_line.c - ioctl() for what only lines to somewhere else have: breaks,
 * and the wires of a modem.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define BREAK_TICKS	(HZ / 4)	/* tcsendbreak(): 0.25 to 0.5 s */
#define DECISECOND	(HZ / 10)	/* what TCSBRKP counts in */
#define LONGEST_BREAK	3000		/* of these; nobody wants more */
#define FOREVER		LONG_MAX

static void set_break(struct tty_struct *tty, bool on)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (tty->driver->set_break)
		tty->driver->set_break(tty, on);
	restore_flags(flags);
}

/* A break of so many ticks, where there is such a thing; a signal ends it
   early. */
static int send_break(struct tty_struct *tty, long ticks)
{
	if (!tty->driver->set_break)
		return 0;
	set_break(tty, true);
	current->state = TASK_INTERRUPTIBLE;
	schedule_timeout(ticks);
	set_break(tty, false);
	return signal_pending(current) ? -EINTR : 0;
}

/* What is done after all output has left: TCSBRK and its like. */
static int after_output(struct tty_file *tf, u32 cmd, unsigned long arg)
{
	struct tty_struct *tty = tf->tty;
	int err = tty_check_change(tty);

	if (!err && cmd != TIOCCBRK)
		err = tty_wait_until_sent(tf, FOREVER);
	if (err)
		return err;
	if (tf->hung_up)
		return -EIO;
	if (cmd == TIOCSBRK || cmd == TIOCCBRK)
		set_break(tty, cmd == TIOCSBRK);
	else if (cmd == TCSBRK)
		return arg ? 0 : send_break(tty, BREAK_TICKS);
	else
		return send_break(tty, !arg ? BREAK_TICKS :
				  arg > LONGEST_BREAK ?
				  LONGEST_BREAK * DECISECOND :
				  (long)arg * DECISECOND);
	return 0;
}

/* TIOCMBIS, TIOCMBIC, TIOCMSET */
static int set_modem(struct tty_struct *tty, u32 cmd, const u32 __user *arg)
{
	const u32 all = TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 |
			TIOCM_LOOP;
	unsigned long flags;
	u32 bits;

	if (get_user(bits, arg))
		return -EFAULT;
	bits &= all;
	save_flags_cli(flags);
	tty->driver->set_modem(tty, cmd == TIOCMBIC ? 0 : bits,
			       cmd == TIOCMBIS ? 0 :
			       cmd == TIOCMBIC ? bits : all & ~bits);
	restore_flags(flags);
	return 0;
}

/* The calls about breaks and modems; -ENOIOCTLCMD for others. */
int tty_line_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg)
{
	struct tty_struct *tty = tf->tty;

	switch (cmd) {
	case TCSBRK:
	case TCSBRKP:
	case TIOCSBRK:
	case TIOCCBRK:
		return after_output(tf, cmd, arg);
	case TIOCMGET:
		if (!tty->driver->get_modem)
			return -ENOTTY;
		return put_user(tty->driver->get_modem(tty),
				(int __user *)arg);
	case TIOCMBIS:
	case TIOCMBIC:
	case TIOCMSET:
		if (!tty->driver->set_modem)
			return -ENOTTY;
		return set_modem(tty, cmd, (const u32 __user *)arg);
	}
	return -ENOIOCTLCMD;
}
