/*
 * vt_draw.c - from the cells of the console in front to the glass; looking
 * back at what was scrolled off; a dark screen when nobody is there.
 *
 * Programs change cells, which is quick, and a bit in `dirty' for each row.
 * The glass follows in vt_redraw(), at the next interrupt, but not more often
 * than FRAME, a row at a time: so video memory is written once for many lines
 * that scroll by. The log does not wait, as it may be the machine's last
 * words: vt_show_now().
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <asm/bitops.h>
#include <asm/system.h>
#include "vt_internal.h"
#include "vt_ioctls.h"

#define DARK		VGA_CELL(GLYPH_SPACE, ATTR_GREY)
#define BLANK_MINUTES	10		/* without a key or output */
#define MINUTE		(60 * HZ)
#define FRAME		(HZ / 30)	/* what the eye takes for motion */

static u32 view;			/* [o] lines looked back */
static bool dark;			/* [o] the screen is blanked */
static volatile unsigned long active;	/* when something happened last */
static u32 blank_minutes = BLANK_MINUTES;	/* single stores; 0: never */
static struct timer_list blank_timer;		/* [k] */
static struct timer_list frame_timer;		/* [k] */
static unsigned long drawn;			/* [k] when vt_redraw() ran */

/* All rows of a console are to be drawn. [o] */
void vt_draw_all(struct vc_data *vc)
{
	vt_touch(vc, 0, vc->rows);
}

/* --- drawing ------------------------------------------------------------- */

/* [o] */
static void draw_row(struct vc_data *vc, u32 row)
{
	const u16 *from = vc->screen + row * vc->cols - view * vc->cols;
	u32 i;

	if (!(vc->dirty & 1u << row))
		return;
	vc->dirty &= ~(1u << row);
	for (i = 0; i < vc->cols; i++)
		vga_put(row * vc->cols + i, dark ? DARK : from[i]);
}

/* It moves down with the lines that one looks back at. [o] */
static void draw_cursor(const struct vc_data *vc)
{
	u32 y = vc->y + view;

	if (vc->cursor_on && !dark && y < vc->rows)
		vga_set_cursor(y * vc->cols + vc->x, vc->cursor_size);
	else
		vga_hide_cursor();
}

/* The glass shows what there is, now. [o] */
void vt_show_now(void)
{
	struct vc_data *vc = consoles[fg_console];
	u32 row;

	if (vc->mode != KD_TEXT)
		return;
	for (row = 0; row < vc->rows; row++)
		draw_row(vc, row);
	draw_cursor(vc);
}

/* Owns the consoles for one row. False: nothing is to be drawn any more. */
static bool redraw_row(void)
{
	struct vc_data *vc;
	unsigned long flags;
	bool more;

	save_flags_cli(flags);
	consoles_take();
	vc = consoles[fg_console];
	more = vc->mode == KD_TEXT && vc->dirty;
	if (more)
		draw_row(vc, __ffs(vc->dirty));
	else if (vc->mode == KD_TEXT)
		draw_cursor(vc);
	consoles_drop();
	restore_flags(flags);
	return more;
}

/* The same in steps, between which the log gets its turn; later, if it has
   been drawn just now. Bottom half. */
void vt_redraw(void)
{
	u32 rows = VGA_ROWS;

	if (!time_after_eq(jiffies, drawn + FRAME)) {
		mod_timer(&frame_timer, drawn + FRAME);
		return;
	}
	drawn = jiffies;
	while (redraw_row() && rows)
		rows--;
	console_flush(false);
}

static void next_frame(unsigned long data __unused)
{
	mark_bh(CONSOLE_BH);
}

/* --- looking back -------------------------------------------------------- */

/* There is output, or somebody types: back to the end. [o] */
void vt_view_end(void)
{
	if (!view)
		return;
	view = 0;
	vt_draw_all(consoles[fg_console]);
}

void vt_scroll(int lines)
{
	struct vc_data *vc;
	unsigned long flags;
	int to;

	if (!consoles[0])
		return;
	save_flags_cli(flags);
	consoles_take();
	vc = consoles[fg_console];
	to = max((int)view + lines, 0);
	view = min((u32)to, vt_history(vc));
	vt_draw_all(vc);
	consoles_drop();
	restore_flags(flags);
	mark_bh(CONSOLE_BH);
}

/* --- blanking ------------------------------------------------------------ */

bool vt_is_blanked(void)
{
	return dark;
}

/* Something has happened: the screen is light, for a while. [o], any context
   else. */
void vt_wake_screen(void)
{
	active = jiffies;
	if (!dark)
		return;
	dark = false;
	vt_draw_all(consoles[fg_console]);
	mark_bh(CONSOLE_BH);
}

static void set_dark(bool on)
{
	unsigned long flags;

	save_flags_cli(flags);
	consoles_take();
	if (on && !dark)
		vt_draw_all(consoles[fg_console]);
	dark = dark || on;
	if (!on)
		vt_wake_screen();
	consoles_drop();
	restore_flags(flags);
	mark_bh(CONSOLE_BH);
}

void vt_unblank(void)
{
	active = jiffies;
	if (dark)
		set_dark(false);
}

/* [k] */
void vt_blank(void)
{
	set_dark(true);
}

/* Minutes without a key or output until it gets dark; 0: it never does. */
void vt_set_blank_minutes(u32 minutes)
{
	blank_minutes = minutes;
	mark_bh(CONSOLE_BH);
}

/* The timer: it is time, unless something has happened meanwhile. */
static void blank_timeout(unsigned long data __unused)
{
	unsigned long due = active + blank_minutes * MINUTE;

	if (!blank_minutes)
		return;
	if (time_after(due, jiffies))
		mod_timer(&blank_timer, due);
	else
		vt_blank();
}

/* Arms the timer if it is wanted. It is not moved with each key: it looks by
   itself whether it has come too soon. Bottom half. */
void vt_blank_poll(void)
{
	static u32 armed_for;		/* minutes */

	if (armed_for != blank_minutes)
		del_timer(&blank_timer);
	armed_for = blank_minutes;
	if (blank_minutes && !dark && list_empty(&blank_timer.list))
		mod_timer(&blank_timer, active + blank_minutes * MINUTE);
}

/* At boot, before the bottom half may run. */
void __init vt_draw_init(void)
{
	init_timer(&blank_timer);
	blank_timer.function = blank_timeout;
	init_timer(&frame_timer);
	frame_timer.function = next_frame;
	drawn = active = jiffies;
}
