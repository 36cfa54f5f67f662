/*
 * signal.c - sending signals. A signal is dropped at once if nobody will ever
 * see it; else it waits in the queue of a thread, or of a process for any of
 * its threads, and one that does not block it is woken up. It is taken out
 * again on the way to user mode (sigdeliver.c).
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <asm/bitops.h>
#include <asm/system.h>
#include "signal_internal.h"

/*
 * Has p look for signals soon: wakes it from a sleep in one of `states', or
 * fetches it from user mode. A p that is current and does not go to sleep
 * looks anyway.
 */
void signal_wake(struct task_struct *p, long states)
{
	set_bit(WORK_SIGNAL, &p->work);
	if (p == current && p->state == TASK_RUNNING)
		return;
	if (!wake_up_state(p, states))
		kick_process(p);
}

/* Would nobody ever see it? A blocked one may find a handler later. */
static bool is_ignored(const struct task_struct *p, int sig,
		       const siginfo_t *info)
{
	void __user *handler = p->sighand->action[sig - 1].sa_handler;

	if (sig_in(&p->blocked, sig) || sig_in(&p->real_blocked, sig))
		return false;
	if (unlikely(p->ptrace) && sig != SIGKILL)
		return false;		/* the tracer sees it */
	if (handler != SIG_DFL)
		return handler == SIG_IGN;
	if (sigmask(sig) & IGNORED_SIGNALS)
		return true;
	return is_protected(p) &&
	       !(info == SEND_KERNEL && sigmask(sig) & SURE_SIGNALS);
}

/* Should p be the thread that takes a signal of its process? Not one that has
   another to do already, unless it runs and will do both. */
static bool wants_signal(const struct task_struct *p, int sig)
{
	if (sig_in(&p->blocked, sig) || p->flags & PF_EXITING ||
	    p->state & (TASK_STOPPED | TASK_TRACED))
		return false;
	return !signal_pending(p) || READ_ONCE(p->cpu)->rq.curr == p;
}

/* What SIGKILL ends. */
#define TASK_KILLABLE	(TASK_INTERRUPTIBLE | TASK_STOPPED | TASK_TRACED)

/* SIGKILL concerns all threads, stopped or not; each ends by itself. */
static void kill_threads(struct task_struct *p)
{
	struct task_struct *t = p;

	do {
		t->pending.signal |= sigmask(SIGKILL);
		signal_wake(t, TASK_KILLABLE);
		t = next_thread(t);
	} while (t != p);
}

/* Wakes a thread of p's process for a signal that waits there. If there is
   none, one will find the signal when it unblocks it, or goes on. */
static void wake_for_process(struct task_struct *p, int sig)
{
	struct task_struct *t = p;

	if (sig == SIGKILL) {
		kill_threads(p);
		return;
	}
	do {
		if (wants_signal(t, sig)) {
			signal_wake(t, TASK_INTERRUPTIBLE);
			return;
		}
		t = next_thread(t);
	} while (t != p);
}

static void wake_for_thread(struct task_struct *p, int sig)
{
	if (sig == SIGKILL)
		signal_wake(p, TASK_KILLABLE);
	else if (!sig_in(&p->blocked, sig))
		signal_wake(p, TASK_INTERRUPTIBLE);
}

/* What send_sig_info() and send_sig_thread() have in common; interrupts off,
   `sig' is the number of a signal. */
static int send_signal(int sig, siginfo_t *info, struct task_struct *p,
		       bool process)
{
	struct sigpending *s;
	int err;

	if (p->flags & PF_KTHREAD || !p->signal->live)
		return 0;
	if (is_stop_or_cont(sig))
		prepare_stop_or_cont(p, sig);
	if (is_ignored(p, sig, info))
		return 0;
	s = process ? &p->signal->shared_pending : &p->pending;
	if (sig < SIGRTMIN && sig_in(&s->signal, sig))
		return 0;
	err = queue_signal(s, sig, info, p);
	if (err)
		return err;
	if (unlikely(!list_empty(&p->signal->signalfd_wait.waiters)))
		wake_up(&p->signal->signalfd_wait);
	if (process)
		wake_for_process(p, sig);
	else
		wake_for_thread(p, sig);
	return 0;
}

static int checked_send(int sig, siginfo_t *info, struct task_struct *p,
			bool process)
{
	unsigned long flags;
	int err;

	if ((u32)sig > NSIG)
		return -EINVAL;
	if (!sig)
		return 0;
	save_flags_cli(flags);
	err = send_signal(sig, info, p, process);
	restore_flags(flags);
	return err;
}

