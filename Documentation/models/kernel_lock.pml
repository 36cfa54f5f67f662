/*
 * kernel_lock.pml - the kernel lock and the invalidates that are sent while
 * others spin for it (L7, L9, L11, M2, M3): smplock.h, smplock.c, smp.c.
 *
 * N processors. Each is in user mode or idle, with interrupts on, until it
 *	- takes the kernel lock, sends an invalidate or not, and releases it;
 *	- sends an invalidate without the lock (any CPU may, L7);
 *	- takes IRQ13, because another one has sent to it.
 * Nothing is FIFO: the lock goes to whichever spinner is quickest (raised
 * hands: lock_bound.pml), and IRQ13 may come at any time before the CPU next
 * leaves user mode.
 *
 * What is left out: everything that needs neither the lock nor the TLB; the
 * store buffers, because all the words below are changed by locked
 * instructions, or (the release, the page table) just before one. The TLB is
 * the worst one: when CPU s changes a mapping, every CPU has the old one.
 *
 * The numbers inval_asked and inval_done of a CPU are modelled by the set of
 * senders whose number is asked and not done: to add 1 puts a sender in, to
 * store what was read to `done' takes out those who were in when it was read,
 * and "done has reached my number" is "I am not in".
 *
 * A loop that waits is a guard that blocks, so that a deadlock is an invalid
 * end state. Proved:
 *	mutual exclusion			assertion in kernel()
 *	after invalidate() no CPU has the old mapping	assertion in gone()
 *	no deadlock				no invalid end state
 *	a sender does not wait for ever		LIVE: ltl ends (weak fairness)
 * and all of this, too, if interrupts are on while a sender waits, and their
 * handlers take the lock or send by themselves (NESTED).
 *
 * Variants, each of which must fail:
 *	NO_SERVICE	the spin loop does not look at its requests: deadlock
 *	NO_SENDER_SERVICE	nor does a sender that waits: deadlock of two
 *	BIT_ONLY	no numbers, a sender waits until the bit is clear, as
 *			in 1995. A second sender finds the bit set; the CPU
 *			flushed before its change and clears the bit after:
 *			stale entry. If only the owner of the lock may send,
 *			as then, it is right (BIT_ONLY LOCKED_SENDERS).
 *	LATE_CLEAR	the bit is cleared after the number was read: a later
 *			sender's bit is lost
 *	LATE_READ	the number is read after the flush
 *	HOLD_SPINLOCK	a sender holds a spinlock for which another spins
 *			with interrupts off
 *	WAIT_SLOW	the owner waits for a message that is served only by
 *			who has got the lock
 */
#ifndef N		/* 2 or 3 */
#define N	3
#endif
#define BIT(n)	(1 << (n))

byte owner;		/* kernel_flag: 0, or the owner's number + 1 */
bool needed[N];		/* smp_invalidate_needed: a bit for each CPU */
byte asked[N];		/* per CPU: senders that it has not yet answered;
			   s is CPU s, N + s an interrupt handler on it */
bool irq13[N];		/* pending in the local APIC */
byte stale[N];		/* TLB: the old mappings that it may have, of those
			   that CPU 0 changes: all CPUs are alike */
#ifdef LIVE		/* what the TLBs hold does not matter to it */
#define flush(c)
#define TRACKED(s)	false
bool sending;		/* CPU 0 is in invalidate() */
#define is_sending(s, v)	if :: s == 0 -> sending = v :: else fi
#else
#define flush(c)	stale[c] = 0
#define TRACKED(s)	((s) == 0)
#define is_sending(s, v)	skip
#endif
byte inside;		/* how many think that they own the lock */
bool spinlock;
bool slow[N];		/* a message that needs the lock */

/*
 * serve_invalidate(): called by IRQ13, by kernel_lock_wait() in its loop and
 * by wait_for() in its own. Interrupts are off. A late IRQ13 finds no bit.
 */
inline serve(c)
{
	if
	:: !needed[c]
	:: else ->
#ifdef BIT_ONLY
		flush(c);
		d_step { needed[c] = false; asked[c] = 0 }
#else
#ifndef LATE_CLEAR
		needed[c] = false;		/* test_and_clear_bit() */
#endif
#ifdef LATE_READ
		flush(c);
		w = asked[c];
#else
		w = asked[c];
		flush(c);			/* flush_as_asked() */
#endif
#ifdef LATE_CLEAR
		needed[c] = false;
#endif
		d_step { asked[c] = asked[c] & ~w; w = 0 }
						/* inval_done = asked */
#endif
	fi
}

