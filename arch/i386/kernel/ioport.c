/*
 * ioport.c - iopl(): the privilege level that a program needs for IN, OUT and
 * CLI. It is in the flags that the program goes on with.
 */
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/cpu.h>
#include <asm/processor.h>

SYSCALL1(iopl, u32, level)
{
	u32 old = (regs->eflags & EFLAGS_IOPL) >> EFLAGS_IOPL_SHIFT;

	if (level > old && level <= EFLAGS_IOPL >> EFLAGS_IOPL_SHIFT &&
	    !capable(CAP_SYS_RAWIO))
		return -EPERM;
	if (level > EFLAGS_IOPL >> EFLAGS_IOPL_SHIFT)
		return -EINVAL;
	regs->eflags = (regs->eflags & ~EFLAGS_IOPL) |
		       level << EFLAGS_IOPL_SHIFT;
	return 0;
}
