/*
 * i387.h - the FPU and SSE registers of processes (L14, L18, M4).
 *
 * Each CPU remembers in fpu_owner whose state its registers hold. CR0.TS is
 * set unless that is current and current has used them since it was switched
 * to; then switching away saves them. The first use traps, and the handler
 * loads them unless they are there still.
 */
#ifndef _ASM_I387_H
#define _ASM_I387_H

#include <linux/types.h>
#include <linux/sched.h>
#include <asm/cpu.h>

struct pt_regs;
struct fnsave_state;
struct fxsave_state;

/* arch/i386/kernel/i387.c */
void fpu_init_cpu(void);		/* every CPU for itself, at boot */
void fpu_save(struct task_struct *p);	/* registers to memory, TS set */
int fpu_copy(struct task_struct *p);	/* fork: 0 or -ENOMEM */
void fpu_forget(struct task_struct *p);	/* exec, exit */
void do_device_not_available(struct pt_regs *regs);
void do_fpu_error(struct pt_regs *regs);	/* exception 16 */
void do_simd_error(struct pt_regs *regs);	/* exception 19 */

/* Signal frames; 0 or -EFAULT. save returns 1 if there is a state; then the
   handler starts afresh. restore takes NULL: afresh. They may sleep. */
int fpu_save_user(void __user *fpstate);
int fpu_restore_user(const void __user *fpstate);
/* The 108 bytes of FNSAVE's format for core dumps; false: none. */
bool fpu_dump(struct task_struct *p, void *buf108);
bool fxsr_dump(struct task_struct *p, void *buf512);
/* For tracers; p does not run. 0, -EIO: there is no such state, or -ENOMEM. */
int fpu_get(struct task_struct *p, struct fnsave_state *fn);
int fpu_set(struct task_struct *p, const struct fnsave_state *fn);
int fxsr_get(struct task_struct *p, struct fxsave_state *fx);
int fxsr_set(struct task_struct *p, const struct fxsave_state *fx);

/* From schedule(): prev loses the CPU. */
static inline void fpu_switch_out(struct task_struct *prev)
{
	if (this_cpu->fpu_live)
		fpu_save(prev);
}

#endif
