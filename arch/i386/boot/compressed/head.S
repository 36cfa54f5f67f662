/*
 * head.S - the 32-bit entry of bzImage: setup and every loader that does not
 * run setup come here.
 *
 * In:	32-bit protected mode, flat 4 GB segments, ds = es = ss, paging off,
 *	interrupts off; %esi = physical address of struct boot_params. Loaded
 *	at KERNEL_START or elsewhere; no stack.
 * Out:	at KERNEL_START in the unpacked kernel, the same mode, %esi as
 *	before, %ebx = 0: the boot processor. The stack is unspecified.
 *
 * The kernel is unpacked to where it runs, over the place where we and the
 * packed kernel were loaded. So all of this image moves up first, to the
 * address it is linked at; the linker script puts that just so high that
 * the output never reaches input that is still to be read. Only what stands
 * in .head.text may run before the move: it is position independent, and it
 * comes first in the file, so that a truncated file still has it.
 */
#include "image.h"

#define BP_CURSOR	0x000		/* struct boot_params: column, line */
#define BP_SCRATCH	0x1e4
#define VGA_TEXT	0xb8000
#define VGA_LINE	160		/* bytes of a line of 80 columns */
#define VGA_WHITE	0x07
#define COM1_DATA	0x3f8
#define COM1_STATUS	0x3fd
#define COM1_READY	0x20
#define COM1_BOUND	100000		/* reads of the status: 0.1 s or more */
#define TEST_PATTERN	0x5aa5c33c
#define STACK_SIZE	4096

	.section .head.text, "ax"
	.code32
	.globl startup_32
startup_32:
	jmp	1f
	.balign	IMAGE_INFO
	.long	IMAGE_MAGIC
	.long	init_size
	.long	payload_offset
	.long	payload_length
	.long	image_size

1:	cld
	cli
	leal	BP_SCRATCH + 4(%esi), %esp	/* a stack of one word */
	call	2f
2:	popl	%ebp
	subl	$2b - startup_32, %ebp		/* where we were loaded */

	leal	truncated - startup_32(%ebp), %edx
	cmpl	$IMAGE_END_MAGIC, end_magic - startup_32(%ebp)
	jne	complain
	leal	no_memory - startup_32(%ebp), %edx
	movl	$_end - 4, %edi			/* is there memory? */
	movl	(%edi), %eax
	movl	$TEST_PATTERN, (%edi)
	wbinvd					/* do not ask the cache */
	cmpl	$TEST_PATTERN, (%edi)
	jne	complain
	movl	%eax, (%edi)

	movl	%esi, %ebx
	leal	end_magic - startup_32(%ebp), %esi	/* from the end, as */
	movl	$end_magic, %edi		/* the places may overlap */
	movl	$end_magic + 4, %ecx
	subl	$startup_32, %ecx
	shrl	$2, %ecx
	std
	rep movsl
	cld
	movl	$moved, %eax
	jmp	*%eax

/* Prints the string at %edx on the screen and on COM1, and stops. */
complain:
	movzbl	BP_CURSOR + 1(%esi), %edi	/* the cursor's line */
	imull	$VGA_LINE, %edi
	addl	$VGA_TEXT, %edi
	movl	%edx, %esi
	movb	$VGA_WHITE, %ah
1:	lodsb
	testb	%al, %al
	jz	4f
	stosw
	movb	%al, %bl
	movl	$COM1_BOUND, %ecx
	movl	$COM1_STATUS, %edx
2:	inb	%dx, %al
	testb	$COM1_READY, %al
	loopz	2b
	movb	%bl, %al
	movl	$COM1_DATA, %edx
	outb	%al, %dx
	jmp	1b
4:	hlt
	jmp	4b

truncated:
	.asciz	"biglock: the kernel is truncated, the file or disk is bad\r\n"
no_memory:
	.asciz	"biglock: there is not enough memory to unpack the kernel\r\n"

/* From here on we are where we were linked; boot_params are at %ebx. */
	.text
moved:
	xorl	%eax, %eax
	movl	$__bss_start, %edi
	movl	$_end, %ecx
	subl	%edi, %ecx
	shrl	$2, %ecx
	rep stosl
	movl	$stack_top, %esp
	movl	%ebx, %esi
	pushl	%ebx
	call	unpack_kernel			/* keeps %esi, as C does */
	xorl	%ebx, %ebx
	movl	$KERNEL_START, %eax
	jmp	*%eax

	.section .payload, "a"
	.incbin	PAYLOAD

	.section .end, "a"
end_magic:
	.long	IMAGE_END_MAGIC

	.bss
	.balign	16
	.skip	STACK_SIZE
stack_top:
