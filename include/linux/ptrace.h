/*
 * ptrace.h - one thread traces another: requests of ptrace() (Linux/i386 ABI),
 * and what the rest of the kernel tells the tracer. Documentation/ptrace.txt
 * has the life of a stop.
 *
 * All state of tracing is [k]. A tracee that is stopped for its tracer is in
 * TASK_TRACED; only the tracer, its end, and SIGKILL get it out of there.
 */
#ifndef _LINUX_PTRACE_H
#define _LINUX_PTRACE_H

#include <linux/sched.h>
#include <asm/bitops.h>

#define PTRACE_TRACEME		0
#define PTRACE_PEEKTEXT		1
#define PTRACE_PEEKDATA		2
#define PTRACE_PEEKUSER		3
#define PTRACE_POKETEXT		4
#define PTRACE_POKEDATA		5
#define PTRACE_POKEUSER		6
#define PTRACE_CONT		7
#define PTRACE_KILL		8
#define PTRACE_SINGLESTEP	9
#define PTRACE_GETREGS		12
#define PTRACE_SETREGS		13
#define PTRACE_GETFPREGS	14
#define PTRACE_SETFPREGS	15
#define PTRACE_ATTACH		16
#define PTRACE_DETACH		17
#define PTRACE_GETFPXREGS	18
#define PTRACE_SETFPXREGS	19
#define PTRACE_OLDSETOPTIONS	21
#define PTRACE_SYSCALL		24
#define PTRACE_GET_THREAD_AREA	25
#define PTRACE_SET_THREAD_AREA	26
#define PTRACE_SETOPTIONS	0x4200
#define PTRACE_GETEVENTMSG	0x4201
#define PTRACE_GETSIGINFO	0x4202
#define PTRACE_SETSIGINFO	0x4203
#define PTRACE_GETREGSET	0x4204
#define PTRACE_SETREGSET	0x4205
#define PTRACE_SEIZE		0x4206
#define PTRACE_INTERRUPT	0x4207
#define PTRACE_LISTEN		0x4208
#define PTRACE_GETSIGMASK	0x420a
#define PTRACE_SETSIGMASK	0x420b

/* Events; an option's bit has the number of its event. */
#define PTRACE_EVENT_FORK	1
#define PTRACE_EVENT_VFORK	2
#define PTRACE_EVENT_CLONE	3
#define PTRACE_EVENT_EXEC	4
#define PTRACE_EVENT_VFORK_DONE	5
#define PTRACE_EVENT_EXIT	6
#define PTRACE_EVENT_STOP	128	/* of a seized thread; no option */

#define PTRACE_O_TRACESYSGOOD	0x00000001
#define PTRACE_O_TRACEFORK	0x00000002
#define PTRACE_O_TRACEVFORK	0x00000004
#define PTRACE_O_TRACECLONE	0x00000008
#define PTRACE_O_TRACEEXEC	0x00000010
#define PTRACE_O_TRACEVFORKDONE	0x00000020
#define PTRACE_O_TRACEEXIT	0x00000040
#define PTRACE_O_EXITKILL	0x00100000
#define PTRACE_O_MASK		0x0010007f

#define CALL_STOP_GOOD	0x80		/* TRACESYSGOOD adds it to SIGTRAP */
#define EVENT_CODE(event) (SIGTRAP | (event) << 8)

/* task->ptrace; 0: nobody traces it */
#define PT_TRACED	0x01
#define PT_SEIZED	0x02		/* by PTRACE_SEIZE */
#define PT_CAP		0x04		/* the tracer has CAP_SYS_PTRACE */
#define PT_CALLS	0x08		/* goes on to the next system call */
#define PT_STEP		0x10		/* goes on to the next instruction */
#define PT_STEP_TF	0x20		/* EFLAGS.TF is not the program's own */
#define PT_TRAP		0x40		/* is to stop with PTRACE_EVENT_STOP */
#define PT_JOINED	0x80		/* has stopped with its process before
					   its tracer let it go on */
