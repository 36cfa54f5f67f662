/*
 * console.c - the unpacker's voice; see console.h. It writes on where the
 * loader's cursor stands, and tells the kernel where it has stopped.
 */
#include <asm/io.h>
#include "console.h"

static u16 *screen;			/* NULL: no text screen */
static int columns, lines, x, y;
static int serial;			/* COM1 is wanted and there */

/* The speed behind "console=ttyS0": ",115200" and the like, or our own. */
static u32 baud_of(const char *option)
{
	u32 baud = 0;

	if (*option++ == ',')
		while (*option >= '0' && *option <= '9' && baud < UART_CLOCK)
			baud = baud * 10 + *option++ - '0';
	return baud && baud <= UART_CLOCK ? baud : UART_BAUD;
}

static void serial_init(u32 baud)
{
	u32 divisor = UART_CLOCK / baud;

	if (inb(COM1 + UART_LSR) == LSR_NONE)
		return;
	outb(0, COM1 + UART_IER);
	outb(LCR_8N1 | LCR_DLAB, COM1 + UART_LCR);
	outb(divisor & 0xff, COM1 + UART_DIVISOR);
	outb(divisor >> 8, COM1 + UART_DIVISOR + 1);
	outb(LCR_8N1, COM1 + UART_LCR);
	outb(MCR_DTR_RTS, COM1 + UART_MCR);
	serial = 1;
}

/* Finds the consoles; bp->screen_info is believed where it makes sense. */
void console_init(struct boot_params *bp)
{
	struct screen_info *si = &bp->screen_info;
	const char *option = cmdline_find(bp, "console=ttyS0");

	columns = si->orig_video_cols;
	lines = si->orig_video_lines;
	if (si->orig_video_isVGA <= VIDEO_TYPE_VGA && columns && lines) {
		screen = si->orig_video_mode == VIDEO_MODE_MONO ? VGA_MONO :
			 VGA_COLOUR;
		x = si->orig_x < columns ? si->orig_x : 0;
		y = si->orig_y < lines ? si->orig_y : lines - 1;
	}
	if (option)
		serial_init(baud_of(option));
}

/* One character to COM1; given up for good if it takes too long. */
static void serial_putc(char c)
{
	int i;

	for (i = 0; i < UART_BOUND; i++)
		if (inb(COM1 + UART_LSR) & LSR_THRE) {
			outb(c, COM1 + UART_DATA);
			return;
		}
	serial = 0;
}

static void new_line(void)
{
	int i;

	x = 0;
	if (++y < lines)
		return;
	y = lines - 1;
	for (i = 0; i < columns * y; i++)
		screen[i] = screen[i + columns];
	for (; i < columns * lines; i++)
		screen[i] = VGA_WHITE | ' ';
}

static void screen_putc(char c)
{
	if (c == '\n') {
		new_line();
		return;
	}
	screen[y * columns + x] = VGA_WHITE | (u8)c;
	if (++x == columns)
		new_line();
}

void console_print(const char *s)
{
	for (; *s; s++) {
		if (screen)
			screen_putc(*s);
		if (serial && *s == '\n')
			serial_putc('\r');
		if (serial)
			serial_putc(*s);
	}
}

/* Leaves the cursor to the kernel. */
void console_done(struct boot_params *bp)
{
	if (!screen)
		return;
	bp->screen_info.orig_x = x;
	bp->screen_info.orig_y = y;
}
