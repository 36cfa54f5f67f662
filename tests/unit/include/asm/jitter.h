/*
 * asm/jitter.h for unit tests: nothing pauses, but a test may want to know of
 * each place where a process could sleep (host.c has a function that does
 * nothing, fsbox/ one that lets another process go on).
 */
#ifndef _UNIT_ASM_JITTER_H
#define _UNIT_ASM_JITTER_H

void host_may_sleep(void);

static inline void jitter(void) { }
static inline void may_sleep(void) { host_may_sleep(); }

#endif
