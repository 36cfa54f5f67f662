/*
 * traps.c - exceptions: a mistake of a program ends that program, a mistake
 * of the kernel is reported by die().
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <asm/cpu.h>
#include <asm/entry.h>
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
} traps[NR_EXCEPTIONS] = {
	[TRAP_DE] = { "divide error", SIGFPE },
	[TRAP_DB] = { "debug exception", SIGTRAP },
	[TRAP_NMI] = { "non-maskable interrupt", SIGSEGV },
	[TRAP_BP] = { "breakpoint", SIGTRAP },
	[TRAP_OF] = { "overflow", SIGSEGV },
	[TRAP_BR] = { "bounds exceeded", SIGSEGV },
	[TRAP_UD] = { "invalid opcode", SIGILL },
	[TRAP_NM] = { "device not available", SIGFPE },
	[TRAP_DF] = { "double fault", SIGSEGV },
	[TRAP_CSO] = { "coprocessor segment overrun", SIGFPE },
	[TRAP_TS] = { "invalid TSS", SIGSEGV },
	[TRAP_NP] = { "segment not present", SIGBUS },
	[TRAP_SS] = { "stack segment fault", SIGBUS },
	[TRAP_GP] = { "general protection fault", SIGSEGV },
	[TRAP_PF] = { "page fault", SIGSEGV },
	[TRAP_RESERVED] = { "reserved exception", SIGSEGV },
	[TRAP_MF] = { "floating point error", SIGFPE },
	[TRAP_AC] = { "alignment check", SIGBUS },
	[TRAP_MC] = { "machine check", SIGBUS },
	[TRAP_XM] = { "SIMD floating point error", SIGFPE },
};

/* The name of an exception, for people. */
const char *trap_name(int vector)
{
	return (u32)vector < NR_EXCEPTIONS ? traps[vector].name :
					     "unknown trap";
}

/*
 * A program did what it may not: says so and ends it. It has no handlers
 * that could be asked.
 */
static void trap_in_user_mode(struct pt_regs *regs, int vector)
{
	sti();
	lock_kernel();
	printk(KERN_NOTICE "%s[%d]: %s at %08x, error %04x\n", current->comm,
	       current->pid, trap_name(vector), regs->eip, regs->orig_eax);
	do_exit(traps[vector].signal);
}

/*
 * All exceptions but page faults, NMI and double faults; interrupts off. The
 * kernel lock is taken here where it is needed: a report needs none.
 */
void do_trap(struct pt_regs *regs, int vector)
{
	if (user_mode(regs))
		trap_in_user_mode(regs, vector);
	else if (!fixup_exception(regs))
		die(trap_name(vector), regs, vector, 0);
}

/*
 * The registers that an iret was to load are refused: the program's frame is
 * above this one. Only a program can have caused it.
 */
void do_bad_iret(struct pt_regs *regs)
{
	trap_in_user_mode(regs, TRAP_GP);
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
 * Called and returns with interrupts off and no lock held.
 */
void do_work(struct pt_regs *regs __unused)
{
	sti();
	if (need_resched())
		schedule();
	cli();
}
