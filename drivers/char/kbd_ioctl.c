/*
 * kbd_ioctl.c - ioctls of consoles that are the keyboard's: modes, locks and
 * lights of this console; maps, strings, accents and key codes of all.
 *
 * To change something, the console must be one's own terminal, or one needs
 * CAP_SYS_TTY_CONFIG. Everybody may look.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vt.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "kbd.h"

#define DEFAULT_SHIFT	4		/* KDSKBLED: locks after a reset */
#define LOCKS		(VC_SCROLL | VC_NUM | VC_CAPS)

static bool may_change(const struct vc_data *vc)
{
	return (vc->tty && current->signal->tty == vc->tty) ||
	       capable(CAP_SYS_TTY_CONFIG);
}

/* --- modes, locks, lights ------------------------------------------------ */

/* The modes by their VC_ numbers */
static const u8 mode_numbers[] = {
	[VC_XLATE] = K_XLATE, [VC_MEDIUMRAW] = K_MEDIUMRAW,
	[VC_RAW] = K_RAW, [VC_UNICODE] = K_UNICODE,
};

static int set_mode(struct vc_data *vc, unsigned long arg)
{
	u8 mode;

	for (mode = 0; mode < ARRAY_SIZE(mode_numbers); mode++) {
		if (mode_numbers[mode] == arg) {
			vc->kbd.mode = mode;
			return 0;
		}
	}
	return -EINVAL;
}

static int set_meta(struct vc_data *vc, unsigned long arg)
{
	if (arg != K_METABIT && arg != K_ESCPREFIX)
		return -EINVAL;
	vc->kbd.meta_bit = arg == K_METABIT;
	return 0;
}

static int set_locks(struct vc_data *vc, unsigned long arg)
{
	if (arg & ~(LOCKS | LOCKS << DEFAULT_SHIFT))
		return -EINVAL;
	vc->kbd.locks = arg & LOCKS;
	vc->kbd.default_locks = arg >> DEFAULT_SHIFT;
	kbd_update_leds();
	return 0;
}

static int set_lights(struct vc_data *vc, unsigned long arg)
{
	vc->kbd.leds = arg;
	vc->kbd.leds_set = !(arg & ~LOCKS);
	kbd_update_leds();
	return 0;
}

static int set_repeat(struct kbd_repeat __user *user)
{
	struct kbd_repeat rep;

	if (!capable(CAP_SYS_TTY_CONFIG))
		return -EPERM;
	if (copy_from_user(&rep, user, sizeof(rep)))
		return -EFAULT;
	kbd_repeat(&rep);
	return copy_to_user(user, &rep, sizeof(rep));
}

/* --- maps, strings, key codes -------------------------------------------- */

static int get_entry(struct vc_data *vc, struct kbentry __user *user)
{
	struct kbentry e;

	if (copy_from_user(&e, user, sizeof(e)))
		return -EFAULT;
	e.kb_value = keymap_get(e.kb_table, e.kb_index);
	if (KTYP(e.kb_value) >= NR_TYPES && vc->kbd.mode != VC_UNICODE)
		e.kb_value = K_HOLE;
	return put_user(e.kb_value, &user->kb_value);
}

/* The key that kills is not to be taken away, nor put elsewhere, by just
   anybody. */
static int set_entry(struct vc_data *vc, const struct kbentry __user *user)
{
	struct kbentry e;

	if (copy_from_user(&e, user, sizeof(e)))
		return -EFAULT;
	if ((e.kb_value == K_SAK ||
	     keymap_get(e.kb_table, e.kb_index) == K_SAK) &&
	    !capable(CAP_SYS_ADMIN))
		return -EPERM;
	return keymap_set(e.kb_table, e.kb_index, e.kb_value,
			  vc->kbd.mode == VC_UNICODE);
}

