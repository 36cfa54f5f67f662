/*
 * tty_drivers.h - the kinds of terminals that this kernel has.
 */
#ifndef _TTY_DRIVERS_H
#define _TTY_DRIVERS_H

#include <linux/tty_driver.h>

extern struct tty_driver serial_driver;		/* serial_tty.c */
extern struct tty_driver vga_tty_driver;	/* vt.c */

void serial_init(void);				/* serial_tty.c */
const struct tty_driver *nth_tty_driver(u32 n);	/* tty_io.c */
void tty_proc_init(void);			/* tty_proc.c */

#endif
