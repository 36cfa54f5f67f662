/*
 * entry.S - every way into the kernel from outside, and the way back.
 *
 * All gates turn interrupts off. Each entry builds the frame of
 * asm/ptrace.h (struct pt_regs) and hands its address to C in %eax; the C
 * code decides about interrupts and about the kernel lock. System calls take
 * the lock here, because here is where they have to be quick.
 */
#include <asm/irq.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/unistd.h>
#include <generated/asm-offsets.h>

/*
 * After the CPU's part of the frame and orig_eax are on the stack: the rest.
 * Then the kernel's segments; in %fs this CPU's struct. Clobbers %edx.
 */
.macro SAVE_ALL
	cld
	pushl	%fs
	pushl	%es
	pushl	%ds
	pushl	%eax
	pushl	%ebp
	pushl	%edi
	pushl	%esi
	pushl	%edx
	pushl	%ecx
	pushl	%ebx
	movl	$KERNEL_DS, %edx
	movl	%edx, %ds
	movl	%edx, %es
	movl	$KERNEL_PERCPU, %edx
	movl	%edx, %fs
.endm

/*
 * Back to the interrupted code, in whatever mode. A segment that the process
 * has made invalid in the meantime becomes 0; a frame that iret refuses ends
 * in bad_iret.
 */
.macro RESTORE_ALL
	popl	%ebx
	popl	%ecx
	popl	%edx
	popl	%esi
	popl	%edi
	popl	%ebp
	popl	%eax
1:	popl	%ds
2:	popl	%es
3:	popl	%fs
	addl	$4, %esp
4:	iret
	.section .text.fixup, "ax"
5:	movl	$0, (%esp)
	jmp	1b
6:	movl	$0, (%esp)
	jmp	2b
7:	movl	$0, (%esp)
	jmp	3b
	.previous
	.section __ex_table, "a"
	.long	1b, 5b
	.long	2b, 6b
	.long	3b, 7b
	.long	4b, bad_iret
	.previous
.endm

/*
 * A system call takes the kernel lock: free, it costs one locked instruction.
 * A process in user mode never holds it, so its depth is simply set. After a
 * wait it may be on another CPU.
 * Clobbers %eax, %ecx, %edx.
 */
.macro ENTER_KERNEL
#ifdef CONFIG_SMP
	xorl	%eax, %eax
	movl	%fs:CPU_LOCK_ID, %ecx
	lock; cmpxchgl %ecx, kernel_flag
	je	1f
	call	kernel_lock_wait_or_yield
1:	incl	%fs:CPU_LOCK_TAKEN
	movl	$1, %fs:CPU_SYSCALL_COUNT
#endif
.endm

.macro LEAVE_KERNEL
#ifdef CONFIG_SMP
	movl	$0, %fs:CPU_SYSCALL_COUNT
	movb	$0, kernel_flag		/* the owner's byte, smplock.h */
#endif
.endm

	.text
/*
 * int $80h: number in %eax, arguments in %ebx %ecx %edx %esi %edi %ebp.
 * Handlers get the frame and find their arguments there. Bit 0 of a handler's
 * address says that it runs without the kernel lock (NOLOCK).
 */
	.globl	system_call, system_call_traced
	.balign	64
system_call_traced:			/* the gate's other way: the addresses
					   of both differ in the lower half */
	jmp	traced_call
	.balign	16
system_call:
	pushl	%eax
	SAVE_ALL
	movl	%fs:CPU_CURRENT, %edi	/* stays there in all of the call */
	testb	$WORK_TRACE_CALL_BIT, TASK_WORK(%edi)
	jnz	trace_call
	cmpl	$NR_syscalls, %eax
	jae	bad_system_call
do_call:
	movl	sys_call_table(,%eax,4), %ebx
	testb	$1, %bl
	jnz	call_without_lock
	ENTER_KERNEL
	sti
	movl	%esp, %eax
	call	*%ebx
	movl	%eax, PT_EAX(%esp)
	cli
	LEAVE_KERNEL
call_done:				/* interrupts off, no lock held */
	cmpl	$0, TASK_WORK(%edi)
	jne	call_work
restore_all:
	RESTORE_ALL

call_without_lock:
	decl	%ebx
	sti
	movl	%esp, %eax
	call	*%ebx
	movl	%eax, PT_EAX(%esp)
	cli
	jmp	call_done

bad_system_call:
	movl	$-ENOSYS, PT_EAX(%esp)
	jmp	call_done

traced_call:				/* the same in C (calltrace.c) */
	pushl	%eax
	SAVE_ALL
	movl	%esp, %eax
	call	do_traced_call
	movl	%fs:CPU_CURRENT, %edi
	jmp	call_done

/* Somebody watches: may make it another call, or none. */
trace_call:
	sti
	movl	%esp, %eax
	call	trace_call_begins	/* returns the number of the call */
	cli
	cmpl	$NR_syscalls, %eax
	jb	do_call
	jmp	call_done		/* the result is in the frame */

call_work:
	testb	$WORK_TRACE_CALL_BIT, TASK_WORK(%edi)
	jz	ret_to_user
	movl	%esp, %eax
	call	trace_call_ends
ret_to_user:				/* interrupts off, no lock held */
	movl	%fs:CPU_CURRENT, %ecx
	testl	$WORK_BEFORE_USER, TASK_WORK(%ecx)
	jz	restore_all
	movl	%esp, %eax
	call	do_work			/* signals, another process's turn */
	jmp	ret_to_user

