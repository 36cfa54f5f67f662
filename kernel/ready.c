/*
 * ready.c - how a process becomes ready. wake_up_process() is the only way
 * back for one that sleeps; it comes here, as does one whose priority or mask
 * was changed while it waited. The director says on which CPU (S3).
 *
 * The lock of a run queue is held from the decision in schedule() until the
 * next process has taken over, in finish_switch(). Whoever locks the queue of
 * p->cpu and finds that p is not `curr' there knows that p's registers are
 * all in memory and its stack is not in use. p->cpu changes only with the lock
 * of the old queue.
 */
#include <linux/director.h>
#include <linux/smp.h>
#include <linux/trace.h>
#include <asm/system.h>
#include "runq.h"

static __hot_inline struct runqueue *lock_rq_of(struct task_struct *p)
	__acquires(rq->lock)
{
	struct cpu *cpu;

	for (;;) {
		cpu = READ_ONCE(p->cpu);
		spin_lock(&cpu->rq.lock);
		if (likely(cpu == p->cpu))
			return &cpu->rq;
		spin_unlock(&cpu->rq.lock);
	}
}

/* Locks the run queue of the CPU where p is; p cannot move. Irqs off. */
struct runqueue *lock_task_rq(struct task_struct *p) __acquires(rq->lock)
{
	return lock_rq_of(p);
}

/*
 * Has the process that runs on `cpu' make room; returns whether the CPU has
 * to be sent a message (M7). One that is idle but has not said that it is
 * about to halt will look by itself: models/idle.pml, SKIP_IPI. [q]
 */
static bool ask_to_look(struct cpu *cpu)
{
	struct task_struct *curr = cpu->rq.curr;

	/* Locked: `halting' is read after it. Pairs with cpu_idle(). */
	set_bit(WORK_RESCHED, &curr->work);
	return cpu != this_cpu->self &&
	       (curr != cpu->rq.idle || cpu->halting);
}

/*
 * Has p, which is on no queue, wait for `cpu', which is p->cpu, and that CPU
 * look if p should run at once. If not, others may: real-time processes run
 * where something lower does, idle CPUs take any (S4). Interrupts off; frees
 * the lock of that run queue.
 *
 * A message goes out only if p would run (M6): then `curr' is there to be
 * replaced, and if it has gone in the meantime, the CPU has been in schedule()
 * and has found p by itself.
 */
static __hot_inline void make_ready(struct cpu *cpu, struct task_struct *p)
	__releases(rq->lock)
{
	struct runqueue *rq = &cpu->rq;
	u32 prio = p->prio, mask;
	bool send;

	enqueue_task(rq, p, rq->active, false);
	if (prio < rq->prio) {
		rq->prio = prio;
		send = ask_to_look(cpu);
		spin_unlock(&rq->lock);
		if (send)
			smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
		return;
	}
	mask = p->runmask;			/* p may be gone later */
	spin_unlock(&rq->lock);
	if (smp_num_cpus > 1)
		offer(prio, mask);
}

/* place(), where it counts. */
static __hot_inline void place_here(struct runqueue *rq, struct task_struct *p)
	__releases(rq->lock)
{
	struct cpu *cpu = smp_num_cpus == 1 ? p->cpu : direct(p);

	if (cpu != p->cpu) {
		this_cpu->migrations++;
		p->cpu = cpu;
		spin_unlock(&rq->lock);
		spin_lock(&cpu->rq.lock);
	}
	make_ready(cpu, p);
}

/*
 * Sends p, which is runnable and on no queue, to the CPU that the director
 * chooses. The lock of p->cpu's queue, `rq', is held and freed. Between the
 * two locks p is in no queue, but its state says that nobody need wake it,
 * and p->cpu says where it will be.
 */
void place(struct runqueue *rq, struct task_struct *p) __releases(rq->lock)
{
	place_here(rq, p);
}

/* wake_up_state() for who has interrupts off already. */
bool make_runnable(struct task_struct *p, long states)
{
	struct runqueue *rq = lock_rq_of(p);

	if (!(p->state & states)) {
		spin_unlock(&rq->lock);
		return false;
	}
	p->state = TASK_RUNNING;
	trace(TRACE_WAKE, p->pid, p->prio, 0);
	if (unlikely(rq->curr == p)) {
		spin_unlock(&rq->lock);
		return true;
	}
	if (jiffies != p->slept_at)
		rested(p);
	place_here(rq, p);
	return true;
}

/*
 * Makes p runnable if it is in one of `states' (TASK_ bits); returns whether
 * it was. If p has set its state but not yet given up the CPU, it just goes
 * on. Any context.
 */
bool wake_up_state(struct task_struct *p, long states)
{
	unsigned long flags;
	bool slept;

	save_flags_cli(flags);
	slept = make_runnable(p, states);
	restore_flags(flags);
	return slept;
}

/* Wakes p up from any sleep. Any context. */
bool wake_up_process(struct task_struct *p)
{
	return wake_up_state(p, TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE);
}

/* Has somebody chosen a CPU for p but not yet put it into its queue? [q] */
static bool on_its_way(const struct runqueue *rq, const struct task_struct *p)
{
	return p->state == TASK_RUNNING && !p->array && rq->curr != p;
}

/* lock_task_rq(), when p is in no transit. */
static struct runqueue *lock_settled(struct task_struct *p)
	__acquires(rq->lock)
{
	struct runqueue *rq = lock_task_rq(p);

	while (unlikely(on_its_way(rq, p))) {
		spin_unlock(&rq->lock);
		cpu_relax();
		rq = lock_task_rq(p);
	}
	return rq;
}

/*
 * Allows p only the CPUs of `mask', at least one of which exists. It moves at
 * once if it is on another one, and has a new look at all of them if it waits
 * (Q3). Kernel lock.
 */
void set_runmask(struct task_struct *p, u32 mask)
{
	struct runqueue *rq;
	unsigned long flags;
	bool leaves = false;

	save_flags_cli(flags);
	rq = lock_settled(p);
	p->runmask = mask;
	trace(TRACE_MASK, p->pid, mask, 0);
	if (p->array) {
		dequeue_task(rq, p);
		place(rq, p);
	} else {
		leaves = rq->curr == p && !may_run_on(p, p->cpu->id);
		if (leaves)
			set_bit(WORK_RESCHED, &p->work);
		spin_unlock(&rq->lock);
	}
	restore_flags(flags);
	if (leaves && p == current)
		schedule();
	else if (leaves)
		kick_process(p);
}
