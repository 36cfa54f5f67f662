/*
 * syscall.h - the table of system calls, for entry.S.
 */
#ifndef _ASM_SYSCALL_H
#define _ASM_SYSCALL_H

#include <asm/unistd.h>

struct pt_regs;
typedef long (*syscall_t)(struct pt_regs *regs);

/* arch/i386/kernel/syscall.c */
extern const syscall_t sys_call_table[NR_syscalls];

#endif
