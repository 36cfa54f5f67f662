/* needs: drivers/char/scancode.c drivers/char/keyboard.c */
/* needs: drivers/char/kbd_accent.c drivers/char/kbd_pad.c */
/* needs: drivers/char/kbd_special.c drivers/char/defkeymap.c */
/* needs: drivers/char/keymap.c drivers/char/kbd_leds.c */
/* needs: drivers/char/sysrq_keys.c lib/cmdline.c lib/strtol.c */
/*
 * keyboard_test.c - scan codes against the bytes that programs read: a table
 * of keys with all modifiers, modes and locks, then what can go wrong, then
 * random bytes.
 */
#include "kbd_model.h"

#define FUZZ_BYTES	2000000

static u8 lights = 0xff;

bool kbd_send(u8 command, int arg)
{
	if (command == KBD_SET_LEDS)
		lights = arg;
	return true;
}

static const struct {
	const char *keys, *bytes;
} table[] = {
	{ "a b z 1 0 ; ' ` [ ] \\ , . / = minus space",
	  "abz10;'`[]\\,./=- " },
	{ "+shift a b z 1 0 ; ' ` [ ] \\ , . / = minus _shift",
	  "ABZ!):\"~{}|<>?+_" },
	{ "rshift-q less shift-less altgr-less", "Q<>|" },
	{ "ctrl-a ctrl-z ctrl-[ ctrl-] ctrl-\\ rctrl-c",
	  "\001\032\033\035\034\003" },
	{ "ctrl-shift-a ctrl-6 ctrl-7 ctrl-8", "\001\036\037\177" },
	{ "alt-a alt-1 alt-ctrl-a alt-/", "\033a\0331\033\001\033/" },
	{ "esc tab enter bs ctrl-bs shift-tab alt-enter",
	  "\033\t\r\177\b\033\t\033\r" },
	{ "altgr-q altgr-1", "q" },

	/* as infocmp linux has it */
	{ "f1 f2 f5 f6 f10 f11 f12", "\033[[A\033[[B\033[[E\033[17~\033[21~"
	  "\033[23~\033[24~" },
	{ "shift-f1 shift-f6", "\033[25~\033[32~" },
	{ "home ins del end pgup pgdn", "\033[1~\033[2~\033[3~\033[4~\033[5~"
	  "\033[6~" },
	{ "up down right left", "\033[A\033[B\033[C\033[D" },
	{ "fakeshift up", "\033[A" },
	{ "kp7 kp8 kp9 kp4 kp5 kp6 kp1 kp2 kp3 kp0 kpdot", "\033[1~\033[A"
	  "\033[5~\033[D\033[G\033[C\033[4~\033[B\033[6~\033[2~\033[3~" },
	{ "kpplus kpminus kpstar kpslash kpenter", "+-*/\r" },
	{ "num kp7 kp5 kp0 kpdot kpplus num kp5", "750.+\033[G" },
	{ "pause print ctrl-break", "\033[P\034<break>" },

	/* keys that do something */
	{ "alt-f1 alt-f6 alt-f12 altgr-f2 ctrl-alt-f2",
	  "<switch 0><switch 5><switch 11><switch 13><switch 1>" },
	{ "alt-left alt-right", "<switch 1><switch 1>" },
	{ "shift-pgup shift-pgdn", "<scroll 12><scroll -12>" },
	{ "ctrl-alt-del ctrl-alt-kpdot", "<cad><cad>" },
	{ "alt-sysrq-t alt-print-h sysrq", "<sysrq t><sysrq h>\034" },
	{ "+alt sysrq 5 5 _alt 5", "<sysrq 5><sysrq 5>5" },
	{ "+alt +sysrq f1 _sysrq _alt", "<switch 0>" },
	{ "shift-scroll altgr-scroll ctrl-scroll",
	  "<sysrq m!><sysrq p!><sysrq t!>" },
	{ "scroll scroll", "<stop><start>" },

	/* locks */
	{ "caps a 1 shift-a shift-1 ctrl-a alt-a caps a",
	  "A1a!\001\033aa" },
	{ "+caps +caps +caps _caps a caps a", "Aa" },
	{ "+a +a +a _a", "aaa" },
	{ "+shift +rshift _shift a _rshift a", "Aa" },

	/* accents, and numbers */
	{ "menu ' a menu shift-' u menu ` q menu ' space menu ' '",
	  "\341\374`q''" },
	{ "menu a e menu shift-a shift-e menu s s", "\346\306\337" },
	{ "+alt kp6 kp5 _alt +altgr kp4 a _altgr", "AJ" },
	{ "+alt kp2 kp3 kp3 _alt", "\351" },
};

