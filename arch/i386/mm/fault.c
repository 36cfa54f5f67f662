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
#include <linux/trace.h>
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

/* Brings in what is at `address', if an area has it; a stack may grow. [m] */
static inline int bring_in(struct mm_struct *mm, unsigned long address,
			   u32 error)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	if (unlikely(!vma))
		return NO_AREA;
	if (unlikely(address < vma->vm_start)) {
		if (!(vma->vm_flags & VM_GROWSDOWN) ||
		    expand_stack(vma, address))
			return NO_AREA;
	}
	if (error & PF_WRITE) {
		if (unlikely(!(vma->vm_flags & VM_WRITE)))
			return NOT_ALLOWED;
		return handle_mm_fault(vma, address, true);
	}
	if (unlikely(!(vma->vm_flags & (VM_READ | VM_WRITE | VM_EXEC))))
		return NOT_ALLOWED;
	return handle_mm_fault(vma, address, false);
}

/* The same with mmap_sem. Kernel lock; may sleep. */
static inline int try_to_bring(struct mm_struct *mm, unsigned long address,
			       u32 error)
{
	int outcome;

	mutex_lock(&mm->mmap_sem);
	outcome = bring_in(mm, address, error);
	mutex_unlock(&mm->mmap_sem);
	return outcome;
}

/* It was not just brought in, as resolve() has counted it: again while memory
   is short, until it is there or current is to die for it. */
static noinline int try_harder(int outcome, unsigned long address, u32 error)
{
	while (outcome == FAULT_OOM && out_of_memory())
		outcome = try_to_bring(current->mm, address, error);
	if (outcome != FAULT_MINOR)
		current->min_flt--;
	if (outcome == FAULT_MAJOR)
		current->maj_flt++;
	return outcome;
}

/* All of it, for a process with memory. Kernel lock; may sleep. */
static __hot_inline int resolve(unsigned long address, u32 error)
{
	struct task_struct *task = current;
	int outcome;

	task->min_flt++;
	outcome = try_to_bring(task->mm, address, error);
	if (unlikely(outcome != FAULT_MINOR))
		return try_harder(outcome, address, error);
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

/* A fault of the kernel. Interrupts off, as they are on return. */
static noinline void kernel_fault(struct pt_regs *regs, unsigned long address)
{
	int outcome;

	if (!may_be_copy(regs, address)) {
		kernel_mistake(regs, address);
		return;
	}
	trace(TRACE_TRAP_ENTER, TRAP_PF, address, 0);
	sti();
	lock_kernel();
	outcome = resolve(address, regs->orig_eax);
	unlock_kernel();
	cli();
	trace(TRACE_TRAP_EXIT, TRAP_PF, 0, 0);
	if (outcome <= 0)
		kernel_mistake(regs, address);
}

/* Page fault at `address'; interrupts off, as they are on return. */
void do_page_fault(struct pt_regs *regs, unsigned long address)
{
	u32 error = regs->orig_eax;
	int outcome;

	if (unlikely(!user_mode(regs))) {
		kernel_fault(regs, address);
		return;
	}
	regs->orig_eax = -1;		/* no call: nothing to restart */
	trace(TRACE_TRAP_ENTER, TRAP_PF, address, 1);
	sti();
	enter_kernel_lock();
	outcome = resolve(address, error);
	if (unlikely(outcome <= 0))
		signal_fault(outcome, address, error);
	leave_kernel_lock();
	cli();
	trace(TRACE_TRAP_EXIT, TRAP_PF, 0, 0);
}
