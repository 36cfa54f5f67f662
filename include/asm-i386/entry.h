/*
 * entry.h - what entry.S offers to C, and what it calls there.
 */
#ifndef _ASM_ENTRY_H
#define _ASM_ENTRY_H

#include <linux/compiler.h>
#include <asm/ptrace.h>

/* Exception vectors, Intel SDM volume 3, table 6-1. */
enum {
	TRAP_DE, TRAP_DB, TRAP_NMI, TRAP_BP, TRAP_OF, TRAP_BR, TRAP_UD, TRAP_NM,
	TRAP_DF, TRAP_CSO, TRAP_TS, TRAP_NP, TRAP_SS, TRAP_GP, TRAP_PF,
	TRAP_RESERVED, TRAP_MF, TRAP_AC, TRAP_MC, TRAP_XM, NR_EXCEPTIONS
};

/* Bits of a page fault's error code */
#define PF_PROT		0x1	/* 0: no such page; 1: not allowed */
#define PF_WRITE	0x2
#define PF_USER		0x4

/* arch/i386/kernel/entry.S; addresses, not to be called */
extern const void *const exception_entries[NR_EXCEPTIONS];
extern const char irq_entries[];
extern const char system_call[], ignore_int[], double_fault[];
extern const char system_call_traced[];
extern const char ret_from_fork[], ret_from_exception[];

/* Goes to user mode by `regs', at the top of current's stack. The caller
   holds the kernel lock once. */
void enter_user_mode(struct pt_regs *regs) __noreturn;

extern const char irq13_entry[], irq16_entry[];
extern const char apic_error_entry[], apic_spurious_entry[];
extern const char apic_timer_entry[];

/* arch/i386/kernel/smp.c, apic.c */
void smp_irq13(struct pt_regs *regs);
void smp_irq16(struct pt_regs *regs);
void do_apic_error(struct pt_regs *regs);
void do_apic_spurious(struct pt_regs *regs);

/* arch/i386/kernel/apic_timer.c */
void smp_apic_timer(struct pt_regs *regs);

/* arch/i386/kernel/traps.c */
void do_trap(struct pt_regs *regs, int vector);
void do_nmi(struct pt_regs *regs);
void do_bad_iret(struct pt_regs *regs);
void do_unexpected_interrupt(struct pt_regs *regs);
void do_work(struct pt_regs *regs);
const char *trap_name(int vector);

/* arch/i386/kernel/ptrace.c */
u32 trace_call_begins(struct pt_regs *regs);
void trace_call_ends(struct pt_regs *regs);

/* arch/i386/kernel/doublefault.c */
void do_double_fault(void);

/* arch/i386/kernel/calltrace.c */
void do_traced_call(struct pt_regs *regs);

/* arch/i386/mm/fault.c */
void do_page_fault(struct pt_regs *regs, unsigned long address);

/* arch/i386/mm/extable.c */
bool fixup_exception(struct pt_regs *regs);

/* arch/i386/kernel/irq.c */
void do_IRQ(struct pt_regs *regs);

/* arch/i386/kernel/oops.c */
void die(const char *what, struct pt_regs *regs, int vector,
	 unsigned long address);
void show_regs(const struct pt_regs *regs, u32 esp);

/*
 * What the last report of die() said, for the self-test. [k], or by the CPU
 * that reports.
 */
struct oops_record {
	u32 count;
	int vector;
	u32 eip, error_code, address;
};
extern struct oops_record last_oops;

#endif
