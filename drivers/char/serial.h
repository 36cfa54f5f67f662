/*
 * serial.h - one serial line, between its files: serial_port.c has the chip,
 * serial.c the log on it, serial_irq.c its interrupts, serial_tty.c the
 * terminal, serial_modem.c the other wires, serial_ioctl.c its own calls.
 *
 * The log may come from any CPU at any time, without the kernel lock. So the
 * chip itself has a lock, [u], which is held for a FIFO's worth of bytes at
 * most, with interrupts off. The log takes it like everybody else, but is not
 * kept from speaking by a CPU that died with it (uart_lock()).
 *
 * Other letters: [k] kernel lock, [b] see linux/tty_driver.h, [i] constant
 * once the line is found.
 */
#ifndef _SERIAL_H
#define _SERIAL_H

#include <linux/console.h>
#include <linux/serial_reg.h>
#include <linux/tty_driver.h>
#include <asm/io.h>

#define NR_LINES	4		/* ttyS0 to ttyS3 */
#define TX_SIZE		4096		/* bytes; powers of two */
#define RX_SIZE		1024		/* entries */

struct uart {
	struct console con;		/* the log's view */
	u16 port;			/* [i] 0: there is no such line */
	u8 irq;				/* [i] */
	u8 type;			/* [i] PORT_ */
	unsigned int fifo;		/* [i] bytes that fit if THRE is set */
	u8 lcr, mcr, ier;		/* [u] what these registers hold */
	unsigned int speed;		/* [u] bits/s, as was asked for */
	unsigned int divisor;		/* [u] of UART_CLOCK; 0: not yet set */
	bool stuck;			/* the log's last wait was in vain */
	volatile u32 owner;		/* [a] of the chip: CPU number + 1 */
	volatile bool log_waits;	/* THR is to be left to the log */

	struct tty_struct *tty;		/* [k] NULL: not open */
	u8 *tx;				/* [k] ring of bytes to be sent */
	u16 *rx;			/* [k] ring: bytes and, above, TTY_ */
	u32 tx_head, tx_tail;		/* [b], tail [u]; places, for ever */
	u32 rx_head, rx_tail;		/* head [u], tail [b] */
	u8 xchar;			/* [u] to be sent first; 0: none */
	bool cts_stopped;		/* [u] the other end is not ready */
	bool rx_paused;			/* [u] the ring was full: RDI is off */
	bool wake_writers;		/* [u] for the bottom half: THR needs */
	bool carrier_changed;		/* [u] more bytes; DCD has changed; */
	bool wires_changed;		/* [u] any of the modem's wires */
	u32 wire_waiters;		/* [k] processes in TIOCMIWAIT */
	u32 opens;			/* [k] first opens that there were */
	u32 flags;			/* [k] ASYNC_ */
	u32 custom_divisor;		/* [k] for ASYNC_SPD_CUST */
	bool modes_known;		/* [k] termios is true of the chip */
	unsigned long sysrq;		/* [b] BREAK came: the next byte is a
					   console key until then; 0: no */
	struct serial_icounter icount;	/* [u] */
};

/* serial_port.c */
extern struct uart uarts[NR_LINES];
bool uart_lock(struct uart *u);
void uart_unlock(struct uart *u, bool taken);
bool uart_wait(struct uart *u, u8 bits);
bool uart_find(struct uart *u);
void uart_set_ier(struct uart *u, u8 ier);
void uart_set_line(struct uart *u, unsigned int speed, u8 lcr);
void uart_set_divisor(struct uart *u, unsigned int divisor, u8 lcr);
const char *uart_name(const struct uart *u);

/* serial_irq.c */
void serial_irq_init(void);
int serial_take_irq(struct uart *u);
u32 uart_tx_count(const struct uart *u);
void uart_send(struct uart *u);
void uart_start_tx(struct uart *u);
u8 uart_read_msr(struct uart *u);
void serial_deliver(struct uart *u);

/* serial_tty.c */
void serial_program(struct uart *u);

/* serial_modem.c */
void serial_change_mcr(struct uart *u, u8 set, u8 clear);
int serial_get_modem(struct tty_struct *tty);
void serial_set_modem(struct tty_struct *tty, u32 set, u32 clear);
void serial_throttle(struct tty_struct *tty);
void serial_unthrottle(struct tty_struct *tty);
bool serial_carrier(struct tty_struct *tty);
void serial_set_break(struct tty_struct *tty, bool on);

/* serial_ioctl.c */
int serial_ioctl(struct tty_struct *tty, u32 cmd, unsigned long arg);

static inline struct uart *uart_of(const struct tty_struct *tty)
{
	return &uarts[tty->index];
}

static inline u8 uart_in(const struct uart *u, int reg)
{
	return inb(u->port + reg);
}

static inline void uart_out(const struct uart *u, int reg, u8 value)
{
	outb(value, u->port + reg);
}

#endif
