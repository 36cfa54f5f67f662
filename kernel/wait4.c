/*
 * wait4.c - a parent asks about its children.
 */
#include <linux/errno.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/wait4.h>
#include <asm/uaccess.h>

#define WAIT_OPTIONS	(WNOHANG | WUNTRACED | WCONTINUED | __WNOTHREAD | \
			 __WALL | __WCLONE)

struct wait_request {
	pid_t pid;			/* as wait4() has it */
	u32 options;
	int status;			/* what was found */
	struct rusage usage;
};

/* Does the caller ask about this number or group? */
static bool number_asked(const struct wait_request *w,
			 const struct task_struct *child)
{
	if (w->pid > 0 && child->pid != w->pid)
		return false;
	if (w->pid == 0 && child->signal->pgrp != current->signal->pgrp)
		return false;
	return w->pid >= -1 || child->signal->pgrp == -w->pid;
}

/* Does the caller ask about this child? */
static bool asked_about(const struct wait_request *w,
			const struct task_struct *child)
{
	if (!number_asked(w, child))
		return false;
	return w->options & __WALL || (child->exit_signal != SIGCHLD) ==
				      !!(w->options & __WCLONE);
}

/* The figures of a child that is cleared away become its parent's. */
static void inherit_figures(const struct task_struct *child)
{
	struct signal_struct *sig = current->signal;
	const struct signal_struct *c = child->signal;
	u32 utime, stime;

	process_times(child, &utime, &stime);
	sig->cutime += utime + c->cutime;
	sig->cstime += stime + c->cstime;
	sig->cmin_flt += child->min_flt + c->min_flt + c->cmin_flt;
	sig->cmaj_flt += child->maj_flt + c->maj_flt + c->cmaj_flt;
}

/* What there is to be said about a child: its number, or 0 if nothing. That a
   traced child has ended, its tracer hears first. */
static pid_t look_at(struct wait_request *w, struct task_struct *child)
{
	struct signal_struct *sig = child->signal;
	pid_t pid = child->pid;

	if (process_is_over(child) && !child->tracer) {
		w->status = child->exit_code;
		get_rusage(child, RUSAGE_SELF, &w->usage);
		inherit_figures(child);
		release_task(child);
		return pid;
	}
	if (w->options & WUNTRACED && sig->stop_report) {
		w->status = W_STOPCODE(sig->stop_report);
		sig->stop_report = 0;
	} else if (w->options & WCONTINUED && sig->cont_report) {
		w->status = W_CONTINUED;
		sig->cont_report = false;
	} else {
		return 0;
	}
	get_rusage(child, RUSAGE_SELF, &w->usage);
	return pid;
}

/* The end of a tracee: its parent's process goes on as with any child, another
   tracer has only looked on. */
static void bury_tracee(struct wait_request *w, struct task_struct *p)
{
	w->status = p->exit_code;
	get_rusage(p, RUSAGE_SELF, &w->usage);
	if (!thread_group_leader(p) ||
	    traced_by_other(p, p->parent->signal)) {
		untrace_zombie(p);
		return;
	}
	inherit_figures(p);
	release_task(p);
}

/* The same about a thread that the caller traces. */
static pid_t look_at_tracee(struct wait_request *w, struct task_struct *p)
{
	struct signal_struct *sig = p->signal;
	pid_t pid = p->pid;

	if (p->state == TASK_ZOMBIE &&
	    (!thread_group_leader(p) || process_is_over(p))) {
		bury_tracee(w, p);
		return pid;
	}
	if (p->state == TASK_TRACED && p->trace_code &&
	    !(p->ptrace & PT_LISTENING)) {
		w->status = W_STOPCODE(p->trace_code);
		p->trace_code = p->trace_signal = 0;
	} else if (w->options & WCONTINUED && sig->cont_report) {
		w->status = W_CONTINUED;
		sig->cont_report = false;
	} else {
		return 0;
	}
	get_rusage(p, RUSAGE_SELF, &w->usage);
	return pid;
}

/* Is the child one that the caller's process traces? It is looked at as such
   then. */
static bool is_own_tracee(const struct task_struct *child)
{
	return child->tracer && !traced_by_other(child, current->signal);
}

/* Looks at all that one thread traces. */
static pid_t look_at_tracees(struct wait_request *w, struct task_struct *t,
			     bool *any)
{
	struct task_struct *p;
	pid_t pid;

	list_for_each_entry(p, &t->tracees, traced) {
		if (!number_asked(w, p))
			continue;
		*any = true;
		pid = look_at_tracee(w, p);
		if (pid)
			return pid;
	}
	return 0;
}

/* Looks at all children of one thread; *any: there is one that is asked
   about. Returns as look_at(). */
static pid_t look_at_children(struct wait_request *w, struct task_struct *t,
			      bool *any)
{
	struct task_struct *child, *next;
	pid_t pid;

	list_for_each_entry_safe(child, next, &t->children, sibling) {
		if (!asked_about(w, child))
			continue;
		*any = true;
		if (is_own_tracee(child))
			continue;
		pid = look_at(w, child);
		if (pid)
			return pid;
	}
	return 0;
}

/* One look: a child's number, 0 if there is nothing yet, or -ECHILD. */
static pid_t look_once(struct wait_request *w)
{
	struct task_struct *t = current;
	bool any = false;
	pid_t pid;

	do {
		pid = look_at_children(w, t, &any);
		if (!pid)
			pid = look_at_tracees(w, t, &any);
		if (pid)
			return pid;
		t = next_thread(t);
	} while (t != current && !(w->options & __WNOTHREAD));
	return any ? 0 : -ECHILD;
}

/* Looks until there is something to be said, or a signal comes. */
static pid_t do_wait(struct wait_request *w)
{
	pid_t pid;
	int err;

	if (w->options & WNOHANG)
		return look_once(w);
	err = wait_event_interruptible(&current->signal->child_exit,
				       (pid = look_once(w)) != 0);
	return err ? err : pid;
}

static long wait_and_tell(pid_t which, int __user *status, u32 options,
			  struct rusage __user *usage)
{
	struct wait_request w = { .pid = which, .options = options };
	pid_t pid;

	if (options & ~WAIT_OPTIONS)
		return -EINVAL;
	if (which == (pid_t)0x80000000)
		return -ESRCH;		/* -which would be itself */
	pid = do_wait(&w);
	if (pid <= 0)
		return pid;
	if (status && put_user(w.status, status))
		return -EFAULT;
	if (usage && copy_to_user(usage, &w.usage, sizeof(w.usage)))
		return -EFAULT;
	return pid;
}

SYSCALL4(wait4, pid_t, pid, int __user *, status, u32, options,
	 struct rusage __user *, usage)
{
	return wait_and_tell(pid, status, options, usage);
}

SYSCALL3(waitpid, pid_t, pid, int __user *, status, u32, options)
{
	return wait_and_tell(pid, status, options, NULL);
}

/*
 * Waits until a child of the caller, a thread of the kernel, has ended, frees
 * it and returns its exit code; -ECHILD if the caller has no such child.
 * Kernel lock.
 */
int wait_for_child(pid_t pid)
{
	struct task_struct *p = find_task(pid);
	int code;

	if (!p || p->parent != current)
		return -ECHILD;
	wait_event(&current->signal->child_exit, p->state == TASK_ZOMBIE);
	code = p->exit_code;
	release_task(p);
	return code;
}
