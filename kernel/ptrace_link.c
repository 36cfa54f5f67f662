/*
 * ptrace_link.c - who traces whom. A traced thread hangs in its tracer's list
 * besides being its parent's child: the tracer is told first of what happens,
 * and the family stays as it is.
 */
#include <linux/kernel.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include "signal_internal.h"

/* A new task is traced by nobody, and traces nobody. */
void ptrace_init(struct task_struct *p)
{
	p->tracer = NULL;
	p->ptrace = p->ptrace_options = p->ptrace_message = 0;
	p->trace_code = p->trace_signal = 0;
	p->trace_info = NULL;
	INIT_LIST_HEAD(&p->tracees);
}

/* p is traced by `tracer' from now on; `flags' are PT_. */
void ptrace_link(struct task_struct *p, struct task_struct *tracer, u32 flags)
{
	p->tracer = tracer;
	p->ptrace = flags;
	list_add_tail(&p->traced, &tracer->tracees);
}

/* p, if it is traced, is no more. If it is stopped, it stays so until it is
   woken. */
void ptrace_unlink(struct task_struct *p)
{
	if (!p->tracer)
		return;
	list_del(&p->traced);
	ptrace_set_step(p, false, STEP_PLAIN);
	p->tracer = NULL;
	p->ptrace = p->ptrace_options = 0;
	p->trace_code = 0;
	update_trace_call(p);
}

/* The event that a fork with these flags of clone() is. */
static int fork_event(u32 clone_flags)
{
	if (clone_flags & CLONE_VFORK)
		return PTRACE_EVENT_VFORK;
	return (clone_flags & CSIGNAL) == SIGCHLD ? PTRACE_EVENT_FORK :
						    PTRACE_EVENT_CLONE;
}

/* p, a child of current that does not run yet, is traced, too: its first stop
   is before its first instruction. */
static void trace_child(struct task_struct *p)
{
	ptrace_link(p, current->tracer, current->ptrace & PT_INHERIT);
	p->ptrace_options = current->ptrace_options;
	if (p->ptrace & PT_SEIZED)
		p->ptrace |= PT_TRAP;
	else
		sig_add(&p->pending.signal, SIGSTOP);
	set_bit(WORK_SIGNAL, &p->work);
}

/* See linux/ptrace.h. */
int ptrace_fork(struct task_struct *p, u32 clone_flags)
{
	int event = fork_event(clone_flags);

	if (likely(!current->ptrace) || clone_flags & CLONE_UNTRACED)
		return 0;
	if (!(current->ptrace_options >> event & 1))
		event = 0;
	if (event || clone_flags & CLONE_PTRACE)
		trace_child(p);
	return event;
}

/* p's tracer ends: p goes on as if it had never been traced, or dies. */
static void set_free(struct task_struct *p)
{
	if (p->ptrace_options & PTRACE_O_EXITKILL)
		send_sig_info(SIGKILL, SEND_KERNEL, p);
	if (p->state == TASK_ZOMBIE) {
		untrace_zombie(p);
		return;
	}
	ptrace_unlink(p);
	signal_wake(p, TASK_TRACED);	/* its process may be stopped */
}

void exit_ptrace(struct task_struct *p)
{
	while (!list_empty(&p->tracees))
		set_free(list_first_entry(&p->tracees, struct task_struct,
					  traced));
}

/*
 * May current look into p, and change it? Its own process, with privilege any,
 * else one that belongs to this user all over and has not been set-id.
 */
bool may_inspect(const struct task_struct *p, uid_t uid, gid_t gid)
{
	const struct task_struct *me = current;

	if (p->tgid == me->tgid || capable(CAP_SYS_PTRACE))
		return true;
	if (p->uid != uid || p->euid != uid || p->suid != uid)
		return false;
	if (p->gid != gid || p->egid != gid || p->sgid != gid)
		return false;
	if (p->cap_permitted & ~me->cap_permitted)
		return false;
	return !p->mm || p->mm->dumpable;
}
