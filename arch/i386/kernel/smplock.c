/*
 * smplock.c - the slow part of the kernel lock: waiting for it (L9).
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/time.h>
#include <asm/apic.h>
#include <asm/jitter.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define LOOPS_PER_LOOK	100000		/* how often the watchdog looks */
#define MAX_LOCKWATCH	3600		/* seconds */

volatile u32 kernel_flag;	/* 0, or the owner's CPU number + 1 */

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

/*
 * Somebody has held the lock for too long. The holder is made to say where
 * it is, by an NMI, which reaches it in any state.
 */
static void __noreturn lock_is_stuck(u32 holder, const void *ip)
{
	printk(KERN_EMERG "DEADLOCK: CPU%d has waited %lu s for the kernel "
	       "lock at %pS; CPU%d holds it\n", smp_processor_id(), lockwatch,
	       ip, holder - 1);
	if (holder)
		smp_show_cpu(holder - 1);
	panic("The kernel lock is stuck");
}

/*
 * Spins, with interrupts off, until this CPU owns the lock. Any context;
 * the interrupt flag is as before when it returns.
 */
void kernel_lock_wait(void)
{
	const void *ip = __builtin_return_address(0);
	u32 loops = 0, holder;
	unsigned long flags;
	u64 since = 0;

	save_flags_cli(flags);
	this_cpu->lock_contended++;
	while (cmpxchg(&kernel_flag, 0, this_cpu->lock_id) != 0) {
		while ((holder = kernel_flag) != 0) {
			if (likely(serve_in_spin))
				smp_serve_messages();
			jitter();
			cpu_relax();
			if (++loops % LOOPS_PER_LOOK)
				continue;
			if (!since)
				since = clock_us();
			else if (lockwatch && clock_us() - since >
				 lockwatch * 1000000ULL)
				lock_is_stuck(holder, ip);
		}
	}
	restore_flags(flags);
}
