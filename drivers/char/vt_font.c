/*
 * vt_font.c - ioctl() of fonts: GIO_FONT, PIO_FONT, the X forms with a height
 * and a count, and PIO_FONTRESET, back to the one that the BIOS has loaded.
 *
 * A glyph has VGA_GLYPH_SIZE bytes here and there. There is one font for all
 * consoles, and only heights that leave the screen its 25 rows.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/sched.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "vt_internal.h"
#include "vt_ioctls.h"

#define FONT_SIZE	(FONT_GLYPHS * VGA_GLYPH_SIZE)

static u8 *bios_font;			/* [k] NULL: it is still there */

/* The consoles are let go after each glyph. */
static void get_glyphs(u8 *font, u32 n)
{
	unsigned long flags;
	u32 c;

	for (c = 0; c < n; c++) {
		save_flags_cli(flags);
		consoles_take();
		vga_get_glyph(c, font + c * VGA_GLYPH_SIZE);
		consoles_drop();
		restore_flags(flags);
	}
}

static void set_glyphs(const u8 *font, u32 n)
{
	unsigned long flags;
	u32 c;

	for (c = 0; c < n; c++) {
		save_flags_cli(flags);
		consoles_take();
		vga_set_glyph(c, font + c * VGA_GLYPH_SIZE);
		consoles_drop();
		restore_flags(flags);
	}
}

/* Keeps what the BIOS has loaded, once. */
static int keep_bios_font(void)
{
	u8 *font;

	if (bios_font)
		return 0;
	font = kmalloc(FONT_SIZE, GFP_KERNEL);
	if (!font)
		return -ENOMEM;
	get_glyphs(font, FONT_GLYPHS);
	bios_font = font;
	return 0;
}

/* n glyphs to the user. */
static int get_font(u8 __user *to, u32 n)
{
	u8 *font = kmalloc(FONT_SIZE, GFP_KERNEL);
	int err;

	if (!font)
		return -ENOMEM;
	get_glyphs(font, n);
	err = copy_to_user(to, font, n * VGA_GLYPH_SIZE);
	kfree(font);
	return err;
}

/* n glyphs of his. */
static int set_font(const u8 __user *from, u32 n)
{
	u8 *font = kmalloc(FONT_SIZE, GFP_KERNEL);
	int err;

	if (!font)
		return -ENOMEM;
	err = copy_from_user(font, from, n * VGA_GLYPH_SIZE);
	if (!err)
		err = keep_bios_font();
	if (!err)
		set_glyphs(font, n);
	kfree(font);
	return err;
}

static int get_font_x(struct consolefontdesc __user *arg)
{
	struct consolefontdesc d;

	if (copy_from_user(&d, arg, sizeof(d)))
		return -EFAULT;
	if (d.charcount < FONT_GLYPHS)
		return -ENOMEM;
	d.charcount = FONT_GLYPHS;
	d.charheight = vga_points;
	if (copy_to_user(arg, &d, sizeof(d)))
		return -EFAULT;
	return get_font((u8 __user *)d.chardata, FONT_GLYPHS);
}

static int set_font_x(const struct consolefontdesc __user *arg)
{
	struct consolefontdesc d;

	if (copy_from_user(&d, arg, sizeof(d)))
		return -EFAULT;
	if (d.charcount > FONT_GLYPHS || d.charheight != vga_points)
		return -EINVAL;
	return set_font((u8 __user *)d.chardata, d.charcount);
}

static int reset_font(void)
{
	if (bios_font)
		set_glyphs(bios_font, FONT_GLYPHS);
	return 0;
}

/* -ENOIOCTLCMD for what is not of fonts; -EINVAL where there are none, or a
   program has the screen in another mode. */
int vt_font_ioctl(u32 cmd, unsigned long arg, bool may)
{
	void __user *user = (void __user *)arg;
	bool change = cmd == PIO_FONT || cmd == PIO_FONTX ||
		      cmd == PIO_FONTRESET;

	if (!change && cmd != GIO_FONT && cmd != GIO_FONTX)
		return -ENOIOCTLCMD;
	if (change && !may)
		return -EPERM;
	if (!vga_has_fonts || consoles[fg_console]->mode != KD_TEXT)
		return -EINVAL;
	switch (cmd) {
	case GIO_FONT:
		return get_font(user, FONT_GLYPHS);
	case PIO_FONT:
		return set_font(user, FONT_GLYPHS);
	case GIO_FONTX:
		return get_font_x(user);
	case PIO_FONTX:
		return set_font_x(user);
	}
	return reset_font();
}
