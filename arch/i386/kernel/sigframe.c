/*
 * sigframe.c - the frame that a handler finds on its stack (asm/sigcontext.h),
 * and sigreturn(), which goes from there back to what was interrupted.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include <asm/i387.h>
#include <asm/segment.h>
#include <asm/sigcontext.h>
#include <asm/tls.h>
#include <asm/uaccess.h>
#include <asm/unistd.h>

#define STACK_ALIGN	16
#define RPL_USER	3

/* What a program may change of its flags: all that user mode itself can, and
   the resume flag of a debugger. */
#define EFLAGS_RESTORED	0x00050dd5

/* Bytes that the handler, or the code that it returns to, has popped before
   sigreturn(): the return address, and there the number of the signal. */
#define POPPED		8
#define RT_POPPED	4

_Static_assert(sizeof(struct sigcontext) == 88, "ABI");
_Static_assert(sizeof(struct fpstate) == 624, "ABI");
_Static_assert(sizeof(struct ucontext) == 116, "ABI");
_Static_assert(offsetof(struct sigframe, extramask) == 720, "ABI");
_Static_assert(offsetof(struct rt_sigframe, uc) == 144, "ABI");

/* The code at the end of a frame, as two words: it calls sigreturn(), and
   debuggers know a frame by it. */
#define INT80		0x80cdU
#define POPL_EAX	0x58
#define MOVL_EAX	0xb8		/* the number follows */
#define RETCODE_1	(POPL_EAX | MOVL_EAX << 8 | __NR_sigreturn << 16)
#define RETCODE_2	(INT80 << 16)
#define RT_RETCODE_1	(MOVL_EAX | __NR_rt_sigreturn << 8)
#define RT_RETCODE_2	(INT80 << 8)

/* One word of a frame, the whole of which access_ok() has passed: errors add
   up in `err'. */
#define put(x, to) do {							\
	const u32 _v = (__force u32)(x);				\
									\
	_PUT_USER("l", "ri", _v, (__force u32 *)&(to), err);		\
} while (0)

#define get(x, from) ({							\
	u32 _v;								\
									\
	_GET_USER("l", "=r", _v, (__force const u32 *)&(from), err);	\
	(x) = _v;							\
})

/* err, or -EFAULT, as the next. Both are in the way of every signal. */
static __hot_inline int put_sigcontext(struct sigcontext __user *sc,
			  const struct pt_regs *regs, u32 oldmask,
			  struct fpstate __user *fpstate, int err)
{
	const struct thread_struct *t = &current->thread;

	put(read_gs(), sc->gs);
	put(regs->fs, sc->fs);
	put(regs->es, sc->es);
	put(regs->ds, sc->ds);
	put(regs->edi, sc->edi);
	put(regs->esi, sc->esi);
	put(regs->ebp, sc->ebp);
	put(regs->esp, sc->esp);
	put(regs->ebx, sc->ebx);
	put(regs->edx, sc->edx);
	put(regs->ecx, sc->ecx);
	put(regs->eax, sc->eax);
	put(t->trap_no, sc->trapno);
	put(t->error_code, sc->err);
	put(regs->eip, sc->eip);
	put(regs->cs, sc->cs);
	put(regs->eflags, sc->eflags);
	put(regs->esp, sc->esp_at_signal);
	put(regs->ss, sc->ss);
	put(fpstate, sc->fpstate);
	put(oldmask, sc->oldmask);
	put(t->cr2, sc->cr2);
	return err;
}

/*
 * The registers that a program has put into its frame, perhaps any: those of
 * user mode only, and the way back to it bears with what is not valid.
 */
