/*
 * tsc.h - the clock that the time-stamp counters are. tsc.c reads it,
 * tsc_sync.c finds out at boot how the counters of the processors differ.
 */
#ifndef _ASM_TSC_H
#define _ASM_TSC_H

#include <linux/types.h>

struct cpu;

/* arch/i386/kernel/tsc.c */
extern u32 us_per_cycle;	/* [i] microseconds << TSC_SHIFT; 0: no TSC */
void tsc_check(void);
void tsc_shift(struct cpu *cpu, s64 cycles);

#ifdef CONFIG_SMP
/* arch/i386/kernel/tsc_sync.c */
void tsc_sync(struct cpu *cpu);		/* asks another CPU, sets it right */
void tsc_answer(void);			/* the other, when it may be asked */
void tsc_skew(void);			/* a test: far from the others */
#endif

#endif
