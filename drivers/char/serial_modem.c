/*
 * serial_modem.c - the other wires of a serial line, breaks, and the calls
 * that only serial lines know.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "serial.h"

/* The same wire in two registers' words. */
struct wire {
	u16 tiocm;
	u8 bit;
};

static const struct wire inputs[] = {
	{ TIOCM_CTS, UART_MSR_CTS }, { TIOCM_CAR, UART_MSR_DCD },
	{ TIOCM_RNG, UART_MSR_RI }, { TIOCM_DSR, UART_MSR_DSR },
	{ 0, 0 },
};

/* OUT2 is not among those that programs may change: it lets the interrupts
   through. */
static const struct wire outputs[] = {
	{ TIOCM_DTR, UART_MCR_DTR }, { TIOCM_RTS, UART_MCR_RTS },
	{ TIOCM_OUT1, UART_MCR_OUT1 }, { TIOCM_LOOP, UART_MCR_LOOP },
	{ 0, 0 },
};

static u32 to_tiocm(const struct wire *w, u8 reg)
{
	u32 bits = 0;

	for (; w->bit; w++)
		if (reg & w->bit)
			bits |= w->tiocm;
	return bits;
}

static u8 from_tiocm(const struct wire *w, u32 bits)
{
	u8 reg = 0;

	for (; w->bit; w++)
		if (bits & w->tiocm)
			reg |= w->bit;
	return reg;
}

/* Sets and clears bits of MCR. Any context; takes [u]. */
void serial_change_mcr(struct uart *u, u8 set, u8 clear)
{
	unsigned long flags;
	bool taken;

	if (!u->tty)
		return;
	save_flags_cli(flags);
	taken = uart_lock(u);
	u->mcr = (u->mcr & ~clear) | set;
	uart_out(u, UART_MCR, u->mcr);
	uart_unlock(u, taken);
	restore_flags(flags);
}

/* The wires, as TIOCM_ bits. */
int serial_get_modem(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);

	if (!u->tty)
		return 0;
	return to_tiocm(inputs, uart_in(u, UART_MSR)) |
	       to_tiocm(outputs, u->mcr) |
	       (u->mcr & UART_MCR_OUT2 ? TIOCM_OUT2 : 0);
}

/* Sets and clears outputs, TIOCM_ bits. */
void serial_set_modem(struct tty_struct *tty, u32 set, u32 clear)
{
	serial_change_mcr(uart_of(tty), from_tiocm(outputs, set),
			  from_tiocm(outputs, clear));
}

/* Our buffer is nearly full: the other end is to wait. */
void serial_throttle(struct tty_struct *tty)
{
	if (C_FLAG(tty, CRTSCTS))
		serial_change_mcr(uart_of(tty), 0, UART_MCR_RTS);
}

/* And may go on. */
void serial_unthrottle(struct tty_struct *tty)
{
	if (C_FLAG(tty, CRTSCTS) && tty->termios.c_ospeed)
		serial_change_mcr(uart_of(tty), UART_MCR_RTS, 0);
}

/* Is there somebody at the other end? */
bool serial_carrier(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);

	return u->tty && uart_in(u, UART_MSR) & UART_MSR_DCD;
}

/* A break lasts until it is turned off. Interrupts off. */
void serial_set_break(struct tty_struct *tty, bool on)
{
	struct uart *u = uart_of(tty);
	bool taken;

	if (!u->tty)
		return;
	taken = uart_lock(u);
	u->lcr &= ~UART_LCR_BREAK;
	if (on)
		u->lcr |= UART_LCR_BREAK;
	uart_out(u, UART_LCR, u->lcr);
	uart_unlock(u, taken);
}

/* TIOCGSERIAL; process 1 of busybox asks whether it is a serial line by it. */
static int get_serial(const struct uart *u, void __user *arg)
{
	struct serial_struct s;

	memset(&s, 0, sizeof(s));
	s.type = u->type;
	s.line = u - uarts;
	s.port = u->port;
	s.irq = u->irq;
	s.xmit_fifo_size = u->fifo;
	s.baud_base = UART_CLOCK;
	return copy_to_user(arg, &s, sizeof(s));
}

/* The calls of serial lines alone; -ENOIOCTLCMD for others. */
int serial_ioctl(struct tty_struct *tty, u32 cmd, unsigned long arg)
{
	struct uart *u = uart_of(tty);
	struct serial_icounter icount;
	u32 lsr;

	switch (cmd) {
	case TIOCGSERIAL:
		return get_serial(u, (void __user *)arg);
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
