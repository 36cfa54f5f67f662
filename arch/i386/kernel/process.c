/*
 * process.c - the machine's part of processes: their first stack frame, the
 * idle loop, the checks of kernel stacks.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/page.h>
#include <asm/smplock.h>
#include <asm/stacks.h>
#include <asm/system.h>

/* What switch_to() pops when the new process is run for the first time. */
struct switch_frame {
	u32 ebx, esi, edi, ebp;
	const void *eip;
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
	frame = (struct switch_frame *)p->stack_top - 1;
	*frame = (struct switch_frame) {
		.ebx = (u32)fn, .esi = (u32)arg, .eip = ret_from_fork,
	};
	p->esp = (unsigned long)frame;
}

/* Panics if the stack of `p' has been written to its last word. */
void check_stack(const struct task_struct *p)
{
	if (unlikely(*(u32 *)p->stack != STACK_CANARY))
		panic("kernel stack of %s (pid %d) is used up", p->comm,
		      p->pid);
}

/*
 * What a CPU does when there is nothing to do: it halts, without the kernel
 * lock (L16). The look at need_resched() and the halt are one step for
 * interrupts: they are off from the look on, and sti lets them in only after
 * hlt has begun, so a wake-up between the two ends the hlt at once.
 */
void cpu_idle(void)
{
	for (;;) {
		cli();
		if (!need_resched())
			sti_and_halt();
		else
			sti();
		schedule();
	}
}
