/*
 * vt_ioctl.c - VT_: which consoles there are, which is in front, and who is
 * asked. What is not among them is KD's (vt_kd.c) or the keyboard's. Who does
 * not have the console as his terminal needs CAP_SYS_TTY_CONFIG to change
 * anything.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <asm/uaccess.h>
#include "vt_internal.h"
#include "vt_ioctls.h"

#define STATE_BITS	16		/* of vt_stat.v_state */

static bool is_open(int n)
{
	return consoles[n] && consoles[n]->tty;
}

/* VT_OPENQRY: -1 if all are open. */
static int first_free(int __user *arg)
{
	int n = 0;

	while (n < MAX_CONSOLES && is_open(n))
		n++;
	return put_user(n < MAX_CONSOLES ? n + 1 : -1, arg);
}

static int get_owner(const struct vc_data *vc, struct vt_mode __user *arg)
{
	struct vt_mode m = {
		.mode = vc->owner.mode, .waitv = vc->owner.waitv,
		.relsig = vc->owner.relsig, .acqsig = vc->owner.acqsig,
	};

	return copy_to_user(arg, &m, sizeof(m));
}

static bool is_signal(int n)
{
	return n >= 0 && n <= NSIG;
}

static int set_owner(struct vc_data *vc, const struct vt_mode __user *arg)
{
	struct vt_mode m;

	if (copy_from_user(&m, arg, sizeof(m)))
		return -EFAULT;
	if (m.mode != VT_AUTO && m.mode != VT_PROCESS)
		return -EINVAL;
	if (!is_signal(m.relsig) || !is_signal(m.acqsig))
		return -EINVAL;
	vc->owner.mode = m.mode;
	vc->owner.waitv = m.waitv;
	vc->owner.relsig = m.relsig;
	vc->owner.acqsig = m.acqsig;
	vc->owner.pid = current->pid;
	vc->owner.start_time = current->start_time;
	vt_forget_offer(vc);
	return 0;
}

static int get_state(struct vt_stat __user *arg)
{
	struct vt_stat s = { .v_active = fg_console + 1, .v_state = 1 };
	int n;

	for (n = 0; n < STATE_BITS - 1; n++)
		if (is_open(n))
			s.v_state |= 2 << n;
	return copy_to_user(arg, &s, sizeof(s));
}

/* A console's number as programs give it; -ENXIO. */
static int console_number(unsigned long arg)
{
	return arg >= 1 && arg <= MAX_CONSOLES ? (int)arg - 1 : -ENXIO;
}

static bool in_use(int n)
{
	return n == 0 || n == fg_console || is_open(n);
}

/* VT_DISALLOCATE */
static int disallocate(unsigned long arg)
{
	int n;

	if (arg > MAX_CONSOLES)
		return -ENXIO;
	if (arg && consoles[arg - 1] && in_use(arg - 1))
		return -EBUSY;
	for (n = 0; n < MAX_CONSOLES; n++)
		if ((!arg || n == (int)arg - 1) && consoles[n] && !in_use(n))
			vt_free(n);
	return 0;
}

/* The one size that the hardware is set up for. */
static int check_size(u16 rows, u16 cols)
{
	return (rows && rows != VGA_ROWS) || (cols && cols != VGA_COLS) ?
	       -EINVAL : 0;
}

static int resize(const struct vt_sizes __user *arg)
{
	struct vt_sizes s;

	if (copy_from_user(&s, arg, sizeof(s)))
		return -EFAULT;
	return check_size(s.v_rows, s.v_cols);
}

static int resize_x(const struct vt_consize __user *arg)
{
	struct vt_consize s;

	if (copy_from_user(&s, arg, sizeof(s)))
		return -EFAULT;
	return check_size(s.v_rows, s.v_cols);
}

/* What anybody may ask for. */
static int look(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	void __user *user = (void __user *)arg;
	int n;

	switch (cmd) {
	case VT_OPENQRY:
		return first_free(user);
	case VT_GETMODE:
		return get_owner(vc, user);
	case VT_GETSTATE:
		return get_state(user);
	case VT_WAITACTIVE:
		n = console_number(arg);
		return n < 0 ? n : vt_wait_active(n);
	}
	return -ENOIOCTLCMD;
}

static int lock_switch(bool lock)
{
	if (!capable(CAP_SYS_TTY_CONFIG))
		return -EPERM;
	vt_lock_switch(lock);
	return 0;
}

static int activate(unsigned long arg)
{
	int n = console_number(arg);

	if (n < 0)
		return n;
	if (!vt_make(n))
		return -ENOMEM;
	vt_request_switch(n);
	return 0;
}

/* What changes something. */
static int change(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case VT_SETMODE:
		return set_owner(vc, user);
	case VT_RELDISP:
		return vt_release_console(vc, arg);
	case VT_ACTIVATE:
		return activate(arg);
	case VT_DISALLOCATE:
		return disallocate(arg);
	case VT_RESIZE:
		return resize(user);
	case VT_RESIZEX:
		return resize_x(user);
	case VT_LOCKSWITCH:
	case VT_UNLOCKSWITCH:
		return lock_switch(cmd == VT_LOCKSWITCH);
	}
	return -EINVAL;
}

/* ioctl() of a console that is open. */
int vt_ioctl(struct tty_struct *tty, u32 cmd, unsigned long arg)
{
	struct vc_data *vc = vt_of_tty(tty);
	bool may = current->signal->tty == tty || capable(CAP_SYS_TTY_CONFIG);
	int res;

	if (!vc)
		return -EIO;
	res = look(vc, cmd, arg);
	if (res == -ENOIOCTLCMD && cmd >= VT_OPENQRY && cmd <= VT_UNLOCKSWITCH)
		return may ? change(vc, cmd, arg) : -EPERM;
	if (res == -ENOIOCTLCMD)
		res = vt_kd_ioctl(vc, cmd, arg, may);
	if (res == -ENOIOCTLCMD)
		res = vt_font_ioctl(cmd, arg, may);
	return res == -ENOIOCTLCMD ? kbd_ioctl(vc, cmd, arg) : res;
}