/* To the process that p belongs to. See linux/signal.h for these two. */
int send_sig_info(int sig, siginfo_t *info, struct task_struct *p)
{
	return checked_send(sig, info, p, true);
}

/* To the thread p. */
int send_sig_thread(int sig, siginfo_t *info, struct task_struct *p)
{
	return checked_send(sig, info, p, false);
}

/* The kernel sends `sig' to the process of p. */
int send_sig(int sig, struct task_struct *p)
{
	return checked_send(sig, SEND_KERNEL, p, true);
}

/*
 * A signal that p cannot help seeing, because it has done what caused it: if
 * it blocks or ignores it, it has no handler any more. Kernel lock, any
 * context.
 */
void force_sig_info(int sig, siginfo_t *info, struct task_struct *p)
{
	struct sigaction *act = &p->sighand->action[sig - 1];
	sigset_t bit = sigmask(sig);
	unsigned long flags;

	save_flags_cli(flags);
	if (p->blocked & bit || act->sa_handler == SIG_IGN) {
		act->sa_handler = SIG_DFL;
		p->blocked &= ~bit;
	}
	if (act->sa_handler == SIG_DFL)
		p->signal->doomed = true;
	if (!(p->pending.signal & bit))
		queue_signal(&p->pending, sig, info, p);
	wake_for_thread(p, sig);
	restore_flags(flags);
}

/* The same when nothing is to be said about it. */
void force_sig(int sig, struct task_struct *p)
{
	force_sig_info(sig, SEND_KERNEL, p);
}

/*
 * Sets WORK_SIGNAL if p has something to do. Only p itself may find that it
 * has not: a system call that has seen the bit counts on being looked at on
 * its way to user mode. Kernel lock, interrupts off.
 */
static inline void update_work(struct task_struct *p)
{
	if (has_work(p))
		set_bit(WORK_SIGNAL, &p->work);
	else if (signal_pending(p) && p == current)
		clear_bit(WORK_SIGNAL, &p->work);
}

/* The same with interrupts on or off. */
void recalc_sigpending(struct task_struct *p)
{
	unsigned long flags;

	save_flags_cli(flags);
	update_work(p);
	restore_flags(flags);
}

/* next_signal() for those who are not in such a hurry. */
int dequeue_signal(sigset_t blocked, siginfo_t *info)
{
	return next_signal(blocked, info);
}

/* Forgets the signals of `set' that wait for p's process or a thread of it.
   Kernel lock, interrupts off. */
void drop_process_signals(struct task_struct *p, sigset_t set)
{
	struct task_struct *t = p;

	drop_signals(&p->signal->shared_pending, set);
	do {
		drop_signals(&t->pending, set);
		t = next_thread(t);
	} while (t != p);
}

/*
 * p, which was perhaps woken for a signal of its process, will not take those
 * of `set': other threads are woken for them. Interrupts off.
 */
static void pass_on_signals(struct task_struct *p, sigset_t set)
{
	struct task_struct *t;

	set &= p->signal->shared_pending.signal;
	for (t = next_thread(p); set && t != p; t = next_thread(t)) {
		if (t->flags & PF_EXITING || !(set & ~t->blocked))
			continue;
		signal_wake(t, TASK_INTERRUPTIBLE);
		set &= t->blocked;
	}
}

/* set_blocked() when others may have to take what current no longer will, or
   something waits. Interrupts off. */
static noinline void block_and_look(sigset_t set)
{
	struct task_struct *p = current;

	if (!list_empty(&p->thread_group))
		pass_on_signals(p, set & ~p->blocked);
	p->blocked = set;
	update_work(p);
}

/*
 * Changes what current blocks. SIGKILL and SIGSTOP cannot be. Kernel lock,
 * interrupts on.
 */
void set_blocked(sigset_t set)
{
	struct task_struct *p = current;

	set &= ~SURE_SIGNALS;
	cli();
	if (likely(is_quiet(p) && list_empty(&p->thread_group))) {
		p->blocked = set;
		if (signal_pending(p))
			clear_bit(WORK_SIGNAL, &p->work);
	} else {
		block_and_look(set);
	}
	sti();
}

/*
 * p is ending (PF_EXITING is set): its process's signals and stops do not
 * wait for it. Kernel lock.
 */
void exit_signals(struct task_struct *p)
{
	unsigned long flags;

	if (list_empty(&p->thread_group))
		return;
	save_flags_cli(flags);
	pass_on_signals(p, ~p->blocked);
	leave_stop(p);
	restore_flags(flags);
}
