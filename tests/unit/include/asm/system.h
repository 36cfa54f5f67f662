/*
 * system.h - the interrupt flag of the host's pretended processor is a
 * variable: code that turns interrupts off runs, and a test sees whether it
 * has put them back as they were. hlt would wait for ever, and does nothing.
 */
#include_next <asm/system.h>
#ifndef UNIT_SYSTEM_H
#define UNIT_SYSTEM_H

extern unsigned long host_flags;	/* host.c; EFLAGS_IF at the start */

#undef sti
#undef cli
#undef halt
#undef sti_and_halt
#undef save_flags
#undef restore_flags
#define sti()			((void)(host_flags |= EFLAGS_IF))
#define cli()			((void)(host_flags &= ~EFLAGS_IF))
#define halt()			((void)0)
#define sti_and_halt()		sti()
#define save_flags(x)		((void)((x) = host_flags))
#define restore_flags(x)	((void)(host_flags = (x)))
#define interrupts_enabled()	((host_flags & EFLAGS_IF) != 0)

#endif
