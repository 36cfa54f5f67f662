/*
 * tty_driver.h - a terminal from the inside: between the drivers of lines and
 * screens, the line discipline (n_tty_*.c) and what programs see (tty_*.c).
 *
 *	read(), write(), ioctl()	tty_io.c, tty_ioctl.c, tty_job.c
 *	lines, echo, signals	n_tty_in.c, n_tty_out.c, n_tty_read.c, ...
 *	the device		struct tty_driver: serial_tty.c, vt.c, pty.c
 *
 * Everything here is [k], the kernel lock's. That keeps other CPUs out, but
 * not the interrupts of one's own: input arrives in a bottom half, which
 * changes what is marked [b] below. A process turns interrupts off around
 * each look at two such things that must fit together, and each change. The
 * bottom half itself need not, and functions marked (b) are called either
 * there or with interrupts off.
 *
 * A tty_struct is made when its device is first opened, and then stays, as
 * do its modes: who has a pointer to one needs no count.
 */
#ifndef _LINUX_TTY_DRIVER_H
#define _LINUX_TTY_DRIVER_H

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/termios.h>
#include <linux/wait.h>

#define PTY_MASTER_MAJOR 2		/* ptyp0, ... */
#define PTY_SLAVE_MAJOR	3		/* ttyp0, ... */
#define TTY_MAJOR	4		/* 0: the screen; 1-63; 64-: ttyS */
#define TTYAUX_MAJOR	5		/* 0: /dev/tty, 1: /dev/console */
#define SERIAL_MINOR	64

#define TTY_BUF_SIZE	4096		/* bytes typed ahead; a power of two */
#define TTY_ROOM_LOW	128		/* less room than this: throttle */
#define TTY_ECHO_ROOM	256		/* of a driver's, kept from writers */
#define TTY_WAKE_CHARS	256		/* fewer in the driver: wake writers */

struct file;
struct inode;
struct poll_table;
struct serial_icounter;
struct tty_struct;

/* What came with an input byte. */
enum { TTY_NORMAL, TTY_BREAK, TTY_PARITY, TTY_FRAME };

/*
 * A kind of device. What sleeps says so; all others may be called in bottom
 * halves. Only write, write_room and chars_in_buffer must be there.
 */
struct tty_driver {
	const char *name;		/* without the number: "ttyS" */
	u32 major;			/* 0: TTY_MAJOR */
	u32 minor, num;			/* first minor number; how many */
	struct termios2 init_termios;
	/* The first open: makes the device work; -errno; may sleep. The last
	   close, and hang-up: makes it rest. */
	int (*open)(struct tty_struct *tty);
	void (*close)(struct tty_struct *tty);
	/* After that: nobody has even a file that was hung up. */
	void (*forgotten)(struct tty_struct *tty);
	/* Takes up to n bytes, and says how many; and how many it would. */
	u32 (*write)(struct tty_struct *tty, const u8 *s, u32 n);
	u32 (*write_room)(struct tty_struct *tty);
	u32 (*chars_in_buffer)(struct tty_struct *tty);	/* not yet sent */
	bool (*all_sent)(struct tty_struct *tty);	/* to the last bit */
	void (*flush_buffer)(struct tty_struct *tty);
	void (*send_xchar)(struct tty_struct *tty, u8 c); /* before others */
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	/* The input buffer is nearly full; has room again. */
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	/* There is room for what n_tty_room() has refused. (b) */
	void (*resume_input)(struct tty_struct *tty);
	/* What was typed and not read has been forgotten. (b) */
	void (*input_flushed)(struct tty_struct *tty);
	void (*set_termios)(struct tty_struct *tty,
			    const struct termios2 *old);
	bool (*carrier)(struct tty_struct *tty);	/* NULL: always */
	void (*set_break)(struct tty_struct *tty, bool on);
	int (*get_modem)(struct tty_struct *tty);	/* TIOCM_ */
	void (*set_modem)(struct tty_struct *tty, u32 set, u32 clear);
	/* What tty_ioctl.c does not know; -ENOIOCTLCMD. May sleep. */
	int (*ioctl)(struct tty_struct *tty, u32 cmd, unsigned long arg);
	bool draws;			/* a byte may be a screen's work */
	struct tty_struct **ttys;	/* those that were opened; [num] */
};

