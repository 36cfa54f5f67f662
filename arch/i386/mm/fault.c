/*
 * fault.c - page faults. The address decides: if current has an area there
 * that allows the access, the page is brought in (mm/memory.c) and the
 * instruction is done again, whether it was the program's or one with which
 * the kernel copies from or to the program's memory. If not, the program gets
 * a signal, and a copy an error (extable.c). Any other fault of the kernel is
 * a mistake, which die() reports.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/vm.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/extable.h>
#include <asm/page.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/uaccess.h>

/* What can come of a fault besides what handle_mm_fault() says. Above 0: the
   instruction can be done again. */
enum {
	NO_AREA = -3,			/* nothing is mapped there */
	NOT_ALLOWED = -2,		/* something is, but not for this */
};

static const char *fault_kind(const struct pt_regs *regs,
			      unsigned long address)
{
	if (regs->orig_eax & PF_PROT)
		return "page fault: write to a read-only page";
	if (address < PAGE_SIZE)
		return "page fault: NULL pointer";
	return "page fault: no such page";
}

/* Do the area's flags allow an access with this error code? */
static bool allowed(u32 vm_flags, u32 error)
{
	if (error & PF_WRITE)
		return vm_flags & VM_WRITE;
	return vm_flags & (VM_READ | VM_WRITE | VM_EXEC);
}

/* Brings in what is at `address', if an area has it; a stack may grow. [m] */
static int bring_in(struct mm_struct *mm, unsigned long address, u32 error)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	if (unlikely(!vma))
		return NO_AREA;
	if (unlikely(address < vma->vm_start)) {
		if (!(vma->vm_flags & VM_GROWSDOWN) ||
		    expand_stack(vma, address))
			return NO_AREA;
	}
	if (unlikely(!allowed(vma->vm_flags, error)))
		return NOT_ALLOWED;
	return handle_mm_fault(vma, address, error & PF_WRITE);
}

/*
 * The same with mmap_sem, and again when memory was short, until it is there
 * or current is to die for it. Kernel lock; may sleep.
 */
static inline int resolve(unsigned long address, u32 error)
{
	struct task_struct *task = current;
	struct mm_struct *mm = task->mm;
	int outcome;

	if (unlikely(!mm || address >= TASK_SIZE))
		return NO_AREA;
	do {
		mutex_lock(&mm->mmap_sem);
		outcome = bring_in(mm, address, error);
		mutex_unlock(&mm->mmap_sem);
	} while (unlikely(outcome == FAULT_OOM) && out_of_memory());
	if (likely(outcome == FAULT_MINOR))
		task->min_flt++;
	else if (outcome == FAULT_MAJOR)
		task->maj_flt++;
	return outcome;
}

/* The program did what it may not. That memory is short is not its fault: it
   was killed for it, or is about to try once more. */
static noinline void signal_fault(int outcome, unsigned long address, u32 error)
{
	siginfo_t info = { 0 };

	if (outcome == FAULT_OOM)
		return;
	current->thread.cr2 = address;
	current->thread.error_code = address < TASK_SIZE ? error :
							   error | PF_PROT;
	current->thread.trap_no = TRAP_PF;
	info.si_signo = outcome == FAULT_SIGBUS ? SIGBUS : SIGSEGV;
	info.si_code = outcome == FAULT_SIGBUS ? BUS_ADRERR :
		       outcome == NO_AREA ? SEGV_MAPERR : SEGV_ACCERR;
	info.f.fault.addr = (void __user *)address;
	force_sig_info(info.si_signo, &info, current);
}

/*
 * May this fault of the kernel be one of a copy from or to user memory? Not
 * where it could not sleep. If another process, or this one itself, holds
 * mmap_sem, we look closer, because waiting for oneself is worse than a report.
 */
static bool may_be_copy(const struct pt_regs *regs, unsigned long address)
{
	if (address >= TASK_SIZE || !current->mm || in_interrupt() ||
	    this_cpu->lock_rank || !(regs->eflags & EFLAGS_IF))
		return false;
	return !current->mm->mmap_sem.locked || in_exception_table(regs->eip);
}

/* The kernel cannot go on at the instruction that faulted. */
static noinline void kernel_mistake(struct pt_regs *regs,
				    unsigned long address)
{
	if (!fixup_exception(regs))
		die(fault_kind(regs, address), regs, TRAP_PF, address);
}

/* Page fault at `address'; interrupts off, as they are on return. */
void do_page_fault(struct pt_regs *regs, unsigned long address)
{
	bool user = user_mode(regs);
	u32 error = regs->orig_eax;
	int outcome;

	if (unlikely(!user && !may_be_copy(regs, address))) {
		kernel_mistake(regs, address);
		return;
	}
	if (user)
		regs->orig_eax = -1;	/* no call: nothing to restart */
	sti();
	lock_kernel();
	outcome = resolve(address, error);
	if (unlikely(outcome <= 0) && user)
		signal_fault(outcome, address, error);
	unlock_kernel();
	cli();
	if (unlikely(outcome <= 0) && !user)
		kernel_mistake(regs, address);
}
