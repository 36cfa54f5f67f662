/*
 * cputime.c - whose time the ticks were: the process's, and the CPU's figures
 * for /proc/stat.
 *
 * cpu->ticks is how far a CPU's time has been charged. Who moves it up charges
 * the ticks in between, so each is charged once: by the CPU's own tick, or, if
 * it was idle without ticks, at the end of that, or by who wants to see the
 * figures. Spinning with interrupts off thus loses nothing.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/tick.h>
#include <asm/atomic.h>
#include <asm/cpu.h>
#include <asm/smplock.h>

/* Moves the CPU's time up to jiffies; returns the ticks in between, which the
   caller charges. Interrupts off. */
u32 take_ticks(struct cpu *cpu)
{
	u32 old, now;

	do {
		old = cpu->ticks;
		now = jiffies;
		if ((s32)(now - old) <= 0)
			return 0;
	} while (cmpxchg(&cpu->ticks, old, now) != old);
	return now - old;
}

/* The CPU was idle until now. Interrupts off. */
void count_idle(struct cpu *cpu)
{
	atomic_add_return_u32(take_ticks(cpu), &cpu->ticks_idle);
}

/* For who wants to see the figures: those of idle CPUs are brought up to date.
   Interrupts on or off. */
void count_idle_cpus(void)
{
	unsigned long flags;
	int i;

	save_flags_cli(flags);
	for (i = 0; i < smp_num_cpus; i++)
		if (cpu_table[i]->tick_stopped)
			count_idle(cpu_table[i]);
	restore_flags(flags);
}

/*
 * Interval timers and the limit on CPU time are the only part that wants the
 * kernel lock. A look without it is enough: what another thread sets just now
 * counts from the next tick on.
 */
static void charge_limits(struct task_struct *p, u32 ticks, bool user)
{
	bool taken;

	if (likely(!itimers_count(p)))
		return;
	taken = irq_lock_kernel();
	itimer_ticks(p, ticks, user);
	irq_unlock_kernel(taken);
}

static void charge_process(struct task_struct *p, u32 ticks, bool user)
{
	if (!user) {
		p->stime += ticks;
		this_cpu->ticks_system += ticks;
	} else {
		p->utime += ticks;
		if (p->nice > 0)
			this_cpu->ticks_nice += ticks;
		else
			this_cpu->ticks_user += ticks;
	}
	charge_limits(p, ticks, user);
}

/*
 * Charges ticks of this CPU to who runs; `user': it was in user mode.
 * Interrupts off; may take the kernel lock.
 */
void account_ticks(u32 ticks, bool user)
{
	if (current == this_cpu->rq.idle)
		atomic_add_return_u32(ticks, &this_cpu->self->ticks_idle);
	else
		charge_process(current, ticks, user);
}
