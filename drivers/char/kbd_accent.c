/*
 * kbd_accent.c - accented letters of two keys: a dead key and then a letter,
 * or Compose and two characters. What makes a letter of what is a table that
 * programs may change (KDSKBDIACR).
 */
#include "kbd.h"

static u32 accent;		/* [b] typed, waits for its letter; or 0 */
static bool composing;		/* [b] the next character is an accent */

/* The accents of KT_DEAD as the rules write them: grave, acute, circumflex,
   tilde, diaeresis, cedilla, macron, breve, dot, ring, double acute, caron,
   ogonek. */
static const char dead_chars[NR_DEAD + 1] = "`'^~\",_U.*=ck";

/* What the two make, or 0. */
static u32 composed(u32 diacr, u32 base)
{
	u32 i;

	for (i = 0; i < nr_diacr; i++)
		if (diacr_table[i].diacr == diacr &&
		    diacr_table[i].base == base)
			return diacr_table[i].result;
	return 0;
}

/*
 * A character was typed. Behind an accent it makes one with it, if there is a
 * rule; a blank, or the accent again, makes the accent alone; any other is
 * typed after it.
 */
void kbd_char(u32 c)
{
	u32 first = accent;
	u32 both = first ? composed(first, c) : 0;

	accent = composing ? c : 0;
	if (composing) {
		composing = false;
	} else if (!first || both) {
		kbd_emit(first ? both : c);
	} else {
		kbd_emit(first);
		if (c != ' ' && c != first)
			kbd_emit(c);
	}
}

/* A dead key; behind another one it is a character. */
void kbd_dead(u32 c)
{
	if (accent)
		kbd_char(c);
	else
		accent = c;
	composing = false;
}

void kbd_dead_number(u8 n)
{
	kbd_dead(dead_chars[n]);
}

/* The Compose key. */
void kbd_compose(void)
{
	accent = 0;
	composing = true;
}
