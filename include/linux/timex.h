/*
 * timex.h - adjtimex() (Linux/i386 ABI).
 */
#ifndef _LINUX_TIMEX_H
#define _LINUX_TIMEX_H

#include <linux/time.h>
#include <linux/types.h>

struct timex {
	u32 modes;			/* ADJ_ bits: what to change */
	long offset;			/* us */
	long freq;			/* 2^-16 ppm */
	long maxerror, esterror;	/* us */
	int status;			/* STA_ bits */
	long constant;
	long precision;			/* us */
	long tolerance;			/* 2^-16 ppm */
	struct timeval time;
	long tick;			/* us */
	long ppsfreq, jitter;
	int shift;
	long stabil, jitcnt, calcnt, errcnt, stbcnt;
	int tai;
	int reserved[11];
};

#define ADJ_OFFSET		0x0001
#define ADJ_FREQUENCY		0x0002
#define ADJ_MAXERROR		0x0004
#define ADJ_ESTERROR		0x0008
#define ADJ_STATUS		0x0010
#define ADJ_TIMECONST		0x0020
#define ADJ_SETOFFSET		0x0100	/* add timex.time to the clock */
#define ADJ_TICK		0x4000
#define ADJ_OFFSET_SINGLESHOT	0x8001	/* adjtime() */
#define ADJ_OFFSET_SS_READ	0xa001	/* adjtime() that only reads */

#define STA_UNSYNC		0x0040
#define STA_RONLY		0xff00	/* bits that only the kernel sets */

#define TIME_OK			0
#define TIME_ERROR		5	/* the clock is not synchronised */

#define TIMEX_ERROR_MAX		16000000	/* us */

#endif
