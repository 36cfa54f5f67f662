/*
 * pty.h - pseudo terminals: a terminal whose other end is not a line or a
 * screen but a file, the master.
 *
 *	master				the terminal
 *	/dev/ptmx, /dev/ptypX		/dev/pts/N, /dev/ttypX
 *
 *	write()  -->  n_tty_input()  -->  lines  -->  read()
 *	read()   <--  ring of output  <--  n_tty_output()  <--  write(), echo
 *
 * pty.c is the terminal's driver, pty_master.c and pty_ioctl.c the master as
 * a file, pty_bsd.c and pty_unix98.c the two ways to come by a pair.
 *
 * A struct pty stays for ever, as its tty_struct does. What comes and goes
 * with the master is the ring, and the terminal's buffer of input, which
 * tty->held keeps while the terminal itself is not open. Everything is [k];
 * [b] as in linux/tty_driver.h, although no bottom half has to do with ptys
 * but those that hang up.
 */
#ifndef _PTY_H
#define _PTY_H

#include <linux/devpts_fs.h>
#include <linux/fs.h>
#include <linux/tty_driver.h>

#define NR_BSD_PTYS	256

#define PTY_SIZE	4096		/* bytes not yet read by the master */

struct pty {
	struct tty_struct *tty;		/* [i] the terminal */
	struct tty_file master;		/* what ioctls of the master act on */
	bool taken;			/* somebody has the master, or still a
					   file of the terminal */
	u8 *out;			/* the ring; NULL: nobody has it yet */
	u32 head, tail;			/* [b] places, which count for ever */
	u32 limit;			/* [b] while the terminal is stopped:
					   where it was */
	u32 flushes;			/* [b] how often emptied */
	bool gone;			/* [b] the terminal was open, and is
					   open no more */
	bool packet;			/* TIOCPKT */
	u8 status;			/* [b] TIOCPKT_ bits to be read */
	wait_queue_head_t read_wait, write_wait;	/* of the master */
	struct tty_gate readers, writers;		/* of the master */
	struct pts_node node;		/* in devpts */
};

/* drivers/char/pty.c */
struct pty *pty_get(struct tty_driver *driver, u32 index);
int pty_take(struct pty *p, struct file *file);
void pty_drop(struct pty *p);
u32 pty_readable(const struct pty *p);
void pty_flush(struct pty *p);
int pty_open(struct tty_struct *tty);
void pty_forgotten(struct tty_struct *tty);
u32 pty_write(struct tty_struct *tty, const u8 *s, u32 n);
u32 pty_write_room(struct tty_struct *tty);
u32 pty_chars(struct tty_struct *tty);
void pty_flush_buffer(struct tty_struct *tty);
void pty_stop(struct tty_struct *tty);
void pty_start(struct tty_struct *tty);
void pty_resume_input(struct tty_struct *tty);
void pty_input_flushed(struct tty_struct *tty);
void pty_set_termios(struct tty_struct *tty, const struct termios2 *old);

/* What both kinds of drivers have in common. */
#define PTY_DRIVER_OPERATIONS						\
	.init_termios = INIT_TERMIOS(B38400 | CS8 | CREAD, 38400),	\
	.open = pty_open,						\
	.forgotten = pty_forgotten,					\
	.write = pty_write,						\
	.write_room = pty_write_room,					\
	.chars_in_buffer = pty_chars,					\
	.flush_buffer = pty_flush_buffer,				\
	.stop = pty_stop,						\
	.start = pty_start,						\
	.resume_input = pty_resume_input,				\
	.input_flushed = pty_input_flushed,				\
	.set_termios = pty_set_termios

/* drivers/char/pty_master.c */
extern const struct file_operations pty_master_fops;

/* drivers/char/pty_ioctl.c */
int pty_ioctl(struct inode *inode, struct file *file, u32 cmd,
	      unsigned long arg);

/* drivers/char/pty_unix98.c */
extern struct tty_driver pts_driver;
int ptmx_open(struct inode *inode, struct file *file);

/* drivers/char/pty_bsd.c */
extern struct tty_driver pty_bsd_driver;
void pty_bsd_init(void);

static inline struct pty *pty_of(const struct tty_struct *tty)
{
	return tty->driver_data;
}

/* Of the open file of a master. */
static inline struct pty *pty_of_file(const struct file *file)
{
	return container_of(file->private_data, struct pty, master);
}

#endif
