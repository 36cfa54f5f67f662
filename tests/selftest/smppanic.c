/*
 * smppanic.c - `selftest=smppanic': CPU 2 panics while CPU 1 spins for the
 * kernel lock with its interrupts off and CPU 3 loops with its interrupts
 * off. All are to be stopped (L20); tests/smp-panic.t looks.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define SPINNER		1
#define PANICKER	2
#define LOOPER		3
#define PATIENCE_MS	20		/* until the others are where they
					   should be */

static volatile bool looping, wanting;

static int __noreturn loop_for_ever(void *arg __unused)
{
	unlock_kernel();
	cli();
	looping = true;
	for (;;)
		cpu_relax();
}

static int __noreturn want_lock(void *arg __unused)
{
	unlock_kernel();
	for (;;) {
		wanting = true;
		lock_kernel();
		unlock_kernel();
	}
}

/* Has the lock when it panics, so CPU 1 spins. */
static noinline int panic_here(void *arg __unused)
{
	while (!looping || !wanting)
		safe_point();
	mdelay(PATIENCE_MS);
	panic("selftest on CPU %d, while CPU %d spins for the lock and CPU %d "
	      "loops", smp_processor_id(), SPINNER, LOOPER);
}

void selftest_smp_panic(void)
{
	if (smp_num_cpus <= LOOPER)
		panic("selftest=smppanic needs %d CPUs", LOOPER + 1);
	kernel_thread_on(1 << LOOPER, loop_for_ever, NULL, "looper");
	kernel_thread_on(1 << PANICKER, panic_here, NULL, "panicker");
	kernel_thread_on(1 << SPINNER, want_lock, NULL, "spinner");
	for (;;) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule();
	}
}
