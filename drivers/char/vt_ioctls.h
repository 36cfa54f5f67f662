/*
 * vt_ioctls.h - ioctl() of virtual consoles: VT_ and those of KD that are not
 * the keyboard's (Linux/i386 ABI). `VT' numbers of programs begin with 1.
 */
#ifndef _VT_IOCTLS_H
#define _VT_IOCTLS_H

#include <linux/types.h>

#define VT_OPENQRY	0x5600		/* the first that is not open */
#define VT_GETMODE	0x5601		/* struct vt_mode */
#define VT_SETMODE	0x5602
#define VT_GETSTATE	0x5603		/* struct vt_stat */
#define VT_SENDSIG	0x5604		/* never did anything */
#define VT_RELDISP	0x5605		/* RELDISP_ */
#define VT_ACTIVATE	0x5606
#define VT_WAITACTIVE	0x5607
#define VT_DISALLOCATE	0x5608		/* 0: all that nobody uses */
#define VT_RESIZE	0x5609		/* struct vt_sizes */
#define VT_RESIZEX	0x560a		/* struct vt_consize */
#define VT_LOCKSWITCH	0x560b
#define VT_UNLOCKSWITCH	0x560c

#define VT_AUTO		0		/* vt_mode.mode */
#define VT_PROCESS	1

#define RELDISP_NO	0
#define RELDISP_YES	1
#define RELDISP_ACK	2		/* the console has come: thanks */

struct vt_mode {
	u8 mode;
	u8 waitv;			/* kept, not used */
	s16 relsig, acqsig, frsig;
};

struct vt_stat {
	u16 v_active;
	u16 v_signal;
	u16 v_state;			/* a bit for each open one below 16 */
};

struct vt_sizes {
	u16 v_rows, v_cols, v_scrollsize;
};

struct vt_consize {
	u16 v_rows, v_cols;
	u16 v_vlin, v_clin, v_vcol, v_ccol;	/* 0: as they are */
};

#define KIOCSOUND	0x4b2f		/* counts of the PIT; 0: silence */
#define KDMKTONE	0x4b30		/* counts, and ms << 16 */
#define KDSETMODE	0x4b3a		/* KD_ */
#define KDGETMODE	0x4b3b
#define GIO_SCRNMAP	0x4b40		/* USER_MAP_SIZE bytes */
#define PIO_SCRNMAP	0x4b41
#define GIO_FONT	0x4b60		/* FONT_GLYPHS of VGA_GLYPH_SIZE */
#define PIO_FONT	0x4b61
#define GIO_FONTX	0x4b6b		/* struct consolefontdesc */
#define PIO_FONTX	0x4b6c
#define PIO_FONTRESET	0x4b6d
#define GIO_CMAP	0x4b70		/* three bytes for each colour */
#define PIO_CMAP	0x4b71

#define FONT_GLYPHS	256

struct consolefontdesc {
	u16 charcount, charheight;
	u32 chardata;			/* a pointer; glyphs as in PIO_FONT */
};

#define KD_TEXT		0
#define KD_GRAPHICS	1		/* a program has the screen */
#define KD_TEXT0	2		/* the same as KD_TEXT */
#define KD_TEXT1	3

#define TONE_COUNTS	0xffff		/* of KDMKTONE */
#define TONE_MS_SHIFT	16

/* TIOCLINUX: the first byte says what is wanted. */
#define TIOCL_UNBLANK	4
#define TIOCL_SHIFT	6		/* the byte becomes the keys held */
#define TIOCL_FG	12		/* the result: which is in front */
#define TIOCL_BLANK	14
#define TIOCL_BLANKED	15		/* the result: is it? */

#endif
