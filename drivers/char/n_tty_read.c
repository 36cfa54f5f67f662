/*
 * n_tty_read.c - read() from a terminal: a line at a time, or bytes as VMIN
 * and VTIME say (POSIX.1 11.1.6, 11.1.7).
 *
 * The bytes are copied to the user before they are taken out of the ring, as
 * the copy may fail, and sleep; the gate keeps other readers away meanwhile.
 * If the ring is emptied while the copy sleeps, there is nothing to take out.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define PIECE		256		/* bytes, with interrupts off */
#define FOREVER		LONG_MAX
#define VTIME_TICKS	(HZ / 10)	/* VTIME counts tenths of a second */

/* Takes `used' places out of the ring, unless it was emptied meanwhile. */
static void consume(struct tty_struct *tty, u32 used, u32 flushes)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (tty->flushes == flushes) {
		tty->tail += used;
		tty_check_unthrottle(tty);
	}
	restore_flags(flags);
}

/*
 * Moves what is there, up to the end of a line, to the user. Returns how many
 * bytes, or -EFAULT if not even the first of them; *end: the line is over.
 */
static ssize_t take(struct tty_struct *tty, char __user *buf, size_t n,
		    bool *end)
{
	size_t done = 0, left;
	unsigned long flags;
	u32 got, used, flushes;
	u8 piece[PIECE];

	do {
		save_flags_cli(flags);
		got = n_tty_peek(tty, piece, min(n - done, (size_t)PIECE),
				 &used, end);
		flushes = tty->flushes;
		restore_flags(flags);
		left = copy_to_user_partial(buf + done, piece, got);
		if (left) {
			got -= left;
			used = got;
		}
		consume(tty, used, flushes);
		done += got;
		if (left)
			return done ? done : -EFAULT;
	} while (got == PIECE && done < n && !*end);
	return done;
}

/* For how many ticks read() waits for more when it has `done' bytes. */
static long patience(const struct tty_struct *tty, size_t done)
{
	u32 time = tty->termios.c_cc[VTIME];

	if (tty_wants_lines(&tty->termios))
		return FOREVER;
	if (tty->termios.c_cc[VMIN])
		return done && time ? (long)time * VTIME_TICKS : FOREVER;
	return (long)time * VTIME_TICKS;
}

/*
 * Waits for input for at most so many ticks. 0; -ETIMEDOUT; -ERESTARTSYS;
 * -EAGAIN, if the file does not want to wait; -EIO, hung up.
 */
static int wait_input(struct tty_file *tf, long ticks)
{
	struct tty_struct *tty = tf->tty;
	struct wait_queue w;
	int err = 0;

	init_wait(&w);
	for (;;) {
		prepare_to_wait(&tty->read_wait, &w, TASK_INTERRUPTIBLE);
		if (tf->hung_up)
			err = -EIO;
		else if (n_tty_ready(tty, 1))
			break;
		else if (!ticks)
			err = -ETIMEDOUT;
		else if (tf->file->f_flags & O_NONBLOCK)
			err = -EAGAIN;
		else if (signal_pending(current))
			err = -ERESTARTSYS;
		if (err)
			break;
		if (ticks == FOREVER)
			schedule();
		else
			ticks = schedule_timeout(ticks);
	}
	finish_wait(&tty->read_wait, &w);
	return err;
}

/* Is that all that this read() has to wait for? */
static bool enough(const struct tty_struct *tty, size_t done, size_t n,
		   bool end)
{
	if (done == n || end)
		return true;
	return !tty_wants_lines(&tty->termios) &&
	       done >= max(tty->termios.c_cc[VMIN], (u8)1);
}

/* With the readers' gate. */
static ssize_t read_bytes(struct tty_file *tf, char __user *buf, size_t n)
{
	struct tty_struct *tty = tf->tty;
	bool end = false;
	size_t done = 0;
	ssize_t got;
	int err;

	for (;;) {
		got = tf->hung_up ? 0 : take(tty, buf + done, n - done, &end);
		if (got < 0)
			return done ? done : got;
		done += got;
		if (enough(tty, done, n, end))
			return done;
		err = wait_input(tf, patience(tty, done));
		if (err == -ETIMEDOUT || err == -EIO)
			return done;
		if (err)
			return done ? done : err;
	}
}

/*
 * read(): bytes; 0 at the end of the file, after a hang-up, or when VTIME is
 * over; -EIO in the background where SIGTTIN is of no use.
 */
ssize_t n_tty_read(struct tty_file *tf, char __user *buf, size_t n)
{
	ssize_t res;

	if (!n)
		return 0;
	res = tty_check_read(tf);
	if (res)
		return res;
	res = tty_gate_enter(&tf->tty->readers,
			     tf->file->f_flags & O_NONBLOCK);
	if (res)
		return res;
	res = read_bytes(tf, buf, n);
	tty_gate_leave(&tf->tty->readers);
	return res;
}

/* What is ready: see linux/poll.h. */
u32 n_tty_poll(struct tty_file *tf, struct poll_table *table)
{
	struct tty_struct *tty = tf->tty;
	const u8 *cc = tty->termios.c_cc;
	u32 mask = 0;

	poll_wait(tf->file, &tty->read_wait, table);
	poll_wait(tf->file, &tty->write_wait, table);
	if (tf->hung_up)
		return POLLIN | POLLOUT | POLLERR | POLLHUP | POLLRDNORM |
		       POLLWRNORM;
	if (n_tty_ready(tty, cc[VTIME] ? 1 : cc[VMIN]))
		mask |= POLLIN | POLLRDNORM;
	if (tty->driver->chars_in_buffer(tty) < TTY_WAKE_CHARS &&
	    tty->driver->write_room(tty) > TTY_ECHO_ROOM)
		mask |= POLLOUT | POLLWRNORM;
	return mask;
}
