/*
 * tty_modes.c - termios in the forms that programs know, and speeds. The
 * kernel keeps struct termios2, which has the speed in bits/s besides.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tty_driver.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define TERMIO_BITS	0xffffU		/* of each word struct termio has */
#define FOREVER		LONG_MAX

/* When a change takes effect. */
enum { NOW = 0, DRAIN = 1, FLUSH = 2 };

/* --- speeds ------------------------------------------------------------- */

/* The speeds of c_cflag: these for 0 to 15, those with CBAUDEX and 1 to 15. */
static const u32 slow[] = { 0, 50, 75, 110, 134, 150, 200, 300, 600, 1200,
	1800, 2400, 4800, 9600, 19200, 38400 };
static const u32 fast[] = { 0, 57600, 115200, 230400, 460800, 500000, 576000,
	921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000,
	4000000 };

/* Bits/s of c_cflag's CBAUD bits; 0 for B0 and for BOTHER. */
u32 tty_baud_rate(u32 cflag)
{
	u32 n = cflag & CBAUD & ~CBAUDEX;

	return cflag & CBAUDEX ? fast[n] : slow[n];
}

/* The CBAUD bits for a speed; BOTHER if it has none of its own. */
u32 tty_baud_flags(u32 speed)
{
	u32 n;

	for (n = 0; n < ARRAY_SIZE(slow); n++)
		if (slow[n] == speed)
			return n;
	for (n = 1; n < ARRAY_SIZE(fast); n++)
		if (fast[n] == speed)
			return n | CBAUDEX;
	return BOTHER;
}

/* Brings the speeds into line with c_cflag. */
static void set_speeds(struct termios2 *t)
{
	if ((t->c_cflag & CBAUD) != BOTHER)
		t->c_ospeed = tty_baud_rate(t->c_cflag);
	t->c_ispeed = t->c_ospeed;	/* no line has two */
}

/* --- changing the modes ------------------------------------------------- */

/* Gives a terminal new modes. The driver may put back what it cannot do. */
void tty_set_termios(struct tty_struct *tty, const struct termios2 *t)
{
	struct termios2 old;
	unsigned long flags;

	save_flags_cli(flags);
	old = tty->termios;
	tty->termios = *t;
	set_speeds(&tty->termios);
	if (tty->driver->set_termios)
		tty->driver->set_termios(tty, &old);
	n_tty_new_modes(tty, &old);
	if (old.c_iflag & IXON && !I_FLAG(tty, IXON))
		tty_start(tty);
	tty_check_unthrottle(tty);
	restore_flags(flags);
	wake_up(&tty->read_wait);
	wake_up(&tty->write_wait);
	wake_up(&tty->open_wait);
}

/* One of the calls that set the modes: `when' says what comes first. The
   modes were read before, as the copy may sleep. */
static int change(struct tty_file *tf, const struct termios2 *t, int when)
{
	unsigned long flags;
	int err = tty_check_change(tf->tty);

	if (!err && when != NOW)
		err = tty_wait_until_sent(tf, FOREVER);
	if (!err && tf->hung_up)
		err = -EIO;
	if (err)
		return err;
	if (when == FLUSH) {
		save_flags_cli(flags);
		tty_flush_input(tf->tty);
		restore_flags(flags);
	}
	tty_set_termios(tf->tty, t);
	return 0;
}

/* --- the three forms ---------------------------------------------------- */

static int set_termios(struct tty_file *tf, const struct termios __user *arg,
		       int when)
{
	struct termios t;
	struct termios2 t2 = tf->tty->termios;

	if (copy_from_user(&t, arg, sizeof(t)))
		return -EFAULT;
	memcpy(&t2, &t, sizeof(t));	/* the one begins as the other */
	return change(tf, &t2, when);
}

static int set_termios2(struct tty_file *tf, const struct termios2 __user *arg,
			int when)
{
	struct termios2 t;

	if (copy_from_user(&t, arg, sizeof(t)))
		return -EFAULT;
	return change(tf, &t, when);
}

/* System V's form knows the lower half of each word only. */
static void merge(u32 *word, u16 low)
{
	*word = (*word & ~TERMIO_BITS) | low;
}

static int set_termio(struct tty_file *tf, const struct termio __user *arg,
		      int when)
{
	struct termio t;
	struct termios2 t2;

	if (copy_from_user(&t, arg, sizeof(t)))
		return -EFAULT;
	t2 = tf->tty->termios;
	merge(&t2.c_iflag, t.c_iflag);
	merge(&t2.c_oflag, t.c_oflag);
	merge(&t2.c_cflag, t.c_cflag);
	merge(&t2.c_lflag, t.c_lflag);
	t2.c_line = t.c_line;
	memcpy(t2.c_cc, t.c_cc, NCC);
	return change(tf, &t2, when);
}

static int get_termio(struct tty_struct *tty, struct termio __user *arg)
{
	const struct termios2 *t2 = &tty->termios;
	struct termio t;

	memset(&t, 0, sizeof(t));	/* also what lies between its members */
	t.c_iflag = t2->c_iflag;
	t.c_oflag = t2->c_oflag;
	t.c_cflag = t2->c_cflag;
	t.c_lflag = t2->c_lflag;
	t.c_line = t2->c_line;
	memcpy(t.c_cc, t2->c_cc, NCC);
	return copy_to_user(arg, &t, sizeof(t));
}

/* The calls that read and set the modes; -ENOIOCTLCMD for others. */
int tty_modes_ioctl(struct tty_file *tf, u32 cmd, unsigned long arg)
{
	struct termios2 t2 = tf->tty->termios;
	void __user *user = (void __user *)arg;

	_Static_assert(sizeof(struct termios) == offsetof(struct termios2,
		       c_ispeed), "TCGETS copies the beginning of termios2");
	switch (cmd) {
	case TCGETS:
		return copy_to_user(user, &t2, sizeof(struct termios));
	case TCGETS2:
		return copy_to_user(user, &t2, sizeof(t2));
	case TCGETA:
		return get_termio(tf->tty, user);
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_termios(tf, user, cmd - TCSETS);
	case TCSETS2:
	case TCSETSW2:
	case TCSETSF2:
		return set_termios2(tf, user, cmd - TCSETS2);
	case TCSETA:
	case TCSETAW:
	case TCSETAF:
		return set_termio(tf, user, cmd - TCSETA);
	}
	return -ENOIOCTLCMD;
}
