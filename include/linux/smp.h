/*
 * smp.h - several processors, and the messages between them (L7, L8).
 *
 * smp_message_pass(target, msg, data, wait)
 *
 *	target	a logical CPU number, MSG_ALL_BUT_SELF, or MSG_ALL. A CPU may
 *		send to itself. CPUs that are not up are passed over.
 *	msg	MSG_INVALIDATE_TLB  flush the TLB. data: INVALIDATE_USER, or
 *			INVALIDATE_KERNEL for global pages, too.
 *		MSG_STOP_CPU  halt with interrupts off, for ever. data: 0.
 *		MSG_RESCHEDULE  look who should run. data: 0.
 *		MSG_SLAVE_TIMER  the clock has ticked. data: how many times.
 *			Only with timer=slave: else nobody listens.
 *	wait	0: return when the message is posted: the target will carry
 *		it out, once its interrupts are on.
 *		1: return when every target has done so. INVALIDATE_TLB: no
 *		target has a translation that was changed before the call.
 *		RESCHEDULE: no target is still in user mode as it was at the
 *		time of the call (M6). STOP_CPU: all are halted; those that
 *		do not answer within a bound have been sent an NMI (L20).
 *		SLAVE_TIMER cannot be waited for: -EINVAL.
 *
 * Any CPU may send at any time, in any context but NMI, with or without the
 * kernel lock, and several may send at once. Equal messages that meet at a
 * target are merged, ticks are added up; nothing is lost. A sender that waits
 * serves what others ask of it meanwhile (M3), as does a CPU that spins for
 * the kernel lock, so waiting cannot deadlock. Only a spinlock that the target
 * wants with its interrupts off must not be held by a sender that waits.
 * Returns 0, or -EINVAL for a message or target that does not exist.
 */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <linux/types.h>
#include <linux/compiler.h>

#define MSG_INVALIDATE_TLB	1
#define MSG_STOP_CPU		2
#define MSG_RESCHEDULE		3
#define MSG_SLAVE_TIMER		4

#define MSG_ALL_BUT_SELF	0x8000
#define MSG_ALL			0x8001

#define INVALIDATE_USER		0
#define INVALIDATE_KERNEL	1

struct pt_regs;

#ifdef CONFIG_SMP
/* arch/i386/kernel/smp.c */
int smp_message_pass(int target, int msg, unsigned long data, int wait);
/* INVALIDATE_USER to the CPUs of a mask of logical numbers; waits. */
void smp_invalidate_mask(u32 mask);
void smp_serve_messages(void);
void smp_stop_others(void);
void smp_show_cpu(int cpu);
bool smp_nmi(struct pt_regs *regs);

/* arch/i386/kernel/smpboot.c */
void smp_scan_memory(void);
void smp_boot_cpus(void);
void smp_callin(void);
void smp_commence(void);
#else
static inline void smp_scan_memory(void) { }
static inline void smp_boot_cpus(void) { }
static inline void smp_callin(void) { }
static inline void smp_commence(void) { }
static inline void smp_stop_others(void) { }
static inline void smp_invalidate_mask(u32 mask __unused) { }
static inline bool smp_nmi(struct pt_regs *regs __unused) { return false; }
static inline int smp_message_pass(int target __unused, int msg __unused,
				   unsigned long data __unused,
				   int wait __unused)
{
	return 0;			/* there is nobody else */
}
#endif
#endif
