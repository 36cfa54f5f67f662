/*
 * smplock.c - the slow part of the kernel lock: waiting for it.
 */
#include <asm/smplock.h>
#include <asm/system.h>

volatile u32 kernel_flag;	/* 0, or the owner's CPU number + 1 */

/*
 * Spins, with interrupts off (L9), until this CPU owns the lock. Any context;
 * the interrupt flag is as before when it returns.
 */
void kernel_lock_wait(void)
{
	unsigned long flags;

	save_flags_cli(flags);
	this_cpu->lock_contended++;
	while (cmpxchg(&kernel_flag, 0, this_cpu->lock_id) != 0)
		while (kernel_flag)
			cpu_relax();
	restore_flags(flags);
}
