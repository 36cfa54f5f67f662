/* needs: drivers/char/scancode.c drivers/char/keyboard.c */
/* needs: drivers/char/kbd_accent.c drivers/char/kbd_pad.c */
/* needs: drivers/char/kbd_special.c drivers/char/defkeymap.c */
/* needs: drivers/char/keymap.c drivers/char/kbd_leds.c */
/* needs: drivers/char/sysrq_keys.c lib/cmdline.c lib/strtol.c */
/*
 * kbd_ioctl_test.c - what loadkeys, setleds and their like do: who may, what
 * comes back, bad arguments, and that keys mean afterwards what was asked for.
 */
#include "kbd_model.h"

/* Nobody here repairs faults: both copy by __copy_user(). */
#undef get_user
#undef put_user
#define get_user(x, addr) ({						\
	u32 v_ = 0;							\
	int err_ = copy_from_user(&v_, (addr), sizeof(*(addr)));	\
	(x) = (__typeof__(x))v_;					\
	err_;								\
})
#define put_user(x, addr) ({						\
	__typeof__(*(addr)) v_ = (x);					\
	copy_to_user((addr), &v_, sizeof(v_));				\
})
#include "../../drivers/char/kbd_ioctl.c"

static u8 rate;

bool kbd_send(u8 command, int arg)
{
	if (command == KBD_SET_RATE)
		rate = arg;
	return true;
}

static int ask(u32 cmd, void *arg)
{
	return kbd_ioctl(&screens[1], cmd, (unsigned long)arg);
}

static int tell(u32 cmd, unsigned long arg)
{
	return kbd_ioctl(&screens[1], cmd, arg);
}

static int entry(u32 cmd, u8 table, u8 index, u16 *value)
{
	struct kbentry e = { table, index, *value };
	int err = ask(cmd, &e);

	*value = e.kb_value;
	return err;
}

static int entry_of(u8 table, u8 index)
{
	u16 value = 0;
	int err = entry(KDGKBENT, table, index, &value);

	return err ? err : value;
}

static int change_entry(u8 table, u8 index, u16 value)
{
	return entry(KDSKBENT, table, index, &value);
}

