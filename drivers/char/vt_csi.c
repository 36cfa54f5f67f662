/*
 * vt_csi.c - ESC [, parameters and a letter: move the cursor, erase, insert,
 * delete, report. Modes are in vt_modes.c, attributes in vt_sgr.c. What we do
 * not know has no effect at all.
 */
#include <linux/kernel.h>
#include "vt_parse.h"

#define STATUS_OK	"\033[0n"

/* J: from the cursor on, up to it, everything; 3: and what is off the screen.
 */
static void erase_display(struct vc_data *vc)
{
	u32 at = vc->y * vc->cols + vc->x, all = vc->cols * vc->rows;

	switch (vt_param(vc, 0, 0)) {
	case 0:
		vt_erase(vc, at, all - at);
		break;
	case 1:
		vt_erase(vc, 0, at + 1);
		break;
	case 3:
		vt_forget_history(vc);
		/* fall through */
	case 2:
		vt_erase(vc, 0, all);
		break;
	}
}

/* K: the same in the line. */
static void erase_line(struct vc_data *vc)
{
	u32 start = vc->y * vc->cols;

	switch (vt_param(vc, 0, 0)) {
	case 0:
		vt_erase(vc, start + vc->x, vc->cols - vc->x);
		break;
	case 1:
		vt_erase(vc, start, vc->x + 1);
		break;
	case 2:
		vt_erase(vc, start, vc->cols);
		break;
	}
}

/* X: so many, not beyond the line's end. */
static void erase_cells(struct vc_data *vc)
{
	u32 n = min(vt_param(vc, 0, 1), (u32)vc->cols - vc->x);

	vt_erase(vc, vc->y * vc->cols + vc->x, n);
}

/* L, M: lines from the cursor's on, if that is in the region. */
static void move_lines(struct vc_data *vc, bool insert)
{
	u32 n = vt_param(vc, 0, 1);

	if (vc->y < vc->top || vc->y >= vc->bottom)
		return;
	if (insert)
		vt_scroll_down(vc, vc->y, vc->bottom, n);
	else
		vt_scroll_up(vc, vc->y, vc->bottom, n);
}

/* r: the region has two lines at least. */
static void set_region(struct vc_data *vc)
{
	u32 top = vt_param(vc, 0, 1) - 1, bottom = vt_param(vc, 1, vc->rows);

	if (bottom > vc->rows || top + 1 >= bottom)
		return;
	vc->top = top;
	vc->bottom = bottom;
	vt_goto_origin(vc, 0, 0);
}

/* n: is all well, and where is the cursor? */
static void report(struct vc_data *vc)
{
	u32 y = vc->y - (vc->origin ? vc->top : 0);
	char s[16];

	if (vt_param(vc, 0, 0) == 5) {
		vt_reply(vc, STATUS_OK);
	} else if (vt_param(vc, 0, 0) == 6) {
		snprintf(s, sizeof(s), "\033[%u;%uR", y + 1, vc->x + 1u);
		vt_reply(vc, s);
	}
}

/* q: lights of the keyboard, until it is told otherwise. */
static void set_lights(struct vc_data *vc)
{
	static const u8 lights[] = { 0, VC_SCROLL, VC_NUM, VC_CAPS };
	u32 n = vt_param(vc, 0, 0);

	if (n >= ARRAY_SIZE(lights))
		return;
	vc->kbd.leds = n ? vc->kbd.leds | lights[n] : 0;
	vc->kbd.leds_set = true;
	vc->new_leds = true;
}

/* What moves the cursor; false: it is something else. */
static bool move_cursor(struct vc_data *vc, u8 final)
{
	u32 n = vt_param(vc, 0, 1);

	switch (final) {
	case 'A':
		vt_up(vc, n);
		break;
	case 'B':
	case 'e':
		vt_down(vc, n);
		break;
	case 'C':
	case 'a':
		vt_goto(vc, vc->x + n, vc->y);
		break;
	case 'D':
		vt_goto(vc, vc->x - (int)n, vc->y);
		break;
	case 'E':
		vt_down(vc, n);
		vt_goto(vc, 0, vc->y);
		break;
	case 'F':
		vt_up(vc, n);
		vt_goto(vc, 0, vc->y);
		break;
	case 'G':
	case '`':
		vt_goto(vc, n - 1, vc->y);
		break;
	case 'H':
	case 'f':
		vt_goto_origin(vc, vt_param(vc, 1, 1) - 1, n - 1);
		break;
	case 'd':
		vt_goto_origin(vc, vc->x, n - 1);
		break;
	default:
		return false;
	}
	return true;
}

/* What changes cells; false: it is something else. The next character comes
   where the cursor stands, also if it stood behind the last column. */
static bool change_cells(struct vc_data *vc, u8 final)
{
	u32 n = vt_param(vc, 0, 1);

	switch (final) {
	case '@':
		vt_insert_cells(vc, n);
		break;
	case 'J':
		erase_display(vc);
		break;
	case 'K':
		erase_line(vc);
		break;
	case 'L':
	case 'M':
		move_lines(vc, final == 'L');
		break;
	case 'P':
		vt_delete_cells(vc, n);
		break;
	case 'X':
		erase_cells(vc);
		break;
	default:
		return false;
	}
	vc->wrap_pending = false;
	return true;
}

static void other(struct vc_data *vc, u8 final)
{
	switch (final) {
	case ']':
		vt_setterm(vc);
		break;
	case 'c':
		if (!vt_param(vc, 0, 0))
			vt_identify(vc);
		break;
	case 'g':
		vt_clear_tabs(vc, vt_param(vc, 0, 0));
		break;
	case 'm':
		vt_sgr(vc);
		break;
	case 'n':
		report(vc);
		break;
	case 'q':
		set_lights(vc);
		break;
	case 'r':
		set_region(vc);
		break;
	case 's':
		vt_save_cursor(vc);
		break;
	case 'u':
		vt_restore_cursor(vc);
		break;
	}
}

/* A complete sequence; its parameters are in vc. */
void vt_csi(struct vc_data *vc, u8 final)
{
	if ((final == 'h' || final == 'l') &&
	    (!vc->private || vc->private == '?'))
		vt_set_modes(vc, final == 'h');
	else if (vc->private == '?' && final == 'c')
		vc->cursor_size = vt_param(vc, 0, 0) & CURSOR_SIZE_MASK;
	else if (!vc->private && !move_cursor(vc, final) &&
		 !change_cells(vc, final))
		other(vc, final);
}
