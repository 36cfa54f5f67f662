/*
 * defkeymap.c - the US keyboard: what each key means at boot, by the
 * modifiers that are held; what function keys type, as terminfo's "linux" has
 * it; how accented letters are composed.
 *
 * The tables are for reading. keymap.c makes maps of them, and then they are
 * thrown away with the other data of the boot.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include "kbd.h"

/* The columns of the table */
const u8 default_maps[7] __initconst = {
	MAP_PLAIN, MAP_SHIFT, MAP_ALTGR, MAP_CTRL, MAP_SHIFT | MAP_CTRL,
	MAP_ALT, MAP_CTRL | MAP_ALT
};

#define ____		K_HOLE
#define CH(c)		K(KT_LATIN, (u8)(c))
#define CTRL(c)		CH((c) & 0x1f)	/* as ASCII has control characters */
#define META(c)		K(KT_META, (u8)(c))
#define CONS(n)		K(KT_CONS, (n) - 1)
#define NUL		CH(0)
#define ESC		CH('\033')
#define DEL		CH('\177')
#define UPPER(c)	((c) - 'a' + 'A')

/* A letter; one that is a digit, too; a sign; what is the same in all maps;
   F1 to F12; a digit of the keypad. */
#define LETTER(code, c, altgr) \
	{ code, { K(KT_LETTER, c), K(KT_LETTER, UPPER(c)), altgr, CTRL(c), \
		  CTRL(c), META(c), META((c) & 0x1f) } }
#define L(code, c)	LETTER(code, c, K(KT_LETTER, c))
#define HEX(code, c)	LETTER(code, c, K_HEX((c) - 'a' + 10))
#define S(code, c, shifted, ctrl) \
	{ code, { CH(c), CH(shifted), ____, ctrl, ctrl, META(c), ____ } }
#define ALL(code, s)	{ code, { s, s, s, s, s, s, s } }
#define F(code, n) \
	{ code, { K_F(n), K_F((n) + 12), CONS((n) + 12), K_F(n), ____, \
		  CONS(n), CONS(n) } }
#define PAD(code, n) \
	{ code, { K_P(n), K_P(n), K_HEX(n), K_P(n), K_P(n), K_ASC(n), ____ } }

const struct default_key default_keys[] __initconst = {
	/* plain, shift, altgr, ctrl, shift-ctrl, alt, ctrl-alt */
	{ 1, { ESC, ESC, ESC, ESC, ESC, META('\033'), ____ } },
	S(2, '1', '!', ____),
	S(3, '2', '@', NUL),
	S(4, '3', '#', ESC),
	S(5, '4', '$', CTRL('\\')),
	S(6, '5', '%', CTRL(']')),
	S(7, '6', '^', CTRL('^')),
	S(8, '7', '&', CTRL('_')),
	S(9, '8', '*', DEL),
	S(10, '9', '(', ____),
	S(11, '0', ')', ____),
	S(12, '-', '_', CTRL('_')),
	S(13, '=', '+', ____),
	{ 14, { DEL, DEL, DEL, CH('\b'), CH('\b'), META('\177'),
		META('\b') } },
	{ 15, { CH('\t'), META('\t'), CH('\t'), CH('\t'), CH('\t'),
		META('\t'), ____ } },

	L(16, 'q'), L(17, 'w'), HEX(18, 'e'), L(19, 'r'), L(20, 't'),
	L(21, 'y'), L(22, 'u'), L(23, 'i'), L(24, 'o'), L(25, 'p'),
	S(26, '[', '{', ESC),
	S(27, ']', '}', CTRL(']')),
	{ 28, { K_ENTER, K_ENTER, K_ENTER, K_ENTER, K_ENTER, META('\r'),
		META('\r') } },
	ALL(29, K_CTRL),

	HEX(30, 'a'), L(31, 's'), HEX(32, 'd'), HEX(33, 'f'), L(34, 'g'),
	L(35, 'h'), L(36, 'j'), L(37, 'k'), L(38, 'l'),
	S(39, ';', ':', ____),
	S(40, '\'', '"', ____),
	S(41, '`', '~', NUL),
	ALL(42, K_SHIFT),
	S(43, '\\', '|', CTRL('\\')),

	L(44, 'z'), L(45, 'x'), HEX(46, 'c'), L(47, 'v'), HEX(48, 'b'),
	L(49, 'n'), L(50, 'm'),
	S(51, ',', '<', ____),
	S(52, '.', '>', K_COMPOSE),
	{ 53, { CH('/'), CH('?'), ____, CTRL('_'), DEL, META('/'), ____ } },
	ALL(54, K_SHIFT),
	ALL(55, K_PSTAR),
	ALL(56, K_ALT),
	{ 57, { CH(' '), CH(' '), CH(' '), NUL, NUL, META(' '), META(0) } },
	ALL(58, K_CAPS),

	F(59, 1), F(60, 2), F(61, 3), F(62, 4), F(63, 5), F(64, 6), F(65, 7),
	F(66, 8), F(67, 9), F(68, 10),
	{ 69, { K_NUM, K_BARENUMLOCK, ____, ____, ____, ____, ____ } },
	{ 70, { K_HOLD, K_SH_MEM, K_SH_REGS, K_SH_STAT, ____, K_HOLD, ____ } },

	PAD(71, 7), PAD(72, 8), PAD(73, 9), ALL(74, K_PMINUS),
	PAD(75, 4), PAD(76, 5), PAD(77, 6), ALL(78, K_PPLUS),
	PAD(79, 1), PAD(80, 2), PAD(81, 3),
	PAD(82, 0),
	{ 83, { K_PDOT, K_PDOT, ____, K_PDOT, K_PDOT, ____, K_BOOT } },

	{ KEY_SYSRQ, { CTRL('\\'), CTRL('\\'), CTRL('\\'), CTRL('\\'),
		       CTRL('\\'), K_CONS, K_CONS } },
	{ 86, { CH('<'), CH('>'), CH('|'), ____, ____, META('<'), ____ } },
	F(87, 11), F(88, 12),

	/* the keys that the 101-key keyboard brought */
	ALL(96, K_PENTER),
	ALL(97, K_CTRL),
	ALL(98, K_PSLASH),
	ALL(KEY_PRINT, CTRL('\\')),
	ALL(100, K_ALTGR),
	ALL(101, K_BREAK),
	ALL(102, K_FIND),
	{ 103, { K_UP, K_UP, K_UP, K_UP, K_UP, K_SPAWNCONSOLE, ____ } },
	{ 104, { K_PGUP, K_SCROLLBACK, K_PGUP, K_PGUP, K_PGUP, K_PGUP,
		 ____ } },
	{ 105, { K_LEFT, K_LEFT, K_LEFT, K_LEFT, K_LEFT, K_DECRCONSOLE,
		 K_DECRCONSOLE } },
	{ 106, { K_RIGHT, K_RIGHT, K_RIGHT, K_RIGHT, K_RIGHT, K_INCRCONSOLE,
		 K_INCRCONSOLE } },
	ALL(107, K_SELECT),
	ALL(108, K_DOWN),
	{ 109, { K_PGDN, K_SCROLLFORW, K_PGDN, K_PGDN, K_PGDN, K_PGDN,
		 ____ } },
	ALL(110, K_INSERT),
	{ 111, { K_REMOVE, K_REMOVE, K_REMOVE, K_REMOVE, K_REMOVE, K_REMOVE,
		 K_BOOT } },
	ALL(KEY_PAUSE, K_PAUSE),
	ALL(127, K_COMPOSE),
	{ 0, { ____ } }
};

