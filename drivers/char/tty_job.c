/*
 * tty_job.c - job control: whose terminal it is, which process group stands
 * in the foreground, and what happens to the others when they read, write or
 * change modes (POSIX.1 11.1.3, 11.1.4).
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <asm/bitops.h>
#include <asm/system.h>
#include <asm/uaccess.h>

/* Would the signal do nothing to current? */
static bool is_ignored(int sig)
{
	return current->blocked & sigmask(sig) ||
	       current->sighand->action[sig - 1].sa_handler == SIG_IGN;
}

/*
 * A process group of the background is stopped by this signal, and the call
 * is made again when it goes on. The bit makes sure of that for a thread when
 * another one of the process takes the signal.
 */
static int stop_background(int sig)
{
	if (is_orphaned_pgrp(current->signal->pgrp))
		return -EIO;
	kill_pg(current->signal->pgrp, sig);
	set_bit(WORK_SIGNAL, &current->work);
	return -ERESTARTSYS;
}

/* Is current of the session of this terminal, but not in its foreground? */
static bool in_background(const struct tty_struct *tty)
{
	return current->signal->tty == tty && tty->pgrp > 0 &&
	       current->signal->pgrp != tty->pgrp;
}

/*
 * May current change the terminal's state, or write with TOSTOP? 0; else
 * SIGTTOU was sent: -ERESTARTSYS, or -EIO if nobody could wake it up again.
 */
int tty_check_change(struct tty_struct *tty)
{
	if (!in_background(tty) || is_ignored(SIGTTOU))
		return 0;
	return stop_background(SIGTTOU);
}

/* May current read? The same with SIGTTIN, which may not be ignored. It goes
   for /dev/console, too, which Linux lets everybody read. */
int tty_check_read(struct tty_file *tf)
{
	if (!in_background(tf->tty))
		return 0;
	return is_ignored(SIGTTIN) ? -EIO : stop_background(SIGTTIN);
}

/* --- the controlling terminal ------------------------------------------- */

/* The terminal becomes that of current's session. [k] */
void tty_make_ctty(struct tty_struct *tty)
{
	struct signal_struct *sig = current->signal;
	unsigned long flags;

	save_flags_cli(flags);
	tty->session = sig->session;
	tty->pgrp = sig->pgrp;
	restore_flags(flags);
	sig->tty = tty;
	sig->tty_old_pgrp = 0;
}

/* No process of the session has a terminal any more. [k] */
void session_clear_tty(pid_t session)
{
	struct task_struct *p;

	for_each_task(p)
		if (p->signal->session == session)
			p->signal->tty = NULL;
}

/* SIGHUP and SIGCONT; a group may have ended meanwhile. */
static void hangup_group(pid_t pgrp)
{
	if (pgrp > 0) {
		kill_pg(pgrp, SIGHUP);
		kill_pg(pgrp, SIGCONT);
	}
}

/*
 * The session of current, its leader, loses its terminal: because the leader
 * ends, and then the terminal is hung up, unless it is a pty, whose master may
 * have plans with it; or by TIOCNOTTY. If the terminal
 * was hung up before, who stood in the foreground then hears of it when the
 * leader ends. [k]
 */
void disassociate_ctty(bool on_exit)
{
	struct signal_struct *sig = current->signal;
	struct tty_struct *tty = sig->tty;
	unsigned long flags;

	if (!sig->is_leader)
		return;
	if (tty && on_exit && !tty->held) {
		tty_hangup(tty, true);
	} else if (tty) {
		hangup_group(tty->pgrp);
		save_flags_cli(flags);
		tty->session = tty->pgrp = 0;
		restore_flags(flags);
	} else if (on_exit) {
		hangup_group(sig->tty_old_pgrp);
	}
	sig->tty_old_pgrp = 0;
	session_clear_tty(sig->session);
}

/* The foreground process group, for /proc; -1 if there is no terminal. */
pid_t tty_pgrp(const struct tty_struct *tty)
{
	return tty ? tty->pgrp : -1;
}

/* --- ioctls ------------------------------------------------------------- */

/* TIOCSCTTY. With arg 1 root may take it away from another session. */
static int set_ctty(struct tty_file *tf, unsigned long arg)
{
	struct signal_struct *sig = current->signal;
	struct tty_struct *tty = tf->tty;

	if (sig->is_leader && sig->tty == tty && tty->session == sig->session)
		return 0;
	if (!sig->is_leader || sig->tty)
		return -EPERM;
	if (tty->session) {
		if (arg != 1 || !capable(CAP_SYS_ADMIN))
			return -EPERM;
		session_clear_tty(tty->session);
	}
	tty_make_ctty(tty);
	return 0;
}

/* TIOCNOTTY */
static int give_up_ctty(const struct tty_struct *tty)
{
	if (current->signal->tty != tty)
		return -ENOTTY;
	disassociate_ctty(false);
	current->signal->tty = NULL;
	return 0;
}

/* Is there a process of this group in the session? -ESRCH, -EPERM. */
static int check_group(pid_t pgrp, pid_t session)
{
	struct task_struct *p;
	int err = -ESRCH;

	for_each_task(p) {
		if (p->signal->pgrp != pgrp)
			continue;
		if (p->signal->session == session)
			return 0;
		err = -EPERM;
	}
	return err;
}

/* TIOCSPGRP, tcsetpgrp() */
static int set_foreground(struct tty_struct *tty, const int __user *arg)
{
	pid_t pgrp;
	int err = tty_check_change(tty);

	if (err)
		return err == -EIO ? -ENOTTY : err;
	if (get_user(pgrp, arg))
		return -EFAULT;
	if (current->signal->tty != tty ||
	    tty->session != current->signal->session)
		return -ENOTTY;
	if (pgrp < 0)
		return -EINVAL;
	err = check_group(pgrp, current->signal->session);
	if (!err)
		tty->pgrp = pgrp;
	return err;
}

/* The calls about sessions and process groups; -ENOIOCTLCMD for others. */
int tty_job_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg)
{
	struct tty_struct *tty = tf->tty;
	int __user *user = (int __user *)arg;

	switch (cmd) {
	case TIOCSCTTY:
		return set_ctty(tf, arg);
	case TIOCNOTTY:
		return give_up_ctty(tty);
	case TIOCSPGRP:
		return set_foreground(tty, user);
	case TIOCGPGRP:
		if (current->signal->tty != tty && !tf->master)
			return -ENOTTY;
		return put_user(tty->pgrp, user);
	case TIOCGSID:
		if (current->signal->tty != tty && !tf->master)
			return -ENOTTY;
		if (!tty->session)
			return -ENOTTY;
		return put_user(tty->session, user);
	}
	return -ENOIOCTLCMD;
}
