/*
 * fpstate.h - the state of the FPU in memory, in the three forms that there
 * are: FNSAVE's, FXSAVE's (Intel SDM volume 1, 8.1.10 and 10.5), and the one
 * in signal frames (Linux/i386 ABI), which is both, one after the other.
 */
#ifndef _ASM_FPSTATE_H
#define _ASM_FPSTATE_H

#include <linux/compiler.h>
#include <linux/types.h>

#define FP_REGISTERS	8
#define FP_REG_WORDS	5		/* 80 bits */

/* FNSAVE: 108 bytes. The upper halves of the first three are all ones. */
struct fnsave_state {
	u32 cwd, swd, twd;		/* control, status, two tag bits each */
	u32 fip;
	u32 fcs;			/* selector, opcode << 16 */
	u32 foo, fos;
	u16 st[FP_REGISTERS][FP_REG_WORDS];
};

/* FXSAVE: 512 bytes at a multiple of 16. */
struct fxsave_state {
	u16 cwd, swd;
	u16 twd;			/* one bit each: not empty */
	u16 fop;
	u32 fip, fcs, foo, fos;
	u32 mxcsr, mxcsr_mask;
	struct {
		u16 value[FP_REG_WORDS], fill[3];
	} st[FP_REGISTERS];
	u32 xmm[8][4];
	u32 fill[56];
};

union fpu_state {
	struct fnsave_state fn;
	struct fxsave_state fx;
};

/* What a signal frame has. */
struct fpstate {
	struct fnsave_state fn;
	u16 status;			/* the status word once more */
	u16 magic;			/* FPSTATE_ */
	struct fxsave_state fx;		/* its x87 part is not looked at */
};

#define FPSTATE_PLAIN	0xffff		/* fx is not there */
#define FPSTATE_FX	0x0000

/* A state after FNINIT, all exceptions masked */
#define FP_INITIAL_CWD	0x037f
#define FP_INITIAL_MXCSR 0x1f80
#define FP_UPPER_ONES	0xffff0000	/* of a 16-bit field of fnsave_state */
#define FP_ALL_EMPTY	0xffffffff	/* twd */

#define MXCSR_DEFAULT_MASK 0x0000ffbf	/* where mxcsr_mask is 0 */

/* arch/i386/kernel/fpconv.c: the x87 part from one form to the other. */
void fnsave_from_fxsave(struct fnsave_state *fn,
			const struct fxsave_state *fx);
void fxsave_from_fnsave(struct fxsave_state *fx,
			const struct fnsave_state *fn);
/* si_code of a SIGFPE with these exceptions, raised and not masked: bits 0 to
   5 of the status word, or of MXCSR. */
int fpe_code(u32 raised);

#endif
