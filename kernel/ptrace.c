/*
 * ptrace.c - ptrace(): a tracer takes hold of a thread, looks into it when it
 * has stopped, changes it, and lets it go on. How a thread comes to stop is in
 * ptrace_stop.c, the registers are in arch/i386/kernel/ptrace.c.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/system.h>
#include <asm/uaccess.h>
#include "signal_internal.h"

/* --- taking hold --------------------------------------------------------- */

/* The caller is traced by its parent from now on. */
static long trace_me(void)
{
	struct task_struct *parent = current->parent;

	if (current->ptrace || parent->flags & (PF_KTHREAD | PF_EXITING))
		return -EPERM;
	ptrace_link(current, parent, PT_TRACED);
	if (parent->cap_effective >> CAP_SYS_PTRACE & 1)
		current->ptrace |= PT_CAP;
	return 0;
}

/* May current trace p, which nobody traces yet? */
static bool may_attach(const struct task_struct *p)
{
	return !p->ptrace && p->tgid != 1 && p->signal != current->signal &&
	       !(p->flags & (PF_KTHREAD | PF_EXITING)) &&
	       may_inspect(p, current->uid, current->gid);
}

/* PTRACE_ATTACH stops p, PTRACE_SEIZE does not. One that is stopped already
   stops once more, for its tracer. */
static long attach(pid_t pid, bool seize, u32 addr, u32 options)
{
	struct task_struct *p = find_task(pid);

	if (!p)
		return -ESRCH;
	if (seize && (addr || options & ~PTRACE_O_MASK))
		return -EIO;
	if (!may_attach(p))
		return -EPERM;
	ptrace_link(p, current, seize ? PT_TRACED | PT_SEIZED : PT_TRACED);
	if (capable(CAP_SYS_PTRACE))
		p->ptrace |= PT_CAP;
	if (seize)
		p->ptrace_options = options;
	else
		send_sig_thread(SIGSTOP, SEND_KERNEL, p);
	wake_up_state(p, TASK_STOPPED);
	return 0;
}

/* --- memory -------------------------------------------------------------- */

struct task_struct *stopped_tracee(pid_t pid)
{
	struct task_struct *p = find_task(pid);

	if (!p || p->tracer != current || p->state != TASK_TRACED ||
	    p->ptrace & PT_LISTENING)
		return NULL;
	wait_task_off_cpu(p);
	return p;
}

/* The memory of a tracee, with a user more. NULL: it has none, or one with
   secrets that are not for this tracer. */
static struct mm_struct *tracee_mm(pid_t pid)
{
	struct task_struct *p = stopped_tracee(pid);

	if (!p || !p->mm || (!p->mm->dumpable && !(p->ptrace & PT_CAP)))
		return NULL;
	return get_task_mm(p);
}

/* Moves one word at `addr' of the tracee: 0 or -EIO. */
static long move_word(pid_t pid, u32 addr, u32 *word, bool write)
{
	struct mm_struct *mm = tracee_mm(pid);
	unsigned long done;

	if (!mm)
		return -EIO;
	done = access_process_vm(mm, addr, word, sizeof(*word), write);
	mmput(mm);
	return done == sizeof(*word) ? 0 : -EIO;
}

static long peek(pid_t pid, u32 addr, u32 __user *result)
{
	u32 word;
	long err = move_word(pid, addr, &word, false);

	return err ? err : put_user(word, result);
}

/* --- signals and events -------------------------------------------------- */

static long get_siginfo(pid_t pid, siginfo_t __user *result)
{
	struct task_struct *p = stopped_tracee(pid);
	siginfo_t info;

	if (!p->trace_info)
		return -EINVAL;
	memset(&info, 0, sizeof(info));
	memcpy(&info, p->trace_info, siginfo_size(p->trace_info));
	return copy_to_user(result, &info, sizeof(info));
}

static long set_siginfo(pid_t pid, const siginfo_t __user *from)
{
	struct task_struct *p;
	siginfo_t info;

	if (copy_from_user(&info, from, sizeof(info)))
		return -EFAULT;
	p = stopped_tracee(pid);
	if (!p)
		return -ESRCH;
	if (!p->trace_info)
		return -EINVAL;
	memcpy(p->trace_info, &info, sizeof(info));
	return 0;
}

static long get_sigmask(pid_t pid, u32 size, sigset_t __user *result)
{
	sigset_t set = stopped_tracee(pid)->blocked;

	if (size != sizeof(set))
		return -EINVAL;
	return copy_to_user(result, &set, sizeof(set));
}

