/*
 * serial_ioctl.c - the calls that only serial lines know: what setserial reads
 * and sets, counts of what has happened, and waiting for the modem.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "serial.h"

#define CHANGEABLE	(ASYNC_SPD_MASK | ASYNC_LOW_LATENCY)
#define DIVISOR_MAX	65535
#define CENTISECOND	(HZ / 100)	/* what closing_wait counts in */

/* --- TIOCGSERIAL, TIOCSSERIAL ------------------------------------------- */

static u16 closing_wait_of(const struct tty_struct *tty)
{
	if (tty->close_patience == LONG_MAX)
		return CLOSING_WAIT_INF;
	if (!tty->close_patience)
		return CLOSING_WAIT_NONE;
	return tty->close_patience / CENTISECOND;
}

static long patience_of(u16 closing_wait)
{
	if (closing_wait == CLOSING_WAIT_INF)
		return LONG_MAX;
	return closing_wait == CLOSING_WAIT_NONE ? 0 :
	       (long)closing_wait * CENTISECOND;
}

static void describe(struct tty_struct *tty, struct serial_struct *s)
{
	const struct uart *u = uart_of(tty);

	memset(s, 0, sizeof(*s));
	s->type = u->type;
	s->line = u - uarts;
	s->port = u->port;
	s->irq = u->irq;
	s->flags = u->flags;
	s->xmit_fifo_size = u->fifo;
	s->custom_divisor = u->custom_divisor;
	s->baud_base = UART_CLOCK;
	s->closing_wait = closing_wait_of(tty);
}

/* TIOCGSERIAL; process 1 of busybox asks whether it is a serial line by it. */
static int get_serial(struct tty_struct *tty, void __user *arg)
{
	struct serial_struct s;

	describe(tty, &s);
	return copy_to_user(arg, &s, sizeof(s));
}

/* May the line become so? The chip and its place are what they are; how long
   a close waits is the administrator's matter. */
static int check_serial(const struct serial_struct *new,
			const struct serial_struct *old)
{
	if (new->type != old->type || new->port != old->port ||
	    new->irq != old->irq || new->baud_base != old->baud_base ||
	    new->xmit_fifo_size != old->xmit_fifo_size ||
	    new->close_delay != old->close_delay)
		return -EINVAL;
	if (new->flags & ~CHANGEABLE ||
	    (new->flags & ASYNC_SPD_MASK) > ASYNC_SPD_CUST)
		return -EINVAL;
	if (new->custom_divisor < 0 || new->custom_divisor > DIVISOR_MAX ||
	    ((new->flags & ASYNC_SPD_MASK) == ASYNC_SPD_CUST &&
	     !new->custom_divisor))
		return -EINVAL;
	if (new->closing_wait != old->closing_wait && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	return 0;
}

static int set_serial(struct tty_struct *tty, const void __user *arg)
{
	struct uart *u = uart_of(tty);
	struct serial_struct s, old;
	unsigned long flags;
	bool taken;
	int err;

	if (copy_from_user(&s, arg, sizeof(s)))
		return -EFAULT;
	describe(tty, &old);
	err = check_serial(&s, &old);
	if (err)
		return err;
	save_flags_cli(flags);
	u->flags = s.flags;
	u->custom_divisor = s.custom_divisor;
	tty->close_patience = patience_of(s.closing_wait);
	if (u->tty) {
		taken = uart_lock(u);
		serial_program(u);
		uart_unlock(u, taken);
	}
	restore_flags(flags);
	return 0;
}

/* --- TIOCMIWAIT --------------------------------------------------------- */

/* Has one of these wires changed since then? */
static bool changed(const struct serial_icounter *then,
		    const struct serial_icounter *now, u32 wires)
{
	return (wires & TIOCM_RNG && now->rng != then->rng) ||
	       (wires & TIOCM_DSR && now->dsr != then->dsr) ||
	       (wires & TIOCM_CAR && now->dcd != then->dcd) ||
	       (wires & TIOCM_CTS && now->cts != then->cts);
}

/* Counts who wants the chip to tell of changes. */
static void add_waiter(struct uart *u, int n)
{
	unsigned long flags;
	bool taken;

	save_flags_cli(flags);
	u->wire_waiters += n;
	if (u->tty) {
		taken = uart_lock(u);
		serial_program(u);
		uart_unlock(u, taken);
	}
	restore_flags(flags);
}

/* 0, -ERESTARTSYS, -EIO if the line was hung up meanwhile. */
static int wait_wires(struct tty_struct *tty, u32 wires)
{
	struct uart *u = uart_of(tty);
	struct serial_icounter then;
	u32 opens = u->opens;
	int err;

	add_waiter(u, 1);
	then = u->icount;
	err = wait_event_interruptible(&tty->open_wait, !u->tty ||
				       u->opens != opens ||
				       changed(&then, &u->icount, wires));
	add_waiter(u, -1);
	if (!err && !changed(&then, &u->icount, wires))
		err = -EIO;
	return err;
}

/* ------------------------------------------------------------------------ */

/* The calls of serial lines alone; -ENOIOCTLCMD for others. */
int serial_ioctl(struct tty_struct *tty, u32 cmd, unsigned long arg)
{
	struct uart *u = uart_of(tty);
	struct serial_icounter icount;
	u32 lsr;

	switch (cmd) {
	case TIOCGSERIAL:
		return get_serial(tty, (void __user *)arg);
	case TIOCSSERIAL:
		return set_serial(tty, (void __user *)arg);
	case TIOCMIWAIT:
		return wait_wires(tty, arg);
	case TIOCGICOUNT:
		icount = u->icount;
		return copy_to_user((void __user *)arg, &icount,
				    sizeof(icount));
	case TIOCSERGETLSR:
		lsr = !uart_tx_count(u) && tty->driver->all_sent(tty) ?
		      TIOCSER_TEMT : 0;
		return put_user(lsr, (u32 __user *)arg);
	}
	return -ENOIOCTLCMD;
}
