/*
 * sigcontext.h - what a signal handler finds on its stack (Linux/i386 ABI):
 * libc, debuggers and unwinders know these structs.
 */
#ifndef _ASM_SIGCONTEXT_H
#define _ASM_SIGCONTEXT_H

#include <linux/signal.h>
#include <asm/fpstate.h>

/* The registers that the signal interrupted. */
struct sigcontext {
	u32 gs, fs, es, ds;
	u32 edi, esi, ebp, esp, ebx, edx, ecx, eax;
	u32 trapno, err;		/* of the last exception */
	u32 eip, cs, eflags;
	u32 esp_at_signal, ss;
	struct fpstate __user *fpstate;	/* NULL: the FPU was never used */
	u32 oldmask;			/* first word of what was blocked */
	u32 cr2;
};

struct ucontext {
	u32 uc_flags;
	struct ucontext __user *uc_link;
	stack_t uc_stack;
	struct sigcontext uc_mcontext;
	sigset_t uc_sigmask;
};

#define RETCODE_SIZE	8

/* A handler without SA_SIGINFO: handler(sig), where sc is a second argument
   by value for those who know. */
struct sigframe {
	u32 pretcode;			/* where the handler returns to */
	int sig;
	struct sigcontext sc;
	struct fpstate fpstate;
	u32 extramask;			/* second word of what was blocked */
	u8 retcode[RETCODE_SIZE];	/* popl %eax; sigreturn() */
};

/* With SA_SIGINFO: handler(sig, info, uc). */
struct rt_sigframe {
	u32 pretcode;
	int sig;
	siginfo_t __user *pinfo;
	struct ucontext __user *puc;
	siginfo_t info;
	struct ucontext uc;
	struct fpstate fpstate;
	u8 retcode[RETCODE_SIZE];	/* rt_sigreturn() */
};

struct pt_regs;

/*
 * arch/i386/kernel/sigframe.c: writes the frame and sets regs to the handler;
 * `*mask' will be blocked again when it has ended. 0, or -EFAULT: the stack
 * cannot be written, or the alternate one is full. Kernel lock; may sleep.
 */
int setup_frame(int sig, const struct sigaction *act, struct pt_regs *regs,
		const sigset_t *mask);
int setup_rt_frame(int sig, const struct sigaction *act,
		   const siginfo_t *info, struct pt_regs *regs,
		   const sigset_t *mask);

#endif
