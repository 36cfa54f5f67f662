/*
 * vt_beep.c - the speaker: channel 2 of the PIT makes the tone, a timer ends
 * it.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/timer.h>
#include <asm/pit.h>
#include <asm/system.h>
#include "vt_internal.h"

#define HZ_LOW		19		/* the counter has 16 bits */
#define HZ_HIGH		32767		/* and nobody hears that */

static struct timer_list timer;		/* [k] */

static void silence(unsigned long data __unused)
{
	pit_stop_tone();
}

void vt_beep(u32 hz, u32 ms)
{
	unsigned long flags;

	save_flags_cli(flags);		/* a bottom half may want one, too */
	del_timer(&timer);
	if (hz < HZ_LOW || hz > HZ_HIGH)
		pit_stop_tone();
	else
		pit_start_tone(PIT_RATE / hz);
	if (ms)
		mod_timer(&timer, jiffies + ms * HZ / 1000 + 1);
	restore_flags(flags);
}

/* At boot. */
void __init vt_beep_init(void)
{
	init_timer(&timer);
	timer.function = silence;
}
