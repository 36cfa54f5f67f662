/*
 * tty_wait.c - processes that wait for their turn at a terminal, and for its
 * output to leave.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <linux/wait.h>

/*
 * Takes one side of a terminal: what one read() takes, or one write() writes,
 * stays together. 0, -EAGAIN, -ERESTARTSYS. It is no mutex, because who has
 * it may wait for days, and those behind must be open to signals.
 */
int tty_gate_enter(struct tty_gate *gate, bool nonblock)
{
	int err = 0;

	if (gate->busy) {
		if (nonblock)
			return -EAGAIN;
		err = wait_event_interruptible(&gate->wait, !gate->busy);
	}
	if (!err)
		gate->busy = true;
	return err;
}

void tty_gate_leave(struct tty_gate *gate)
{
	gate->busy = false;
	if (!list_empty(&gate->wait.waiters))
		wake_up(&gate->wait);
}

/* Is all that was written out of our hands? */
static bool handed_over(const struct tty_file *tf)
{
	struct tty_struct *tty = tf->tty;

	return tf->hung_up || !tty->driver->chars_in_buffer(tty);
}

/* Waits until the driver's buffer is empty; at most *ticks. */
static int wait_handed_over(struct tty_file *tf, long *ticks)
{
	struct wait_queue w;
	int err = 0;

	init_wait(&w);
	for (;;) {
		prepare_to_wait(&tf->tty->write_wait, &w, TASK_INTERRUPTIBLE);
		if (handed_over(tf) || !*ticks)
			break;
		if (signal_pending(current)) {
			err = -ERESTARTSYS;
			break;
		}
		*ticks = schedule_timeout(*ticks);
	}
	finish_wait(&tf->tty->write_wait, &w);
	return err;
}

/*
 * Waits until all output has left the device, for at most so many ticks. 0,
 * also if it has not, or -ERESTARTSYS.
 */
int tty_wait_until_sent(struct tty_file *tf, long ticks)
{
	const struct tty_driver *driver = tf->tty->driver;
	int err = handed_over(tf) ? 0 : wait_handed_over(tf, &ticks);

	while (!err && ticks && !tf->hung_up && driver->all_sent &&
	       !driver->all_sent(tf->tty)) {
		if (signal_pending(current))
			return -ERESTARTSYS;
		current->state = TASK_INTERRUPTIBLE;
		schedule_timeout(1);
		ticks--;
	}
	return err;
}
