/*
 * n_tty_out.c - what the line discipline makes of output (POSIX.1 11.2.3):
 * new lines and returns, tabs, case. It follows the cursor's column for that,
 * and for echo, which has to know how far a tab goes.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty_driver.h>

#define TAB_WIDTH	8
#define CHAR_MOST	TAB_WIDTH	/* bytes that one may become */
#define OUT_SIZE	128

/* A new line goes to the device as *to; returns its length. */
static u32 new_line(struct tty_struct *tty, u8 *to)
{
	bool cr = O_FLAG(tty, ONLCR);

	if (cr || O_FLAG(tty, ONLRET))
		tty->column = 0;
	tty->canon_column = tty->column;
	if (cr)
		*to++ = '\r';
	*to = '\n';
	return cr + 1;
}

static u32 carriage_return(struct tty_struct *tty, u8 *to)
{
	if (O_FLAG(tty, ONOCR) && !tty->column)
		return 0;
	*to = O_FLAG(tty, OCRNL) ? '\n' : '\r';
	if (!O_FLAG(tty, OCRNL) || O_FLAG(tty, ONLRET))
		tty->column = tty->canon_column = 0;
	return 1;
}

static u32 tab(struct tty_struct *tty, u8 *to)
{
	u32 width = TAB_WIDTH - tty->column % TAB_WIDTH;

	tty->column += width;
	if (O_FLAG(tty, TABDLY) != XTABS) {
		*to = '\t';
		return 1;
	}
	memset(to, ' ', width);
	return width;
}

static u32 other(struct tty_struct *tty, u8 c, u8 *to)
{
	if (c == '\b') {
		tty->column -= tty->column != 0;
	} else if (!iscntrl(c)) {
		if (O_FLAG(tty, OLCUC))
			c = toupper(c);
		tty->column += !tty_is_continuation(tty, c);
	}
	*to = c;
	return 1;
}

/* Writes what c becomes to `to', CHAR_MOST bytes; returns how many. */
static u32 process(struct tty_struct *tty, u8 c, u8 *to)
{
	switch (c) {
	case '\n':
		return new_line(tty, to);
	case '\r':
		return carriage_return(tty, to);
	case '\t':
		return tab(tty, to);
	default:
		return other(tty, c, to);
	}
}

/*
 * Sends bytes to the device, which has `room' for so many. Returns how many
 * of them were dealt with; fewer than n when the room was not enough.
 */
u32 n_tty_output(struct tty_struct *tty, const u8 *s, u32 n, u32 room)
{
	bool plain = !O_FLAG(tty, OLCUC);
	u32 len = 0, done;
	u8 out[OUT_SIZE];

	if (!O_FLAG(tty, OPOST))
		return tty->driver->write(tty, s, min(n, room));
	for (done = 0; done < n && room >= len + CHAR_MOST; done++) {
		if (plain && isprint(s[done])) {
			tty->column++;
			out[len++] = s[done];
		} else {
			len += process(tty, s[done], out + len);
		}
		if (len > OUT_SIZE - CHAR_MOST) {
			tty->driver->write(tty, out, len);
			room -= len;
			len = 0;
		}
	}
	if (len)
		tty->driver->write(tty, out, len);
	return done;
}