static void test_table(void)
{
	u32 i;

	foreground(1);
	consoles[0] = NULL;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		press(table[i].keys);
		is_str(typed(), table[i].bytes, "%s", table[i].keys);
	}
}

static void test_modes(void)
{
	struct vc_kbd *kbd = &screens[1].kbd;

	kbd->appl_cursor = kbd->appl_keypad = kbd->crlf = true;
	press("up left kp7 kp5 kpenter kpdot kpplus num enter shift-kp5");
	is_str(typed(), "\033OA\033OD\033Ow\033Ou\033OM\033On\033Ol\033OP"
	       "\r\n\033[G", "application keypad and cursor keys, LNM");
	kbd->appl_cursor = kbd->appl_keypad = kbd->crlf = false;

	kbd->meta_bit = true;
	press("alt-a");
	is_str(typed(), "\341", "Alt sets bit 7");
	kbd->meta_bit = false;

	kbd->no_repeat = true;
	press("+a +a +a _a a");
	is_str(typed(), "aa", "without repeat");
	kbd->no_repeat = false;

	kbd->mode = VC_UNICODE;
	keymap_set(MAP_PLAIN, 16, K_UNICHAR(0x20ac), true);
	keymap_set(MAP_PLAIN, 17, K(KT_DEAD, 1), true);
	press("menu shift-' u q w e +alt kp2 kp3 kp3 _alt");
	is_str(typed(), "\303\274\342\202\254\303\251\303\251", "UTF-8");
	keymap_set(MAP_PLAIN, 16, K(KT_LETTER, 'q'), true);
	keymap_set(MAP_PLAIN, 17, K(KT_LETTER, 'w'), true);
	kbd->mode = VC_XLATE;
}

static void test_raw(void)
{
	struct vc_kbd *kbd = &screens[1].kbd;

	kbd->mode = VC_RAW;
	press("a up shift-pgup alt-f2");
	is_str(typed(), "\036\236\340\110\340\310\052\340\111\340\311\252"
	       "\070\074\274\270", "raw scan codes, and nothing else");
	kbd->mode = VC_MEDIUMRAW;
	press("a up +shift");
	is_str(typed(), "\036\236\147\347\052", "key codes");
	kbd->mode = VC_XLATE;
	press("a _shift a");
	is_str(typed(), "Aa", "modifiers are known in all modes");
	kbd->mode = VC_RAW;
	press("alt-sysrq-h");
	ok(strstr(typed(), "<sysrq h>"), "and SysRq works");
	kbd->mode = VC_XLATE;
}

static void test_lights(void)
{
	foreground(2);
	press("caps");
	is(lights, VC_CAPS, "Caps Lock is lit");
	press("num scroll");
	is(lights, VC_CAPS | VC_NUM | VC_SCROLL, "and the others");
	foreground(1);
	tty.stopped = false;
	kbd_update_leds();
	is(lights, 0, "each console has its own");
	foreground(2);
	kbd_update_leds();
	is(lights, VC_CAPS | VC_NUM, "and keeps them");
	lights = 0xff;
	keyboard_byte(KBD_TESTED);
	is(lights, VC_CAPS | VC_NUM, "a keyboard is plugged in: it is told");
	press("a num kp1 caps a");
	is_str(typed(), "<stop>A\033[4~a", "as they say");
	is(lights, 0, "all out");
}

