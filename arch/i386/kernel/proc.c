/*
 * proc.c - /proc/cpuinfo (L12): a line for each thing, and in it a column for
 * each processor. proc_irq.c has the machine's other files.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/irqchip.h>

#define COLUMN		16		/* of cpuinfo: two blanks at least
					   stand between columns */

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
			safe_point();	/* many CPUs have many flags */
		}
		proc_puts(b, "\n");
	}
	return 0;
}

void __init arch_proc_init(void)
{
	proc_register("cpuinfo", 0444, show_cpuinfo);
	proc_irq_init();
}