/* A frame that iret refused is on the stack, and then its own. */
bad_iret:
	pushl	$-1			/* not from a system call */
	SAVE_ALL
	movl	%esp, %eax
	call	do_bad_iret
	jmp	ret_to_user

/* From exceptions and interrupts; a process may have to give way. */
	.globl	ret_from_exception
ret_from_exception:
	cli
	testl	$EFLAGS_VM, PT_EFLAGS(%esp)
	jnz	1f
	testb	$3, PT_CS(%esp)
	jz	restore_all
1:	movl	$-1, PT_ORIG_EAX(%esp)	/* no system call to be restarted */
	jmp	ret_to_user

/*
 * The first steps of a new process. In: %eax the process that ran before,
 * on the stack function and argument of a kernel thread, or 0 and 0 for one
 * that goes to user mode through the frame behind them.
 */
	.globl	ret_from_fork
ret_from_fork:
	popl	%ebx
	popl	%esi
	call	schedule_tail
	testl	%ebx, %ebx
	jz	ret_from_exception
	movl	%esi, %eax
	call	*%ebx
	call	do_exit			/* with what the function returned */
	ud2

/*
 * Process 1 becomes a program: out of the kernel by the frame at %eax, the
 * kernel lock held once, anything on the stack.
 */
	.globl	enter_user_mode
enter_user_mode:
	cli
	LEAVE_KERNEL
	movl	%eax, %esp
	jmp	ret_to_user

/* --- exceptions -------------------------------------------------------- */

/* The CPU pushed an error code if `code' is 1. */
.macro EXCEPTION name, vector, code
\name:
	.if \code == 0
	pushl	$0
	.endif
	SAVE_ALL
	movl	%esp, %eax
	movl	$\vector, %edx
	call	do_trap
	jmp	ret_from_exception
.endm

EXCEPTION divide_error, 0, 0
EXCEPTION debug, 1, 0
EXCEPTION breakpoint, 3, 0
EXCEPTION overflow, 4, 0
EXCEPTION bounds, 5, 0
EXCEPTION invalid_op, 6, 0
EXCEPTION device_not_available, 7, 0
EXCEPTION coprocessor_segment, 9, 0
EXCEPTION invalid_tss, 10, 1
EXCEPTION segment_not_present, 11, 1
EXCEPTION stack_segment, 12, 1
EXCEPTION general_protection, 13, 1
EXCEPTION reserved_trap, 15, 0
EXCEPTION coprocessor_error, 16, 0
EXCEPTION alignment_check, 17, 1
EXCEPTION machine_check, 18, 0
EXCEPTION simd_error, 19, 0

page_fault:
	SAVE_ALL
	movl	%esp, %eax
	movl	%cr2, %edx		/* before another fault can change it */
	call	do_page_fault
	jmp	ret_from_exception

/* May come anywhere, so it goes back without looking at anything. */
nmi:
	pushl	$0
	SAVE_ALL
	movl	%esp, %eax
	call	do_nmi
	jmp	restore_all

/*
 * The double fault's own task starts here, and goes on after the iret the
 * next time. In: the error code on the stack. The iret goes back to the task
 * that was interrupted, as do_double_fault() has left it.
 */
	.globl	double_fault
double_fault:
	call	do_double_fault
	addl	$4, %esp
	iret
	jmp	double_fault

	.section .rodata
	.globl	exception_entries
exception_entries:			/* by vector; 8 is a task gate */
	.long	divide_error, debug, nmi, breakpoint
	.long	overflow, bounds, invalid_op, device_not_available
	.long	0, coprocessor_segment, invalid_tss, segment_not_present
	.long	stack_segment, general_protection, page_fault, reserved_trap
	.long	coprocessor_error, alignment_check, machine_check, simd_error

/* --- interrupts ---------------------------------------------------------- */

	.text
	.globl	irq_entries
	.balign	IRQ_ENTRY_SIZE
irq_entries:				/* IRQ_ENTRY_SIZE bytes each */
	.set	irq, 0
	.rept	NR_IRQS
	.balign	IRQ_ENTRY_SIZE
	pushl	$irq
	jmp	common_interrupt
	.set	irq, irq + 1
	.endr

	.balign	4
common_interrupt:
	SAVE_ALL
	movl	%esp, %eax
	call	do_IRQ
	jmp	ret_from_exception

#ifdef CONFIG_SMP
/* Interrupts of the APICs. `back' is restore_all for those that may not
   cause a reschedule. */
.macro APIC_ENTRY name, handler, nr, back
	.globl	\name
	.balign	4
\name:
	pushl	$\nr
	SAVE_ALL
	movl	%esp, %eax
	call	\handler
	jmp	\back
.endm

APIC_ENTRY irq13_entry, smp_irq13, FPU_IRQ, restore_all
APIC_ENTRY irq16_entry, smp_irq16, MESSAGE_IRQ, ret_from_exception
APIC_ENTRY apic_timer_entry, smp_apic_timer, TIMER_IRQ, ret_from_exception
APIC_ENTRY apic_error_entry, do_apic_error, 0, restore_all
APIC_ENTRY apic_spurious_entry, do_apic_spurious, 0, restore_all
#endif

/* Any vector that nobody uses. */
	.globl	ignore_int
ignore_int:
	pushl	$0
	SAVE_ALL
	movl	%esp, %eax
	call	do_unexpected_interrupt
	jmp	ret_from_exception
