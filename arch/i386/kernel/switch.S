/*
 * switch.S - the context switch.
 *
 * In:	%eax the process that loses the CPU, %edx the one that gets it;
 *	interrupts off, run queue locked
 * Out:	on the stack of the latter, where it once called this function (or in
 *	ret_from_fork), %eax the process that ran before, all other registers
 *	but %ebp changed: the caller, switch_to() in asm/switch.h, knows that
 *
 * Everything else about a process is switched by kernel/sched.c.
 */
#include <generated/asm-offsets.h>

	.text
	.globl	switch_stacks
switch_stacks:
	pushl	%ebp
	movl	%esp, TASK_ESP(%eax)

	movl	TASK_ESP(%edx), %esp
	movl	TASK_STACK_TOP(%edx), %ecx
	movl	%ecx, %fs:CPU_ESP0	/* where its next entry will push */
	movl	%edx, %fs:CPU_CURRENT
	popl	%ebp
	ret