/* Modifiers that change their meaning, or whose release is lost. */
static void test_odd(void)
{
	static const u8 loose[] = { 0x9e, 0xaa, 0xe0, 0xe0, 0xe1, 0x1e, 0x00,
				    0xe0, 0xff, 0x1e, 0x9e };
	u32 i;

	foreground(1);
	press("+shift");
	keymap_set(MAP_SHIFT, 42, K(KT_LATIN, 'x'), false);
	keymap_set(MAP_PLAIN, 42, K(KT_LATIN, 'y'), false);
	press("a _shift a");
	is_str(typed(), "Aa", "a modifier ends as it began");
	keymap_set(MAP_SHIFT, 42, K_SHIFT, false);
	keymap_set(MAP_PLAIN, 42, K_SHIFT, false);
	press("+ctrl +shift +alt a _alt _shift _ctrl a");
	is_str(typed(), "a", "where no map is, modifiers are still known");
	for (i = 0; i < sizeof(loose); i++)
		keyboard_byte(loose[i]);
	is_str(typed(), "a", "bytes that make no sense make no keys");
	press("+shift");
	keyboard_forget();
	press("a _shift a");
	is_str(typed(), "aa", "all keys are up when bytes were lost");
	keymap_set(MAP_PLAIN, 30, K(KT_SLOCK, KG_CTRL), false);
	press("a c c");
	is_str(typed(), "\003c", "a sticky modifier is for one key");
	keymap_set(MAP_PLAIN, 30, K(KT_LOCK, KG_SHIFT), false);
	press("a c c +shift c _shift");
	is_str(typed(), "CCc", "a locked one stays");
	keymap_set(MAP_PLAIN, 30, K(KT_LETTER, 'a'), false);
	screens[1].kbd.shift_locks = 0;
	keymap_set(MAP_PLAIN, 30, K(KT_SHIFT, KG_CAPSSHIFT), false);
	press("caps c a-c c");
	is_str(typed(), "CCc", "a shift that ends Caps Lock");
	keymap_set(MAP_PLAIN, 30, K(KT_LETTER, 'a'), false);
	is(set_keycode(0x80 + 0x5e, 30), 0, "a key gets a code");
	keyboard_byte(0xe0);
	keyboard_byte(0x5e);
	is_str(typed(), "a", "and is that key");
	consoles[fg_console] = NULL;
	press("a ctrl-alt-del shift-pgup alt-f1 alt-sysrq-m");
	is_str(typed(), "<cad><sysrq m!>", "without a screen");
}

static void test_serial(void)
{
	unsigned long until = 0;

	ok(serial_sysrq(&tty, 0, true, &until), "BREAK is kept");
	ok(serial_sysrq(&tty, 't', false, &until), "so is the key");
	is_str(typed(), "<sysrq t>", "which is a console key");
	ok(!serial_sysrq(&tty, 't', false, &until), "the next one is not");
	serial_sysrq(&tty, 0, true, &until);
	ok(!serial_sysrq(&tty, 0, true, &until), "two BREAKs are one");
	ok(!serial_sysrq(&tty, 'x', false, &until), "and no key follows");
	serial_sysrq(&tty, 0, true, &until);
	jiffies += 10 * HZ;
	ok(!serial_sysrq(&tty, 't', false, &until), "a late key is none");
	is_str(typed(), "", "nothing was done");
}

/* Random bytes in random modes; it ends, and the sanitizers are content. */
static void test_fuzz(void)
{
	u32 seed = 1984, i, n;

	foreground(1);
	for (i = 0; i < FUZZ_BYTES; i++) {
		n = rnd(&seed);
		if (n % 64 == 0)
			screens[1].kbd.mode = n >> 8 & 3;
		if (n % 128 == 1)
			keymap_set(n >> 8, n >> 16, n >> 11, n & 4);
		if (n % 512 == 2)
			foreground(n >> 9 & 1);
		keyboard_byte(n >> 24);
		if (text_len > TYPED_MAX / 2)
			typed();
	}
	keyboard_forget();
	is(shift_state, 0, "random bytes do no harm");
}

int main(void)
{
	host_cpu->task = &me;
	ok(keymap_init(), "the maps are made");
	test_table();
	test_modes();
	test_raw();
	test_lights();
	test_odd();
	test_serial();
	test_fuzz();
	return done();
}