/* One side of a terminal, in the hands of one process at a time. */
struct tty_gate {
	bool busy;
	wait_queue_head_t wait;
};

struct tty_struct {
	const struct tty_driver *driver;	/* [i] */
	u32 index;			/* [i] among the driver's */
	struct termios2 termios;	/* [b] */
	struct winsize winsize;
	pid_t pgrp, session;		/* [b] foreground; 0: of no session */
	u32 count;			/* [b] opens that were not hung up */
	u32 hung_files;			/* [b] hung up, not yet closed */
	struct list_head files;		/* [b] tty_file->list */
	struct mutex setup;		/* one first open at a time */
	bool exclusive;			/* TIOCEXCL */
	long close_patience;		/* ticks, for output that does not
					   leave before the last close */
	bool locked;			/* nobody may open it: TIOCSPTLCK */
	bool held;			/* keeps `buf' while not open: somebody
					   has the master of this pty */
	bool throttled;			/* [b] the sender was told to wait */
	bool input_held;		/* [b] resume_input() is wanted */
	bool stopped, tco_stopped;	/* [b] output: STOP typed, tcflow() */
	wait_queue_head_t read_wait, write_wait;
	wait_queue_head_t open_wait;	/* for carrier */
	struct tty_gate readers, writers;
	void *driver_data;

	/*
	 * Input, a ring. The places count up for ever; byte p is at
	 * buf[p % TTY_BUF_SIZE]. What lies before `canon' is complete lines;
	 * bit p of `ends' marks the last byte of one. The end of file is such
	 * a byte, of value 0, that nobody gets to see.
	 */
	u8 *buf;			/* NULL while nobody has it open, nor
					   it is held */
	u32 *ends;			/* [b] */
	u32 head, canon, tail;		/* [b] */
	u32 flushes;			/* [b] how often emptied */
	bool literal;			/* [b] LNEXT was typed */
	bool erasing;			/* [b] between \ and / of ECHOPRT */
	u32 column;			/* [b] of the cursor */
	u32 canon_column;		/* [b] where the line's echo began */
};

/* An open file of a terminal: file->private_data. */
struct tty_file {
	struct tty_struct *tty;		/* [i] */
	struct file *file;		/* [i] */
	struct list_head list;		/* in tty->files */
	bool console;			/* [i] is /dev/console */
	bool master;			/* [i] is the master of this pty */
	bool hung_up;			/* is of no more use */
};

#define I_FLAG(tty, f)	((tty)->termios.c_iflag & (f))
#define O_FLAG(tty, f)	((tty)->termios.c_oflag & (f))
#define C_FLAG(tty, f)	((tty)->termios.c_cflag & (f))
#define L_FLAG(tty, f)	((tty)->termios.c_lflag & (f))

static inline u32 tty_major(const struct tty_driver *driver)
{
	return driver->major ? driver->major : TTY_MAJOR;
}

/* Are lines wanted, that are edited here? */
static inline bool tty_wants_lines(const struct termios2 *t)
{
	return (t->c_lflag & (ICANON | EXTPROC)) == ICANON;
}

/* drivers/char/tty_io.c */
struct tty_struct *tty_get(struct tty_driver *driver, u32 index);
void tty_shut(struct tty_struct *tty);		/* (b) */
bool file_is_tty(const struct file *file, const struct tty_struct *tty);

/* drivers/char/tty_wait.c: process context */
int tty_gate_enter(struct tty_gate *gate, bool nonblock);
void tty_gate_leave(struct tty_gate *gate);
int tty_wait_until_sent(struct tty_file *tf, long ticks);

