/*
 * pty.c - the terminal of a pair: what a driver does, to a ring that the
 * master reads. What is in the ring has left, as far as the terminal is
 * concerned: nobody who waits for its output to be sent waits for the master,
 * which may be the same process.
 *
 * A terminal that is stopped takes some output still; the master gets to see
 * it when it goes on.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/system.h>
#include "pty.h"

/* --- pairs -------------------------------------------------------------- */

static void init_pty(struct pty *p, struct tty_struct *tty)
{
	p->tty = tty;
	p->master.tty = tty;
	p->master.master = true;
	INIT_LIST_HEAD(&p->master.list);
	init_waitqueue_head(&p->read_wait);
	init_waitqueue_head(&p->write_wait);
	init_waitqueue_head(&p->readers.wait);
	init_waitqueue_head(&p->writers.wait);
}

/* The driver's pair of this number, made if it is new; NULL if there is no
   memory or no such pair. [k]; does not sleep. */
struct pty *pty_get(struct tty_driver *driver, u32 index)
{
	struct tty_struct *tty = tty_get(driver, index);
	struct pty *p;

	if (!tty || tty->driver_data)
		return tty ? pty_of(tty) : NULL;
	p = kzalloc(sizeof(*p), GFP_ATOMIC);
	if (p) {
		init_pty(p, tty);
		tty->driver_data = p;
	}
	return p;
}

/* A terminal as new. */
static void reset(struct pty *p, struct file *file)
{
	struct tty_struct *tty = p->tty;

	tty->termios = tty->driver->init_termios;
	memset(&tty->winsize, 0, sizeof(tty->winsize));
	tty->locked = false;
	p->head = p->tail = p->limit = 0;
	p->gone = p->packet = false;
	p->status = 0;
	p->master.file = file;
	file->private_data = &p->master;
}

/*
 * Somebody opens the master. 0; -EIO: another one has it; -ENOMEM. May sleep:
 * on the mutex that keeps those away who want to open the terminal now.
 */
int pty_take(struct pty *p, struct file *file)
{
	struct tty_struct *tty = p->tty;
	int err = -ENOMEM;
	u8 *out;

	if (p->taken)
		return -EIO;
	p->taken = true;
	out = kmalloc(PTY_SIZE, GFP_KERNEL);
	mutex_lock(&tty->setup);
	if (out)
		err = n_tty_alloc(tty);
	if (!err) {
		reset(p, file);
		p->out = out;
		tty->held = true;
	}
	mutex_unlock(&tty->setup);
	if (err) {
		kfree(out);
		p->taken = false;
	}
	return err;
}

/* The master is closed: the terminal is hung up, and cannot be opened. The
   pair is free when the files of the terminal have been closed. */
void pty_drop(struct pty *p)
{
	struct tty_struct *tty = p->tty;
	unsigned long flags;

	save_flags_cli(flags);
	tty_hangup(tty, false);
	kfree(p->out);
	p->out = NULL;
	tty->held = false;
	n_tty_free(tty);
	if (!tty->hung_files)
		p->taken = false;
	restore_flags(flags);
}

/* --- packet mode -------------------------------------------------------- */

/* What the master is to know of, if it wants to. (b) */
static void tell(struct pty *p, u8 set, u8 clear)
{
	if (!p || !p->packet)
		return;
	p->status = (p->status & ~clear) | set;
	wake_up(&p->read_wait);
}

/* Do ^S and ^Q stop and start the output? */
static bool usual_flow(const struct termios2 *t)
{
	return t->c_iflag & IXON && t->c_cc[VSTOP] == CTRL('S') &&
	       t->c_cc[VSTART] == CTRL('Q');
}

void pty_set_termios(struct tty_struct *tty, const struct termios2 *old)
{
	const struct termios2 *t = &tty->termios;
	struct pty *p = pty_of(tty);

	if ((old->c_lflag | t->c_lflag) & EXTPROC)
		tell(p, TIOCPKT_IOCTL, 0);
	if (usual_flow(t) && !usual_flow(old))
		tell(p, TIOCPKT_DOSTOP, TIOCPKT_NOSTOP);
	if (!usual_flow(t) && usual_flow(old))
		tell(p, TIOCPKT_NOSTOP, TIOCPKT_DOSTOP);
}

void pty_input_flushed(struct tty_struct *tty)
{
	tell(pty_of(tty), TIOCPKT_FLUSHREAD, 0);
}

/* --- open and close ----------------------------------------------------- */

int pty_open(struct tty_struct *tty)
{
	struct pty *p = pty_of(tty);

	if (!p || !p->out)
		return -EIO;
	p->gone = false;
	return 0;
}

/* Nobody has the terminal any more, not even a file that was hung up: who
   hangs it up to open it anew, as login does, is not taken to have gone. */
void pty_forgotten(struct tty_struct *tty)
{
	struct pty *p = pty_of(tty);

	if (!p)
		return;
	p->gone = true;
	if (!p->out)
		p->taken = false;
	wake_up(&p->read_wait);
	wake_up(&p->write_wait);
}

/* --- output ------------------------------------------------------------- */

/* What the master may read now. */
u32 pty_readable(const struct pty *p)
{
	return (p->tty->stopped ? p->limit : p->head) - p->tail;
}

u32 pty_write_room(struct tty_struct *tty)
{
	const struct pty *p = pty_of(tty);

	return PTY_SIZE - (p->head - p->tail);
}

u32 pty_chars(struct tty_struct *tty __unused)
{
	return 0;
}

/* Without a master the output is nobody's. */
u32 pty_write(struct tty_struct *tty, const u8 *s, u32 n)
{
	struct pty *p = pty_of(tty);
	unsigned long flags;
	u32 at, first;

	if (!p->out)
		return n;
	save_flags_cli(flags);
	n = min(n, pty_write_room(tty));
	at = p->head % PTY_SIZE;
	first = min(n, PTY_SIZE - at);
	memcpy(p->out + at, s, first);
	memcpy(p->out, s + first, n - first);
	p->head += n;
	if (n && !tty->stopped)
		wake_up(&p->read_wait);
	restore_flags(flags);
	return n;
}

/* Forgets what the master has not read. (b) */
void pty_flush(struct pty *p)
{
	p->tail = p->limit = p->head;
	p->flushes++;
	wake_up(&p->tty->write_wait);
}

void pty_flush_buffer(struct tty_struct *tty)
{
	struct pty *p = pty_of(tty);

	pty_flush(p);
	tell(p, TIOCPKT_FLUSHWRITE, 0);
}

void pty_stop(struct tty_struct *tty)
{
	struct pty *p = pty_of(tty);

	p->limit = p->head;
	tell(p, TIOCPKT_STOP, TIOCPKT_START);
}

void pty_start(struct tty_struct *tty)
{
	struct pty *p = pty_of(tty);

	tell(p, TIOCPKT_START, TIOCPKT_STOP);
	wake_up(&p->read_wait);
}

/* --- input -------------------------------------------------------------- */

/* There is room for what the master has to write. */
void pty_resume_input(struct tty_struct *tty)
{
	wake_up(&pty_of(tty)->write_wait);
}
