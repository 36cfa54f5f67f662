/*
 * n_tty_in.c - each byte that arrives: does it stop the output, send a
 * signal, edit the line, end it, or belong to it (POSIX.1 11.1)? All here
 * runs in bottom halves, or with interrupts off.
 */
#include <linux/ctype.h>
#include <linux/signal.h>
#include <linux/tty_driver.h>

#define MARK		0xff		/* PARMRK: what follows is no input */

/* Signals the foreground; unless NOFLSH, what was typed and what is still to
   be shown is forgotten. */
static void signal_foreground(struct tty_struct *tty, int sig)
{
	if (!L_FLAG(tty, NOFLSH)) {
		n_tty_flush_input(tty);
		tty_flush_output(tty);
	}
	if (tty->pgrp > 0)
		kill_pg(tty->pgrp, sig);
}

/* The signal that c sends, or 0. */
static int signal_of(const struct tty_struct *tty, u8 c)
{
	if (!L_FLAG(tty, ISIG))
		return 0;
	if (tty_is_cc(tty, c, VINTR))
		return SIGINT;
	if (tty_is_cc(tty, c, VQUIT))
		return SIGQUIT;
	return tty_is_cc(tty, c, VSUSP) ? SIGTSTP : 0;
}

/* Three bytes that say what came with c, or its zero. */
static void put_marked(struct tty_struct *tty, u8 c)
{
	if (I_FLAG(tty, PARMRK)) {
		n_tty_put(tty, MARK);
		n_tty_put(tty, 0);
	} else {
		c = 0;
	}
	n_tty_put(tty, c);
}

static void receive_break(struct tty_struct *tty)
{
	if (I_FLAG(tty, IGNBRK))
		return;
	if (I_FLAG(tty, BRKINT))
		signal_foreground(tty, SIGINT);
	else
		put_marked(tty, 0);
}

/* A byte that belongs to the line, whatever it is. */
static void receive_plain(struct tty_struct *tty, u8 c)
{
	if (n_tty_full(tty)) {
		n_tty_bell(tty);
		return;
	}
	if (L_FLAG(tty, ECHO))
		n_tty_echo_typed(tty, c);
	if (I_FLAG(tty, PARMRK) && c == MARK)
		n_tty_put(tty, c);
	n_tty_put(tty, c);
}

/* START and STOP; true if c was one. */
static bool receive_flow(struct tty_struct *tty, u8 c)
{
	if (!I_FLAG(tty, IXON))
		return false;
	if (tty_is_cc(tty, c, VSTART)) {
		tty_start(tty);
		return true;
	}
	if (tty_is_cc(tty, c, VSTOP)) {
		tty_stop(tty);
		return true;
	}
	if (I_FLAG(tty, IXANY))
		tty_start(tty);
	return false;
}

/* INTR, QUIT, SUSP; true if c was one. */
static bool receive_signal(struct tty_struct *tty, u8 c)
{
	int sig = signal_of(tty, c);

	if (!sig)
		return false;
	if (I_FLAG(tty, IXON))
		tty_start(tty);
	signal_foreground(tty, sig);
	if (L_FLAG(tty, ECHO)) {
		n_tty_end_erasing(tty);
		n_tty_echo(tty, c);
	}
	return true;
}

/* Whether c ends the line; an EOF character does, and is not in it. */
static bool receive_end(struct tty_struct *tty, u8 c)
{
	if (c == '\n') {
		if (L_FLAG(tty, ECHO))
			n_tty_end_erasing(tty);
		if (L_FLAG(tty, ECHO | ECHONL))
			n_tty_echo_text(tty, "\n", 1);
		n_tty_end_line(tty, c);
	} else if (tty_is_cc(tty, c, VEOF)) {
		n_tty_end_line(tty, 0);
	} else if (tty_is_cc(tty, c, VEOL) ||
		   (L_FLAG(tty, IEXTEN) && tty_is_cc(tty, c, VEOL2))) {
		if (L_FLAG(tty, ECHO))
			n_tty_echo_typed(tty, c);
		n_tty_end_line(tty, c);
	} else {
		return false;
	}
	return true;
}

/* LNEXT: the next byte means itself. */
static bool receive_lnext(struct tty_struct *tty, u8 c)
{
	if (!L_FLAG(tty, IEXTEN) || !tty_is_cc(tty, c, VLNEXT))
		return false;
	tty->literal = true;
	if (L_FLAG(tty, ECHO)) {
		n_tty_end_erasing(tty);
		if (L_FLAG(tty, ECHOCTL))
			n_tty_echo_text(tty, "^\b", 2);
	}
	return true;
}

/* A byte without a fault, with its bits as they are wanted. */
static void receive_char(struct tty_struct *tty, u8 c)
{
	if (tty->literal) {
		tty->literal = false;
		receive_plain(tty, c);
		return;
	}
	if (receive_flow(tty, c) || receive_signal(tty, c))
		return;
	if (c == '\r') {
		if (I_FLAG(tty, IGNCR))
			return;
		if (I_FLAG(tty, ICRNL))
			c = '\n';
	} else if (c == '\n' && I_FLAG(tty, INLCR)) {
		c = '\r';
	}
	if (L_FLAG(tty, ICANON) &&
	    (n_tty_edit(tty, c) || receive_lnext(tty, c) ||
	     receive_end(tty, c)))
		return;
	receive_plain(tty, c);
}

/*
 * A byte has arrived, and `flag', TTY_ something, with it. The driver asks
 * n_tty_room() first, and calls n_tty_input_done() after the last of those
 * that it has. (b)
 */
void n_tty_input(struct tty_struct *tty, u8 c, u8 flag)
{
	if (!tty->buf)
		return;
	if (flag == TTY_BREAK) {
		receive_break(tty);
		return;
	}
	if (flag != TTY_NORMAL && I_FLAG(tty, INPCK)) {
		if (!I_FLAG(tty, IGNPAR))
			put_marked(tty, c);
		return;
	}
	if (I_FLAG(tty, ISTRIP))
		c &= 0x7f;
	if (I_FLAG(tty, IUCLC) && L_FLAG(tty, IEXTEN))
		c = tolower(c);
	if (L_FLAG(tty, EXTPROC))
		n_tty_put(tty, c);	/* who sends it has done the rest */
	else
		receive_char(tty, c);
}

/* Wakes readers, if there is something for them, and sees to it that the
   sender waits if it has to. (b) */
void n_tty_input_done(struct tty_struct *tty)
{
	if (n_tty_ready(tty, 1))
		wake_up(&tty->read_wait);
	tty_check_throttle(tty);
	tty_check_unthrottle(tty);
}
