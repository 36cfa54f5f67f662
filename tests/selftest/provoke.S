/*
 * provoke.S - functions that each cause one exception, at an address that the
 * test finds in the word provoke_name_at. Where the CPU reports the
 * instruction after the one that trapped, that is the one meant. Prototype:
 * void f(void), but for provoke_read(address) and run_user_code(eip, esp,
 * eflags).
 */
#include <asm/irq.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/unistd.h>

#define BEYOND_GDT	0x7f8
#define FCW_UNMASKED	0x0340		/* no FPU error is masked */

.macro PROVOKE name
	.globl	provoke_\name, provoke_\name\()_at
	.section .rodata
provoke_\name\()_at:
	.long	9f
	.text
	.balign	4
	.type	provoke_\name, @function
provoke_\name:
.endm

	.text
PROVOKE divide
	xorl	%ecx, %ecx
9:
	divl	%ecx
	ret

PROVOKE debug
	pushfl
	orl	$EFLAGS_TF, (%esp)
	popfl
	nop				/* the trap comes after this one */
9:
	ret

PROVOKE nmi
	int	$2
9:
	ret

PROVOKE breakpoint
	int3
9:
	ret

PROVOKE overflow
	movl	$0x7fffffff, %eax
	incl	%eax
	into
9:
	ret

PROVOKE bounds
	movl	$1000, %eax
9:
	bound	%eax, limits
	ret

PROVOKE opcode
9:
	ud2
	ret

PROVOKE no_device
	movl	%cr0, %eax
	orl	$CR0_TS, %eax
	movl	%eax, %cr0
9:
	fnop
	ret

PROVOKE overrun
	int	$9
9:
	ret

/* Nested-task return; the back link of the TSS is 0, which is no TSS. */
PROVOKE tss
	pushfl
	orl	$EFLAGS_NT, (%esp)
	popfl
9:
	iret

PROVOKE not_present
	movl	$GDT_TEST_SELECTOR, %eax
9:
	movl	%eax, %gs
	ret

PROVOKE stack
	movl	$GDT_TEST_SELECTOR, %eax
9:
	movl	%eax, %ss
	ret

PROVOKE protection
	movl	$BEYOND_GDT, %eax
9:
	movl	%eax, %gs
	ret

PROVOKE read
9:
	movl	(%eax), %eax
	ret

PROVOKE text
	movl	$provoke_text, %eax
9:
	movl	%eax, (%eax)
	ret

PROVOKE reserved
	int	$15
9:
	ret

PROVOKE fpu
	fninit
	pushl	$FCW_UNMASKED
	fldcw	(%esp)
	popl	%eax
	fld1
	fldz
	fdivrp				/* the error is noted here ... */
9:
	fwait				/* ... and reported here */
	ret

PROVOKE machine_check
	int	$18
9:
	ret

PROVOKE simd
	int	$19
9:
	ret

/* Calls itself until the stack is used up. */
PROVOKE recursion
	pushl	%eax
	pushl	%edx
	call	provoke_recursion
9:
	popl	%edx
	popl	%eax
	ret

/* Goes to user mode and never comes back but by exceptions. */
	.globl	run_user_code
run_user_code:
	pushl	$USER_DS
	pushl	%edx
	pushl	%ecx
	pushl	$USER_CS
	pushl	%eax
	movl	$USER_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	iret

/* Position-independent code for user mode, copied to a page there. */
	.globl	user_hlt, user_misaligned, user_bad_call, user_end
user_hlt:
	hlt				/* privileged */
user_misaligned:
	movl	1(%esp), %eax		/* with EFLAGS.AC: alignment check */
	hlt
user_bad_call:
	movl	$NR_syscalls, %eax	/* one beyond the table */
	int	$SYSCALL_VECTOR		/* no such call: -ENOSYS, ... */
	cmpl	$-ENOSYS, %eax
	jne	1f
	movl	$-1, %eax
	int	$SYSCALL_VECTOR
	cmpl	$-ENOSYS, %eax
	jne	1f
	ud2				/* ... which is told apart by SIGILL */
1:	hlt
user_end:

	.section .rodata
	.balign	4
limits:	.long	0, 10
