/*
 * calltrace.c - system calls while the trace or lockstat wants to know of
 * them. entry.S has no sites: each would cost every call. Instead the gate of
 * int $80h leads to system_call_traced then, which comes here.
 *
 * A call that began before goes back by the usual way, and its end is not
 * recorded; one that began after ends here, whatever the gate is by then.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/trace.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/smplock.h>
#include <asm/syscall.h>
#include <asm/system.h>

#define NOLOCK_BIT	1UL		/* syscall.c */

/* With the kernel lock, which is said to be taken by the handler. */
static long locked_call(syscall_t handler, struct pt_regs *regs)
{
	long result;

	enter_kernel_lock_for((unsigned long)handler);
	sti();
	result = handler(regs);
	cli();
	this_cpu->syscall_count = 0;
	put_kernel_lock_for((unsigned long)handler);
	return result;
}

static long unlocked_call(syscall_t handler, struct pt_regs *regs)
{
	long result;

	sti();
	result = handler(regs);
	cli();
	return result;
}

/* Makes the call: its result. */
static long make_call(u32 nr, struct pt_regs *regs)
{
	unsigned long address = (unsigned long)sys_call_table[nr];
	syscall_t handler = (syscall_t)(address & ~NOLOCK_BIT);
	long result;

	trace(TRACE_CALL_ENTER, nr, (u32)handler, regs->ebx);
	result = address & NOLOCK_BIT ? unlocked_call(handler, regs) :
					locked_call(handler, regs);
	trace(TRACE_CALL_EXIT, nr, result, 0);
	return result;
}

/*
 * From entry.S: all that system_call does up to its end. A tracer may make it
 * another call, or none, and then the result is in the frame. Interrupts off.
 */
void do_traced_call(struct pt_regs *regs)
{
	u32 nr = regs->orig_eax;

	if (current->work & 1U << WORK_TRACE_CALL) {
		sti();
		nr = trace_call_begins(regs);
		cli();
	} else if (nr >= NR_syscalls) {
		regs->eax = -ENOSYS;
	}
	if (nr < NR_syscalls)
		regs->eax = make_call(nr, regs);
}

/* Has system calls come here, or go by the quick way. Any context. */
void trace_system_calls(bool on)
{
	redirect_gate(SYSCALL_VECTOR, on ? system_call_traced : system_call);
}
