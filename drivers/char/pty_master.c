/*
 * pty_master.c - the master of a pair as a file: it reads what the terminal
 * shows and writes what is typed there. It waits when there is nothing to
 * read, and when the terminal's buffer is full of lines that nobody has read.
 *
 * When the terminal was open and nobody has it open any more, read() gives
 * what is left and then -EIO, until it is opened again.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "pty.h"

#define PIECE		256		/* bytes, with interrupts off */

/* --- read --------------------------------------------------------------- */

/* Copies up to n bytes of the ring, and leaves them there. */
static u32 peek(const struct pty *p, u8 *to, u32 n)
{
	u32 at = p->tail % PTY_SIZE, first;

	n = min(n, pty_readable(p));
	first = min(n, PTY_SIZE - at);
	memcpy(to, p->out + at, first);
	memcpy(to + first, p->out, n - first);
	return n;
}

/* Takes n bytes out, unless the ring was emptied meanwhile. Writers are woken
   when it is worth their while. */
static void consume(struct pty *p, u32 n, u32 flushes)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (p->flushes == flushes)
		p->tail += n;
	if (p->head - p->tail <= PTY_SIZE / 2)
		wake_up(&p->tty->write_wait);
	restore_flags(flags);
}

/* Moves what is there to the user: bytes, or -EFAULT. */
static ssize_t take_output(struct pty *p, char __user *buf, size_t n)
{
	size_t done = 0, left;
	unsigned long flags;
	u8 piece[PIECE];
	u32 got, flushes;

	do {
		save_flags_cli(flags);
		got = peek(p, piece, min(n - done, (size_t)PIECE));
		flushes = p->flushes;
		restore_flags(flags);
		left = copy_to_user_partial(buf + done, piece, got);
		consume(p, got - left, flushes);
		done += got - left;
		if (left)
			return done ? done : -EFAULT;
	} while (got == PIECE && done < n);
	return done;
}

/* Packet mode: a byte that says what has happened, alone, or a zero and
   output behind it. */
static ssize_t take_packet(struct pty *p, char __user *buf, size_t n)
{
	u8 status = p->status;
	ssize_t got;

	if (put_user(status, (u8 __user *)buf))
		return -EFAULT;
	if (status) {
		p->status &= ~status;
		return 1;
	}
	got = take_output(p, buf + 1, n - 1);
	return got < 0 ? got : got + 1;
}

/* Is there something to be read? */
static bool ready(const struct pty *p)
{
	return p->status || pty_readable(p);
}

/* Waits for it: 0, -EIO, -EAGAIN, -ERESTARTSYS. */
static int wait_output(struct pty *p, bool nonblock)
{
	int err;

	if (nonblock && !ready(p) && !p->gone)
		return -EAGAIN;
	err = wait_event_interruptible(&p->read_wait, ready(p) || p->gone);
	return err ? err : ready(p) ? 0 : -EIO;
}

static ssize_t master_read(struct file *file, char __user *buf, size_t n,
			   loff_t *pos __unused)
{
	bool nonblock = file->f_flags & O_NONBLOCK;
	struct pty *p = pty_of_file(file);
	ssize_t res;

	if (!n)
		return 0;
	res = tty_gate_enter(&p->readers, nonblock);
	if (res)
		return res;
	do {
		res = wait_output(p, nonblock);
		if (!res)
			res = p->packet ? take_packet(p, buf, n) :
			      take_output(p, buf, n);
	} while (!res);			/* it was flushed, or there was only
					   a status when TIOCPKT ended */
	tty_gate_leave(&p->readers);
	return res;
}

/* --- write -------------------------------------------------------------- */

/* Types as much of s as the terminal takes; returns how much. */
static u32 type(struct pty *p, const u8 *s, u32 n)
{
	struct tty_struct *tty = p->tty;
	unsigned long flags;
	u32 done;

	save_flags_cli(flags);
	for (done = 0; done < n && n_tty_room(tty); done++)
		n_tty_input(tty, s[done], TTY_NORMAL);
	n_tty_input_done(tty);
	if (done < n)
		tty->input_held = true;
	restore_flags(flags);
	return done;
}

/* Types all of a piece. *done is how much of it went; 0, -EAGAIN,
   -ERESTARTSYS. */
static int write_piece(struct pty *p, const u8 *s, u32 n, bool nonblock,
		       u32 *done)
{
	struct wait_queue w;
	int err = 0;

	init_wait(&w);
	*done = type(p, s, n);
	while (*done < n && !err) {
		prepare_to_wait(&p->write_wait, &w, TASK_INTERRUPTIBLE);
		*done += type(p, s + *done, n - *done);
		if (*done == n)
			break;
		if (nonblock)
			err = -EAGAIN;
		else if (signal_pending(current))
			err = -ERESTARTSYS;
		else
			schedule();
	}
	finish_wait(&p->write_wait, &w);
	return err;
}

/* With the writers' gate. */
static ssize_t write_bytes(struct pty *p, const char __user *buf, size_t n,
			   bool nonblock)
{
	size_t done = 0;
	u8 piece[PIECE];
	u32 len, left, went;
	int err = 0;

	while (done < n && !err) {
		len = min(n - done, (size_t)PIECE);
		left = copy_from_user_partial(piece, buf + done, len);
		if (left == len) {
			err = -EFAULT;
			break;
		}
		err = write_piece(p, piece, len - left, nonblock, &went);
		done += went;
		if (done < n)
			safe_point();	/* the gate stays ours */
	}
	return done ? done : err;
}

static ssize_t master_write(struct file *file, const char __user *buf,
			    size_t n, loff_t *pos __unused)
{
	bool nonblock = file->f_flags & O_NONBLOCK;
	struct pty *p = pty_of_file(file);
	ssize_t res = tty_gate_enter(&p->writers, nonblock);

	if (res)
		return res;
	res = write_bytes(p, buf, n, nonblock);
	tty_gate_leave(&p->writers);
	return res;
}

/* --- the others --------------------------------------------------------- */

static u32 master_poll(struct file *file, struct poll_table *table)
{
	struct pty *p = pty_of_file(file);
	u32 mask = 0;

	poll_wait(file, &p->read_wait, table);
	poll_wait(file, &p->write_wait, table);
	if (ready(p))
		mask |= POLLIN | POLLRDNORM;
	if (p->status)
		mask |= POLLPRI;
	if (p->gone)
		mask |= POLLHUP;
	if (n_tty_room(p->tty))
		mask |= POLLOUT | POLLWRNORM;
	else
		p->tty->input_held = true;	/* have write_wait woken */
	return mask;
}

static void master_release(struct inode *inode __unused, struct file *file)
{
	pty_drop(pty_of_file(file));
}

const struct file_operations pty_master_fops = {
	.llseek = no_llseek,
	.read = master_read,
	.write = master_write,
	.poll = master_poll,
	.ioctl = pty_ioctl,
	.release = master_release,
};
