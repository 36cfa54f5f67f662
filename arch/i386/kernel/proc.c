/*
 * proc.c - files of /proc that only the machine can write: cpuinfo (L12),
 * interrupts, and smp, the figures of the kernel lock and the messages (M11).
 * All have a line for each thing, and in it a column for each processor.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/cpu.h>

#define COLUMN		16		/* of cpuinfo: two blanks at least
					   stand between columns */
#define LABEL		"%-20s:"	/* of smp */

static const char *yes_no(bool yes)
{
	return yes ? "yes" : "no";
}

/* --- cpuinfo ------------------------------------------------------------- */

enum field {
	F_PROCESSOR, F_CPU, F_MODEL, F_VENDOR, F_STEPPING, F_FDIV, F_HLT,
	F_F00F, F_FPU, F_FPU_EXCEPTION, F_CPUID, F_WP, F_FLAGS, F_BOGOMIPS
};

static const char *const field_names[] = {
	[F_PROCESSOR] = "processor\t",
	[F_CPU] = "cpu\t\t",
	[F_MODEL] = "model\t\t",
	[F_VENDOR] = "vendor_id\t",
	[F_STEPPING] = "stepping\t",
	[F_FDIV] = "fdiv_bug\t",
	[F_HLT] = "hlt_bug\t\t",
	[F_F00F] = "f00f_bug\t",
	[F_FPU] = "fpu\t\t",
	[F_FPU_EXCEPTION] = "fpu_exception\t",
	[F_CPUID] = "cpuid\t\t",
	[F_WP] = "wp\t\t",
	[F_FLAGS] = "flags\t\t",
	[F_BOGOMIPS] = "bogomips\t",
};

static void put_flags(struct proc_buf *b, const struct cpuinfo_x86 *c)
{
	const char *blank = "";
	int i;

	for (i = 0; i < CPU_FEATURES; i++) {
		if (!cpu_feature_names[i] || !cpu_has(c, i))
			continue;
		proc_printf(b, "%s%s", blank, cpu_feature_names[i]);
		blank = " ";
	}
}

/* Pentiums lock up at a certain invalid instruction. */
static bool has_f00f_bug(const struct cpuinfo_x86 *c)
{
	return c->family == 5 && !strcmp(c->vendor, "GenuineIntel");
}

/* What one processor is, for people. */
static void put_text(struct proc_buf *b, const struct cpu *cpu,
		     enum field field)
{
	const struct cpuinfo_x86 *c = &cpu->info;

	switch (field) {
	case F_MODEL:
		proc_puts(b, c->name);
		break;
	case F_VENDOR:
		proc_puts(b, c->vendor);
		break;
	case F_FLAGS:
		put_flags(b, c);
		break;
	case F_BOGOMIPS:
		proc_printf(b, "%u.%02u", c->loops_per_jiffy / (500000 / HZ),
			    c->loops_per_jiffy / (5000 / HZ) % 100);
		break;
	case F_PROCESSOR:
		proc_printf(b, "%u", cpu->id);
		break;
	case F_CPU:
		proc_printf(b, "%u86", min(c->family, (u8)6));
		break;
	case F_STEPPING:
		proc_printf(b, "%u", c->stepping);
		break;
	default:
		break;
	}
}

/* What one processor has, yes or no. */
static bool has(const struct cpuinfo_x86 *c, enum field field)
{
	switch (field) {
	case F_FDIV:
		return c->fdiv_bug;
	case F_F00F:
		return has_f00f_bug(c);
	case F_FPU:
	case F_FPU_EXCEPTION:
		return c->hard_math;
	case F_CPUID:
		return c->has_cpuid;
	case F_WP:
		return c->wp_works;
	default:
		return false;
	}
}

static bool is_yes_no(enum field field)
{
	return field >= F_FDIV && field <= F_WP;
}

static int show_cpuinfo(struct proc_buf *b)
{
	enum field f;
	u32 start;
	int i, fill;

	for (f = 0; f < ARRAY_SIZE(field_names); f++) {
		proc_printf(b, "%s: ", field_names[f]);
		for (i = 0; i < smp_num_cpus; i++) {
			start = b->len;
			if (is_yes_no(f))
				proc_puts(b, yes_no(has(&cpu_table[i]->info,
							f)));
			else
				put_text(b, cpu_table[i], f);
			fill = COLUMN - (int)(b->len - start);
			if (i + 1 < smp_num_cpus)
				proc_printf(b, "%*s", max(fill, 2), "");
		}
		proc_puts(b, "\n");
	}
	return 0;
}

