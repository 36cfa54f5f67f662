/*
 * tty.h - what others need to know about terminals.
 */
#ifndef _LINUX_TTY_H
#define _LINUX_TTY_H

#include <linux/types.h>

struct tty_struct;

/* drivers/char/tty_io.c */
void tty_init(void);
/* A session leader ends or gives its terminal up: SIGHUP and SIGCONT for the
   foreground, and nobody of the session has the terminal any more. [k] */
void disassociate_ctty(bool on_exit);
/* For /proc/PID/stat: device number and foreground group; 0, -1 if none. */
dev_t tty_devnum(const struct tty_struct *tty);
pid_t tty_pgrp(const struct tty_struct *tty);
long tty_vhangup(void);			/* of current's terminal */

/* drivers/char/tty_console.c */
/* Makes descriptors 0, 1 and 2 of process 1 /dev/console, or says why not. */
int open_console(void);
void tty_drain_console(void);

#endif
