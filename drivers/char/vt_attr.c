/*
 * vt_attr.c - what a cell looks like: from colours and attributes, which
 * programs set one by one, to the byte that the hardware has for them.
 *
 * A colour screen cannot underline, nor show half of the brightness: colours
 * stand for both. Bit 7 is to blink, so a background is never bright.
 */
#include <linux/kernel.h>
#include "vt_internal.h"

#define MONO_PLAIN	7		/* as foregrounds of an MDA */
#define MONO_UNDERLINED	1

/* ANSI's order: black, red, green, brown, blue, magenta, cyan, grey; then the
   bright ones. */
const struct vt_rgb vt_default_palette[NR_COLOURS] = {
	{ 0x00, 0x00, 0x00 }, { 0xaa, 0x00, 0x00 }, { 0x00, 0xaa, 0x00 },
	{ 0xaa, 0x55, 0x00 }, { 0x00, 0x00, 0xaa }, { 0xaa, 0x00, 0xaa },
	{ 0x00, 0xaa, 0xaa }, { 0xaa, 0xaa, 0xaa },
	{ 0x55, 0x55, 0x55 }, { 0xff, 0x55, 0x55 }, { 0x55, 0xff, 0x55 },
	{ 0xff, 0xff, 0x55 }, { 0x55, 0x55, 0xff }, { 0xff, 0x55, 0xff },
	{ 0x55, 0xff, 0xff }, { 0xff, 0xff, 0xff },
};

/* Fore- and background change places; brightness and blinking stay. */
static u8 reversed(u8 attr)
{
	return (attr & (ATTR_BLINK | ATTR_INTENSE)) |
	       (attr & ATTR_FG) << ATTR_BG_SHIFT |
	       (attr >> ATTR_BG_SHIFT & ATTR_FG);
}

/* The colours of `a' as the hardware's attribute. */
static u8 plain_attr(const struct vc_data *vc, const struct vt_attr *a)
{
	u8 fg = a->fg;

	if (vga_mono) {
		fg = a->underline ? MONO_UNDERLINED : MONO_PLAIN;
		return fg | (a->bold ? ATTR_INTENSE : 0);
	}
	if (a->underline)
		fg = vc->ul_colour;
	else if (a->dim)
		fg = vc->dim_colour;
	if (a->bold)
		fg |= ATTR_INTENSE;
	return vga_colour(fg) | vga_colour(a->bg & 7) << ATTR_BG_SHIFT;
}

static u8 hw_attr(const struct vc_data *vc, const struct vt_attr *a)
{
	u8 attr = plain_attr(vc, a);

	if (a->reverse != vc->reverse_screen)
		attr = reversed(attr);
	return a->blink ? attr | ATTR_BLINK : attr;
}

/* vc->attr has changed. What is erased gets its background, and nothing else
   of it. */
void vt_update_attr(struct vc_data *vc)
{
	struct vt_attr erased = { .fg = vc->attr.fg, .bg = vc->attr.bg };

	vc->hw_attr = hw_attr(vc, &vc->attr);
	vc->blank = VGA_CELL(GLYPH_SPACE, hw_attr(vc, &erased));
}

/* CSI 0 m */
void vt_default_attr(struct vc_data *vc)
{
	vc->attr = vc->def_attr;
	vt_update_attr(vc);
}

/* DECSCNM: all that is on the screen, and what will be. */
void vt_reverse_screen(struct vc_data *vc, bool on)
{
	u32 i, n = vc->cols * vc->rows;

	if (vc->reverse_screen == on)
		return;
	vc->reverse_screen = on;
	for (i = 0; i < n; i++)
		vc->screen[i] = VGA_CELL(vc->screen[i],
					 reversed(vc->screen[i] >> 8));
	vt_touch(vc, 0, vc->rows);
	vt_update_attr(vc);
}
