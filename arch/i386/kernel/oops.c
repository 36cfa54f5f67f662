/*
 * oops.c - what the kernel says when it has made a mistake: registers, code,
 * stack and a symbolised back trace. Then the kernel thread or process that
 * was running ends; where there is none to blame, the kernel panics.
 */
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <asm/backtrace.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/pgtable.h>
#include <asm/smplock.h>

#define CODE_BYTES	16		/* shown from eip on */
#define STACK_WORDS	24		/* shown from esp on */
#define WORDS_PER_LINE	8

struct oops_record last_oops;

/*
 * The part of the stack that may be read: from `esp', or from the stack's
 * lowest word if esp has run into the guard page. Nothing if esp is astray.
 */
static void stack_bounds(u32 esp, u32 *low, u32 *high)
{
	u32 top = current->stack_top;

	*high = top;
	if (esp >= current->stack && esp < top)
		*low = esp;
	else if (esp < top && esp >= top - STACK_SLOT)
		*low = current->stack;
	else
		*low = top;
}

static void show_code(u32 eip)
{
	const u8 *code = (const u8 *)eip;
	int i;

	if (!kernel_text_address(eip) ||
	    !kernel_text_address(eip + CODE_BYTES)) {
		printk(KERN_EMERG "Code: not in the kernel\n");
		return;
	}
	printk(KERN_EMERG "Code:");
	for (i = 0; i < CODE_BYTES; i++)
		printk(" %02x", code[i]);
	printk("\n");
}

static void show_stack_words(u32 low, u32 high)
{
	const u32 *word = (const u32 *)low;
	int i;

	for (i = 0; i < STACK_WORDS && (u32)(word + 1) <= high; i++) {
		if (i % WORDS_PER_LINE == 0)
			printk("%s%s", i ? "\n" KERN_EMERG : KERN_EMERG,
			       i ? "      " : "Stack:");
		printk(" %08x", *word++);
	}
	if (i)
		printk("\n");
}

/*
 * Prints registers, code, stack and trace of interrupted kernel code whose
 * stack pointer was `esp'. Any context.
 */
void show_regs(const struct pt_regs *regs, u32 esp)
{
	u32 low, high;

	printk(KERN_EMERG "CPU: %d  process: %s (pid %d)\n",
	       smp_processor_id(), current->comm, current->pid);
	printk(KERN_EMERG "EIP: %04x:[<%08x>] %pS\n", regs->cs & 0xffff,
	       regs->eip, (void *)regs->eip);
	printk(KERN_EMERG "EFLAGS: %08x  error code: %04x\n", regs->eflags,
	       regs->orig_eax);
	printk(KERN_EMERG "eax: %08x  ebx: %08x  ecx: %08x  edx: %08x\n",
	       regs->eax, regs->ebx, regs->ecx, regs->edx);
	printk(KERN_EMERG "esi: %08x  edi: %08x  ebp: %08x  esp: %08x\n",
	       regs->esi, regs->edi, regs->ebp, esp);
	printk(KERN_EMERG "ds: %04x  es: %04x  fs: %04x  cr2: %08lx  "
	       "cr3: %08lx\n", regs->ds & 0xffff, regs->es & 0xffff,
	       regs->fs & 0xffff, read_cr(2), read_cr(3));
	if (user_mode(regs))
		return;
	stack_bounds(esp, &low, &high);
	show_code(regs->eip);
	show_stack_words(low, high);
	show_trace(regs->eip, low, low, high);
}

/*
 * Reports a fault of the kernel and ends what was running; comes back never.
 * `address' is the one that a page fault was about. Any context, interrupts
 * in any state; takes no lock.
 */
void die(const char *what, struct pt_regs *regs, int vector,
	 unsigned long address)
{
	last_oops.vector = vector;
	last_oops.eip = regs->eip;
	last_oops.error_code = regs->orig_eax;
	last_oops.address = address;
	last_oops.count++;
	console_abandon();		/* the fault may be printk()'s own */
	printk(KERN_EMERG "Oops: %s\n", what);
	show_regs(regs, regs_esp(regs));
	if (in_interrupt())
		panic("%s in an interrupt handler", what);
	if (this_cpu->lock_rank)	/* debug builds know; nobody frees it */
		panic("%s with a spinlock held", what);
	if (current->pid <= 1)
		panic("%s in %s", what, current->comm);
	sti();
	lock_kernel();
	do_exit(SIGSEGV);
}
