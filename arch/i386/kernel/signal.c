/*
 * signal.c - on the way to user mode: a signal's handler is made to run, and
 * a system call that the signal interrupted goes on or fails. What is
 * delivered, and when, decides kernel/sigdeliver.c; sigframe.c builds frames.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <asm/bitops.h>
#include <asm/ptrace.h>
#include <asm/sigcontext.h>
#include <asm/unistd.h>

#define INT80_SIZE	2		/* bytes of int $80h */

/* The system call is made again when the program goes on. */
static void restart_call(struct pt_regs *regs, u32 nr)
{
	regs->eax = nr;
	regs->eip -= INT80_SIZE;
}

/* A handler will run: does the call that the signal interrupted go on after
   it, or fail? */
static void end_call(struct pt_regs *regs, bool restart)
{
	switch ((int)regs->eax) {
	case -ERESTARTSYS:
		if (!restart)
			break;
		/* fall through */
	case -ERESTARTNOINTR:
		restart_call(regs, regs->orig_eax);
		return;
	case -ERESTARTNOHAND:
	case -ERESTART_RESTARTBLOCK:
		break;
	default:
		return;
	}
	regs->eax = -EINTR;
}

/* No handler has run: an interrupted call goes on as if nothing had been. */
static void continue_call(struct pt_regs *regs)
{
	switch ((int)regs->eax) {
	case -ERESTARTSYS:
	case -ERESTARTNOINTR:
	case -ERESTARTNOHAND:
		restart_call(regs, regs->orig_eax);
		break;
	case -ERESTART_RESTARTBLOCK:
		restart_call(regs, __NR_restart_syscall);
		break;
	}
}

static bool in_system_call(const struct pt_regs *regs)
{
	return (int)regs->orig_eax >= 0;
}

/* The frame cannot be built: there is nothing to run a handler on. If it was
   SIGSEGV's own, that one is to have no handler any more. */
static void frame_failed(int sig)
{
	if (sig == SIGSEGV)
		current->sighand->action[SIGSEGV - 1].sa_handler = SIG_DFL;
	force_sig(SIGSEGV, current);
}

/* Has current run the handler of `sig' when it is in user mode. Changes *act:
   the signal itself joins those that the handler blocks. */
static inline void handle_signal(int sig, struct sigaction *act,
				 const siginfo_t *info, struct pt_regs *regs)
{
	struct task_struct *p = current;
	const sigset_t *mask = &p->blocked;
	int err;

	if (unlikely(p->restore_blocked)) {
		p->restore_blocked = false;
		mask = &p->saved_blocked;
	}
	if (in_system_call(regs))
		end_call(regs, act->sa_flags & SA_RESTART);
	if (unlikely(current->ptrace & PT_STEP_TF))
		ptrace_hide_step(regs);
	if (act->sa_flags & SA_SIGINFO)
		err = setup_rt_frame(sig, act, info, regs, mask);
	else
		err = setup_frame(sig, act, regs, mask);
	if (err) {
		frame_failed(sig);
		return;
	}
	if (!(act->sa_flags & SA_NODEFER))
		__set_bit(sig - 1, &act->sa_mask);
	set_blocked(p->blocked | act->sa_mask);
	if (unlikely(p->ptrace & PT_STEP))
		ptrace_notify(SIGTRAP);	/* that was the step */
}

/*
 * Delivers a signal, if there is one. See linux/signal.h; entry.S calls again
 * as long as there are more, and their handlers then run before this one's.
 */
void do_signal(struct pt_regs *regs)
{
	struct sigaction act;
	siginfo_t info;
	int sig = get_signal(&info, &act, regs);

	if (sig) {
		handle_signal(sig, &act, &info, regs);
		return;
	}
	if (in_system_call(regs))
		continue_call(regs);
	if (current->restore_blocked) {
		current->restore_blocked = false;
		set_blocked(current->saved_blocked);
	}
}
