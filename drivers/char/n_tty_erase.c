/*
 * n_tty_erase.c - the line is edited while it is typed: ERASE, WERASE, KILL
 * and REPRINT, and what the terminal shows of that.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/tty_driver.h>

#define TAB_WIDTH	8

/* All is done with interrupts off, so only so many characters are wiped out or
   shown for one that is typed: a few rows of a screen. The cursor does not go
   back over more of them anyway. */
#define ROWS		512

static u8 byte_at(const struct tty_struct *tty, u32 pos)
{
	return tty->buf[pos % TTY_BUF_SIZE];
}

/* Columns that c takes on the terminal when the cursor is in `column'. */
static u32 width(const struct tty_struct *tty, u8 c, u32 column)
{
	if (c == '\t')
		return TAB_WIDTH - column % TAB_WIDTH;
	if (iscntrl(c))
		return L_FLAG(tty, ECHOCTL) ? 2 : 0;
	return !tty_is_continuation(tty, c);
}

/* The column in which the character at `pos' of the line began, less a multiple
   of TAB_WIDTH: behind the tab before it, that is 0. */
static u32 column_of(const struct tty_struct *tty, u32 pos)
{
	u32 column = 0, p = pos;

	while (p != tty->canon && byte_at(tty, p - 1) != '\t')
		p--;
	if (p == tty->canon)
		column = tty->canon_column;
	for (; p != pos; p++)
		column += width(tty, byte_at(tty, p), column);
	return column;
}

/* Where the last character of the line begins; it has one. */
static u32 last_char(const struct tty_struct *tty)
{
	u32 pos = tty->head - 1;

	while (pos != tty->canon &&
	       tty_is_continuation(tty, byte_at(tty, pos)))
		pos--;
	return pos;
}

/* ECHOE: wipes the character at pos out, which was the last one. */
static void wipe(struct tty_struct *tty, u32 pos)
{
	u8 c = byte_at(tty, pos);
	u32 n;

	for (n = width(tty, c, c == '\t' ? column_of(tty, pos) : 0); n; n--)
		if (c == '\t')
			n_tty_echo_text(tty, "\b", 1);
		else
			n_tty_echo_text(tty, "\b \b", 3);
}

/* ECHOPRT: shows the character that goes, bytes [pos, end). */
static void print_erased(struct tty_struct *tty, u32 pos, u32 end)
{
	u8 c;

	if (!tty->erasing)
		n_tty_echo_text(tty, "\\", 1);
	tty->erasing = true;
	n_tty_echo(tty, byte_at(tty, pos));
	while (++pos != end) {
		c = byte_at(tty, pos);
		n_tty_echo_text(tty, (const char *)&c, 1);
	}
}

/* Takes the line's last character away, which begins at pos. `key' is what
   was typed for it, shown if nothing better is wanted; 0: show nothing. */
static void erase_char(struct tty_struct *tty, u32 pos, u8 key)
{
	u32 end = tty->head;

	tty->head = pos;
	if (!L_FLAG(tty, ECHO))
		return;
	if (L_FLAG(tty, ECHOPRT))
		print_erased(tty, pos, end);
	else if (L_FLAG(tty, ECHOE) || !key)
		wipe(tty, pos);
	else
		n_tty_echo(tty, key);
}

/* The last word: what is not of a word behind it goes with it. One of more than
   ROWS characters takes more than one WERASE. */
static void erase_word(struct tty_struct *tty)
{
	bool seen = false;
	u32 pos, n;
	u8 c;

	for (n = 0; tty->head != tty->canon && n < ROWS; n++) {
		pos = last_char(tty);
		c = byte_at(tty, pos);
		if (isalnum(c) || c == '_' || c >= 0x80)
			seen = true;
		else if (seen)
			break;
		erase_char(tty, pos, 0);
	}
}

/* The whole line; a long one is not wiped out. */
static void kill_line(struct tty_struct *tty, u8 key)
{
	if (L_FLAG(tty, ECHO) && L_FLAG(tty, ECHOK) &&
	    L_FLAG(tty, ECHOKE) && L_FLAG(tty, ECHOE) &&
	    tty->head - tty->canon <= ROWS) {
		while (tty->head != tty->canon)
			erase_char(tty, last_char(tty), 0);
		return;
	}
	tty->head = tty->canon;
	if (!L_FLAG(tty, ECHO))
		return;
	n_tty_end_erasing(tty);
	n_tty_echo(tty, key);
	if (L_FLAG(tty, ECHOK))
		n_tty_echo_text(tty, "\n", 1);
}

/* Shows the line so far once more, on a line of its own; of a long one the
   end. */
static void reprint(struct tty_struct *tty, u8 key)
{
	u32 pos;

	n_tty_end_erasing(tty);
	n_tty_echo(tty, key);
	n_tty_echo_text(tty, "\n", 1);
	tty->canon_column = tty->column;
	pos = tty->head - min(tty->head - tty->canon, (u32)ROWS);
	for (; pos != tty->head; pos++)
		n_tty_echo(tty, byte_at(tty, pos));
}

/* Carries c out if it edits the line; false if it does not. (b) */
bool n_tty_edit(struct tty_struct *tty, u8 c)
{
	bool more = L_FLAG(tty, IEXTEN);

	if (tty_is_cc(tty, c, VERASE)) {
		if (tty->head != tty->canon)
			erase_char(tty, last_char(tty), c);
	} else if (tty_is_cc(tty, c, VKILL)) {
		if (tty->head != tty->canon)
			kill_line(tty, c);
	} else if (more && tty_is_cc(tty, c, VWERASE)) {
		erase_word(tty);
	} else if (more && L_FLAG(tty, ECHO) && tty_is_cc(tty, c, VREPRINT)) {
		reprint(tty, c);
		return true;
	} else {
		return false;
	}
	if (tty->head == tty->canon)
		n_tty_end_erasing(tty);
	return true;
}
