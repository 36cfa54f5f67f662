/*
 * runq.h - what the files of the scheduler have in common: sched.c (who is
 * next), ready.c (becoming ready), director.c (where), realtime.c (the rule
 * of Q1 for all CPUs), balance.c (S4), prio.c (priorities and slices).
 *
 * Everything here is called with interrupts off.
 */
#ifndef _KERNEL_RUNQ_H
#define _KERNEL_RUNQ_H

#include <linux/kernel.h>
#include <linux/runqueue.h>
#include <linux/sched.h>
#include <asm/bitops.h>
#include <asm/cpu.h>

static inline bool is_real_time(const struct task_struct *p)
{
	return p->prio < MAX_RT_PRIO;
}

#define BONUS_MAX	5		/* steps of priority for sleep, and
					   against those that never sleep */

/* As if p, of SCHED_OTHER, never slept. [q] */
static inline void lose_bonus(struct task_struct *p)
{
	p->rest = 0;
	p->prio = min(p->static_prio + BONUS_MAX, MAX_PRIO - 1);
}

/* Does p's mask allow this CPU? */
static inline bool may_run_on(const struct task_struct *p, u32 cpu)
{
	return p->runmask >> cpu & 1;
}

/* kernel/runqueue.c */
void runqueue_init(struct runqueue *rq, struct task_struct *idle);
void array_init(struct prio_array *a);
struct task_struct *array_first_on(const struct prio_array *a, u32 cpus);

/* kernel/ready.c */
void place(struct runqueue *rq, struct task_struct *p) __releases(rq->lock);

/* kernel/realtime.c */
void rt_queue_init(void);
void rt_enqueue(struct task_struct *p, bool head);
void rt_dequeue(struct task_struct *p);
bool rt_claim(struct cpu *me, int prio, struct task_struct **taken);
struct task_struct *rt_pick(struct cpu *me);
void rt_spread(void);

/* kernel/balance.c */
struct task_struct *go_idle(struct cpu *me);
void leave_idle(struct cpu *me);
void tell_idle(u32 mask);
void tell_all_idle(void);
void tell_for_waiting(const struct runqueue *rq);
void balance_tick(struct cpu *me);

/*
 * A process of that priority and mask was queued, and the queue is free again
 * (the process may be gone): others may run it. The barrier stands between
 * queueing it and looking at other CPUs; pairs with go_idle(), and with
 * schedule()'s xchg.
 */
static inline void offer(u32 prio, u32 mask)
{
	mb();
	if (prio < MAX_RT_PRIO)
		rt_spread();
	else
		tell_idle(mask);
}

/* kernel/prio.c */
void rested(struct task_struct *p);
struct prio_array *new_slice(struct runqueue *rq, struct task_struct *p);

/* --- one array; by its lock ---------------------------------------------- */

static inline void array_add(struct prio_array *a, struct task_struct *p,
			     bool head)
{
	u32 prio = p->prio;

	if (head)
		list_add(&p->run_list, &a->queue[prio]);
	else
		list_add_tail(&p->run_list, &a->queue[prio]);
	__set_bit(prio, a->bitmap);
	p->array = a;
}

static inline void array_remove(struct prio_array *a, struct task_struct *p)
{
	p->array = NULL;
	if (list_unlink(&p->run_list))
		__clear_bit(p->prio, a->bitmap);
}

/* The first of SCHED_OTHER's highest priority, or NULL. */
static inline struct task_struct *array_first(const struct prio_array *a)
{
	u32 word = MAX_RT_PRIO / 32, prio = word * 32;
	struct task_struct *p;

	for (; unlikely(!a->bitmap[word]); prio += 32)
		if (++word == PRIO_WORDS)
			return NULL;
	prio += __ffs(a->bitmap[word]);
	p = list_first_entry(&a->queue[prio], struct task_struct, run_list);
	assume(p);
	return p;
}

/* --- the queue of p->cpu; [q] -------------------------------------------- */

/*
 * Puts p, which is runnable and not running, where those like it wait: at the
 * head of its priority's list or at the end; `array' is for SCHED_OTHER.
 */
static inline void enqueue_task(struct runqueue *rq, struct task_struct *p,
				struct prio_array *array, bool head)
{
	if (unlikely(is_real_time(p))) {
		rt_enqueue(p, head);
	} else {
		array_add(array, p, head);
		rq->nr_running++;
	}
}

/* Takes p off the queue where it waits. */
static inline void dequeue_task(struct runqueue *rq, struct task_struct *p)
{
	if (unlikely(p->array == &rt_queue.array)) {
		rt_dequeue(p);
	} else {
		array_remove(p->array, p);
		rq->nr_running--;
	}
}

#ifdef CONFIG_DEBUG
void check_runqueue(const struct runqueue *rq);	/* kernel/runqueue.c */
#else
#define check_runqueue(rq)	((void)0)
#endif

#endif
