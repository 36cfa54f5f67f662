/*
 * smpconfig.c - gathers a struct smp_config entry by entry, for all readers
 * of tables, and keeps its promises: ids are possible and there once, counts
 * stay within their arrays, every wire ends at something that exists. What
 * breaks them is left out, with a line that says so.
 *
 * Pure functions on the struct. For the boot processor, at boot.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/smpconfig.h>

struct smp_config smp_config;

/* Notes that an APIC id is in use; false if it was already. */
static bool __init take_id(struct smp_config *c, u8 id)
{
	u32 *word = &c->ids[id / 32], bit = 1U << id % 32;

	if (*word & bit)
		return false;
	*word |= bit;
	return true;
}

/* Adds a processor that can be one; those beyond NR_CPUS are counted. */
void __init smp_add_cpu(struct smp_config *c, const struct mp_cpu *cpu,
			bool enabled)
{
	if (!enabled) {
		c->nr_disabled++;
		return;
	}
	if (cpu->apicid == APIC_ID_ALL) {
		smp_complain(c, "a processor has id %u, which means all: "
			     "ignored", APIC_ID_ALL);
		c->nr_ignored++;
		return;
	}
	if (!take_id(c, cpu->apicid)) {
		smp_complain(c, "two processors have id %u: the second is "
			     "ignored", cpu->apicid);
		c->nr_ignored++;
		return;
	}
	if (c->nr_cpus == NR_CPUS) {
		c->nr_excess++;
		return;
	}
	c->cpus[c->nr_cpus++] = *cpu;
}

/* The I/O APIC with this id, or NULL. Any time after boot, too. */
const struct mp_ioapic *smp_find_ioapic(const struct smp_config *c, u8 id)
{
	u32 i;

	for (i = 0; i < c->nr_ioapics; i++)
		if (c->ioapics[i].id == id)
			return &c->ioapics[i];
	return NULL;
}

/* Adds an I/O APIC. Its registers must be a place that can be mapped. */
void __init smp_add_ioapic(struct smp_config *c,
			   const struct mp_ioapic *ioapic)
{
	if (!ioapic->addr || ioapic->addr % IOAPIC_ALIGN)
		smp_complain(c, "I/O APIC %u cannot be at %08x: ignored",
			     ioapic->id, ioapic->addr);
	else if (smp_find_ioapic(c, ioapic->id))
		smp_complain(c, "two I/O APICs have id %u: the second is "
			     "ignored", ioapic->id);
	else if (c->nr_ioapics == MAX_IOAPICS)
		smp_complain(c, "I/O APIC %u is one too many: ignored",
			     ioapic->id);
	else
		c->ioapics[c->nr_ioapics++] = *ioapic;
}

/* What kind of bus has this name; only the beginning counts. */
static enum mp_bus_type __init bus_type(const char *name)
{
	static const struct {
		const char *name;
		enum mp_bus_type type;
	} types[] = {
		{ "ISA", BUS_ISA }, { "EISA", BUS_EISA }, { "MCA", BUS_MCA },
		{ "PCI", BUS_PCI },
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(types); i++)
		if (!strncmp(name, types[i].name, strlen(types[i].name)))
			return types[i].type;
	return BUS_OTHER;
}

/* The bus with this id, or NULL. Any time after boot, too. */
const struct mp_bus *smp_find_bus(const struct smp_config *c, u8 id)
{
	u32 i;

	for (i = 0; i < c->nr_buses; i++)
		if (c->buses[i].id == id)
			return &c->buses[i];
	return NULL;
}

/* Adds a bus; `name' has BUS_NAME_LEN bytes and need not end with a NUL. */
void __init smp_add_bus(struct smp_config *c, u8 id, const char *name)
{
	struct mp_bus *bus;

	if (smp_find_bus(c, id)) {
		smp_complain(c, "two buses have id %u: the second is ignored",
			     id);
		return;
	}
	if (c->nr_buses == MAX_BUSES) {
		smp_complain(c, "bus %u is one too many: ignored", id);
		return;
	}
	bus = &c->buses[c->nr_buses++];
	bus->id = id;
	safe_text(bus->name, sizeof(bus->name), name, BUS_NAME_LEN);
	bus->type = bus_type(bus->name);
}

