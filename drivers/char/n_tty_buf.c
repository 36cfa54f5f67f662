/*
 * n_tty_buf.c - what was typed and not yet read: a ring of bytes, with a bit
 * for each that ends a line. struct tty_struct has the picture.
 */
#include <linux/errno.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <linux/tty_driver.h>

#define ENDS_SIZE	(TTY_BUF_SIZE / 8)
#define WORST_BYTE	3		/* places that one byte takes: PARMRK */

/* What is typed at the last place can only be the end of the line. */
#define LAST_PLACE	(TTY_BUF_SIZE - 1)

static u32 place(u32 pos)
{
	return pos % TTY_BUF_SIZE;
}

static bool is_end(const struct tty_struct *tty, u32 pos)
{
	return tty->ends[place(pos) / 32] >> place(pos) % 32 & 1;
}

/* Is the byte there the mark that an EOF character leaves? */
static bool is_eof(const struct tty_struct *tty, u32 pos)
{
	return is_end(tty, pos) && !tty->buf[place(pos)];
}

/* Makes the ring of a terminal that is opened. 0 or -ENOMEM; may sleep. */
int n_tty_alloc(struct tty_struct *tty)
{
	tty->buf = kmalloc(TTY_BUF_SIZE, GFP_KERNEL);
	tty->ends = kzalloc(ENDS_SIZE, GFP_KERNEL);
	if (!tty->buf || !tty->ends) {
		n_tty_free(tty);
		return -ENOMEM;
	}
	return 0;
}

/* Nobody has it open any more. */
void n_tty_free(struct tty_struct *tty)
{
	n_tty_flush_input(tty);
	kfree(tty->buf);
	kfree(tty->ends);
	tty->buf = NULL;
	tty->ends = NULL;
}

/* Forgets what was typed; readers see by `flushes' that it was done. */
void n_tty_flush_input(struct tty_struct *tty)
{
	tty->tail = tty->canon = tty->head;
	tty->flushes++;
	tty->literal = false;
	tty->erasing = false;
	if (tty->driver->input_flushed)
		tty->driver->input_flushed(tty);
}

/* No line has been completed: then nobody can make room, and what does not
   fit is lost. */
static bool waits_for_end(const struct tty_struct *tty)
{
	return tty_wants_lines(&tty->termios) && tty->canon == tty->tail;
}

/* May a driver pass another byte on? If not, it is told when it may. */
bool n_tty_room(const struct tty_struct *tty)
{
	return waits_for_end(tty) ||
	       tty->head - tty->tail < LAST_PLACE - WORST_BYTE;
}

/* Is there no place but the last? */
bool n_tty_full(const struct tty_struct *tty)
{
	return tty->head - tty->tail >= LAST_PLACE;
}

static void store(struct tty_struct *tty, u8 c)
{
	u32 at = place(tty->head++);

	tty->buf[at] = c;
	tty->ends[at / 32] &= ~(1U << at % 32);
}

/* Adds a byte; when the ring is full, it is lost. */
void n_tty_put(struct tty_struct *tty, u8 c)
{
	if (!n_tty_full(tty))
		store(tty, c);
}

/* Adds the byte that ends a line; 0 stands for the end of the file. */
void n_tty_end_line(struct tty_struct *tty, u8 c)
{
	u32 at = place(tty->head);

	if (tty->head - tty->tail < TTY_BUF_SIZE) {
		store(tty, c);
		tty->ends[at / 32] |= 1U << at % 32;
	}
	tty->canon = tty->head;
}

/*
 * The modes have changed. What was typed so far is taken to be one line if
 * lines are wanted from now on, and mere bytes if they are not.
 */
void n_tty_new_modes(struct tty_struct *tty, const struct termios2 *old)
{
	u32 last = place(tty->head - 1);

	if (!tty->buf ||
	    tty_wants_lines(old) == tty_wants_lines(&tty->termios))
		return;
	memset(tty->ends, 0, ENDS_SIZE);
	if (tty->head != tty->tail && tty->buf[last])
		tty->ends[last / 32] |= 1U << last % 32;
	tty->canon = tty->head;
	tty->literal = false;
	tty->erasing = false;
}

/* Can read() go on: is there a line, or are there `least' bytes? */
bool n_tty_ready(const struct tty_struct *tty, u32 least)
{
	if (tty_wants_lines(&tty->termios))
		return tty->canon != tty->tail;
	return tty->head - tty->tail >= (least ? least : 1);
}

/* How many bytes could be read now; for FIONREAD. */
u32 n_tty_count(const struct tty_struct *tty)
{
	u32 pos, n;

	if (!tty_wants_lines(&tty->termios))
		return tty->head - tty->tail;
	n = tty->canon - tty->tail;
	for (pos = tty->tail; pos != tty->canon; pos++)
		n -= is_eof(tty, pos);
	return n;
}

/*
 * Copies what read() may have, at most n bytes and one line, and leaves it in
 * the ring. Returns the bytes copied; *used is how many places they took, an
 * end of file included; *end, whether the line ends there.
 */
u32 n_tty_peek(const struct tty_struct *tty, u8 *to, u32 n, u32 *used,
	       bool *end)
{
	bool canon = tty_wants_lines(&tty->termios);
	u32 pos = tty->tail, limit = canon ? tty->canon : tty->head, got = 0;

	*end = false;
	while (pos != limit && !*end) {
		if (canon && is_eof(tty, pos)) {
			*end = true;		/* also right behind a full
						   buffer: it is that line's */
		} else if (got == n) {
			break;
		} else {
			*end = canon && is_end(tty, pos);
			to[got++] = tty->buf[place(pos)];
		}
		pos++;
	}
	if (canon && pos == limit && pos != tty->tail)
		*end = true;		/* a NUL, typed before ICANON was on */
	*used = pos - tty->tail;
	return got;
}
