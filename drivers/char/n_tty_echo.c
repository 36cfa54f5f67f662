/*
 * n_tty_echo.c - what is typed appears on the terminal. An echo never waits:
 * writers leave the device some room for it (TTY_ECHO_ROOM), and what does
 * not fit even there is not shown, but never a part of a sequence alone.
 */
#include <linux/ctype.h>
#include <linux/tty_driver.h>

#define CHAR_MOST	8		/* bytes that one may become: a tab */
#define CTRL_BIT	0x40		/* in which ^A and A differ */

/* Echoes these n characters, or none of them. */
void n_tty_echo_text(struct tty_struct *tty, const char *s, u32 n)
{
	u32 room = tty->driver->write_room(tty);

	if (room >= n * CHAR_MOST)
		n_tty_output(tty, (const u8 *)s, n, room);
}

/* Echoes one character, control characters as ^X if they are to be seen. */
void n_tty_echo(struct tty_struct *tty, u8 c)
{
	char text[2] = { '^', c ^ CTRL_BIT };

	if (L_FLAG(tty, ECHOCTL) && iscntrl(c) && c != '\t' && c != '\n')
		n_tty_echo_text(tty, text, 2);
	else
		n_tty_echo_text(tty, (const char *)&c, 1);
}

/* Echoes a character that becomes a part of the line. */
void n_tty_echo_typed(struct tty_struct *tty, u8 c)
{
	n_tty_end_erasing(tty);
	if (tty->head == tty->canon)
		tty->canon_column = tty->column;
	n_tty_echo(tty, c);
}

/* ECHOPRT: what was erased stands between \ and /. */
void n_tty_end_erasing(struct tty_struct *tty)
{
	if (tty->erasing)
		n_tty_echo_text(tty, "/", 1);
	tty->erasing = false;
}

/* The line is full. */
void n_tty_bell(struct tty_struct *tty)
{
	if (I_FLAG(tty, IMAXBEL))
		n_tty_echo_text(tty, "\a", 1);
}