/* F1 to F20, and the block of six */
const char *const default_strings[] __initconst = {
	"\033[[A", "\033[[B", "\033[[C", "\033[[D", "\033[[E",
	"\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~",
	"\033[23~", "\033[24~", "\033[25~", "\033[26~", "\033[28~",
	"\033[29~", "\033[31~", "\033[32~", "\033[33~", "\033[34~",
	[KVAL(K_FIND)] = "\033[1~",
	[KVAL(K_INSERT)] = "\033[2~",
	[KVAL(K_REMOVE)] = "\033[3~",
	[KVAL(K_SELECT)] = "\033[4~",
	[KVAL(K_PGUP)] = "\033[5~",
	[KVAL(K_PGDN)] = "\033[6~",
	[KVAL(K_MACRO)] = "\033[M",
	[KVAL(K_PAUSE)] = "\033[P",
};
const u32 nr_default_strings __initconst = ARRAY_SIZE(default_strings);

/* The letters of Latin-1 */
const struct default_accent default_accents[] __initconst = {
	{ '`', "AEIOUaeiou", "\300\310\314\322\331\340\350\354\362\371" },
	{ '\'', "AEIOUYaeiouy",
	  "\301\311\315\323\332\335\341\351\355\363\372\375" },
	{ '^', "AEIOUaeiou", "\302\312\316\324\333\342\352\356\364\373" },
	{ '~', "ANOano", "\303\321\325\343\361\365" },
	{ '"', "AEIOUaeiouy", "\304\313\317\326\334\344\353\357\366\374\377" },
	{ '*', "Aa", "\305\345" },
	{ ',', "Cc", "\307\347" },
	{ '/', "Ooc", "\330\370\242" },
	{ '-', "Ddl", "\320\360\243" },
	{ 'A', "EA", "\306\305" },
	{ 'a', "ea", "\346\345" },
	{ 'T', "H", "\336" },
	{ 't', "h", "\376" },
	{ 's', "so", "\337\247" },
	{ 'o', "cr", "\251\256" },
	{ 'm', "u", "\265" },
	{ '=', "y", "\245" },
	{ '+', "-", "\261" },
	{ '!', "!", "\241" },
	{ '?', "?", "\277" },
	{ '<', "<", "\253" },
	{ '>', ">", "\273" },
	{ '1', "24", "\275\274" },
	{ '3', "4", "\276" },
	{ 0, "", "" }
};