static __hot_inline int get_sigcontext(struct pt_regs *regs,
					  const struct sigcontext __user *sc,
					  int err)
{
	u32 gs, cs, ss, flags;

	get(gs, sc->gs);
	load_gs(gs & 0xffff);
	get(regs->fs, sc->fs);
	get(regs->es, sc->es);
	get(regs->ds, sc->ds);
	get(regs->edi, sc->edi);
	get(regs->esi, sc->esi);
	get(regs->ebp, sc->ebp);
	get(regs->esp, sc->esp);
	get(regs->ebx, sc->ebx);
	get(regs->edx, sc->edx);
	get(regs->ecx, sc->ecx);
	get(regs->eax, sc->eax);
	get(regs->eip, sc->eip);
	get(cs, sc->cs);
	regs->cs = cs | RPL_USER;
	get(ss, sc->ss);
	regs->ss = ss | RPL_USER;
	get(flags, sc->eflags);
	regs->eflags = (regs->eflags & ~EFLAGS_RESTORED) |
		       (flags & EFLAGS_RESTORED);
	regs->orig_eax = -1;		/* no system call to be restarted */
	return err;
}

/*
 * The FPU's state goes with the registers; most programs have none. Sets *at
 * to the frame's, `to', if there is one. False: it cannot be written.
 */
static inline bool save_fpu(struct fpstate __user *to,
			    struct fpstate __user **at)
{
	int saved;

	if (likely(!current->thread.fpu_used))
		return true;
	saved = fpu_save_user(to);
	if (saved > 0)
		*at = to;
	return saved >= 0;
}

/* `from' is the address in the frame. 0 or -errno. */
static inline int restore_fpu(u32 from)
{
	if (likely(!from && !current->thread.fpu_used))
		return 0;
	return fpu_restore_user((__force struct fpstate __user *)from);
}

/* The place for `size' bytes below sp: the handler finds (%esp + 4) aligned,
   as a function does that is called. */
static inline unsigned long place_below(unsigned long sp, size_t size)
{
	return ((sp - size + 4) & -STACK_ALIGN) - 4;
}

/* The same for a thread that has an alternate stack, which may be the one to
   use, or the one in use; 0: it is full. */
static noinline unsigned long place_with_altstack(const struct sigaction *act,
						  unsigned long sp, size_t size)
{
	unsigned long old = sp;

	if (act->sa_flags & SA_ONSTACK && !sas_flags(sp))
		old = sp = (__force unsigned long)current->sas_sp +
			   current->sas_size;
	sp = place_below(sp, size);
	if (sas_flags(old) == SS_ONSTACK && sas_flags(sp) != SS_ONSTACK)
		return 0;
	return sp;
}

/*
 * Where the frame of `size' bytes goes: below what is in use of the stack, or
 * at the top of the alternate one. NULL: there is no place for it.
 */
static __hot_inline void __user *
frame_address(const struct sigaction *act, const struct pt_regs *regs,
	      size_t size)
{
	unsigned long sp;

	if (unlikely(current->sas_size))
		sp = place_with_altstack(act, regs->esp, size);
	else
		sp = place_below(regs->esp, size);
	if (!sp || !access_ok((void __user *)sp, size))
		return NULL;
	return (void __user *)sp;
}

/* The registers with which the handler starts. */
static void enter_handler(struct pt_regs *regs, const struct sigaction *act,
			  int sig, void __user *frame)
{
	regs->eax = sig;
	regs->edx = regs->ecx = 0;
	regs->esp = (__force u32)frame;
	regs->eip = (__force u32)act->sa_handler;
	regs->ds = regs->es = regs->ss = USER_DS;
	regs->cs = USER_CS;
	regs->eflags &= ~(EFLAGS_TF | EFLAGS_DF | EFLAGS_RF);
}

/* See asm/sigcontext.h. Kernel lock; may sleep. */
int setup_frame(int sig, const struct sigaction *act,
		struct pt_regs *regs, const sigset_t *mask)
{
	struct sigframe __user *frame = frame_address(act, regs,
						      sizeof(*frame));
	struct fpstate __user *fpstate = NULL;
	int err = 0;

