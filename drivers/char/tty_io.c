/*
 * tty_io.c - terminals as files: which device a number means, open and close,
 * read and write.
 *
 *	4,0	the screen in use	5,0	/dev/tty, one's own
 *	4,1-63	screens			5,1	/dev/console
 *	4,64-	serial lines		5,2	/dev/ptmx
 *	3,0-	ttyp0, ...		136,0-	/dev/pts/0, ...
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kbd.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include <asm/system.h>
#include "pty.h"
#include "tty_drivers.h"

#define DEV_SCREEN	MKDEV(TTY_MAJOR, 0)
#define DEV_TTY		MKDEV(TTYAUX_MAJOR, 0)
#define DEV_CONSOLE	MKDEV(TTYAUX_MAJOR, 1)
#define DEV_PTMX	MKDEV(TTYAUX_MAJOR, PTMX_MINOR)
#define CLOSE_PATIENCE	(30 * HZ)	/* for output that does not leave */
#define ATIME_GRAIN	8		/* seconds; who is told idle by it need
					   not know better */

static struct tty_driver *const tty_drivers[] = {
	&serial_driver, &vga_tty_driver, &pts_driver, &pty_bsd_driver, NULL
};

/* --- which terminal ----------------------------------------------------- */

static void init_tty(struct tty_struct *tty, struct tty_driver *driver,
		     u32 index)
{
	tty->driver = driver;
	tty->index = index;
	tty->termios = driver->init_termios;
	tty->close_patience = CLOSE_PATIENCE;
	INIT_LIST_HEAD(&tty->files);
	mutex_init(&tty->setup);
	init_waitqueue_head(&tty->read_wait);
	init_waitqueue_head(&tty->write_wait);
	init_waitqueue_head(&tty->open_wait);
	init_waitqueue_head(&tty->readers.wait);
	init_waitqueue_head(&tty->writers.wait);
}

/* The driver's terminal of this number, made if it is new; NULL if there is no
   memory or no such device. [k]; does not sleep. */
struct tty_struct *tty_get(struct tty_driver *driver, u32 index)
{
	struct tty_struct *tty;

	if (index >= driver->num)
		return NULL;
	tty = driver->ttys[index];
	if (!tty) {
		tty = kzalloc(sizeof(*tty), GFP_ATOMIC);
		if (!tty)
			return NULL;
		init_tty(tty, driver, index);
		driver->ttys[index] = tty;
	}
	return tty;
}

/* For /proc; NULL at the end. */
const struct tty_driver *nth_tty_driver(u32 n)
{
	return n < ARRAY_SIZE(tty_drivers) ? tty_drivers[n] : NULL;
}

/* The terminal of a device number, or NULL. */
static struct tty_struct *find_tty(dev_t dev)
{
	struct tty_driver *const *d;
	u32 minor = MINOR(dev);

	if (dev == DEV_TTY)
		return current->signal->tty;
	if (dev == DEV_CONSOLE)
		return console_tty();
	if (dev == DEV_SCREEN)
		return tty_get(&vga_tty_driver, fg_console);
	for (d = tty_drivers; *d; d++)
		if (MAJOR(dev) == tty_major(*d) &&
		    minor - (*d)->minor < (*d)->num)
			return tty_get(*d, minor - (*d)->minor);
	return NULL;
}

/* The device number of a terminal, as in the file system; 0 for NULL. */
dev_t tty_devnum(const struct tty_struct *tty)
{
	return tty ? MKDEV(tty_major(tty->driver),
			   tty->driver->minor + tty->index) : 0;
}

/* --- open and close ----------------------------------------------------- */

/* The first user comes. */
static int start_tty(struct tty_struct *tty)
{
	int err = tty->held ? 0 : n_tty_alloc(tty);

	if (!err && tty->driver->open) {
		err = tty->driver->open(tty);
		if (err && !tty->held)
			n_tty_free(tty);
	}
	return err;
}

/* The last user has gone. (b) */
void tty_shut(struct tty_struct *tty)
{
	tty_forget_redirect(tty);
	if (tty->driver->close)
		tty->driver->close(tty);
	if (!tty->held)
		n_tty_free(tty);
	tty->exclusive = tty->throttled = tty->input_held = false;
	tty->stopped = tty->tco_stopped = false;
	tty->column = tty->canon_column = 0;
	wake_up(&tty->write_wait);
}

/* One user more. A hang-up, which may come in a bottom half, goes through the
   list, too. */
static int add_user(struct tty_file *tf)
{
	struct tty_struct *tty = tf->tty;
	unsigned long flags;
	int err = 0;

	mutex_lock(&tty->setup);
	if (tty->locked)
		err = -EIO;
	else if (tty->exclusive && !capable(CAP_SYS_ADMIN))
		err = -EBUSY;
	else if (!tty->count)
		err = start_tty(tty);
	save_flags_cli(flags);
	if (!err) {
		tty->count++;
		list_add_tail(&tf->list, &tty->files);
	}
	restore_flags(flags);
	mutex_unlock(&tty->setup);
	return err;
}

