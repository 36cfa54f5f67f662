/*
 * vt_cursor.c - where the cursor is and how it moves: absolutely, by lines
 * with and without scrolling, to tab stops, and back to where it was saved.
 *
 * A character in the last column leaves the cursor there, and `wrap_pending'
 * set: the next one goes to the next line. Whatever else moves the cursor
 * takes that back; a tab, which cannot move it further, does not.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "vt_internal.h"

static int clamp(int n, int low, int high)
{
	return max(low, min(n, high));
}

/* To a place of the screen, as near as there is one. */
void vt_goto(struct vc_data *vc, int x, int y)
{
	vc->x = clamp(x, 0, vc->cols - 1);
	vc->y = clamp(y, 0, vc->rows - 1);
	vc->wrap_pending = false;
}

/* The same, but in origin mode row 0 is the region's first, and the cursor
   stays in the region. */
void vt_goto_origin(struct vc_data *vc, int x, int y)
{
	if (vc->origin)
		y = clamp(y + vc->top, vc->top, vc->bottom - 1);
	vt_goto(vc, x, y);
}

/* Up by n rows, not out of the region. */
void vt_up(struct vc_data *vc, u32 n)
{
	int top = vc->y >= vc->top ? vc->top : 0;

	vt_goto(vc, vc->x, max(vc->y - (int)n, top));
}

/* Down by n rows, not out of the region. */
void vt_down(struct vc_data *vc, u32 n)
{
	int last = (vc->y < vc->bottom ? vc->bottom : vc->rows) - 1;

	vt_goto(vc, vc->x, min(vc->y + (int)n, last));
}

/* Down by one; at the end of the region it scrolls. */
void vt_index(struct vc_data *vc)
{
	if (vc->y == vc->bottom - 1)
		vt_scroll_up(vc, vc->top, vc->bottom, 1);
	else
		vt_goto(vc, vc->x, vc->y + 1);
	vc->wrap_pending = false;
}

/* Up by one; at the start of the region it scrolls. */
void vt_reverse_index(struct vc_data *vc)
{
	if (vc->y == vc->top)
		vt_scroll_down(vc, vc->top, vc->bottom, 1);
	else
		vt_goto(vc, vc->x, vc->y - 1);
	vc->wrap_pending = false;
}

/* --- tab stops ----------------------------------------------------------- */

static u32 *stop_word(struct vc_data *vc, u32 col)
{
	return &vc->tab_stops[col % TAB_COLS / 32];
}

void vt_tab(struct vc_data *vc)
{
	while (vc->x < vc->cols - 1) {
		vc->x++;
		if (*stop_word(vc, vc->x) & 1u << vc->x % 32)
			break;
	}
}

void vt_set_tab(struct vc_data *vc)
{
	*stop_word(vc, vc->x) |= 1u << vc->x % 32;
}

/* 0: the one at the cursor; 3: all. */
void vt_clear_tabs(struct vc_data *vc, u32 what)
{
	if (what == 0)
		*stop_word(vc, vc->x) &= ~(1u << vc->x % 32);
	else if (what == 3)
		memset(vc->tab_stops, 0, sizeof(vc->tab_stops));
}

void vt_default_tabs(struct vc_data *vc)
{
	u32 col;

	memset(vc->tab_stops, 0, sizeof(vc->tab_stops));
	for (col = TAB_WIDTH; col < TAB_COLS; col += TAB_WIDTH)
		*stop_word(vc, col) |= 1u << col % 32;
}

/* --- DECSC and DECRC ----------------------------------------------------- */

void vt_save_cursor(struct vc_data *vc)
{
	vc->saved.x = vc->x;
	vc->saved.y = vc->y;
	vc->saved.wrap_pending = vc->wrap_pending;
	vc->saved.attr = vc->attr;
	memcpy(vc->saved.g, vc->g, sizeof(vc->g));
	vc->saved.gl = vc->gl;
	vc->saved.origin = vc->origin;
}

void vt_restore_cursor(struct vc_data *vc)
{
	vt_goto(vc, vc->saved.x, vc->saved.y);
	vc->wrap_pending = vc->saved.wrap_pending;
	vc->attr = vc->saved.attr;
	memcpy(vc->g, vc->saved.g, sizeof(vc->g));
	vc->gl = vc->saved.gl;
	vc->origin = vc->saved.origin;
	vt_update_attr(vc);
}
