/*
 * vt_utf8.c - UTF-8 (RFC 3629), byte by byte. What is no character (a byte out
 * of place, a form longer than need be, a surrogate, a number too high) is
 * shown as one that we do not know.
 */
#include <linux/kernel.h>
#include "vt_internal.h"

#define UNICODE_MAX	0x10ffff
#define SURROGATES	0xd800		/* to dfff */
#define SURROGATE_MASK	0xfffff800
#define C1_END		0xa0		/* below are control characters */

/* The first byte of a character of several; false if c is none. */
static bool begin(struct vc_data *vc, u8 c)
{
	static const struct {
		u8 mask, mark, left;
		u32 min;
	} forms[] = {
		{ 0xe0, 0xc0, 1, 0x80 },
		{ 0xf0, 0xe0, 2, 0x800 },
		{ 0xf8, 0xf0, 3, 0x10000 },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		if ((c & forms[i].mask) != forms[i].mark)
			continue;
		vc->utf_char = c & ~forms[i].mask;
		vc->utf_left = forms[i].left;
		vc->utf_min = forms[i].min;
		return true;
	}
	return false;
}

/* All of a character is there. */
static void complete(struct vc_data *vc)
{
	u32 c = vc->utf_char;

	if (c < vc->utf_min || c > UNICODE_MAX ||
	    (c & SURROGATE_MASK) == SURROGATES)
		vt_print_glyph(vc, GLYPH_UNKNOWN);
	else if (c >= C1_END)
		vt_print_unicode(vc, c);
}

/* A byte of 80h and more, in its place among the others: vt_parse.c has seen
   to it that no character ends before its time. */
void vt_utf8_byte(struct vc_data *vc, u8 c)
{
	if (vc->utf_left) {
		vc->utf_char = vc->utf_char << 6 | (c & 0x3f);
		if (!--vc->utf_left)
			complete(vc);
	} else if (!begin(vc, c)) {
		vt_print_glyph(vc, GLYPH_UNKNOWN);
	}
}
