/*
 * vt_modes.c - CSI h and CSI l: modes of ANSI and, behind a `?', of DEC.
 *
 * Accepted and without effect: 132 columns (DECCOLM), which the text mode
 * does not have, and reports of a mouse (9, 1000), which the kernel has none
 * to make of.
 */
#include <linux/kernel.h>
#include "vt_parse.h"

static void dec_mode(struct vc_data *vc, u32 mode, bool on)
{
	switch (mode) {
	case 1:				/* DECCKM */
		vc->kbd.appl_cursor = on;
		break;
	case 5:				/* DECSCNM */
		vt_reverse_screen(vc, on);
		break;
	case 6:				/* DECOM */
		vc->origin = on;
		vt_goto_origin(vc, 0, 0);
		break;
	case 7:				/* DECAWM */
		vc->autowrap = on;
		vc->wrap_pending = vc->wrap_pending && on;
		break;
	case 8:				/* DECARM */
		vc->kbd.no_repeat = !on;
		break;
	case 25:			/* DECTCEM */
		vc->cursor_on = on;
		break;
	}
}

static void ansi_mode(struct vc_data *vc, u32 mode, bool on)
{
	switch (mode) {
	case 3:				/* control characters are shown */
		vc->show_ctrl = on;
		break;
	case 4:				/* IRM */
		vc->insert = on;
		break;
	case 20:			/* LNM */
		vc->kbd.crlf = on;
		break;
	}
}

/* All modes that the parameters name. */
void vt_set_modes(struct vc_data *vc, bool on)
{
	u32 i;

	for (i = 0; i < vc->nparams; i++) {
		if (vc->private == '?')
			dec_mode(vc, vc->params[i], on);
		else
			ansi_mode(vc, vc->params[i], on);
	}
}
