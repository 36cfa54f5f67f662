/*
 * vt.c - the virtual consoles and their tty driver: /dev/tty1 to /dev/tty63.
 * A console is made when it is first opened or comes to the front, and is
 * kept until VT_DISALLOCATE.
 *
 * What a program writes is parsed into cells at once, PIECE bytes with the
 * consoles owned. What follows from that, but takes other locks or longer, is
 * done in the bottom half: the glass (vt_draw.c), the bell, the keyboard's
 * lights, reports, which are typed as if by the keyboard.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/string.h>
#include <asm/setup.h>
#include <asm/system.h>
#include "tty_drivers.h"
#include "vt_internal.h"
#include "vt_ioctls.h"

#define PIECE		64		/* bytes parsed with interrupts off */
#define ROOM		4096		/* it takes all, at once */

static struct tty_struct *ttys[MAX_CONSOLES];	/* [k] */

/* --- consoles ------------------------------------------------------------ */

/* A new console with this room for cells, of so many lines. */
void vt_init_console(struct vc_data *vc, u16 *buf, u32 lines)
{
	vc->buf = vc->screen = buf;
	vc->buf_lines = lines;
	vc->cols = VGA_COLS;
	vc->rows = VGA_ROWS;
	memcpy(vc->palette, vt_default_palette, sizeof(vc->palette));
	vc_kbd_reset(&vc->kbd);
	vt_reset(vc);
	vc->mode = KD_TEXT;
	vc->owner.mode = VT_AUTO;
}

static u16 *cells_for(u32 lines)
{
	return kmalloc(lines * VGA_COLS * sizeof(u16), GFP_ATOMIC);
}

/* Console n, which is there or is made; NULL if there is no memory. Without
   enough of it, there is no looking back. [k]; does not sleep. */
struct vc_data *vt_make(int n)
{
	struct vc_data *vc;
	u32 lines = VT_BUF_LINES;
	u16 *buf;

	if (consoles[n])
		return consoles[n];
	vc = kzalloc(sizeof(*vc), GFP_ATOMIC);
	if (!vc)
		return NULL;
	buf = cells_for(lines);
	if (!buf) {
		lines = VGA_ROWS;
		buf = cells_for(lines);
	}
	if (!buf) {
		kfree(vc);
		return NULL;
	}
	vt_init_console(vc, buf, lines);
	consoles[n] = vc;
	return vc;
}

/* Console n, which nobody uses and which is not in front, goes. [k] */
void vt_free(int n)
{
	struct vc_data *vc = consoles[n];

	consoles[n] = NULL;		/* the log looks at fg_console's only */
	kfree(vc->buf);
	kfree(vc);
}

/* The screen's colours become the console's, if it is in front. [o] */
void vt_set_palette(struct vc_data *vc)
{
	u32 i;

	for (i = 0; vc == consoles[fg_console] && i < NR_COLOURS; i++)
		vga_set_colour(i, &vc->palette[i]);
}

struct vc_data *vt_of_tty(const struct tty_struct *tty)
{
	return tty->driver == &vga_tty_driver ? consoles[tty->index] : NULL;
}

struct tty_struct *vt_foreground_tty(void)
{
	struct vc_data *vc = consoles[fg_console];

	return vc ? vc->tty : NULL;
}

/* --- input --------------------------------------------------------------- */

/* For who does not read, what is typed is lost when his buffer is full. */
void vt_input(struct vc_data *vc, const char *s, u32 n)
{
	struct tty_struct *tty = vc->tty;
	unsigned long flags;

	if (!tty)
		return;
	save_flags_cli(flags);
	while (n-- && n_tty_room(tty))
		n_tty_input(tty, *s++, TTY_NORMAL);
	n_tty_input_done(tty);
	restore_flags(flags);
}

/* What the parser has left to be done. [k], bottom half. */
static void do_requests(struct vc_data *vc)
{
	char reply[VT_REPLY_MAX];
	unsigned long flags;
	bool ring, leds;
	u32 n;

	save_flags_cli(flags);
	consoles_take();
	n = vc->nreply;
	memcpy(reply, vc->reply, n);
	ring = vc->ring;
	leds = vc->new_leds;
	vc->nreply = 0;
	vc->ring = vc->new_leds = false;
	consoles_drop();
	restore_flags(flags);
	if (n)
		vt_input(vc, reply, n);
	if (ring)
		vt_beep(vc->bell_hz, vc->bell_ms);
	if (leds)
		kbd_update_leds();
}

/* CONSOLE_BH */
static void vt_work(void)
{
	struct vc_data *vc;
	int i;

	vt_switch_poll();
	for (i = 0; i < MAX_CONSOLES; i++) {
		vc = consoles[i];
		if (vc && (vc->nreply || vc->ring || vc->new_leds))
			do_requests(vc);
	}
	vt_redraw();
	vt_blank_poll();
}

/* --- the tty driver ------------------------------------------------------ */

/* Programs may have set another size before. */
static int vt_open(struct tty_struct *tty)
{
	struct vc_data *vc = vt_make(tty->index);

	if (!vc)
		return -ENOMEM;
	if (!tty->winsize.ws_row) {
		tty->winsize.ws_row = vc->rows;
		tty->winsize.ws_col = vc->cols;
	}
	vc->tty = tty;
	return 0;
}

static void vt_close(struct tty_struct *tty)
{
	consoles[tty->index]->tty = NULL;
}

/* Parses a piece; the log waits meanwhile. */
static void write_piece(struct vc_data *vc, const u8 *s, u32 n)
{
	unsigned long flags;

	save_flags_cli(flags);
	consoles_take();
	if (vc == consoles[fg_console]) {
		vt_view_end();
		vt_wake_screen();
	}
	vt_write(vc, s, n);
	consoles_drop();
	restore_flags(flags);
	console_flush(false);
}

static u32 vt_tty_write(struct tty_struct *tty, const u8 *s, u32 n)
{
	struct vc_data *vc = vt_of_tty(tty);
	u32 done, len;

	if (tty->stopped)
		return 0;
	for (done = 0; vc && done < n; done += len) {
		len = min(n - done, (u32)PIECE);
		write_piece(vc, s + done, len);
	}
	mark_bh(CONSOLE_BH);
	return n;
}

static u32 vt_room(struct tty_struct *tty)
{
	return tty->stopped ? 0 : ROOM;
}

static u32 vt_chars(struct tty_struct *tty __unused)
{
	return 0;
}

struct tty_driver vga_tty_driver = {
	.name = "tty",
	.minor = 1,
	.num = 0,			/* until the screen is found */
	.init_termios = INIT_TERMIOS(B38400 | CS8 | CREAD | HUPCL, 38400),
	.open = vt_open,
	.close = vt_close,
	.write = vt_tty_write,
	.write_room = vt_room,
	.chars_in_buffer = vt_chars,
	.ioctl = vt_ioctl,
	.draws = true,
	.ttys = ttys,
};

/* Finds the screen, which the log need not be using. */
bool __init vt_init(void)
{
	u32 i;

	if (!vga_console(&boot_params.screen_info))
		return false;
	for (i = 0; i < USER_MAP_SIZE; i++)
		vt_user_map[i] = i;
	vt_draw_init();
	vt_beep_init();
	init_bh(CONSOLE_BH, vt_work);
	vga_tty_driver.num = MAX_CONSOLES;
	vcs_init();
	mark_bh(CONSOLE_BH);
	return true;
}
