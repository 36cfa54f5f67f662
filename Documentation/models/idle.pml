/*
 * idle.pml - the idle loop, and those who wake an idle CPU up (L16, M7).
 *
 * CPU 0 idles in cpu_idle(). Two other CPUs and a device that interrupts CPU
 * 0 each put a process on its run queue, with wake_up_process(), and wait
 * until it has run; each may stop doing so at any time, so that no later one
 * makes good what an earlier one has lost. Wanted: CPU 0 never lies in hlt
 * for ever with a process on its queue. No timer saves it (M8). A lost
 * wake-up is an invalid end state: one who waits for ever.
 *
 * CPU 0's store to `halting' may be seen late (its store buffer is modelled,
 * one entry); all else is done by locked instructions, or within the queue's
 * lock.
 *
 * It is right to send the IPI always. With SKIP_IPI, as cpu_idle() and
 * make_ready() do it, it is sent only to a CPU that says that it is about to
 * halt; right, too:
 *
 *	cpu_idle():	cli();
 *			xchg(&this_cpu->halting, 1);
 *			if (!need_resched()) sti_and_halt(); else sti();
 *			this_cpu->halting = 0;
 *			schedule();
 *	the waker:	set_bit(WORK_RESCHED, &idle->work);	[q]
 *			send = cpu->halting;			[q]
 *
 * The two sides each write one word, then read the other's, with a locked
 * instruction between: one of them sees the other. Who reads 0 because the
 * halt has ended is right, too: schedule() comes after that, and waits for
 * the queue's lock, which the waker still has. (It is for `curr == idle'
 * only: a CPU in user mode has to be interrupted.)
 *
 * Variants, each of which must fail:
 *	STI_FIRST	interrupts on before the test: the IPI comes between
 *			test and hlt
 *	SKIP_IPI and NO_BARRIER	halting is stored without lock
 *	SKIP_IPI and READ_FIRST	the waker looks at halting, then sets the flag
 *	SKIP_IPI and AFTER_TEST	halting is set after the test
 */
#define CPUS	2	/* others; job[CPUS] is the device's */

bool job[CPUS + 1];	/* on the run queue of CPU 0 */
bool resched;		/* WORK_RESCHED of its idle process */
bool halting;		/* as other CPUs see it */
bool buffered, value;	/* CPU 0's store to it, still on its way */
bool rq_lock;
bool irqs_on = true;	/* CPU 0's interrupt flag */
bool ipi;		/* pending at CPU 0 */
bool halted;		/* CPU 0 is in hlt */
bool handler;		/* CPU 0 is in the device's handler */

#define lock_rq()	atomic { !rq_lock -> rq_lock = true }
#define unlock_rq()	rq_lock = false

/* CPU 0 stores to halting; `locked' also waits until that is seen. */
inline store_halting(v)
{
	atomic { !buffered -> buffered = true; value = v }
}

inline store_halting_locked(v)
{
	atomic { !buffered -> halting = v }
}

/* CPU 0's store buffer. */
active proctype store_buffer()
{
end:	do
	:: d_step { buffered -> halting = value; buffered = false;
		value = false }
	od
}

/* smp_irq16() at CPU 0, serve_reschedule(); it also ends the hlt. */
active proctype ipi_handler()
{
end:	do
	:: d_step { ipi && irqs_on && !handler -> ipi = false;
		resched = true; halted = false }
	od
}

/* cpu_idle(), and schedule() to the process and back. */
active proctype cpu_idle() provided (!handler)
{
	byte i;

	do
	::
#ifndef STI_FIRST
		irqs_on = false;		/* cli */
#endif
#ifdef SKIP_IPI
#ifdef NO_BARRIER
		store_halting(true);
#else
#ifndef AFTER_TEST
		store_halting_locked(true);	/* xchg */
#endif
#endif
#endif
		if
		:: resched -> irqs_on = true	/* sti */
		:: else ->
#ifdef AFTER_TEST
			store_halting_locked(true);
#endif
			d_step { irqs_on = true; halted = true };
end:			!halted			/* sti; hlt */
		fi;
#ifdef SKIP_IPI
		store_halting(false);
#endif
		irqs_on = false;		/* schedule() */
		atomic { !buffered && !rq_lock -> rq_lock = true };
		d_step {
			resched = false;
			for (i : 0 .. CPUS) {
				job[i] = false
			}
			i = 0
		};
		unlock_rq();
		irqs_on = true
	od
}

/* wake_up_process(), make_ready() on another CPU. */
active [CPUS] proctype waker()
{
	byte me = _pid - 3;
	bool send;

	do
	:: !job[me] ->
		lock_rq();
		job[me] = true;			/* enqueue_task() */
#ifdef READ_FIRST
		send = halting;
		resched = true;
#else
		resched = true;			/* set_bit() */
#ifdef SKIP_IPI
		send = halting;
#else
		send = true;
#endif
#endif
		unlock_rq();
		if				/* MSG_RESCHEDULE */
		:: send -> ipi = true; send = false
		:: else
		fi
	:: !job[me] -> break	/* no more to do: the others wake no one up
				   by chance */
	od
}

/* The same in an interrupt handler of CPU 0. */
active proctype device()
{
	byte left = 2;

	do
	:: atomic { left && irqs_on && !job[CPUS] ->
			handler = true; irqs_on = false; halted = false };
		left--;
		lock_rq();
		job[CPUS] = true;
		resched = true;
		unlock_rq();
		d_step { handler = false; irqs_on = true }
	:: !job[CPUS] -> break
	od
}
