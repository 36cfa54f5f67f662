/*
 * keyboard.h - numbers of keys' meanings and of the ioctls that change them,
 * as loadkeys, dumpkeys, setleds and kbd_mode know them (Linux/i386 ABI).
 *
 * A symbol is a type and a value: K(KT_LATIN, 'a'). Types from NR_TYPES on
 * are no types: such a symbol is a Unicode character, K_UNICODE(c).
 *
 * A keymap gives each key code a symbol, and there is one for each set of
 * modifiers: the number of a map is a bit 1 << KG_ for each of them.
 */
#ifndef _LINUX_KEYBOARD_H
#define _LINUX_KEYBOARD_H

#include <linux/types.h>

#define NR_KEYS		256		/* of a map; keys end at 127 */
#define NR_KEYCODES	128
#define MAX_KEYMAPS	256
#define MAX_FUNC	256		/* strings of function keys */
#define MAX_DIACR	256		/* rules of composition */
#define MAX_FUNC_STRING	512		/* bytes, with the NUL */

/* Modifiers */
#define KG_SHIFT	0
#define KG_ALTGR	1
#define KG_CTRL		2
#define KG_ALT		3
#define KG_SHIFTL	4
#define KG_SHIFTR	5
#define KG_CTRLL	6
#define KG_CTRLR	7
#define KG_CAPSSHIFT	8		/* Shift that ends Caps Lock */
#define NR_SHIFT	9

/* Maps that the US keyboard has */
#define MAP_PLAIN	0
#define MAP_SHIFT	(1 << KG_SHIFT)
#define MAP_ALTGR	(1 << KG_ALTGR)
#define MAP_CTRL	(1 << KG_CTRL)
#define MAP_ALT		(1 << KG_ALT)

#define K(type, value)	((type) << 8 | (value))
#define KTYP(symbol)	((symbol) >> 8)
#define KVAL(symbol)	((symbol) & 0xff)

#define K_UNICODE_FLIP	0xf000
#define K_UNICHAR(c)	((c) ^ K_UNICODE_FLIP)

enum {
	KT_LATIN,			/* the byte itself */
	KT_FN,				/* a string, by its number */
	KT_SPEC,			/* something is done: see below */
	KT_PAD,				/* the keypad */
	KT_DEAD,			/* an accent, by its number */
	KT_CONS,			/* console number value */
	KT_CUR,				/* cursor keys */
	KT_SHIFT,			/* modifier KG_ */
	KT_META,			/* the byte, as typed with Alt */
	KT_ASCII,			/* digits of a character's number */
	KT_LOCK,			/* modifier, until pressed again */
	KT_LETTER,			/* the byte; Caps Lock shifts it */
	KT_SLOCK,			/* modifier of the next key */
	KT_DEAD2,			/* an accent, the byte itself */
	KT_BRL,				/* braille: not here */
	NR_TYPES
};

/* KT_FN: the first twenty are F1 to F20 */
#define K_F(n)		K(KT_FN, (n) <= 20 ? (n) - 1 : (n) + 9)
#define K_FIND		K(KT_FN, 20)	/* Home */
#define K_INSERT	K(KT_FN, 21)
#define K_REMOVE	K(KT_FN, 22)	/* Delete */
#define K_SELECT	K(KT_FN, 23)	/* End */
#define K_PGUP		K(KT_FN, 24)
#define K_PGDN		K(KT_FN, 25)
#define K_MACRO		K(KT_FN, 26)
#define K_HELP		K(KT_FN, 27)
#define K_DO		K(KT_FN, 28)
#define K_PAUSE		K(KT_FN, 29)

/* KT_SPEC */
#define K_HOLE		K(KT_SPEC, 0)	/* nothing */
#define K_ENTER		K(KT_SPEC, 1)
#define K_SH_REGS	K(KT_SPEC, 2)	/* shows registers, */
#define K_SH_MEM	K(KT_SPEC, 3)	/* memory, */
#define K_SH_STAT	K(KT_SPEC, 4)	/* tasks */
#define K_BREAK		K(KT_SPEC, 5)
#define K_CONS		K(KT_SPEC, 6)	/* the console before this one */
#define K_CAPS		K(KT_SPEC, 7)
#define K_NUM		K(KT_SPEC, 8)
#define K_HOLD		K(KT_SPEC, 9)	/* stops output, and starts it */
#define K_SCROLLFORW	K(KT_SPEC, 10)
#define K_SCROLLBACK	K(KT_SPEC, 11)
#define K_BOOT		K(KT_SPEC, 12)
#define K_CAPSON	K(KT_SPEC, 13)
#define K_COMPOSE	K(KT_SPEC, 14)
#define K_SAK		K(KT_SPEC, 15)	/* kills all on this console */
#define K_DECRCONSOLE	K(KT_SPEC, 16)
#define K_INCRCONSOLE	K(KT_SPEC, 17)
#define K_SPAWNCONSOLE	K(KT_SPEC, 18)	/* signals who asked, KDSIGACCEPT */
#define K_BARENUMLOCK	K(KT_SPEC, 19)
#define NR_SPEC		20
#define K_ALLOCATED	K(KT_SPEC, 126)	/* symbol of key 0: there is a map, */
#define K_NOSUCHMAP	K(KT_SPEC, 127)	/* there is none */