/* --- interrupts ---------------------------------------------------------- */

/* A column for each CPU: the counter at this offset of struct cpu. */
static void put_counters(struct proc_buf *b, u32 offset)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10u",
			    *(const u32 *)((char *)cpu_table[i] + offset));
}

#define COUNTER(member)	offsetof(struct cpu, member)

/* What a line serves. Those of messages have no handlers (L8). */
static void put_names(struct proc_buf *b, int irq)
{
	const char *name;
	int n;

	for (n = 0; (name = irq_name(irq, n)); n++)
		proc_printf(b, "%s%s", n ? ", " : "", name);
	if (!n)
		proc_puts(b, irq == FPU_IRQ ? "IPI, fast" : "IPI, slow");
}

static int show_interrupts(struct proc_buf *b)
{
	bool messages = smp_num_cpus > 1;
	int i;

	proc_puts(b, "    ");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %7s%-3d", "CPU", i);
	proc_puts(b, "\n");
	for (i = 0; i < NR_IRQS; i++) {
		if (!irq_name(i, 0) &&
		    !(messages && (i == FPU_IRQ || i == MESSAGE_IRQ)))
			continue;
		proc_printf(b, "%3d:", i);
		put_counters(b, COUNTER(irqs) + i * sizeof(u32));
		proc_puts(b, "  ");
		put_names(b, i);
		proc_puts(b, "\n");
	}
	proc_puts(b, "NMI:");
	put_counters(b, COUNTER(nmis));
	proc_puts(b, "\nSPU:");
	put_counters(b, COUNTER(spurious));
	proc_puts(b, "\n");
	return 0;
}

/* --- smp ----------------------------------------------------------------- */

static const struct {
	const char *label;
	u32 offset;
} counters[] = {
	{ "apic id", COUNTER(apic_id) },
	{ "ticks", COUNTER(ticks) },
	{ "user", COUNTER(ticks_user) },
	{ "nice", COUNTER(ticks_nice) },
	{ "system", COUNTER(ticks_system) },
	{ "spinning", COUNTER(ticks_spin) },
	{ "idle", COUNTER(ticks_idle) },
	{ "lock taken", COUNTER(lock_taken) },
	{ "lock contended", COUNTER(lock_contended) },
	{ "lock passed", COUNTER(lock_passed) },
	{ "lock passed, hand", COUNTER(lock_passed_hand) },
	{ "sent invalidate", COUNTER(messages_sent[MSG_INVALIDATE_TLB]) },
	{ "sent stop", COUNTER(messages_sent[MSG_STOP_CPU]) },
	{ "sent reschedule", COUNTER(messages_sent[MSG_RESCHEDULE]) },
	{ "sent slave timer", COUNTER(messages_sent[MSG_SLAVE_TIMER]) },
	{ "invalidated in spin", COUNTER(inval_spinning) },
	{ "invalidated by IRQ", COUNTER(inval_irq) },
	{ "rescheduled", COUNTER(resched_done) },
	{ "switches", COUNTER(rq.switches) },
	{ "queued", COUNTER(rq.nr_running) },
};

/*
 * The number of the process that each CPU runs, 0 if it is idle. The kernel
 * lock keeps the process from being freed, not from being switched away from.
 */
static void put_running(struct proc_buf *b)
{
	int i;

	proc_printf(b, LABEL, "running");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10d", READ_ONCE(cpu_table[i]->rq.curr)->pid);
	proc_puts(b, "\n");
}

static int show_smp(struct proc_buf *b)
{
	u32 i;

	proc_printf(b, LABEL, "cpu");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10u", i);
	proc_puts(b, "\n");
	put_running(b);
	for (i = 0; i < ARRAY_SIZE(counters); i++) {
		proc_printf(b, LABEL, counters[i].label);
		put_counters(b, counters[i].offset);
		proc_puts(b, "\n");
	}
	return 0;
}

void __init arch_proc_init(void)
{
	proc_register("cpuinfo", 0444, show_cpuinfo);
	proc_register("interrupts", 0444, show_interrupts);
	proc_register("smp", 0444, show_smp);
}
