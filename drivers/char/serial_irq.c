/*
 * serial_irq.c - bytes come and go. The handler moves them between the chip
 * and two rings, and no more; the bottom half passes on what has arrived, as
 * that may echo, signal and wake.
 *
 * When the ring of input is full because nobody reads, the bytes are left in
 * the chip, with its interrupt off: the chip, or the emulator behind it, may
 * be able to have the sender wait; we are not.
 */
#include <linux/interrupt.h>
#include <linux/kbd.h>
#include <linux/kernel.h>
#include <asm/system.h>
#include "serial.h"

#define MOST_PASSES	256		/* over the chips, in one interrupt */
#define RX_IRQS		(UART_IER_RDI | UART_IER_RLSI)
#define FLAG_SHIFT	8		/* in an entry of the ring */

static bool irq_taken[NR_ISA_IRQS];	/* [k] */

/* Bytes of the terminal's that are not in the chip yet. */
u32 uart_tx_count(const struct uart *u)
{
	return u->tx_head - u->tx_tail;
}

/* May no byte of the ring be sent now? */
static bool tx_stopped(const struct uart *u)
{
	return (u->tty && u->tty->stopped) || u->cts_stopped;
}

static bool tx_pending(const struct uart *u)
{
	return u->xchar || (uart_tx_count(u) && !tx_stopped(u));
}

/* Loads the transmitter, which must be empty. [u] */
void uart_send(struct uart *u)
{
	unsigned int room = u->fifo;

	if (u->xchar) {
		uart_out(u, UART_TX, u->xchar);
		u->icount.tx++;
		u->xchar = 0;
		room--;
	}
	if (tx_stopped(u))
		return;
	for (; room && uart_tx_count(u); room--) {
		uart_out(u, UART_TX, u->tx[u->tx_tail++ % TX_SIZE]);
		u->icount.tx++;
	}
}

/* The transmitter is empty. [u] */
static void transmit(struct uart *u)
{
	if (u->log_waits)
		return;			/* serial.c has us called again */
	uart_send(u);
	if (!tx_pending(u))
		uart_set_ier(u, u->ier & ~UART_IER_THRI);
	if (uart_tx_count(u) < TTY_WAKE_CHARS)
		u->wake_writers = true;
}

/*
 * There may be something to send. What fits into the chip goes at once; the
 * interrupt is turned on for the rest only, and after that, lest it be asked
 * for and taken back. Interrupts off; takes [u].
 */
void uart_start_tx(struct uart *u)
{
	bool taken = uart_lock(u);

	if (tx_pending(u) && !(u->ier & UART_IER_THRI)) {
		if (!u->log_waits && uart_in(u, UART_LSR) & UART_LSR_THRE)
			uart_send(u);
		if (tx_pending(u))
			uart_set_ier(u, u->ier | UART_IER_THRI);
	}
	uart_unlock(u, taken);
}

/* What LSR says about the byte that it announces; counts it. [u] */
static u8 fault_of(struct uart *u, u8 lsr)
{
	if (lsr & UART_LSR_OE)
		u->icount.overrun++;
	if (lsr & UART_LSR_BI) {
		u->icount.brk++;
		return TTY_BREAK;
	}
	if (lsr & UART_LSR_PE) {
		u->icount.parity++;
		return TTY_PARITY;
	}
	if (lsr & UART_LSR_FE) {
		u->icount.frame++;
		return TTY_FRAME;
	}
	return TTY_NORMAL;
}

/* Takes in what is there, as long as there is room. [u] */
static void receive(struct uart *u, u8 lsr)
{
	u8 c, fault;

	for (; lsr & UART_LSR_DR; lsr = uart_in(u, UART_LSR)) {
		if (u->rx_head - u->rx_tail == RX_SIZE) {
			u->rx_paused = true;
			u->icount.buf_overrun++;
			uart_set_ier(u, u->ier & ~RX_IRQS);
			return;
		}
		fault = fault_of(u, lsr);
		c = uart_in(u, UART_RX);
		if (!C_FLAG(u->tty, CREAD))
			continue;
		u->icount.rx++;
		u->rx[u->rx_head++ % RX_SIZE] = c | fault << FLAG_SHIFT;
	}
}

/* The wires from the modem. Reading MSR takes the changes away, so whoever
   reads it does it here. [u]; the line is open. */
