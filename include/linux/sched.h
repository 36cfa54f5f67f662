/*
 * sched.h - the process, and what may be done with one.
 *
 * Letters: [i] constant after creation, [k] kernel lock, [q] lock of the run
 * queue of task->cpu, [t] tasks_lock, [a] atomic, [s] the task itself.
 */
#ifndef _LINUX_SCHED_H
#define _LINUX_SCHED_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/limits.h>
#include <linux/resource.h>
#include <linux/runqueue.h>
#include <linux/signal.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <asm/cpu.h>
#include <asm/thread.h>

#define HZ		100		/* timer ticks in a second */
#define DEF_SLICE	(HZ / 10)	/* ticks that a process may run */

/* task->state */
#define TASK_RUNNING		0	/* runs, or waits for a CPU */
#define TASK_INTERRUPTIBLE	1	/* sleeps; a signal wakes it, too */
#define TASK_UNINTERRUPTIBLE	2	/* sleeps until woken */
#define TASK_ZOMBIE		4	/* has ended; its parent may ask */
#define TASK_STOPPED		8
#define TASK_TRACED		16	/* stopped for its tracer */

/* task->work: why the way back to user mode must take the long road */
#define WORK_RESCHED	0		/* bit: another process should run */
#define WORK_SIGNAL	1		/* bit: a signal is to be delivered */
#define WORK_INHIBIT	2		/* bit: perhaps vm_inhibit()ed (M5) */
#define WORK_TRACE_CALL	3		/* bit: somebody watches system calls;
					   alone, it makes no way back long */
#define WORK_DEBUG	4		/* bit: the kernel met a breakpoint */

/* task->flags, [s] */
#define PF_EXITING	0x01		/* in do_exit() */
#define PF_FORKNOEXEC	0x02		/* has not called exec() yet */
#define PF_SUPERPRIV	0x04		/* has used its privileges */
#define PF_DUMPCORE	0x08
#define PF_SIGNALED	0x10		/* was ended by a signal */
#define PF_KTHREAD	0x20		/* never leaves the kernel */
#define PF_MEMDIE	0x40		/* killed for memory: gets the last */

/* clone() */
#define CSIGNAL			0x000000ff
#define CLONE_VM		0x00000100
#define CLONE_FS		0x00000200
#define CLONE_FILES		0x00000400
#define CLONE_SIGHAND		0x00000800
#define CLONE_PTRACE		0x00002000
#define CLONE_VFORK		0x00004000
#define CLONE_PARENT		0x00008000
#define CLONE_THREAD		0x00010000
#define CLONE_NEWNS		0x00020000
#define CLONE_SYSVSEM		0x00040000
#define CLONE_SETTLS		0x00080000
#define CLONE_PARENT_SETTID	0x00100000
#define CLONE_CHILD_CLEARTID	0x00200000
#define CLONE_DETACHED		0x00400000
#define CLONE_UNTRACED		0x00800000
#define CLONE_CHILD_SETTID	0x01000000

#define SCHED_OTHER	0
#define SCHED_FIFO	1
#define SCHED_RR	2
#define SCHED_RESET_ON_FORK 0x40000000	/* or-ed to a policy */

/* Handlers of signals; clone(CLONE_SIGHAND) shares them. */
struct sighand_struct {
	int count;			/* [k] */
	struct sigaction action[NSIG];	/* [k] of signal n + 1 */
};

