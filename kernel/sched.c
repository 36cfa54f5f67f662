/*
 * sched.c - who runs. Each CPU has a run queue (linux/runqueue.h) and looks
 * only there. wake_up_process() is the only way back for a process that
 * sleeps; the director (director.c) says on which CPU.
 *
 * The lock of a run queue is held from the decision in schedule() until the
 * next process has taken over, in finish_switch(). Whoever locks the queue of
 * p->cpu and finds that p is not `curr' there knows that p's registers are
 * all in memory and its stack is not in use.
 */
#include <linux/kernel.h>
#include <linux/director.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/timer.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/jitter.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/uaccess.h>

/* Locks the run queue of the CPU where p is; p cannot move. Irqs off. */
static struct runqueue *lock_task_rq(struct task_struct *p)
	__acquires(rq->lock)
{
	struct runqueue *rq;

	for (;;) {
		rq = &READ_ONCE(p->cpu)->rq;
		spin_lock(&rq->lock);
		if (likely(rq == &p->cpu->rq))
			return rq;
		spin_unlock(&rq->lock);
	}
}

/* Puts p, which is runnable and not running, at the end of its list. [q] */
static void enqueue_task(struct runqueue *rq, struct task_struct *p,
			 struct prio_array *array)
{
	list_add_tail(&p->run_list, &array->queue[p->prio]);
	array->bitmap[p->prio >> 5] |= 1U << (p->prio & 31);
	array->words |= 1U << (p->prio >> 5);
	p->array = array;
	rq->nr_running++;
}

/* Takes p off the queue that it is on. [q] */
static void dequeue_task(struct runqueue *rq, struct task_struct *p)
{
	struct prio_array *a = p->array;

	list_del(&p->run_list);
	if (list_empty(&a->queue[p->prio])) {
		a->bitmap[p->prio >> 5] &= ~(1U << (p->prio & 31));
		if (!a->bitmap[p->prio >> 5])
			a->words &= ~(1U << (p->prio >> 5));
	}
	p->array = NULL;
	rq->nr_running--;
}

/* The first process of an array that may run on `cpu', or NULL. [q] */
static struct task_struct *first_in_array(const struct prio_array *a,
					  const struct cpu *cpu)
{
	struct task_struct *p;
	u32 word, bits;

	for (word = 0; word < PRIO_WORDS; word++) {
		for (bits = a->bitmap[word]; bits; bits &= bits - 1) {
			int prio = word * 32 + __ffs(bits);

			list_for_each_entry(p, &a->queue[prio], run_list)
				if (p->runmask >> cpu->id & 1)
					return p;
		}
	}
	return NULL;
}

/* The same of a run queue. [q] */
static struct task_struct *first_allowed(const struct runqueue *rq,
					 const struct cpu *cpu)
{
	struct task_struct *p = first_in_array(rq->active, cpu);

	return p ? p : first_in_array(rq->expired, cpu);
}

/* The highest priority that has a task; there is one. [q] */
static inline int highest_prio(const struct prio_array *a)
{
	int word = __ffs(a->words);

	return word * 32 + __ffs(a->bitmap[word]);
}

/* Takes the process that is to run next off the queue; idle if none. [q] */
static struct task_struct *pick_next(struct runqueue *rq)
{
	struct prio_array *a = rq->active;
	struct task_struct *p;

	if (!rq->nr_running)
		return rq->idle;
	if (!a->words) {
		rq->active = rq->expired;
		rq->expired = a;
		a = rq->active;
	}
	p = list_first_entry(&a->queue[highest_prio(a)], struct task_struct,
			     run_list);
	dequeue_task(rq, p);
	return p;
}

/*
 * Makes p, which is not running and on no queue, wait for `cpu', and has that
 * CPU look if p should run at once (M7). Takes and frees the lock of that
 * run queue; interrupts off. The message is sent only if p would run: then
 * `curr' is there to be replaced, and if it has gone in the meantime, the CPU
 * has been in schedule() and has found p by itself (M6).
 */
