/*
 * ptrace.h - the stack frame that every entry into the kernel leaves.
 *
 *	high	ss		only from user mode
 *		esp		only from user mode
 *		eflags
 *		cs
 *		eip		pushed by the CPU up to here
 *		orig_eax	error code, system-call number, or IRQ number
 *		fs es ds	of the interrupted code
 *		eax ebp edi esi edx ecx
 *	low	ebx		<- %esp when C is called
 *
 * On the way back to user mode orig_eax is the number of the system call, which
 * may have to be restarted, or -1: whatever else came in has been served.
 *
 * %gs belongs to the user: the kernel never touches it but in switch_to().
 * The six lowest registers are the arguments of a system call, in order, so
 * that its handler finds them where C puts arguments.
 */
#ifndef _ASM_PTRACE_H
#define _ASM_PTRACE_H

#include <linux/types.h>
#include <asm/processor.h>

struct pt_regs {
	u32 ebx, ecx, edx, esi, edi, ebp, eax;
	u32 ds, es, fs;
	u32 orig_eax;
	u32 eip, cs, eflags, esp, ss;
};

#define user_mode(regs) \
	(((regs)->cs & 3) || ((regs)->eflags & EFLAGS_VM))

/* The stack pointer of the interrupted code, whichever mode it was in. */
static inline u32 regs_esp(const struct pt_regs *regs)
{
	return user_mode(regs) ? regs->esp : (u32)&regs->esp;
}

#endif
