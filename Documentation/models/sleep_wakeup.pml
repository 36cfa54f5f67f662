/*
 * sleep_wakeup.pml - sleep, wake-up and the context switch on two CPUs
 * (kernel/wait.c, kernel/sched.c, kernel/semaphore.c, wait_for_child()).
 *
 * tasks.pml has the tasks, the run queues and the switch. The kernel lock is
 * left out: all this must be right without it. So are priorities (any task of
 * the queue may be next), and the halt of the idle task (idle.pml). A waker
 * may put a task on the queue of either CPU (S3).
 *
 * The i386 may do a load before an earlier store. Where that could matter is
 * in prepare_to_wait(): its last store, of the queue's unlock, waits in the
 * CPU's store buffer while the condition is read; the one before, of the
 * state, would, too, if it were not an xchg. Locked instructions wait until
 * the buffer is empty. A waker stores the condition and then takes a lock, so
 * its buffer changes nothing and is left out.
 *
 * One of these scenes (default PINGPONG):
 *	PINGPONG	two tasks wake each other; one stray wake-up
 *	IRQ		interrupts of either CPU wake one; the other never
 *			sleeps but is preempted at any time
 *	EXIT		a parent starts a child, waits for its end, frees its
 *			stack; a timer of the child's comes late
 *	SEM		interrupts do up(), two tasks do down()
 *
 * Proved in each: nobody sleeps who should not (judge()); no task is on two
 * run queues, runs on two CPUs, or runs when it is dead; no stack is freed
 * that is in use.
 *
 * Barrier: NO_BARRIER (prepare_to_wait() with a plain store) is still right
 * for wake_up(): the waker, too, takes the queue's lock, and if it gets that
 * after the sleeper, then the sleeper's unlock has been seen, and its state
 * was stored earlier. It is wrong (DIRECT NO_BARRIER) for wakers that do not
 * know the queue but call wake_up_process(), as timers and signals do. So
 * the xchg is needed.
 *
 * A waker takes those off the queue whom it has woken; that is its last access
 * to them. Who finds himself taken off does not lock the queue: proved is that
 * his state is RUNNING then (finish_wait()).
 *
 * Variants, each of which must fail:
 *	CHECK_FIRST		the condition is looked at before queueing
 *	DIRECT NO_BARRIER	see above
 *	OFF_FIRST		who is woken is taken off the queue first
 *	EARLY_UNLOCK		the run queue is unlocked before the switch
 *	LATE_CLAIM		a task is moved before its state says that a
 *				waker has it
 *	EXIT NO_OFF_CPU_WAIT	the stack is freed as soon as the child says
 *				that it is dead
 *	EXIT ZOMBIE_UNLOCKED	do_exit() sets the state without the run
 *				queue's lock: a late waker has seen that it
 *				sleeps, and makes it run again. (Where both
 *				hold the kernel lock, that is excluded.)
 *	SEM NO_PASS_ON		down() ends without a look at further units:
 *				a wake-up that went to one who had just got
 *				his unit is lost to the next. (Likewise.)
 */
#if !defined(IRQ) && !defined(EXIT) && !defined(SEM) && !defined(PINGPONG)
#define PINGPONG
#endif

#include "tasks.pml"

byte q[2];			/* bit per task that is queued */
byte first = NONE;		/* of q[0]: who has waited longest */

byte turn = A;			/* PINGPONG */
bool event;			/* IRQ */
byte count;			/* SEM */
bool armed, late;		/* EXIT: B's timer; its handler runs */

/* list_del() from a wait queue; not queued is right, too. */
inline unqueue(w, p)
{
	d_step {
		q[w] = q[w] & ~BIT(p);
		if
		:: w == 0 && first == p ->
			if
			:: q[0] & BIT(A) -> first = A
			:: q[0] & BIT(B) -> first = B
			:: else -> first = NONE
			fi
		:: else
		fi
	}
}

/* A waker wakes p up, who is queued, and takes him off. */
inline wake_waiter(w, p, n)
{
#ifdef OFF_FIRST
	unqueue(w, p);
#endif
	wake_up_process(p, n);
#ifndef OFF_FIRST
	unqueue(w, p)
#endif
}

/* wake_up(): all who are queued. On CPU n, interrupts off. */
inline wake_up(w, n)
{
	lock(q_lock[w], n);
	if
	:: q[w] & BIT(A) -> wake_waiter(w, A, n)
	:: else
	fi;
	if
	:: q[w] & BIT(B) -> wake_waiter(w, B, n)
	:: else
	fi;
	slept = false;
	unlock(q_lock[w])
}

