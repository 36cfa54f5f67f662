/*
 * kernel_lock.pml - the kernel lock and the invalidates that are sent while
 * others spin for it (L7, L9, L11, M2, M3).
 *
 * N processors. Each is in user mode or idle, with interrupts on, until it
 *	- takes the kernel lock, sends an invalidate or not, and releases it;
 *	- sends an invalidate without the lock (any CPU may, L7);
 *	- takes IRQ13, because another one has sent to it.
 * Nothing is FIFO: the lock goes to whichever spinner is quickest, and IRQ13
 * may come at any time before the CPU next enters the kernel from user mode.
 *
 * What is left out: everything that needs neither the lock nor the TLB; the
 * store buffers, because all the words below are changed by locked
 * instructions, or (the release, the page table) just before one. The TLB is
 * the worst one: when CPU s changes a mapping, every CPU has the old one.
 *
 * A loop that waits is a guard that blocks, so that a deadlock is an invalid
 * end state. Proved:
 *	mutual exclusion			assertion in kernel()
 *	after invalidate() no CPU has the old mapping	assertion in sent()
 *	no deadlock				no invalid end state
 *	a sender does not wait for ever		ltl ends (weak fairness)
 *
 * Variants, each of which must fail; without them none of the above does:
 *	NO_SERVICE	the spin loop does not look at its requests: deadlock
 *	NO_SENDER_SERVICE	nor does a sender that waits: deadlock of two
 *	SHARED_BIT	one bit per CPU asked, as in 1995, not one per pair
 *			asking and asked. A second sender finds the bit set,
 *			the CPU flushed before its change and clears the bit
 *			after: stale entry. With senders that hold the lock
 *			(LOCKED_SENDERS), as then, it is right.
 *	CLEAR_FIRST	the request is taken back before the flush
 *	NESTED		a sender waits with interrupts on, and a handler on
 *			the same CPU sends, too: both have the same bit
 *	HOLD_SPINLOCK	a sender holds a spinlock for which another spins
 *			with interrupts off
 *	WAIT_SLOW	the owner waits for a message on IRQ16, the handler
 *			of which wants the lock
 */
#ifndef N
#define N	3
#endif
#define BIT(n)	(1 << (n))
#ifdef SHARED_BIT
#define MARK(s)	1
#else
#define MARK(s)	BIT(s)
#endif

byte owner;		/* kernel_flag: 0, or the owner's number + 1 */
byte need[N];		/* [a] per CPU: bit s says that CPU s waits for it */
bool irq13[N];		/* pending in the local APIC */
byte stale[N];		/* TLB: pages whose old mapping it has; page s is
			   what CPU s maps, page N + s what its handler does */
bool sending[N];	/* in invalidate() */
byte inside;		/* how many think that they own the lock */
bool spinlock;
bool irq16[N];

/*
 * smp_serve_invalidate(): the IRQ13 handler, the loop of kernel_lock_wait()
 * and that of a waiting sender. It answers exactly those that it saw before
 * it flushed. A late IRQ13 finds no bit and does nothing.
 */
inline serve(c)
{
	if
	:: need[c] == 0
	:: else ->
		w = need[c];
#ifdef CLEAR_FIRST
		d_step { need[c] = need[c] & ~w; w = 0 };
		stale[c] = 0
#else
		stale[c] = 0;			/* the flush */
		d_step { need[c] = need[c] & ~w; w = 0 }
						/* atomic_clear_mask() */
#endif
	fi
}

/* smp_message_pass(): a bit and an IPI for each other CPU. */
inline send(s)
{
	t = 0;
	do
	:: t == s -> t++
	:: d_step { t < N && t != s -> need[t] = need[t] | MARK(s);
		irq13[t] = true; t++ }
	:: t == N -> t = 0; break
	od
}

/* The wait at the end of it, interrupts off. */
inline answered(s)
{
	t = 0;
	do
	:: t == N -> t = 0; break
	:: t == s -> t++
	:: t < N && t != s && !(need[t] & MARK(s)) -> t++
#ifndef NO_SENDER_SERVICE
	:: t < N && t != s && (need[t] & MARK(s)) && need[s] -> serve(s)
#endif
#ifdef NESTED
	:: !nested -> nested = true;
		change(s, N + s);
		send(s);
		do
		:: t < N && (t == s || !(need[t] & MARK(s))) -> t++
		:: t == N -> t = 0; break
		:: need[s] -> serve(s)
		od;
		sent(N + s)
#endif
	od
}

/* The page table entry, and the CPU's own TLB. */
inline change(s, page)
{
	d_step {
		for (t : 0 .. N - 1) {
			stale[t] = stale[t] | BIT(page)
		}
		t = 0;
		stale[s] = 0
	}
}

/* Nobody may now reach the page through the old mapping. */
inline sent(page)
{
	d_step {
		for (t : 0 .. N - 1) {
			assert(!(stale[t] & BIT(page)))
		}
		t = 0
	}
}

/* invalidate(): interrupts off from here on. */
inline invalidate(s)
{
	change(s, s);
	sending[s] = true;
	send(s);
	answered(s);
	sending[s] = false;
	sent(s)
}

/* get_kernel_lock(), kernel_lock_wait(): interrupts off. */
inline take_kernel_lock(c)
{
	do
	:: atomic { owner == 0 -> owner = c + 1 }; break
#ifndef NO_SERVICE
	:: need[c] -> serve(c)
#endif
	od
}

/* The owner at its work; then put_kernel_lock(). */
inline kernel(c)
{
	d_step { inside++; assert(inside == 1 && owner == c + 1) };
	if
	:: invalidate(c)
	:: atomic { irq13[c] -> irq13[c] = false }; serve(c)
#ifdef WAIT_SLOW
	:: irq16[(c + 1) % N] = true; !irq16[(c + 1) % N]
#endif
	:: skip
	fi;
	d_step { inside--; owner = 0 }
}

active [N] proctype cpu()
{
	byte c = _pid, t, w;
#ifdef NESTED
	bool nested;
#endif

	do
	:: atomic { irq13[c] -> irq13[c] = false }; serve(c)	/* interrupts on */
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
	:: irq16[c] -> take_kernel_lock(c); irq16[c] = false; owner = 0
#endif
	od
}

#ifdef LIVE
ltl ends { [] (sending[0] -> <> !sending[0]) }
#endif
