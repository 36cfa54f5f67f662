/*
 * kbd_leds.c - the lights of the keyboard: the locks of the console in front,
 * or what a program wants to be shown there. And how fast keys repeat.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty_driver.h>
#include <linux/vt.h>
#include <asm/system.h>
#include "i8042.h"
#include "kbd.h"

#define LEDS		(KBD_LED_SCROLL | KBD_LED_NUM | KBD_LED_CAPS)
#define UNKNOWN		0xff		/* no set of lights */

#define DELAY_STEP	250		/* ms; 1 to 4 of them */
#define DELAYS		4
#define RATES		32
#define RATE_SHIFT	3		/* a rate is (8 + m) << e units: */
#define RATE_MASK	7		/* m in the low bits, e above */
#define UNIT_US		4167		/* 1/240 s */

_Static_assert(VC_SCROLL == KBD_LED_SCROLL && VC_NUM == KBD_LED_NUM &&
	       VC_CAPS == KBD_LED_CAPS, "locks are lights");

static u8 shown = UNKNOWN;		/* [b] */
static u8 rate = 0x0b;			/* [b] of keyboards at start: 92 ms */
static u8 delay = 1;			/* [b] 500 ms */

/* What stands for a console before anybody has changed it. Its mode stays,
   and what it is to be reset to. */
void vc_kbd_reset(struct vc_kbd *kbd)
{
	u8 mode = kbd->mode, locks = kbd->default_locks;

	memset(kbd, 0, sizeof(*kbd));
	kbd->mode = mode;
	kbd->locks = kbd->default_locks = locks;
}

/* The locks of a console. Scroll Lock is on while output is stopped, however
   that was done. (b) */
u8 kbd_locks(const struct vc_data *vc)
{
	u8 locks = vc->kbd.locks & LEDS;

	return vc->tty && vc->tty->stopped ? locks | VC_SCROLL : locks;
}

/* The lights that a console shows. (b) */
u8 kbd_lights(const struct vc_data *vc)
{
	return vc->kbd.leds_set ? vc->kbd.leds & LEDS : kbd_locks(vc);
}

void kbd_update_leds(void)
{
	const struct vc_data *vc = consoles[fg_console];
	unsigned long flags;
	u8 leds;

	save_flags_cli(flags);
	leds = vc ? kbd_lights(vc) : 0;
	if (leds != shown && kbd_send(KBD_SET_LEDS, leds))
		shown = leds;
	restore_flags(flags);
}

/* The keyboard has been reset: it is told all anew. */
void kbd_leds_lost(void)
{
	shown = UNKNOWN;
	kbd_send(KBD_SET_RATE, delay << KBD_RATE_DELAY_SHIFT | rate);
	kbd_update_leds();
	kbd_send(KBD_ENABLE, NO_ARG);
}

static int period_of(u8 n)
{
	return ((RATE_MASK + 1 + (n & RATE_MASK)) << (n >> RATE_SHIFT)) *
	       UNIT_US / 1000;
}

/*
 * KDKBDREP: milliseconds before a key repeats, and between repeats; what is
 * not above 0 stays. The keyboard has few values: the next slower one is
 * taken. Puts into *rep what is so now.
 */
void kbd_repeat(struct kbd_repeat *rep)
{
	unsigned long flags;

	save_flags_cli(flags);
	if (rep->delay > 0)
		for (delay = 0; delay < DELAYS - 1 &&
		     (delay + 1) * DELAY_STEP < rep->delay; delay++)
			;
	if (rep->period > 0)
		for (rate = 0; rate < RATES - 1 &&
		     period_of(rate) < rep->period; rate++)
			;
	kbd_send(KBD_SET_RATE, delay << KBD_RATE_DELAY_SHIFT | rate);
	restore_flags(flags);
	rep->delay = (delay + 1) * DELAY_STEP;
	rep->period = period_of(rate);
}
