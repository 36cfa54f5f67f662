/*
 * tty_console.c - /dev/console: the terminal of the last console= on the
 * command line, and what process 1 talks through.
 */
#include <linux/console.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include "tty_drivers.h"

#define STD_FDS		3		/* input, output, error */
#define DRAIN_TICKS	(2 * HZ)

/* Where /dev/console writes to; NULL: to where it belongs. [k] */
static struct tty_struct *redirect;

/* The terminal that is /dev/console; NULL if the machine has none. [k] */
struct tty_struct *console_tty(void)
{
	const struct console *con = preferred_console();

	if (!con)
		return NULL;
	if (!strncmp(con->name, serial_driver.name,
		     strlen(serial_driver.name)))
		return tty_get(&serial_driver, con->index);
	return tty_get(&vga_tty_driver, 0);
}

/*
 * What programs have written to the console leaves the machine, in two seconds
 * at most: before the log says, in the midst of it, that the machine ends.
 * Process context; sleeps.
 */
void tty_drain_console(void)
{
	struct tty_struct *tty = console_tty();
	long ticks = DRAIN_TICKS;

	while (tty && tty->count && tty->driver->chars_in_buffer(tty) &&
	       ticks-- > 0) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule_timeout(1);
	}
}

/* Where what is written to /dev/console, that is, to tty, is to go. */
struct tty_struct *console_output_tty(struct tty_struct *tty)
{
	return redirect ? redirect : tty;
}

/* TIOCCONS: the console's output comes to this terminal; to the console
   itself, and it is as before. */
int tty_redirect_console(struct tty_file *tf)
{
	if (tf->console)
		redirect = NULL;
	else if (redirect)
		return -EBUSY;
	else
		redirect = tf->tty;
	return 0;
}

/* The terminal is shut or hung up. */
void tty_forget_redirect(const struct tty_struct *tty)
{
	if (redirect == tty)
		redirect = NULL;
}

/*
 * Makes descriptors 0, 1 and 2 of process 1 /dev/console. 0, or -errno when
 * it cannot be opened, with a line in the log that says so.
 */
int open_console(void)
{
	struct file *file = filp_open("/dev/console", O_RDWR, 0);
	int i, fd = 0;

	if (IS_ERR(file)) {
		printk(KERN_WARNING "init: /dev/console cannot be opened "
		       "(error %ld): it starts without a terminal\n",
		       -PTR_ERR(file));
		return PTR_ERR(file);
	}
	for (i = 0; i < STD_FDS && fd >= 0; i++) {
		fd = get_unused_fd();
		if (fd >= 0) {
			get_file(file);
			fd_install(fd, file);
		}
	}
	fput(file);
	return fd < 0 ? fd : 0;
}