static int get_string(struct kbsentry __user *user)
{
	const char *s;
	char *copy;
	u8 n;
	int err;

	if (get_user(n, &user->kb_func))
		return -EFAULT;
	copy = kzalloc(MAX_FUNC_STRING, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	s = func_table[n];
	if (s)
		strcpy(copy, s);
	err = copy_to_user(user->kb_string, copy, strlen(copy) + 1);
	kfree(copy);
	return err;
}

static int set_string(const struct kbsentry __user *user)
{
	const char __user *from = (const char __user *)user->kb_string;
	char *buf, *copy;
	long len;
	u8 n;

	if (get_user(n, &user->kb_func))
		return -EFAULT;
	buf = kmalloc(MAX_FUNC_STRING, GFP_KERNEL);
	if (!buf)
		return -ENOMEM;
	len = strncpy_from_user(buf, from, MAX_FUNC_STRING);
	if (len >= MAX_FUNC_STRING)
		len = -EINVAL;
	copy = len > 0 ? kmalloc(len + 1, GFP_KERNEL) : NULL;
	if (len > 0 && !copy)
		len = -ENOMEM;
	if (copy)
		strcpy(copy, buf);
	kfree(buf);
	if (len >= 0)
		func_set(n, copy);
	return len < 0 ? len : 0;
}

static int get_code(struct kbkeycode __user *user)
{
	struct kbkeycode k;
	int code;

	if (copy_from_user(&k, user, sizeof(k)))
		return -EFAULT;
	code = get_keycode(k.scancode);
	return code < 0 ? code : put_user((u32)code, &user->keycode);
}

static int set_code(const struct kbkeycode __user *user)
{
	struct kbkeycode k;

	if (copy_from_user(&k, user, sizeof(k)))
		return -EFAULT;
	return set_keycode(k.scancode, k.keycode);
}

/* --- accents ------------------------------------------------------------- */

/* A rule as bytes; characters that are none are shown as 0. */
static void put_rule(struct kbdiacr *to, const struct kbdiacruc *from)
{
	to->diacr = from->diacr > 0xff ? 0 : from->diacr;
	to->base = from->base > 0xff ? 0 : from->base;
	to->result = from->result > 0xff ? 0 : from->result;
}

/* Copies all rules out, as bytes or as `wide' ones: they may be changed while
   this sleeps, and then it ends with the last one there still is. */
static int get_rules(u32 __user *count, bool wide)
{
	struct kbdiacruc __user *to_wide = (void __user *)(count + 1);
	struct kbdiacr __user *to = (void __user *)(count + 1);
	struct kbdiacruc rule;
	struct kbdiacr bytes;
	u32 i;
	int err = 0;

	for (i = 0; i < nr_diacr && !err; i++) {
		rule = diacr_table[i];
		put_rule(&bytes, &rule);
		err = wide ? copy_to_user(&to_wide[i], &rule, sizeof(rule)) :
			     copy_to_user(&to[i], &bytes, sizeof(bytes));
	}
	return err ? err : put_user(i, count);
}

static int copy_rule(struct kbdiacruc *to, const void __user *rules, u32 i,
		     bool wide)
{
	const struct kbdiacruc __user *from_wide = rules;
	const struct kbdiacr __user *from = rules;
	struct kbdiacr bytes;

	if (wide)
		return copy_from_user(to, &from_wide[i], sizeof(*to));
	if (copy_from_user(&bytes, &from[i], sizeof(bytes)))
		return -EFAULT;
	to->diacr = bytes.diacr;
	to->base = bytes.base;
	to->result = bytes.result;
	return 0;
}

static int set_rules(const u32 __user *count, bool wide)
{
	struct kbdiacruc *table;
	u32 i, n;
	int err = 0;

	if (get_user(n, count))
		return -EFAULT;
	if (n > MAX_DIACR)
		return -EINVAL;
	table = n ? kmalloc(n * sizeof(*table), GFP_KERNEL) : NULL;
	if (n && !table)
		return -ENOMEM;
	for (i = 0; i < n && !err; i++)
		err = copy_rule(&table[i], count + 1, i, wide);
	if (err)
		kfree(table);
	else
		diacr_set(table, n);
	return err;
}

/* --- which is which ------------------------------------------------------ */

/* What everybody may ask. */
static int look(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	const struct vc_kbd *kbd = &vc->kbd;
	void __user *user = (void __user *)arg;
	u32 __user *word = user;
	u8 __user *byte = user;

	switch (cmd) {
	case KDGKBTYPE:
		return put_user((u8)KB_101, byte);
	case KDGKBMODE:
		return put_user((u32)mode_numbers[kbd->mode], word);
	case KDGKBMETA:
		return put_user((u32)(kbd->meta_bit ? K_METABIT :
				      K_ESCPREFIX), word);
	case KDGKBLED:
		return put_user((u8)(kbd_locks(vc) |
				     kbd->default_locks << DEFAULT_SHIFT),
				byte);
	case KDGETLED:
		return put_user(kbd_lights(vc), byte);
	case KDGKBENT:
		return get_entry(vc, user);
	case KDGKBSENT:
		return get_string(user);
	case KDGETKEYCODE:
		return get_code(user);
	case KDGKBDIACR:
	case KDGKBDIACRUC:
		return get_rules(user, cmd == KDGKBDIACRUC);
	}
	return -ENOIOCTLCMD;
}

/* What changes something. */
static int change(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	const void __user *user = (const void __user *)arg;

	switch (cmd) {
	case KDSKBMODE:
		return set_mode(vc, arg);
	case KDSKBMETA:
		return set_meta(vc, arg);
	case KDSKBLED:
		return set_locks(vc, arg);
	case KDSETLED:
		return set_lights(vc, arg);
	case KDSKBENT:
		return set_entry(vc, user);
	case KDSKBSENT:
		return set_string(user);
	case KDSETKEYCODE:
		return set_code(user);
	case KDSKBDIACR:
	case KDSKBDIACRUC:
		return set_rules(user, cmd == KDSKBDIACRUC);
	case KDSIGACCEPT:
		return capable(CAP_KILL) ? kbd_accept_signal(arg) : -EPERM;
	case KDKBDREP:
		return set_repeat((void __user *)arg);
	}
	return -ENOIOCTLCMD;
}

static bool is_change(u32 cmd)
{
	return cmd == KDSKBMODE || cmd == KDSKBMETA || cmd == KDSKBLED ||
	       cmd == KDSETLED || cmd == KDSKBENT || cmd == KDSKBSENT ||
	       cmd == KDSETKEYCODE || cmd == KDSKBDIACR ||
	       cmd == KDSKBDIACRUC || cmd == KDSIGACCEPT || cmd == KDKBDREP;
}

int kbd_ioctl(struct vc_data *vc, u32 cmd, unsigned long arg)
{
	if (!is_change(cmd))
		return look(vc, cmd, arg);
	return may_change(vc) ? change(vc, cmd, arg) : -EPERM;
}
