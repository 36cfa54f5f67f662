/*
 * kbd.h - what the files of the keyboard share; linux/kbd.h is what others
 * see, and says which file does what.
 *
 * Everything here is [k]. What is marked [b] is changed in the bottom half,
 * which comes in the middle of what a process does: a process turns
 * interrupts off around it, and (b) marks functions that are called in the
 * bottom half or with interrupts off. Processes change maps, strings and
 * accents by single stores, and the bottom half never stops half-way: what it
 * has found it may use to its end.
 */
#ifndef _KBD_H
#define _KBD_H

#include <linux/kbd.h>
#include <linux/keyboard.h>

#define KEY_LEFT_SHIFT	42
#define KEY_SYSRQ	84		/* Alt-PrintScreen on old keyboards */
#define KEY_PRINT	99		/* PrintScreen */
#define KEY_PAUSE	119

/* kbd_cmd.c. A command and its argument, or NO_ARG; false: the queue is full.
   kbd_answer(): is this byte the keyboard's answer to one? (b) */
#define NO_ARG		(-1)
bool kbd_send(u8 command, int arg);
bool kbd_answer(u8 byte);

/* kbd8042.c: a byte for the keyboard; false: the controller takes none */
bool kbd_put_byte(u8 byte);

/* scancode.c. The key that a byte completes, or 0. (b) */
u8 scancode_key(u8 byte, bool *up);
void scancode_reset(void);
int get_keycode(u32 scancode);			/* or -EINVAL */
int set_keycode(u32 scancode, u32 keycode);	/* 0 or -EINVAL */

/* keyboard.c. A byte from the keyboard; all keys are up. (b) */
void keyboard_byte(u8 byte);
void keyboard_forget(void);
extern struct vc_data *kbd_vc;	/* [b] where the key goes; NULL: nowhere */
extern struct vc_kbd *kbd_state;	/* [b] of it, never NULL */
extern u8 shift_state;		/* [b] bits 1 << KG_ of keys held down */
void kbd_put(const char *s, u32 n);		/* bytes that are typed (b) */
void kbd_put_string(u8 n);			/* of a function key (b) */
void kbd_emit(u32 c);				/* a character (b) */

/* kbd_accent.c: the same, which may be part of an accented one. (b) */
void kbd_char(u32 c);
void kbd_dead(u32 c);
void kbd_dead_number(u8 n);
void kbd_compose(void);

/* kbd_pad.c: keypad and cursor keys. (b) */
void kbd_pad(u8 value);
void kbd_cursor(u8 value);
void kbd_numlock(bool bare);

/* kbd_special.c: what a KT_SPEC key does; `again': it repeats. (b) */
void kbd_special(u8 value, bool again);
int kbd_accept_signal(int sig);			/* KDSIGACCEPT */

/* keymap.c */
extern u16 *key_maps[MAX_KEYMAPS];	/* [k] NR_KEYS symbols; or NULL */
extern char *func_table[MAX_FUNC];	/* [k] or NULL */
bool keymap_init(void);
u16 keymap_get(u8 map, u8 key);
int keymap_set(u8 map, u8 key, u16 symbol, bool unicode);
void func_set(u8 n, char *string);
/* Rules of composition; the array is of kmalloc(), and kept. */
extern struct kbdiacruc *diacr_table;	/* [b] with their number */
extern u32 nr_diacr;
void diacr_set(struct kbdiacruc *table, u32 n);

/* defkeymap.c */
struct default_key {
	u8 code;
	u16 symbol[7];			/* by default_maps[] */
};
extern const u8 default_maps[7];
extern const struct default_key default_keys[];	/* code 0 ends it */
extern const char *const default_strings[];	/* from F1 on */
extern const u32 nr_default_strings;
struct default_accent {
	char diacr;
	const char *bases;		/* letters that have it, and */
	const char *results;		/* what they become, in Latin-1 */
};
extern const struct default_accent default_accents[];	/* 0 ends it */

/* kbd_leds.c */
void kbd_leds_lost(void);			/* the keyboard forgot (b) */
void kbd_repeat(struct kbd_repeat *rep);	/* KDKBDREP */
u8 kbd_locks(const struct vc_data *vc);
u8 kbd_lights(const struct vc_data *vc);

/* sysrq_keys.c: is this key SysRq with Alt, or one that comes after it? (b) */
bool sysrq_key(u8 key, bool up);

#endif
