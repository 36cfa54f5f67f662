/*
 * vt_sgr.c - CSI m, select graphic rendition (ECMA-48 8.3.117): colours and
 * attributes, one parameter after the other. Of the 256 colours of 38;5;n and
 * the 16 million of 38;2;r;g;b those are shown that are nearest.
 */
#include <linux/kernel.h>
#include "vt_internal.h"

#define BRIGHT		8
#define CUBE_FIRST	16		/* 6 x 6 x 6 colours, then greys */
#define CUBE_SIDE	6
#define GREY_FIRST	232

/* SGR 10 to 12 choose a font: here, whether bytes are glyphs. */
static void select_font(struct vc_data *vc, u32 n)
{
	vc->straight = vc->show_ctrl = n != 10;
	vc->high_bit = n == 12;
}

/* The number among the first n of the palette's that is nearest. */
static u8 nearest(int r, int g, int b, u32 n)
{
	int best = -1, distance, dr, dg, db;
	u32 i, found = 0;

	for (i = 0; i < n; i++) {
		dr = r - vt_default_palette[i].r;
		dg = g - vt_default_palette[i].g;
		db = b - vt_default_palette[i].b;
		distance = dr * dr + dg * dg + db * db;
		if (best < 0 || distance < best) {
			best = distance;
			found = i;
		}
	}
	return found;
}

/* A side of xterm's colour cube: 0, 95, 135, ... 255. */
static int cube_level(u32 n)
{
	return n ? 55 + 40 * n : 0;
}

/* One of the 256 as one of our n. */
static u8 indexed(u32 i, u32 n)
{
	int grey;

	if (i < NR_COLOURS)
		return i < n ? i : i - BRIGHT;
	if (i >= GREY_FIRST) {
		grey = 8 + 10 * (i - GREY_FIRST);
		return nearest(grey, grey, grey, n);
	}
	i -= CUBE_FIRST;
	return nearest(cube_level(i / CUBE_SIDE / CUBE_SIDE),
		       cube_level(i / CUBE_SIDE % CUBE_SIDE),
		       cube_level(i % CUBE_SIDE), n);
}

/*
 * 38 or 48 is parameter i: the colour that the next ones name, of n that there
 * are, goes to *colour. Returns the last parameter that belongs to it.
 */
static u32 extended(const struct vc_data *vc, u32 i, u32 n, u8 *colour)
{
	const u16 *p = vc->params + i;
	u32 left = vc->nparams - i;

	if (left >= 3 && p[1] == 5 && p[2] < 256) {
		*colour = indexed(p[2], n);
		return i + 2;
	}
	if (left >= 5 && p[1] == 2) {
		*colour = nearest(min(p[2], (u16)255), min(p[3], (u16)255),
				  min(p[4], (u16)255), n);
		return i + 4;
	}
	return vc->nparams;		/* nobody can say what follows */
}

/* The attributes, and their ends. False: n is something else. */
static bool attribute(struct vt_attr *a, u32 n)
{
	switch (n) {
	case 1:
		a->bold = true;
		a->dim = false;
		break;
	case 2:
		a->dim = true;
		a->bold = false;
		break;
	case 4:
		a->underline = true;
		break;
	case 5:
		a->blink = true;
		break;
	case 7:
		a->reverse = true;
		break;
	case 21:
	case 22:
		a->bold = a->dim = false;
		break;
	case 24:
		a->underline = false;
		break;
	case 25:
		a->blink = false;
		break;
	case 27:
		a->reverse = false;
		break;
	default:
		return false;
	}
	return true;
}

/* The colours that have numbers of their own. */
static void colour(struct vc_data *vc, u32 n)
{
	if (n >= 30 && n <= 37)
		vc->attr.fg = n - 30;
	else if (n >= 40 && n <= 47)
		vc->attr.bg = n - 40;
	else if (n == 39)
		vc->attr.fg = vc->def_attr.fg;
	else if (n == 49)
		vc->attr.bg = vc->def_attr.bg;
	else if (n >= 90 && n <= 97)
		vc->attr.fg = n - 90 + BRIGHT;
	else if (n >= 100 && n <= 107)
		vc->attr.bg = n - 100;
}

/* All parameters of a CSI m. */
void vt_sgr(struct vc_data *vc)
{
	u32 i, n;

	for (i = 0; i < vc->nparams; i++) {
		n = vc->params[i];
		if (n == 0)
			vc->attr = vc->def_attr;
		else if (n >= 10 && n <= 12)
			select_font(vc, n);
		else if (n == 38)
			i = extended(vc, i, NR_COLOURS, &vc->attr.fg);
		else if (n == 48)
			i = extended(vc, i, BRIGHT, &vc->attr.bg);
		else if (!attribute(&vc->attr, n))
			colour(vc, n);
	}
	vt_update_attr(vc);
}
