/*
 * process.c - the machine's part of processes: their first stack frame, the
 * idle loop, the checks of kernel stacks.
 */
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <linux/trace.h>
#include <asm/cpu.h>
#include <asm/debugreg.h>
#include <asm/entry.h>
#include <asm/i387.h>
#include <asm/page.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/system.h>
#include <asm/tlb.h>
#include <asm/tls.h>

/* What switch_stacks pops when the new process is run for the first time, and
   then ret_from_fork. */
struct switch_frame {
	u32 ebp;
	const void *eip;
	u32 fn, arg;
};

/*
 * Makes `p', whose stack is allocated, begin at fn(arg) in kernel mode when
 * it is first switched to; when fn returns, so ends the process.
 */
void init_thread_stack(struct task_struct *p, int (*fn)(void *), void *arg)
{
	struct switch_frame *frame;

	p->stack_top = p->stack + STACK_SIZE;
	*(u32 *)p->stack = STACK_CANARY;
	/* Below the frame of an entry from user mode: process 1 gets one. */
	frame = (struct switch_frame *)task_regs(p) - 1;
	*frame = (struct switch_frame) {
		.eip = ret_from_fork, .fn = (u32)fn, .arg = (u32)arg,
	};
	p->esp = (unsigned long)frame;
}

/*
 * Makes `p', a copy of current, return from the same system call with 0, on
 * the user stack `stack' (0: the same) and with the thread-local segment that
 * `tls' describes, if CLONE_SETTLS asks for it. 0 or a negative errno. The
 * frame is all that a child needs: it goes back to user mode by ret_from_fork.
 */
int copy_thread(struct task_struct *p, u32 flags, unsigned long stack,
		u32 tls, const struct pt_regs *regs)
{
	struct switch_frame *frame;
	struct pt_regs *child;
	int err;

	p->stack_top = p->stack + STACK_SIZE;
	*(u32 *)p->stack = STACK_CANARY;
	child = task_regs(p);
	*child = *regs;
	child->eax = 0;
	if (unlikely(current->ptrace & PT_STEP_TF))
		child->eflags &= ~EFLAGS_TF;	/* its tracer's, for a step */
	if (stack)
		child->esp = stack;
	frame = (struct switch_frame *)child - 1;
	*frame = (struct switch_frame) { .eip = ret_from_fork };
	p->esp = (unsigned long)frame;
	p->thread.gs = read_gs();
	if (flags & CLONE_SETTLS) {
		err = set_tls(&p->thread, (__force struct user_desc __user *)
			      tls, false);
		if (err)
			return err;
	}
	return fpu_copy(p);
}

/* exec(): the registers of a program that has not begun. */
void start_thread(struct pt_regs *regs, unsigned long eip, unsigned long esp)
{
	load_gs(0);
	*regs = (struct pt_regs) {
		.ds = USER_DS, .es = USER_DS, .orig_eax = -1,
		.eip = eip, .cs = USER_CS, .eflags = EFLAGS_USER_START,
		.esp = esp, .ss = USER_DS,
	};
}

/* exec(): nothing is left of the old program's segments and FPU state. */
void flush_thread(void)
{
	struct thread_struct *t = &current->thread;
	unsigned long flags;

	save_flags_cli(flags);		/* a switch reads and loads both */
	memset(t->tls, 0, sizeof(t->tls));
	t->tls_used = 0;
	load_tls(this_cpu->self, t);
	load_gs(0);
	restore_flags(flags);
	fpu_forget(current);
	flush_debugregs();
}

/* The process is over, or never came to be. */
void exit_thread(struct task_struct *p)
{
	fpu_forget(p);
}

/* What check_stack() has found. */
void stack_used_up(const struct task_struct *p)
{
	panic("kernel stack of %s (pid %d) is used up", p->comm, p->pid);
}

/*
 * What a CPU does when there is nothing to do: it halts, without the kernel
 * lock (L16). The look at need_resched() and the halt are one step for
 * interrupts: they are off from the look on, and sti lets them in only after
 * hlt has begun, so a wake-up between the two ends the hlt at once. There may
 * be no tick for long (M8), so nothing is left over for it to do.
 *
 * Another CPU sends its wake-up only to one that says that it is halting. It
 * sets WORK_RESCHED, then reads `halting'; here they are written and read in
 * the opposite order, and the xchg stands between: one sees the other
 * (models/idle.pml, SKIP_IPI).
 */
void cpu_idle(void)
{
	for (;;) {
		cli();
		end_of_interrupt();	/* what a process has marked */
		xchg(&this_cpu->self->halting, 1);
		if (!need_resched()) {
			tick_idle();
			trace(TRACE_HALT, 0, 0, 0);
			sti_and_halt();
			trace(TRACE_UNHALT, 0, 0, 0);
		} else {
			sti();
		}
		this_cpu->halting = 0;
		schedule();
	}
}
