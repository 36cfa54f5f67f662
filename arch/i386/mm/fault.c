/*
 * fault.c - page faults.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <asm/entry.h>
#include <asm/page.h>
#include <asm/smplock.h>

static const char *fault_kind(const struct pt_regs *regs,
			      unsigned long address)
{
	if (regs->orig_eax & PF_PROT)
		return "page fault: write to a read-only page";
	if (address < PAGE_SIZE)
		return "page fault: NULL pointer";
	return "page fault: no such page";
}

/*
 * Page fault at `address'; interrupts off. No process has memory of its own
 * that could be brought in, so every fault is a mistake: of a program, which
 * ends, or of the kernel.
 */
void do_page_fault(struct pt_regs *regs, unsigned long address)
{
	if (user_mode(regs)) {
		sti();
		lock_kernel();
		printk(KERN_NOTICE "%s[%d]: page fault at %08x, address "
		       "%08lx\n", current->comm, current->pid, regs->eip,
		       address);
		do_exit(SIGSEGV);
	}
	if (!fixup_exception(regs))
		die(fault_kind(regs, address), regs, TRAP_PF, address);
}
