/* needs: */
/*
 * spinlock_test.c - the strict spinlocks of CONFIG_DEBUG (S2): who takes one
 * twice, in the wrong order, frees another's or waits for ever, is stopped,
 * and both parties are named; who keeps the order is left alone.
 *
 * Each place that takes a lock first takes a free one, so that the test knows
 * the address that the panic must tell.
 */
#undef CONFIG_DEBUG
#define CONFIG_DEBUG	1

#include <linux/spinlock.h>

/* A lock that is taken stays so, and is waited for without the bus. */
static inline bool test_word_take(spinlock_t *lock)
{
	return !spin_word_taken(lock) && spin_word_take(lock);
}

#undef cpu_relax
#define cpu_relax()	barrier()
#define spin_word_take	test_word_take
#include "../../kernel/spinlock.c"
#undef spin_word_take

#include "machine.h"

#define RANKS	(RANK_CHIP + 1)

static spinlock_t locks[RANKS];

static noinline void take_here(spinlock_t *lock)
{
	spin_lock(lock);
	barrier();			/* not a tail call */
}

static noinline void take_there(spinlock_t *lock)
{
	spin_lock(lock);
	barrier();
	barrier();
}

static void start(void)
{
	int i;

	machine_start(1, MACHINE_CPUS);
	host_log_clear();
	for (i = 0; i < RANKS; i++)
		spin_lock_init(&locks[i], i);
}

/* The address in that function from which spin_lock() is called. */
static void *place_of(void (*take)(spinlock_t *))
{
	void *place;

	start();
	take(&locks[RANK_PAGE]);
	place = (void *)locks[RANK_PAGE].ip;
	start();
	return place;
}

/* The panic's text is that, the host's %p being the kernel's. */
static void said(const char *name, const char *fmt, ...)
{
	char want[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(want, sizeof(want), fmt, args);
	va_end(args);
	is_str(host_log, want, "%s: says who and where", name);
}

static void test_twice(void)
{
	void *first = place_of(take_here), *again = place_of(take_there);
	spinlock_t *lock = &locks[RANK_WAIT];

	take_here(lock);
	ok(panics(take_there(lock)), "a lock is taken twice: refused");
	said("twice", "CPU0 takes the spinlock at %p twice: at %pS and %pS",
	     lock, first, again);
	ok(!spin_trylock(lock), "a try is no mistake, but gets nothing");
}

/* Is a lock of one rank refused to who holds one of the other? */
static bool refused(int outer, int inner)
{
	spinlock_t other;

	start();
	spin_lock_init(&other, inner);
	spin_lock(&locks[outer]);
	return panics(spin_lock(&other));
}

/* Every pair of ranks, inner after outer: equal is wrong, too. */
static void test_order(void)
{
	int outer, inner, wrong = 0;

	for (outer = 1; outer < RANKS; outer++)
		for (inner = 1; inner < RANKS; inner++)
			wrong += refused(outer, inner) != (inner <= outer);
	is(wrong, 0, "all pairs of ranks: right if further down the list");
}

static void test_wrong_order(void)
{
	void *there = place_of(take_there);

	spin_lock(&locks[RANK_PAGE]);
	ok(panics(take_there(&locks[RANK_TIMER])), "wrong order: refused");
	said("order", "CPU0 takes a spinlock of rank %d while it holds rank "
	     "%d, at %pS", RANK_TIMER, RANK_PAGE, there);
	ok(!spin_word_taken(&locks[RANK_TIMER]), "and the lock stays free");
}

/* All of the list, down and up again; and freed in another order. */
static void test_right_order(void)
{
	int i, came;

	start();
	came = panics({
		for (i = 1; i < RANKS; i++)
			spin_lock(&locks[i]);
		while (--i)
			spin_unlock(&locks[i]);
	});
	ok(!came, "all locks in their order, and back");
	ok(machine_idle(), "nothing is held then");
	came = panics({
		for (i = 1; i < RANKS; i++) {
			spin_lock(&locks[i]);
			spin_unlock(&locks[i]);
		}
		while (--i) {
			spin_lock(&locks[i]);
			spin_unlock(&locks[i]);
		}
	});
	ok(!came, "one at a time, any order is right");
	ok(spin_trylock(&locks[RANK_WAIT]) &&
	   locks[RANK_WAIT].owner == boot_cpu.lock_id, "a try makes a holder");
	ok(panics(spin_lock(&locks[RANK_TIMER])), "whose rank counts");
}

static void test_stranger(void)
{
	char want[64];

	start();
	ok(panics(spin_unlock(&locks[RANK_WAIT])), "a free lock is not freed");
	start();
	spin_lock(&locks[RANK_WAIT]);
	machine_turn(1);
	ok(panics(spin_unlock(&locks[RANK_WAIT])), "nor is another CPU's");
	snprintf(want, sizeof(want), "CPU1 frees a spinlock that it does not "
		 "hold, at ");
	ok(strstr(host_log, want), "the stranger is named");
	is(locks[RANK_WAIT].owner, boot_cpu.lock_id, "the holder keeps it");
	machine_turn(0);
	ok(!panics(spin_unlock(&locks[RANK_WAIT])), "and may free it");
}

/* CPU 0 keeps a lock for ever; ranks of one CPU are nothing to another. */
static void test_waiting(void)
{
	void *here = place_of(take_here), *there = place_of(take_there);

	take_here(&locks[RANK_PAGE]);
	machine_turn(1);
	ok(!spin_trylock(&locks[RANK_PAGE]), "another's lock: a try fails");
	ok(!panics(spin_lock(&locks[RANK_WAIT])),
	   "another's ranks do not count");
	ok(panics(take_there(&locks[RANK_PAGE])), "waiting has an end");
	said("waiting", "CPU1 at %pS waits for a spinlock that CPU0 took at "
	     "%pS", there, here);
}

int main(void)
{
	test_twice();
	test_order();
	test_wrong_order();
	test_right_order();
	if (MACHINE_CPUS > 1) {
		test_stranger();
		test_waiting();
	}
	return done();
}
