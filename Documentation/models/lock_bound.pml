/*
 * lock_bound.pml - how often a CPU that waits for the kernel lock may be
 * passed by others (L9): smplock.h, smplock.c.
 *
 * The lock is a test-and-set word: whoever comes at the right moment has it.
 * A CPU that has seen PATIENCE others pass raises its hand, by adding 1 to
 * the upper part of the word, where the number of raised hands stands:
 *
 *	kernel_flag	bits 0-7	owner's number + 1, or 0
 *			bits 8-31	how many CPUs have their hand up
 *
 * With a hand up the word is not 0, so that the cmpxchg(0 -> me) of those
 * who have not raised theirs fails, in the fast path, too, which therefore
 * needs no test of its own. Those who have may take the lock in any order:
 * cmpxchg(f -> f - one hand + me) takes the lock and the hand down in one
 * step. The release stores 0 into the owner's byte and leaves the rest alone.
 *
 * PATIENCE is what bounds it. Let W have its hand up. Only CPUs with raised
 * hands pass W, and a hand goes up again only after PATIENCE passes by others.
 * Let J be the first to pass W a second time. Since its first pass it has
 * been passed PATIENCE times, not by W and not by itself, and at most once by
 * each of the other N - 2: a contradiction if PATIENCE >= N - 1. So everyone
 * passes W at most once. And he who was the owner when W's hand went up, or
 * the last one before, does not pass at all, by the same count. Therefore
 *
 *	at most N - 2 others pass a CPU that has its hand up.
 *
 * That is 0, 1, 2, 3 for 2, 3, 4, 5 CPUs, and the figure is exact.
 *
 * REALTIME: a real-time process is not patient, it raises its hand at once if the lock
 * is taken and no hand is up, in one cmpxchg. While W's hand is up nobody can
 * do that, so those who pass W twice still need PATIENCE. When W's hand goes
 * up, the owner has no hand; nor has the last owner, if there is none now,
 * because without an owner it could not raise it. So the count is the same.
 *
 * A CPU that gives way to another process takes its hand down, in one locked
 * instruction, and begins to count anew when it comes back. It passes nobody.
 *
 * Not modelled: how a waiter counts. What counts here is the number of real
 * passes. kernel_lock_wait() sees the owner of when it came counted late, at
 * worst, so the N that it waits for are N - 1 real ones at least. A hand that
 * goes up for any other reason, a long wait say, would break the bound of the
 * others. A CPU that has given way comes back at once; with LIVE, CPU 0 never
 * gives way, because then it is not the lock that it waits for.
 *
 * Proved: mutual exclusion, the bound, no deadlock; and, with LIVE, that who
 * waits gets the lock (weak fairness: each CPU goes on some time).
 *
 * Variants, each of which must fail:
 *	BOUND=(N-3)	one less (from 3 CPUs on)
 *	PATIENCE=(N-2)	(3 CPUs) two pass the third in turn, for ever
 *	REALTIME PUSHY	who is not patient does not look for other hands
 *	WORD_STORE	the release stores 0 into the whole word
 *	PLAIN_AND	the release is an andl without lock: a hand that goes
 *			up between its load and its store is lost
 *	HANDED_ON LIVE	schedule() lets the next process have the lock of the
 *			one before without a release: that is no acquisition,
 *			nobody is passed, no hand goes up, and two processes
 *			in turn can keep a CPU waiting for ever
 */
#ifndef N
#define N	3
#endif
#ifndef PATIENCE
#define PATIENCE	(N - 1)
#endif
#ifndef BOUND
#define BOUND	(N - 2)
#endif
#ifdef PUSHY
#define URGENT	(owner != 0)
#else
#define URGENT	(owner != 0 && hands == 0)
#endif
#ifdef LIVE
#define GIVES_WAY(c)	(c != 0)
#else
#define GIVES_WAY(c)	true
#endif

byte owner, hands;	/* kernel_flag: one word, read and locked as one */
bool waits[N];		/* in kernel_lock_wait() */
bool hand[N];		/* and its hand is up */
byte seen[N];		/* how often it was passed, up to PATIENCE */
byte passes;		/* how often CPU 0 was, since its hand went up */
byte inside;

/* Part of the step in which c becomes the owner: everyone else is passed. */
inline taken(c)
{
	owner = c + 1;
	waits[c] = false;
	hand[c] = false;
	seen[c] = 0;
	for (i : 0 .. N - 1) {
		if
		:: waits[i] && seen[i] < PATIENCE -> seen[i]++
		:: else
		fi
	}
	if
	:: c != 0 && hand[0] -> passes++; assert(passes <= BOUND)
	:: else ->
		if
		:: c == 0 -> passes = 0
		:: else
		fi
	fi;
	i = 0
}

/* Another process is to run there: its wait begins anew, some time. */
inline gone(c)
{
	hands--;
	hand[c] = false;
	seen[c] = 0;
	if
	:: c == 0 -> passes = 0
	:: else
	fi
}

/* kernel_lock_wait() */
inline lock_wait(c)
{
	do
	:: d_step { !hand[c] && owner == 0 && hands == 0 -> taken(c) };
		break				/* cmpxchg(0 -> me) */
	:: d_step { !hand[c] && seen[c] >= PATIENCE -> hands++;
		hand[c] = true }		/* lock; addl */
#ifdef REALTIME
	:: d_step { !hand[c] && URGENT -> hands++;
		hand[c] = true }		/* lock; cmpxchg */
	:: d_step { hand[c] && GIVES_WAY(c) -> gone(c) }
#endif
	:: hand[c] && owner == 0 -> f = hands;	/* a load */
		if				/* cmpxchg(f -> ...) */
		:: d_step { owner == 0 && hands == f -> hands--; taken(c);
			f = 0 };
			break
		:: else -> f = 0
		fi
	od
}

/* put_kernel_lock() */
inline release()
{
#ifdef PLAIN_AND
	f = hands;
	d_step { inside--; owner = 0; hands = f; f = 0 }
#else
	d_step {
		inside--;
		owner = 0;
#ifdef WORD_STORE
		hands = 0
#endif
	}
#endif
}

active [N] proctype cpu()
{
	byte c = _pid, i, f;

	do
	:: if				/* get_kernel_lock() */
	   :: d_step { owner == 0 && hands == 0 -> taken(c) }
	   :: else -> waits[c] = true; lock_wait(c)
	   fi;
	   atomic { inside++; assert(inside == 1 && owner == c + 1) };
#ifdef HANDED_ON
	   do
	   :: owner == c + 1		/* the next process, lock and all */
	   :: break
	   od;
#endif
	   release()
	od
}

#ifdef LIVE
ltl served { [] (waits[0] -> <> (owner == 1)) }
#endif
