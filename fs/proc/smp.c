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
#include <linux/malloc.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/tick.h>
#include <asm/cpu.h>
#include "internal.h"

#define LABEL		"%-20s:"
#define SENT(msg)	CPU_COUNTER(messages_sent[msg])

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
	{ "apic id", CPU_COUNTER(apic_id), NOTHING },
	{ "ticks", CPU_COUNTER(ticks), SUM },
	{ "user", CPU_COUNTER(ticks_user), SUM },
	{ "nice", CPU_COUNTER(ticks_nice), SUM },
	{ "system", CPU_COUNTER(ticks_system), SUM },
	{ "spinning", CPU_COUNTER(ticks_spin), SUM },
	{ "idle", CPU_COUNTER(ticks_idle), SUM },
	{ "lock taken", CPU_COUNTER(lock_taken), SUM },
	{ "lock contended", CPU_COUNTER(lock_contended), SUM },
	{ "lock passed", CPU_COUNTER(lock_passed), MOST },
	{ "lock passed, hand", CPU_COUNTER(lock_passed_hand), MOST },
	{ "sent invalidate", SENT(MSG_INVALIDATE_TLB), SUM },
	{ "sent stop", SENT(MSG_STOP_CPU), SUM },
	{ "sent reschedule", SENT(MSG_RESCHEDULE), SUM },
	{ "sent slave timer", SENT(MSG_SLAVE_TIMER), SUM },
	{ "received invalidate", CPU_COUNTER(inval_done), SUM },
	{ "received reschedule", CPU_COUNTER(resched_done), SUM },
	{ "received slave timer", CPU_COUNTER(ticks_done), SUM },
	{ "invalidated in spin", CPU_COUNTER(inval_spinning), SUM },
	{ "invalidated by IRQ", CPU_COUNTER(inval_irq), SUM },
	{ "switches", CPU_COUNTER(rq.switches), SUM },
	{ "stolen", CPU_COUNTER(stolen), SUM },
	{ "migrations", CPU_COUNTER(migrations), SUM },
	{ "queued", CPU_COUNTER(rq.nr_running), SUM },
};

static void put_label(struct proc_buf *b, const char *label)
{
	proc_printf(b, LABEL, label);
}

/* What each CPU has counted for a line, one after the other. */
static void collect(const struct line *line, u32 *n)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		n[i] = cpu_counter(i, line->offset);
}

static void put_line(struct proc_buf *b, const struct line *line, const u32 *n)
{
	u32 sum = 0, most = 0;
	int i;

	put_label(b, line->label);
	for (i = 0; i < smp_num_cpus; i++) {
		proc_printf(b, " %10u", n[i]);
		sum += n[i];
		most = max(most, n[i]);
	}
	if (line->total != NOTHING)
		proc_printf(b, " %10u", line->total == SUM ? sum : most);
	proc_puts(b, "\n");
	safe_point();			/* a number takes long, too */
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
	{ "longest spin", CPU_COUNTER(spin_longest), MOST },
	{ "longest hold", CPU_COUNTER(hold_longest), MOST },
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
		safe_point();		/* to find a name takes long */
	}
}

static void put_lockstat(struct proc_buf *b)
{
	u32 n[NR_CPUS], i;

	proc_printf(b, LABEL " %10u\n", "TSC kHz", cpu_table[0]->info.khz);
	put_total_cycles(b, "spin cycles", CPU_COUNTER(spin_cycles));
	put_total_cycles(b, "hold cycles", CPU_COUNTER(hold_cycles));
	for (i = 0; i < ARRAY_SIZE(longest); i++) {
		collect(&longest[i], n);
		put_line(b, &longest[i], n);
	}
	put_holders(b);
}

/* The counts are of one moment, though they are written down in several. */
int proc_show_smp(struct proc_buf *b)
{
	u32 *n = kmalloc(ARRAY_SIZE(counters) * smp_num_cpus * sizeof(*n),
			 GFP_KERNEL);
	u32 i;

	if (!n)
		return -ENOMEM;
	count_idle_cpus();
	for (i = 0; i < ARRAY_SIZE(counters); i++)
		collect(&counters[i], n + i * smp_num_cpus);
	put_label(b, "cpu");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10u", i);
	proc_printf(b, " %10s\n", "all");
	put_running(b);
	for (i = 0; i < ARRAY_SIZE(counters); i++)
		put_line(b, &counters[i], n + i * smp_num_cpus);
	kfree(n);
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