/* One user less. */
static void drop_user(struct tty_file *tf)
{
	struct tty_struct *tty = tf->tty;
	unsigned long flags;

	if (!tf->hung_up && tty->count == 1)
		tty_wait_until_sent(tf, tty->close_patience);
	save_flags_cli(flags);
	if (tf->hung_up) {
		tty->hung_files--;
	} else {
		list_del(&tf->list);
		if (!--tty->count)
			tty_shut(tty);
	}
	if (!tty->count && !tty->hung_files && tty->driver->forgotten)
		tty->driver->forgotten(tty);
	restore_flags(flags);
}

/* Unless CLOCAL or O_NONBLOCK say that it does not matter, waits until there
   is somebody at the other end. */
static int wait_carrier(struct tty_file *tf)
{
	struct tty_struct *tty = tf->tty;
	int err;

	if (!tty->driver->carrier || tf->file->f_flags & O_NONBLOCK)
		return 0;
	err = wait_event_interruptible(&tty->open_wait, tf->hung_up ||
				       C_FLAG(tty, CLOCAL) ||
				       tty->driver->carrier(tty));
	return tf->hung_up ? -EIO : err;
}

/* A session leader without a terminal gets the first one that it opens by its
   own name. */
static bool becomes_ctty(const struct tty_file *tf, dev_t dev)
{
	const struct signal_struct *sig = current->signal;

	return dev == tty_devnum(tf->tty) &&
	       !(tf->file->f_flags & O_NOCTTY) && sig->is_leader &&
	       !sig->tty && !tf->tty->session &&
	       tf->file->f_mode & FMODE_READ;
}

static int open_file(struct tty_file *tf, dev_t dev)
{
	int err = add_user(tf);

	if (err)
		return err;
	err = wait_carrier(tf);
	if (err) {
		drop_user(tf);
		return err;
	}
	if (becomes_ctty(tf, dev))
		tty_make_ctty(tf->tty);
	return 0;
}

static int tty_open(struct inode *inode, struct file *file)
{
	int err = inode->i_rdev == DEV_CONSOLE ? -ENODEV : -ENXIO;
	struct tty_file *tf;

	if (inode->i_rdev == DEV_PTMX)
		return ptmx_open(inode, file);
	tf = kzalloc(sizeof(*tf), GFP_KERNEL);
	if (!tf)
		return -ENOMEM;
	tf->tty = find_tty(inode->i_rdev);
	tf->file = file;
	tf->console = inode->i_rdev == DEV_CONSOLE;
	INIT_LIST_HEAD(&tf->list);
	if (tf->tty)
		err = open_file(tf, inode->i_rdev);
	if (err)
		kfree(tf);
	else
		file->private_data = tf;
	return err;
}

static void tty_release(struct inode *inode __unused, struct file *file)
{
	struct tty_file *tf = file->private_data;

	drop_user(tf);
	kfree(tf);
}

/* --- read, write, poll -------------------------------------------------- */

/* A terminal's times say when it was last used, for those who ask who is
   idle; not to the second. */
static void touch(struct timespec *t)
{
	struct timespec now = current_fs_time();

	if ((unsigned long)now.tv_sec - t->tv_sec >= ATIME_GRAIN)
		*t = now;
}

static ssize_t tty_read(struct file *file, char __user *buf, size_t n,
			loff_t *pos __unused)
{
	struct tty_file *tf = file->private_data;
	ssize_t res = tf->hung_up ? 0 : n_tty_read(tf, buf, n);

	if (res > 0)
		touch(&file->f_dentry->d_inode->i_atime);
	return res;
}

static ssize_t tty_write(struct file *file, const char __user *buf, size_t n,
			 loff_t *pos __unused)
{
	struct tty_file *tf = file->private_data;
	ssize_t res = tf->hung_up ? -EIO : n_tty_write(tf, buf, n);

	if (res > 0)
		touch(&file->f_dentry->d_inode->i_mtime);
	return res;
}

static u32 tty_poll(struct file *file, struct poll_table *table)
{
	return n_tty_poll(file->private_data, table);
}

static loff_t tty_llseek(struct file *file __unused, loff_t offset __unused,
			 int whence __unused)
{
	return -ESPIPE;
}

static const struct file_operations tty_fops = {
	.llseek = tty_llseek,
	.read = tty_read,
	.write = tty_write,
	.poll = tty_poll,
	.ioctl = tty_ioctl,
	.open = tty_open,
	.release = tty_release,
};

/* Is this an open file of the terminal? */
bool file_is_tty(const struct file *file, const struct tty_struct *tty)
{
	const struct tty_file *tf = file->private_data;

	return file->f_op == &tty_fops && tf && tf->tty == tty;
}

/* Finds the devices. At boot, with the kernel lock. */
void __init tty_init(void)
{
	static const struct {
		u32 number;
		const char *name;
	} majors[] = {
		{ TTY_MAJOR, "tty" }, { TTYAUX_MAJOR, "/dev/tty" },
		{ PTY_SLAVE_MAJOR, "ttyp" }, { PTS_MAJOR, "pts" },
	};
	u32 i;

	vt_init();
	kbd_init();
	sysrq_init();
	serial_init();
	pty_bsd_init();
	tty_proc_init();
	for (i = 0; i < ARRAY_SIZE(majors); i++)
		if (register_chrdev(majors[i].number, majors[i].name,
				    &tty_fops))
			printk(KERN_ERR "tty: major number %u is taken\n",
			       majors[i].number);
}
