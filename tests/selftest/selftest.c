/*
 * selftest.c - `selftest' on the command line runs all suites, prints TAP on
 * the consoles and turns the machine off. `selftest=panic' and the like do
 * one thing that ends the kernel, for tests that watch from outside.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/selftest.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define TEXT_LEN	200

static int tests_run, tests_failed;

/* noinline and not tail calls: the trace is to name all three. */
static noinline void selftest_panic_c(int depth)
{
	panic("selftest, %d calls deep", depth);
}

static noinline void selftest_panic_b(int depth)
{
	selftest_panic_c(depth + 1);
	barrier();
}

static noinline void selftest_panic_a(void)
{
	selftest_panic_b(2);
	barrier();
}

static noinline void selftest_oops(void)
{
	int *volatile null = NULL;

	*null = 1;
}

/* An endless loop with interrupts off; only an NMI can still say where. */
static noinline void selftest_hang(void)
{
	cli();
	for (;;)
		cpu_relax();
}

static void machine_is_idle(void)
{
	printk(KERN_NOTICE "selftest: idle\n");
}

/* The plan, and the end: the machine is turned off. */
static void finish(void)
{
	printk(KERN_NOTICE "1..%d\n", tests_run);
	if (tests_failed)
		diag("%d of %d failed", tests_failed, tests_run);
	machine_power_off();
}

static void only_smp(void)
{
	printk(KERN_NOTICE "TAP version 13\n");
	test_smp(true);
	finish();
}

static void only_bench(void)
{
	selftest_bench();
	machine_power_off();
}

static const struct {
	const char *name;
	void (*run)(void);
} single[] = {
	{ "panic", selftest_panic_a },
	{ "oops", selftest_oops },
	{ "hang", selftest_hang },
	{ "reboot", machine_restart },
	{ "poweroff", machine_power_off },
	{ "halt", machine_halt },
	{ "idle", machine_is_idle },
	{ "smppanic", selftest_smp_panic },
	{ "smpstress", only_smp },
	{ "bench", only_bench },
};

static bool run_all;
static void (*run_one)(void);

static int __init setup_selftest(char *value __unused)
{
	run_all = true;
	return 0;
}
__setup("selftest", setup_selftest);

static int __init setup_selftest_one(char *value)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(single); i++)
		if (!strcmp(value, single[i].name))
			run_one = single[i].run;
	return run_one ? 0 : -EINVAL;
}
__setup("selftest=", setup_selftest_one);

bool ok(bool good, const char *fmt, ...)
{
	char text[TEXT_LEN];
	__builtin_va_list args;

	__builtin_va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	__builtin_va_end(args);
	tests_failed += !good;
	printk(KERN_NOTICE "%s %d - %s\n", good ? "ok" : "not ok",
	       ++tests_run, text);
	return good;
}

void diag(const char *fmt, ...)
{
	char text[TEXT_LEN];
	__builtin_va_list args;

	__builtin_va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	__builtin_va_end(args);
	printk(KERN_NOTICE "# %s\n", text);
}

/* The same numbers in every run: xorshift, 32 bits. */
u32 selftest_random(void)
{
	static u32 x = 2463534242U;

	x ^= x << 13;
	x ^= x >> 17;
	x ^= x << 5;
	return x;
}

static void run_all_suites(void)
{
	printk(KERN_NOTICE "TAP version 13\n");
	test_memory();
	test_threads();
	test_waits();
	test_timers();
	test_smp(false);
	test_exceptions();
	finish();
}

/* Runs what the command line asks for, and then there is nothing more to do
   for process 1; returns if it asks for nothing. */
void run_selftest(void)
{
	if (!run_one && !run_all)
		return;
	if (run_one)
		run_one();
	if (run_all)
		run_all_suites();
	for (;;) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule();
	}
}
