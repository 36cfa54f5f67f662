/*
 * tty_flow.c - who has to wait: the program, because STOP was typed or
 * tcflow() said so; the sender of input, because our buffer is nearly full,
 * which STOP or the line RTS tells it.
 */
#include <linux/tty_driver.h>

/* Stops the output. (b) */
void tty_stop(struct tty_struct *tty)
{
	if (tty->stopped)
		return;
	tty->stopped = true;
	if (tty->driver->stop)
		tty->driver->stop(tty);
}

/* Lets the output go on, unless tcflow() has stopped it, too. (b) */
void tty_start(struct tty_struct *tty)
{
	if (!tty->stopped || tty->tco_stopped)
		return;
	tty->stopped = false;
	if (tty->driver->start)
		tty->driver->start(tty);
	wake_up(&tty->write_wait);
}

/* Sends c before all that waits to be sent, even while stopped. (b) */
void tty_send_xchar(struct tty_struct *tty, u8 c)
{
	if (!c)
		return;
	if (tty->driver->send_xchar)
		tty->driver->send_xchar(tty, c);
	else
		tty->driver->write(tty, &c, 1);
}

/* Has the sender wait if there is little room. While no line is complete,
   waiting would not help. (b) */
void tty_check_throttle(struct tty_struct *tty)
{
	if (tty->throttled || TTY_BUF_SIZE - (tty->head - tty->tail) >=
			      TTY_ROOM_LOW)
		return;
	if (tty_wants_lines(&tty->termios) && tty->canon == tty->tail)
		return;
	tty->throttled = true;
	if (I_FLAG(tty, IXOFF))
		tty_send_xchar(tty, tty->termios.c_cc[VSTOP]);
	if (tty->driver->throttle)
		tty->driver->throttle(tty);
}

/* Lets the sender go on. */
static void unthrottle(struct tty_struct *tty)
{
	tty->throttled = false;
	if (I_FLAG(tty, IXOFF))
		tty_send_xchar(tty, tty->termios.c_cc[VSTART]);
	if (tty->driver->unthrottle)
		tty->driver->unthrottle(tty);
}

/*
 * Something was read or forgotten: takes what the driver had to hold back,
 * and then lets the sender go on if there is not much left to read. (b)
 */
void tty_check_unthrottle(struct tty_struct *tty)
{
	if (tty->input_held && n_tty_room(tty)) {
		tty->input_held = false;
		if (tty->driver->resume_input)
			tty->driver->resume_input(tty);
	}
	if (!tty->throttled)
		return;
	if (tty->head - tty->tail <= TTY_ROOM_LOW ||
	    (tty_wants_lines(&tty->termios) && tty->canon == tty->tail))
		unthrottle(tty);
}

/* Forgets all input that was not read, the driver's, too. (b) */
void tty_flush_input(struct tty_struct *tty)
{
	bool held;

	do {
		held = tty->input_held;
		n_tty_flush_input(tty);
		tty_check_unthrottle(tty);
	} while (held);
	wake_up(&tty->read_wait);
}

/* Forgets all output that was not sent. (b) */
void tty_flush_output(struct tty_struct *tty)
{
	if (tty->driver->flush_buffer)
		tty->driver->flush_buffer(tty);
	wake_up(&tty->write_wait);
}
