/*
 * jitter.h - chance, on purpose: with jitter=SEED on the command line of a
 * debug build, each CPU pauses for a pseudo-random while at the points where
 * the order of two CPUs matters: locks, messages, switches. In Bochs every
 * seed is one interleaving that can be repeated.
 *
 * may_sleep() stands where a process may sleep but hardly ever does: copies
 * from and to user memory, allocations, mutexes. There the pause gives the
 * kernel lock up, or the CPU, so that a caller who counts on [k] data across
 * such a place is found out.
 */
#ifndef _ASM_JITTER_H
#define _ASM_JITTER_H

#if defined(CONFIG_DEBUG) && defined(CONFIG_SMP)
extern unsigned long jitter_seed;	/* [i] 0: off */
void jitter_pause(void);		/* arch/i386/kernel/jitter.c */
void jitter_sleep(void);

static inline void jitter(void)
{
	if (jitter_seed)
		jitter_pause();
}

static inline void may_sleep(void)
{
	if (jitter_seed)
		jitter_sleep();
}
#else
static inline void jitter(void) { }
static inline void may_sleep(void) { }
#endif
#endif
