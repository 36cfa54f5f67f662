/*
 * signal_internal.h - what the files of signals share among themselves.
 *
 * Queues, masks and handlers are [k], and interrupt handlers send signals,
 * too: who changes any of them, or looks at two that must fit together, has
 * interrupts off besides.
 */
#ifndef _KERNEL_SIGNAL_INTERNAL_H
#define _KERNEL_SIGNAL_INTERNAL_H

#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <asm/bitops.h>

/* What happens without a handler; all others end the process. */
#define STOP_SIGNALS	(sigmask(SIGSTOP) | sigmask(SIGTSTP) | \
			 sigmask(SIGTTIN) | sigmask(SIGTTOU))
#define IGNORED_SIGNALS	(sigmask(SIGCONT) | sigmask(SIGCHLD) | \
			 sigmask(SIGWINCH) | sigmask(SIGURG))
#define CORE_SIGNALS	(sigmask(SIGQUIT) | sigmask(SIGILL) | \
			 sigmask(SIGTRAP) | sigmask(SIGABRT) | \
			 sigmask(SIGBUS) | sigmask(SIGFPE) | \
			 sigmask(SIGSEGV) | sigmask(SIGSYS) | \
			 sigmask(SIGXCPU) | sigmask(SIGXFSZ))

/* Those that no process can block, ignore or catch. */
#define SURE_SIGNALS	(sigmask(SIGKILL) | sigmask(SIGSTOP))

/* What an instruction causes: delivered before all others, so that its
   handler sees that instruction. */
#define FAULT_SIGNALS	(sigmask(SIGSEGV) | sigmask(SIGBUS) | \
			 sigmask(SIGILL) | sigmask(SIGTRAP) | \
			 sigmask(SIGFPE) | sigmask(SIGSYS))

/* Process 1 is not touched by signals that it has no handler for. */
static inline bool is_protected(const struct task_struct *p)
{
	return p->tgid == 1 && !p->signal->doomed;
}

/* Sets of signals, in the few instructions that there are for it. */
static inline bool sig_in(const sigset_t *set, int sig)
{
	return __test_bit(sig - 1, set);
}

static inline void sig_add(sigset_t *set, int sig)
{
	__set_bit(sig - 1, set);
}

static inline void sig_del(sigset_t *set, int sig)
{
	__clear_bit(sig - 1, set);
}

/* Does sending it stop or continue a process, whether or not it is caught?
   SIGCONT and the stop signals have numbers in a row. */
static inline bool is_stop_or_cont(int sig)
{
	return sig >= SIGCONT && sig <= SIGTTOU;
}

/* The signal of a set that comes first; 0: the set is empty. */
static inline int first_signal(sigset_t set)
{
	u32 low = set, high = set >> 32, faults = low & (u32)FAULT_SIGNALS;

	if (unlikely(faults))
		return __ffs(faults) + 1;
	if (low)
		return __ffs(low) + 1;
	return high ? __ffs(high) + 32 + 1 : 0;
}

/* Has p something to do before it goes to user mode? */
static inline bool has_work(const struct task_struct *p)
{
	sigset_t ready = (p->pending.signal |
			  p->signal->shared_pending.signal) & ~p->blocked;

	if (unlikely(p->signal->stop_sig | p->ptrace) && must_stop(p))
		return true;
	return (u32)ready | (u32)(ready >> 32);
}

/* Does nothing wait for p, blocked or not? */
static inline bool is_quiet(const struct task_struct *p)
{
	sigset_t all = p->pending.signal | p->signal->shared_pending.signal;

	return !((u32)all | (u32)(all >> 32) | p->signal->stop_sig |
		 p->ptrace);
}

/* kernel/sigqueue.c; kernel lock, interrupts off */
int queue_signal(struct sigpending *s, int sig, const siginfo_t *info,
		 const struct task_struct *p);
void drop_signals(struct sigpending *s, sigset_t set);
bool take_info(struct sigpending *s, int sig, siginfo_t *info);

/* What is said of a signal that nothing is known of. */
static inline void plain_info(siginfo_t *info, int sig, int code)
{
	int i;

	info->si_signo = sig;
	info->si_errno = 0;
	info->si_code = code;
	for (i = 0; i < SIGINFO_SHORT / 4 - 3; i++)
		info->f.pad[i] = 0;
}

/*
 * Takes `sig', which waits in s, out of it, once, and says what is known of
 * it. Kernel lock, interrupts off.
 */
static inline void dequeue_from(struct sigpending *s, int sig, siginfo_t *info)
{
	if (list_empty(&s->list))
		plain_info(info, sig, SI_USER);
	else if (take_info(s, sig, info))
		return;
	sig_del(&s->signal, sig);
}

/*
 * Takes the next signal for current that is not blocked: its own before its
 * process's. Returns the number, or 0. WORK_SIGNAL is as it was: the caller
 * sees to it that it is right before user mode. Kernel lock, interrupts off.
 */
static inline int next_signal(sigset_t blocked, siginfo_t *info)
{
	struct task_struct *p = current;
	struct sigpending *s = &p->pending;
	int sig = first_signal(s->signal & ~blocked);

	if (!sig) {
		s = &p->signal->shared_pending;
		sig = first_signal(s->signal & ~blocked);
	}
	if (sig)
		dequeue_from(s, sig, info);
	return sig;
}

/* kernel/signal.c; kernel lock, interrupts off */
void signal_wake(struct task_struct *p, long states);
void drop_process_signals(struct task_struct *p, sigset_t set);
int dequeue_signal(sigset_t blocked, siginfo_t *info);

/* kernel/sigstop.c; kernel lock, interrupts off */
void prepare_stop_or_cont(struct task_struct *p, int sig);
bool may_stop(int sig);
void stop_process(int sig);
void stop_thread(void);
void leave_stop(struct task_struct *p);

#endif
