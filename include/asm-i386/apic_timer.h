/*
 * apic_timer.h - the timer in each CPU's local APIC. It is used as an alarm
 * clock: set for one time, it interrupts once.
 */
#ifndef _ASM_APIC_TIMER_H
#define _ASM_APIC_TIMER_H

#include <linux/types.h>
#include <linux/compiler.h>

#ifdef CONFIG_SMP
/* arch/i386/kernel/apic_timer.c */
extern bool apic_ticks;			/* [i] they tick, not the 8254 */
bool apic_timer_init(void);
void apic_timer_start(void);
void apic_timer_set(u32 us);
void apic_timer_off(void);
#else
#define apic_ticks	false
static inline bool apic_timer_init(void) { return false; }
static inline void apic_timer_set(u32 us __unused) { }
static inline void apic_timer_off(void) { }
#endif

#endif
