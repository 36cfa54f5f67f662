/*
 * pit.h - the 8254 timer: channel 0 ticks, channel 2 measures short times,
 * and then drives the speaker.
 */
#ifndef _ASM_PIT_H
#define _ASM_PIT_H

#include <linux/types.h>

#define PIT_RATE	1193182		/* counts in a second */

#define PIT_CH0		0x40
#define PIT_CH2		0x42
#define PIT_MODE	0x43
#define  PIT_CH0_ONCE	0x30		/*  channel 0, 16 bits, mode 0 */
#define  PIT_CH0_RATE	0x34		/*  the same, mode 2 */
#define  PIT_CH2_ONCE	0xb0		/*  channel 2, 16 bits, mode 0 */
#define  PIT_CH2_SQUARE	0xb6		/*  the same, mode 3 */

#define PIT_GATE_PORT	0x61
#define  PIT_GATE_CH2	0x01		/*  channel 2 counts */
#define  PIT_SPEAKER	0x02
#define  PIT_OUT_CH2	0x20		/*  channel 2 has got to 0 */

/* A bound on the reads of PIT_OUT_CH2, which take 0.1 us or more each. */
#define PIT_MAX_SPINS	10000000

/* arch/i386/lib/pit.c */
void pit_start_periodic(u16 counts);
void pit_stop(void);
void pit_start_oneshot(u16 counts);
bool pit_oneshot_done(void);
void pit_start_tone(u16 counts);
void pit_stop_tone(void);

#endif
