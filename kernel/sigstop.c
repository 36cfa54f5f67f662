/*
 * sigstop.c - processes stop and go on (job control). signal->stop_sig says
 * that all threads of a process are to stop, or have stopped; each goes to
 * sleep on its way to user mode, and the last one tells the parent. SIGCONT
 * wakes all of them when it is sent, whether it is blocked, ignored or caught.
 */
#include <linux/kernel.h>
#include <linux/resource.h>
#include <linux/wait.h>
#include <asm/bitops.h>
#include <asm/system.h>
#include "signal_internal.h"

/*
 * SIGCHLD for `listener', and a wake-up in wait4(): thread or process p has
 * done what `why', a CLD_ code, says, with `status'. Kernel lock, any context.
 */
void tell_of_stop(struct task_struct *listener, struct task_struct *p, int why,
		  int status)
{
	const struct sigaction *act = &listener->sighand->action[SIGCHLD - 1];
	siginfo_t info = { .si_signo = SIGCHLD, .si_code = why };
	u32 utime, stime;

	process_times(p, &utime, &stime);
	info.f.chld.pid = p->pid;
	info.f.chld.uid = p->uid;
	info.f.chld.status = status;
	info.f.chld.utime = utime;
	info.f.chld.stime = stime;
	if (act->sa_handler != SIG_IGN && !(act->sa_flags & SA_NOCLDSTOP))
		send_sig_info(SIGCHLD, &info, listener);
	wake_up(&listener->signal->child_exit);
}

/*
 * Tells the parent that the process of p has stopped or goes on: `why' is
 * CLD_STOPPED or CLD_CONTINUED. Kernel lock, any context.
 */
void notify_parent_stopped(struct task_struct *p, int why)
{
	struct task_struct *leader = p->signal->leader;

	tell_of_stop(leader->parent, leader, why, why == CLD_STOPPED ?
		     p->signal->stop_sig : SIGCONT);
}

/* Have all threads of p's process stopped that are not ending? At least one
   must be there. */
static bool all_stopped(struct task_struct *p)
{
	struct task_struct *t = p;
	bool stopped = false;

	do {
		if (!(t->flags & PF_EXITING)) {
			if (!(t->state & (TASK_STOPPED | TASK_TRACED)))
				return false;
			stopped = true;
		}
		t = next_thread(t);
	} while (t != p);
	return stopped;
}

static void continue_process(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	bool stopped = all_stopped(p);
	struct task_struct *t = p;

	if (!sig->stop_sig)
		return;
	if (!stopped)			/* it counts as if it had been */
		notify_parent_stopped(p, CLD_STOPPED);
	sig->stop_sig = 0;
	sig->stop_told = false;
	sig->stop_report = 0;
	sig->cont_report = true;
	do {
		t->ptrace &= ~PT_JOINED;
		if (unlikely(t->ptrace & PT_SEIZED))
			ptrace_trap(t);
		wake_up_state(t, TASK_STOPPED);
		t = next_thread(t);
	} while (t != p);
	if (stopped)
		notify_parent_stopped(p, CLD_CONTINUED);
}

/* SIGCONT takes away stop signals that tracers of p's process have in their
   hands, too. */
static void void_stops_in_hand(struct task_struct *p)
{
	struct task_struct *t = p;

	do {
		if (unlikely(t->ptrace))
			t->ptrace |= PT_CONTINUED;
		t = next_thread(t);
	} while (t != p);
}

/*
 * `sig' is being sent to p or its process. A stop signal and SIGCONT each
 * take away what waits of the other, and SIGCONT has its effect now.
 */
void prepare_stop_or_cont(struct task_struct *p, int sig)
{
	if (sigmask(sig) & STOP_SIGNALS) {
		drop_process_signals(p, sigmask(SIGCONT));
	} else if (sig == SIGCONT) {
		drop_process_signals(p, STOP_SIGNALS);
		void_stops_in_hand(p);
		continue_process(p);
	}
}

/*
 * Does nobody outside of a process group, but inside its session, have a
 * child in it? Then nobody would continue it. Kernel lock.
 */
bool is_orphaned_pgrp(pid_t pgrp)
{
	struct task_struct *p;
	const struct signal_struct *parent;

	for_each_task(p) {
		if (p->signal->pgrp != pgrp || !p->signal->live ||
		    !thread_group_leader(p) || p->parent->tgid <= 1)
			continue;
		parent = p->parent->signal;
		if (parent->pgrp != pgrp &&
		    parent->session == p->signal->session)
			return false;
	}
	return true;
}

/* Does this stop signal stop current? Those of the terminal do not stop a
   process that nobody could continue (POSIX.1, 2.4.3). */
bool may_stop(int sig)
{
	return sig == SIGSTOP || !is_orphaned_pgrp(current->signal->pgrp);
}

/* Does the parent trace the process, and so hear of stops anyway? */
static bool parent_traces(const struct task_struct *leader)
{
	return leader->tracer &&
	       !traced_by_other(leader, leader->parent->signal);
}

/* If the last thread of p's process has stopped, the parent is told, once. */
static void report_stop(struct task_struct *p)
{
	struct signal_struct *sig = p->signal;

	if (sig->stop_told || parent_traces(sig->leader) || !all_stopped(p))
		return;
	sig->stop_told = true;
	sig->stop_report = sig->stop_sig;
	sig->cont_report = false;
	notify_parent_stopped(p, CLD_STOPPED);
}

/* Sleeps until current's process goes on or is killed, or for its tracer.
   Interrupts are off, and are so again. */
void stop_thread(void)
{
	if (unlikely(current->ptrace)) {
		ptrace_stop_with_process();
		return;
	}
	set_current_state_stopped();
	report_stop(current);
	schedule();
	cli();
}

/* Stops current's process, all threads, by the stop signal `sig'. A tracer can
   let threads go on, and so it may be stopped already. */
void stop_process(int sig)
{
	struct task_struct *t;

	if (current->ptrace & PT_JOINED)
		current->signal->stop_sig = sig;
	if (!current->signal->stop_sig) {
		current->signal->stop_sig = sig;
		for (t = next_thread(current); t != current;
		     t = next_thread(t))
			if (t->state != TASK_STOPPED)
				signal_wake(t, TASK_INTERRUPTIBLE);
	}
	stop_thread();
}

/* p ends, or stops for its tracer, while its process stops: the others have
   perhaps waited for it. */
void leave_stop(struct task_struct *p)
{
	if (p->signal->stop_sig)
		report_stop(p);
}