/* Is this a wire at all? `what' is for people. */
static bool __init wire_ok(struct smp_config *c, const struct mp_irq *irq,
			   const char *what, u8 max_pin)
{
	const char *fault = NULL;

	if (irq->type >= NR_MP_IRQ_TYPES)
		fault = "unknown type";
	else if (irq->polarity == MP_RESERVED || irq->trigger == MP_RESERVED)
		fault = "unknown polarity or trigger";
	else if (irq->pin > max_pin)
		fault = "impossible pin";
	if (fault)
		smp_complain(c, "%s %u of bus %u to pin %u of APIC %u: %s, "
			     "ignored", what, irq->irq, irq->bus,
			     irq->pin, irq->apic, fault);
	return !fault;
}

/* Adds a wire to an I/O APIC; smp_config_check() looks at its ends. */
void __init smp_add_irq(struct smp_config *c, const struct mp_irq *irq)
{
	if (!wire_ok(c, irq, "interrupt", IOAPIC_MAX_PIN))
		return;
	if (c->nr_irqs == MAX_IRQ_ROUTES)
		smp_complain(c, "more than %u interrupts: the rest is ignored",
			     MAX_IRQ_ROUTES);
	else
		c->irqs[c->nr_irqs++] = *irq;
}

/* Adds a wire to LINT0 or LINT1 of one processor or of all. */
void __init smp_add_lint(struct smp_config *c, const struct mp_irq *irq)
{
	if (!wire_ok(c, irq, "local interrupt", LAPIC_MAX_LINT))
		return;
	if (c->nr_lints == MAX_LINTS)
		smp_complain(c, "more than %u local interrupts: the rest is "
			     "ignored", MAX_LINTS);
	else
		c->lints[c->nr_lints++] = *irq;
}

/* Do both ends of a wire to an I/O APIC exist? */
static bool __init ends_exist(struct smp_config *c, const struct mp_irq *irq)
{
	if (irq->apic == APIC_ID_ALL ? !c->nr_ioapics :
	    !smp_find_ioapic(c, irq->apic)) {
		smp_complain(c, "an interrupt goes to I/O APIC %u, which is "
			     "not listed: ignored", irq->apic);
		return false;
	}
	if (!smp_find_bus(c, irq->bus)) {
		smp_complain(c, "an interrupt comes from bus %u, which is not "
			     "listed: ignored", irq->bus);
		return false;
	}
	return true;
}

/* Drops wires with loose ends. Those of a disabled processor are no news. */
static void __init check_wires(struct smp_config *c)
{
	u32 i, n;
	u8 id;

	for (i = n = 0; i < c->nr_irqs; i++)
		if (ends_exist(c, &c->irqs[i]))
			c->irqs[n++] = c->irqs[i];
	c->nr_irqs = n;
	for (i = n = 0; i < c->nr_lints; i++) {
		id = c->lints[i].apic;
		if (id == APIC_ID_ALL || c->ids[id / 32] >> id % 32 & 1)
			c->lints[n++] = c->lints[i];
	}
	c->nr_lints = n;
}

/* Leaves at most one boot processor. A MADT marks none, and need not. */
static void __init check_boot_flags(struct smp_config *c)
{
	u32 i, marked = 0;

	for (i = 0; i < c->nr_cpus; i++) {
		if (c->cpus[i].boot && marked++)
			c->cpus[i].boot = false;
	}
	if (marked > 1)
		smp_complain(c, "%u boot processors are marked: the first is "
			     "believed", marked);
	else if (!marked && c->version && !c->nr_excess)
		smp_complain(c, "no boot processor is marked");
}

/*
 * What can only be judged when all entries are there. False: there is no
 * processor in it, and the table is of no use.
 */
bool __init smp_config_check(struct smp_config *c)
{
	if (!c->nr_cpus) {
		smp_complain(c, "no usable processor is listed");
		return false;
	}
	check_boot_flags(c);
	if (!c->lapic_addr || c->lapic_addr & ~PAGE_MASK) {
		smp_complain(c, "the local APICs cannot be at %08x: %08x is "
			     "tried", c->lapic_addr, LAPIC_DEFAULT_ADDR);
		c->lapic_addr = LAPIC_DEFAULT_ADDR;
	}
	check_wires(c);
	if (c->complaints > MAX_COMPLAINTS)
		printk(KERN_WARNING "%s: %u more mistakes\n", c->source,
		       c->complaints - MAX_COMPLAINTS);
	return true;
}
