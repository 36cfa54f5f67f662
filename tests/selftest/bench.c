/*
 * bench.c - `selftest=bench': what the lock, a message and an invalidate()
 * cost, in cycles of the TSC. Only where the TSC counts instructions or
 * virtual time (QEMU -icount, Bochs) do the figures mean anything.
 */
#include <linux/div64.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/smp.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/system.h>
#include <asm/tlb.h>

#define ROUNDS	1000

static void lock_and_unlock(void)
{
	lock_kernel();
	unlock_kernel();
}

static void send_message(void)
{
	smp_message_pass(MSG_ALL_BUT_SELF, MSG_RESCHEDULE, 0, 0);
}

static void send_and_wait(void)
{
	smp_message_pass(MSG_ALL_BUT_SELF, MSG_RESCHEDULE, 0, 1);
}

/* The kernel lock is not held while it runs: the others are idle. */
static void measure(const char *what, void (*f)(void))
{
	u64 start;
	int i;

	unlock_kernel();
	f();
	start = rdtsc();
	for (i = 0; i < ROUNDS; i++)
		f();
	start = rdtsc() - start;
	lock_kernel();
	div64_32(&start, ROUNDS);
	printk(KERN_NOTICE "bench: %s: %u cycles, %d others\n", what,
	       (u32)start, smp_num_cpus - 1);
}

void selftest_bench(void)
{
	measure("kernel lock, free", lock_and_unlock);
	measure("message sent", send_message);
	measure("message sent and waited for", send_and_wait);
	measure("invalidate", invalidate);
}
