/*
 * spinlock.c - the slow part of spinlocks, and the strict ones of debug
 * builds; see <linux/spinlock.h>.
 */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/cpu.h>

#ifndef CONFIG_DEBUG
/* Test-and-set, with reads while it is taken: they stay in the cache. */
void spin_lock_wait(spinlock_t *lock)
{
	do {
		while (spin_word_taken(lock))
			cpu_relax();
	} while (!spin_word_take(lock));
}
#else
#define MAX_SPINS	200000000	/* seconds: somebody is stuck */

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
	if (lock->owner == this_cpu->lock_id || !spin_word_take(lock))
		return false;
	now_holder(lock, (unsigned long)__builtin_return_address(0));
	return true;
}

void spin_lock(spinlock_t *lock)
{
	unsigned long ip = (unsigned long)__builtin_return_address(0);
	u32 spins = 0;

	check_order(lock, ip);
	while (!spin_word_take(lock)) {
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
	spin_word_free(lock);
}
#endif
