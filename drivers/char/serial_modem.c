/*
 * serial_modem.c - the other wires of a serial line, and breaks.
 */
#include <asm/system.h>
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

/* MSR of an open line, any context; takes [u]. */
static u8 read_msr(struct uart *u)
{
	unsigned long flags;
	bool taken;
	u8 msr;

	save_flags_cli(flags);
	taken = uart_lock(u);
	msr = uart_read_msr(u);
	uart_unlock(u, taken);
	restore_flags(flags);
	return msr;
}

/* The wires, as TIOCM_ bits. */
int serial_get_modem(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);

	if (!u->tty)
		return 0;
	return to_tiocm(inputs, read_msr(u)) |
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

	return u->tty && read_msr(u) & UART_MSR_DCD;
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
