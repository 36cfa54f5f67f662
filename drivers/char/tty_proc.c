/*
 * tty_proc.c - /proc/tty: which kinds of terminals there are, and what the
 * serial lines have been doing.
 *
 *	tty/drivers	name, device, major and minor numbers, kind
 *	tty/ldiscs	line disciplines
 *	tty/driver/serial	each line: chip, bytes, faults, wires
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include "pty.h"
#include "serial.h"
#include "tty_drivers.h"

static void put_driver(struct proc_buf *b, const char *name, const char *dev,
		       u32 major, u32 minor, u32 num, const char *kind)
{
	char range[24];

	if (num > 1)
		snprintf(range, sizeof(range), "%u-%u", minor,
			 minor + num - 1);
	else
		snprintf(range, sizeof(range), "%u", minor);
	proc_printf(b, "%-20s %-12s %5u %8s %s\n", name, dev, major, range,
		    kind);
}

/* What belongs to no driver: names for other terminals, and masters. */
static void put_others(struct proc_buf *b)
{
	put_driver(b, "/dev/tty", "/dev/tty", TTYAUX_MAJOR, 0, 1,
		   "system:/dev/tty");
	put_driver(b, "/dev/console", "/dev/console", TTYAUX_MAJOR, 1, 1,
		   "system:console");
	put_driver(b, "/dev/ptmx", "/dev/ptmx", TTYAUX_MAJOR, PTMX_MINOR, 1,
		   "system");
	put_driver(b, "/dev/tty0", "/dev/tty0", TTY_MAJOR, 0, 1,
		   "system:vtmaster");
	put_driver(b, "pty_master", "/dev/ptyp", PTY_MASTER_MAJOR, 0,
		   NR_BSD_PTYS, "pty:master");
}

static int show_drivers(struct proc_buf *b)
{
	const struct tty_driver *d;
	u32 n;

	put_others(b);
	for (n = 0; (d = nth_tty_driver(n)) != NULL; n++) {
		if (d == &serial_driver)
			put_driver(b, "serial", "/dev/ttyS", tty_major(d),
				   d->minor, d->num, "serial");
		else if (d == &pts_driver)
			put_driver(b, "pty_slave", "/dev/pts", tty_major(d),
				   d->minor, d->num, "pty:slave");
		else if (d == &pty_bsd_driver)
			put_driver(b, "pty_slave", "/dev/ttyp", tty_major(d),
				   d->minor, d->num, "pty:slave");
		else if (d->num)
			put_driver(b, "console", "/dev/tty", tty_major(d),
				   d->minor, d->num, "console");
	}
	return 0;
}

static int show_ldiscs(struct proc_buf *b)
{
	proc_puts(b, "n_tty       0\n");
	return 0;
}

/* Faults that there have been. */
static void put_faults(struct proc_buf *b, const struct serial_icounter *c)
{
	if (c->frame)
		proc_printf(b, " fe:%d", c->frame);
	if (c->parity)
		proc_printf(b, " pe:%d", c->parity);
	if (c->brk)
		proc_printf(b, " brk:%d", c->brk);
	if (c->overrun || c->buf_overrun)
		proc_printf(b, " oe:%d", c->overrun + c->buf_overrun);
}

/* Wires that are on. */
static void put_wires(struct proc_buf *b, const struct uart *u)
{
	static const struct {
		u32 bit;
		const char *name;
	} wires[] = {
		{ TIOCM_RTS, "RTS" }, { TIOCM_CTS, "CTS" },
		{ TIOCM_DTR, "DTR" }, { TIOCM_DSR, "DSR" },
		{ TIOCM_CAR, "CD" }, { TIOCM_RNG, "RI" },
	};
	u32 on = u->tty ? serial_get_modem(u->tty) : 0, i;
	const char *between = " ";

	for (i = 0; i < ARRAY_SIZE(wires); i++) {
		if (!(on & wires[i].bit))
			continue;
		proc_printf(b, "%s%s", between, wires[i].name);
		between = "|";
	}
}

static int show_serial(struct proc_buf *b)
{
	const struct uart *u;

	proc_puts(b, "serinfo:1.0 driver\n");
	for (u = uarts; u < uarts + NR_LINES; u++) {
		if (!u->port)
			continue;
		proc_printf(b, "%u: uart:%s port:%08X irq:%u tx:%d rx:%d",
			    (u32)(u - uarts), uart_name(u), u->port, u->irq,
			    u->icount.tx, u->icount.rx);
		put_faults(b, &u->icount);
		put_wires(b, u);
		proc_puts(b, "\n");
	}
	return 0;
}

/* At boot. */
void __init tty_proc_init(void)
{
	proc_mkdir("tty");
	proc_mkdir("tty/driver");
	proc_register("tty/drivers", 0444, show_drivers);
	proc_register("tty/ldiscs", 0444, show_ldiscs);
	proc_register("tty/driver/serial", 0400, show_serial);
}
