/*
 * lockstat.h - how long the kernel lock is waited for and held (M11), and what
 * the trace says of it. Counts are always kept; times are not, until the boot
 * option `lockstat', or writing "lockstat on" to /proc/smp.
 *
 * A holder is known by an address of code: where the lock is taken, the system
 * call's handler, or where the process last gave up the CPU.
 */
#ifndef _LINUX_LOCKSTAT_H
#define _LINUX_LOCKSTAT_H

#include <linux/trace.h>

#define LOCK_FOR_SLEEPER	0UL	/* ip: where current has slept */
#define LOCK_FOR_CALLER		1UL	/* ip: this very place */
#define LOCK_KINDS		(1U << KIND_LOCK | 1U << KIND_STAT)

/* kernel/lockstat.c */
void kernel_lock_taken(unsigned long ip);
void kernel_lock_released(unsigned long ip);
void set_lockstat(bool on);
void clear_lockstat(void);

/* Two instructions each when nobody wants to know. Any context. */
static inline void lock_site_taken(unsigned long ip)
{
	if (trace_wanted(LOCK_KINDS))
		kernel_lock_taken(ip == LOCK_FOR_CALLER ? code_address() : ip);
}

static inline void lock_site_released(unsigned long ip)
{
	if (trace_wanted(LOCK_KINDS))
		kernel_lock_released(ip == LOCK_FOR_CALLER ? code_address() :
							     ip);
}

#endif
