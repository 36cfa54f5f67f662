/*
 * aout0.S - where an a.out program begins: argc, argv and envp are on the
 * stack, the two as pointers (an ELF program finds the arrays themselves).
 */
	.globl	_start
_start:
	xorl	%ebp, %ebp
	popl	%eax
	popl	%edx
	popl	%ecx
	andl	$-16, %esp
	subl	$4, %esp
	pushl	%ecx
	pushl	%edx
	pushl	%eax
	call	main
	pushl	%eax
	call	quit

/*
 * signal_return: where handlers of signals return to.
 */
	.globl	signal_return
signal_return:
	movl	$173, %eax		# rt_sigreturn
	int	$0x80

	.section .note.GNU-stack, "", @progbits
