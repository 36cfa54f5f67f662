/*
 * vgatty.c - the text screen as a terminal, /dev/tty1: what programs write
 * appears between the lines of the log. Escape sequences are passed over.
 * There is no keyboard yet: nothing is ever typed here.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/vga.h>
#include <asm/setup.h>
#include <asm/system.h>
#include "tty_drivers.h"

#define ESC		0x1b
#define CAN		0x18		/* ends a sequence in its midst, */
#define SUB		0x1a		/* as this does */
#define PIECE		32		/* bytes shown with interrupts off */
#define ROOM		4096		/* it takes all, at once */

/* Programs may have set another size before. */
static int screen_open(struct tty_struct *tty)
{
	if (!tty->winsize.ws_row) {
		tty->winsize.ws_row = VGA_ROWS;
		tty->winsize.ws_col = VGA_COLS;
	}
	return 0;
}

/* Where we are in an escape sequence. */
enum { TEXT, ESCAPE, ONE_MORE, CSI, STRING };

static u8 state = TEXT;			/* [b] */
static struct tty_struct *screens[1];

/* The state after c, which comes behind ESC. */
static u8 after_escape(u8 c)
{
	switch (c) {
	case '[':
		return CSI;
	case ']':			/* text, then BEL or ESC \ */
	case 'P':
		return STRING;
	case '(':
	case ')':
	case '#':
	case '%':
		return ONE_MORE;
	}
	return TEXT;
}

/* Follows escape sequences; is c outside of them? */
static bool is_text(u8 c)
{
	bool text = false;

	if (c == ESC) {
		state = ESCAPE;
	} else if (c == CAN || c == SUB) {
		state = TEXT;
	} else if (state == TEXT) {
		text = true;
	} else if (state == ESCAPE) {
		state = after_escape(c);
	} else if (state == CSI) {
		if (c >= '@' && c <= '~')
			state = TEXT;
	} else if (state == ONE_MORE || c == '\a') {
		state = TEXT;
	}
	return text;
}

/* Shows a piece; the log waits meanwhile. */
static void show(const u8 *s, u32 n)
{
	unsigned long flags;

	save_flags_cli(flags);
	consoles_take();
	vgacon_text(s, n);
	consoles_drop();
	restore_flags(flags);
	console_flush(false);
}

static u32 screen_write(struct tty_struct *tty, const u8 *s, u32 n)
{
	u32 i, len = 0;
	u8 text[PIECE];

	if (tty->stopped)
		return 0;
	for (i = 0; i < n; i++) {
		if (is_text(s[i]))
			text[len++] = s[i];
		if (len == PIECE || (len && i == n - 1)) {
			show(text, len);
			len = 0;
		}
	}
	return n;
}

static u32 screen_room(struct tty_struct *tty)
{
	return tty->stopped ? 0 : ROOM;
}

static u32 screen_chars(struct tty_struct *tty __unused)
{
	return 0;
}

struct tty_driver vga_tty_driver = {
	.name = "tty",
	.minor = 1,
	.num = 0,			/* until the screen is found */
	.init_termios = INIT_TERMIOS(B38400 | CS8 | CREAD | HUPCL, 38400),
	.open = screen_open,
	.write = screen_write,
	.write_room = screen_room,
	.chars_in_buffer = screen_chars,
	.ttys = screens,
};

/* Finds the screen, which the log need not be using. */
void __init vga_tty_init(void)
{
	if (vga_console(&boot_params.screen_info))
		vga_tty_driver.num = 1;
}
