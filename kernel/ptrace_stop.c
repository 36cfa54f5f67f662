/*
 * ptrace_stop.c - a traced thread stops for its tracer: before a signal is
 * delivered, with its process, at system calls and at events of its life. The
 * tracer learns of it by wait4() and says how to go on (ptrace.c).
 *
 * A stop begins and ends with the kernel lock held: a tracer that sees
 * TASK_TRACED sees all that belongs to the stop.
 */
#include <linux/kernel.h>
#include <linux/resource.h>
#include <linux/string.h>
#include <linux/wait.h>
#include <asm/system.h>
#include "signal_internal.h"

/*
 * Stops current: wait4() reports `code', PTRACE_GETSIGINFO shows `info'.
 * Returns the signal that it is to go on with, 0 for none; `sig' is that if
 * the tracer ends before it has heard of the stop. No stop if current has no
 * tracer any more, or is killed.
 */
static int trace_stop(int code, int why, siginfo_t *info, int sig)
{
	struct task_struct *p = current;
	unsigned long flags;

	save_flags_cli(flags);		/* a SIGKILL from an interrupt */
	if (p->ptrace && !killed(p)) {
		p->ptrace &= ~PT_TRAP;	/* any stop will do */
		p->trace_code = code;
		p->trace_signal = sig;
		p->trace_info = info;
		set_current_state_traced();
		tell_of_stop(p->tracer, p, why, code & 0x7f);
		leave_stop(p);		/* it stands still, too */
		schedule();
		cli();
		p->trace_info = NULL;
		p->trace_code = 0;
		sig = p->trace_signal;
	}
	if (killed(p))
		sig = 0;
	recalc_sigpending(p);
	restore_flags(flags);
	return sig;
}

static void fill_info(siginfo_t *info, int sig, int code,
		      const struct task_struct *from)
{
	plain_info(info, sig, code);
	info->f.rt.pid = from->tgid;
	info->f.rt.uid = from->uid;
}

/* Current stops because its process does, or because its tracer has asked for
   it. Only a seized thread says that it is not the signal itself that stops
   it; of another, PTRACE_GETSIGINFO fails. */
void ptrace_stop_with_process(void)
{
	struct task_struct *p = current;
	int sig = p->signal->stop_sig;
	siginfo_t info;
	int code;

	if (sig)
		p->ptrace |= PT_JOINED;
	if (!(p->ptrace & PT_SEIZED)) {
		trace_stop(sig, CLD_STOPPED, NULL, 0);
		return;
	}
	code = (sig ? sig : SIGTRAP) | PTRACE_EVENT_STOP << 8;
	fill_info(&info, SIGTRAP, code, p);
	trace_stop(code, sig ? CLD_STOPPED : CLD_TRAPPED, &info, 0);
}

/*
 * `sig' is about to be delivered to current. Returns the signal that the tracer
 * lets through, with *info about it: the same, another, or 0. One that current
 * blocks waits.
 */
int ptrace_signal(int sig, siginfo_t *info)
{
	const struct task_struct *tracer = current->tracer;
	siginfo_t other;
	int new;

	fill_info(&other, 0, SI_USER, tracer);
	current->ptrace &= ~PT_CONTINUED;
	new = trace_stop(sig, CLD_TRAPPED, info, sig);
	if (new && sigmask(new) & STOP_SIGNALS &&
	    current->sighand->action[new - 1].sa_handler == SIG_DFL &&
	    current->ptrace & PT_CONTINUED)
		return 0;
	if (new && new != sig) {
		memcpy(info, &other, siginfo_size(&other));
		info->si_signo = new;
	}
	if (new && sig_in(&current->blocked, new)) {
		send_sig_thread(new, info, current);
		new = 0;
	}
	return new;
}

/* Current stops by SIGTRAP with `code', and goes on with the signal that the
   tracer sends along. */
void ptrace_notify(int code)
{
	siginfo_t info;
	int sig;

	fill_info(&info, SIGTRAP, code, current);
	sig = trace_stop(code, CLD_TRAPPED, &info, 0);
	if (sig)
		send_sig_thread(sig, SEND_KERNEL, current);
}

/* PTRACE_EVENT_FORK and its like, with the number that
   PTRACE_GETEVENTMSG shows. */
void ptrace_event(int event, u32 message)
{
	if (!(current->ptrace_options >> event & 1))
		return;
	current->ptrace_message = message;
	ptrace_notify(EVENT_CODE(event));
}

/* Current has become another program; before, its number was old_pid. Tracers
   of 1995 expect a SIGTRAP. */
void ptrace_exec(pid_t old_pid)
{
	if (!current->ptrace)
		return;
	if (current->ptrace_options & PTRACE_O_TRACEEXEC)
		ptrace_event(PTRACE_EVENT_EXEC, old_pid);
	else if (!(current->ptrace & PT_SEIZED))
		send_sig_thread(SIGTRAP, SEND_NOINFO, current);
}

/* A system call of current begins, or has ended. */
void ptrace_report_call(void)
{
	if (current->ptrace & PT_CALLS)
		ptrace_notify(current->ptrace_options & PTRACE_O_TRACESYSGOOD ?
			      SIGTRAP | CALL_STOP_GOOD : SIGTRAP);
}

/* p, which is seized, is to stop with PTRACE_EVENT_STOP on its way to user
   mode; one that listens does so again. */
void ptrace_trap(struct task_struct *p)
{
	unsigned long flags;

	save_flags_cli(flags);
	p->ptrace |= PT_TRAP;
	signal_wake(p, p->ptrace & PT_LISTENING ?
		    TASK_INTERRUPTIBLE | TASK_TRACED : TASK_INTERRUPTIBLE);
	p->ptrace &= ~PT_LISTENING;
	restore_flags(flags);
}
