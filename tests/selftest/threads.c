/*
 * threads.c - kernel threads come, run, end and leave nothing behind.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/stacks.h>

#define GENERATIONS	100
#define AT_ONCE		20		/* more than the stacks kept */

static int give_code(void *arg)
{
	return (int)arg;
}

/* Returns how many of a batch gave the wrong code. */
static int run_batch(int base)
{
	pid_t pid[AT_ONCE];
	int i, wrong = 0;

	for (i = 0; i < AT_ONCE; i++)
		pid[i] = kernel_thread(give_code, (void *)(base + i), "batch");
	for (i = AT_ONCE - 1; i >= 0; i--)
		wrong += wait_for_child(pid[i]) != base + i;
	return wrong;
}

static void test_many(void)
{
	unsigned long objects, pages, slots;
	int i, wrong = run_batch(0);		/* fills the caches */

	drain_hot_pages();
	objects = kmalloc_objects();
	pages = nr_free_pages() + nr_used_pages(PAGE_KMALLOC);
	slots = stack_slots();
	for (i = 0; i < GENERATIONS; i++)
		wrong += run_batch(i * AT_ONCE);
	drain_hot_pages();
	ok(wrong == 0, "%d threads return their codes", GENERATIONS * AT_ONCE);
	ok(kmalloc_objects() == objects && stack_slots() == slots &&
	   nr_free_pages() + nr_used_pages(PAGE_KMALLOC) == pages,
	   "and leave no memory behind");
}

static volatile u32 turns[2];
static volatile bool stop;

/* Runs until told to stop and gives way only when its time is over. */
static int spinner(void *arg)
{
	while (!stop) {
		turns[(u32)arg]++;
		safe_point();
	}
	return 0;
}

static void test_time_slices(void)
{
	pid_t a = kernel_thread(spinner, (void *)0, "spinner");
	pid_t b = kernel_thread(spinner, (void *)1, "spinner");

	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(8 * DEF_SLICE);
	stop = true;
	wait_for_child(a);
	wait_for_child(b);
	ok(turns[0] && turns[1], "two busy threads take turns");
}

static void test_lock_depth(void)
{
	lock_kernel();
	lock_kernel();
	ok(run_batch(1000) == 0 && kernel_lock_held(),
	   "the kernel lock is held again after a sleep, as deep as before");
	unlock_kernel();
	unlock_kernel();
	ok(kernel_lock_held(), "and given up as often as taken");
	ok(wait_for_child(current->pid + 20000) == -ECHILD,
	   "waiting for nobody's child is an error");
}

void test_threads(void)
{
	test_many();
	test_time_slices();
	test_lock_depth();
	diag("deepest stack of process 1: %lu of %d bytes",
	     stack_depth(current), STACK_SIZE);
}
