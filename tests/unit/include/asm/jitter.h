/*
 * asm/jitter.h for unit tests: they run on one CPU, and nothing sleeps.
 */
#ifndef _UNIT_ASM_JITTER_H
#define _UNIT_ASM_JITTER_H

static inline void jitter(void) { }
static inline void may_sleep(void) { }

#endif
