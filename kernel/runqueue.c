/*
 * runqueue.c - the arrays of a run queue: how they begin, the search for
 * somebody whose mask allows a CPU, and what a debug build checks. What has
 * to be quick is in runq.h.
 */
#include <linux/kernel.h>
#include "runq.h"

void array_init(struct prio_array *a)
{
	int i;

	for (i = 0; i < MAX_PRIO; i++)
		INIT_LIST_HEAD(&a->queue[i]);
}

/* An empty queue of a CPU on which `idle' runs. */
void runqueue_init(struct runqueue *rq, struct task_struct *idle)
{
	spin_lock_init(&rq->lock, RANK_RUNQUEUE);
	array_init(&rq->arrays[0]);
	array_init(&rq->arrays[1]);
	rq->active = &rq->arrays[0];
	rq->expired = &rq->arrays[1];
	rq->curr = rq->idle = idle;
	rq->prio = IDLE_PRIO;
}

/* The first one that may run on any of those CPUs, or NULL. By a's lock. */
struct task_struct *array_first_on(const struct prio_array *a, u32 cpus)
{
	struct task_struct *p;
	u32 word, bits;

	for (word = 0; word < PRIO_WORDS; word++) {
		for (bits = a->bitmap[word]; bits; bits &= bits - 1) {
			int prio = word * 32 + __ffs(bits);

			list_for_each_entry(p, &a->queue[prio], run_list)
				if (p->runmask & cpus)
					return p;
		}
	}
	return NULL;
}

#ifdef CONFIG_DEBUG
#define CHECK_EVERY	64		/* switches */

/* Counts an array, and believes none of its bits. */
static u32 check_array(const struct runqueue *rq, const struct prio_array *a)
{
	struct task_struct *p;
	u32 n = 0;
	int prio;

	for (prio = 0; prio < MAX_PRIO; prio++) {
		BUG_ON(!list_empty(&a->queue[prio]) !=
		       (a->bitmap[prio >> 5] >> (prio & 31) & 1));
		list_for_each_entry(p, &a->queue[prio], run_list) {
			BUG_ON(p->array != a || p->prio != prio);
			BUG_ON(&p->cpu->rq != rq || rq->curr == p);
			BUG_ON(p->state != TASK_RUNNING);
			n++;
		}
	}
	return n;
}

/* A task waits in one place only, and is counted once. Now and then. [q] */
void check_runqueue(const struct runqueue *rq)
{
	if (rq->switches % CHECK_EVERY)
		return;
	BUG_ON(check_array(rq, &rq->arrays[0]) +
	       check_array(rq, &rq->arrays[1]) != rq->nr_running);
}
#endif
