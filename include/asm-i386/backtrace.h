/*
 * backtrace.h - who called whom, read from a stack without frame pointers.
 */
#ifndef _ASM_BACKTRACE_H
#define _ASM_BACKTRACE_H

#include <linux/types.h>

/* arch/i386/kernel/backtrace.c */
void show_trace(unsigned long eip, unsigned long esp, unsigned long stack_lo,
		unsigned long stack_hi);
void dump_stack(void);
unsigned long caller_on_stack(unsigned long callee, unsigned long esp,
			      unsigned long stack_hi,
			      bool (*skip)(const char *name));

#endif