static void enqueue_on(struct cpu *cpu, struct task_struct *p)
{
	struct runqueue *rq = &cpu->rq;
	bool preempt;

	spin_lock(&rq->lock);
	enqueue_task(rq, p, rq->active);
	preempt = p->prio < rq->curr->prio;
	if (preempt)
		set_bit(WORK_RESCHED, &rq->curr->work);
	spin_unlock(&rq->lock);
	if (preempt && cpu != this_cpu->self)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
}

/* Does p's mask allow this CPU? */
static bool may_stay(const struct task_struct *p)
{
	return p->runmask >> this_cpu->id & 1;
}

/*
 * Puts the process that gives up the CPU where it belongs: back on the queue
 * if it could go on, at the end if its time is over. One whose mask does not
 * allow this CPU any more is left to finish_switch(). [q]
 */
static void put_prev(struct runqueue *rq, struct task_struct *prev)
{
	struct prio_array *array = rq->active;

	if (prev->state != TASK_RUNNING || prev == rq->idle)
		return;
	if (prev->slice <= 0) {
		prev->slice = DEF_SLICE;
		if (prev->policy == SCHED_OTHER)
			array = rq->expired;
	}
	if (may_stay(prev))
		enqueue_task(rq, prev, array);
}

/*
 * The first thing that a process does after another has given it the CPU:
 * the switch is over, the queue may be changed again, and the kernel lock is
 * as deep as it was when the process slept. `prev', whose registers are in
 * memory now, may have to go to another CPU (Q3), or be cleared away.
 * Interrupts off; they stay so.
 */
static void finish_switch(struct task_struct *prev) __releases(rq->lock)
{
	struct runqueue *rq = &this_cpu->self->rq;
	bool move = prev->state == TASK_RUNNING && !prev->array &&
		    prev != rq->idle;
	bool dead = prev->self_reap;	/* else its parent may free it as soon
					   as the queue is unlocked */

	if (unlikely(move))
		prev->cpu = direct(prev);
	spin_unlock(&rq->lock);
	if (unlikely(move))
		enqueue_on(prev->cpu, prev);
	if (unlikely(dead))
		task_is_off_cpu(prev);
	unpark_kernel_lock(current->lock_depth);
}

/* ret_from_fork: the same for a process that runs for the first time. */
void schedule_tail(struct task_struct *prev) __releases(rq->lock)
{
	finish_switch(prev);
	sti();
	if (current->set_child_tid)
		put_user(current->pid, current->set_child_tid);
}

/*
 * Takes a process that waits on another CPU, where there are some, to run it
 * here (S4). Interrupts off, no lock: the other queue and this one are locked
 * one after the other, and between the two the process belongs to nobody, as
 * in wake_up_process().
 */
static noinline void steal_task(struct cpu *me)
{
	struct task_struct *p = NULL;
	struct runqueue *rq;
	int i;

	for (i = 0; i < smp_num_cpus && !p; i++) {
		rq = &cpu_table[i]->rq;
		if (cpu_table[i] == me || !READ_ONCE(rq->nr_running))
			continue;
		spin_lock(&rq->lock);
		p = first_allowed(rq, me);
		if (p) {
			dequeue_task(rq, p);
			p->cpu = me;
			me->stolen++;
		}
		spin_unlock(&rq->lock);
	}
	if (!p)
		return;
	spin_lock(&me->rq.lock);
	enqueue_task(&me->rq, p, me->rq.active);
	spin_unlock(&me->rq.lock);
}

/* Is somebody waiting on a CPU that runs another? A hint, without locks. */
static bool others_wait(void)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		if (READ_ONCE(cpu_table[i]->rq.nr_running))
			return true;
	return false;
}

/*
 * Gives the CPU to the process that should have it, and returns when it is
 * the caller's turn again. A caller whose state is not TASK_RUNNING sleeps
 * until wake_up_process(). Process context, no spinlock held; the kernel lock
 * is given up and taken back as needed (L10).
 */
