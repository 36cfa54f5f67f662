/*
 * vt_parse.c - takes bytes that programs write apart: text, control
 * characters, escape sequences (ECMA-48; console_codes(4) for Linux's own).
 *
 *	GROUND		text: vt_print.c
 *	ESCAPE		behind ESC: vt_esc.c
 *	INTERMEDIATE	ESC, then something that we do not know: to its end
 *	HASH, PERCENT, SET_G0, SET_G1	ESC and # % ( )
 *	CSI		ESC [ and parameters: vt_csi.c; IGNORE if it cannot be
 *			one of ours
 *	FUNCTION	ESC [ [ is what a function key sends: one more
 *	OSC, PALETTE	ESC ], ESC ] P
 *	STRING		ESC ] P X ^ _ and text for nobody, up to ESC \ or BEL
 *
 * ESC, CAN and SUB end any of them; other control characters in their midst
 * do what they always do, except in a string.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include "vt_parse.h"

#define PARAM_MAX	9999
#define PALETTE_CHARS	7		/* a number and three bytes, in hex */

/* Control characters that work even where they could be shown: BS, LF, FF,
   CR, SO, SI, ESC. */
#define ALWAYS_CONTROL	0x0800f500

/* Is c, behind which no text begins, to be obeyed and not shown? */
static bool is_control(const struct vc_data *vc, u8 c)
{
	if (c == CSI_8BIT)
		return !vc->utf8;
	if (c >= ' ')
		return false;
	return vc->state != GROUND || !vc->show_ctrl ||
	       ALWAYS_CONTROL >> c & 1;
}

static void text(struct vc_data *vc, u8 c)
{
	if (vc->utf8 && !vc->straight && c >= 0x80)
		vt_utf8_byte(vc, c);
	else
		vt_print(vc, c);
}

/* --- CSI ----------------------------------------------------------------- */

void vt_begin_csi(struct vc_data *vc)
{
	memset(vc->params, 0, sizeof(vc->params));
	vc->nparams = 0;
	vc->private = 0;
	vc->state = CSI;
}

/* The first byte behind the [ may be a mark, or another [. */
static bool csi_mark(struct vc_data *vc, u8 c)
{
	vc->nparams = 1;
	if (c == '[')
		vc->state = FUNCTION;
	else if (c >= '<' && c <= '?')
		vc->private = c;
	else
		return false;
	return true;
}

/* Parameters beyond the last that we keep are dropped. */
static void csi(struct vc_data *vc, u8 c)
{
	u16 *p;

	if (!vc->nparams && csi_mark(vc, c))
		return;
	p = &vc->params[vc->nparams - 1];
	if (c >= '0' && c <= '9') {
		if (vc->nparams <= MAX_PARAMS)
			*p = min(*p * 10 + c - '0', PARAM_MAX);
	} else if (c == ';') {
		vc->nparams = min(vc->nparams + 1, MAX_PARAMS + 1);
	} else if (c >= '@' && c <= '~') {
		vc->nparams = min(vc->nparams, (u8)MAX_PARAMS);
		vc->state = GROUND;
		vt_csi(vc, c);
	} else {
		vc->state = IGNORE;
	}
}

/* Parameter i; `none' where it is missing or 0. */
u32 vt_param(const struct vc_data *vc, u32 i, u32 none)
{
	return i < vc->nparams && vc->params[i] ? vc->params[i] : none;
}

/* --- OSC ----------------------------------------------------------------- */

static int hex_digit(u8 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* ESC ] P n rr gg bb */
static void palette(struct vc_data *vc, u8 c)
{
	struct vt_rgb *colour;
	u16 *p = vc->params;

	vc->state = hex_digit(c) < 0 ? GROUND : PALETTE;
	if (vc->state == GROUND)
		return;
	p[vc->nchars++] = hex_digit(c);
	if (vc->nchars < PALETTE_CHARS)
		return;
	vc->state = GROUND;
	colour = &vc->palette[p[0]];
	colour->r = p[1] << 4 | p[2];
	colour->g = p[3] << 4 | p[4];
	colour->b = p[5] << 4 | p[6];
	vt_set_palette(vc);
}

static void osc(struct vc_data *vc, u8 c)
{
	vc->state = STRING;
	if (c == 'P') {
		vc->nchars = 0;
		vc->state = PALETTE;
	} else if (c == 'R') {
		vc->state = GROUND;
		memcpy(vc->palette, vt_default_palette, sizeof(vc->palette));
		vt_set_palette(vc);
	}
}

/* --- all ----------------------------------------------------------------- */

/* A byte of a string is only looked at for its end. */
static void string(struct vc_data *vc, u8 c)
{
	if (c == BEL || c == CAN || c == SUB)
		vc->state = GROUND;
	else if (c == ESC)
		vc->state = ESCAPE;
}

/* A byte of a sequence that is no control character. */
static void sequence(struct vc_data *vc, u8 c)
{
	switch (vc->state) {
	case CSI:
		csi(vc, c);
		break;
	case OSC:
		osc(vc, c);
		break;
	case PALETTE:
		palette(vc, c);
		break;
	case IGNORE:
		if (c >= '@' && c <= '~')
			vc->state = GROUND;
		break;
	case INTERMEDIATE:
		if (c >= '0')
			vc->state = GROUND;
		break;
	default:
		vt_escape(vc, c);
	}
}

static void byte(struct vc_data *vc, u8 c)
{
	if (vc->utf_left && (c & 0xc0) != 0x80) {
		vc->utf_left = 0;	/* a character without its end */
		vt_print_glyph(vc, GLYPH_UNKNOWN);
	}
	if (vc->state == STRING || (vc->state == OSC && c < ' '))
		string(vc, c);
	else if (c == DEL && !vc->show_ctrl)
		return;
	else if (is_control(vc, c))
		vt_control(vc, c);
	else if (vc->state == GROUND)
		text(vc, c);
	else
		sequence(vc, c);
}

/* What a program has written. */
void vt_write(struct vc_data *vc, const u8 *s, u32 n)
{
	while (n--)
		byte(vc, *s++);
}