static long set_sigmask(pid_t pid, u32 size, const sigset_t __user *from)
{
	struct task_struct *p;
	sigset_t set;

	if (size != sizeof(set))
		return -EINVAL;
	if (copy_from_user(&set, from, sizeof(set)))
		return -EFAULT;
	p = stopped_tracee(pid);
	if (!p)
		return -ESRCH;
	p->blocked = set & ~SURE_SIGNALS;
	recalc_sigpending(p);
	return 0;
}

static long set_options(struct task_struct *p, u32 options)
{
	if (options & ~PTRACE_O_MASK)
		return -EINVAL;
	p->ptrace_options = options;
	return 0;
}

/* --- going on ------------------------------------------------------------ */

/* A stopped thread goes on, with a signal if `sig' is not 0. */
static void go_on(struct task_struct *p, int sig)
{
	p->trace_code = 0;
	p->trace_signal = sig;
	wake_up_state(p, TASK_TRACED);
}

/* PTRACE_CONT, SYSCALL, SINGLESTEP */
static long resume(pid_t pid, long request, u32 sig)
{
	bool step = request == PTRACE_SINGLESTEP;
	enum step_kind kind = step ? ptrace_step_kind(pid) : STEP_PLAIN;
	struct task_struct *p = stopped_tracee(pid);

	if (sig > NSIG)
		return -EIO;
	if (!p)
		return -ESRCH;
	p->ptrace &= ~PT_CALLS;
	if (request == PTRACE_SYSCALL)
		p->ptrace |= PT_CALLS;
	ptrace_set_step(p, step, kind);
	update_trace_call(p);
	go_on(p, sig);
	return 0;
}

static long detach(struct task_struct *p, u32 sig)
{
	if (sig > NSIG)
		return -EIO;
	ptrace_unlink(p);
	go_on(p, sig);
	return 0;
}

/* p is to stop, wherever it is: only for those that were seized. */
static long interrupt(struct task_struct *p)
{
	if (!(p->ptrace & PT_SEIZED))
		return -EIO;
	if (p->state != TASK_ZOMBIE)
		ptrace_trap(p);
	return 0;
}

/* p, which has stopped with its process, stays so, but hears of SIGCONT. */
static long listen(struct task_struct *p)
{
	if (!(p->ptrace & PT_SEIZED) || !p->trace_info ||
	    p->trace_info->si_code >> 8 != PTRACE_EVENT_STOP)
		return -EIO;
	p->ptrace |= PT_LISTENING;
	if (p->ptrace & PT_TRAP)	/* there was one already */
		ptrace_trap(p);
	return 0;
}

/* --- the call ------------------------------------------------------------ */

/* p is stopped_tracee(pid). */
static long stopped_request(struct task_struct *p, long request, pid_t pid,
			    u32 addr, u32 data)
{
	void __user *at = (void __user *)data;

	switch (request) {
	case PTRACE_PEEKTEXT:
	case PTRACE_PEEKDATA:
		return peek(pid, addr, at);
	case PTRACE_POKETEXT:
	case PTRACE_POKEDATA:
		return move_word(pid, addr, &data, true);
	case PTRACE_CONT:
	case PTRACE_SYSCALL:
	case PTRACE_SINGLESTEP:
		return resume(pid, request, data);
	case PTRACE_DETACH:
		return detach(p, data);
	case PTRACE_OLDSETOPTIONS:
	case PTRACE_SETOPTIONS:
		return set_options(p, data);
	case PTRACE_GETEVENTMSG:
		return put_user(p->ptrace_message, (u32 __user *)at);
	case PTRACE_GETSIGINFO:
		return get_siginfo(pid, at);
	case PTRACE_SETSIGINFO:
		return set_siginfo(pid, at);
	case PTRACE_GETSIGMASK:
		return get_sigmask(pid, addr, at);
	case PTRACE_SETSIGMASK:
		return set_sigmask(pid, addr, at);
	case PTRACE_LISTEN:
		return listen(p);
	default:
		return arch_ptrace(pid, request, addr, data);
	}
}

/* -ESRCH: not the caller's tracee, or not stopped. */
SYSCALL4(ptrace, long, request, pid_t, pid, u32, addr, u32, data)
{
	struct task_struct *p;

	if (request == PTRACE_TRACEME)
		return trace_me();
	if (request == PTRACE_ATTACH || request == PTRACE_SEIZE)
		return attach(pid, request == PTRACE_SEIZE, addr, data);
	p = find_task(pid);
	if (!p || p->tracer != current)
		return -ESRCH;
	if (request == PTRACE_KILL)
		return send_sig_info(SIGKILL, SEND_NOINFO, p);
	if (request == PTRACE_INTERRUPT)
		return interrupt(p);
	p = stopped_tracee(pid);
	return p ? stopped_request(p, request, pid, addr, data) : -ESRCH;
}
