/*
 * vt_parse.h - the states of the parser, and the control characters.
 */
#ifndef _VT_PARSE_H
#define _VT_PARSE_H

#include "vt_internal.h"

/* vc_data.state; vt_parse.c tells what they are. */
enum {
	GROUND, ESCAPE, INTERMEDIATE, HASH, PERCENT, SET_G0, SET_G1,
	CSI, IGNORE, FUNCTION, OSC, PALETTE, STRING
};

#define BEL	0x07
#define BS	0x08
#define HT	0x09
#define LF	0x0a
#define VT	0x0b
#define FF	0x0c
#define CR	0x0d
#define SO	0x0e			/* G1 */
#define SI	0x0f			/* G0 */
#define CAN	0x18
#define SUB	0x1a
#define ESC	0x1b
#define DEL	0x7f
#define CSI_8BIT 0x9b			/* ESC [ in one byte */

void vt_begin_csi(struct vc_data *vc);		/* vt_parse.c */

#endif
