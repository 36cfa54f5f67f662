/*
 * kbd.h - the PC keyboard: from scan codes to what programs read.
 *
 *	kbd8042.c	the controller, IRQ1: bytes in
 *	kbd_cmd.c	commands to the keyboard, and its answers
 *	scancode.c	set 1 scan codes to key codes; E0, E1
 *	keyboard.c	key codes and modifiers to symbols; raw modes
 *	kbd_accent.c kbd_pad.c kbd_special.c	what symbols do
 *	defkeymap.c	the US map; keymap.c: changes by programs
 *	kbd_leds.c	locks and lights; repeat rate
 *	kbd_ioctl.c	KDGKBENT and its kin
 *	sysrq.c ...	keys that show tasks, locks, memory, CPUs
 *
 * A byte arrives in IRQ1, is kept in a ring, and is worked on in a bottom
 * half, [k]. Numbers of symbols and modes are those of <linux/keyboard.h>
 * and <linux/kd.h>, so that loadkeys and kbd_mode work.
 */
#ifndef _LINUX_KBD_H
#define _LINUX_KBD_H

#include <linux/types.h>

struct tty_struct;
struct vc_data;

enum { VC_XLATE, VC_MEDIUMRAW, VC_RAW, VC_UNICODE };	/* vc_kbd.mode */

/* vc_kbd.locks and leds */
#define VC_SCROLL	1
#define VC_NUM		2
#define VC_CAPS		4

/* Of one console; the escape parser sets some of it: [k] and, because the log
   may be at work, single stores. */
struct vc_kbd {
	u8 mode;
	u8 locks;			/* VC_: what the keys mean */
	u8 default_locks;		/* after a reset */
	u8 leds;			/* shown by KDSETLED */
	bool leds_set;			/* instead of the locks */
	u8 shift_locks;			/* modifiers locked by keys */
	bool appl_cursor;		/* DECCKM: ESC O A */
	bool appl_keypad;		/* DECKPAM */
	bool no_repeat;			/* DECARM reset */
	bool crlf;			/* LNM: Return sends CR LF */
	bool meta_bit;			/* Alt sets bit 7; else an ESC */
};

void vc_kbd_reset(struct vc_kbd *kbd);

/* drivers/char/kbd8042.c, at boot, after vt_init(): false if there is none */
bool kbd_init(void);
/* The console in front has changed, or its locks: lights. [k] */
void kbd_update_leds(void);
/* -ENOIOCTLCMD for what is not the keyboard's. May sleep. */
int kbd_ioctl(struct vc_data *vc, u32 cmd, unsigned long arg);
/*
 * drivers/char/sysrq.c: does what `key' stands for, and says so in the log;
 * 'h' lists them. [k], bottom half or process. From Alt-SysRq-key, and from
 * BREAK and a key on a serial line that is the console.
 */
void handle_sysrq(char key, struct tty_struct *tty);
/* A byte for the serial console: true if it belongs to BREAK and a key, and
   is not to be passed on. `brk': it is a BREAK; *armed is the line's. (b) */
bool serial_sysrq(struct tty_struct *tty, u8 c, bool brk,
		  unsigned long *armed);
void sysrq_init(void);			/* process 1, at boot */

#endif
