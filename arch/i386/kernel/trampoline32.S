/*
 * trampoline32.S - the second half, in protected mode. Included by
 * trampoline.S: the two are one piece of code that is copied as a whole.
 *
 * In:	%esi the page's physical address
 * Out:	in startup_32 (head.S) with %ebx = 1, which says "I am an AP", %ecx
 *	the top of the page, its stack, and %esi as before
 */
	.code32
trampoline32:
	movl	$KERNEL_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	$AP_PROTECTED, here(mailbox_state)(%esi)
	leal	TRAMPOLINE_PAGE(%esi), %ecx
	movl	$1, %ebx
	jmp	*here(mailbox_entry)(%esi)

	.globl	trampoline_end
trampoline_end:
