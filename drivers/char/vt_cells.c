/*
 * vt_cells.c - the cells of a console: fill, insert, delete, scroll.
 *
 * The screen is a window of `rows' lines in a longer buffer. When all of it
 * scrolls up, only the window moves on, and the lines that it leaves are what
 * one can look back at; at the end of the buffer, the youngest of them move to
 * its start with the screen. A console without that much memory has a buffer
 * of just the screen, and moves the lines.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include "vt_internal.h"

_Static_assert(VT_BUF_LINES >= VT_HISTORY + 2 * VGA_ROWS,
	       "a screenful may scroll off at once");

/* The rows from `from' to `to' - 1 have changed. */
void vt_touch(struct vc_data *vc, u32 from, u32 to)
{
	if (to > from)
		vc->dirty |= (~0u >> (32 - (to - from))) << from;
}

/* Puts `cell' into n cells, counted from the top left; the last of the screen
   is the last. */
void vt_fill(struct vc_data *vc, u32 from, u32 n, u16 cell)
{
	u32 end = min(from + n, (u32)vc->cols * vc->rows), i;

	for (i = from; i < end; i++)
		vc->screen[i] = cell;
	if (end > from)
		vt_touch(vc, from / vc->cols, (end - 1) / vc->cols + 1);
}

/* The same with the background's colour. */
void vt_erase(struct vc_data *vc, u32 from, u32 n)
{
	vt_fill(vc, from, n, vc->blank);
}

/* The lines that one can look back at. */
u32 vt_history(const struct vc_data *vc)
{
	return (vc->screen - vc->buf) / vc->cols;
}

/* There is nothing to look back at. */
void vt_forget_history(struct vc_data *vc)
{
	memmove(vc->buf, vc->screen, vc->cols * vc->rows * sizeof(u16));
	vc->screen = vc->buf;
}

/* Moves the window on by n lines, at most a screenful. False: the buffer has
   no room for any but the screen. */
static bool push_history(struct vc_data *vc, u32 n)
{
	u32 cols = vc->cols, keep = min(vt_history(vc), (u32)VT_HISTORY);

	if (vc->buf_lines < VT_BUF_LINES)
		return false;
	if (vt_history(vc) + vc->rows + n > vc->buf_lines) {
		memmove(vc->buf, vc->screen - keep * cols,
			(keep + vc->rows) * cols * sizeof(u16));
		vc->screen = vc->buf + keep * cols;
	}
	vc->screen += n * cols;
	return true;
}

/* The lines from `top' to `bottom' - 1 go up by n; blank ones follow. */
void vt_scroll_up(struct vc_data *vc, u32 top, u32 bottom, u32 n)
{
	u32 cols = vc->cols, height = bottom - top;
	u16 *to = vc->screen + top * cols;

	n = min(n, height);
	if (height < vc->rows || !push_history(vc, n))
		memmove(to, to + n * cols, (height - n) * cols * sizeof(u16));
	vt_erase(vc, (bottom - n) * cols, n * cols);
	vt_touch(vc, top, bottom);
}

/* They go down; blank ones come in at the top. */
void vt_scroll_down(struct vc_data *vc, u32 top, u32 bottom, u32 n)
{
	u32 cols = vc->cols, height = bottom - top;
	u16 *from = vc->screen + top * cols;

	n = min(n, height);
	memmove(from + n * cols, from, (height - n) * cols * sizeof(u16));
	vt_erase(vc, top * cols, n * cols);
	vt_touch(vc, top, bottom);
}

/* The rest of the cursor's line goes n to the right; the last ones are lost. */
void vt_insert_cells(struct vc_data *vc, u32 n)
{
	u32 at = vc->y * vc->cols + vc->x, left = vc->cols - vc->x;

	n = min(n, left);
	memmove(vc->screen + at + n, vc->screen + at,
		(left - n) * sizeof(u16));
	vt_erase(vc, at, n);
}

/* It goes n to the left, over those at the cursor. */
void vt_delete_cells(struct vc_data *vc, u32 n)
{
	u32 at = vc->y * vc->cols + vc->x, left = vc->cols - vc->x;

	n = min(n, left);
	memmove(vc->screen + at, vc->screen + at + n,
		(left - n) * sizeof(u16));
	vt_erase(vc, at + left - n, n);
}
