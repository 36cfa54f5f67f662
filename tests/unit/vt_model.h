/*
 * vt_model.h - a console on the host: the parser and its cells as they are in
 * the kernel, and what is around them pretended.
 *
 *	struct vc_data *vc = new_console();	all of it, with history
 *	feed(vc, "text")			a program writes
 *	line(vc, y)				a row as text, without the
 *						spaces at its end; glyphs that
 *						are not ASCII as code page 437
 *	attr(vc, x, y)				a cell's attribute
 *
 * What a reply, a bell, a palette and so on would have done is counted. The
 * cells are behind malloc(): the address sanitizer sees each step outside.
 */
#ifndef UNIT_VT_MODEL_H
#define UNIT_VT_MODEL_H

#include <stdlib.h>
#include "../../drivers/char/vt_internal.h"
#include <linux/kernel.h>
#include "tap.h"

bool vga_mono;
struct vc_data *consoles[MAX_CONSOLES];
int fg_console;
static int switched_to, palettes, woken, blank_set;

void vt_request_switch(int n)
{
	switched_to = n;
}

void vt_last_console(void)
{
	switched_to = -2;
}

void vt_set_palette(struct vc_data *vc)
{
	(void)vc;
	palettes++;
}

void vt_wake_screen(void)
{
	woken++;
}

void vt_set_blank_minutes(u32 minutes)
{
	blank_set = minutes;
}

/* As vt_init_console() does it. */
static struct vc_data *new_console_of(u32 lines)
{
	struct vc_data *vc = calloc(1, sizeof(*vc));
	u32 i;

	vc->buf = vc->screen = malloc(lines * VGA_COLS * sizeof(u16));
	vc->buf_lines = lines;
	vc->cols = VGA_COLS;
	vc->rows = VGA_ROWS;
	memcpy(vc->palette, vt_default_palette, sizeof(vc->palette));
	for (i = 0; i < USER_MAP_SIZE; i++)
		vt_user_map[i] = i;
	vt_reset(vc);
	return vc;
}

static inline struct vc_data *new_console(void)
{
	return new_console_of(VT_BUF_LINES);
}

static inline void free_console(struct vc_data *vc)
{
	free(vc->buf);
	free(vc);
}

static inline void feed(struct vc_data *vc, const char *s)
{
	vt_write(vc, (const u8 *)s, strlen(s));
}

static inline u8 attr(const struct vc_data *vc, u32 x, u32 y)
{
	return vc->screen[y * vc->cols + x] >> 8;
}

static inline u8 glyph(const struct vc_data *vc, u32 x, u32 y)
{
	return vc->screen[y * vc->cols + x];
}

/* Row y; lines above the screen have numbers below 0. */
static inline const char *line(const struct vc_data *vc, int y)
{
	static char text[VGA_COLS + 1];
	int n;

	for (n = 0; n < vc->cols; n++)
		text[n] = vc->screen[y * vc->cols + n];
	while (n && text[n - 1] == ' ')
		n--;
	text[n] = '\0';
	return text;
}

/* The reports that wait to be typed; they are taken away. */
static inline const char *replies(struct vc_data *vc)
{
	static char text[VT_REPLY_MAX + 1];

	memcpy(text, vc->reply, vc->nreply);
	text[vc->nreply] = '\0';
	vc->nreply = 0;
	return text;
}

/* Is all of the console as it must be, whatever was written? */
static inline bool is_sane(const struct vc_data *vc)
{
	return vc->x < vc->cols && vc->y < vc->rows &&
	       vc->top < vc->bottom && vc->bottom <= vc->rows &&
	       vc->screen >= vc->buf &&
	       vc->screen + vc->cols * vc->rows <=
	       vc->buf + vc->buf_lines * vc->cols &&
	       vc->nreply <= VT_REPLY_MAX &&
	       (!vc->wrap_pending || vc->x == vc->cols - 1);
}

#endif
