/*
 * vt_charset.c - the sets that ESC ( and ESC ) choose among: what each makes
 * of a byte.
 *
 *	Latin 1		ISO 8859-1
 *	graphics	the same, but the VT100's lines where others have
 *			small letters
 *	straight	the number of a glyph
 *	user		a table of a program's, PIO_SCRNMAP
 */
#include <linux/kernel.h>
#include "vt_parse.h"

#define GRAPHICS_FIRST	'+'
#define GRAPHICS_LAST	'~'

u8 vt_user_map[USER_MAP_SIZE];

/* Unicode characters of the graphics set; 0: the ASCII one. */
static const u16 graphics[GRAPHICS_LAST - GRAPHICS_FIRST + 1] = {
	['+' - '+'] = 0x2192, [',' - '+'] = 0x2190, ['-' - '+'] = 0x2191,
	['.' - '+'] = 0x2193, ['0' - '+'] = 0x2588, ['_' - '+'] = 0x00a0,
	['`' - '+'] = 0x25c6, ['a' - '+'] = 0x2592, ['b' - '+'] = 0x2409,
	['c' - '+'] = 0x240c, ['d' - '+'] = 0x240d, ['e' - '+'] = 0x240a,
	['f' - '+'] = 0x00b0, ['g' - '+'] = 0x00b1, ['h' - '+'] = 0x2591,
	['i' - '+'] = 0x240b, ['j' - '+'] = 0x2518, ['k' - '+'] = 0x2510,
	['l' - '+'] = 0x250c, ['m' - '+'] = 0x2514, ['n' - '+'] = 0x253c,
	['o' - '+'] = 0x23ba, ['p' - '+'] = 0x23bb, ['q' - '+'] = 0x2500,
	['r' - '+'] = 0x23bc, ['s' - '+'] = 0x23bd, ['t' - '+'] = 0x251c,
	['u' - '+'] = 0x2524, ['v' - '+'] = 0x2534, ['w' - '+'] = 0x252c,
	['x' - '+'] = 0x2502, ['y' - '+'] = 0x2264, ['z' - '+'] = 0x2265,
	['{' - '+'] = 0x03c0, ['|' - '+'] = 0x2260, ['}' - '+'] = 0x00a3,
	['~' - '+'] = 0x00b7,
};

/* A character that has a number in a set, as Unicode has it. */
static u32 unicode_of(u8 set, u8 c)
{
	u32 graphic = 0;

	if (set == SET_GRAPHICS && c >= GRAPHICS_FIRST && c <= GRAPHICS_LAST)
		graphic = graphics[c - GRAPHICS_FIRST];
	return graphic ? graphic : c;
}

/* The glyph of byte c in a set; NO_GLYPH if it is not to be seen. */
int vt_set_glyph(u8 set, u8 c)
{
	int glyph;

	if (set == SET_STRAIGHT)
		return c;
	if (set == SET_USER)
		return vt_user_map[c];
	if (c >= DEL && c < 0xa0)
		return NO_GLYPH;
	glyph = cp437_glyph(unicode_of(set, c));
	return glyph == NO_GLYPH ? GLYPH_UNKNOWN : glyph;
}
