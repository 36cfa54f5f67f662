/*
 * lockstat.c - times of the kernel lock, in cycles of the TSC. The figures are
 * in struct cpu; each CPU writes its own, and only while it owns the lock, so
 * that who owns it can read all of them.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/lockstat.h>
#include <linux/sched.h>
#include <linux/trace.h>
#include <asm/cpu.h>

/* What the boot option or /proc/smp asks for. Kernel lock, or during boot. */
void set_lockstat(bool on)
{
	u32 kinds = trace_kinds & ~(1U << KIND_STAT);
	int i;

	/* Holds that have begun are not counted: nobody knows when. */
	for (i = 0; on && i < smp_num_cpus; i++)
		cpu_table[i]->hold_since = 0;
	trace_set_kinds(on ? kinds | 1U << KIND_STAT : kinds);
}

static int __init setup_lockstat(char *value __unused)
{
	set_lockstat(true);
	return 0;
}
early_setup("lockstat", setup_lockstat);

/* All times are 0 again. Kernel lock. */
void clear_lockstat(void)
{
	struct cpu *cpu;
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		cpu = cpu_table[i];
		cpu->spin_cycles = cpu->hold_cycles = 0;
		cpu->spin_longest = cpu->hold_longest = 0;
		cpu->hold_longest_from = cpu->hold_longest_to = 0;
	}
}

/* Ends a hold whose beginning is known. */
static void note_hold(struct cpu *cpu, unsigned long ip)
{
	u32 cycles = trace_clock() - cpu->hold_since;

	cpu->hold_since = 0;
	cpu->hold_cycles += cycles;
	if (cycles <= cpu->hold_longest)
		return;
	cpu->hold_longest = cycles;
	cpu->hold_longest_from = cpu->hold_from;
	cpu->hold_longest_to = ip;
}

/* This CPU has got the kernel lock, for `ip' (linux/lockstat.h). Any
   context. */
void noinline kernel_lock_taken(unsigned long ip)
{
	struct cpu *cpu = this_cpu->self;

	if (ip == LOCK_FOR_SLEEPER)
		ip = current->wchan;
	trace(TRACE_LOCK_TAKE, ip, 0, 0);
	cpu->hold_from = ip;
	cpu->hold_since = trace_clock();
}

/* It is about to give it up. Any context. */
void noinline kernel_lock_released(unsigned long ip)
{
	struct cpu *cpu = this_cpu->self;

	if (ip == LOCK_FOR_SLEEPER)
		ip = current->wchan;
	if (trace_wanted(1U << KIND_STAT) && cpu->hold_since)
		note_hold(cpu, ip);
	trace(TRACE_LOCK_RELEASE, ip, 0, 0);
}
