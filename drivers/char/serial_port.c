/*
 * serial_port.c - the chips themselves: 8250, 16450, 16550, 16550A. Who is
 * there, its speed and format, and who may touch it now.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/system.h>
#include "serial.h"

#define WAIT_READS	500000		/* of LSR, 1 us each or less: more than
					   16 bytes at 1200 bits/s take */
#define WAIT_STUCK	16		/* reads, when nobody seems there */
#define LOCK_TURNS	(1U << 26)	/* half a second and more */
#define SCRATCH_1	0x5a		/* patterns for the scratch register */
#define SCRATCH_2	0xa5

struct uart uarts[NR_LINES] = {
	{ .irq = 4 }, { .irq = 3 }, { .irq = 4 }, { .irq = 3 },
};

static const u16 ports[NR_LINES] = { 0x3f8, 0x2f8, 0x3e8, 0x2e8 };

/*
 * Takes the chip; interrupts are off. False if this CPU has it already: a
 * fault or an NMI has something to say in the middle of our own work, and
 * goes ahead. An owner that does not let go within the bound is dead, and
 * loses it. It is no spinlock_t, because the debug checks of these print.
 */
bool uart_lock(struct uart *u)
{
	u32 me = smp_processor_id() + 1, turns = LOCK_TURNS;

	while (cmpxchg(&u->owner, 0, me) != 0) {
		if (u->owner == me)
			return false;
		if (--turns == 0) {
			xchg(&u->owner, me);
			break;
		}
		cpu_relax();
	}
	return true;
}

/* Gives the chip back, if uart_lock() took it and nobody has since. */
void uart_unlock(struct uart *u, bool taken)
{
	if (taken)
		cmpxchg(&u->owner, smp_processor_id() + 1, 0);
}

/* Waits until all the bits are set in LSR; false when the bound is reached,
   which is near if the last wait was in vain. */
bool uart_wait(struct uart *u, u8 bits)
{
	unsigned int reads = u->stuck ? WAIT_STUCK : WAIT_READS;

	while ((uart_in(u, UART_LSR) & bits) != bits) {
		if (--reads == 0) {
			u->stuck = true;
			return false;
		}
		cpu_relax();
	}
	u->stuck = false;
	return true;
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
static bool __init has_scratch(const struct uart *u)
{
	u8 first, second;

	uart_out(u, UART_SCR, SCRATCH_1);
	first = uart_in(u, UART_SCR);
	uart_out(u, UART_SCR, SCRATCH_2);
	second = uart_in(u, UART_SCR);
	return first == SCRATCH_1 && second == SCRATCH_2;
}

/* Turns the FIFOs on, which tells the kinds apart. Those of the plain 16550
   do not work, and are turned off again. */
static void __init find_type(struct uart *u)
{
	u8 id;

	u->fifo = 1;
	u->type = PORT_8250;
	if (!has_scratch(u))
		return;
	uart_out(u, UART_FCR, UART_FCR_ENABLE | UART_FCR_CLEAR_RX |
		 UART_FCR_CLEAR_TX);
	id = uart_in(u, UART_IIR) & UART_IIR_FIFO;
	if (id == UART_IIR_FIFO) {
		u->fifo = UART_FIFO_SIZE;
		u->type = PORT_16550A;
		return;
	}
	uart_out(u, UART_FCR, 0);
	u->type = id == UART_IIR_FIFO_BAD ? PORT_16550 : PORT_16450;
}

/* Looks for the line; true if it is there, or was found before. What the boot
   loader had to say is waited for: finding the kind empties the FIFOs. */
bool __init uart_find(struct uart *u)
{
	u16 port = ports[u - uarts];

	if (u->port)
		return true;
	if (!probe(port))
		return false;
	u->port = port;
	uart_wait(u, UART_LSR_TEMT);
	uart_set_ier(u, 0);
	find_type(u);
	u->stuck = false;
	return true;
}

/* [u] */
void uart_set_ier(struct uart *u, u8 ier)
{
	u->ier = ier;
	uart_out(u, UART_IER, ier);
}

/* Programs speed, as what UART_CLOCK is divided by, and format. [u] */
void uart_set_divisor(struct uart *u, unsigned int divisor, u8 lcr)
{
	u->lcr = lcr;
	if (u->divisor != divisor) {
		u->divisor = divisor;
		uart_out(u, UART_LCR, lcr | UART_LCR_DLAB);
		uart_out(u, UART_DLL, divisor & 0xff);
		uart_out(u, UART_DLM, divisor >> 8);
	}
	uart_out(u, UART_LCR, lcr);
}

/* Programs speed, 2 to UART_CLOCK bits/s, and format. [u] */
void uart_set_line(struct uart *u, unsigned int speed, u8 lcr)
{
	u->speed = speed;
	uart_set_divisor(u, UART_CLOCK / speed, lcr);
}

/* The names of the kinds, for people. */
const char *uart_name(const struct uart *u)
{
	static const char *const names[] = {
		[PORT_UNKNOWN] = "unknown", [PORT_8250] = "8250",
		[PORT_16450] = "16450", [PORT_16550] = "16550",
		[PORT_16550A] = "16550A"
	};

	return names[u->type];
}