void schedule(void)
{
	struct runqueue *rq = &this_cpu->self->rq;
	struct task_struct *prev = current, *next;
	unsigned long flags;

	BUG_ON(in_interrupt());
	check_processor_id();
	save_flags_cli(flags);
	if (!rq->nr_running && smp_num_cpus > 1 &&
	    (prev->state != TASK_RUNNING || prev == rq->idle))
		steal_task(this_cpu->self);
	spin_lock(&rq->lock);
	clear_bit(WORK_RESCHED, &prev->work);
	put_prev(rq, prev);
	next = pick_next(rq);
	if (next == prev) {
		spin_unlock(&rq->lock);
		restore_flags(flags);
		return;
	}
	check_stack(prev);
	jitter();
	rq->curr = next;
	rq->switches++;
	prev->nvcsw++;
	prev->wchan = (unsigned long)__builtin_return_address(0);
	park_kernel_lock(&prev->lock_depth);
	switch_context(prev, next);
	prev = switch_to(prev, next);
	finish_switch(prev);		/* on the caller's stack again */
	restore_flags(flags);
}

/*
 * Makes p runnable if it is in one of `states' (TASK_ bits); returns whether
 * it was. If p has set its state but not yet given up the CPU, it just goes
 * on. Any context.
 *
 * Between the two locks p is in no queue, but its state says that nobody else
 * need wake it, and p->cpu says where it will be.
 */
bool wake_up_state(struct task_struct *p, long states)
{
	struct runqueue *rq;
	unsigned long flags;
	bool slept, queue;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	slept = (p->state & states) != 0;
	queue = slept && rq->curr != p;
	if (slept)
		p->state = TASK_RUNNING;
	if (queue)
		p->cpu = direct(p);
	spin_unlock(&rq->lock);
	if (queue)
		enqueue_on(p->cpu, p);
	restore_flags(flags);
	return slept;
}

/* Wakes p up from any sleep. Any context. */
bool wake_up_process(struct task_struct *p)
{
	return wake_up_state(p, TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE);
}

/*
 * If p is in user mode on another CPU, brings it into the kernel, where it
 * finds its signal. Sent only if p runs there (M6): if it has left meanwhile,
 * it looks at its work when it comes back. Any context.
 */
void kick_process(struct task_struct *p)
{
	struct cpu *cpu = READ_ONCE(p->cpu);

	if (cpu != this_cpu->self && READ_ONCE(cpu->rq.curr) == p)
		smp_message_pass(cpu->id, MSG_RESCHEDULE, 0, 0);
}

/*
 * A safe point of a long operation (Q4): what the kernel lock guards is in
 * order here, and may change until this returns. Lets others have the lock,
 * and the CPU if somebody else should run. Process context.
 */
void safe_point(void)
{
	if (need_resched())
		schedule();
	else
		break_kernel_lock();
}

/* Under the lock, because wake_up_state() looks at the state and changes it
   there. */
static void set_state_locked(long state)
{
	struct runqueue *rq;
	unsigned long flags;

	save_flags_cli(flags);
	rq = lock_task_rq(current);
	current->state = state;
	spin_unlock(&rq->lock);
	restore_flags(flags);
}

/* Makes the current process a zombie: after its next schedule() it never runs
   again. Process context. */
void become_zombie(void)
{
	set_state_locked(TASK_ZOMBIE);
}

/* After its next schedule() the current process runs again only when it is
   continued or killed. Process context, kernel lock. */
void set_current_state_stopped(void)
{
	set_state_locked(TASK_STOPPED);
}

/*
 * Changes p's priority, 0 (highest) to MAX_PRIO - 1, wherever it is, and has
 * CPUs look again where that makes a difference. Kernel lock.
 */
static void change_prio(struct task_struct *p, int prio)
{
	struct prio_array *array;
	struct runqueue *rq;
	unsigned long flags;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	array = p->array;
	if (array)
		dequeue_task(rq, p);
	p->prio = p->static_prio = prio;
	if (array)
		enqueue_task(rq, p, array);
	set_bit(WORK_RESCHED, &rq->curr->work);
	spin_unlock(&rq->lock);
	restore_flags(flags);
	if (p->cpu != this_cpu->self)
		smp_message_pass(p->cpu->id, MSG_RESCHEDULE, 0, 0);
}

/* The queue for a policy, a real-time priority 1..99 and a nice value. */
static int effective_prio(int policy, int rt_priority, int nice)
{
	return policy == SCHED_OTHER ? DEFAULT_PRIO + nice :
				       MAX_RT_PRIO - 1 - rt_priority;
}

