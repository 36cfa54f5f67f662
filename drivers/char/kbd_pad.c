/*
 * kbd_pad.c - the keypad and the cursor keys, which send what the program has
 * asked for: DECCKM changes the cursor keys, DECPAM the keypad, and Num Lock
 * says whether that has digits.
 */
#include "kbd.h"

#define ESC		"\033"

/* By the value of the symbol: with Num Lock, as an application's keypad
   (behind ESC O; VT100's letters), and without either (KT_FN, KT_CUR). */
static const struct {
	char plain, application;
	u16 other;
} keys[NR_PAD] = {
	{ '0', 'p', K_INSERT },
	{ '1', 'q', K_SELECT },
	{ '2', 'r', K_DOWN },
	{ '3', 's', K_PGDN },
	{ '4', 't', K_LEFT },
	{ '5', 'u', K_HOLE },
	{ '6', 'v', K_RIGHT },
	{ '7', 'w', K_FIND },
	{ '8', 'x', K_UP },
	{ '9', 'y', K_PGUP },
	{ '+', 'l', 0 },
	{ '-', 'S', 0 },
	{ '*', 'R', 0 },
	{ '/', 'Q', 0 },
	{ '\r', 'M', 0 },
	{ ',', 'n', K_REMOVE },
	{ '.', 'n', K_REMOVE },
	{ '?', 'm', 0 },
	{ '(', 'P', 0 },
	{ ')', 'Q', 0 },
};

/* ESC O c, or ESC [ c. */
static void put_sequence(char c, bool application)
{
	char s[3] = ESC;

	s[1] = application ? 'O' : '[';
	s[2] = c;
	kbd_put(s, 3);
}

/* ESC [ G is the 5 in the middle. */
static void put_other(u16 symbol)
{
	if (symbol == K_HOLE)
		put_sequence('G', false);
	else if (KTYP(symbol) == KT_CUR)
		kbd_cursor(KVAL(symbol));
	else
		kbd_put_string(KVAL(symbol));
}

void kbd_pad(u8 value)
{
	u16 other = keys[value].other;

	if (kbd_state->appl_keypad && !(shift_state & MAP_SHIFT))
		put_sequence(keys[value].application, true);
	else if (other && !(kbd_state->locks & VC_NUM))
		put_other(other);
	else if (K_P(value) == K_PENTER && kbd_state->crlf)
		kbd_put("\r\n", 2);
	else
		kbd_put(&keys[value].plain, 1);
}

void kbd_cursor(u8 value)
{
	static const char letters[] = "BDCA";	/* down, left, right, up */

	put_sequence(letters[value], kbd_state->appl_cursor);
}

/* Num Lock is PF1 of an application's keypad, unless it is bare. */
void kbd_numlock(bool bare)
{
	if (kbd_state->appl_keypad && !bare)
		put_sequence('P', true);
	else
		kbd_state->locks ^= VC_NUM;
}
