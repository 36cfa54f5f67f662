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

volatile u32 kernel_flag;

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
   it, so one pass may be counted late. */
static u32 taken_by_others(void)
{
	u32 sum = 0;
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		if (i != this_cpu->id)
			sum += READ_ONCE(cpu_table[i]->lock_taken);
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
 * Spins, with interrupts off, until this CPU owns the lock. Any context;
 * the interrupt flag is as before when it returns.
 */
void kernel_lock_wait(void)
{
	const void *ip = __builtin_return_address(0);
	u32 loops = 0, start, raised = 0, ticks;
	bool hand = false;
	unsigned long flags;
	u64 since = 0, began = 0;

	save_flags_cli(flags);
	if (trace_wanted(1U << KIND_STAT))
		began = trace_clock();
	trace(TRACE_LOCK_WAIT, (u32)ip, kernel_flag & KERNEL_OWNER, 0);
	this_cpu->lock_contended++;
	this_cpu->lock_wait = (unsigned long)ip;
	ticks = jiffies;
	start = taken_by_others();
	while (!try_kernel_lock(kernel_flag, hand)) {
		if (likely(serve_in_spin))
			smp_serve_messages();
		jitter();
		cpu_relax();
		if (!hand && taken_by_others() - start >=
			     PATIENCE * smp_num_cpus) {
			atomic_add_return_u32(KERNEL_HAND, &kernel_flag);
			raised = taken_by_others();
			hand = true;
		}
		if (++loops % LOOPS_PER_LOOK == 0)
			watch_lock(&since, ip);
	}
	this_cpu->lock_wait = 0;
	note_spin(began);
	this_cpu->ticks_spin += jiffies - ticks;
	note_passes(taken_by_others() - start,
		    hand ? taken_by_others() - raised : 0);
	restore_flags(flags);
}