static void test_permission(void)
{
	static const u32 changes[] = { KDSKBMODE, KDSKBMETA, KDSKBLED,
		KDSETLED, KDSKBENT, KDSKBSENT, KDSETKEYCODE, KDSKBDIACR,
		KDSKBDIACRUC, KDSIGACCEPT, KDKBDREP };
	u32 i, denied = 0;
	u8 byte;

	me.cap_effective = 0;
	for (i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
		denied += ask(changes[i], BAD_USER) == -EPERM;
	is(denied, i, "no change without permission");
	is(ask(KDGKBTYPE, &byte), 0, "everybody may look");
	is(byte, KB_101, "at a 101-key keyboard");
	signals.tty = &tty;
	is(tell(KDSKBMODE, K_XLATE), 0, "one's own terminal may be changed");
	is(tell(KDSIGACCEPT, SIGINT), -EPERM, "signals need CAP_KILL");
	is(ask(KDKBDREP, BAD_USER), -EPERM, "the repeat rate its own");
	is(change_entry(0, 1, K_SAK), -EPERM, "so does the key that kills");
	signals.tty = NULL;
	me.cap_effective = CAP_FULL_SET;
	is(tell(0x4b99, 0), -ENOIOCTLCMD, "others are not ours");
}

static void test_modes(void)
{
	u32 word;
	u8 byte;

	is(tell(KDSKBMODE, K_UNICODE), 0, "K_UNICODE");
	is(ask(KDGKBMODE, &word), 0, "and back");
	is(word, K_UNICODE, "the same");
	is(tell(KDSKBMODE, 4), -EINVAL, "no such mode");
	tell(KDSKBMODE, K_XLATE);
	is(tell(KDSKBMETA, 5), -EINVAL, "no such meta");
	is(tell(KDSKBMETA, K_METABIT), 0, "K_METABIT");
	ask(KDGKBMETA, &word);
	is(word, K_METABIT, "the same");
	tell(KDSKBMETA, K_ESCPREFIX);
	is(tell(KDSKBLED, 0x23), 0, "locks, and those after a reset");
	ask(KDGKBLED, &byte);
	is(byte, 0x23, "the same");
	ask(KDGETLED, &byte);
	is(byte, 3, "are shown");
	is(tell(KDSKBLED, 8), -EINVAL, "no such lock");
	tell(KDSETLED, 4);
	ask(KDGETLED, &byte);
	is(byte, 4, "unless others are to be");
	tell(KDSETLED, 8);
	ask(KDGETLED, &byte);
	is(byte, 3, "until they are not any more");
	vc_kbd_reset(&screens[1].kbd);
	ask(KDGKBLED, &byte);
	is(byte, 0x22, "a reset");
	tell(KDSKBLED, 0);
	is(ask(KDGKBMODE, BAD_USER), -EFAULT, "a bad address");
}

static void test_repeat(void)
{
	struct kbd_repeat rep = { 300, 40 };

	is(ask(KDKBDREP, &rep), 0, "KDKBDREP");
	is(rate, 1 << 5 | 2, "500 ms and 24 keys a second");
	is(rep.delay, 500, "it says so");
	is(rep.period, 41, "both");
	rep.delay = rep.period = 0;
	is(ask(KDKBDREP, &rep), 0, "0: as it is");
	is(rate, 1 << 5 | 2, "nothing changed");
	rep.delay = rep.period = 1 << 30;
	ask(KDKBDREP, &rep);
	is(rep.delay, 1000, "the slowest");
	is(rep.period, 500, "that there is");
}

static void test_maps(void)
{
	is(entry_of(0, 0), K_ALLOCATED, "there is a plain map");
	is(entry_of(3, 0), K_NOSUCHMAP, "and none for AltGr and Shift");
	is(entry_of(3, 30), K_HOLE, "whose keys are nothing");
	is(entry_of(0, 30), K(KT_LETTER, 'a'), "a letter");
	is(entry_of(0, 200), K_HOLE, "key codes that no key has");
	is(change_entry(3, 30, K(KT_LATIN, 'z')), 0, "a new map");
	is(entry_of(3, 0), K_ALLOCATED, "is there");
	press("shift-altgr-a");
	is_str(typed(), "z", "and works");
	is(change_entry(3, 0, K_NOSUCHMAP), 0, "it goes");
	is(entry_of(3, 30), K_HOLE, "is gone");
	is(change_entry(0, 30, K(KT_SPEC, NR_SPEC)), -EINVAL, "no such symbol");
	is(change_entry(0, 30, K(KT_BRL, 1)), -EINVAL, "no braille");
	is(change_entry(0, 30, K(KT_CUR, 4)), -EINVAL, "four cursor keys");
	is(change_entry(0, 30, K_UNICHAR(0x20ac)), -EINVAL, "no Unicode");
	tell(KDSKBMODE, K_UNICODE);
	is(change_entry(0, 30, K_UNICHAR(0x20ac)), 0, "but in its mode");
	is(entry_of(0, 30), K_UNICHAR(0x20ac), "the same");
	press("a");
	is_str(typed(), "\342\202\254", "typed");
	tell(KDSKBMODE, K_XLATE);
	is(entry_of(0, 30), K_HOLE, "not to be seen elsewhere");
	change_entry(0, 30, K(KT_LETTER, 'a'));
	fail_alloc = 1;
	is(change_entry(7, 30, K(KT_LATIN, 'z')), -ENOMEM, "without memory");
	is(ask(KDGKBENT, BAD_USER), -EFAULT, "a bad address");
	is(ask(KDSKBENT, BAD_USER), -EFAULT, "and another");
}

static void test_strings(void)
{
	struct kbsentry s = { .kb_func = 0 };

	is(ask(KDGKBSENT, &s), 0, "KDGKBSENT");
	is_str((char *)s.kb_string, "\033[[A", "F1");
	strcpy((char *)s.kb_string, "hello\r");
	is(ask(KDSKBSENT, &s), 0, "KDSKBSENT");
	press("f1");
	is_str(typed(), "hello\r", "typed");
	s.kb_string[0] = '\0';
	ask(KDSKBSENT, &s);
	press("f1");
	is_str(typed(), "", "nothing");
	is(ask(KDGKBSENT, &s), 0, "which may be asked for");
	memset(s.kb_string, 'x', sizeof(s.kb_string));
	is(ask(KDSKBSENT, &s), -EINVAL, "a string without an end");
	s.kb_string[MAX_FUNC_STRING - 1] = '\0';
	is(ask(KDSKBSENT, &s), 0, "the longest");
	press("f1");
	is(strlen(typed()), MAX_FUNC_STRING - 1, "typed");
	fail_alloc = 2;
	is(ask(KDSKBSENT, &s), -ENOMEM, "without memory");
	press("f1");
	is(strlen(typed()), MAX_FUNC_STRING - 1, "it stays");
	is(ask(KDGKBSENT, BAD_USER), -EFAULT, "a bad address");
	is(ask(KDSKBSENT, BAD_USER), -EFAULT, "and another");
}

static void test_accents(void)
{
	static struct {
		u32 n;
		struct kbdiacr rule[MAX_DIACR];
	} bytes;
	static struct {
		u32 n;
		struct kbdiacruc rule[MAX_DIACR];
	} wide;

	is(ask(KDGKBDIACR, &bytes), 0, "KDGKBDIACR");
	is(bytes.n, nr_diacr, "all rules");
	is(bytes.rule[0].result, 0300, "A with grave");
	bytes.n = 1;
	bytes.rule[0] = (struct kbdiacr) { '~', 'x', '#' };
	is(ask(KDSKBDIACR, &bytes), 0, "KDSKBDIACR");
	press("menu shift-` x");
	is_str(typed(), "#", "typed");
	is(ask(KDGKBDIACRUC, &wide), 0, "KDGKBDIACRUC");
	is(wide.rule[0].result, '#', "the same");
	wide.rule[0].result = 0x1d7d8;
	is(ask(KDSKBDIACRUC, &wide), 0, "KDSKBDIACRUC");
	ask(KDGKBDIACR, &bytes);
	is(bytes.rule[0].result, 0, "is no byte");
	wide.n = MAX_DIACR + 1;
	is(ask(KDSKBDIACRUC, &wide), -EINVAL, "too many");
	wide.n = 0;
	is(ask(KDSKBDIACRUC, &wide), 0, "none");
	press("menu shift-` x");
	is_str(typed(), "~x", "no accents");
	is(ask(KDSKBDIACR, BAD_USER), -EFAULT, "a bad address");
	is(ask(KDGKBDIACR, BAD_USER), -EFAULT, "and another");
}

static void test_codes(void)
{
	struct kbkeycode k = { 0x1e, 0 };

	is(ask(KDGETKEYCODE, &k), 0, "KDGETKEYCODE");
	is(k.keycode, 30, "as the scan code");
	k.keycode = 31;
	is(ask(KDSETKEYCODE, &k), 0, "KDSETKEYCODE");
	press("a");
	is_str(typed(), "s", "A is S");
	k.keycode = 0;
	ask(KDSETKEYCODE, &k);
	press("a");
	is_str(typed(), "a", "and A again");
	k.keycode = 128;
	is(ask(KDSETKEYCODE, &k), -EINVAL, "no such key");
	k.scancode = 256;
	is(ask(KDGETKEYCODE, &k), -EINVAL, "no such scan code");
	is(ask(KDSETKEYCODE, BAD_USER), -EFAULT, "a bad address");
	is(tell(KDSIGACCEPT, 0), -EINVAL, "KDSIGACCEPT, no signal");
	is(tell(KDSIGACCEPT, SIGKILL), -EINVAL, "one that nobody accepts");
	is(tell(KDSIGACCEPT, SIGHUP), 0, "SIGHUP");
	press("alt-up");
	is_str(typed(), "<signal 1 to 42>", "is sent");
	me.start_time++;
	press("alt-up");
	is_str(typed(), "", "but to no other process of that number");
}

int main(void)
{
	host_cpu->task = &me;
	ok(keymap_init(), "the maps are made");
	foreground(1);
	test_permission();
	test_modes();
	test_repeat();
	test_maps();
	test_strings();
	test_accents();
	test_codes();
	return done();
}
