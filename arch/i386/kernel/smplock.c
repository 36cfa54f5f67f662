/*
 * smplock.c - the slow part of the kernel lock: waiting for it (L9).
 *
 * Whoever comes at the right moment has the lock: it is not FIFO, because
 * the CPU whose turn it were might not be running just then. So that nobody
 * starves all the same, a CPU that has seen others pass it PATIENCE times for
 * each CPU there is raises its hand: it adds KERNEL_HAND to the word. While a
 * hand is up, only CPUs with raised hands get the lock. At most N - 2 of those
 * can pass one another before everybody had a turn: the argument and the
 * proof are in Documentation/models/lock_bound.pml. They need N - 1 passes or
 * more before a hand goes up. More than that is better where CPUs are virtual:
 * one that does not run with its hand up keeps the lock from everybody.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <asm/apic.h>
#include <asm/jitter.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define LOOPS_PER_LOOK	100000		/* how often the watchdog looks */
#ifdef CONFIG_DEBUG
#define PATIENCE	1		/* hands go up often */
#else
#define PATIENCE	8
#endif
#define MAX_LOCKWATCH	3600		/* seconds */
#define LOOPS_PER_COUNT	8		/* how often passes are counted: the
					   loop is to see a free lock soon */
#define HANDOVER_LOOPS	1000		/* a waiter that runs takes the lock in
					   far less */

_Static_assert(LOOPS_PER_LOOK % LOOPS_PER_COUNT == 0, "looks are at counts");

volatile u32 kernel_flag;
static volatile u32 waiters;		/* [a] CPUs that spin for it */

static unsigned long lockwatch = 20;	/* [i] seconds; 0: no watchdog */
static bool serve_in_spin = true;	/* [i] false: a test that hangs */

static int __init setup_lockwatch(char *value)
{
	return get_number(value, 0, MAX_LOCKWATCH, &lockwatch);
}
early_setup("lockwatch=", setup_lockwatch);

#ifdef CONFIG_DEBUG
/* Leaves the service out, to show what it is good for. */
static int __init setup_nolockservice(char *value __unused)
{
	serve_in_spin = false;
	return 0;
}
early_setup("nolockservice", setup_nolockservice);
#endif

static volatile u32 reporter;	/* [a] number + 1 of the CPU that reports */

/*
 * Somebody has held the lock for too long. The holder is made to say where
 * it is, by an NMI, which reaches it in any state. One of those who wait
 * reports; it comes back for the others, who go on waiting to be stopped.
 */
static void lock_is_stuck(u32 holder, const void *ip)
{
	if (cmpxchg(&reporter, 0, this_cpu->lock_id))
		return;
	printk(KERN_EMERG "DEADLOCK: CPU%d has waited %lu s for the kernel "
	       "lock at %pS; CPU%d holds it\n", smp_processor_id(), lockwatch,
	       ip, holder - 1);
	if (holder)
		smp_show_cpu(holder - 1);
	panic("The kernel lock is stuck");
}

/* How often all others together have got the lock. They count after they have
   it, so one pass may be counted late. Each count is read anew: the locked
   instructions around this are barriers. */
static u32 taken_by_others(void)
{
	u32 sum = -this_cpu->lock_taken;
	int i;

	for (i = smp_num_cpus - 1; i >= 0; i--)
		sum += cpu_table[i]->lock_taken;
	return sum;
}

/* One attempt. With a hand up the word may show other hands, too. */
static bool try_kernel_lock(u32 seen, bool hand)
{
	u32 new = this_cpu->lock_id;

	if (seen & KERNEL_OWNER || (seen && !hand))
		return false;
	if (hand)
		new += seen - KERNEL_HAND;	/* ours goes down */
	return cmpxchg(&kernel_flag, seen, new) == seen;
}

/* Complains, in the end, about an owner that keeps the lock for too long. */
static void watch_lock(u64 *since, const void *ip)
{
	if (!*since)
		*since = clock_us();
	else if (lockwatch && clock_us() - *since > lockwatch * 1000000ULL)
		lock_is_stuck(kernel_flag & KERNEL_OWNER, ip);
}

/* The lock is ours, after a wait since `began'; 0: nobody wants to know. */
static void note_spin(u64 began)
{
	struct cpu *cpu = this_cpu->self;
	u32 cycles;

	if (!began)
		return;
	cycles = trace_clock() - began;
	cpu->spin_cycles += cycles;
	cpu->spin_longest = max(cpu->spin_longest, cycles);
}