	if (!frame || !save_fpu(&frame->fpstate, &fpstate))
		return -EFAULT;
	put(act->sa_flags & SA_RESTORER ? act->sa_restorer :
	    (void __user *)frame->retcode, frame->pretcode);
	put(sig, frame->sig);
	put((u32)(*mask >> 32), frame->extramask);
	put(RETCODE_1, frame->retcode[0]);
	put(RETCODE_2, frame->retcode[4]);
	err = put_sigcontext(&frame->sc, regs, *mask, fpstate, err);
	if (likely(!err))
		enter_handler(regs, act, sig, frame);
	return err;
}

static int put_ucontext(struct ucontext __user *uc, const struct pt_regs *regs,
			const sigset_t *mask, struct fpstate __user *fpstate)
{
	stack_t stack;
	int err = 0;

	do_sigaltstack(NULL, &stack, regs->esp);
	put(0, uc->uc_flags);
	put(0, uc->uc_link);
	put(stack.ss_sp, uc->uc_stack.ss_sp);
	put(stack.ss_flags, uc->uc_stack.ss_flags);
	put(stack.ss_size, uc->uc_stack.ss_size);
	err |= copy_to_user(&uc->uc_sigmask, mask, sizeof(*mask));
	return put_sigcontext(&uc->uc_mcontext, regs, *mask, fpstate, err);
}

/* The same with SA_SIGINFO. */
int setup_rt_frame(int sig, const struct sigaction *act,
		   const siginfo_t *info, struct pt_regs *regs,
		   const sigset_t *mask)
{
	struct rt_sigframe __user *frame = frame_address(act, regs,
							 sizeof(*frame));
	struct fpstate __user *fpstate = NULL;
	int err = 0;

	if (!frame || !save_fpu(&frame->fpstate, &fpstate))
		return -EFAULT;
	put(act->sa_flags & SA_RESTORER ? act->sa_restorer :
	    (void __user *)frame->retcode, frame->pretcode);
	put(sig, frame->sig);
	put(&frame->info, frame->pinfo);
	put(&frame->uc, frame->puc);
	put(RT_RETCODE_1, frame->retcode[0]);
	put(RT_RETCODE_2, frame->retcode[4]);
	err |= copy_to_user(&frame->info, info, siginfo_size(info));
	err |= put_ucontext(&frame->uc, regs, mask, fpstate);
	if (err)
		return err;
	enter_handler(regs, act, sig, frame);
	regs->edx = (__force u32)&frame->info;
	regs->ecx = (__force u32)&frame->uc;
	return 0;
}

/* The end of a handler with a frame of its own making, perhaps. Returns what
   the interrupted code had in %eax. */
static long bad_frame(void)
{
	force_sig(SIGSEGV, current);
	return 0;
}

SYSCALL0(sigreturn)
{
	struct sigframe __user *frame = (void __user *)(regs->esp - POPPED);
	u32 low, high, fpstate;
	int err = 0;

	if (!access_ok(frame, sizeof(*frame)))
		return bad_frame();
	get(low, frame->sc.oldmask);
	get(high, frame->extramask);
	get(fpstate, frame->sc.fpstate);
	err = get_sigcontext(regs, &frame->sc, err);
	if (unlikely(err || restore_fpu(fpstate)))
		return bad_frame();
	set_blocked((sigset_t)high << 32 | low);
	return regs->eax;
}

SYSCALL0(rt_sigreturn)
{
	struct rt_sigframe __user *frame = (void __user *)(regs->esp -
							   RT_POPPED);
	sigset_t mask;
	stack_t stack;
	u32 fpstate;
	int err = 0;

	if (!access_ok(frame, sizeof(*frame)))
		return bad_frame();
	get(fpstate, frame->uc.uc_mcontext.fpstate);
	if (copy_from_user(&mask, &frame->uc.uc_sigmask, sizeof(mask)) ||
	    copy_from_user(&stack, &frame->uc.uc_stack, sizeof(stack)) ||
	    get_sigcontext(regs, &frame->uc.uc_mcontext, err) ||
	    restore_fpu(fpstate))
		return bad_frame();
	set_blocked(mask);
	/* A stack that it may not set is no reason not to go back. */
	do_sigaltstack(&stack, NULL, regs->esp);
	return regs->eax;
}
