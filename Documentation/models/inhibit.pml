/*
 * inhibit.pml - vm_inhibit() (mm/inhibit.c) and the synchronous event that it
 * is made of (kernel/syncevent.c). Three tasks on two CPUs: A inhibits the
 * memory that T and B share; B, one of them, does so, too; T goes in and out
 * of user mode until it is killed. All may move from CPU to CPU.
 *
 * Shown: while somebody inhibits, no other task of the memory is in user mode,
 * and a task that was killed ends.
 *
 * The i386's store buffer: when a task has taken over a CPU, the store to curr
 * and the one that frees the queue's lock, in this order, may become visible
 * only later, after the task has looked at its work. `pending' has them.
 *
 * Left out: which tasks there are (the kernel lock keeps the table still), the
 * wait queue (sleep_wakeup.pml), who of those ready to run gets the CPU.
 *
 * Mistakes, by -D: NO_EVENT, NO_WAIT (for the answer), UNLOCKED (look at
 * curr), LATE_BIT (set after the event), EARLY_TEST (of the bits, interrupts
 * on), LATE_CLEAR (of the bit, without the kernel lock), HELD_LOCKED (a held
 * task keeps the kernel lock).
 */
#define CPUS	2
#define TASKS	3
#define A	0
#define T	1
#define B	2
#define NONE	7

#define INHIBIT	1		/* task->work */
#define KILLED	2

byte work[TASKS];
byte on[TASKS] = NONE;		/* CPU that runs the task */
byte cpu_of[TASKS];		/* task->cpu */
bool in_user[TASKS];
bool over[TASKS];

byte curr[CPUS] = NONE;		/* as others see it */
byte pending[CPUS] = NONE;	/* what it is about to become */
bool rq_lock[CPUS];
bool irqs_off[CPUS];
byte asked[CPUS], done[CPUS];	/* RESCHEDULE */

bool kernel_lock;
byte inhibited;

#define ME	_pid
#define FREE(c)	(!rq_lock[c] && curr[c] == NONE)

/* schedule(), from another task to ME: on any CPU that is free. The lock of
   the queue stays taken until the store buffer is empty. */
inline get_cpu()
{
	atomic {
		if
		:: FREE(0) && !rq_lock[cpu_of[ME]] -> cpu_of[ME] = 0
		:: FREE(1) && !rq_lock[cpu_of[ME]] -> cpu_of[ME] = 1
		fi;
		rq_lock[cpu_of[ME]] = true;
		pending[cpu_of[ME]] = ME;
		on[ME] = cpu_of[ME]
	}
}

/* schedule(), from ME. Taking the lock empties the store buffer. */
inline put_cpu()
{
	atomic {
		!rq_lock[on[ME]];
		curr[on[ME]] = NONE;
		on[ME] = NONE
	}
}

inline give_way()
{
	if
	:: put_cpu(); get_cpu()
	:: skip
	fi
}

inline lock_kernel()
{
	atomic { !kernel_lock -> kernel_lock = true }
}

/* May give the CPU away, and the lock with it. */
inline sleep_locked()
{
	if
	:: atomic { kernel_lock = false; put_cpu() }
		get_cpu();
		lock_kernel()
	:: skip
	fi
}

/* The CPU that p runs on, if it is not the caller's, is in r; or NONE. */
inline look(p)
{
#ifdef UNLOCKED
	atomic {
		r = cpu_of[p];
		if
		:: curr[r] == p && r != on[ME]
		:: else -> r = NONE
		fi
	}
#else
	atomic {
		!rq_lock[cpu_of[p]] -> r = cpu_of[p];
		if
		:: curr[r] == p && r != on[ME]
		:: else -> r = NONE
		fi
	}
#endif
}

/* smp_sync_event() */
inline event(p)
{
	look(p);
#ifndef NO_EVENT
	if
	:: r != NONE ->
		atomic { asked[r]++; n = asked[r] }
#ifndef NO_WAIT
		done[r] >= n
#endif
	:: else
	fi;
#endif
	atomic { r = 0; n = 0 }
}

inline hold(p)
{
#ifdef LATE_BIT
	event(p);
	work[p] = work[p] | INHIBIT
#else
	work[p] = work[p] | INHIBIT;
	event(p)
#endif
}

/* Nobody but the caller may be in user mode. */
inline check()
{
	assert((ME == T || !in_user[T]) && (ME == B || !in_user[B]))
}

/* vm_inhibit(), changes, vm_release(). */
inline inhibit()
{
	atomic { lock_kernel(); inhibited++ }
	hold(T);
	if
	:: ME != B -> hold(B)
	:: else
	fi;
	check();
	sleep_locked();
	atomic { check(); inhibited--; kernel_lock = false }
}

/* vm_wait_inhibited() */
inline wait_inhibited()
{
	lock_kernel();
	do
	:: inhibited ->
#ifdef HELD_LOCKED
		put_cpu();
		inhibited == 0;
		get_cpu()
#else
		atomic { kernel_lock = false; put_cpu() }
		inhibited == 0;
		get_cpu();
		lock_kernel()
#endif
	:: else -> break
	od;
#ifdef LATE_CLEAR
	kernel_lock = false;
	work[ME] = work[ME] & ~INHIBIT
#else
	atomic { work[ME] = work[ME] & ~INHIBIT; kernel_lock = false }
#endif
}

/* ret_to_user, do_work(): until user mode, or the end. */
inline to_user()
{
	do
	:: atomic {
#ifndef EARLY_TEST
			irqs_off[on[ME]] = true;
#endif
			seen = work[ME];
		}
		if
		:: seen == 0 -> break
		:: else
		fi;
		irqs_off[on[ME]] = false;
		if
		:: seen & KILLED -> over[ME] = true; break
		:: else -> give_way(); wait_inhibited()
		fi
	od;
	atomic {
		if
		:: !over[ME] -> in_user[ME] = true
		:: else
		fi;
		irqs_off[on[ME]] = false;
		seen = 0
	}
}

/* In user mode: until an interrupt, or a call. */
inline run_program()
{
	if
	:: atomic { asked[on[ME]] != done[on[ME]] -> in_user[ME] = false;
		done[on[ME]] = asked[on[ME]] }
	:: in_user[ME] = false
	fi
}

active proctype inhibitor()
{
	byte r, n;

	get_cpu();
	inhibit();
	over[ME] = true;
	put_cpu()
}

active proctype runner()
{
	byte r, n, seen;

	get_cpu();
	do
	:: to_user();
		if
		:: over[ME] -> break
		:: else
		fi;
		run_program();
		give_way()
	od;
	put_cpu()
}

/* A thread of the same memory: one call of it inhibits, then it ends. */
active proctype member()
{
	byte r, n, seen;

	get_cpu();
	inhibit();
	to_user();
	run_program();
	over[ME] = true;
	put_cpu()
}

/* The store buffer of each CPU, and its interrupts when no program runs: then
   the handler, or the loop that spins for a lock, answers. */
active [CPUS] proctype cpu()
{
	byte c = _pid - TASKS;

end:	do
	:: atomic { pending[c] != NONE -> curr[c] = pending[c];
		pending[c] = NONE; rq_lock[c] = false }
	:: atomic { asked[c] != done[c] && !irqs_off[c] &&
		!(on[A] == c && in_user[A]) && !(on[T] == c && in_user[T]) &&
		!(on[B] == c && in_user[B]) -> done[c] = asked[c] }
	od
}

/* T is killed at some moment; it will enter the kernel by itself. */
active proctype killer()
{
	work[T] = work[T] | KILLED
}
