/*
 * n_tty_write.c - write() to a terminal: what the device has no room for
 * waits here, with the process.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define PIECE		256		/* bytes, with interrupts off */

/* What a screen has to do for a byte, in lines; how much of it at a time. */
#define ESC		0x1b
#define CSI_8BIT	0x9b
#define LINE_WORK	1
#define SCREEN_WORK	25
#define MOST_WORK	25

/* What the device has for writers; the rest of its room is for echo. */
static u32 writers_room(struct tty_struct *tty)
{
	u32 room = tty->driver->write_room(tty);

	return room > TTY_ECHO_ROOM ? room - TTY_ECHO_ROOM : 0;
}

/* Gives as much of s to the device as it takes; returns how much. */
static u32 output(struct tty_struct *tty, const u8 *s, u32 n)
{
	unsigned long flags;
	u32 done;

	save_flags_cli(flags);
	done = n_tty_output(tty, s, n, writers_room(tty));
	restore_flags(flags);
	return done;
}

/*
 * Writes all of a piece. *done is how much of it went; 0, -EIO, -EAGAIN,
 * -ERESTARTSYS. A sleeper is woken when the device has less than
 * TTY_WAKE_CHARS left, and then there is room.
 */
static int write_piece(struct tty_file *tf, struct tty_struct *tty,
		       const u8 *s, u32 n, u32 *done)
{
	struct wait_queue w;
	int err = 0;

	init_wait(&w);
	*done = output(tty, s, n);
	while (*done < n && !err) {
		prepare_to_wait(&tty->write_wait, &w, TASK_INTERRUPTIBLE);
		if (tf->hung_up) {		/* what is there now, is not
						   ours */
			err = -EIO;
			break;
		}
		*done += output(tty, s + *done, n - *done);
		if (*done == n)
			break;
		if (tf->file->f_flags & O_NONBLOCK)
			err = -EAGAIN;
		else if (signal_pending(current))
			err = -ERESTARTSYS;
		else
			schedule();
	}
	finish_wait(&tty->write_wait, &w);
	return err;
}

/*
 * How much of s is to be done without a safe point: on a screen a line feed
 * may scroll, and a sequence clear all of it.
 */
static u32 light_part(const struct tty_struct *tty, const u8 *s, u32 n)
{
	u32 i, work = 0;

	if (!tty->driver->draws)
		return n;
	for (i = 0; i < n; i++) {
		if (s[i] == ESC || s[i] == CSI_8BIT)
			work += SCREEN_WORK;
		else if (s[i] < ' ')
			work += LINE_WORK;
		else
			continue;
		if (i && work > MOST_WORK)
			return i;
	}
	return n;
}

/* With the writers' gate. */
static ssize_t write_bytes(struct tty_file *tf, struct tty_struct *tty,
			   const char __user *buf, size_t n)
{
	size_t done = 0;
	u8 piece[PIECE];
	u32 len, left, went;
	int err = 0;

	while (done < n && !err) {
		len = min(n - done, (size_t)PIECE);
		left = copy_from_user_partial(piece, buf + done, len);
		if (left == len)
			err = -EFAULT;
		if (tf->hung_up)
			err = -EIO;
		if (err)
			break;
		len = light_part(tty, piece, len - left);
		err = write_piece(tf, tty, piece, len, &went);
		done += went;
		if (done < n)
			safe_point();	/* a screenful is much work; as with
					   the copy, the gate stays ours */
	}
	return done ? done : err;
}

/*
 * write(): bytes, or -EIO after a hang-up, -EAGAIN, -EFAULT, -ERESTARTSYS.
 * /dev/console may have been given another terminal to write to (TIOCCONS).
 */
ssize_t n_tty_write(struct tty_file *tf, const char __user *buf, size_t n)
{
	struct tty_struct *tty = tf->tty;
	ssize_t res = L_FLAG(tty, TOSTOP) ? tty_check_change(tty) : 0;

	if (res)
		return res;
	if (tf->console)
		tty = console_output_tty(tty);
	res = tty_gate_enter(&tty->writers, tf->file->f_flags & O_NONBLOCK);
	if (res)
		return res;
	res = write_bytes(tf, tty, buf, n);
	tty_gate_leave(&tty->writers);
	return res;
}
