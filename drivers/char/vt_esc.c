/*
 * vt_esc.c - control characters, and the sequences of ESC and a letter or
 * two. Where ESC [ and ESC ] begin, vt_parse.c goes on.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "vt_parse.h"

#define DEVICE_ATTRIBUTES "\033[?6c"	/* a VT102 */

/* A control character, alone or in the midst of a sequence. */
void vt_control(struct vc_data *vc, u8 c)
{
	switch (c) {
	case BEL:
		vc->ring = true;
		break;
	case BS:
		vt_goto(vc, vc->x - 1, vc->y);
		break;
	case HT:
		vt_tab(vc);
		break;
	case LF:
	case VT:
	case FF:
		vt_index(vc);
		if (!vc->kbd.crlf)
			break;
		/* fall through */
	case CR:
		vt_goto(vc, 0, vc->y);
		break;
	case SO:
	case SI:
		vc->gl = c == SO;
		break;
	case CAN:
	case SUB:
		vc->state = GROUND;
		break;
	case ESC:
		vc->state = ESCAPE;
		break;
	case CSI_8BIT:
		vt_begin_csi(vc);
		break;
	}
}

/* Reports are typed when the consoles are free: vt_work(). Those that nobody
   takes are lost. */
void vt_reply(struct vc_data *vc, const char *s)
{
	u32 n = strlen(s);

	if (vc->nreply + n <= VT_REPLY_MAX) {
		memcpy(vc->reply + vc->nreply, s, n);
		vc->nreply += n;
	}
}

/* ESC Z, CSI c: what are you? */
void vt_identify(struct vc_data *vc)
{
	vt_reply(vc, DEVICE_ATTRIBUTES);
}

/* ESC c: as when the console was made, but for who uses it; a font, a user's
   character set and the keyboard's mode stay. */
void vt_reset(struct vc_data *vc)
{
	static const struct vt_attr plain = { .fg = 7 };

	vc->top = 0;
	vc->bottom = vc->rows;
	vc->state = GROUND;
	vc->origin = vc->insert = vc->utf8 = false;
	vc->show_ctrl = vc->straight = vc->high_bit = false;
	vc->autowrap = vc->cursor_on = true;
	vc->cursor_size = 0;
	vc->g[0] = SET_LATIN1;
	vc->g[1] = SET_GRAPHICS;
	vc->gl = vc->utf_left = 0;
	vc->ul_colour = DEFAULT_UL_COLOUR;
	vc->dim_colour = DEFAULT_DIM_COLOUR;
	vc->bell_hz = DEFAULT_BELL_HZ;
	vc->bell_ms = DEFAULT_BELL_MS;
	vc->kbd.appl_cursor = vc->kbd.appl_keypad = false;
	vc->kbd.no_repeat = vc->kbd.crlf = vc->kbd.leds_set = false;
	vc->new_leds = true;
	vc->reverse_screen = false;
	vc->def_attr = plain;
	vt_default_attr(vc);
	vt_default_tabs(vc);
	vt_goto(vc, 0, 0);
	vt_save_cursor(vc);
	vt_erase(vc, 0, vc->cols * vc->rows);
}

/* ESC # 8: the screen full of E, to adjust it by. */
static void align_display(struct vc_data *vc)
{
	vc->top = 0;
	vc->bottom = vc->rows;
	vt_goto(vc, 0, 0);
	vt_fill(vc, 0, vc->cols * vc->rows,
		VGA_CELL('E', vc->blank >> 8));
}

/* ESC ( and ESC ): c names the character set. */
static void designate(struct vc_data *vc, u32 which, u8 c)
{
	switch (c) {
	case 'A':			/* British: # should be a pound sign */
	case 'B':
		vc->g[which] = SET_LATIN1;
		break;
	case '0':
		vc->g[which] = SET_GRAPHICS;
		break;
	case 'U':
		vc->g[which] = SET_STRAIGHT;
		break;
	case 'K':
		vc->g[which] = SET_USER;
		break;
	}
}

/* What comes behind ESC and leads on to another state; false if c ends it. */
static bool leads_on(struct vc_data *vc, u8 c)
{
	static const struct {
		u8 c, state;
	} next[] = {
		{ '#', HASH }, { '%', PERCENT }, { '(', SET_G0 },
		{ ')', SET_G1 }, { ']', OSC }, { 'P', STRING },
		{ 'X', STRING }, { '^', STRING }, { '_', STRING },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(next); i++) {
		if (next[i].c == c) {
			vc->state = next[i].state;
			return true;
		}
	}
	if (c == '[')
		vt_begin_csi(vc);
	else if (c < '0')
		vc->state = INTERMEDIATE;
	else
		return false;
	return true;
}

/* ESC and one letter. */
static void escape(struct vc_data *vc, u8 c)
{
	switch (c) {
	case '7':
		vt_save_cursor(vc);
		break;
	case '8':
		vt_restore_cursor(vc);
		break;
	case '=':
	case '>':
		vc->kbd.appl_keypad = c == '=';
		break;
	case 'D':
		vt_index(vc);
		break;
	case 'E':
		vt_index(vc);
		vt_goto(vc, 0, vc->y);
		break;
	case 'H':
		vt_set_tab(vc);
		break;
	case 'M':
		vt_reverse_index(vc);
		break;
	case 'Z':
		vt_identify(vc);
		break;
	case 'c':
		vt_reset(vc);
		break;
	}
}

/* The next byte of a sequence that does not begin with ESC [ or ESC ]. */
void vt_escape(struct vc_data *vc, u8 c)
{
	u8 state = vc->state;

	if (state == ESCAPE && leads_on(vc, c))
		return;
	vc->state = GROUND;
	if (state == ESCAPE)
		escape(vc, c);
	else if (state == SET_G0 || state == SET_G1)
		designate(vc, state == SET_G1, c);
	else if (state == HASH && c == '8')
		align_display(vc);
	else if (state == PERCENT && (c == 'G' || c == '8' || c == '@'))
		vc->utf8 = c != '@';
}