/* What the threads of one process have in common. */
struct signal_struct {
	int count;			/* [k] tasks that point here */
	int live;			/* [k] of them, not in do_exit() */
	struct task_struct *leader;	/* [k] the first one */
	struct sigpending shared_pending;	/* [k] for any of them */
	wait_queue_head_t child_exit;	/* wait4() sleeps here */
	wait_queue_head_t signalfd_wait;	/* readers of signalfd() */
	pid_t pgrp, session;		/* [k] */
	bool is_leader;			/* [k] of the session */
	struct tty_struct *tty;		/* [k] controlling terminal, or NULL */
	pid_t tty_old_pgrp;		/* [k] */
	bool group_exit;		/* [k] all end with group_exit_code */
	int group_exit_code;		/* [k] as wait4() reports it */
	struct task_struct *group_exec;	/* [k] a thread in exec() that waits
					   for all others to end, or NULL */
	int stop_sig;			/* [k] all stop, or are stopped, by it;
					   0: they run */
	bool stop_told;			/* [k] the parent has heard of it */
	int stop_report;		/* [k] for wait4(WUNTRACED), or 0 */
	bool cont_report;		/* [k] for wait4(WCONTINUED) */
	bool doomed;			/* [k] process 1 made a fault: signals
					   end it as any other process */
	struct timer_list real_timer;	/* ITIMER_REAL, alarm() */
	unsigned long real_interval;	/* [k] in ticks, as the next */
	unsigned long virt_value, virt_interval;	/* [k] ITIMER_VIRTUAL */
	unsigned long prof_value, prof_interval;	/* [k] ITIMER_PROF */
	u32 utime, stime, cutime, cstime;	/* [k] of threads that ended,
						   of children waited for */
	u32 min_flt, maj_flt, cmin_flt, cmaj_flt, nvcsw;	/* [k] */
	struct rlimit rlim[RLIM_NLIMITS];	/* [k] */
};

/* Capabilities of the era: bits of what root may; all or none by default. */
#define CAP_CHOWN		0
#define CAP_DAC_OVERRIDE	1
#define CAP_DAC_READ_SEARCH	2
#define CAP_FOWNER		3
#define CAP_FSETID		4
#define CAP_KILL		5
#define CAP_SETGID		6
#define CAP_SETUID		7
#define CAP_SETPCAP		8
#define CAP_LINUX_IMMUTABLE	9
#define CAP_IPC_LOCK		14
#define CAP_SYS_RAWIO		17
#define CAP_SYS_CHROOT		18
#define CAP_SYS_PTRACE		19
#define CAP_SYS_ADMIN		21
#define CAP_SYS_BOOT		22
#define CAP_SYS_NICE		23
#define CAP_SYS_RESOURCE	24
#define CAP_SYS_TIME		25
#define CAP_SYS_TTY_CONFIG	26
#define CAP_MKNOD		27
#define CAP_LAST		CAP_MKNOD
#define CAP_FULL_SET		0x0fffffff

/*
 * What restart_syscall() goes on with: a call that was interrupted by a signal
 * without a handler and returned -ERESTART_RESTARTBLOCK.
 */
struct restart_block {
	long (*fn)(struct restart_block *r);	/* NULL: nothing to go on */
	u64 until;			/* clock_us() when it is over */
	void __user *rem;		/* nanosleep(): where the rest goes */
	bool rem64;			/* to a struct timespec64 */
};

struct fs_struct;
struct files_struct;
struct mm_struct;
struct tty_struct;
struct semaphore;

struct task_struct {
	/* What entry.S and switch.S use; offsets by asm-offsets.c. */
	volatile u32 work;		/* [a] WORK_ bits */
	unsigned long esp;		/* [q] kernel stack while not running */
	unsigned long stack_top;	/* [i] esp on entry from user mode */

	volatile long state;		/* [q], and [s] to a sleeping state */
	int lock_depth;			/* [q] of the kernel lock, parked here
					   while the task does not run */
	struct cpu *cpu;		/* [q] runs there, or ran there last */
	struct list_head run_list;	/* [q] in a queue of cpu->rq */
	struct prio_array *array;	/* [q] of rq; NULL: not queued */
	u8 prio, static_prio;		/* [q] index of the queue; without the
					   bonus for sleep */
	bool to_tail;			/* [q][s] behind its equals next time */
	bool slice_lent;		/* [q] the parent's, it gets it back */
	bool reset_on_fork;		/* [k] children are SCHED_OTHER */
	int slice;			/* [q] ticks left */
	u32 rest;			/* [q] ticks slept less ticks run */
	unsigned long slept_at;		/* [q] jiffies */
	u32 runmask;			/* [q] logical CPUs allowed (Q3) */