#define PT_LISTENING	0x100		/* PTRACE_LISTEN: stays stopped, and
					   the tracer has no hold of it */
#define PT_STEP_SAVES	0x200		/* PT_STEP over one that puts EFLAGS
					   on the stack */
#define PT_CONTINUED	0x400		/* SIGCONT came while the tracer had a
					   signal in its hands: no stop by it */
/* What its children have of it, too. */
#define PT_INHERIT	(PT_TRACED | PT_SEIZED | PT_CAP)

/* Is p traced, and not by a thread of this process? [k] */
static inline bool traced_by_other(const struct task_struct *p,
				   const struct signal_struct *process)
{
	return p->tracer && p->tracer->signal != process;
}

/* Must p stop before it goes to user mode? Its process stops, or its tracer
   wants it. [k] */
static inline bool must_stop(const struct task_struct *p)
{
	return p->ptrace & PT_TRAP ||
	       (p->signal->stop_sig && !(p->ptrace & PT_JOINED));
}

/*
 * kernel/ptrace_stop.c: current stops for its tracer, if it has one that wants
 * that. Kernel lock; all but ptrace_trap() sleep, with interrupts on or off as
 * they were.
 */
void ptrace_stop_with_process(void);	/* job control, PT_TRAP */
int ptrace_signal(int sig, siginfo_t *info);	/* returns what to deliver */
void ptrace_notify(int code);		/* SIGTRAP, with a code for wait4() */
void ptrace_event(int event, u32 message);	/* if the options ask for it */
void ptrace_exec(pid_t old_pid);
void ptrace_report_call(void);		/* a system call begins or ends */
void ptrace_trap(struct task_struct *p);	/* p is to stop soon */

/* kernel/ptrace_link.c: who traces whom. Kernel lock; none sleeps. */
void ptrace_init(struct task_struct *p);	/* a new task */
void ptrace_link(struct task_struct *p, struct task_struct *tracer, u32 flags);
void ptrace_unlink(struct task_struct *p);
/* fork() by current: is p, its child, traced, too? The event to tell, or 0. */
int ptrace_fork(struct task_struct *p, u32 clone_flags);
void exit_ptrace(struct task_struct *p);	/* all tracees of p are free */
/* May somebody with these ids, and current's privileges, look into p? */
bool may_inspect(const struct task_struct *p, uid_t uid, gid_t gid);

/* Would set-id rights of a program that p starts fall to its tracer? */
static inline bool ptrace_is_unsafe(const struct task_struct *p)
{
	return p->ptrace && !(p->ptrace & PT_CAP);
}

/*
 * The system-call entry and exit of p take the long way if something is to be
 * seen there. p is current or does not run.
 */
static inline void update_trace_call(struct task_struct *p)
{
	if (p->ptrace & (PT_CALLS | PT_STEP))
		set_bit(WORK_TRACE_CALL, &p->work);
	else
		clear_bit(WORK_TRACE_CALL, &p->work);
}

/*
 * kernel/ptrace.c: the thread `pid' if current traces it and it is stopped, its
 * registers all in memory; else NULL. Good until the caller sleeps, as it does
 * in copies from and to its memory: p may be killed meanwhile, and is to be
 * looked for again.
 */
struct task_struct *stopped_tracee(pid_t pid);

/*
 * arch/i386/kernel/ptrace.c: the requests that know the machine; -EIO: there is
 * no such request. ptrace_step_kind(): what the instruction that `pid' would do
 * next has to do with EFLAGS, where TF shows; may sleep. ptrace_set_step():
 * p, stopped, goes on for one instruction, or not.
 */
enum step_kind { STEP_PLAIN, STEP_LOADS_FLAGS, STEP_SAVES_FLAGS };

long arch_ptrace(pid_t pid, long request, u32 addr, u32 data);
enum step_kind ptrace_step_kind(pid_t pid);
void ptrace_set_step(struct task_struct *p, bool step, enum step_kind kind);
void ptrace_step_saved(struct pt_regs *regs);
void ptrace_hide_step(struct pt_regs *regs);	/* no TF but the program's */

#endif
