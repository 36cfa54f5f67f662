/*
 * delay.h - waiting for a short time without sleeping.
 */
#ifndef _ASM_DELAY_H
#define _ASM_DELAY_H

#include <linux/types.h>

/* arch/i386/lib/delay.c */
void calibrate_delay(void);
void udelay(u32 us);
void mdelay(u32 ms);

#endif