/* wake_up_one(&queue 0): the first, and if that one is awake the next. */
inline wake_up_one(n)
{
	lock(q_lock[0], n);
	do
	:: first == NONE -> break
	:: else ->
		one = first;
		wake_waiter(0, one, n);
		if
		:: slept -> break
		:: else
		fi
	od;
	one = 0;
	slept = false;
	unlock(q_lock[0])
}

/* prepare_to_wait(): the last store goes through the store buffer. */
inline prepare_to_wait(w)
{
	c = on[ME];
	irqs_off[c] = true;
	lock(q_lock[w], c);
	d_step {
		if
		:: w == 0 && q[w] == 0 -> first = ME
		:: else
		fi;
		q[w] = q[w] | BIT(ME);
	}
#ifdef NO_BARRIER
	d_step { buf_state[c] = ME; buf_unlock[c] = w };
#else
	atomic { EMPTY(c) -> state[ME] = SLEEPING };	/* xchg */
	buf_unlock[c] = w;
#endif
	irqs_off[c] = false;
	c = 0
}

inline finish_wait(w)
{
	if
	:: atomic { !(q[w] & BIT(ME)) -> assert(state[ME] == RUNNING) }
	:: else ->
		c = on[ME];
		atomic { EMPTY(c) -> state[ME] = RUNNING };
		irqs_off[c] = true;
		lock(q_lock[w], c);
		unqueue(w, ME);
		unlock(q_lock[w]);
		irqs_off[c] = false;
		c = 0
	fi
}

/* wait_event(); cond is one load, or one locked instruction. */
#ifdef CHECK_FIRST
#define wait_event(w, cond)						\
	do								\
	:: cond -> break						\
	:: else -> prepare_to_wait(w); schedule()			\
	od;								\
	finish_wait(w)
#else
#define wait_event(w, cond)						\
	if								\
	:: cond								\
	:: else ->							\
		do							\
		:: prepare_to_wait(w);					\
			if						\
			:: cond -> break				\
			:: else -> schedule()				\
			fi						\
		od;							\
		finish_wait(w)						\
	fi
#endif

/* Wakes p up, who waits in queue w. On CPU n, interrupts off. */
inline notify(w, p, n)
{
#ifdef DIRECT
	wake_up_process(p, n);
	slept = false
#else
	wake_up(w, n)
#endif
}

inline wake(w, p)
{
	c = on[ME];
	irqs_off[c] = true;
	notify(w, p, c);
	irqs_off[c] = false;
	c = 0
}

/* cpu_idle(). */
active [CPUS] proctype idle() provided (RUNS)
{
	byte c, next = NONE;

	finish_switch();
	do
	:: resched[ME] -> schedule()
	od
}

#define TASK_LOCALS	byte c, r, next = NONE, one; bool slept

/* down(): count is changed by cmpxchg. */
inline down()
{
	wait_event(0, atomic { count > 0 -> count-- });
#ifndef NO_PASS_ON
	if
	:: count > 0 -> c = on[ME];
		irqs_off[c] = true;
		wake_up_one(c);
		irqs_off[c] = false;
		c = 0
	:: else
	fi
#endif
}

/* wait_task_off_cpu(), then the stack is free. */
inline release_task(p)
{
	c = on[ME];
#ifndef NO_OFF_CPU_WAIT
	do
	:: irqs_off[c] = true;
		lock_task_rq(p, c);
		slept = (curr[r] == p);
		unlock(rq_lock[r]);
		r = 0;
		irqs_off[c] = false;
		if
		:: slept -> slept = false
		:: else -> break
		fi
	od;
#endif
	!late;			/* its timer is over: the caller's business */
	d_step { assert(on[p] == NONE); freed = true; c = 0 }
}

/* kernel_thread(), wake_up_process(). */
inline start_child()
{
	d_step { freed = false; state[B] = SLEEPING; c = on[ME];
		cpu_of[B] = c; irqs_off[c] = true };
	wake_up_process(B, c);
	slept = false;
	irqs_off[c] = false;
	c = 0
}

