/*
 * kill.c - system calls that send signals, and who may send to whom.
 */
#include <linux/errno.h>
#include <linux/pid.h>
#include <linux/syscalls.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

#define SENT_AT_ONCE	64		/* with the kernel lock in one piece */

/* May current send `sig' to p? 0, -EPERM, or -EINVAL: no such signal. */
static int may_signal(const struct task_struct *p, int sig)
{
	const struct task_struct *me = current;

	if ((u32)sig > NSIG)
		return -EINVAL;
	if (p->signal == me->signal ||
	    me->euid == p->suid || me->euid == p->uid ||
	    me->uid == p->suid || me->uid == p->uid || capable(CAP_KILL))
		return 0;
	if (sig == SIGCONT && p->signal->session == me->signal->session)
		return 0;
	return -EPERM;
}

static int send_checked(int sig, siginfo_t *info, struct task_struct *p)
{
	int err = may_signal(p, sig);

	return err ? err : send_sig_info(sig, info, p);
}

/* To the process of the thread with this number. */
static int signal_process(pid_t pid, int sig, siginfo_t *info)
{
	struct task_struct *p = find_task(pid);

	return p ? send_checked(sig, info, p) : -ESRCH;
}

/* To all processes of a group: success if one of them has got it. */
static int signal_group(pid_t pgrp, int sig, siginfo_t *info)
{
	struct task_struct *p;
	struct task_walk walk;
	int err = -ESRCH;
	bool sent = false;
	u32 n = 0;

	task_walk_begin(&walk);
	while ((p = task_walk_next(&walk))) {
		if (p->signal->pgrp != pgrp || !thread_group_leader(p) ||
		    p->flags & PF_KTHREAD)
			continue;
		err = send_checked(sig, info, p);
		sent |= !err;
		safe_step(&n, SENT_AT_ONCE);
	}
	task_walk_end(&walk);
	return sent ? 0 : err;
}

/* To every process but the first and the sender's own. That some of them may
   not be sent to is no error. */
static int signal_all(int sig, siginfo_t *info)
{
	struct task_struct *p;
	struct task_walk walk;
	int err, result = -ESRCH;
	u32 n = 0;

	task_walk_begin(&walk);
	while ((p = task_walk_next(&walk))) {
		if (p->tgid <= 1 || p->signal == current->signal ||
		    !thread_group_leader(p) || p->flags & PF_KTHREAD)
			continue;
		err = send_checked(sig, info, p);
		if (err != -EPERM)
			result = err;
		else if (result == -ESRCH)
			result = 0;
		safe_step(&n, SENT_AT_ONCE);
	}
	task_walk_end(&walk);
	return result;
}

static siginfo_t info_from_current(int sig, int code)
{
	siginfo_t info;

	info.si_signo = sig;
	info.si_errno = 0;
	info.si_code = code;
	info.f.rt.pid = current->tgid;
	info.f.rt.uid = current->uid;
	info.f.pad[2] = info.f.pad[3] = info.f.pad[4] = 0;
	return info;
}

/*
 * raise(): the quick way for a signal that current sends itself and that a
 * handler takes that does not want to know more. False: not such a one. For a
 * table of handlers that nobody else can change before the handler runs.
 */
static inline bool signal_self(int sig)
{
	struct task_struct *p = current;
	const struct sighand_struct *table = p->sighand;
	const struct sigaction *act;

	if (sig < 1 || sig >= SIGRTMIN || is_stop_or_cont(sig) ||
	    table->count != 1 || sig_in(&p->blocked, sig) || p->ptrace)
		return false;
	act = &table->action[sig - 1];
	if (act->sa_handler == SIG_DFL || act->sa_handler == SIG_IGN ||
	    act->sa_flags & SA_SIGINFO)
		return false;
	sig_add(&p->pending.signal, sig);
	set_bit(WORK_SIGNAL, &p->work);
	return true;
}

/* kill() of anybody. 0 or -errno. */
static noinline long kill_some(pid_t pid, int sig)
{
	siginfo_t info = info_from_current(sig, SI_USER);

	if (pid > 0)
		return signal_process(pid, sig, &info);
	if (pid == 0)
		return signal_group(current->signal->pgrp, sig, &info);
	if (pid == -1)
		return signal_all(sig, &info);
	return -pid > 0 ? signal_group(-pid, sig, &info) : -ESRCH;
}

SYSCALL2(kill, pid_t, pid, int, sig)
{
	if (pid == current->tgid && signal_self(sig))
		return 0;
	return kill_some(pid, sig);
}

/* To one thread, of process `tgid' if that is not 0. */
static long signal_thread(pid_t tgid, pid_t tid, int sig)
{
	siginfo_t info = info_from_current(sig, SI_TKILL);
	struct task_struct *p;
	int err;

	if (tid <= 0)
		return -EINVAL;
	p = find_task(tid);
	if (!p || (tgid && p->tgid != tgid))
		return -ESRCH;
	err = may_signal(p, sig);
	return err ? err : send_sig_thread(sig, &info, p);
}

SYSCALL2(tkill, pid_t, tid, int, sig)
{
	return signal_thread(0, tid, sig);
}

SYSCALL3(tgkill, pid_t, tgid, pid_t, tid, int, sig)
{
	return tgid > 0 ? signal_thread(tgid, tid, sig) : -EINVAL;
}

/* sigqueue(): the sender says all of the siginfo, but may not pretend to be
   the kernel, or kill(), towards others. */
SYSCALL3(rt_sigqueueinfo, pid_t, pid, int, sig, const siginfo_t __user *,
	 uinfo)
{
	siginfo_t info;

	if (copy_from_user(&info, uinfo, sizeof(info)))
		return -EFAULT;
	if ((info.si_code >= 0 || info.si_code == SI_TKILL) &&
	    pid != current->tgid)
		return -EPERM;
	info.si_signo = sig;
	return signal_process(pid, sig, &info);
}

/* The kernel sends to a process group: 0, or -ESRCH if nobody is in it.
   Kernel lock, any context. */
int kill_pg(pid_t pgrp, int sig)
{
	struct task_struct *p;
	int err = -ESRCH;

	if (pgrp <= 0)
		return -ESRCH;
	for_each_task(p) {
		if (p->signal->pgrp != pgrp || !thread_group_leader(p))
			continue;
		send_sig(sig, p);
		err = 0;
	}
	return err;
}

/* The kernel sends to a process: 0 or -ESRCH. Kernel lock, any context. */
int kill_proc(pid_t pid, int sig)
{
	struct task_struct *p = find_task(pid);

	return p ? send_sig(sig, p) : -ESRCH;
}
