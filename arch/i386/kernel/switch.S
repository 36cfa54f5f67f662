/*
 * switch.S - the context switch.
 *
 * struct task_struct *switch_to(struct task_struct *prev,
 *				 struct task_struct *next)
 * In:	%eax prev, %edx next; interrupts off, run queue locked
 * Out:	on the stack of `next', where it once called this function (or in
 *	ret_from_fork), %eax the process that ran before
 *
 * What C may lose in a call need not be saved. Everything about a process
 * that is not in these registers is switched by kernel/sched.c.
 */
#include <generated/asm-offsets.h>

	.text
	.globl	switch_to
switch_to:
	pushl	%ebp
	pushl	%edi
	pushl	%esi
	pushl	%ebx
	movl	%esp, TASK_ESP(%eax)

	movl	TASK_ESP(%edx), %esp
	movl	TASK_STACK_TOP(%edx), %ecx
	movl	%ecx, %fs:CPU_ESP0	/* where its next entry will push */
	movl	%edx, %fs:CPU_CURRENT
	popl	%ebx
	popl	%esi
	popl	%edi
	popl	%ebp
	ret