active proctype task_a() provided (RUNS)
{
	TASK_LOCALS;

	do
	::
#ifdef PINGPONG
		wait_event(0, turn == A);
		turn = B;
		wake(1, B)
#endif
#ifdef IRQ
		wait_event(0, event);
		event = false
#endif
#ifdef SEM
		down();
		if
		:: skip
		:: break		/* enough: stays in user mode */
		fi
#endif
#ifdef EXIT
		start_child();
		wait_event(0, state[B] == ZOMBIE);
		release_task(B)
#endif
	od
}

/* The child sleeps, or nearly, until its timer; then it ends. */
inline child()
{
	finish_switch();		/* ret_from_fork */
	armed = true;
	prepare_to_wait(1);
	if
	:: armed -> schedule()
	:: true
	fi;
	finish_wait(1);
	armed = false;			/* del_timer() */
	c = on[ME];
	irqs_off[c] = true;
#ifdef ZOMBIE_UNLOCKED
	state[ME] = ZOMBIE;
#else
	lock(rq_lock[c], c);
	state[ME] = ZOMBIE;
	unlock(rq_lock[c]);
#endif
	wake_up(0, c);
	irqs_off[c] = false;
	leave_cpu();
	assert(next != ME);
	hand_over()
}

active proctype task_b() provided (RUNS)
{
	TASK_LOCALS;

	do
	::
#ifdef PINGPONG
		wait_event(1, turn == B);
		turn = A;
		wake(0, A)
#endif
#ifdef IRQ
		if
		:: schedule()
		:: break		/* stays in user mode */
		fi
#endif
#ifdef SEM
		down();
		if
		:: skip
		:: break		/* enough: stays in user mode */
		fi
#endif
#ifdef EXIT
		child()
#endif
	od
}

/* A store buffer: in order, at any time. */
active [CPUS] proctype store_buffer()
{
	byte c = _pid - TASKS;

	do
	:: d_step { buf_state[c] != NONE ->
		state[buf_state[c]] = SLEEPING;
		buf_state[c] = NONE }
	:: d_step { buf_state[c] == NONE && buf_unlock[c] != NONE ->
		q_lock[buf_unlock[c]] = false;
		buf_unlock[c] = NONE }
	od
}

/* An interrupt begins on CPU n. */
#define enter(n)	!handler[n] && !irqs_off[n] -> \
			handler[n] = true; irqs_off[n] = true
#define leave(n)	d_step { handler[n] = false; irqs_off[n] = false }

/* Before all else: what runs at first. */
inline start()
{
	d_step {
		on[A] = 0;
		curr[0] = A;
		cpu_of[1] = 1;
#ifdef EXIT
		on[1] = 1;		/* CPU 1 is just finishing a switch */
		curr[1] = 1;
		rq_lock[1] = true;
		irqs_off[1] = true;
#else
		on[B] = 1;
		curr[1] = B;
		cpu_of[B] = 1
#endif
	}
}

/* A device, or a timer, that interrupts either CPU. It may stop. */
active proctype device()
{
	byte n, r, one;
	bool slept;

	start();
	do
#ifdef PINGPONG
	:: atomic { enter(0); n = 0 }; wake_up(0, n); leave(n); break
	:: atomic { enter(1); n = 1 }; wake_up_process(B, n); leave(n); break
#endif
#ifdef IRQ
	:: atomic { !event && enter(0); n = 0 };
		event = true; notify(0, A, n); leave(n)
	:: atomic { !event && enter(1); n = 1 };
		event = true; notify(0, A, n); leave(n)
#endif
#ifdef EXIT
	:: atomic { armed && enter(0); n = 0; armed = false; late = true };
		wake_up_process(B, n); slept = false; leave(n); late = false
	:: atomic { armed && enter(1); n = 1; armed = false; late = true };
		wake_up_process(B, n); slept = false; leave(n); late = false
#endif
#ifdef SEM
	:: atomic { count < 2 && enter(0); n = 0 };
		count++; wake_up_one(n); leave(n)
	:: atomic { count < 2 && enter(1); n = 1 };
		count++; wake_up_one(n); leave(n)
#endif
#ifndef EXIT
	:: break
#endif
	od
}

/* When nothing moves any more: nobody may be asleep who has cause to run. */
active proctype judge()
{
	timeout ->
#ifdef IRQ
	assert(!event || state[A] != SLEEPING)
#else
#ifdef SEM
	assert(count == 0 || (state[A] != SLEEPING && state[B] != SLEEPING))
#else
	assert(false)
#endif
#endif
}
