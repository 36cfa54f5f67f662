/*
 * tty_hangup.c - the line is gone, or is to be as if it were: all who have
 * the terminal open find the end of the file, and the session that has it is
 * told (POSIX.1 11.1.10). Files of /dev/console are left alone, or process 1
 * would lose its voice when somebody logs out. What a pty's master has not
 * read yet is left to it: the last words of a session.
 */
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <asm/system.h>

/* SIGHUP for the leader, and for the foreground if the leader is ending. No
   process of the session has the terminal any more. */
static void tell_session(struct tty_struct *tty, bool leader_exits)
{
	struct task_struct *p;

	for_each_task(p) {
		if (p->signal->session != tty->session ||
		    p->signal->tty != tty)
			continue;
		p->signal->tty = NULL;
		if (!p->signal->is_leader)
			continue;
		p->signal->tty_old_pgrp = tty->pgrp;
		send_sig(SIGHUP, p);
		send_sig(SIGCONT, p);
	}
	if (leader_exits && tty->pgrp > 0)
		kill_pg(tty->pgrp, SIGHUP);
	tty->session = tty->pgrp = 0;
}

/*
 * Hangs the terminal up; leader_exits: because its session leader ends. With
 * the kernel lock; does not sleep.
 */
void tty_hangup(struct tty_struct *tty, bool leader_exits)
{
	struct tty_file *tf, *next;
	unsigned long flags;

	save_flags_cli(flags);
	tty_forget_redirect(tty);
	if (tty->session)
		tell_session(tty, leader_exits);
	list_for_each_entry_safe(tf, next, &tty->files, list) {
		if (tf->console)
			continue;
		tf->hung_up = true;
		tty->hung_files++;
		list_del(&tf->list);
		if (!--tty->count)
			tty_shut(tty);
	}
	if (tty->count) {
		tty_flush_input(tty);
		tty_flush_output(tty);
	} else if (tty->held) {
		tty_flush_input(tty);
	}
	wake_up(&tty->read_wait);
	wake_up(&tty->write_wait);
	wake_up(&tty->open_wait);
	restore_flags(flags);
}

/* vhangup(): current's terminal, if it has one. May it? The caller knows. */
long tty_vhangup(void)
{
	struct tty_struct *tty = current->signal->tty;

	if (tty)
		tty_hangup(tty, false);
	return 0;
}
