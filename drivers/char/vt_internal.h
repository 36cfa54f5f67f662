/*
 * vt_internal.h - what the parts of the virtual consoles know of one another.
 *
 * What changes a console or looks at its cells is called by who owns the
 * consoles (consoles_take()), interrupts off: [o] in linux/vt.h. Positions
 * are checked where they come in; behind vt_goto() the cursor and the region
 * are always on the screen.
 */
#ifndef _VT_INTERNAL_H
#define _VT_INTERNAL_H

#include <linux/vt.h>

#define VT_BUF_LINES	204		/* 32 KB: kmalloc() gives no less */
#define VT_HISTORY	120		/* of them are kept when it is full */
#define TAB_WIDTH	8
#define TAB_COLS	256		/* that tab_stops[] has bits for */

/* Character sets; and a character that is a glyph of the font already. */
enum { SET_LATIN1, SET_GRAPHICS, SET_STRAIGHT, SET_USER, NR_SETS };
#define GLYPH_SPACE	' '
#define GLYPH_UNKNOWN	0xfe		/* a black square */
#define USER_MAP_SIZE	256

#define CURSOR_SIZE_MASK 15		/* of CSI ? n c */
#define DEFAULT_UL_COLOUR 15		/* bright white */
#define DEFAULT_DIM_COLOUR 8		/* dark grey */
#define DEFAULT_BELL_HZ	750
#define DEFAULT_BELL_MS	125

/* vt_cells.c */
void vt_fill(struct vc_data *vc, u32 from, u32 n, u16 cell);
void vt_erase(struct vc_data *vc, u32 from, u32 n);
void vt_scroll_up(struct vc_data *vc, u32 top, u32 bottom, u32 n);
void vt_scroll_down(struct vc_data *vc, u32 top, u32 bottom, u32 n);
void vt_insert_cells(struct vc_data *vc, u32 n);
void vt_delete_cells(struct vc_data *vc, u32 n);
u32 vt_history(const struct vc_data *vc);
void vt_forget_history(struct vc_data *vc);
void vt_touch(struct vc_data *vc, u32 from, u32 to);

/* vt_cursor.c */
void vt_goto(struct vc_data *vc, int x, int y);
void vt_goto_origin(struct vc_data *vc, int x, int y);
void vt_up(struct vc_data *vc, u32 n);
void vt_down(struct vc_data *vc, u32 n);
void vt_index(struct vc_data *vc);
void vt_reverse_index(struct vc_data *vc);
void vt_tab(struct vc_data *vc);
void vt_set_tab(struct vc_data *vc);
void vt_clear_tabs(struct vc_data *vc, u32 what);
void vt_default_tabs(struct vc_data *vc);
void vt_save_cursor(struct vc_data *vc);
void vt_restore_cursor(struct vc_data *vc);

/* vt_attr.c, vt_sgr.c */
extern const struct vt_rgb vt_default_palette[NR_COLOURS];
void vt_default_attr(struct vc_data *vc);
void vt_update_attr(struct vc_data *vc);
void vt_reverse_screen(struct vc_data *vc, bool on);
void vt_sgr(struct vc_data *vc);

/* vt_parse.c, vt_esc.c, vt_csi.c, vt_modes.c, vt_setterm.c */
void vt_write(struct vc_data *vc, const u8 *s, u32 n);
void vt_control(struct vc_data *vc, u8 c);
void vt_escape(struct vc_data *vc, u8 c);
void vt_identify(struct vc_data *vc);
void vt_reset(struct vc_data *vc);
void vt_csi(struct vc_data *vc, u8 final);
u32 vt_param(const struct vc_data *vc, u32 i, u32 none);
void vt_set_modes(struct vc_data *vc, bool on);
void vt_setterm(struct vc_data *vc);
void vt_reply(struct vc_data *vc, const char *s);

/* vt_print.c: a character in the present set, and one of Unicode */
void vt_print(struct vc_data *vc, u8 c);
void vt_print_unicode(struct vc_data *vc, u32 c);
void vt_print_glyph(struct vc_data *vc, u8 glyph);

/* vt_utf8.c */
void vt_utf8_byte(struct vc_data *vc, u8 c);

/* vt_charset.c, cp437.c */
#define NO_GLYPH	(-1)
extern u8 vt_user_map[USER_MAP_SIZE];	/* [o] of SET_USER */
int vt_set_glyph(u8 set, u8 c);
int cp437_glyph(u32 unicode);
int unicode_width(u32 unicode);

/* vt_draw.c */
void vt_draw_init(void);
void vt_draw_all(struct vc_data *vc);
void vt_show_now(void);
void vt_redraw(void);
void vt_view_end(void);
void vt_blank(void);
void vt_wake_screen(void);
bool vt_is_blanked(void);
void vt_set_blank_minutes(u32 minutes);
void vt_blank_poll(void);

/* vt.c */
struct vc_data *vt_make(int n);
void vt_free(int n);
void vt_init_console(struct vc_data *vc, u16 *buf, u32 lines);
void vt_set_palette(struct vc_data *vc);

/* vt_beep.c */
void vt_beep_init(void);

/* vt_switch.c */
void vt_switch_poll(void);
void vt_forget_offer(const struct vc_data *vc);
int vt_release_console(struct vc_data *vc, u32 answer);
int vt_wait_active(int n);
void vt_lock_switch(bool lock);

/* vt_ioctl.c, vt_kd.c */
int vt_ioctl(struct tty_struct *tty, u32 cmd, unsigned long arg);
int vt_kd_ioctl(struct vc_data *vc, u32 cmd, unsigned long arg, bool may);

/* vt_font.c */
int vt_font_ioctl(u32 cmd, unsigned long arg, bool may);

#endif
