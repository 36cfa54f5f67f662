/*
 * cpus_talk.h - what made-up CPUs (cpus_meet.h) that run the scheduler do to
 * each other besides: messages to reschedule, and the kernel lock. As in smp.c
 * and smplock.c of arch/i386/kernel, without their figures and fairness.
 */
#ifndef UNIT_CPUS_TALK_H
#define UNIT_CPUS_TALK_H

#include "cpus_meet.h"
#include <linux/sched.h>

static bool has_message(const struct cpu *cpu)
{
	return cpu->resched_done != cpu->resched_asked;
}

/* serve_reschedule(). Interrupts off. */
static void serve_messages(void)
{
	struct cpu *cpu = host_cpu;
	u32 asked = READ_ONCE(cpu->resched_asked);

	if (cpu->resched_done == asked)
		return;
	set_bit(WORK_RESCHED, &cpu->task->work);
	wmb();
	WRITE_ONCE(cpu->resched_done, asked);
}

static void interrupts(void)
{
	if (!has_message(host_cpu))
		return;
	cli();
	serve_messages();
	sti();
}

/* Whoever comes out of schedule() may have the lock from where it slept. */
static void out_of_kernel(void)
{
	if (!this_cpu->syscall_count)
		return;
	this_cpu->syscall_count = 0;
	put_kernel_lock_for(LOCK_FOR_SLEEPER);
}

#ifdef CONFIG_SMP
/* A stack is a CPU's here, not a process's: who goes on with the wait may be
   another. */
static void wait_for_lock(bool gives_way)
{
	unsigned long flags;

	save_flags_cli(flags);
	while (!cmpxchg_done(&kernel_flag, 0, this_cpu->lock_id)) {
		serve_messages();
		if (gives_way && need_resched()) {
			schedule();
			out_of_kernel();
			cli();
		}
		cpu_relax();
	}
	restore_flags(flags);
}

void kernel_lock_wait(void)
{
	wait_for_lock(false);
}

void kernel_lock_wait_or_yield(void)
{
	wait_for_lock(true);
}
#endif

#endif
