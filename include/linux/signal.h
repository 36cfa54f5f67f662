/*
 * signal.h - signals: numbers, what programs exchange with the kernel about
 * them (Linux/i386 ABI), and what the kernel does with them.
 *
 * Letters: [k] kernel lock, [a] atomic.
 */
#ifndef _LINUX_SIGNAL_H
#define _LINUX_SIGNAL_H

#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/types.h>

#define SIGHUP		1
#define SIGINT		2
#define SIGQUIT		3
#define SIGILL		4
#define SIGTRAP		5
#define SIGABRT		6
#define SIGBUS		7
#define SIGFPE		8
#define SIGKILL		9
#define SIGUSR1		10
#define SIGSEGV		11
#define SIGUSR2		12
#define SIGPIPE		13
#define SIGALRM		14
#define SIGTERM		15
#define SIGSTKFLT	16
#define SIGCHLD		17
#define SIGCONT		18
#define SIGSTOP		19
#define SIGTSTP		20
#define SIGTTIN		21
#define SIGTTOU		22
#define SIGURG		23
#define SIGXCPU		24
#define SIGXFSZ		25
#define SIGVTALRM	26
#define SIGPROF		27
#define SIGWINCH	28
#define SIGIO		29
#define SIGPWR		30
#define SIGSYS		31
#define SIGRTMIN	32
#define NSIG		64		/* highest number */

typedef u64 sigset_t;			/* bit n-1: signal n */
typedef u32 old_sigset_t;

#define sigmask(sig)	(1ULL << ((sig) - 1))

#define SA_NOCLDSTOP	0x00000001
#define SA_NOCLDWAIT	0x00000002
#define SA_SIGINFO	0x00000004
#define SA_RESTORER	0x04000000
#define SA_ONSTACK	0x08000000
#define SA_RESTART	0x10000000
#define SA_NODEFER	0x40000000
#define SA_RESETHAND	0x80000000

#define SIG_DFL		((void __user *)0)
#define SIG_IGN		((void __user *)1)

#define SIG_BLOCK	0
#define SIG_UNBLOCK	1
#define SIG_SETMASK	2

#define SS_ONSTACK	1
#define SS_DISABLE	2
#define MINSIGSTKSZ	2048

/* As rt_sigaction() has it. */
struct sigaction {
	void __user *sa_handler;
	u32 sa_flags;
	void __user *sa_restorer;
	sigset_t sa_mask;
} __packed;

typedef struct {
	void __user *ss_sp;
	int ss_flags;
	size_t ss_size;
} stack_t;

typedef union {
	int sival_int;
	void __user *sival_ptr;
} sigval_t;

#define SI_MAX_SIZE	128

typedef struct siginfo {
	int si_signo, si_errno, si_code;
	union {
		u32 pad[SI_MAX_SIZE / 4 - 3];
		struct { pid_t pid; uid_t uid; sigval_t value; } rt;
		struct {
			pid_t pid;
			uid_t uid;
			int status;
			long utime, stime;
		} chld;
		struct { void __user *addr; int trapno; } fault;
		struct { long band; int fd; } poll;
	} f;
} siginfo_t;

/* si_code: who sent it, or what kind of fault */
#define SI_USER		0		/* below: a process, no fault */
#define SI_KERNEL	0x80
#define SI_QUEUE	-1
#define SI_TIMER	-2
#define SI_TKILL	-6
#define ILL_ILLOPN	2
#define FPE_INTDIV	1
#define FPE_FLTDIV	3
#define FPE_FLTOVF	4
#define FPE_FLTUND	5
#define FPE_FLTRES	6
#define FPE_FLTINV	7
#define SEGV_MAPERR	1
#define SEGV_ACCERR	2
#define BUS_ADRALN	1
#define BUS_ADRERR	2
#define TRAP_BRKPT	1
#define TRAP_TRACE	2
#define TRAP_HWBKPT	4
#define CLD_EXITED	1
#define CLD_KILLED	2
#define CLD_DUMPED	3
#define CLD_TRAPPED	4
#define CLD_STOPPED	5
#define CLD_CONTINUED	6

/* The bytes of a siginfo that the kernel fills in. */
#define SIGINFO_SHORT	32

/* How many bytes of it say something: what a process sent by sigqueue() goes
   through as a whole. */
static inline size_t siginfo_size(const siginfo_t *info)
{
	return info->si_code >= 0 || info->si_code == SI_TKILL ?
	       SIGINFO_SHORT : SI_MAX_SIZE;
}

/* Signals that wait: the set, and a siginfo for those that have one. */
struct sigpending {
	sigset_t signal;		/* [k] */
	struct list_head list;		/* [k] struct sigqueue */
};

struct pt_regs;
struct task_struct;

/*
 * kernel/signal.c. `info' may be SEND_NOINFO (a plain signal from the kernel
 * or a process: the queue is not needed) or SEND_KERNEL (cannot be refused).
 * All want the kernel lock, none sleeps, so they may be called from interrupt
 * handlers. 0, -EAGAIN (queue full), -EINVAL (no such signal). Signal 0 only
 * asks. Permission is checked by kill() and its like, not here.
 */
#define SEND_NOINFO	((siginfo_t *)0)
#define SEND_KERNEL	((siginfo_t *)1)

int send_sig_info(int sig, siginfo_t *info, struct task_struct *p); /* to the
							process of p */
int send_sig_thread(int sig, siginfo_t *info, struct task_struct *p);
int send_sig(int sig, struct task_struct *p);
int kill_pg(pid_t pgrp, int sig);	/* -ESRCH: nobody is in it */
int kill_proc(pid_t pid, int sig);
void force_sig(int sig, struct task_struct *p);	/* unblocks, unignores */
void force_sig_info(int sig, siginfo_t *info, struct task_struct *p);
void recalc_sigpending(struct task_struct *p);	/* WORK_SIGNAL */
void init_sigpending(struct sigpending *s);
void free_sigpending(struct sigpending *s);
void exit_signals(struct task_struct *p);	/* a thread begins to end */
void set_blocked(sigset_t set);		/* of current */

/* kernel/sighand.c. copy_sighand(): 0 or -ENOMEM. unshare_sighand() gives
   current handlers of its own, for exec(): 0 or -ENOMEM. */
int copy_sighand(struct task_struct *p, bool share);
int unshare_sighand(void);
void exit_sighand(struct task_struct *p);
void flush_signal_handlers(struct task_struct *p);	/* exec */

/* kernel/sigstop.c: job control */
bool is_orphaned_pgrp(pid_t pgrp);
/* SIGCHLD and a wake-up for who waits for p: a parent, a tracer. */
void tell_of_stop(struct task_struct *listener, struct task_struct *p, int why,
		  int status);
/* Tells the parent that p (a process, all threads) has stopped or goes on. */
void notify_parent_stopped(struct task_struct *p, int why);
/*
 * Takes the next signal for current off the queues and does what needs no
 * handler: ignore, stop, end the process. Returns the number of one that has
 * a handler, with *info and *act filled in, or 0.
 */
int get_signal(siginfo_t *info, struct sigaction *act, struct pt_regs *regs);

/* kernel/sigaltstack.c. SS_ bits of current's alternate stack for a stack
   pointer; sigaltstack() with kernel memory: 0, -EPERM, -EINVAL, -ENOMEM. */
int sas_flags(unsigned long sp);
int do_sigaltstack(const stack_t *new, stack_t *old, unsigned long sp);

/* arch/i386/kernel/signal.c: on the way to user mode, from do_work(). Kernel
   lock held, interrupts on. */
void do_signal(struct pt_regs *regs);

#endif
