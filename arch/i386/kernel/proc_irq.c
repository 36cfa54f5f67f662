/*
 * proc_irq.c - /proc/interrupts: what came, on which CPU, and through which
 * chip; and /proc/irq/N/smp_affinity: who may take line N.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <asm/cpu.h>
#include <asm/irqchip.h>

#define NAME_LEN	sizeof("irq/nn/smp_affinity")
#define MASK_BITS	32

/* A column for each CPU, of a CPU_COUNTER(). */
static void put_counts(struct proc_buf *b, u32 counter)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %10u", cpu_counter(i, counter));
	safe_point();			/* with many CPUs it takes long */
}

static void put_line(struct proc_buf *b, int irq, const char *chip)
{
	proc_printf(b, "%3d:", irq);
	put_counts(b, CPU_COUNTER(irqs) + irq * sizeof(u32));
	proc_printf(b, "  %-13s  ", chip);
}

/* A line that has handlers. */
static void put_device(struct proc_buf *b, int irq)
{
	const char *name;
	int n;

	put_line(b, irq, irq_chip_of(irq)->name);
	for (n = 0; (name = irq_name(irq, n)); n++)
		proc_printf(b, "%s%s", n ? ", " : "", name);
	proc_puts(b, "\n");
}

/* What has no line: a column for each CPU, or one sum. */
static const struct {
	const char *label, *what;
	u32 offset;
	bool sum;
} rows[] = {
	{ "LOC", "the CPU's own timer", CPU_COUNTER(timer_irqs), false },
	{ "NMI", "non-maskable", CPU_COUNTER(nmis), false },
	{ "SPU", "spurious", CPU_COUNTER(spurious), false },
	{ "ERR", NULL, CPU_COUNTER(apic_errors), true },
	{ "MIS", NULL, CPU_COUNTER(mis), true },
};

static void put_row(struct proc_buf *b, u32 row)
{
	u32 sum = 0;
	int i;

	proc_printf(b, "%s:", rows[row].label);
	if (!rows[row].sum) {
		put_counts(b, rows[row].offset);
		proc_printf(b, "  %s\n", rows[row].what);
		return;
	}
	for (i = 0; i < smp_num_cpus; i++)
		sum += cpu_counter(i, rows[row].offset);
	proc_printf(b, " %10u\n", sum);
}

static int show_interrupts(struct proc_buf *b)
{
	bool messages = smp_num_cpus > 1;
	u32 i;

	proc_puts(b, "    ");
	for (i = 0; i < smp_num_cpus; i++)
		proc_printf(b, " %7s%-3u", "CPU", i);
	proc_puts(b, "\n");
	for (i = 0; i < NR_IRQS; i++) {
		if (irq_name(i, 0)) {
			put_device(b, i);
		} else if (messages && (i == FPU_IRQ || i == MESSAGE_IRQ)) {
			put_line(b, i, "local-APIC");
			proc_puts(b, i == FPU_IRQ ? "IPI, fast\n" :
						    "IPI, slow\n");
		}
	}
	for (i = 0; i < ARRAY_SIZE(rows); i++)
		put_row(b, i);
	return 0;
}

/* --- smp_affinity -------------------------------------------------------- */

/* As many hexadecimal digits as there are CPUs for. */
static int show_affinity(struct proc_buf *b, int irq)
{
	proc_printf(b, "%0*x\n", (smp_num_cpus + 3) / 4, irq_affinity(irq));
	return 0;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 'a' - 'A';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Hexadecimal digits and nothing else. */
static int store_affinity(const char *text, int irq)
{
	u32 mask = 0;
	int digit;

	if (!*text)
		return -EINVAL;
	for (; *text; text++) {
		digit = hex_digit(*text);
		if (digit < 0 || mask >> (MASK_BITS - 4))
			return -EINVAL;
		mask = mask << 4 | digit;
	}
	return irq_set_affinity(irq, mask);
}

/* The directory of one line, and its file. Names stay for ever. */
static void __init register_line(int irq)
{
	char *dir = kmalloc(NAME_LEN, GFP_KERNEL);
	char *file = kmalloc(NAME_LEN, GFP_KERNEL);

	if (!dir || !file) {
		kfree(dir);
		kfree(file);
		return;
	}
	snprintf(dir, NAME_LEN, "irq/%d", irq);
	snprintf(file, NAME_LEN, "irq/%d/smp_affinity", irq);
	proc_mkdir(dir);
	proc_register_nr(file, 0644, irq, show_affinity, store_affinity);
}

/* Lines do not come or go after the boot. */
void __init proc_irq_init(void)
{
	int irq;

	proc_register("interrupts", 0444, show_interrupts);
	proc_mkdir("irq");
	for (irq = 0; irq < NR_IRQS; irq++)
		if (irq_chip_of(irq))
			register_line(irq);
}