	unsigned long stack;		/* [i] lowest address of the stack */
	pid_t pid;			/* [i] */
	char comm[16];			/* [s] name, for people */
	pid_t tgid;			/* [i] pid of the process's first
					   thread; getpid() gives this */
	u32 flags;			/* [s] PF_ */
	struct task_struct *parent;	/* [t] */
	struct list_head tasks;		/* [t] all processes */
	struct list_head children;	/* [t] */
	struct list_head sibling;	/* [t] in parent->children */
	struct list_head thread_group;	/* [t] ring of threads of a process */
	struct list_head pid_hash;	/* [t] */
	int exit_signal;		/* [k] to the parent at the end; -1: a
					   thread, nobody waits for it */
	int exit_code;			/* [s], then whoever reaps */
	bool self_reap;			/* [s] a zombie that nobody waits for */
	int pdeath_signal;		/* [k] when the parent ends */
	u32 utime, stime;		/* [s] ticks */
	u64 start_time;			/* [i] clock_us() */
	u32 min_flt, maj_flt;		/* [s] page faults */
	u32 nvcsw;			/* [s] times that it gave up the CPU, */
	unsigned long wchan;		/* [s] and where it did so last */

	struct mm_struct *mm;		/* [k] NULL: a thread of the kernel */
	struct fs_struct *fs;		/* [k] */
	struct files_struct *files;	/* [k] */
	struct sighand_struct *sighand;	/* [k] */
	struct signal_struct *signal;	/* [k] */

	sigset_t blocked;		/* [k] */
	sigset_t saved_blocked;		/* [s] to be back after a handler that
					   ended sigsuspend() or ppoll() */
	bool restore_blocked;		/* [s] saved_blocked is to be used */
	sigset_t real_blocked;		/* [k] in sigtimedwait(), which takes
					   signals out of `blocked': those that
					   are blocked all the same; else 0 */
	struct sigpending pending;	/* [k] for this thread alone */
	void __user *sas_sp;		/* [s] alternate signal stack */
	size_t sas_size;		/* [s] 0: none */

	uid_t uid, euid, suid, fsuid;	/* [k] written by [s] only */
	gid_t gid, egid, sgid, fsgid;
	u32 cap_effective, cap_permitted, cap_inheritable;
	bool keep_caps;			/* prctl(PR_SET_KEEPCAPS) */
	bool no_new_privs;		/* [s] prctl(PR_SET_NO_NEW_PRIVS) */
	int ngroups;
	gid_t groups[NGROUPS_MAX];

	int policy, rt_priority;	/* [k][q] SCHED_, 1..99 */
	int nice;			/* [k][q] -20..19 */
	u32 personality;		/* [s] */

	struct semaphore *vfork_done;	/* [k] parent waits for exec or exit */
	int __user *set_child_tid;	/* [s] */
	int __user *clear_child_tid;	/* [s] */
	void __user *robust_list;	/* [s] */
	struct restart_block restart;	/* [s] */

	struct task_struct *tracer;	/* [k] linux/ptrace.h; NULL: none */
	struct list_head tracees;	/* [k] that this thread traces, */
	struct list_head traced;	/* [k] by this link */
	u32 ptrace;			/* [k] PT_ */
	u32 ptrace_options;		/* [k] PTRACE_O_ */
	u32 ptrace_message;		/* [k] of the last event */
	int trace_code;			/* [k] what wait4() will say of a stop;
					   0: it has */
	int trace_signal;		/* [k] p goes on from it with this */
	siginfo_t *trace_info;		/* [k] of the stop, on p's stack */

	struct thread_struct thread;	/* [s] asm/thread.h */
};

#define current		(this_cpu->task)

extern struct task_struct init_task;	/* CPU 0's idle process, pid 0 */
extern struct list_head task_list;	/* [t] */
extern spinlock_t tasks_lock;		/* irqsave */

extern volatile unsigned long jiffies;	/* ticks since boot, time.c */

#define need_resched()	(current->work & (1u << WORK_RESCHED))
#define signal_pending(p) ((p)->work & (1u << WORK_SIGNAL))

