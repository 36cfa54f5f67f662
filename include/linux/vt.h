/*
 * vt.h - virtual consoles: several terminals on one text screen and one
 * keyboard. Each has a screen of its own in memory; one of them, fg_console,
 * is on the real one, with what has been scrolled off behind it.
 *
 *	vt.c		the consoles and their tty driver
 *	vt_parse.c ...	from bytes to cells: control characters, escape
 *			sequences of VT102 and Linux, character sets, UTF-8
 *	vt_draw.c	from cells to the glass; scroll-back; blanking
 *	vt_switch.c	which is in front
 *	vt_ioctl.c ...	VT_ and KD
 *	vgacon.c	the log on the console in front
 *	vga.c vga_font.c	the hardware
 *	keyboard.c ...	linux/kbd.h
 *
 * [o] whoever owns the consoles (consoles_take()), interrupts off: programs
 * and the log write to the same screens, the log in any context. [k] kernel
 * lock. Consoles are numbered from 0 here: /dev/tty1 is 0.
 */
#ifndef _LINUX_VT_H
#define _LINUX_VT_H

#include <linux/kbd.h>
#include <linux/types.h>
#include <linux/vga.h>

#define VCS_MAJOR	7		/* /dev/vcs: what is on the screens */
#define MAX_CONSOLES	63		/* /dev/tty1 to /dev/tty63 */
#define NR_CONSOLES	6		/* that the keyboard starts out with */
#define MAX_PARAMS	16		/* of an escape sequence */
#define VT_REPLY_MAX	32		/* bytes of reports not yet typed */
#define NR_COLOURS	16

struct tty_struct;

struct vt_rgb {
	u8 r, g, b;
};

/* What a cell will look like, before it is made the hardware's. */
struct vt_attr {
	u8 fg, bg;			/* 0-7 ANSI, 8-15 bright */
	bool bold, dim, underline, blink, reverse;
};

/* What DECSC saves and DECRC restores. */
struct vt_saved {
	u16 x, y;
	struct vt_attr attr;
	u8 g[2];			/* character sets G0 and G1 */
	u8 gl;				/* which of them is in use */
	bool origin, wrap_pending;
};

/* Who wants to be asked when the console comes and goes: VT_SETMODE. */
struct vt_owner {
	u8 mode;			/* VT_AUTO: nobody, or VT_PROCESS */
	u8 relsig, acqsig;		/* its signals; 0: none */
	bool waitv;
	pid_t pid;			/* with start_time, who it is */
	u64 start_time;
};

struct vc_data {
	u16 *screen;			/* [o] cells; those of the real screen
					   are a copy of it */
	u16 *buf;			/* [i] the screen is in here, behind
					   what was scrolled off it */
	u16 buf_lines;			/* [i] it takes so many lines */
	u32 dirty;			/* [o] rows that the glass does not
					   show yet, a bit for each */
	u16 cols, rows;			/* [i] */
	u16 x, y;			/* [o] cursor */
	bool wrap_pending;		/* [o] it is behind the last column */
	u16 top, bottom;		/* [o] scrolling region; bottom is the
					   first row behind it */
	struct vt_attr attr, def_attr;	/* [o] */
	u8 hw_attr;			/* [o] `attr' as the hardware's */
	u16 blank;			/* [o] the cell that erasing leaves */
	u8 ul_colour, dim_colour;	/* [o] that stand for underlined and
					   dim where colours are all there is */
	struct vt_saved saved;		/* [o] */
	u8 g[2], gl;			/* [o] */
	bool origin, autowrap, insert;	/* [o] DECOM, DECAWM, IRM */
	bool cursor_on;			/* [o] DECTCEM */
	bool reverse_screen;		/* [o] DECSCNM */
	bool utf8;			/* [o] ESC % G */
	bool show_ctrl;			/* [o] CSI 3 h, CSI 11 m */
	bool straight, high_bit;	/* [o] CSI 11 m, CSI 12 m: bytes are
					   glyphs; their bit 7 is changed */
	u8 cursor_size;			/* [o] CSI ? n c: 0 to 6 */
	struct vt_rgb palette[NR_COLOURS];	/* [o] in ANSI's order */
	u32 tab_stops[8];		/* [o] a bit for each column */
	/* the parser */
	u8 state;			/* [o] vt_parse.c */
	u8 nparams;			/* [o] */
	u16 params[MAX_PARAMS];		/* [o] */
	u8 private;			/* [o] '?', '>' or 0 */
	u8 utf_left;			/* [o] bytes to come of a character */
	u32 utf_char, utf_min;		/* [o] and the least that is not
					   written too long */
	u8 nchars;			/* [o] of a palette entry */
	u16 bell_hz, bell_ms;		/* [o] */
	/* for when the consoles are free again: vt_work() */
	bool ring, new_leds;		/* [o] */
	u8 nreply;			/* [o] */
	char reply[VT_REPLY_MAX];	/* [o] */
	/* the rest of the console */
	struct vc_kbd kbd;		/* what the keyboard does here */
	struct tty_struct *tty;		/* [k] once opened */
	u8 mode;			/* [k] KD_TEXT, KD_GRAPHICS */
	struct vt_owner owner;		/* [k] */
};

extern struct vc_data *consoles[MAX_CONSOLES];	/* [k] NULL: not yet there */
extern int fg_console;			/* [o] changed by vt_switch() only */

/*
 * For the keyboard, in bottom halves, [k]. vt_request_switch(): console n,
 * made if it is not there, comes to the front soon, or is offered to the
 * program that has VT_SETMODEd the one in front. vt_scroll(): looks back by
 * so many lines, forward if negative; output and typing return to the end.
 * vt_unblank(): a key was pressed.
 */
void vt_request_switch(int n);
void vt_last_console(void);		/* the one that was in front before */
void vt_scroll(int lines);
void vt_unblank(void);
struct tty_struct *vt_foreground_tty(void);	/* NULL: nobody has it open */
struct vc_data *vt_of_tty(const struct tty_struct *tty);

/* Types the bytes on a console's keyboard: reports, strings of keys. [k] */
void vt_input(struct vc_data *vc, const char *s, u32 n);

/* drivers/char/vt.c: the tty driver vga_tty_driver; at boot, after the log
   has its console on the screen. False: there is no screen. */
bool vt_init(void);

/* drivers/char/vt_beep.c: the speaker sounds for ms, 0: until further notice;
   hz 0: silence. [k], process or bottom half. */
void vt_beep(u32 hz, u32 ms);

/* drivers/char/vcs.c: /dev/vcs, at boot */
void vcs_init(void);

#endif
