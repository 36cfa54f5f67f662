/*
 * console.h - devices that show the log. Each reads the ring at its own
 * place, so one that is registered late starts with the oldest line there is.
 *
 * Letters: [o] the owner of the consoles, see kernel/console.c; [i] constant
 * once registered.
 */
#ifndef _LINUX_CONSOLE_H
#define _LINUX_CONSOLE_H

#include <linux/types.h>

struct boot_params;
struct screen_info;

#define CON_PREFERRED	0x01	/* the last console= : /dev/console */
#define CON_LINE_START	0x02	/* [o] the next byte begins a line */
#define CON_REGISTERED	0x04

struct console {
	char name[8];			/* [i] "ttyS0", "tty0" */
	/* Shows len bytes; lines end in \n alone. Interrupts are off. */
	void (*write)(struct console *con, const char *s, unsigned int len);
	/* Waits, bounded, until all has left the machine. May be NULL. */
	void (*drain)(struct console *con);
	unsigned int flags;		/* CON_ bits */
	int index;			/* [i] number of the device */
	int level;			/* [o] of the line being written */
	u32 pos;			/* [o] place in the log, log.h */
	struct console *next;		/* [o] */
};

extern int console_loglevel;		/* lines below this level are shown */

/* kernel/console.c */
void console_init(const char *cmdline, const struct boot_params *bp);
void register_console(struct console *con);
void console_flush(bool force);
void console_drain(void);
void consoles_take(void);
void consoles_drop(void);
struct console *preferred_console(void);

/* kernel/printk.c */
void console_abandon(void);
void console_panic(void);
bool in_panic(void);

/* drivers/char/serial.c */
struct console *serial_console(unsigned int line, const char *options);

/* drivers/char/vgacon.c */
struct console *vga_console(const struct screen_info *si);

#endif
