/*
 * waits.c - wait queues and semaphores: no wake-up is lost, no unit either.
 */
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/semaphore.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <asm/cpu.h>

#define ROUNDS		20000		/* of ping-pong */
#define TIMER_WAKES	50
#define WORKERS		6
#define LOCKINGS	500		/* by each worker */

static WAIT_QUEUE_HEAD(ping);
static WAIT_QUEUE_HEAD(pong);
static volatile u32 ping_count, pong_count;

static int ping_pong(void *arg __unused)
{
	u32 i;

	for (i = 1; i <= ROUNDS; i++) {
		wait_event(&ping, ping_count >= i);
		pong_count = i;
		wake_up(&pong);
	}
	return 0;
}

/* Every wake-up is needed: one lost, and both sleep for ever. */
static void test_ping_pong(void)
{
	pid_t pid = kernel_thread(ping_pong, NULL, "pingpong");
	u32 i;

	for (i = 1; i <= ROUNDS; i++) {
		ping_count = i;
		wake_up(&ping);
		wait_event(&pong, pong_count >= i);
	}
	ok(wait_for_child(pid) == 0 && pong_count == ROUNDS,
	   "%d wake-ups each way between two threads", ROUNDS);
}

static volatile u32 timer_wakes;

static void wake_from_timer(unsigned long data __unused)
{
	timer_wakes++;
	wake_up(&ping);
}

static void test_wake_from_interrupt(void)
{
	struct timer_list t;
	u32 i;

	init_timer(&t);
	t.function = wake_from_timer;
	for (i = 1; i <= TIMER_WAKES; i++) {
		mod_timer(&t, jiffies + 1);
		wait_event(&ping, timer_wakes >= i);
	}
	ok(timer_wakes == TIMER_WAKES, "%d wake-ups from interrupts",
	   TIMER_WAKES);
}

static MUTEX(mutex);
static int inside, most_inside, lockings;

static int worker(void *arg __unused)
{
	int i;

	for (i = 0; i < LOCKINGS; i++) {
		down(&mutex);
		most_inside = max(most_inside, ++inside);
		lockings++;
		if (i % 4 == 0)
			yield();
		inside--;
		up(&mutex);
		if (i % 3 == 0)
			yield();
	}
	return 0;
}

static void test_mutex(void)
{
	pid_t pid[WORKERS];
	int i;

	for (i = 0; i < WORKERS; i++)
		pid[i] = kernel_thread(worker, NULL, "worker");
	for (i = 0; i < WORKERS; i++)
		wait_for_child(pid[i]);
	ok(most_inside == 1 && lockings == WORKERS * LOCKINGS,
	   "%d threads in turn behind a semaphore", WORKERS);
	ok(down_trylock(&mutex) && !down_trylock(&mutex),
	   "which counts right at the end");
	up(&mutex);
}

void test_waits(void)
{
	test_ping_pong();
	test_wake_from_interrupt();
	test_mutex();
}