/* Has SIGKILL been sent to p or its process? [k] */
static inline bool killed(const struct task_struct *p)
{
	return (p->pending.signal | p->signal->shared_pending.signal) &
	       sigmask(SIGKILL);
}

extern struct task_struct *init_process;	/* [k] process 1, main.c */

/* May current do what needs this capability? */
static inline bool capable(int cap)
{
	return current->cap_effective >> cap & 1;
}

/* Whole processes of the table, and all threads. [t], or the kernel lock for
   who does not sleep. */
#define for_each_task(p) list_for_each_entry(p, &task_list, tasks)
#define next_thread(p) \
	list_entry((p)->thread_group.next, struct task_struct, thread_group)
void safe_point(void);		/* kernel/sched.c */

/* For loops of short steps, counted in *n: safe_point() after each `every'. */
static inline void safe_step(u32 *n, u32 every)
{
	if (++*n % every == 0)
		safe_point();
}

#define thread_group_leader(p)	((p)->pid == (p)->tgid)

/* The frame that p entered the kernel with from user mode. */
#define task_regs(p)	((struct pt_regs *)(p)->stack_top - 1)

/* kernel/sched.c, ready.c, prio.c, sleep.c: the scheduler */
void schedule(void);
void yield(void);
void sched_fork(struct task_struct *p);
void sched_exit(void);
int slice_of(const struct task_struct *p);	/* ticks */
void set_user_nice(struct task_struct *p, int nice);	/* -20..19 */
void schedule_tail(struct task_struct *prev);
bool wake_up_process(struct task_struct *p);
bool wake_up_state(struct task_struct *p, long states);
bool make_runnable(struct task_struct *p, long states);	/* irqs off */
void set_current_state_stopped(void);
void set_current_state_traced(void);
void set_scheduler(struct task_struct *p, int policy, int rt_priority,
		   int nice);
void set_runmask(struct task_struct *p, u32 mask);
void scheduler_tick(void);
void sched_init_cpu(struct cpu *cpu, struct task_struct *idle);
long schedule_timeout(long ticks);
void become_zombie(void);
void wait_task_off_cpu(struct task_struct *p);
struct runqueue *lock_task_rq(struct task_struct *p)
	__acquires(p->cpu->rq.lock);

/* kernel/syncevent.c (M6) */
void kick_process(struct task_struct *p);
void smp_sync_event(struct task_struct *p);

/* kernel/fork.c */
void fork_init(void);
pid_t kernel_thread_on(u32 runmask, int (*fn)(void *), void *arg,
		       const char *name);
pid_t kernel_thread(int (*fn)(void *), void *arg, const char *name);
struct task_struct *find_task(pid_t pid);
int wait_for_child(pid_t pid);
long do_fork(u32 flags, unsigned long stack, struct pt_regs *regs,
	     int __user *parent_tid, int __user *child_tid, u32 tls);
void release_task(struct task_struct *p);
extern int nr_tasks, nr_threads_max;	/* [t] in all; at most */
extern u32 total_forks;			/* [t] since boot */

/* kernel/itimer.c: ticks for ITIMER_VIRTUAL, ITIMER_PROF, RLIMIT_CPU */
bool itimers_count(const struct task_struct *p);
void itimer_ticks(struct task_struct *p, u32 ticks, bool user);

/* kernel/exit.c */
void reap_dead(void);
bool process_is_over(const struct task_struct *p);
bool notify_parent_exit(struct task_struct *p);
void untrace_zombie(struct task_struct *p);
void task_is_off_cpu(struct task_struct *p);
void do_exit(int code) __noreturn;
void do_group_exit(int code) __noreturn;	/* all threads of current */
int de_thread(void);			/* exec: ends current's other threads */
void mm_release(struct task_struct *p);	/* exec, exit: p's memory changes */

/* kernel/cred.c */
bool in_group(gid_t gid);		/* fsgid or a supplementary group */

/* arch/i386/kernel/process.c */
void cpu_idle(void) __noreturn;
void init_thread_stack(struct task_struct *p, int (*fn)(void *), void *arg);
void stack_used_up(const struct task_struct *p) __noreturn;

#endif
