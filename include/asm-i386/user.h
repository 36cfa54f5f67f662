/*
 * user.h - struct user, the layout of what PTRACE_PEEKUSER reads (Linux/i386
 * ABI). Only registers and debug registers are kept; the rest reads as 0.
 */
#ifndef _ASM_USER_H
#define _ASM_USER_H

#include <asm/elf.h>

#define USER_FP_SIZE	108		/* FNSAVE's format */
#define USER_FPX_SIZE	512		/* FXSAVE's */

struct user {
	struct elf_gregs regs;
	u32 u_fpvalid;
	u8 i387[USER_FP_SIZE];
	u32 u_tsize, u_dsize, u_ssize;
	u32 start_code, start_stack;
	u32 signal, reserved;
	u32 u_ar0, u_fpstate;
	u32 magic;
	char u_comm[32];
	u32 u_debugreg[8];
};

_Static_assert(sizeof(struct user) == 284, "as debuggers know it");

#endif
