/*
 * keyboard.c - a key goes down or up: which symbol that is, by the modifiers
 * that are held, and who does what it stands for.
 *
 * What a key meant when it went down is remembered until it goes up. So a
 * modifier ends as it began, whatever happened to the maps in between, and
 * none stays down for ever.
 */
#include <linux/kernel.h>
#include <linux/vt.h>
#include <asm/bitops.h>
#include "kbd.h"

#define ESC		'\033'
#define META_BIT	0x80
#define KEY_UP		0x80		/* of a key code, VC_MEDIUMRAW */
#define UNICODE_MAX	0x10ffff
#define BASE_DECIMAL	10
#define BASE_HEX	16

struct vc_data *kbd_vc;
struct vc_kbd *kbd_state;
u8 shift_state;				/* of NR_SHIFT, CAPSSHIFT is SHIFT */

static struct vc_kbd no_vc;		/* [b] while there is no console */
static u16 pressed[NR_KEYCODES];	/* [b] symbols of keys that are down */
static u32 down[NR_KEYCODES / 32];	/* [b] a bit for each key */
static u8 shift_down[NR_SHIFT];		/* [b] keys that are this modifier */
static u8 sticky;			/* [b] modifiers of the next key */
static bool numbering;			/* [b] digits were typed with Alt, */
static u32 number;			/* [b] that make this number */

/* --- what is typed ------------------------------------------------------- */

void kbd_put(const char *s, u32 n)
{
	if (kbd_vc)
		vt_input(kbd_vc, s, n);
}

void kbd_put_string(u8 n)
{
	const char *s = func_table[n];
	u32 len = 0;

	while (s && s[len])
		len++;
	if (len)
		kbd_put(s, len);
}

/* A character above U+007F, as UTF-8. */
static void put_utf8(u32 c)
{
	char s[4];
	u32 n = 0;

	if (c > UNICODE_MAX)
		return;
	if (c < 0x800) {
		s[n++] = 0xc0 | c >> 6;
	} else if (c < 0x10000) {
		s[n++] = 0xe0 | c >> 12;
		s[n++] = 0x80 | (c >> 6 & 0x3f);
	} else {
		s[n++] = 0xf0 | c >> 18;
		s[n++] = 0x80 | (c >> 12 & 0x3f);
		s[n++] = 0x80 | (c >> 6 & 0x3f);
	}
	s[n++] = 0x80 | (c & 0x3f);
	kbd_put(s, n);
}

/* A character: in UTF-8, or the byte if it is one of Latin-1. */
void kbd_emit(u32 c)
{
	char byte = c;

	if (kbd_state->mode == VC_UNICODE && c > 0x7f)
		put_utf8(c);
	else if (c <= 0xff)
		kbd_put(&byte, 1);
}

static void type_meta(u8 value)
{
	char s[2] = { ESC, value };

	if (kbd_state->meta_bit) {
		s[0] = value | META_BIT;
		kbd_put(s, 1);
	} else {
		kbd_put(s, 2);
	}
}

/* A digit of a number that is typed with Alt held down. */
static void type_digit(u8 value)
{
	bool decimal = value < BASE_DECIMAL;

	if (!numbering || number > UNICODE_MAX)
		number = 0;
	numbering = true;
	number = decimal ? number * BASE_DECIMAL + value :
			   number * BASE_HEX + value - BASE_DECIMAL;
}

/* A modifier was released: that ends the number. */
static void end_number(void)
{
	char byte = number;

	if (!numbering)
		return;
	numbering = false;
	if (kbd_state->mode == VC_UNICODE)
		kbd_emit(number);
	else
		kbd_put(&byte, 1);
}

/* --- modifiers ----------------------------------------------------------- */

static void shift_key(u8 value, bool up)
{
	u8 old = shift_state;

	if (value == KG_CAPSSHIFT) {
		value = KG_SHIFT;
		if (!up)
			kbd_state->locks &= ~VC_CAPS;
	}
	shift_down[value] += up ? -1 : 1;
	if (shift_down[value])
		shift_state |= 1 << value;
	else
		shift_state &= ~(1 << value);
	if (up && shift_state != old)
		end_number();
}

/* The symbol of a key that is not a modifier in the present map. Modifiers
   are those of the plain map wherever another map says nothing. */
static u16 symbol_without_map(u8 key)
{
	u16 plain = keymap_get(MAP_PLAIN, key);

	return KTYP(plain) == KT_SHIFT ? plain : K_HOLE;
}

