/*
 * vga_font.c - the font of the text mode, in plane 2 of VGA's memory: 32 bytes
 * for each of 256 glyphs, of which the cell shows the first vga_points.
 *
 * The planes are seen one by one at another address than the screen, and then
 * the screen is not seen: the registers are set for one glyph, and put back.
 */
#include <linux/string.h>
#include <linux/vga.h>
#include <asm/io.h>
#include <asm/page.h>

#define FONT_MEM	0xa0000		/* physical */

#define SEQ_INDEX	0x3c4
#define  SEQ_MAP_MASK	0x02		/* planes that are written */
#define   MAP_TEXT	0x03
#define   MAP_FONT	0x04
#define  SEQ_MEM_MODE	0x04
#define   MODE_TEXT	0x03		/* even addresses one plane, odd ones */
#define   MODE_LINEAR	0x07		/* another; or all in a row */

#define GFX_INDEX	0x3ce
#define  GFX_READ_MAP	0x04		/* the plane that is read */
#define   READ_TEXT	0x00
#define   READ_FONT	0x02
#define  GFX_MODE	0x05
#define   ODD_EVEN	0x10
#define  GFX_MISC	0x06		/* where the memory is seen */
#define   AT_A0000	0x04
#define   AT_B8000	0x0e

static void set(u16 port, u8 index, u8 value)
{
	outb(index, port);
	outb(value, port + 1);
}

static void show_font(void)
{
	set(SEQ_INDEX, SEQ_MAP_MASK, MAP_FONT);
	set(SEQ_INDEX, SEQ_MEM_MODE, MODE_LINEAR);
	set(GFX_INDEX, GFX_READ_MAP, READ_FONT);
	set(GFX_INDEX, GFX_MODE, 0);
	set(GFX_INDEX, GFX_MISC, AT_A0000);
}

static void show_text(void)
{
	set(SEQ_INDEX, SEQ_MAP_MASK, MAP_TEXT);
	set(SEQ_INDEX, SEQ_MEM_MODE, MODE_TEXT);
	set(GFX_INDEX, GFX_READ_MAP, READ_TEXT);
	set(GFX_INDEX, GFX_MODE, ODD_EVEN);
	set(GFX_INDEX, GFX_MISC, AT_B8000);
}

static volatile u8 *glyph_at(u8 c)
{
	return (volatile u8 *)__va(FONT_MEM) + c * VGA_GLYPH_SIZE;
}

/* The lines of glyph c, the topmost first, a bit for each point. Colour VGA
   only; [o]. */
void vga_get_glyph(u8 c, u8 *lines)
{
	volatile u8 *glyph = glyph_at(c);
	u32 i;

	show_font();
	for (i = 0; i < VGA_GLYPH_SIZE; i++)
		lines[i] = glyph[i];
	show_text();
}

void vga_set_glyph(u8 c, const u8 *lines)
{
	volatile u8 *glyph = glyph_at(c);
	u32 i;

	show_font();
	for (i = 0; i < VGA_GLYPH_SIZE; i++)
		glyph[i] = lines[i];
	show_text();
}
