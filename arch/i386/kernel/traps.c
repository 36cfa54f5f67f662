/*
 * traps.c - exceptions: a mistake of a program becomes a signal to it, a
 * mistake of the kernel is reported by die().
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <linux/trace.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/debugreg.h>
#include <asm/entry.h>
#include <asm/i387.h>
#include <asm/io.h>
#include <asm/smplock.h>

#define SYSTEM_PORT_B	0x61		/* what an NMI is about, and gates */
#define  PORT_B_PARITY	0x80		/*  memory parity error */
#define  PORT_B_IOCHK	0x40		/*  a bus card complains */
#define  PORT_B_KEEP	0x0f		/*  bits that are written back */
#define  PORT_B_CLEAR	0x0c		/*  set, then clear: ready again */

static const struct {
	const char *name;
	int signal;
	int code;		/* si_code, with the address; 0: SI_KERNEL */
} traps[NR_EXCEPTIONS] = {
	[TRAP_DE] = { "divide error", SIGFPE, FPE_INTDIV },
	[TRAP_DB] = { "debug exception", SIGTRAP, TRAP_BRKPT },
	[TRAP_NMI] = { "non-maskable interrupt", SIGSEGV, 0 },
	[TRAP_BP] = { "breakpoint", SIGTRAP, 0 },
	[TRAP_OF] = { "overflow", SIGSEGV, 0 },
	[TRAP_BR] = { "bounds exceeded", SIGSEGV, 0 },
	[TRAP_UD] = { "invalid opcode", SIGILL, ILL_ILLOPN },
	[TRAP_NM] = { "device not available", SIGFPE, 0 },
	[TRAP_DF] = { "double fault", SIGSEGV, 0 },
	[TRAP_CSO] = { "coprocessor segment overrun", SIGFPE, 0 },
	[TRAP_TS] = { "invalid TSS", SIGSEGV, 0 },
	[TRAP_NP] = { "segment not present", SIGBUS, 0 },
	[TRAP_SS] = { "stack segment fault", SIGBUS, 0 },
	[TRAP_GP] = { "general protection fault", SIGSEGV, 0 },
	[TRAP_PF] = { "page fault", SIGSEGV, 0 },
	[TRAP_RESERVED] = { "reserved exception", SIGSEGV, 0 },
	[TRAP_MF] = { "floating point error", SIGFPE, 0 },
	[TRAP_AC] = { "alignment check", SIGBUS, BUS_ADRALN },
	[TRAP_MC] = { "machine check", SIGBUS, 0 },
	[TRAP_XM] = { "SIMD floating point error", SIGFPE, 0 },
};

/* The name of an exception, for people. */
const char *trap_name(int vector)
{
	return (u32)vector < NR_EXCEPTIONS ? traps[vector].name :
					     "unknown trap";
}

/* Current gets the signal of an exception, with this si_code. Interrupts off;
   on for a while. */
static void signal_trap(struct pt_regs *regs, int vector, int code)
{
	int sig = traps[vector].signal;
	siginfo_t info = {
		.si_signo = sig,
		.si_code = code,
		.f.fault.addr = (void __user *)regs->eip,
	};

	sti();
	lock_kernel();
	if (current->flags & PF_KTHREAD) {	/* of the self-test */
		printk(KERN_NOTICE "%s[%d]: %s at %08x, error %04x\n",
		       current->comm, current->pid, trap_name(vector),
		       regs->eip, regs->orig_eax);
		do_exit(sig);
	}
	force_sig_info(sig, code ? &info : SEND_KERNEL, current);
	unlock_kernel();
	cli();
}

/* A program did what it may not, or needs the FPU: handlers find in its frame
   what it was. */
static void trap_in_user_mode(struct pt_regs *regs, int vector)
{
	if (vector == TRAP_NM) {
		do_device_not_available(regs);
		return;
	}
	current->thread.trap_no = vector;
	current->thread.error_code = regs->orig_eax;
	if (vector == TRAP_MF)
		do_fpu_error(regs);
	else if (vector == TRAP_XM)
		do_simd_error(regs);
	else
		signal_trap(regs, vector, traps[vector].code);
}

/*
 * All exceptions but page faults, NMI and double faults; interrupts off. The
 * kernel lock is taken here where it is needed: a report needs none.
 */
void do_trap(struct pt_regs *regs, int vector)
{
	trace(TRACE_TRAP_ENTER, vector, regs->eip, user_mode(regs));
	if (vector == TRAP_DB)
		do_debug(regs);
	else if (user_mode(regs))
		trap_in_user_mode(regs, vector);
	else if (!fixup_exception(regs))
		die(trap_name(vector), regs, vector, 0);
	trace(TRACE_TRAP_EXIT, vector, 0, 0);
}

/*
 * The registers that an iret was to load are refused: the program's frame is
 * above this one. Only a program can have caused it. Interrupts off.
 */
void do_bad_iret(struct pt_regs *regs)
{
	current->thread.trap_no = TRAP_GP;
	current->thread.error_code = 0;
	signal_trap(regs, TRAP_GP, 0);
}

/* A vector that no device and no CPU has. Interrupts off. */
void do_unexpected_interrupt(struct pt_regs *regs)
{
	this_cpu->spurious++;
	printk(KERN_WARNING "CPU%d: unexpected interrupt at %pS\n",
	       smp_processor_id(), (void *)regs->eip);
}

/*
 * Non-maskable interrupt: may come anywhere, also while locks are held, so
 * it takes none but printk()'s own. The reason is read and acknowledged.
 */
void do_nmi(struct pt_regs *regs)
{
	u8 reason;

	this_cpu->nmis++;
	if (smp_nmi(regs))
		return;
	reason = inb(SYSTEM_PORT_B);
	if (reason & PORT_B_PARITY)
		panic("NMI: memory parity error at %pS", (void *)regs->eip);
	printk(KERN_WARNING "CPU%d: NMI (%s, port 61h %02x) at %pS\n",
	       smp_processor_id(),
	       reason & PORT_B_IOCHK ? "bus error" : "no reason known",
	       reason, (void *)regs->eip);
	if (reason & PORT_B_IOCHK) {
		reason &= PORT_B_KEEP;
		outb(reason | PORT_B_CLEAR, SYSTEM_PORT_B);
		outb(reason & ~PORT_B_CLEAR, SYSTEM_PORT_B);
	}
}

/*
 * The last thing before user mode when there is more to do than to go there.
 * Called and returns with interrupts off and no lock held; is called again
 * until nothing is left. Only a reschedule does without the kernel lock.
 */
void do_work(struct pt_regs *regs)
{
	trace(TRACE_WORK_ENTER, current->work, 0, 0);
	sti();
	if (need_resched())
		schedule();
	if (unlikely(current->work & 1u << WORK_DEBUG))
		send_debug_hit();
	if (signal_pending(current)) {
		enter_kernel_lock();
		do_signal(regs);
		leave_kernel_lock();
	}
	if (unlikely(current->work & 1U << WORK_INHIBIT))
		vm_wait_inhibited();
	cli();
	trace(TRACE_WORK_EXIT, 0, 0, 0);
}
