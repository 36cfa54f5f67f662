/*
 * cpu.h - the host's pretended machine has CPUs that take turns: this_cpu is
 * the one whose turn it is. The struct is the kernel's own.
 */
#include_next <asm/cpu.h>
#ifndef UNIT_CPU_H
#define UNIT_CPU_H

extern struct cpu *host_cpu;		/* machine.h, or the test itself */

#undef this_cpu
#define this_cpu	host_cpu

#endif