/* KT_PAD: the digits, then these */
#define K_P(n)		K(KT_PAD, n)
#define K_PPLUS		K(KT_PAD, 10)
#define K_PMINUS	K(KT_PAD, 11)
#define K_PSTAR		K(KT_PAD, 12)
#define K_PSLASH	K(KT_PAD, 13)
#define K_PENTER	K(KT_PAD, 14)
#define K_PCOMMA	K(KT_PAD, 15)
#define K_PDOT		K(KT_PAD, 16)
#define K_PPLUSMINUS	K(KT_PAD, 17)
#define K_PPARENL	K(KT_PAD, 18)
#define K_PPARENR	K(KT_PAD, 19)
#define NR_PAD		20

/* KT_CUR */
#define K_DOWN		K(KT_CUR, 0)
#define K_LEFT		K(KT_CUR, 1)
#define K_RIGHT		K(KT_CUR, 2)
#define K_UP		K(KT_CUR, 3)

/* KT_SHIFT */
#define K_SHIFT		K(KT_SHIFT, KG_SHIFT)
#define K_ALTGR		K(KT_SHIFT, KG_ALTGR)
#define K_CTRL		K(KT_SHIFT, KG_CTRL)
#define K_ALT		K(KT_SHIFT, KG_ALT)

/* KT_ASCII: decimal digits, then sixteen of hexadecimal ones */
#define K_ASC(n)	K(KT_ASCII, n)
#define K_HEX(n)	K(KT_ASCII, 10 + (n))
#define NR_ASCII	26

#define NR_DEAD		13		/* grave to ogonek */

/* ioctls of consoles that are the keyboard's */
#define KDGETLED	0x4b31
#define KDSETLED	0x4b32		/* above 7: the locks again */
#define KDGKBTYPE	0x4b33
#define  KB_101		0x02
#define KDGKBMODE	0x4b44
#define KDSKBMODE	0x4b45
#define  K_RAW		0x00		/* scan codes */
#define  K_XLATE	0x01		/* bytes */
#define  K_MEDIUMRAW	0x02		/* key codes */
#define  K_UNICODE	0x03		/* UTF-8 */
#define KDGKBENT	0x4b46
#define KDSKBENT	0x4b47
#define KDGKBSENT	0x4b48
#define KDSKBSENT	0x4b49
#define KDGKBDIACR	0x4b4a
#define KDSKBDIACR	0x4b4b
#define KDGETKEYCODE	0x4b4c
#define KDSETKEYCODE	0x4b4d
#define KDSIGACCEPT	0x4b4e
#define KDKBDREP	0x4b52
#define KDGKBMETA	0x4b62
#define KDSKBMETA	0x4b63
#define  K_METABIT	0x03		/* Alt sets bit 7 */
#define  K_ESCPREFIX	0x04		/* Alt sends an ESC before */
#define KDGKBLED	0x4b64		/* bits 0-2 locks, 4-6 those that a */
#define KDSKBLED	0x4b65		/* reset of the console brings back */
#define KDGKBDIACRUC	0x4bfa
#define KDSKBDIACRUC	0x4bfb

struct kbentry {			/* KDGKBENT */
	u8 kb_table;
	u8 kb_index;
	u16 kb_value;
};

struct kbsentry {			/* KDGKBSENT */
	u8 kb_func;
	u8 kb_string[MAX_FUNC_STRING];
};

struct kbdiacr {			/* KDGKBDIACR: a count, and 256 */
	u8 diacr, base, result;
};

struct kbdiacruc {			/* KDGKBDIACRUC: the same */
	u32 diacr, base, result;
};

struct kbkeycode {			/* KDGETKEYCODE */
	u32 scancode, keycode;
};

struct kbd_repeat {			/* KDKBDREP: milliseconds */
	int delay, period;
};

#endif
