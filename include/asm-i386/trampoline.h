/*
 * trampoline.h - the page that an application processor starts in and then
 * has as its stack (L2): code at the bottom, a mailbox behind it, the stack
 * from the top down. Included by assembly.
 */
#ifndef _ASM_TRAMPOLINE_H
#define _ASM_TRAMPOLINE_H

#define TRAMPOLINE_PAGE	4096
#define MAILBOX_OFFSET	128		/* of the mailbox in the page */
#define MAILBOX_CPU	(MAILBOX_OFFSET + 4)
#define MAILBOX_CR4	(MAILBOX_OFFSET + 8)
#define MAILBOX_STACK	(MAILBOX_OFFSET + 16)

/* How far it has come (S1). Each step is a store to mailbox.state. */
#define AP_RESET	0		/* set before the start-up IPIs */
#define AP_REAL		1		/* trampoline.S runs */
#define AP_PROTECTED	2		/* trampoline32.S runs */
#define AP_PAGING	3		/* head.S: the kernel is mapped */
#define AP_TABLES	4		/* its GDT, IDT and TSS are loaded */
#define AP_CALLIN	5		/* smp_callin(): may be counted on */

#ifndef __ASSEMBLY__
#include <linux/types.h>

struct cpu;

struct mailbox {
	volatile u32 state;		/* AP_: from then on the AP writes it */
	struct cpu *cpu;		/* its struct */
	u32 cr4;			/* to be set before paging; 0: none */
	u32 entry;			/* physical address of startup_32 */
	u32 stack;			/* the page's end, where it has a
					   guard below it: mm/stacks.c */
};

_Static_assert(offsetof(struct mailbox, cpu) ==
	       MAILBOX_CPU - MAILBOX_OFFSET, "struct mailbox");
_Static_assert(offsetof(struct mailbox, cr4) ==
	       MAILBOX_CR4 - MAILBOX_OFFSET, "struct mailbox");
_Static_assert(offsetof(struct mailbox, stack) ==
	       MAILBOX_STACK - MAILBOX_OFFSET, "struct mailbox");

/* arch/i386/kernel/trampoline.S */
extern const char trampoline_start[], trampoline_end[];
#endif
#endif
