/*
 * serial_tty.c - serial lines as terminals, ttyS0 to ttyS3: what struct
 * tty_driver wants of them. A line that is shut swallows what is written.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "serial.h"
#include "tty_drivers.h"

#define SPEED_MIN	2		/* the divisor has 16 bits */
#define SPEED_DEFAULT	9600
#define SPEED_TO_REPLACE 38400		/* ASYNC_SPD_ */
#define SPEED_HI	57600
#define SPEED_VHI	115200
#define LCR_CSIZE_SHIFT	4		/* of c_cflag's CSIZE */
#define FCR_OPEN	(UART_FCR_ENABLE | UART_FCR_TRIGGER_8)

static struct tty_struct *lines[NR_LINES];

/* --- modes -------------------------------------------------------------- */

/* c_cflag's format as LCR has it. */
static u8 format_of(u32 cflag)
{
	u8 lcr = (cflag & CSIZE) >> LCR_CSIZE_SHIFT;

	if (cflag & CSTOPB)
		lcr |= UART_LCR_STOP2;
	if (cflag & PARENB)
		lcr |= UART_LCR_PARITY;
	if (!(cflag & PARODD))
		lcr |= UART_LCR_EVEN;
	if (cflag & CMSPAR)
		lcr |= UART_LCR_STICK;
	return lcr;
}

/* And back, for a line that the log has used before us. */
static void adopt_modes(struct uart *u, struct termios2 *t)
{
	t->c_cflag &= ~(CBAUD | CSIZE | PARENB | PARODD);
	t->c_cflag |= tty_baud_flags(u->speed);
	t->c_cflag |= (u->lcr & UART_LCR_WLEN8) << LCR_CSIZE_SHIFT;
	if (u->lcr & UART_LCR_PARITY)
		t->c_cflag |= PARENB;
	if (u->lcr & UART_LCR_PARITY && !(u->lcr & UART_LCR_EVEN))
		t->c_cflag |= PARODD;
	t->c_ispeed = t->c_ospeed = u->speed;
}

/* The divisor that TIOCSSERIAL wants in the place of 38400 bits/s; 0: none. */
static unsigned int own_divisor(const struct uart *u)
{
	if (u->tty->termios.c_ospeed != SPEED_TO_REPLACE)
		return 0;
	switch (u->flags & ASYNC_SPD_MASK) {
	case ASYNC_SPD_HI:
		return UART_CLOCK / SPEED_HI;
	case ASYNC_SPD_VHI:
		return UART_CLOCK / SPEED_VHI;
	case ASYNC_SPD_CUST:
		return u->custom_divisor;
	}
	return 0;
}

/* Gives the chip the terminal's modes. [u] */
void serial_program(struct uart *u)
{
	const struct termios2 *t = &u->tty->termios;
	unsigned int speed = t->c_ospeed ? t->c_ospeed : u->speed;
	u8 lcr = format_of(t->c_cflag) | (u->lcr & UART_LCR_BREAK);
	u8 msr = uart_read_msr(u), ier = u->ier & ~UART_IER_MSI;

	if (t->c_cflag & CRTSCTS || !(t->c_cflag & CLOCAL) || u->wire_waiters)
		ier |= UART_IER_MSI;
	uart_set_line(u, speed ? speed : SPEED_DEFAULT, lcr);
	if (own_divisor(u))
		uart_set_divisor(u, own_divisor(u), lcr);
	u->cts_stopped = t->c_cflag & CRTSCTS && !(msr & UART_MSR_CTS);
	uart_set_ier(u, ier);
}

/* Tells the modem that we are here, or, by speed 0, that it may hang up. */
static void set_ready(struct uart *u, bool ready)
{
	const u8 wires = UART_MCR_DTR | UART_MCR_RTS;

	serial_change_mcr(u, ready ? wires : 0, ready ? 0 : wires);
}

/* A speed that the chip cannot do is put back to what it was. */
static void serial_set_termios(struct tty_struct *tty,
			       const struct termios2 *old)
{
	struct uart *u = uart_of(tty);
	struct termios2 *t = &tty->termios;
	bool taken;

	if (t->c_ospeed && (t->c_ospeed < SPEED_MIN ||
			    t->c_ospeed > UART_CLOCK)) {
		t->c_cflag = (t->c_cflag & ~CBAUD) | (old->c_cflag & CBAUD);
		t->c_ispeed = t->c_ospeed = old->c_ospeed;
	}
	if (!u->tty)
		return;
	taken = uart_lock(u);
	serial_program(u);
	uart_unlock(u, taken);
	if (!t->c_ospeed != !old->c_ospeed)
		set_ready(u, t->c_ospeed);
	uart_start_tx(u);
}

/* --- open and close ----------------------------------------------------- */

/* Wakes the chip up; u->tty is set. Interrupts off. */
static void start(struct uart *u)
{
	bool taken = uart_lock(u);

	if (u->fifo > 1)
		uart_out(u, UART_FCR, FCR_OPEN | UART_FCR_CLEAR_RX);
	uart_in(u, UART_LSR);		/* what happened before is of no */
	uart_in(u, UART_RX);		/* interest any more */
	uart_in(u, UART_IIR);
	uart_in(u, UART_MSR);
	u->mcr |= UART_MCR_OUT2;
	u->ier = UART_IER_RDI | UART_IER_RLSI;
	serial_program(u);
	uart_unlock(u, taken);
}

