/*
 * bench.c - `selftest=bench': what the commonest operations of the kernel cost,
 * in cycles of the TSC. Only where the TSC counts instructions or
 * virtual time (QEMU -icount, Bochs) do the figures mean anything.
 */
#include <linux/div64.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/smp.h>
#include <linux/wait.h>
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

static volatile u32 ping, pong;
static WAIT_QUEUE_HEAD(ping_queue);
static WAIT_QUEUE_HEAD(pong_queue);

static int answer(void *arg __unused)
{
	u32 i;

	for (i = 1; i <= ROUNDS + 1; i++) {
		wait_event(&ping_queue, ping >= i);
		pong = i;
		wake_up(&pong_queue);
	}
	return 0;
}

/* Wakes the other thread, on the same CPU, and waits to be woken by it: two
   wake-ups and two switches. */
static void round_trip(void)
{
	ping++;
	wake_up(&ping_queue);
	wait_event(&pong_queue, pong >= ping);
}

static void bench_round_trip(void)
{
	pid_t pid = kernel_thread_on(1U << smp_processor_id(), answer, NULL,
				     "answer");

	measure("round trip of two threads", round_trip);
	wait_for_child(pid);
}

static int nothing(void *arg __unused)
{
	return 0;
}

static void make_thread(void)
{
	lock_kernel();
	wait_for_child(kernel_thread_on(1U << smp_processor_id(), nothing,
					NULL, "nothing"));
	unlock_kernel();
}

static void page_and_back(void)
{
	free_page(get_free_page(GFP_KERNEL, PAGE_KERNEL));
}

static void object_and_back(void)
{
	kfree(kmalloc(100, GFP_KERNEL));
}

void selftest_bench(void)
{
	measure("page taken and given back", page_and_back);
	measure("kmalloc and kfree", object_and_back);
	measure("thread made, run and collected", make_thread);
	bench_round_trip();
	measure("kernel lock, free", lock_and_unlock);
	measure("message sent", send_message);
	measure("message sent and waited for", send_and_wait);
	measure("invalidate", invalidate);
}
