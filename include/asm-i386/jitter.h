/*
 * jitter.h - chance, on purpose: with jitter=SEED on the command line of a
 * debug build, each CPU pauses for a pseudo-random while at the points where
 * the order of two CPUs matters: locks, messages, switches. In Bochs every
 * seed is one interleaving that can be repeated.
 */
#ifndef _ASM_JITTER_H
#define _ASM_JITTER_H

#if defined(CONFIG_DEBUG) && defined(CONFIG_SMP)
extern unsigned long jitter_seed;	/* [i] 0: off */
void jitter_pause(void);		/* arch/i386/kernel/jitter.c */

static inline void jitter(void)
{
	if (jitter_seed)
		jitter_pause();
}
#else
static inline void jitter(void) { }
#endif
#endif
