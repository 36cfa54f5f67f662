/*
 * syncevent.c - the one way to reach a process that may be in user mode on
 * another CPU (M6, Q5): signals, the end of a thread, a new runmask,
 * vm_inhibit().
 *
 * Whoever wants something of p sets a bit in p->work, which p looks at,
 * interrupts off, as the last thing before user mode (entry.S, ret_to_user).
 * Only if p runs on another CPU at that moment, that CPU is sent a RESCHEDULE.
 *
 * Why nobody else need be sent anything. MINIX argues that a process which is
 * not runnable cannot become so while the caller has the kernel lock. Here a
 * process is run, stopped and moved without that lock. But it runs only on
 * p->cpu, and gets and loses that CPU with that CPU's queue locked, which is
 * when p->cpu may change, too. So with the queue of p->cpu locked we know:
 *
 *	curr is not p	p is in the kernel. Before it comes to user mode,
 *			some CPU makes it curr, under a lock that was taken
 *			after ours was freed (this queue's, or one that p was
 *			moved to from here): its look at p->work comes later
 *			still, and sees the bit.
 *	curr is p	its CPU acknowledges the message in the kernel. It has
 *			read the number that was posted after the bit was set,
 *			so p, there or wherever it is then, sees the bit on its
 *			way out.
 *
 * Without the lock, curr could be out of date: the CPU's store to it may still
 * be on the way when p has had its look at p->work already.
 */
#include <linux/sched.h>
#include <linux/smp.h>
#include <asm/cpu.h>
#include <asm/system.h>

/* The other CPU that p runs on now, or NULL. It may be gone from there when
   this returns, but not by way of user mode with its bits unseen. */
static struct cpu *runs_elsewhere(struct task_struct *p)
{
	struct runqueue *rq;
	unsigned long flags;
	struct cpu *cpu;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	cpu = rq->curr == p && p->cpu != this_cpu->self ? p->cpu : NULL;
	spin_unlock_irqrestore(&rq->lock, flags);
	return cpu;
}

/*
 * p, whose work has just been given a bit, will look at it soon: if it is in
 * user mode on another CPU, it is fetched. Any context.
 */
void kick_process(struct task_struct *p)
{
	struct cpu *cpu = runs_elsewhere(p);

	if (cpu)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
}

/*
 * The same, and returns only when p is not in user mode, or is there because
 * it has looked at its bits after they were set. p is not current. Process
 * context or an interrupt; no spinlock may be held.
 */
void smp_sync_event(struct task_struct *p)
{
	struct cpu *cpu = runs_elsewhere(p);

	if (cpu)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 1);
}
