/*
 * trace.h - the machine's part of the trace (linux/trace.h): the test at each
 * site, and the gate of system calls.
 *
 * A site is two instructions while nothing is recorded: the test of a byte in
 * memory, and a jump that is not taken. All else, arguments included, stands
 * behind the jump, out of the way.
 */
#ifndef _ASM_TRACE_H
#define _ASM_TRACE_H

#include <linux/types.h>
#include <linux/compiler.h>

/*
 * Kinds of events that are wanted now, a bit for each KIND_. Written with the
 * kernel lock; sites look without any lock, and may look too early or too
 * late.
 */
extern u32 trace_kinds;

/* Is one of these kinds wanted? `kinds' is constant, and fits a byte. */
static inline __attribute__((always_inline)) bool trace_wanted(const u32 kinds)
{
	__asm__ goto("testb %0, trace_kinds; jnz %l[wanted]"
		     : : "i" (kinds) : "cc" : wanted);
	return false;
wanted:
	__attribute__((cold));
	return true;
}

/* The address of the instruction itself. */
static inline __attribute__((always_inline)) unsigned long code_address(void)
{
	unsigned long ip;

	__asm__ volatile("movl $1f, %0\n1:" : "=r" (ip));
	return ip;
}

/* arch/i386/kernel/calltrace.c: entry.S itself has no sites. */
void trace_system_calls(bool on);

#endif
