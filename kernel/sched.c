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
	p->on_rq = true;
	rq->nr_running++;
}

/* Takes p, the first of its list, off the queue. [q] */
static void dequeue_first(struct runqueue *rq, struct prio_array *a,
			  struct task_struct *p)
{
	list_del(&p->run_list);
	if (list_empty(&a->queue[p->prio]))
		a->bitmap[p->prio >> 5] &= ~(1U << (p->prio & 31));
	p->on_rq = false;
	rq->nr_running--;
}

/* The highest priority that has a task; MAX_PRIO if none. */
static int highest_prio(const struct prio_array *a)
{
	int i;

	for (i = 0; i < PRIO_WORDS; i++)
		if (a->bitmap[i])
			return i * 32 + __ffs(a->bitmap[i]);
	return MAX_PRIO;
}

/* Takes the process that is to run next off the queue; idle if none. [q] */
static struct task_struct *pick_next(struct runqueue *rq)
{
	struct prio_array *a = rq->active;
	struct task_struct *p;

	if (!rq->nr_running)
		return rq->idle;
	if (highest_prio(a) == MAX_PRIO) {
		rq->active = rq->expired;
		rq->expired = a;
		a = rq->active;
	}
	p = list_first_entry(&a->queue[highest_prio(a)], struct task_struct,
			     run_list);
	dequeue_first(rq, a, p);
	return p;
}

/*
 * Puts the process that gives up the CPU where it belongs: back on the queue
 * if it could go on, at the end if its time is over. [q]
 */
static void put_prev(struct runqueue *rq, struct task_struct *prev)
{
	if (prev->state != TASK_RUNNING || prev == rq->idle)
		return;
	if (prev->slice > 0) {
		enqueue_task(rq, prev, rq->active);
		return;
	}
	prev->slice = DEF_SLICE;
	enqueue_task(rq, prev, rq->expired);
}

/*
 * The first thing that a process does after another has given it the CPU:
 * the switch is over, the queue may be changed again, and the kernel lock is
 * as deep as it was when the process slept. Interrupts off; they stay so.
 */
static void finish_switch(void) __releases(rq->lock)
{
	spin_unlock(&this_cpu->self->rq.lock);
	unpark_kernel_lock(current->lock_depth);
}

/* ret_from_fork: the same for a process that runs for the first time. */
void schedule_tail(struct task_struct *prev __unused) __releases(rq->lock)
{
	finish_switch();
	sti();
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
	park_kernel_lock(&prev->lock_depth);
	switch_to(prev, next);
	finish_switch();		/* on prev's stack again */
	restore_flags(flags);
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

/*
 * Makes p runnable if it sleeps; returns whether it did. If p has set its
 * state but not yet given up the CPU, it just goes on. Any context.
 *
 * Between the two locks p is in no queue, but its state says that nobody else
 * need wake it, and p->cpu says where it will be.
 */
bool wake_up_process(struct task_struct *p)
{
	struct runqueue *rq;
	unsigned long flags;
	bool slept, queue;

	save_flags_cli(flags);
	rq = lock_task_rq(p);
	slept = p->state == TASK_INTERRUPTIBLE ||
		p->state == TASK_UNINTERRUPTIBLE;
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

/*
 * Makes the current process a zombie: after its next schedule() it never runs
 * again. Under the lock, because wake_up_process() looks at the state and
 * changes it there. Process context.
 */
void become_zombie(void)
{
	struct runqueue *rq;
	unsigned long flags;

	save_flags_cli(flags);
	rq = lock_task_rq(current);
	current->state = TASK_ZOMBIE;
	spin_unlock(&rq->lock);
	restore_flags(flags);
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
 * The tick of this CPU: charges the process that runs, and ends its turn
 * when its slice is used up. Interrupts off.
 */
void scheduler_tick(bool user)
{
	struct task_struct *p = current;

	this_cpu->ticks++;
	if (user)
		p->utime++;
	else
		p->stime++;
	if (p != this_cpu->rq.idle && --p->slice <= 0)
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
	unsigned long expires = jiffies + ticks;

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
