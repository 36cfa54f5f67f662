/*
 * vt_kd.c - ioctl() of KD that are about the screen and the speaker: who has
 * the screen, tones, colours, the user's character set; and TIOCLINUX.
 *
 * Not here: tables of Unicode (GIO_UNIMAP and its kin: ENOTTY), the mouse's
 * selection (TIOCLINUX 2 and 3: EINVAL).
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/ioctls.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/pit.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "kbd.h"
#include "vt_internal.h"
#include "vt_ioctls.h"

/* KDSETMODE: the text comes back, if it is in front, with all of it. */
static int set_mode(struct vc_data *vc, unsigned long mode)
{
	unsigned long flags;
	u8 old = vc->mode;

	if (mode > KD_TEXT1)
		return -EINVAL;
	save_flags_cli(flags);
	consoles_take();
	vc->mode = mode == KD_GRAPHICS ? KD_GRAPHICS : KD_TEXT;
	if (vc == consoles[fg_console] && vc->mode == KD_TEXT &&
	    old != KD_TEXT) {
		vga_restore();
		vt_set_palette(vc);
		vt_draw_all(vc);
	}
	consoles_drop();
	restore_flags(flags);
	mark_bh(CONSOLE_BH);
	return 0;
}

/* KDMKTONE, KIOCSOUND: `counts' of the PIT are one swing. */
static int sound(u32 counts, u32 ms)
{
	vt_beep(counts ? PIT_RATE / counts : 0, ms);
	return 0;
}

static int get_palette(const struct vc_data *vc, void __user *arg)
{
	return copy_to_user(arg, vc->palette, sizeof(vc->palette));
}

static int set_palette(struct vc_data *vc, const void __user *arg)
{
	struct vt_rgb palette[NR_COLOURS];
	unsigned long flags;

	if (copy_from_user(palette, arg, sizeof(palette)))
		return -EFAULT;
	save_flags_cli(flags);
	consoles_take();
	memcpy(vc->palette, palette, sizeof(palette));
	vt_set_palette(vc);
	consoles_drop();
	restore_flags(flags);
	return 0;
}

/* Bytes change one by one: no moment is wrong. */
static int set_user_map(const void __user *arg)
{
	u8 map[USER_MAP_SIZE];

	if (copy_from_user(map, arg, sizeof(map)))
		return -EFAULT;
	memcpy(vt_user_map, map, sizeof(map));
	return 0;
}

static int tioclinux(u8 __user *arg, bool may)
{
	u8 what;

	if (get_user(what, arg))
		return -EFAULT;
	switch (what) {
	case TIOCL_UNBLANK:
	case TIOCL_BLANK:
		if (!may)
			return -EPERM;
		if (what == TIOCL_BLANK)
			vt_blank();
		else
			vt_unblank();
		return 0;
	case TIOCL_SHIFT:
		return put_user(shift_state, arg);
	case TIOCL_FG:
		return fg_console;
	case TIOCL_BLANKED:
		return vt_is_blanked();
	}
	return -EINVAL;
}

/* What changes something, for who may. */
static int change(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	switch (cmd) {
	case KDSETMODE:
		return set_mode(vc, arg);
	case KIOCSOUND:
		return sound(arg, 0);
	case KDMKTONE:
		return sound(arg & TONE_COUNTS, arg >> TONE_MS_SHIFT);
	case PIO_CMAP:
		return set_palette(vc, (void __user *)arg);
	}
	return set_user_map((void __user *)arg);
}

/* -ENOIOCTLCMD: it is the keyboard's, or nobody's. */
int vt_kd_ioctl(struct vc_data *vc, u32 cmd, unsigned long arg, bool may)
{
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case KDGETMODE:
		return put_user((int)vc->mode, (int __user *)user);
	case GIO_CMAP:
		return get_palette(vc, user);
	case GIO_SCRNMAP:
		return copy_to_user(user, vt_user_map, USER_MAP_SIZE);
	case TIOCLINUX:
		return tioclinux(user, may);
	case KDSETMODE:
	case KIOCSOUND:
	case KDMKTONE:
	case PIO_CMAP:
	case PIO_SCRNMAP:
		return may ? change(vc, cmd, arg) : -EPERM;
	}
	return -ENOIOCTLCMD;
}
