/*
 * vga.c - the hardware of the text screen: put a cell, scroll, set the
 * cursor. What the cells mean is the business of vgacon.c.
 *
 * Video memory is slow to read everywhere, and every access is slow in a
 * virtual machine. So there is a copy of the screen in RAM, and scrolling
 * writes only the cells that change: for text, half of them.
 */
#include <linux/init.h>
#include <linux/vga.h>
#include <asm/bootparam.h>
#include <asm/io.h>
#include <asm/page.h>

#define PROBE_1	0x55aa			/* patterns to see whether there is */
#define PROBE_2	0xaa55			/* memory behind the screen */

static volatile u16 *video;		/* the screen itself */
static u16 crtc;			/* index port */
static u16 screen[VGA_CELLS];		/* what it shows */

/* Writes a 16-bit value to a pair of CRTC registers, high byte first. */
static void crtc_write(u8 high, u16 value)
{
	outb(high, crtc);
	outb(value >> 8, crtc + 1);
	outb(high + 1, crtc);
	outb(value & 0xff, crtc + 1);
}

/* Does the first cell remember what is written there? It is put back. */
static bool __init probe(void)
{
	u16 old = video[0];
	bool found;

	video[0] = PROBE_1;
	found = video[0] == PROBE_1;
	video[0] = PROBE_2;
	found = found && video[0] == PROBE_2;
	video[0] = old;
	return found;
}

/*
 * Finds the screen and takes over what is on it. Returns false when there is
 * none, or none in text mode. Physical memory is mapped at PAGE_OFFSET.
 */
bool __init vga_init(const struct screen_info *si)
{
	bool mono = si->orig_video_mode == VIDEO_MODE_MONO;
	unsigned int i;

	video = __va(mono ? VGA_MEM_MONO : VGA_MEM_COLOUR);
	crtc = mono ? VGA_CRTC_MONO : VGA_CRTC_COLOUR;
	if (!probe())
		return false;
	for (i = 0; i < VGA_CELLS; i++)
		screen[i] = video[i];
	crtc_write(CRTC_START_HI, 0);
	return true;
}

/* Shows a cell at position `pos', counted from the top left. */
void vga_put(unsigned int pos, u16 cell)
{
	if (screen[pos] != cell) {
		screen[pos] = cell;
		video[pos] = cell;
	}
}

/* Moves all lines up by one; the last one is filled with `blank'. */
void vga_scroll(u16 blank)
{
	unsigned int i;

	for (i = 0; i < VGA_CELLS - VGA_COLS; i++)
		vga_put(i, screen[i + VGA_COLS]);
	for (; i < VGA_CELLS; i++)
		vga_put(i, blank);
}

/* Moves the blinking cursor. */
void vga_set_cursor(unsigned int pos)
{
	crtc_write(CRTC_CURSOR_HI, pos);
}
