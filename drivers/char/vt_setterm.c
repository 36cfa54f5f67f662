/*
 * vt_setterm.c - CSI ], sequences that only Linux has, for setterm(1):
 * colours of attributes, the bell, blanking, which console is in front.
 */
#include <linux/kernel.h>
#include "vt_parse.h"

#define BELL_HZ_LOW	21		/* that the speaker can do */
#define BELL_HZ_HIGH	32766
#define BELL_MS_MAX	2000
#define MINUTES_MAX	60

/* The frequency of the bell; one that cannot be heard is none. */
static void set_bell_tone(struct vc_data *vc)
{
	u32 hz = vt_param(vc, 1, 0);

	if (vc->nparams < 2)
		hz = DEFAULT_BELL_HZ;
	vc->bell_hz = hz >= BELL_HZ_LOW && hz <= BELL_HZ_HIGH ? hz : 0;
}

static void set_bell_time(struct vc_data *vc)
{
	if (vc->nparams < 2)
		vc->bell_ms = DEFAULT_BELL_MS;
	else if (vc->params[1] <= BELL_MS_MAX)
		vc->bell_ms = vc->params[1];
}

/* The colour that stands for an attribute. */
static void set_colour(struct vc_data *vc, u8 *colour)
{
	u32 n = vt_param(vc, 1, 0);

	if (n < NR_COLOURS) {
		*colour = n;
		vt_update_attr(vc);
	}
}

void vt_setterm(struct vc_data *vc)
{
	u32 n = vt_param(vc, 1, 0);

	switch (vt_param(vc, 0, 0)) {
	case 1:
		set_colour(vc, &vc->ul_colour);
		break;
	case 2:
		set_colour(vc, &vc->dim_colour);
		break;
	case 8:
		vc->def_attr = vc->attr;
		break;
	case 9:
		vt_set_blank_minutes(min(n, (u32)MINUTES_MAX));
		break;
	case 10:
		set_bell_tone(vc);
		break;
	case 11:
		set_bell_time(vc);
		break;
	case 12:
		if (n)
			vt_request_switch(n - 1);
		break;
	case 13:
		vt_wake_screen();
		break;
	case 15:
		vt_last_console();
		break;
	}
}
