/*
 * head.S - the 32-bit entry of the kernel, for every processor (L4).
 *
 * In:	32-bit protected mode, flat 4 GB segments, paging and interrupts off
 *	%ebx	0: the boot processor, started by the unpacker
 *	%esi	   physical address of struct boot_params
 *	%ebx	1: another processor, started by trampoline32.S
 *	%esi	   physical address of its page, %ecx the end of it
 * Out:	paging on, the kernel at 3 GB, a stack of its own, this_cpu valid,
 *	in start_kernel() (Documentation/boot.txt, smp.txt).
 *
 * Until paging is on, the code runs 3 GB below where it was linked: every
 * address of data goes through pa().
 */
#include <asm/page.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/trampoline.h>

#define pa(x)		((x) - PAGE_OFFSET)
#define PARAM_SIZE	4096
#define CMDLINE_PTR	0x228		/* of struct boot_params */
#define CMDLINE_SIZE	2048
#define EARLY_TABLES	2		/* page tables: 8 MB */

/* The kernel's page directory maps where we are and where we go. */
.macro ENABLE_PAGING
	movl	$pa(swapper_pg_dir), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$CR0_PG | CR0_WP | CR0_NE | CR0_MP | CR0_ET, %eax
	andl	$~(CR0_EM | CR0_TS | CR0_AM | CR0_NW | CR0_CD), %eax
	movl	%eax, %cr0
	movl	$9f, %eax		/* from 1 MB to 3 GB + 1 MB */
	jmp	*%eax
9:
.endm

	.section .head.text, "ax"
	.code32
	.globl startup_32
startup_32:
	cld
	cli
	testl	%ebx, %ebx
	jnz	secondary
	movl	$KERNEL_DS, %eax	/* same number in every loader's GDT */
	movl	%eax, %ds
	movl	%eax, %es

	xorl	%eax, %eax		/* clear the BSS */
	movl	$pa(__bss_start), %edi
	movl	$pa(_end), %ecx
	subl	%edi, %ecx
	shrl	$2, %ecx
	rep stosl

	movl	$pa(boot_params), %edi	/* what the loader says, while it is */
	movl	$PARAM_SIZE / 4, %ecx	/* still there to be read */
	rep movsl
	movl	pa(boot_params) + CMDLINE_PTR, %esi
	testl	%esi, %esi
	jz	1f
	movl	$pa(boot_command_line), %edi
	movl	$CMDLINE_SIZE / 4, %ecx
	rep movsl
1:
	movl	$pa(early_tables), %edi	/* map the first 8 MB, writable */
	movl	$KPAGE_RW, %eax
	movl	$EARLY_TABLES * PTRS_PER_PAGE, %ecx
2:	stosl
	addl	$PAGE_SIZE, %eax
	loop	2b

	movl	$pa(early_tables) + KPAGE_RW, %eax	/* at 0 and at 3 GB */
	movl	%eax, pa(swapper_pg_dir)
	movl	%eax, pa(swapper_pg_dir) + KERNEL_PGD * 4
	addl	$PAGE_SIZE, %eax
	movl	%eax, pa(swapper_pg_dir) + 4
	movl	%eax, pa(swapper_pg_dir) + KERNEL_PGD * 4 + 4

	ENABLE_PAGING
	movl	$boot_stack + STACK_SIZE, %esp
	pushl	$0
	popfl				/* the loader's flags are unknown */
	movl	$boot_cpu, %eax
	call	cpu_init_tables		/* GDT, IDT, TSS: this_cpu is valid */
	movl	$0, swapper_pg_dir	/* nothing at address 0 from now on */
	movl	$0, swapper_pg_dir + 4
	movl	%cr3, %eax
	movl	%eax, %cr3
	call	start_kernel
	ud2

/*
 * Another processor: memory, tables and the mapping at 0 are there already.
 * The directory has 4 MB pages, so CR4 comes first.
 */
secondary:
#ifdef CONFIG_SMP
	movl	MAILBOX_CR4(%esi), %eax
	testl	%eax, %eax
	jz	1f			/* a CPU without CR4 */
	movl	%eax, %cr4
1:	ENABLE_PAGING
	addl	$PAGE_OFFSET, %esi
	leal	PAGE_OFFSET(%ecx), %esp
	movl	$AP_PAGING, MAILBOX_OFFSET(%esi)
	pushl	$0
	popfl
	movl	MAILBOX_CPU(%esi), %eax
	call	cpu_init_tables
	movl	$AP_TABLES, MAILBOX_OFFSET(%esi)
	movl	MAILBOX_STACK(%esi), %esp	/* the same page */
	call	start_kernel
#endif
	ud2

/* The boot processor's stack while it boots, and its idle process's after. */


	.section .bss.page_aligned, "aw", @nobits
	.balign	PAGE_SIZE
	.globl swapper_pg_dir, early_tables, boot_stack
	.globl boot_params, boot_command_line
swapper_pg_dir:		.skip PAGE_SIZE
early_tables:		.skip PAGE_SIZE * EARLY_TABLES
boot_stack:		.skip STACK_SIZE
boot_params:		.skip PARAM_SIZE
boot_command_line:	.skip CMDLINE_SIZE
