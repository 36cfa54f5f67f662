/*
 * vga.h - the text screen of MDA, CGA, EGA and VGA: where it is, and the few
 * things that drivers/char/vga.c does to it. Whoever owns the consoles may
 * call them, with interrupts off.
 */
#ifndef _LINUX_VGA_H
#define _LINUX_VGA_H

#include <linux/types.h>

#define VGA_COLS	80
#define VGA_ROWS	25
#define VGA_CELLS	(VGA_COLS * VGA_ROWS)

#define VGA_MEM_COLOUR	0xb8000		/* physical */
#define VGA_MEM_MONO	0xb0000

/* CRT controller: an index port, and data at the next one. */
#define VGA_CRTC_COLOUR	0x3d4
#define VGA_CRTC_MONO	0x3b4
#define  CRTC_CURSOR_START 0x0a		/* its first scan line */
#define   CURSOR_OFF	0x20
#define  CRTC_CURSOR_END 0x0b		/* its last one */
#define  CRTC_START_HI	0x0c		/* cell at the top left */
#define  CRTC_START_LO	0x0d
#define  CRTC_CURSOR_HI	0x0e		/* cell with the cursor */
#define  CRTC_CURSOR_LO	0x0f

/* VGA's digital-to-analogue converter: 256 colours, three writes for each. */
#define VGA_DAC_INDEX	0x3c8
#define VGA_DAC_DATA	0x3c9
#define  DAC_SHIFT	2		/* of 8 bits it takes the upper 6 */

/* A cell is a character and, in the high byte, its attribute. */
#define VGA_CELL(c, attr) ((u16)((u8)(c) | (attr) << 8))
#define  ATTR_FG	0x07		/* in the order blue, green, red */
#define  ATTR_INTENSE	0x08
#define  ATTR_BG_SHIFT	4
#define  ATTR_BLINK	0x80
#define ATTR_GREY	0x07		/* light grey on black */
#define ATTR_BRIGHT	0x0f		/* white; bright on MDA too */

struct screen_info;
struct vt_rgb;

/* An ANSI colour, 0 to 15, as the hardware has it: red and blue change. */
static inline u8 vga_colour(u8 ansi)
{
	return (ansi & 0x0a) | (ansi & 1) << 2 | (ansi >> 2 & 1);
}

/* drivers/char/vga.c */
extern bool vga_mono;			/* [i] an MDA: no colours */
extern bool vga_has_fonts;		/* [i] colour VGA: it has a DAC, too */
extern u8 vga_points;			/* [i] scan lines of a character */
bool vga_init(const struct screen_info *si);
u16 vga_get(unsigned int pos);
void vga_put(unsigned int pos, u16 cell);
void vga_set_cursor(unsigned int pos, unsigned int size);
void vga_hide_cursor(void);
void vga_set_colour(unsigned int ansi, const struct vt_rgb *rgb);
void vga_restore(void);

/* drivers/char/vga_font.c */
#define VGA_GLYPH_SIZE	32		/* bytes, as many as lines */
void vga_get_glyph(u8 c, u8 *lines);
void vga_set_glyph(u8 c, const u8 *lines);

#endif
