/*
 * serial.c - the log on a serial line: 8250, 16450 and 16550 UARTs, polled.
 *
 *	console=ttyS0,9600n8	speed, parity (n, o, e), bits (7, 8)
 *
 * No interrupt is used and no memory: this works in the first statement of
 * the kernel and in the last. Every wait is bounded, and a line on which a
 * wait has failed once is waited for only shortly until it moves again.
 */
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/serial_reg.h>
#include <linux/string.h>
#include <asm/io.h>

#define NR_LINES	4		/* ttyS0 to ttyS3 */
#define SPEED_DEFAULT	115200
#define SPEED_MIN	50
#define WAIT_READS	500000		/* of LSR, 1 us each or less: more than
					   16 bytes at 1200 bits/s take */
#define WAIT_STUCK	16		/* reads, when nobody seems there */
#define SCRATCH_1	0x5a		/* patterns for the scratch register */
#define SCRATCH_2	0xa5

/* One line that is a console. Guarded by the owner of the consoles. */
struct uart {
	struct console con;
	u16 port;
	u8 lcr;				/* line format */
	unsigned int speed;		/* bits/s */
	unsigned int fifo;		/* bytes that fit when THRE is set */
	bool stuck;			/* the last wait was in vain */
};

static const u16 ports[NR_LINES] = { 0x3f8, 0x2f8, 0x3e8, 0x2e8 };
static struct uart uarts[NR_LINES];

/* Waits until all the bits are set in LSR; false when the bound is reached. */
static bool wait_lsr(struct uart *u, u8 bits)
{
	unsigned int reads = u->stuck ? WAIT_STUCK : WAIT_READS;

	while ((inb(u->port + UART_LSR) & bits) != bits)
		if (--reads == 0) {
			u->stuck = true;
			return false;
		}
	u->stuck = false;
	return true;
}

/* Sends text; \n becomes \r\n. See struct console. */
static void serial_write(struct console *con, const char *s, unsigned int len)
{
	struct uart *u = container_of(con, struct uart, con);
	unsigned int room = 0;
	bool cr = false;		/* the \r of this \n has been sent */

	while (len) {
		if (!room) {
			if (!wait_lsr(u, UART_LSR_THRE))
				return;
			room = u->fifo;
		}
		if (*s == '\n' && !cr) {
			outb('\r', u->port + UART_TX);
			cr = true;
		} else {
			outb(*s++, u->port + UART_TX);
			len--;
			cr = false;
		}
		room--;
	}
}

/* Waits until the last bit is on the line. */
static void serial_drain(struct console *con)
{
	struct uart *u = container_of(con, struct uart, con);

	wait_lsr(u, UART_LSR_THRE | UART_LSR_TEMT);
}

/*
 * Is there a UART? The upper half of its IER is always 0 and the lower half
 * keeps what is written; a bus without a device keeps nothing.
 */
static bool __init probe(u16 port)
{
	u8 old = inb(port + UART_IER), zero, ones;

	outb(0, port + UART_IER);
	zero = inb(port + UART_IER);
	outb(UART_IER_ALL, port + UART_IER);
	ones = inb(port + UART_IER);
	outb(old & UART_IER_ALL, port + UART_IER);
	return zero == 0 && ones == UART_IER_ALL;
}

/* The scratch register tells the 16450 and later from the 8250. */
static bool __init has_scratch(u16 port)
{
	u8 first, second;

	outb(SCRATCH_1, port + UART_SCR);
	first = inb(port + UART_SCR);
	outb(SCRATCH_2, port + UART_SCR);
	second = inb(port + UART_SCR);
	return first == SCRATCH_1 && second == SCRATCH_2;
}

/* Turns the FIFOs on; returns the bytes that may be sent at a time. */
static unsigned int __init setup_fifo(u16 port)
{
	if (!has_scratch(port))
		return 1;
	outb(UART_FCR_ENABLE | UART_FCR_CLEAR_RX | UART_FCR_CLEAR_TX,
	     port + UART_FCR);
	if ((inb(port + UART_IIR) & UART_IIR_FIFO) == UART_IIR_FIFO)
		return UART_FIFO_SIZE;
	outb(0, port + UART_FCR);
	return 1;
}

/*
 * Reads "9600n8" and the like into *u; what is missing keeps its default.
 * Returns 0, or -EINVAL.
 */
static int __init parse_options(struct uart *u, const char *s)
{
	char *end = (char *)s;

	if (isdigit(*s))
		u->speed = simple_strtoul(s, &end, 10);
	if (u->speed < SPEED_MIN || u->speed > UART_CLOCK)
		return -EINVAL;
	if (*end == 'o' || *end == 'e')
		u->lcr |= UART_LCR_PARITY | (*end == 'e' ? UART_LCR_EVEN : 0);
	else if (*end && *end != 'n')
		return -EINVAL;
	if (*end)
		end++;
	if (*end == '7')
		u->lcr = (u->lcr & ~UART_LCR_WLEN8) | UART_LCR_WLEN7;
	else if (*end && *end != '8')
		return -EINVAL;
	return 0;
}

static void __init set_defaults(struct uart *u)
{
	u->speed = SPEED_DEFAULT;
	u->lcr = UART_LCR_WLEN8;
}

/* Programs speed and format; no interrupts, the modem lines on. */
static void __init start_uart(struct uart *u)
{
	unsigned int divisor = UART_CLOCK / u->speed;

	wait_lsr(u, UART_LSR_TEMT);	/* what the loader had to say */
	outb(0, u->port + UART_IER);
	outb(u->lcr | UART_LCR_DLAB, u->port + UART_LCR);
	outb(divisor & 0xff, u->port + UART_DLL);
	outb(divisor >> 8, u->port + UART_DLM);
	outb(u->lcr, u->port + UART_LCR);
	outb(UART_MCR_DTR | UART_MCR_RTS, u->port + UART_MCR);
	u->fifo = setup_fifo(u->port);
	u->stuck = false;
}

/*
 * Makes a console of serial line `line'. Returns NULL when there is no UART;
 * options that make no sense are reported, and the defaults taken.
 */
struct console *__init serial_console(unsigned int line, const char *options)
{
	struct uart *u;

	if (line >= NR_LINES || !probe(ports[line]))
		return NULL;
	u = &uarts[line];
	u->port = ports[line];
	set_defaults(u);
	if (parse_options(u, options)) {
		set_defaults(u);
		printk(KERN_WARNING "console=ttyS%u,%s: not understood, "
		       "%u bits/s are used\n", line, options, u->speed);
	}
	start_uart(u);
	snprintf(u->con.name, sizeof(u->con.name), "ttyS%u", line);
	u->con.index = line;
	u->con.write = serial_write;
	u->con.drain = serial_drain;
	return &u->con;
}