u8 uart_read_msr(struct uart *u)
{
	u8 msr = uart_in(u, UART_MSR);

	u->icount.cts += !!(msr & UART_MSR_DCTS);
	u->icount.dsr += !!(msr & UART_MSR_DDSR);
	u->icount.rng += !!(msr & UART_MSR_TERI);
	u->icount.dcd += !!(msr & UART_MSR_DDCD);
	if (msr & UART_MSR_DDCD)
		u->carrier_changed = true;
	if (msr & UART_MSR_CHANGES) {
		u->wires_changed = true;
		mark_bh(SERIAL_BH);
	}
	if (C_FLAG(u->tty, CRTSCTS)) {
		u->cts_stopped = !(msr & UART_MSR_CTS);
		if (tx_pending(u))
			uart_set_ier(u, u->ier | UART_IER_THRI);
	}
	return msr;
}

/* Serves one chip. False if it wants nothing. */
static bool serve(struct uart *u)
{
	bool taken;
	u8 lsr;

	if (uart_in(u, UART_IIR) & UART_IIR_NO_INT)
		return false;
	taken = uart_lock(u);
	lsr = uart_in(u, UART_LSR);
	if (!u->rx_paused)
		receive(u, lsr);
	if (u->ier & UART_IER_MSI)
		uart_read_msr(u);
	if (u->ier & UART_IER_THRI && uart_in(u, UART_LSR) & UART_LSR_THRE)
		transmit(u);
	uart_unlock(u, taken);
	return true;
}

/*
 * The interrupt of all chips on one line, which is edge-triggered: it must
 * not be left while any of them wants something, or it never comes again.
 */
static void serial_interrupt(int irq, void *dev __unused,
			     struct pt_regs *regs __unused)
{
	unsigned int passes = 0;
	struct uart *u;
	bool more;

	do {
		more = false;
		for (u = uarts; u < uarts + NR_LINES; u++)
			if (u->tty && u->irq == irq)
				more |= serve(u);
	} while (more && ++passes < MOST_PASSES);
	mark_bh(SERIAL_BH);
}

/* Half of the ring has been passed on: the chip may bring more. */
static void resume_receiver(struct uart *u)
{
	unsigned long flags;
	bool taken;

	save_flags_cli(flags);
	taken = uart_lock(u);
	u->rx_paused = false;
	uart_set_ier(u, u->ier | RX_IRQS);
	uart_unlock(u, taken);
	restore_flags(flags);
}

/* On the log's line BREAK and a key are for us. (b) */
static bool is_sysrq(struct uart *u, u16 entry)
{
	return u->con.flags & CON_REGISTERED &&
	       serial_sysrq(u->tty, entry, entry >> FLAG_SHIFT == TTY_BREAK,
			    &u->sysrq);
}

/* Passes on what has arrived, as far as the terminal takes it. (b) */
void serial_deliver(struct uart *u)
{
	struct tty_struct *tty = u->tty;
	u32 tail = u->rx_tail;
	u16 entry;

	while (READ_ONCE(u->rx_head) != u->rx_tail) {
		entry = u->rx[u->rx_tail % RX_SIZE];
		if (is_sysrq(u, entry)) {
			u->rx_tail++;
			continue;
		}
		if (!n_tty_room(tty)) {
			tty->input_held = true;
			break;
		}
		u->rx_tail++;
		n_tty_input(tty, entry, entry >> FLAG_SHIFT);
	}
	if (u->rx_paused && u->rx_head - u->rx_tail <= RX_SIZE / 2)
		resume_receiver(u);
	if (u->rx_tail != tail)
		n_tty_input_done(tty);
}

/* DCD has come or gone; without CLOCAL its end is a hang-up. */
static void carrier(struct uart *u)
{
	struct tty_struct *tty = u->tty;

	u->carrier_changed = false;
	wake_up(&tty->open_wait);
	if (!C_FLAG(tty, CLOCAL) && !tty->driver->carrier(tty))
		tty_hangup(tty, false);
}

/* The bottom half. A hang-up comes last: the terminal may be gone then. */
static void serial_bottom_half(void)
{
	struct uart *u;

	for (u = uarts; u < uarts + NR_LINES; u++) {
		if (!u->tty)
			continue;
		serial_deliver(u);
		if (u->wake_writers) {
			u->wake_writers = false;
			wake_up(&u->tty->write_wait);
		}
		if (u->wires_changed) {
			u->wires_changed = false;
			wake_up(&u->tty->open_wait);
		}
		if (u->carrier_changed)
			carrier(u);
	}
}

/* Has the line's interrupt served, once for all chips on it. 0 or -errno. */
int serial_take_irq(struct uart *u)
{
	int err = 0;

	if (!irq_taken[u->irq])
		err = request_irq(u->irq, serial_interrupt, SA_INTERRUPT,
				  "serial", &irq_taken[u->irq]);
	if (!err)
		irq_taken[u->irq] = true;
	return err;
}

/* At boot. */
void serial_irq_init(void)
{
	init_bh(SERIAL_BH, serial_bottom_half);
}