/* Sets the nice value of p, -20..19. Kernel lock. */
void set_user_nice(struct task_struct *p, int nice)
{
	p->nice = nice;
	change_prio(p, effective_prio(p->policy, p->rt_priority, nice));
}

/* Sets how p is scheduled; the values were checked. Kernel lock (Q1). */
void set_scheduler(struct task_struct *p, int policy, int rt_priority)
{
	p->policy = policy;
	p->rt_priority = rt_priority;
	change_prio(p, effective_prio(policy, rt_priority, p->nice));
}

/* Has somebody chosen a CPU for p but not yet put it into its queue? [q] */
static bool on_its_way(const struct runqueue *rq, const struct task_struct *p)
{
	return p->state == TASK_RUNNING && !p->array && rq->curr != p;
}

/*
 * Allows p only the CPUs of `mask', at least one of which exists, and moves
 * it at once if it is on another one (Q3). Kernel lock.
 */
void set_runmask(struct task_struct *p, u32 mask)
{
	struct runqueue *rq;
	unsigned long flags;
	bool queued, moved;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	while (unlikely(on_its_way(rq, p))) {
		spin_unlock(&rq->lock);
		cpu_relax();
		rq = lock_task_rq(p);
	}
	p->runmask = mask;
	moved = !(mask >> p->cpu->id & 1);
	queued = moved && p->array;
	if (queued) {
		dequeue_task(rq, p);
		p->cpu = direct(p);
	} else if (moved && rq->curr == p) {
		set_bit(WORK_RESCHED, &p->work);
	}
	spin_unlock(&rq->lock);
	if (queued)
		enqueue_on(p->cpu, p);
	restore_flags(flags);
	if (!moved || queued)
		return;
	if (p == current)
		schedule();
	else
		kick_process(p);
}

/*
 * Waits until no CPU uses p's stack any more. p is a zombie: it may still be
 * on its way out of schedule().
 */
void wait_task_off_cpu(struct task_struct *p)
{
	struct runqueue *rq;
	unsigned long flags;
	bool running;

	do {
		save_flags_cli(flags);
		rq = lock_task_rq(p);
		running = rq->curr == p;
		spin_unlock_irqrestore(&rq->lock, flags);
		cpu_relax();
	} while (running);
}

/*
 * The tick of this CPU ends the turn of the process that runs when its slice
 * is used up. Interrupts off; needs no lock.
 */
void scheduler_tick(void)
{
	struct task_struct *p = current;

	if (p == this_cpu->rq.idle) {
		if (others_wait())
			set_bit(WORK_RESCHED, &p->work);
		return;
	}
	if (p->policy != SCHED_FIFO && --p->slice <= 0)
		set_bit(WORK_RESCHED, &p->work);
}

static void process_timeout(unsigned long data)
{
	wake_up_process((struct task_struct *)data);
}

/*
 * Sleeps in the state that the caller has set until woken or until `ticks'
 * have passed; returns the ticks that were left. Process context.
 */
long schedule_timeout(long ticks)
{
	struct timer_list timer;
	unsigned long expires = jiffies_now() + ticks;

	init_timer(&timer);
	timer.expires = expires;
	timer.function = process_timeout;
	timer.data = (unsigned long)current;
	add_timer(&timer);
	schedule();
	del_timer(&timer);
	ticks = expires - jiffies;
	return ticks < 0 ? 0 : ticks;
}

/*
 * Sets up a CPU's run queue; `idle' is what runs on it now. Interrupts off,
 * once for each CPU, before its first schedule().
 */
void sched_init_cpu(struct cpu *cpu, struct task_struct *idle)
{
	struct runqueue *rq = &cpu->rq;
	int i, j;

	spin_lock_init(&rq->lock, RANK_RUNQUEUE);
	for (i = 0; i < 2; i++)
		for (j = 0; j < MAX_PRIO; j++)
			INIT_LIST_HEAD(&rq->arrays[i].queue[j]);
	rq->active = &rq->arrays[0];
	rq->expired = &rq->arrays[1];
	rq->curr = rq->idle = idle;
	idle->cpu = cpu;
	idle->prio = IDLE_PRIO;
}
