/*
 * lib0.S - the first word of the library lib.c: the address of what is to be
 * called.
 */
	.globl	_start
_start:	.long	enter

	.section .note.GNU-stack, "", @progbits
