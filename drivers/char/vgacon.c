/*
 * vgacon.c - the log on the text screen: console=tty0, and what is used when
 * nothing is asked for. Printable text, \n \r \t \b; errors and worse are
 * bright. Starts below what the boot loader has left on the screen.
 */
#include <linux/console.h>
#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <linux/vga.h>
#include <asm/bootparam.h>

#define TAB_WIDTH	8

static unsigned int row, col;	/* [o] of the next character; col may be
				   VGA_COLS: the line is full */

static void new_line(void)
{
	col = 0;
	if (row < VGA_ROWS - 1)
		row++;
	else
		vga_scroll(VGA_CELL(' ', ATTR_GREY));
}

static void put_char(char c, u8 attr)
{
	switch (c) {
	case '\n':
		new_line();
		break;
	case '\r':
		col = 0;
		break;
	case '\b':
		if (col)
			col--;
		break;
	case '\t':
		col = min((col / TAB_WIDTH + 1) * TAB_WIDTH,
			  (unsigned int)VGA_COLS);
		break;
	default:
		if (col == VGA_COLS)
			new_line();
		vga_put(row * VGA_COLS + col++, VGA_CELL(c, attr));
	}
}

/*
 * Shows the output of programs: the characters of put_char() but that \n only
 * goes down, as a terminal does. What else is a control character has no
 * picture.
 */
void vgacon_text(const u8 *s, unsigned int len)
{
	unsigned int column;

	for (; len; s++, len--) {
		column = col;
		if (*s == '\r' || *s == '\b' || *s == '\t' || !iscntrl(*s)) {
			put_char(*s, ATTR_GREY);
		} else if (*s == '\n') {
			new_line();
			col = column;
		}
	}
	vga_set_cursor(row * VGA_COLS + min(col, (unsigned int)VGA_COLS - 1));
}

/* See struct console. */
static void vga_write(struct console *con, const char *s, unsigned int len)
{
	u8 attr = con->level <= LEVEL_ERR ? ATTR_BRIGHT : ATTR_GREY;

	while (len--)
		put_char(*s++, attr);
	vga_set_cursor(row * VGA_COLS + min(col, (unsigned int)VGA_COLS - 1));
}

static struct console vgacon = {
	.name = "tty0",
	.write = vga_write,
};

/*
 * The console on the screen, or NULL if there is no screen. The cursor's
 * place comes from whoever set up the screen, and may be nonsense.
 */
struct console *__init vga_console(const struct screen_info *si)
{
	if (vgacon.flags & CON_REGISTERED)
		return &vgacon;
	if (!vga_init(si))
		return NULL;
	row = min((unsigned int)si->orig_y, (unsigned int)VGA_ROWS - 1);
	col = 0;
	if (si->orig_x)
		new_line();
	return &vgacon;
}
