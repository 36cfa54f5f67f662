/*
 * mc146818.h - the real-time clock and its battery-backed memory (CMOS), in
 * the data sheet's order, and what a PC keeps there.
 */
#ifndef _ASM_MC146818_H
#define _ASM_MC146818_H

#include <linux/types.h>

#define CMOS_INDEX	0x70
#define  CMOS_NMI_OFF	0x80		/* bit of the index: NMIs masked */
#define CMOS_DATA	0x71
#define CMOS_SIZE	128

#define RTC_SECONDS	0x00
#define RTC_MINUTES	0x02
#define RTC_HOURS	0x04
#define  RTC_PM		0x80		/* with 12 hours */
#define RTC_DAY		0x07		/* of the month, from 1 */
#define RTC_MONTH	0x08		/* from 1 */
#define RTC_YEAR	0x09		/* of the century */
#define RTC_REG_A	0x0a
#define  RTC_UIP	0x80		/* being updated: do not read */
#define RTC_REG_B	0x0b
#define  RTC_SET	0x80		/* stop updates */
#define  RTC_PIE	0x40		/* periodic interrupt */
#define  RTC_AIE	0x20		/* alarm interrupt */
#define  RTC_UIE	0x10		/* update interrupt */
#define  RTC_BINARY	0x04		/* else BCD */
#define  RTC_24H	0x02		/* else 12 hours and RTC_PM */
#define RTC_REG_C	0x0c		/* interrupt flags; reading clears */
#define RTC_REG_D	0x0d
#define CMOS_RESET_CODE	0x0f		/* what the BIOS does after reset */
#define  RESET_CODE_NONE 0x00		/* the ordinary start */
#define  RESET_CODE_JUMP 0x0a		/* jump through 40:67h, no EOI */
#define CMOS_CENTURY	0x32		/* BCD, on most machines */

/* A date in UTC. */
struct rtc_time {
	unsigned int year, month, day;		/* 1995, 1-12, 1-31 */
	unsigned int hour, minute, second;
};

/* drivers/char/cmos.c */
u8 cmos_read(u8 index);
void cmos_write(u8 index, u8 value);
void cmos_mask_nmi(bool mask);
bool rtc_valid(const struct rtc_time *t);
time_t mktime(const struct rtc_time *t);
int rtc_read(struct rtc_time *t);
time_t cmos_get_time(void);

#endif
