/*
 * serial.c - the log on a serial line, polled.
 *
 *	console=ttyS0,9600n8	speed, parity (n, o, e), bits (7, 8)
 *
 * No interrupt is used and no memory: this works in the first statement of
 * the kernel and in the last. Every wait is bounded, and a line on which a
 * wait has failed once is waited for only shortly until it moves again.
 *
 * A terminal may be sending on the same line, by interrupts. Both take turns
 * at each load of the transmitter; while the log has something to say, the
 * interrupts leave the transmitter to it, and are called again afterwards.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/string.h>
#include <asm/system.h>
#include "serial.h"

#define SPEED_DEFAULT	115200
#define SPEED_MIN	50
#define TURNS_LOST	100		/* to others, until we give up */

/*
 * Sends what fits into the transmitter at once; \n becomes \r\n, and *cr says
 * that the \r of the next \n has gone. Returns the bytes of s that have been
 * sent. Without the lock (see uart_lock()) the chip may be in the midst of
 * being programmed.
 */
static unsigned int send_load(struct uart *u, const char *s, unsigned int len,
			      bool *cr)
{
	bool taken = uart_lock(u);
	unsigned int room = 0, n = 0;

	if (!taken)
		uart_out(u, UART_LCR, u->lcr);
	if (uart_in(u, UART_LSR) & UART_LSR_THRE)
		room = u->fifo;
	for (; room && n < len; room--) {
		*cr = s[n] == '\n' && !*cr;
		uart_out(u, UART_TX, *cr ? '\r' : s[n++]);
	}
	uart_unlock(u, taken);
	return n;
}

/* The transmitter is free: has a terminal that waits for it called. */
static void call_again(struct uart *u)
{
	bool taken = uart_lock(u);
	u8 ier = u->ier;

	if (ier & UART_IER_THRI) {
		uart_set_ier(u, ier & ~UART_IER_THRI);
		uart_set_ier(u, ier);
	}
	uart_unlock(u, taken);
}

/* Sends text; see struct console. */
static void serial_write(struct console *con, const char *s, unsigned int len)
{
	struct uart *u = container_of(con, struct uart, con);
	unsigned int n, lost = 0;
	bool cr = false;

	u->log_waits = true;
	while (len && lost < TURNS_LOST && uart_wait(u, UART_LSR_THRE)) {
		n = send_load(u, s, len, &cr);
		lost = n || cr ? 0 : lost + 1;
		s += n;
		len -= n;
	}
	u->log_waits = false;
	call_again(u);
}

/* Waits until the last bit is on the line, of the terminal's, too, unless its
   output is stopped. */
static void serial_drain(struct console *con)
{
	struct uart *u = container_of(con, struct uart, con);
	unsigned long flags;
	bool taken, stopped = false;
	u32 left;

	while (!stopped && uart_tx_count(u) && uart_wait(u, UART_LSR_THRE)) {
		save_flags_cli(flags);
		taken = uart_lock(u);
		left = uart_tx_count(u);
		if (uart_in(u, UART_LSR) & UART_LSR_THRE) {
			uart_send(u);	/* an interrupt may have, before */
			stopped = uart_tx_count(u) == left;
		}
		uart_unlock(u, taken);
		restore_flags(flags);
	}
	uart_wait(u, UART_LSR_THRE | UART_LSR_TEMT);
}

/*
 * Reads "9600n8" and the like; what is missing keeps its value. Returns 0, or
 * -EINVAL.
 */
static int __init parse_options(const char *s, unsigned int *speed, u8 *lcr)
{
	char *end = (char *)s;

	if (isdigit(*s))
		*speed = simple_strtoul(s, &end, 10);
	if (*speed < SPEED_MIN || *speed > UART_CLOCK)
		return -EINVAL;
	if (*end == 'o' || *end == 'e')
		*lcr |= UART_LCR_PARITY | (*end == 'e' ? UART_LCR_EVEN : 0);
	else if (*end && *end != 'n')
		return -EINVAL;
	if (*end)
		end++;
	if (*end == '7')
		*lcr = (*lcr & ~UART_LCR_WLEN8) | UART_LCR_WLEN7;
	else if (*end && *end != '8')
		return -EINVAL;
	return 0;
}

/* Speed and format as asked for, the modem lines on. */
static void __init set_options(struct uart *u, const char *options)
{
	unsigned int speed = SPEED_DEFAULT;
	u8 lcr = UART_LCR_WLEN8;

	if (parse_options(options, &speed, &lcr)) {
		speed = SPEED_DEFAULT;
		lcr = UART_LCR_WLEN8;
		printk(KERN_WARNING "console=ttyS%u,%s: not understood, "
		       "%u bits/s are used\n", (u32)(u - uarts), options,
		       speed);
	}
	uart_set_line(u, speed, lcr);
	u->mcr = UART_MCR_DTR | UART_MCR_RTS;
	uart_out(u, UART_MCR, u->mcr);
}

/*
 * Makes a console of serial line `line'. Returns NULL when there is no UART;
 * options that make no sense are reported, and the defaults taken.
 */
struct console *__init serial_console(unsigned int line, const char *options)
{
	struct uart *u = &uarts[line];

	if (line >= NR_LINES || !uart_find(u))
		return NULL;
	set_options(u, options);
	snprintf(u->con.name, sizeof(u->con.name), "ttyS%u", line);
	u->con.index = line;
	u->con.write = serial_write;
	u->con.drain = serial_drain;
	return &u->con;
}
