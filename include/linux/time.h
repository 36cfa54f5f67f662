/*
 * time.h - what time it is.
 */
#ifndef _LINUX_TIME_H
#define _LINUX_TIME_H

#include <linux/types.h>

struct timeval {
	time_t tv_sec;		/* seconds since 1970 */
	long tv_usec;		/* microseconds */
};

/* arch/i386/kernel/time.c */
void tsc_init(void);
void time_init(void);
u64 clock_us(void);
void do_gettimeofday(struct timeval *tv);

#endif
