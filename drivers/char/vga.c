/*
 * vga.c - the hardware of the text screen: put a cell, set the cursor, set a
 * colour. What the cells mean is the business of vt_draw.c.
 *
 * Video memory is slow to read everywhere, and every access is slow in a
 * virtual machine. So there is a copy of the screen in RAM, and only cells
 * that change are written. Ports are as slow: the cursor is remembered, too.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/vga.h>
#include <linux/vt.h>
#include <asm/bootparam.h>
#include <asm/io.h>
#include <asm/page.h>

#define PROBE_1	0x55aa			/* patterns to see whether there is */
#define PROBE_2	0xaa55			/* memory behind the screen */
#define PROBE_CRTC 0x5a			/* the same for a register */
#define POINTS_DEFAULT	16		/* scan lines of a character */
#define POINTS_MIN	8
#define POINTS_MAX	32
#define BLOCK		6		/* cursor sizes from here on */
#define UNKNOWN		(~0u)

static volatile u16 *video;		/* the screen itself */
static u16 crtc;			/* index port */
static u16 screen[VGA_CELLS];		/* what it shows */
static unsigned int cursor_pos = UNKNOWN, cursor_size = UNKNOWN;
bool vga_mono, vga_has_fonts;
u8 vga_points;

static void crtc_write(u8 index, u8 value)
{
	outb(index, crtc);
	outb(value, crtc + 1);
}

/* Writes a 16-bit value to a pair of CRTC registers, high byte first. */
static void crtc_write_pair(u8 high, u16 value)
{
	crtc_write(high, value >> 8);
	crtc_write(high + 1, value & 0xff);
}

/* Is there a CRT controller? There may be memory without one, as in a virtual
   machine without a screen. */
static bool __init probe_crtc(void)
{
	bool found;
	u8 old;

	outb(CRTC_CURSOR_LO, crtc);
	old = inb(crtc + 1);
	outb(PROBE_CRTC, crtc + 1);
	found = inb(crtc + 1) == PROBE_CRTC;
	outb(old, crtc + 1);
	return found;
}

/* Does the first cell remember what is written there? It is put back. */
static bool __init probe_memory(void)
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
	unsigned int i;

	vga_mono = si->orig_video_mode == VIDEO_MODE_MONO;
	vga_has_fonts = !vga_mono && si->orig_video_isVGA == VIDEO_TYPE_VGA;
	video = __va(vga_mono ? VGA_MEM_MONO : VGA_MEM_COLOUR);
	crtc = vga_mono ? VGA_CRTC_MONO : VGA_CRTC_COLOUR;
	if (!probe_memory() || !probe_crtc())
		return false;
	vga_points = si->orig_video_points;
	if (vga_points < POINTS_MIN || vga_points > POINTS_MAX)
		vga_points = POINTS_DEFAULT;
	for (i = 0; i < VGA_CELLS; i++)
		screen[i] = video[i];
	crtc_write_pair(CRTC_START_HI, 0);
	return true;
}

/* What a cell shows. */
u16 vga_get(unsigned int pos)
{
	return screen[pos];
}

/* Shows a cell at position `pos', counted from the top left. */
void vga_put(unsigned int pos, u16 cell)
{
	if (screen[pos] != cell) {
		screen[pos] = cell;
		video[pos] = cell;
	}
}

/* --- the cursor ---------------------------------------------------------- */

/*
 * Sizes are those of CSI ? n c: 0, what the BIOS has; 1, none at all; from 2
 * on a line, a third, half, two thirds of the cell from below; then all of it.
 */
static void set_size(unsigned int size)
{
	static const u8 sixths[BLOCK] = { 0, 0, 0, 4, 3, 2 };
	unsigned int start = 0, end = vga_points - 1;

	if (size == 0 || size == 2) {
		end -= vga_points > POINTS_MIN;	/* clear of the descenders */
		start = end - 1;
	} else if (size < BLOCK) {
		start = vga_points * sixths[size] / 6;
	}
	crtc_write(CRTC_CURSOR_START, size == 1 ? CURSOR_OFF : start);
	crtc_write(CRTC_CURSOR_END, end);
}

/* Shows the blinking cursor there. */
void vga_set_cursor(unsigned int pos, unsigned int size)
{
	size = min(size, (unsigned int)BLOCK);
	if (size != cursor_size)
		set_size(size);
	if (pos != cursor_pos)
		crtc_write_pair(CRTC_CURSOR_HI, pos);
	cursor_size = size;
	cursor_pos = pos;
}

void vga_hide_cursor(void)
{
	vga_set_cursor(cursor_pos == UNKNOWN ? 0 : cursor_pos, 1);
}

/* --- what programs may have changed -------------------------------------- */

/* The colour that stands for one of the 16. Only VGA can do that. */
void vga_set_colour(unsigned int ansi, const struct vt_rgb *rgb)
{
	/* The BIOS has the text mode's 16 at these places of the 256. */
	static const u8 places[NR_COLOURS] = {
		0, 1, 2, 3, 4, 5, 20, 7, 56, 57, 58, 59, 60, 61, 62, 63
	};

	if (!vga_has_fonts)
		return;
	outb(places[vga_colour(ansi)], VGA_DAC_INDEX);
	outb(rgb->r >> DAC_SHIFT, VGA_DAC_DATA);
	outb(rgb->g >> DAC_SHIFT, VGA_DAC_DATA);
	outb(rgb->b >> DAC_SHIFT, VGA_DAC_DATA);
}

/* After a program had the hardware for itself: all is as we know it again. It
   has set the text mode before it gave it back. */
void vga_restore(void)
{
	unsigned int i;

	for (i = 0; i < VGA_CELLS; i++)
		video[i] = screen[i];
	crtc_write_pair(CRTC_START_HI, 0);
	cursor_pos = cursor_size = UNKNOWN;
}
