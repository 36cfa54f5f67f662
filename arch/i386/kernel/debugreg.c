/*
 * debugreg.c - debug registers and exception 1: single steps, breakpoints and
 * watchpoints of a process. The CPU looks at what the kernel does for the
 * process, too: what it hits there is told when the kernel is done.
 *
 * A process that has no DR7 costs nothing: registers are loaded in a switch
 * to or from one that has.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/signal.h>
#include <asm/bitops.h>
#include <asm/debugreg.h>
#include <asm/entry.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/uaccess.h>

#define write_dr(nr, value) \
	__asm__ volatile("movl %0,%%db" #nr : : "r" (value))

/* DR6 collects reasons until it is cleared. */
static u32 take_dr6(void)
{
	u32 dr6;

	__asm__ volatile("movl %%db6,%0" : "=r" (dr6));
	write_dr(6, DR6_CLEAR);
	return dr6;
}

/* --- for the tracer; p does not run -------------------------------------- */

u32 get_debugreg(const struct task_struct *p, int nr)
{
	if (nr < DEBUG_ADDRESSES)
		return p->thread.dr[nr];
	return nr == 6 ? p->thread.dr6 : nr == 7 ? p->thread.dr7 : 0;
}

/* Does DR7 ask only for what there is, where it enables something? */
static bool dr7_is_valid(u32 dr7)
{
	int i;

	for (i = 0; i < DEBUG_ADDRESSES; i++) {
		if (!(dr7 & DR7_ENABLE(i)))
			continue;
		if (DR7_CONDITION(dr7, i) == DR7_IO ||
		    DR7_LENGTH(dr7, i) == DR7_LENGTH_8)
			return false;
		if (DR7_CONDITION(dr7, i) == DR7_EXECUTE &&
		    DR7_LENGTH(dr7, i) != DR7_LENGTH_1)
			return false;
	}
	return true;
}

/* 0, or -EIO: not a register, or the kernel would be hit. */
int set_debugreg(struct task_struct *p, int nr, u32 value)
{
	if (nr < DEBUG_ADDRESSES) {
		if (value > TASK_SIZE - sizeof(u32))
			return -EIO;
		p->thread.dr[nr] = value;
	} else if (nr == 6) {
		p->thread.dr6 = value;
	} else if (nr == 7) {
		value &= ~DR7_RESERVED;
		if (!dr7_is_valid(value))
			return -EIO;
		p->thread.dr7 = value & DR7_ENABLES ? value : 0;
	} else {
		return -EIO;
	}
	return 0;
}

/* --- in the CPU ---------------------------------------------------------- */

/* Puts next's registers into this CPU. Interrupts off. */
void switch_debugregs(const struct thread_struct *next)
{
	write_dr(7, 0);
	if (!next->dr7)
		return;
	write_dr(0, next->dr[0]);
	write_dr(1, next->dr[1]);
	write_dr(2, next->dr[2]);
	write_dr(3, next->dr[3]);
	write_dr(7, next->dr7);
}

/* exec(): current has no breakpoints any more. */
void flush_debugregs(void)
{
	struct thread_struct *t = &current->thread;
	unsigned long flags;

	save_flags_cli(flags);
	if (t->dr7)
		write_dr(7, 0);
	t->dr7 = t->dr6 = 0;
	t->dr[0] = t->dr[1] = t->dr[2] = t->dr[3] = 0;
	restore_flags(flags);
}

/* --- exception 1 --------------------------------------------------------- */

/* Is one of the conditions that were hit the execution of an instruction? That
   one has not been executed yet. */
static bool hit_instruction(const struct thread_struct *t)
{
	int i;

	for (i = 0; i < DEBUG_ADDRESSES; i++)
		if (t->dr6 >> i & 1 && t->dr7 & DR7_ENABLE(i) &&
		    DR7_CONDITION(t->dr7, i) == DR7_EXECUTE)
			return true;
	return false;
}

static void send_trap(struct task_struct *p, int code, u32 address)
{
	siginfo_t info = {
		.si_signo = SIGTRAP,
		.si_code = code,
		.f.fault.addr = (void __user *)address,
	};

	lock_kernel();
	force_sig_info(SIGTRAP, &info, p);
	unlock_kernel();
}

/* What current does in the kernel has hit a watchpoint, or a program has begun
   a system call under a pending single step: that must not disturb the
   kernel. */
static void debug_in_kernel(struct pt_regs *regs, u32 dr6)
{
	if (current->flags & PF_KTHREAD ||
	    !(dr6 & (DR6_HITS | DR6_SINGLE_STEP)))
		die(trap_name(TRAP_DB), regs, TRAP_DB, 0);
	regs->eflags &= ~EFLAGS_TF;
	set_bit(WORK_DEBUG, &current->work);
}

/* WORK_DEBUG: on the way to user mode, interrupts on. */
void send_debug_hit(void)
{
	clear_bit(WORK_DEBUG, &current->work);
	send_trap(current, TRAP_HWBKPT, task_regs(current)->eip);
}

/* Exception 1. Interrupts off; on for a while if it comes from user mode. */
void do_debug(struct pt_regs *regs)
{
	struct thread_struct *t = &current->thread;
	u32 dr6 = take_dr6();

	t->dr6 = dr6;
	if (!user_mode(regs)) {
		debug_in_kernel(regs, dr6);
		return;
	}
	t->trap_no = TRAP_DB;
	t->error_code = 0;
	if (hit_instruction(t))
		regs->eflags |= EFLAGS_RF;
	sti();
	if (unlikely(current->ptrace & PT_STEP_SAVES))
		ptrace_step_saved(regs);
	send_trap(current, dr6 & DR6_SINGLE_STEP ? TRAP_TRACE :
		  dr6 & DR6_HITS ? TRAP_HWBKPT : TRAP_BRKPT, regs->eip);
	cli();
}
