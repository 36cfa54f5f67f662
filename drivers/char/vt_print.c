/*
 * vt_print.c - characters come to the screen: a byte in the character set in
 * use, or a character of Unicode, as a glyph of code page 437.
 */
#include <linux/kernel.h>
#include "vt_parse.h"

#define HIGH_BIT	0x80

/* One glyph at the cursor, which goes on. */
void vt_print_glyph(struct vc_data *vc, u8 glyph)
{
	if (vc->wrap_pending) {
		vt_index(vc);
		vt_goto(vc, 0, vc->y);
	}
	if (vc->insert)
		vt_insert_cells(vc, 1);
	vc->screen[vc->y * vc->cols + vc->x] = VGA_CELL(glyph, vc->hw_attr);
	vc->dirty |= 1u << vc->y;
	if (vc->x < vc->cols - 1)
		vc->x++;
	else
		vc->wrap_pending = vc->autowrap;
}

/* A byte outside of sequences. What has no glyph in a set of 8 bits is
   passed over, as control characters are. */
void vt_print(struct vc_data *vc, u8 c)
{
	int glyph;

	if (vc->high_bit)
		c |= HIGH_BIT;
	glyph = vt_set_glyph(vc->straight || c < ' ' || c == DEL ?
			     SET_STRAIGHT : vc->g[vc->gl], c);
	if (glyph != NO_GLYPH)
		vt_print_glyph(vc, glyph);
}

/*
 * A character of UTF-8. One that is two columns wide has a place of two, so
 * that programs find the cursor where they think it is, and not across the end
 * of a line; one that is put over another has none.
 */
void vt_print_unicode(struct vc_data *vc, u32 c)
{
	int glyph = cp437_glyph(c), width = unicode_width(c);

	if (!width)
		return;
	if (width == 2 && vc->x == vc->cols - 1)
		vc->wrap_pending = vc->autowrap;
	vt_print_glyph(vc, glyph == NO_GLYPH ? GLYPH_UNKNOWN : glyph);
	if (width == 2 && !vc->wrap_pending)
		vt_print_glyph(vc, GLYPH_SPACE);
}
