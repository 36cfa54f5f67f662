/*
 * syscalls.h - how the handler of a system call is written:
 *
 *	SYSCALL3(read, int, fd, char __user *, buf, size_t, count)
 *	{
 *		...			returns a result or a negative errno
 *	}
 *
 * defines sys_read(), which entry.S calls with the caller's frame in %eax; the
 * arguments come from the registers saved there. A handler may look at
 * `regs', too. It runs with interrupts on and, unless marked NOLOCK in
 * asm/syscall_table.h, with the kernel lock held once. Its address is even:
 * in the table, bit 0 says NOLOCK.
 */
#ifndef _LINUX_SYSCALLS_H
#define _LINUX_SYSCALLS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <asm/ptrace.h>

#define CALL(nr, name, args, flags)					\
	__aligned(2) long sys_##name(struct pt_regs *regs);
#include <asm/syscall_table.h>
#undef CALL

#define _SYSCALL(name, params, ...)					\
	static inline long call_##name params;				\
	long sys_##name(struct pt_regs *regs)				\
	{								\
		return call_##name(__VA_ARGS__);			\
	}								\
	static inline long call_##name params

#define _ARG(type, reg)	((__force type)regs->reg)
#define _REGS		struct pt_regs *regs __unused

#define SYSCALL0(name) _SYSCALL(name, (_REGS), regs)
#define SYSCALL1(name, t1, a1)						\
	_SYSCALL(name, (_REGS, t1 a1), regs, _ARG(t1, ebx))
#define SYSCALL2(name, t1, a1, t2, a2)					\
	_SYSCALL(name, (_REGS, t1 a1, t2 a2), regs, _ARG(t1, ebx),	\
		 _ARG(t2, ecx))
#define SYSCALL3(name, t1, a1, t2, a2, t3, a3)				\
	_SYSCALL(name, (_REGS, t1 a1, t2 a2, t3 a3), regs,		\
		 _ARG(t1, ebx), _ARG(t2, ecx), _ARG(t3, edx))
#define SYSCALL4(name, t1, a1, t2, a2, t3, a3, t4, a4)			\
	_SYSCALL(name, (_REGS, t1 a1, t2 a2, t3 a3, t4 a4), regs,	\
		 _ARG(t1, ebx), _ARG(t2, ecx), _ARG(t3, edx),		\
		 _ARG(t4, esi))
#define SYSCALL5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)		\
	_SYSCALL(name, (_REGS, t1 a1, t2 a2, t3 a3, t4 a4, t5 a5), regs, \
		 _ARG(t1, ebx), _ARG(t2, ecx), _ARG(t3, edx),		\
		 _ARG(t4, esi), _ARG(t5, edi))
#define SYSCALL6(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5, t6, a6)	\
	_SYSCALL(name, (_REGS, t1 a1, t2 a2, t3 a3, t4 a4, t5 a5, t6 a6), \
		 regs, _ARG(t1, ebx), _ARG(t2, ecx), _ARG(t3, edx),	\
		 _ARG(t4, esi), _ARG(t5, edi), _ARG(t6, ebp))

#endif
