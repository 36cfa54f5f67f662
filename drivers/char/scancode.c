/*
 * scancode.c - from the bytes of a keyboard to keys. Scan codes of set 1: a
 * byte for each key, with bit 7 when it is released; E0 before it for the keys
 * that the 101-key keyboard has in addition; Pause alone begins with E1.
 *
 * A key code has 7 bits. For keys without E0 it is the scan code, up to 88;
 * programs may give the others a code (KDSETKEYCODE).
 */
#include <linux/errno.h>
#include "kbd.h"

#define BREAK_BIT	0x80		/* the key is released */
#define PREFIX_E0	0xe0
#define PREFIX_E1	0xe1
#define OVERRUN		0x00		/* keys were lost: from set 2, */
#define OVERRUN_SET1	0xff		/* and from set 1 */
#define PAUSE_1		0x1d		/* E1 1D 45: Pause */
#define PAUSE_2		0x45
#define LAST_PLAIN	88		/* F12: up to here, the same numbers */
#define EXTENDED	128		/* in codes[]: behind E0 */

/* [k] key codes; 0: no key. E0 2A and E0 36 are no keys, but shifts that the
   keyboard sends around some of them, so that XTs' programs understand. */
static u8 codes[2 * EXTENDED] = {
	[89] = 117,			/* keypad = */
	[92] = 95,			/* F17 to NEC's layout */
	[112] = 93, [115] = 89,		/* Japanese: kana, backslash */
	[119] = 91, [120] = 90, [121] = 92, [123] = 94, [125] = 124,
	[126] = 121,			/* keypad comma */

	[EXTENDED + 28] = 96,		/* keypad Enter */
	[EXTENDED + 29] = 97,		/* right Ctrl */
	[EXTENDED + 32] = 113,		/* silence, softer, louder */
	[EXTENDED + 46] = 114,
	[EXTENDED + 48] = 115,
	[EXTENDED + 53] = 98,		/* keypad / */
	[EXTENDED + 55] = KEY_PRINT,
	[EXTENDED + 56] = 100,		/* right Alt */
	[EXTENDED + 70] = 101,		/* Ctrl-Pause: Break */
	[EXTENDED + 71] = 102,		/* Home, Up, PgUp */
	[EXTENDED + 72] = 103,
	[EXTENDED + 73] = 104,
	[EXTENDED + 75] = 105,		/* Left, Right */
	[EXTENDED + 77] = 106,
	[EXTENDED + 79] = 107,		/* End, Down, PgDn */
	[EXTENDED + 80] = 108,
	[EXTENDED + 81] = 109,
	[EXTENDED + 82] = 110,		/* Insert, Delete */
	[EXTENDED + 83] = 111,
	[EXTENDED + 91] = 125,		/* left, right "window", menu */
	[EXTENDED + 92] = 126,
	[EXTENDED + 93] = 127,
	[EXTENDED + 94] = 116,		/* power */
};

/* Where we are in a key's bytes. */
static enum { FIRST, AFTER_E0, AFTER_E1, AFTER_PAUSE_1 } state;	/* [b] */

/* What was begun is forgotten. */
void scancode_reset(void)
{
	state = FIRST;
}

/* Goes to the next state, and says which key the byte completes. */
static u8 next_state(u8 code)
{
	switch (state) {
	case AFTER_E0:
		state = FIRST;
		return codes[EXTENDED + code];
	case AFTER_E1:
		state = code == PAUSE_1 ? AFTER_PAUSE_1 : FIRST;
		return 0;
	case AFTER_PAUSE_1:
		state = FIRST;
		return code == PAUSE_2 ? KEY_PAUSE : 0;
	default:
		return codes[code] || code > LAST_PLAIN ? codes[code] : code;
	}
}

/* The next byte: the code of the key that is complete with it, and whether
   the key was released; 0 if there is none. (b) */
u8 scancode_key(u8 byte, bool *up)
{
	*up = byte & BREAK_BIT;
	switch (byte) {
	case PREFIX_E0:
		state = AFTER_E0;
		return 0;
	case PREFIX_E1:
		state = AFTER_E1;
		return 0;
	case OVERRUN:
	case OVERRUN_SET1:
		state = FIRST;
		return 0;
	}
	return next_state(byte & ~BREAK_BIT);
}

/* KDGETKEYCODE: scan codes from 128 on are those behind E0. */
int get_keycode(u32 scancode)
{
	if (scancode >= 2 * EXTENDED)
		return -EINVAL;
	if (scancode && scancode <= LAST_PLAIN && !codes[scancode])
		return scancode;
	return codes[scancode];
}

/* KDSETKEYCODE; key code 0 takes what was set back. */
int set_keycode(u32 scancode, u32 keycode)
{
	if (!scancode || scancode >= 2 * EXTENDED || keycode >= NR_KEYCODES)
		return -EINVAL;
	codes[scancode] = keycode;
	return 0;
}
