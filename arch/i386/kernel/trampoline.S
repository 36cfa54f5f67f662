/*
 * trampoline.S - the first instructions of an application processor (L4).
 *
 * A copy of this file's and trampoline32.S's code stands at the bottom of
 * the processor's own page below 1 MB; the STARTUP message names the page.
 *
 * In:	real mode, CS = page / 16, IP = 0; nothing else is known
 * Out:	32-bit protected mode, flat, in trampoline32, %esi the page's address
 *
 * Nothing here knows where it lies: DS = CS, so that labels count from the
 * page's start, and addresses that must be linear are computed from CS.
 */
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/trampoline.h>

#define here(label)	((label) - trampoline_start)

	.section .rodata.trampoline, "a"
	.code16
	.globl	trampoline_start
trampoline_start:
	cli
	movw	%cs, %ax
	movw	%ax, %ds
	movl	$AP_REAL, here(mailbox_state)
	movzwl	%ax, %esi
	shll	$4, %esi			/* where we are */
	leal	here(trampoline_gdt)(%esi), %eax
	movl	%eax, here(gdt_pointer) + 2
	leal	here(trampoline32)(%esi), %eax
	movl	%eax, here(far_pointer)
	lidt	here(no_idt)			/* no interrupt can be served */
	lgdtl	here(gdt_pointer)
	movl	%cr0, %eax
	orl	$CR0_PE, %eax
	movl	%eax, %cr0
	ljmpl	*here(far_pointer)

	.balign	8
trampoline_gdt:
	.quad	0, 0
	.quad	0x00cf9a000000ffff		/* KERNEL_CS: 4 GB of code */
	.quad	0x00cf92000000ffff		/* KERNEL_DS: 4 GB of data */
trampoline_gdt_end:
gdt_pointer:
	.word	trampoline_gdt_end - trampoline_gdt - 1
	.long	0
no_idt:
	.word	0
	.long	0
far_pointer:
	.long	0
	.word	KERNEL_CS

/* struct mailbox of asm/trampoline.h: smpboot.c fills it in, and watches. */
	.org	trampoline_start + MAILBOX_OFFSET
mailbox_state:	.long	0
mailbox_cpu:	.long	0
mailbox_cr4:	.long	0
mailbox_entry:	.long	0
mailbox_stack:	.long	0

#include "trampoline32.S"
