/*
 * debugreg.h - the debug registers (Intel SDM volume 3, 18.2): four addresses,
 * DR6 for what has happened, DR7 for what is to be watched. A tracer sets those
 * of its tracee; they are in a CPU only while such a process runs there.
 */
#ifndef _ASM_DEBUGREG_H
#define _ASM_DEBUGREG_H

#include <linux/sched.h>

#define DEBUG_ADDRESSES	4		/* DR0 to DR3 */

#define DR6_HITS	0x0000000f	/* bit n: the condition of DRn */
#define DR6_SINGLE_STEP	0x00004000	/* exception 1 is about EFLAGS.TF */
#define DR6_CLEAR	0xffff0ff0	/* what DR6 holds after a reset */

#define DR7_ENABLE(n)	(3U << 2 * (n))	/* local and global alike */
#define DR7_ENABLES	0x000000ff
#define DR7_RESERVED	0x0000fc00	/* and GD, which is not for programs */
#define DR7_CONDITION(dr7, n) ((dr7) >> (16 + 4 * (n)) & 3)
#define  DR7_EXECUTE	0
#define  DR7_WRITE	1
#define  DR7_IO		2		/* needs CR4.DE */
#define  DR7_ACCESS	3
#define DR7_LENGTH(dr7, n) ((dr7) >> (18 + 4 * (n)) & 3)
#define  DR7_LENGTH_1	0
#define  DR7_LENGTH_8	2		/* 64-bit processors only */

struct pt_regs;

/* arch/i386/kernel/debugreg.c */
u32 get_debugreg(const struct task_struct *p, int nr);
int set_debugreg(struct task_struct *p, int nr, u32 value);
void switch_debugregs(const struct thread_struct *next);
void flush_debugregs(void);
void do_debug(struct pt_regs *regs);	/* exception 1 */
void send_debug_hit(void);		/* WORK_DEBUG */

#endif
