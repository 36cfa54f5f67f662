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
#define  CRTC_START_HI	0x0c		/* cell at the top left */
#define  CRTC_START_LO	0x0d
#define  CRTC_CURSOR_HI	0x0e		/* cell with the cursor */
#define  CRTC_CURSOR_LO	0x0f

/* A cell is a character and, in the high byte, its attribute. */
#define VGA_CELL(c, attr) ((u16)((u8)(c) | (attr) << 8))
#define ATTR_GREY	0x07		/* light grey on black */
#define ATTR_BRIGHT	0x0f		/* white; bright on MDA too */

struct screen_info;

/* drivers/char/vga.c */
bool vga_init(const struct screen_info *si);
void vga_put(unsigned int pos, u16 cell);
void vga_scroll(u16 blank);
void vga_set_cursor(unsigned int pos);

/* drivers/char/vgacon.c: text that is not of the log, with the consoles taken
   (consoles_take()), interrupts off */
void vgacon_text(const u8 *s, unsigned int len);

#endif
