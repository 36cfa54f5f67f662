/*
 * smp.c - /proc/smp: what the processors do, and what the kernel lock and the
 * messages between them cost (M11). A line for each figure, in it a column for
 * each processor and one for all: the sum, or the largest where a sum says
 * nothing. Documentation/proc.txt says what each line counts.
 *
 * Counts are always kept. The lines of times are there with lockstat
 * (linux/lockstat.h), which writing switches on and off.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/lockstat.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <asm/cpu.h>
#include "internal.h"

#define LABEL		"%-20s:"
#define COUNTER(member)	offsetof(struct cpu, member)

/* What the last column of a line says. */
enum total {
	NOTHING,
	SUM,
	MOST,
};

static const struct line {
	const char *label;
	u32 offset;
	enum total total;
} counters[] = {
	{ "apic id", COUNTER(apic_id), NOTHING },
	{ "ticks", COUNTER(ticks), SUM },
	{ "user", COUNTER(ticks_user), SUM },
	{ "nice", COUNTER(ticks_nice), SUM },
	{ "system", COUNTER(ticks_system), SUM },
	{ "spinning", COUNTER(ticks_spin), SUM },
	{ "idle", COUNTER(ticks_idle), SUM },
	{ "lock taken", COUNTER(lock_taken), SUM },
	{ "lock contended", COUNTER(lock_contended), SUM },
	{ "lock passed", COUNTER(lock_passed), MOST },
	{ "lock passed, hand", COUNTER(lock_passed_hand), MOST },
	{ "sent invalidate", COUNTER(messages_sent[MSG_INVALIDATE_TLB]), SUM },
	{ "sent stop", COUNTER(messages_sent[MSG_STOP_CPU]), SUM },
	{ "sent reschedule", COUNTER(messages_sent[MSG_RESCHEDULE]), SUM },
	{ "sent slave timer", COUNTER(messages_sent[MSG_SLAVE_TIMER]), SUM },
	{ "received invalidate", COUNTER(inval_done), SUM },
	{ "received reschedule", COUNTER(resched_done), SUM },
	{ "invalidated in spin", COUNTER(inval_spinning), SUM },
	{ "invalidated by IRQ", COUNTER(inval_irq), SUM },
	{ "switches", COUNTER(rq.switches), SUM },
	{ "stolen", COUNTER(stolen), SUM },
	{ "migrations", COUNTER(migrations), SUM },
	{ "queued", COUNTER(rq.nr_running), SUM },
};

static void put_label(struct proc_buf *b, const char *label)
{
	proc_printf(b, LABEL, label);
}

static void put_counter(struct proc_buf *b, const struct line *line)
{
	u32 n, sum = 0, most = 0;
	int i;

	put_label(b, line->label);
	for (i = 0; i < smp_num_cpus; i++) {
		n = *(const u32 *)((char *)cpu_table[i] + line->offset);
		sum += n;
		most = max(most, n);
		proc_printf(b, " %10u", n);
	}
	if (line->total != NOTHING)
		proc_printf(b, " %10u", line->total == SUM ? sum : most);
	proc_puts(b, "\n");
}

/*
 * The number of the process that each CPU runs, 0 if it is idle. The kernel
 * lock keeps the process from being freed, not from being switched away from.
 */
static void put_running(struct proc_buf *b)
{
	int i;

	put_label(b, "running");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10d", READ_ONCE(cpu_table[i]->rq.curr)->pid);
	proc_puts(b, "\n");
}

/* --- lockstat ------------------------------------------------------------ */

/* The figures of lockstat, in TSC cycles; `khz' makes times of them. */
static void put_total_cycles(struct proc_buf *b, const char *label, u32 offset)
{
	u64 n, sum = 0;
	int i;

	put_label(b, label);
	for (i = 0; i < smp_num_cpus; i++) {
		n = *(const u64 *)((char *)cpu_table[i] + offset);
		sum += n;
		proc_printf(b, " %10llu", n);
	}
	proc_printf(b, " %10llu\n", sum);
}

static const struct line longest[] = {
	{ "longest spin", COUNTER(spin_longest), MOST },
	{ "longest hold", COUNTER(hold_longest), MOST },
};

static void put_place(struct proc_buf *b, unsigned long addr)
{
	if (addr)
		proc_printf(b, " %pS", (void *)addr);
	else
		proc_puts(b, " -");
}

/* Whose each CPU's longest hold was, from and to where. Names have no place
   in columns: a line for each CPU. */
static void put_holders(struct proc_buf *b)
{
	const struct cpu *cpu;
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		cpu = cpu_table[i];
		proc_printf(b, "longest hold of %-4u: %10u", i,
			    cpu->hold_longest);
		put_place(b, cpu->hold_longest_from);
		put_place(b, cpu->hold_longest_to);
		proc_puts(b, "\n");
	}
}

static void put_lockstat(struct proc_buf *b)
{
	u32 i;

	proc_printf(b, LABEL " %10u\n", "TSC kHz", cpu_table[0]->info.khz);
	put_total_cycles(b, "spin cycles", COUNTER(spin_cycles));
	put_total_cycles(b, "hold cycles", COUNTER(hold_cycles));
	for (i = 0; i < ARRAY_SIZE(longest); i++)
		put_counter(b, &longest[i]);
	put_holders(b);
}

int proc_show_smp(struct proc_buf *b)
{
	u32 i;

	count_idle_cpus();
	put_label(b, "cpu");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10u", i);
	proc_printf(b, " %10s\n", "all");
	put_running(b);
	for (i = 0; i < ARRAY_SIZE(counters); i++)
		put_counter(b, &counters[i]);
	if (trace_kinds & 1U << KIND_STAT)
		put_lockstat(b);
	return 0;
}

/* "lockstat on", "lockstat off", "lockstat clear". */
int proc_store_smp(char *text)
{
	if (!strcmp(text, "lockstat on"))
		set_lockstat(true);
	else if (!strcmp(text, "lockstat off"))
		set_lockstat(false);
	else if (!strcmp(text, "lockstat clear"))
		clear_lockstat();
	else
		return -EINVAL;
	return 0;
}
