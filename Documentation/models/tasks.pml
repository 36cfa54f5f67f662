/*
 * tasks.pml - tasks on two CPUs: run queues, the context switch, and
 * wake_up_process() (kernel/sched.c). Included by sleep_wakeup.pml.
 *
 * A task is a process of the model that goes on only while RUNS: its
 * registers are on a CPU, and that is not in an interrupt handler. The
 * queue's lock is held from the decision in schedule() until the next task
 * has taken over.
 *
 * What works on a CPU gets its number as the last argument. Variables of the
 * caller that are used: c, r, next, slept.
 */
#define CPUS	2
#define TASKS	4		/* 0, 1: idle of CPU 0, 1 */
#define A	2
#define B	3
#define NONE	7
#define BIT(n)	(1 << (n))

mtype = { RUNNING, SLEEPING, ZOMBIE };

byte on[TASKS] = NONE;		/* CPU that has the task's registers */
mtype state[TASKS] = RUNNING;
byte cpu_of[TASKS];		/* task->cpu */
byte on_rq;			/* bit per task */
bool freed = false;		/* B's stack */

bool rq_lock[CPUS];
byte rq[CPUS];			/* bit per task that is queued */
byte curr[CPUS];
bool resched[CPUS];		/* WORK_RESCHED of curr */
bool irqs_off[CPUS];
bool handler[CPUS];		/* in an interrupt handler */

byte buf_state[CPUS] = NONE;	/* store buffer: this task sleeps, then */
byte buf_unlock[CPUS] = NONE;	/* this wait queue is unlocked */
bool q_lock[2];			/* wait queues: queue 0, B's */

#define EMPTY(c)	(buf_state[c] == NONE && buf_unlock[c] == NONE)
#define ME		_pid
#define RUNS		(on[_pid] != NONE && !handler[on[_pid]])

/* spin_lock(): a locked instruction. */
#define lock(l, c)	atomic { EMPTY(c) && !l -> l = true }
#define unlock(l)	l = false

/* enqueue_task(). [q] */
inline enqueue(p, n)
{
	d_step {
		assert(!(on_rq & BIT(p)) && !((rq[0] | rq[1]) & BIT(p)));
		assert(rq_lock[n]);
		rq[n] = rq[n] | BIT(p);
		on_rq = on_rq | BIT(p);
	}
}

/* pick_next(): any task that is queued; idle if none. [q] */
inline pick_next(n)
{
	if
	:: rq[n] & BIT(A) -> next = A
	:: rq[n] & BIT(B) -> next = B
	:: rq[n] == 0 -> next = n
	fi;
	d_step {
		rq[n] = rq[n] & ~BIT(next);
		on_rq = on_rq & ~BIT(next)
	}
}

/* switch_to(): from here on the old task does nothing until it is on again. */
inline switch_to()
{
	d_step {
		assert(on[next] == NONE);
		assert(state[next] == RUNNING);
		assert(next != B || !freed);
		on[ME] = NONE;
		on[next] = c;
		next = NONE;
		c = 0
	}
}

/* finish_switch(), schedule_tail(). */
inline finish_switch()
{
	c = on[ME];
#ifndef EARLY_UNLOCK
	unlock(rq_lock[c]);
#endif
	irqs_off[c] = false;
	c = 0
}

/* schedule() up to the decision. */
inline leave_cpu()
{
	c = on[ME];
	irqs_off[c] = true;
	lock(rq_lock[c], c);
	resched[c] = false;
	if
	:: state[ME] == RUNNING && ME >= A -> enqueue(ME, c)
	:: else
	fi;
	pick_next(c)
}

inline hand_over()
{
	curr[c] = next;
#ifdef EARLY_UNLOCK
	unlock(rq_lock[c]);
#endif
	switch_to()
}

inline schedule()
{
	leave_cpu();
	if
	:: next == ME -> unlock(rq_lock[c]);
		irqs_off[c] = false;
		next = NONE;
		c = 0
	:: else -> hand_over(); finish_switch()
	fi
}

/* lock_task_rq(): r is the queue of p->cpu. On CPU n, interrupts off. */
inline lock_task_rq(p, n)
{
	do
	:: r = cpu_of[p];
		lock(rq_lock[r], n);
		if
		:: r == cpu_of[p] -> break
		:: else -> unlock(rq_lock[r])
		fi
	od
}

/*
 * A task that sleeps for good goes to the queue of either CPU: direct() and
 * enqueue_on(). While it is on the way its state says that it runs, so nobody
 * else takes it, and cpu_of says where it will be.
 */
inline place(p, n)
{
	if
	:: skip
	:: cpu_of[p] = 1 - r
	fi;
	unlock(rq_lock[r]);
	r = cpu_of[p];
	lock(rq_lock[r], n);
	enqueue(p, r);
	if
	:: curr[r] < A -> resched[r] = true
	:: else
	fi
}

/* wake_up_process() on CPU n, interrupts off. slept is its result. */
inline wake_up_process(p, n)
{
	lock_task_rq(p, n);
	slept = (state[p] == SLEEPING);
	if
	:: slept ->
#ifndef LATE_CLAIM
		state[p] = RUNNING;
#endif
		if
		:: curr[r] != p -> place(p, n)
		:: else
		fi;
#ifdef LATE_CLAIM
		state[p] = RUNNING;
#endif
	:: else
	fi;
	unlock(rq_lock[r]);
	r = 0
}
