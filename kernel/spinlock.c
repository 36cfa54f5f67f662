/*
 * spinlock.c - the slow part of spinlocks, and the strict ones of debug
 * builds; see <linux/spinlock.h>.
 */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/cpu.h>

#if defined(CONFIG_SMP) && !defined(CONFIG_DEBUG)
/* Test-and-set, with reads while it is taken: they stay in the cache. */
void spin_lock_wait(spinlock_t *lock)
{
	do {
		while (lock->lock)
			cpu_relax();
	} while (xchg(&lock->lock, 1));
}
#endif

#ifdef CONFIG_DEBUG
#define MAX_SPINS	200000000	/* seconds: somebody is stuck */

#ifdef CONFIG_SMP
static bool try_word(spinlock_t *lock)
{
	return xchg(&lock->lock, 1) == 0;
}

static void free_word(spinlock_t *lock)
{
	wmb();		/* pairs with the xchg of the next holder */
	lock->lock = 0;
}
#else
static bool try_word(spinlock_t *lock __unused) { return true; }
static void free_word(spinlock_t *lock __unused) { barrier(); }
#endif

static void check_order(const spinlock_t *lock, unsigned long ip)
{
	if (lock->owner == this_cpu->lock_id)
		panic("CPU%d takes the spinlock at %p twice: at %pS and %pS",
		      smp_processor_id(), lock, (void *)lock->ip, (void *)ip);
	if (lock->rank <= this_cpu->lock_rank)
		panic("CPU%d takes a spinlock of rank %d while it holds rank "
		      "%d, at %pS", smp_processor_id(), lock->rank,
		      this_cpu->lock_rank, (void *)ip);
}

static void now_holder(spinlock_t *lock, unsigned long ip)
{
	lock->owner = this_cpu->lock_id;
	lock->ip = ip;
	lock->outer_rank = this_cpu->lock_rank;
	this_cpu->lock_rank = lock->rank;
}

bool spin_trylock(spinlock_t *lock)
{
	if (lock->owner == this_cpu->lock_id || !try_word(lock))
		return false;
	now_holder(lock, (unsigned long)__builtin_return_address(0));
	return true;
}

void spin_lock(spinlock_t *lock)
{
	unsigned long ip = (unsigned long)__builtin_return_address(0);
	u32 spins = 0;

	check_order(lock, ip);
	while (!try_word(lock)) {
		if (++spins == MAX_SPINS)
			panic("CPU%d at %pS waits for a spinlock that CPU%d "
			      "took at %pS", smp_processor_id(), (void *)ip,
			      lock->owner - 1, (void *)lock->ip);
		cpu_relax();
	}
	now_holder(lock, ip);
}

void spin_unlock(spinlock_t *lock)
{
	if (lock->owner != this_cpu->lock_id)
		panic("CPU%d frees a spinlock that it does not hold, at %pS",
		      smp_processor_id(), __builtin_return_address(0));
	this_cpu->lock_rank = lock->outer_rank;
	lock->owner = 0;
	free_word(lock);
}
#endif
