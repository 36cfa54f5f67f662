/*
 * thread.h - the machine's part of a process: what no entry saves and only
 * the context switch changes. All [s]: the process itself, or who switches.
 */
#ifndef _ASM_THREAD_H
#define _ASM_THREAD_H

#include <linux/types.h>
#include <asm/processor.h>
#include <asm/segment.h>

union fpu_state;			/* asm/i387.h */

struct thread_struct {
	u32 gs;
	struct desc_struct tls[GDT_TLS_ENTRIES];	/* set_thread_area() */
	u32 tls_used;			/* 0: all of them are empty */
	union fpu_state *fpu;		/* NULL: has never used the FPU */
	void *fpu_block;		/* for kfree(), if fpu is not NULL */
	bool fpu_used;			/* fpu or the registers hold a state;
					   else the next use starts afresh */
	struct cpu *fpu_cpu;		/* its registers are there still, if
					   that CPU's fpu_owner says so, too */
	u32 cr2, trap_no, error_code;	/* of the last fault, for handlers */
	u32 dr[4], dr6, dr7;		/* asm/debugreg.h; dr7 0: none used */
};

struct pt_regs;
struct task_struct;

/* arch/i386/kernel/process.c */
void start_thread(struct pt_regs *regs, unsigned long eip,
		  unsigned long esp);
int copy_thread(struct task_struct *p, u32 flags, unsigned long stack,
		u32 tls, const struct pt_regs *regs);
void flush_thread(void);		/* exec: no TLS, no FPU state */
void exit_thread(struct task_struct *p);

#endif
