/*
 * spinlock.h - locks for a few hundred cycles (S2), and the order in which
 * they may be taken.
 *
 * The kernel lock (asm/smplock.h) guards the kernel at large; spinlocks guard
 * the few things that are reached without it. In the uniprocessor kernel a
 * spinlock is nothing, and what remains is the interrupt flag. A debug build
 * knows the holder (CPU and address), refuses to take a lock twice or out of
 * order, and says so with both parties named.
 */
#ifndef _LINUX_SPINLOCK_H
#define _LINUX_SPINLOCK_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/system.h>

/*
 * The lock order, outermost first: while a CPU holds a lock it may take only
 * locks that stand further down. The kernel lock comes before all of them.
 */
enum lock_rank {
	RANK_NONE,
	RANK_TIMER,		/* kernel/timer.c: the timer wheel */
	RANK_WAIT,		/* linux/wait.h: one wait queue */
	RANK_TASKS,		/* kernel/fork.c: table of processes */
	RANK_RUNQUEUE,		/* linux/runqueue.h: one CPU's run queue */
	RANK_REALTIME,		/* kernel/realtime.c: those that wait */
	RANK_VMALLOC,		/* mm/vmalloc.c: areas, kernel page tables */
	RANK_KMALLOC,		/* mm/kmalloc.c: one size class */
	RANK_PAGE,		/* mm/page_alloc.c: free lists */
	RANK_CHIP,		/* 8259, PIT, CMOS: index and data ports */
};

typedef struct {
#ifdef CONFIG_SMP
	volatile u32 lock;	/* 0 free, 1 taken */
#endif
#ifdef CONFIG_DEBUG
	u8 rank;		/* [i] enum lock_rank */
	u8 outer_rank;		/* what the holder held before */
	u16 owner;		/* 0, or CPU number + 1 */
	unsigned long ip;	/* where it was taken */
#endif
} spinlock_t;

/* The word itself; in the uniprocessor kernel there is none. */
#ifdef CONFIG_SMP
static inline bool spin_word_take(spinlock_t *lock)
{
	return xchg(&lock->lock, 1) == 0;
}

static inline bool spin_word_taken(const spinlock_t *lock)
{
	return lock->lock != 0;
}

static inline void spin_word_free(spinlock_t *lock)
{
	wmb();		/* what was guarded is seen before the lock is free:
			   pairs with the xchg of the next holder */
	lock->lock = 0;
}
#else
static inline bool spin_word_take(spinlock_t *lock __unused)
{
	barrier();
	return true;
}

static inline bool spin_word_taken(const spinlock_t *lock __unused)
{
	return false;
}

static inline void spin_word_free(spinlock_t *lock __unused)
{
	barrier();
}
#endif

#ifdef CONFIG_DEBUG
#define SPINLOCK_INIT(r)	{ .rank = (r) }
void spin_lock(spinlock_t *lock) __acquires(lock);
bool spin_trylock(spinlock_t *lock);
void spin_unlock(spinlock_t *lock) __releases(lock);
#else
#define SPINLOCK_INIT(r)	{ }
void spin_lock_wait(spinlock_t *lock);

static inline bool spin_trylock(spinlock_t *lock)
{
	return spin_word_take(lock);
}

/* Takes the lock. Interrupts must be off if a handler takes it, too. */
static inline void spin_lock(spinlock_t *lock) __acquires(lock)
{
	__acquire(lock);
	if (unlikely(!spin_word_take(lock)))
		spin_lock_wait(lock);
}

static inline void spin_unlock(spinlock_t *lock) __releases(lock)
{
	__release(lock);
	spin_word_free(lock);
}
#endif

#define DEFINE_SPINLOCK(name, r)	spinlock_t name = SPINLOCK_INIT(r)

/* Gives a lock its rank; for locks inside allocated structures. */
static inline void spin_lock_init(spinlock_t *lock, enum lock_rank rank)
{
	*lock = (spinlock_t)SPINLOCK_INIT(rank);
	(void)rank;
}

#define spin_lock_irqsave(lock, flags) \
	do { save_flags_cli(flags); spin_lock(lock); } while (0)
#define spin_unlock_irqrestore(lock, flags) \
	do { spin_unlock(lock); restore_flags(flags); } while (0)

#endif
