/*
 * smpprint.c - shows the configuration of a multiprocessor to a person: the
 * tables in a line each, then what is used, one line per processor and I/O
 * APIC; single interrupts go to the log only.
 */
#include <linux/ctype.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <asm/mpspec.h>
#include <asm/smpconfig.h>

#define FAMILY(sig)	((sig) >> 8 & 15)	/* of a CPUID signature */
#define MODEL(sig)	((sig) >> 4 & 15)
#define STEPPING(sig)	((sig) & 15)
#define EXT_MODEL(sig)	((sig) >> 12 & 0xf0)
#define EXT_FAMILY(sig)	((sig) >> 20 & 255)
#define FAMILY_EXTENDED	15

/* Any `len' bytes as text that harms no terminal, without blanks at the end. */
void __init safe_text(char *to, size_t size, const char *from, size_t len)
{
	size_t i, end = 0;

	if (len > size - 1)
		len = size - 1;
	for (i = 0; i < len && from[i]; i++) {
		to[i] = from[i] >= ' ' && from[i] <= '~' ? from[i] : '?';
		if (to[i] != ' ')
			end = i + 1;
	}
	to[end] = '\0';
}

/* What the word before needs. */
static const char *__init plural(u32 n)
{
	return n == 1 ? "" : "s";
}

/* One line on a table: who wrote it, and how many processors it names. */
void __init print_smp_source(const struct smp_config *c)
{
	u32 n = c->nr_cpus + c->nr_excess;

	printk(KERN_INFO "%s: ", c->source);
	if (c->version)
		printk("version 1.%u, ", c->version);
	if (*c->oem)
		printk("\"%s\", ", c->oem);
	printk("%u processor%s", n, plural(n));
	if (c->nr_disabled)
		printk(" and %u disabled", c->nr_disabled);
	printk(", local APICs at %08x\n", c->lapic_addr);
}

/* Family, model and stepping as CPUID means them. */
static void __init print_signature(u32 sig)
{
	u32 family = FAMILY(sig), model = MODEL(sig);

	if (family == 6 || family == FAMILY_EXTENDED)
		model |= EXT_MODEL(sig);
	if (family == FAMILY_EXTENDED)
		family += EXT_FAMILY(sig);
	printk(", family %u model %u stepping %u", family, model,
	       STEPPING(sig));
}

/* A processor, as far as the table describes it. */
static void __init print_cpu(u32 n, const struct mp_cpu *cpu)
{
	printk(KERN_INFO "  CPU %u: APIC id %u", n, cpu->apicid);
	if (cpu->apicver)
		printk(" version %02x", cpu->apicver);
	if (cpu->signature)
		print_signature(cpu->signature);
	if (cpu->features && !(cpu->features >> X86_FEATURE_FPU & 1))
		printk(", no FPU");
	printk("%s\n", cpu->boot ? ", boot processor" : "");
}

/* A line for each package that holds more than one processor. */
static void __init print_packages(const struct smp_config *c)
{
	u32 i, n;
	int package;

	for (package = 0; package <= apic_id_package(APIC_ID_ALL); package++) {
		for (i = n = 0; i < c->nr_cpus; i++)
			n += apic_id_package(c->cpus[i].apicid) == package;
		if (n < 2)
			continue;
		printk(KERN_INFO "  package %d: core.thread", package);
		for (i = 0; i < c->nr_cpus; i++)
			if (apic_id_package(c->cpus[i].apicid) == package)
				printk(" %d.%d",
				       apic_id_core(c->cpus[i].apicid),
				       apic_id_thread(c->cpus[i].apicid));
		printk(", CPUs");
		for (i = 0; i < c->nr_cpus; i++)
			if (apic_id_package(c->cpus[i].apicid) == package)
				printk(" %u", i);
		printk("\n");
	}
}

/* All buses in one line. */
static void __init print_buses(const struct smp_config *c)
{
	u32 i;

	for (i = 0; i < c->nr_buses; i++)
		printk("%s%s %u", i ? ", " : KERN_INFO "  buses: ",
		       c->buses[i].name, c->buses[i].id);
	if (i)
		printk("\n");
}

static void __init print_ioapic(const struct mp_ioapic *a)
{
	printk(KERN_INFO "  I/O APIC %u at %08x", a->id, a->addr);
	if (a->version)
		printk(", version %02x", a->version);
	if (a->gsi_base)
		printk(", interrupts from %u on", a->gsi_base);
	printk("\n");
}

/* One wire, for the log. */
static void __init print_wire(const struct smp_config *c,
			      const struct mp_irq *irq, bool local)
{
	static const char *const types[] = { "INT", "NMI", "SMI", "ExtINT" };
	static const char *const polarities[] = { "", ", high", "", ", low" };
	static const char *const triggers[] = { "", ", edge", "", ", level" };
	const struct mp_bus *bus = smp_find_bus(c, irq->bus);

	printk(KERN_DEBUG "  %s ", types[irq->type]);
	if (bus && bus->type == BUS_PCI)
		printk("%s %u slot %u INT%c#", bus->name, bus->id,
		       PCI_IRQ_SLOT(irq->irq), 'A' + PCI_IRQ_PIN(irq->irq));
	else
		printk("%s %u IRQ %u", bus ? bus->name : "bus", irq->bus,
		       irq->irq);
	printk(" to %s", local ? "APIC" : "I/O APIC");
	if (irq->apic == APIC_ID_ALL)
		printk("s");
	else
		printk(" %u", irq->apic);
	printk(" %s %u%s%s\n", local ? "LINT" : "pin", irq->pin,
	       polarities[irq->polarity], triggers[irq->trigger]);
}

/* Each wire to the log, and how many there are to the console. */
static void __init print_wires(const struct smp_config *c)
{
	u32 i;

	for (i = 0; i < c->nr_irqs; i++)
		print_wire(c, &c->irqs[i], false);
	for (i = 0; i < c->nr_lints; i++)
		print_wire(c, &c->lints[i], true);
	printk(KERN_INFO "  %u interrupts to I/O APICs, %u to local APICs, "
	       "%s\n", c->nr_irqs, c->nr_lints, c->imcr ? "PIC mode (IMCR)" :
	       "virtual wire mode");
}

/* All of it, when every processor has its number. */
void __init print_smp_config(const struct smp_config *c)
{
	u32 i;

	printk(KERN_INFO "Processors (%s):\n", c->source);
	for (i = 0; i < c->nr_cpus; i++)
		print_cpu(i, &c->cpus[i]);
	if (c->nr_excess)
		printk(KERN_WARNING "SMP: %u more processor%s than this kernel "
		       "has room for (%u): not used\n", c->nr_excess,
		       plural(c->nr_excess), NR_CPUS);
	print_packages(c);
	print_buses(c);
	for (i = 0; i < c->nr_ioapics; i++)
		print_ioapic(&c->ioapics[i]);
	print_wires(c);
}