/* What a key means now. */
static u16 symbol_of(u8 key)
{
	u8 map = shift_state ^ kbd_state->shift_locks ^ sticky;
	u16 symbol = keymap_get(map, key);

	if (KTYP(symbol) == KT_LETTER && kbd_state->locks & VC_CAPS &&
	    key_maps[map ^ MAP_SHIFT])
		symbol = keymap_get(map ^ MAP_SHIFT, key);
	return symbol == K_HOLE ? symbol_without_map(key) : symbol;
}

/* --- keys ---------------------------------------------------------------- */

/* Types that say what they do: all but Unicode characters. */
static void do_symbol(u8 type, u8 value, bool again)
{
	switch (type) {
	case KT_LATIN:
	case KT_LETTER:
		kbd_char(value);
		break;
	case KT_META:
		type_meta(value);
		break;
	case KT_FN:
		kbd_put_string(value);
		break;
	case KT_PAD:
		kbd_pad(value);
		break;
	case KT_CUR:
		kbd_cursor(value);
		break;
	case KT_ASCII:
		type_digit(value);
		break;
	case KT_DEAD:
		kbd_dead_number(value);
		break;
	case KT_DEAD2:
		kbd_dead(value);
		break;
	case KT_CONS:
		if (kbd_vc && !again)
			vt_request_switch(value);
		break;
	case KT_SPEC:
		kbd_special(value, again);
		break;
	}
}

/* Modifiers, which do not repeat. False: the symbol is none. */
static bool do_modifier(u8 type, u8 value, bool again)
{
	if (type != KT_SHIFT && type != KT_LOCK && type != KT_SLOCK)
		return false;
	if (again)
		return true;
	if (type == KT_SHIFT)
		shift_key(value, false);
	else if (type == KT_LOCK)
		kbd_state->shift_locks ^= 1 << value;
	else
		sticky ^= 1 << value;
	return true;
}

/* Is what programs read made elsewhere, by the raw bytes or codes? */
static bool is_raw(void)
{
	return kbd_state->mode == VC_RAW || kbd_state->mode == VC_MEDIUMRAW;
}

static void key_down(u8 key, bool again)
{
	u16 symbol = again && KTYP(pressed[key]) == KT_SHIFT ?
		     pressed[key] : symbol_of(key);

	if (again && kbd_state->no_repeat)
		return;
	if (!again)
		pressed[key] = symbol;
	if (is_raw() && KTYP(symbol) != KT_SHIFT && symbol != K_SAK)
		return;
	if (do_modifier(KTYP(symbol), KVAL(symbol), again))
		return;
	if (KTYP(symbol) >= NR_TYPES)
		kbd_char(K_UNICHAR(symbol));
	else
		do_symbol(KTYP(symbol), KVAL(symbol), again);
	sticky = 0;
}

static void key_up(u8 key)
{
	if (KTYP(pressed[key]) == KT_SHIFT)
		shift_key(KVAL(pressed[key]), true);
	pressed[key] = K_HOLE;
}

/*
 * A key goes down, up, or repeats. The release of one that nobody has seen go
 * down is none; but the code of left Shift's is also what a keyboard says that
 * has just been plugged in.
 */
static void do_key(u8 key, bool up)
{
	u32 bit = 1U << key % 32;
	bool was_down = down[key / 32] & bit;
	char code = key | (up ? KEY_UP : 0);

	if (up)
		down[key / 32] &= ~bit;
	else
		down[key / 32] |= bit;
	if (sysrq_key(key, up))
		return;
	if (kbd_state->mode == VC_MEDIUMRAW)
		kbd_put(&code, 1);
	if (!up)
		key_down(key, was_down);
	else if (was_down)
		key_up(key);
	else if (key == KEY_LEFT_SHIFT)
		kbd_leds_lost();
}

/* All keys are up, as far as we know. */
void keyboard_forget(void)
{
	u8 key;

	scancode_reset();
	for (key = 0; key < NR_KEYCODES; key++)
		pressed[key] = K_HOLE;
	for (key = 0; key < ARRAY_SIZE(down); key++)
		down[key] = 0;
	for (key = 0; key < NR_SHIFT; key++)
		shift_down[key] = 0;
	shift_state = sticky = 0;
	numbering = false;
}

/* Scan codes belong to the console in front, and so do its modes. */
void keyboard_byte(u8 byte)
{
	char raw = byte;
	bool up;
	u8 key;

	kbd_vc = consoles[fg_console];
	kbd_state = kbd_vc ? &kbd_vc->kbd : &no_vc;
	if (kbd_state->mode == VC_RAW)
		kbd_put(&raw, 1);
	key = scancode_key(byte, &up);
	if (!key)
		return;
	if (!up && kbd_vc)
		vt_unblank();
	do_key(key, up);
	kbd_update_leds();
}
