/*
 * tty_drivers.h - the kinds of terminals that this kernel has.
 */
#ifndef _TTY_DRIVERS_H
#define _TTY_DRIVERS_H

#include <linux/tty_driver.h>

extern struct tty_driver serial_driver;		/* serial_tty.c */
extern struct tty_driver vga_tty_driver;	/* vgatty.c */

void serial_init(void);				/* serial_tty.c */
void vga_tty_init(void);			/* vgatty.c */

#endif
