/*
 * vgacon.c - the log on the text screen: console=tty0, and what is used when
 * nothing is asked for. It goes to the virtual console in front, between what
 * programs write there, and past their escape sequences: a program's colours
 * and modes are as they were afterwards, only the cursor has gone on. Errors
 * and worse are bright.
 *
 * The first console is made here, before there is memory to be had. It starts
 * below what the boot loader has left on the screen.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log.h>
#include <asm/bootparam.h>
#include "vt_internal.h"
#include "vt_ioctls.h"

static struct vc_data first_console;
static u16 first_buf[VT_BUF_LINES * VGA_COLS];

struct vc_data *consoles[MAX_CONSOLES];
int fg_console;

/* Text, \n \r \t \b; what else is a control character has no picture. */
static void put_char(struct vc_data *vc, u8 c)
{
	switch (c) {
	case '\n':
		vt_index(vc);
		/* fall through */
	case '\r':
		vt_goto(vc, 0, vc->y);
		break;
	case '\b':
		vt_goto(vc, vc->x - 1, vc->y);
		break;
	case '\t':
		vt_goto(vc, (vc->x / TAB_WIDTH + 1) * TAB_WIDTH, vc->y);
		break;
	default:
		if (c >= ' ')
			vt_print_glyph(vc, c);
	}
}

/* Writes with attributes and modes of our own. What is here for a moment is
   all that a CPU that dies in the midst can leave behind. */
static void put_text(struct vc_data *vc, const char *s, u32 len, u8 attr)
{
	u16 blank = vc->blank;
	u8 hw_attr = vc->hw_attr;
	bool insert = vc->insert, autowrap = vc->autowrap;

	vc->hw_attr = attr;
	vc->blank = VGA_CELL(' ', ATTR_GREY);
	vc->insert = false;
	vc->autowrap = true;
	while (len--)
		put_char(vc, *s++);
	vc->hw_attr = hw_attr;
	vc->blank = blank;
	vc->insert = insert;
	vc->autowrap = autowrap;
	vc->wrap_pending = vc->wrap_pending && autowrap;
}

/* See struct console. A panic is to be seen whatever a program has done. */
static void vga_write(struct console *con, const char *s, unsigned int len)
{
	struct vc_data *vc = consoles[fg_console];

	if (in_panic() && vc->mode != KD_TEXT) {
		vc->mode = KD_TEXT;
		vga_restore();
		vt_draw_all(vc);
	}
	vt_view_end();
	vt_wake_screen();
	put_text(vc, s, len, con->level <= LEVEL_ERR ? ATTR_BRIGHT
						     : ATTR_GREY);
	vt_show_now();
}

static struct console vgacon = {
	.name = "tty0",
	.write = vga_write,
};

/* The first console shows what is there. The cursor's place comes from whoever
   set up the screen, and may be nonsense. */
static void __init take_over(struct vc_data *vc, const struct screen_info *si)
{
	u32 i;

	vt_init_console(vc, first_buf, VT_BUF_LINES);
	for (i = 0; i < VGA_CELLS; i++)
		vc->screen[i] = vga_get(i);
	vt_goto(vc, 0, si->orig_y);
	if (si->orig_x)
		vt_index(vc);
	consoles[0] = vc;
}

/* The console on the screen, or NULL if there is no screen. */
struct console *__init vga_console(const struct screen_info *si)
{
	if (consoles[0])
		return &vgacon;
	if (!vga_init(si))
		return NULL;
	take_over(&first_console, si);
	return &vgacon;
}
