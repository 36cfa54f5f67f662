/*
 * pgrp.c - process groups and sessions (POSIX.1 4.3): the calls. Numbers of
 * groups and sessions are those of the processes that founded them.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

/* The process with this number, 0 being current's own; NULL: there is none,
   or only a thread has that number. */
static struct task_struct *find_process(pid_t pid)
{
	struct task_struct *p = find_task(pid ? pid : current->tgid);

	return p && thread_group_leader(p) ? p : NULL;
}

/* Has anybody of this session this process group? */
static bool group_exists(pid_t pgrp, pid_t session)
{
	struct task_struct *p;

	for_each_task(p)
		if (p->signal->pgrp == pgrp && p->signal->session == session)
			return true;
	return false;
}

/* May current put p into another group? Itself, and its children until they
   have called exec(), but no leader of a session. */
static int may_move(const struct task_struct *p)
{
	const struct signal_struct *me = current->signal;

	if (p->signal != me) {
		if (!p->parent || p->parent->signal != me)
			return -ESRCH;
		if (p->signal->session != me->session)
			return -EPERM;
		if (!(p->flags & PF_FORKNOEXEC))
			return -EACCES;
	}
	return p->signal->is_leader ? -EPERM : 0;
}

/* 0, -EINVAL, -ESRCH, -EPERM, -EACCES */
SYSCALL2(setpgid, pid_t, pid, pid_t, pgrp)
{
	struct task_struct *p;
	int err;

	if (pgrp < 0 || (pid < 0 && !pgrp))
		return -EINVAL;
	p = find_process(pid);
	if (!p)
		return find_task(pid) ? -EINVAL : -ESRCH;
	err = may_move(p);
	if (err)
		return err;
	if (!pgrp)
		pgrp = p->pid;
	if (pgrp != p->pid && !group_exists(pgrp, current->signal->session))
		return -EPERM;
	p->signal->pgrp = pgrp;
	return 0;
}

/* A process group, or -ESRCH. */
SYSCALL1(getpgid, pid_t, pid)
{
	struct task_struct *p = find_task(pid ? pid : current->pid);

	return p ? p->signal->pgrp : -ESRCH;
}

SYSCALL0(getpgrp)
{
	return current->signal->pgrp;
}

/* A session, or -ESRCH. */
SYSCALL1(getsid, pid_t, pid)
{
	struct task_struct *p = find_task(pid ? pid : current->pid);

	return p ? p->signal->session : -ESRCH;
}

/* Founds a session with one group, and without a terminal; its number, or
   -EPERM if the caller leads a group, even one that it has left. */
SYSCALL0(setsid)
{
	struct signal_struct *sig = current->signal;
	struct task_struct *p;

	if (sig->is_leader)
		return -EPERM;
	for_each_task(p)
		if (p->signal->pgrp == current->tgid)
			return -EPERM;
	sig->is_leader = true;
	sig->session = sig->pgrp = current->tgid;
	sig->tty = NULL;
	sig->tty_old_pgrp = 0;
	return sig->pgrp;
}
