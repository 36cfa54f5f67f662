/*
 * sigdeliver.c - signals arrive: on its way to user mode a thread takes them
 * from the queues one by one, and does what needs no handler. For the rest,
 * arch/i386/kernel/signal.c builds a stack frame.
 */
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <asm/system.h>
#include "signal_internal.h"

/* Must current stop, with its process or for its tracer? Death comes first. */
static inline bool stop_is_due(void)
{
	struct signal_struct *sig = current->signal;

	return (sig->stop_sig | current->ptrace) && must_stop(current) &&
	       !killed(current);
}

/* Ends the process because of `sig'. Kernel lock; interrupts off. */
static void __noreturn die_of_signal(int sig, struct pt_regs *regs)
{
	int code = sig;

	sti();
	current->flags |= PF_SIGNALED;
	if (sigmask(sig) & CORE_SIGNALS && do_coredump(sig, regs))
		code |= 0x80;		/* as wait4() reports it */
	do_group_exit(code);
}

/* `sig' has no handler. Returns if current goes on all the same. */
static void default_action(int sig, struct pt_regs *regs)
{
	sigset_t bit = sigmask(sig);

	if (bit & IGNORED_SIGNALS)
		return;
	if (is_protected(current) && !(bit & SURE_SIGNALS))
		return;
	if (!(bit & STOP_SIGNALS))
		die_of_signal(sig, regs);
	if (may_stop(sig))
		stop_process(sig);
}

/*
 * The next signal for current that has a handler: fills in *info and *act and
 * returns its number; 0 if there is none. With a number, WORK_SIGNAL stays set
 * until set_blocked() looks at it. May sleep, for long, or not return. Kernel
 * lock, interrupts on. They are off in here: between the end of a
 * stop signal's wait and the stop, an interrupt's SIGCONT would be lost.
 */
int get_signal(siginfo_t *info, struct sigaction *act, struct pt_regs *regs)
{
	struct sigaction *handler;
	int sig;

	cli();
	for (;;) {
		if (unlikely(stop_is_due())) {
			stop_thread();
			continue;
		}
		sig = next_signal(current->blocked, info);
		if (unlikely(!sig)) {
			recalc_sigpending(current);
			break;
		}
		if (unlikely(current->ptrace) && sig != SIGKILL) {
			sig = ptrace_signal(sig, info);
			if (!sig)
				continue;
		}
		handler = &current->sighand->action[sig - 1];
		if (handler->sa_handler == SIG_IGN)
			continue;
		if (handler->sa_handler != SIG_DFL) {
			*act = *handler;
			if (act->sa_flags & SA_RESETHAND)
				handler->sa_handler = SIG_DFL;
			break;
		}
		default_action(sig, regs);
	}
	sti();
	return sig;
}
