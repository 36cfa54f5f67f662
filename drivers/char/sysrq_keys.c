/*
 * sysrq_keys.c - how a console key is typed: on the keyboard Alt, SysRq and
 * the key, where Alt is held all the time; on the serial console BREAK and
 * then the key. sysrq=0 on the kernel command line turns both off.
 */
#include <linux/cmdline.h>
#include <linux/sched.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include "kbd.h"

#define PATIENCE	(5 * HZ)	/* between BREAK and the key */

static unsigned long enabled = 1;	/* [i] */
static bool armed;			/* [b] Alt-SysRq was pressed */

static int __init setup_sysrq(char *value)
{
	return get_number(value, 0, 1, &enabled);
}
__setup("sysrq=", setup_sysrq);

/* What the keys of the US keyboard are labelled with, by key code: loaded
   maps may be anything. */
static char label_of(u8 key)
{
	static const char rows[] =
		"..1234567890....qwertyuiop....asdfghjkl.....zxcvbnm";

	return key < sizeof(rows) - 1 ? rows[key] : '.';
}

bool sysrq_key(u8 key, bool up)
{
	bool alt = shift_state & (MAP_ALT | MAP_ALTGR);
	char label = label_of(key);

	if (!enabled || !alt) {
		armed = false;
		return false;
	}
	if (key == KEY_SYSRQ || key == KEY_PRINT) {
		armed = armed || !up;
		return true;
	}
	if (!armed || up || label == '.')
		return false;
	handle_sysrq(label, kbd_vc ? kbd_vc->tty : NULL);
	return true;
}

/* See linux/kbd.h. A second BREAK is passed on, as a BREAK. */
bool serial_sysrq(struct tty_struct *tty, u8 c, bool brk,
		  unsigned long *until)
{
	bool in_time = *until && !time_after(jiffies, *until);

	*until = 0;
	if (brk && !in_time && enabled) {
		*until = jiffies + PATIENCE;
		if (!*until)
			*until = 1;		/* 0 says that there was none */
		return true;
	}
	if (brk || !in_time)
		return false;
	handle_sysrq(c, tty);
	return true;
}
