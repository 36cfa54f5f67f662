/*
 * doublefault.c - exception 8. It comes when the CPU could not even push the
 * frame of another exception, which nearly always means that a kernel stack
 * has overflowed into the guard page below it. The handler is a task of its
 * own, with its own stack: the CPU has put the state of the interrupted one
 * into the CPU's ordinary TSS and will load it from there when we return.
 */
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <asm/cpu.h>
#include <asm/desc.h>
#include <asm/entry.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>
#include <asm/stacks.h>

/* Where the interrupted thread goes on: on its own stack, from the top. */
static void __noreturn end_thread(void)
{
	sti();
	lock_kernel();
	do_exit(SIGSEGV);
}

static void regs_from_tss(struct pt_regs *regs, const struct tss_struct *t)
{
	*regs = (struct pt_regs) {
		.ebx = t->ebx, .ecx = t->ecx, .edx = t->edx, .esi = t->esi,
		.edi = t->edi, .ebp = t->ebp, .eax = t->eax,
		.ds = t->ds, .es = t->es, .fs = t->fs,
		.eip = t->eip, .cs = t->cs, .eflags = t->eflags,
		.esp = t->esp, .ss = t->ss,
	};
}

static bool stack_overflowed(u32 esp)
{
	u32 top = current->stack_top;

	return esp <= current->stack && esp > top - STACK_SLOT;
}

/* The same report as die()'s, but that esp is not where the frame is. */
static void report(const struct tss_struct *t, const struct pt_regs *regs)
{
	last_oops.vector = TRAP_DF;
	last_oops.eip = t->eip;
	last_oops.error_code = 0;
	last_oops.address = read_cr(2);
	last_oops.count++;
	console_abandon();
	printk(KERN_EMERG "Oops: double fault%s\n", stack_overflowed(t->esp) ?
	       ", the kernel stack has overflowed" : "");
	show_regs(regs, t->esp);
}

/*
 * Runs in the double fault's task with interrupts off. A thread that can be
 * blamed is made to end when the interrupted task goes on; otherwise panic.
 */
void do_double_fault(void)
{
	struct tss_struct *t = &this_cpu->self->tss;
	struct pt_regs regs;

	regs_from_tss(&regs, t);
	report(t, &regs);
	if (in_interrupt() || current->pid <= 1)
		panic("double fault in %s", current->comm);
	*(u32 *)current->stack = STACK_CANARY;	/* this overflow is reported */
	t->eip = (u32)end_thread;
	t->cs = KERNEL_CS;
	t->esp = current->stack_top;
	t->eflags = EFLAGS_ALWAYS_SET;
	t->ss = t->ds = t->es = KERNEL_DS;
	t->fs = KERNEL_PERCPU;
	t->gs = 0;
}