/* drivers/char/tty_console.c */
struct tty_struct *console_tty(void);
struct tty_struct *console_output_tty(struct tty_struct *tty);
int tty_redirect_console(struct tty_file *tf);
void tty_forget_redirect(const struct tty_struct *tty);

/* drivers/char/tty_hangup.c */
void tty_hangup(struct tty_struct *tty, bool leader_exits);

/* drivers/char/tty_job.c */
int tty_check_change(struct tty_struct *tty);
int tty_check_read(struct tty_file *tf);
void tty_make_ctty(struct tty_struct *tty);
void session_clear_tty(pid_t session);
int tty_job_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg);

/* drivers/char/tty_ioctl.c, tty_modes.c, tty_serial.c */
int tty_ioctl(struct inode *inode, struct file *file, u32 cmd,
	      unsigned long arg);
int tty_modes_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg);
int tty_line_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg);
void tty_set_termios(struct tty_struct *tty, const struct termios2 *t);
u32 tty_baud_rate(u32 cflag);
u32 tty_baud_flags(u32 speed);

/* drivers/char/n_tty_in.c; (b) all of them */
void n_tty_input(struct tty_struct *tty, u8 c, u8 flag);
void n_tty_input_done(struct tty_struct *tty);

/* drivers/char/n_tty_buf.c; (b), but for alloc */
int n_tty_alloc(struct tty_struct *tty);
void n_tty_free(struct tty_struct *tty);
void n_tty_flush_input(struct tty_struct *tty);
void n_tty_new_modes(struct tty_struct *tty, const struct termios2 *old);
bool n_tty_room(const struct tty_struct *tty);
bool n_tty_full(const struct tty_struct *tty);
void n_tty_put(struct tty_struct *tty, u8 c);
void n_tty_end_line(struct tty_struct *tty, u8 c);
bool n_tty_ready(const struct tty_struct *tty, u32 least);
u32 n_tty_count(const struct tty_struct *tty);
u32 n_tty_peek(const struct tty_struct *tty, u8 *to, u32 n, u32 *used,
	       bool *end);

/* drivers/char/tty_flow.c; (b) */
void tty_stop(struct tty_struct *tty);
void tty_start(struct tty_struct *tty);
void tty_send_xchar(struct tty_struct *tty, u8 c);
void tty_check_throttle(struct tty_struct *tty);
void tty_check_unthrottle(struct tty_struct *tty);
void tty_flush_input(struct tty_struct *tty);
void tty_flush_output(struct tty_struct *tty);

/* drivers/char/n_tty_echo.c, n_tty_erase.c; (b) */
void n_tty_echo(struct tty_struct *tty, u8 c);
void n_tty_echo_text(struct tty_struct *tty, const char *s, u32 n);
void n_tty_echo_typed(struct tty_struct *tty, u8 c);
void n_tty_end_erasing(struct tty_struct *tty);
void n_tty_bell(struct tty_struct *tty);
bool n_tty_edit(struct tty_struct *tty, u8 c);

/* drivers/char/n_tty_out.c; (b) */
u32 n_tty_output(struct tty_struct *tty, const u8 *s, u32 n, u32 room);

/* drivers/char/n_tty_read.c, n_tty_write.c: process context */
ssize_t n_tty_read(struct tty_file *tf, char __user *buf, size_t n);
ssize_t n_tty_write(struct tty_file *tf, const char __user *buf, size_t n);
u32 n_tty_poll(struct tty_file *tf, struct poll_table *table);

/* Does the line discipline's character v exist, and is it c? */
static inline bool tty_is_cc(const struct tty_struct *tty, u8 c, int v)
{
	return c && c == tty->termios.c_cc[v];
}

/* Is c a byte of a UTF-8 character, but not the first? */
static inline bool tty_is_continuation(const struct tty_struct *tty, u8 c)
{
	return I_FLAG(tty, IUTF8) && (c & 0xc0) == 0x80;
}

#endif