static int serial_open(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);
	unsigned long flags;
	int err;

	if (!u->port)
		return -ENXIO;
	u->tx = kmalloc(TX_SIZE, GFP_KERNEL);
	u->rx = kmalloc(RX_SIZE * sizeof(*u->rx), GFP_KERNEL);
	err = u->tx && u->rx ? serial_take_irq(u) : -ENOMEM;
	if (err) {
		kfree(u->tx);
		kfree(u->rx);
		u->tx = NULL;
		u->rx = NULL;
		return err;
	}
	if (!u->modes_known && u->speed)
		adopt_modes(u, &tty->termios);
	u->modes_known = true;
	save_flags_cli(flags);
	u->tty = tty;
	u->opens++;
	start(u);
	set_ready(u, tty->termios.c_ospeed);
	restore_flags(flags);
	return 0;
}

/* Quiet from now on; the log may go on. Interrupts off. */
static void serial_close(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);
	bool taken = uart_lock(u);

	uart_set_ier(u, 0);
	u->mcr &= ~UART_MCR_OUT2;
	if (C_FLAG(tty, HUPCL) && !(u->con.flags & CON_REGISTERED))
		u->mcr &= ~(UART_MCR_DTR | UART_MCR_RTS);
	uart_out(u, UART_MCR, u->mcr);
	u->lcr &= ~UART_LCR_BREAK;
	uart_out(u, UART_LCR, u->lcr);
	u->tx_tail = u->tx_head;
	u->rx_tail = u->rx_head;
	u->xchar = 0;
	u->rx_paused = u->cts_stopped = false;
	u->wake_writers = u->carrier_changed = u->wires_changed = false;
	u->tty = NULL;
	uart_unlock(u, taken);
	kfree(u->tx);
	kfree(u->rx);
	u->tx = NULL;
	u->rx = NULL;
}

/* --- output ------------------------------------------------------------- */

static u32 serial_write_room(struct tty_struct *tty)
{
	return TX_SIZE - uart_tx_count(uart_of(tty));
}

static u32 serial_chars(struct tty_struct *tty)
{
	return uart_tx_count(uart_of(tty));
}

static u32 serial_write(struct tty_struct *tty, const u8 *s, u32 n)
{
	struct uart *u = uart_of(tty);
	unsigned long flags;
	u32 i;

	if (!u->tty)
		return n;
	save_flags_cli(flags);
	n = min(n, serial_write_room(tty));
	for (i = 0; i < n; i++)
		u->tx[u->tx_head++ % TX_SIZE] = s[i];
	uart_start_tx(u);
	restore_flags(flags);
	return n;
}

static bool serial_all_sent(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);

	return !u->tty || uart_in(u, UART_LSR) & UART_LSR_TEMT;
}

static void serial_flush_buffer(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);
	unsigned long flags;
	bool taken;

	save_flags_cli(flags);
	taken = uart_lock(u);
	u->tx_tail = u->tx_head;
	uart_unlock(u, taken);
	restore_flags(flags);
}

/* What there is to be sent may have changed, or may go now. */
static void serial_start(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);
	unsigned long flags;

	save_flags_cli(flags);
	if (u->tty)
		uart_start_tx(u);
	restore_flags(flags);
}

static void serial_resume_input(struct tty_struct *tty)
{
	struct uart *u = uart_of(tty);

	if (u->tty)
		serial_deliver(u);
}

static void serial_send_xchar(struct tty_struct *tty, u8 c)
{
	uart_of(tty)->xchar = c;
	serial_start(tty);
}

struct tty_driver serial_driver = {
	.name = "ttyS",
	.minor = SERIAL_MINOR,
	.num = NR_LINES,
	.init_termios = INIT_TERMIOS(B9600 | CS8 | CREAD | HUPCL | CLOCAL,
				     SPEED_DEFAULT),
	.open = serial_open,
	.close = serial_close,
	.write = serial_write,
	.write_room = serial_write_room,
	.chars_in_buffer = serial_chars,
	.all_sent = serial_all_sent,
	.flush_buffer = serial_flush_buffer,
	.send_xchar = serial_send_xchar,
	.start = serial_start,
	.throttle = serial_throttle,
	.unthrottle = serial_unthrottle,
	.resume_input = serial_resume_input,
	.set_termios = serial_set_termios,
	.carrier = serial_carrier,
	.set_break = serial_set_break,
	.get_modem = serial_get_modem,
	.set_modem = serial_set_modem,
	.ioctl = serial_ioctl,
	.ttys = lines,
};

/* Finds the lines. At boot. */
void __init serial_init(void)
{
	struct uart *u;

	serial_irq_init();
	for (u = uarts; u < uarts + NR_LINES; u++)
		if (uart_find(u))
			printk(KERN_INFO "ttyS%u at port %xh, IRQ %u: %s\n",
			       (u32)(u - uarts), u->port, u->irq,
			       uart_name(u));
}