/*
 * smp_message_pass(): post_invalidate() and send_irq() for each other CPU.
 * Bit and interrupt are one step: a CPU that is between the two in reality
 * is one that has just left user mode.
 */
inline post(s, mark)
{
	t = 0;
	do
	:: t == s -> t++
#ifdef BIT_ONLY
	:: d_step { t < N && t != s -> asked[t] = asked[t] | BIT(mark);
#else
	:: d_step { t < N && t != s -> asked[t] = asked[t] | BIT(mark) };
		d_step {
#endif
		needed[t] = true; irq13[t] = true; t++ }
	:: t == N -> t = 0; break
	od
}

/* All have answered; none takes an answer back, so their order is the same. */
#if N == 2
#define ANSWERED(mark)	(!((asked[0] | asked[1]) & BIT(mark)))
#else
#define ANSWERED(mark)	(!((asked[0] | asked[1] | asked[2]) & BIT(mark)))
#endif

/* The page table entry, and the CPU's own TLB. */
inline change(s, mark)
{
	if
	:: TRACKED(s) ->
		d_step {
			for (t : 1 .. N - 1) {
				stale[t] = stale[t] | BIT(mark)
			}
			t = 0;
			stale[0] = 0
		}
	:: else -> flush(s)
	fi
}

/* Nobody may now use the old mapping. */
inline gone(s, mark)
{
	if
	:: TRACKED(s) ->
		d_step {
			for (t : 1 .. N - 1) {
				assert(!(stale[t] & BIT(mark)))
			}
			t = 0
		}
	:: else
	fi
}

/* get_kernel_lock(), kernel_lock_wait(): interrupts off. */
inline take_kernel_lock(c)
{
	do
	:: atomic { owner == 0 -> owner = c + 1 }; break
#ifndef NO_SERVICE
	:: owner != 0 && needed[c] -> serve(c)	/* smp_serve_messages() */
#endif
	od
}

/* Between two looks of a sender: an interrupt, whose handler takes the lock
   or invalidates, too. */
inline handler(s)
{
	if
	:: owner != s + 1 -> take_kernel_lock(s); owner = 0
	:: change(s, N + s);
		post(s, N + s);
		do
		:: ANSWERED(N + s) -> break
		:: !ANSWERED(N + s) && needed[s] -> serve(s)
		od;
		gone(s, N + s)
	fi
}

/* wait_for() each of them. */
inline wait_for_all(s, mark)
{
	do
	:: ANSWERED(mark) -> break
#ifndef NO_SENDER_SERVICE
	:: !ANSWERED(mark) && needed[s] -> serve(s)
#endif
#ifdef NESTED
	:: left -> left = false; handler(s)
#endif
	od
}

/* invalidate() */
inline invalidate(s)
{
	change(s, s);
	is_sending(s, true);
	post(s, s);
	wait_for_all(s, s);
	is_sending(s, false);
	gone(s, s)
}

/* The owner at its work; then put_kernel_lock(). */
inline kernel(c)
{
	d_step { inside++; assert(inside == 1 && owner == c + 1) };
	if
	:: invalidate(c)
	:: atomic { irq13[c] -> irq13[c] = false }; serve(c)
#ifdef WAIT_SLOW
	:: slow[(c + 1) % N] = true; !slow[(c + 1) % N]
#endif
	:: skip
	fi;
	d_step { inside--; owner = 0 }
}

active [N] proctype cpu()
{
	byte c = _pid, t, w;
#ifdef NESTED
	bool left = true;
#endif

	do
	:: atomic { irq13[c] -> irq13[c] = false }; serve(c)
	:: !irq13[c] -> take_kernel_lock(c); kernel(c)
#ifndef LOCKED_SENDERS
	:: !irq13[c] -> invalidate(c)
#endif
#ifdef HOLD_SPINLOCK
	:: !irq13[c] -> atomic { !spinlock -> spinlock = true };
		invalidate(c);
		spinlock = false
#endif
#ifdef WAIT_SLOW
	:: slow[c] -> take_kernel_lock(c); slow[c] = false; owner = 0
#endif
	od
}

#ifdef LIVE
ltl ends { [] (sending -> <> !sending) }
#endif