/* Keeps the figures that L9 asks for. */
static void note_passes(u32 all, u32 with_hand)
{
	struct cpu *cpu = this_cpu->self;

	cpu->lock_passed = max(cpu->lock_passed, all);
	cpu->lock_passed_hand = max(cpu->lock_passed_hand, with_hand);
}

/*
 * Raises this CPU's hand, if it may; returns whether. A real-time process need
 * not be patient if the lock is taken and no hand is up: that passes nobody
 * who has waited long (models/lock_bound.pml). If there are others, it is only
 * less patient.
 */
static bool raise_hand(u32 passes)
{
	u32 seen = kernel_flag, patience = smp_num_cpus;

	if (current->prio >= MAX_RT_PRIO)
		patience *= PATIENCE;
	else if (seen && seen == (seen & KERNEL_OWNER))
		return cmpxchg(&kernel_flag, seen, seen + KERNEL_HAND) == seen;
	if (passes < patience)
		return false;
	atomic_add_return_u32(KERNEL_HAND, &kernel_flag);
	return true;
}

/*
 * Spins, with interrupts off, until this CPU owns the lock, or, if it
 * `gives_way', until another process should run here; returns whether it has
 * the lock. A hand comes down without a pass: that does not count against
 * anybody's patience, so the bound holds.
 */
static bool spin_for_lock(const void *ip, bool gives_way)
{
	u32 loops = 0, start = taken_by_others(), raised = 0, ticks = jiffies;
	bool hand = false, got;
	u64 since = 0;

	trace(TRACE_LOCK_WAIT, (u32)ip, kernel_flag & KERNEL_OWNER, 0);
	this_cpu->lock_contended++;
	this_cpu->lock_wait = (unsigned long)ip;
	atomic_add_return_u32(1, &waiters);
	while (!(got = try_kernel_lock(kernel_flag, hand))) {
		if (likely(serve_in_spin))
			smp_serve_messages();
		if (gives_way && need_resched())
			break;
		jitter();
		cpu_relax();
		if (++loops % LOOPS_PER_COUNT)
			continue;
		if (!hand && raise_hand(taken_by_others() - start)) {
			raised = taken_by_others();
			hand = true;
		}
		if (loops % LOOPS_PER_LOOK == 0)
			watch_lock(&since, ip);
	}
	atomic_add_return_u32(-1, &waiters);
	if (!got && hand)
		atomic_add_return_u32(-KERNEL_HAND, &kernel_flag);
	this_cpu->lock_wait = 0;
	this_cpu->ticks_spin += jiffies - ticks;
	note_passes(taken_by_others() - start,
		    hand ? taken_by_others() - raised : 0);
	return got;
}

/* The same, and how long it took. */
static bool wait_for_lock(const void *ip, bool gives_way)
{
	unsigned long flags;
	u64 began = 0;
	bool got;

	save_flags_cli(flags);
	if (trace_wanted(1U << KIND_STAT))
		began = trace_clock();
	got = spin_for_lock(ip, gives_way);
	note_spin(began);
	restore_flags(flags);
	return got;
}

/* Spins until this CPU owns the lock. Any context; the interrupt flag is as
   before when it returns. */
void kernel_lock_wait(void)
{
	wait_for_lock(__builtin_return_address(0), false);
}

/*
 * The same for a process that holds nothing of the kernel's: who should run
 * here instead (Q1) does not wait until it has had the lock and has come to a
 * safe point. Process context, no spinlock held, syscall_count 0.
 */
void kernel_lock_wait_or_yield(void)
{
	const void *ip = __builtin_return_address(0);

	while (!wait_for_lock(ip, true))
		schedule();
}

/*
 * Who releases the lock for a moment only has it again before anybody who
 * waits has seen that. So if there is one, it is given the time.
 */
static void hand_over(unsigned long ip)
{
	u32 loops = 0;

	put_kernel_lock_for(ip);
	do
		cpu_relax();
	while (waiters && !kernel_lock_owner() && ++loops < HANDOVER_LOOPS);
}

/* Lets others have the lock, however deep the caller is in it, but not the
   CPU. `ip' says where, as in linux/lockstat.h. Process context. */
void break_kernel_lock(unsigned long ip)
{
	if (!kernel_lock_held())
		return;
	hand_over(ip);
	get_kernel_lock_for(ip);
}

/* The same, and the CPU, too, while it waits to have the lock back. */
void break_kernel_lock_or_yield(unsigned long ip)
{
	u32 depth = this_cpu->syscall_count;

	if (!depth)
		return;
	this_cpu->syscall_count = 0;
	hand_over(ip);
	enter_kernel_lock_for(ip);
	this_cpu->syscall_count = depth;
}
