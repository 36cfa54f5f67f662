/*
 * crt0.S - where a program of ours begins.
 */

/*
 * _start: from the kernel, with argc, the arguments, a NULL, the environment
 * and a NULL on the stack. Calls main(argc, argv, envp); its result is the
 * exit status.
 */
	.globl	_start
_start:
	xorl	%ebp, %ebp		# the outermost frame
	movl	(%esp), %eax		# argc
	leal	4(%esp), %edx		# argv
	leal	8(%esp,%eax,4), %ecx	# envp
	andl	$-16, %esp
	subl	$4, %esp
	pushl	%ecx
	pushl	%edx
	pushl	%eax
	call	main
	movl	%eax, %ebx
	movl	$252, %eax		# exit_group: threads end, too
	int	$0x80
	hlt

/*
 * int thread_start(u32 flags, void *stack_top, int *tid, void (*fn)(void *),
 *		    void *arg)
 * clone() on a stack of its own. Returns the number of the new thread, which
 * calls fn(arg) and exits, or -errno. The kernel writes the number to *tid,
 * and clears it and wakes waiters there when the thread has ended.
 */
	.globl	thread_start
thread_start:
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	movl	16(%esp), %ebx		# flags
	movl	20(%esp), %ecx		# stack
	movl	24(%esp), %edx		# where the parent finds the number
	movl	%edx, %edi		# where it is cleared
	subl	$8, %ecx
	movl	28(%esp), %eax
	movl	%eax, (%ecx)		# fn, then arg: on the new stack
	movl	32(%esp), %eax
	movl	%eax, 4(%ecx)
	xorl	%esi, %esi
	movl	$120, %eax		# clone
	int	$0x80
	testl	%eax, %eax
	jz	1f
	popl	%edi
	popl	%esi
	popl	%ebx
	ret
1:	xorl	%ebp, %ebp
	popl	%eax			# fn; arg is where it looks for it,
	call	*%eax			# once this call has pushed its return
	xorl	%ebx, %ebx
	movl	$1, %eax		# exit: this thread alone
	int	$0x80
	hlt

/*
 * signal_return: where handlers of signals return to.
 */
	.globl	signal_return
signal_return:
	movl	$173, %eax		# rt_sigreturn
	int	$0x80

	.section .note.GNU-stack, "", @progbits
