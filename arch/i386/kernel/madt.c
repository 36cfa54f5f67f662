/*
 * madt.c - reads ACPI's Multiple APIC Description Table (M1): processors,
 * I/O APICs, and where ISA interrupts differ from what their numbers say.
 *
 * Interrupts have global numbers here (GSI): each I/O APIC's pins follow each
 * other from its first one on. Entries come in any order, so that the walk is
 * made twice: what is there first, then the wires between.
 *
 * madt_decode() is a pure function on a table with a good header.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <asm/madt.h>
#include <asm/mpspec.h>

typedef void (*entry_fn)(struct smp_config *c, const struct madt_entry *e);

/* ISA interrupts that have a wire of their own, and pins that are taken. */
static u32 overridden __initdata, taken __initdata;

/* How long an entry is at least; what we do not read may be of any length. */
static const u8 least_size[MADT_TYPES] = {
	[MADT_LAPIC] = sizeof(struct madt_lapic),
	[MADT_IOAPIC] = sizeof(struct madt_ioapic),
	[MADT_OVERRIDE] = sizeof(struct madt_override),
	[MADT_NMI_SOURCE] = sizeof(struct madt_nmi_source),
	[MADT_LAPIC_NMI] = sizeof(struct madt_lapic_nmi),
	[MADT_LAPIC_ADDR] = sizeof(struct madt_lapic_addr),
	[MADT_X2APIC] = sizeof(struct madt_x2apic),
	[MADT_X2APIC_NMI] = sizeof(struct madt_x2apic_nmi),
};

/*
 * Calls `fn' for every entry that is whole. Unknown types are passed over by
 * their length; a length that cannot be ends the walk. Complains if asked.
 */
static void __init walk(struct smp_config *c, const struct acpi_madt *madt,
			entry_fn fn, bool complain)
{
	const u8 *p = (const u8 *)(madt + 1);
	u32 left = madt->header.length - sizeof(*madt);
	const struct madt_entry *e;

	for (; left; p += e->length, left -= e->length) {
		e = (const void *)p;
		if (left < sizeof(*e) || e->length < sizeof(*e) ||
		    e->length > left) {
			if (complain)
				smp_complain(c, "an entry is cut off: no more "
					     "are read");
			return;
		}
		if (e->type < MADT_TYPES && e->length >= least_size[e->type])
			fn(c, e);
		else if (complain)
			smp_complain(c, "an entry of %s type %u is passed over",
				     e->type < MADT_TYPES ? "too short" :
				     "unknown", e->type);
	}
}

/* --- what there is -------------------------------------------------------- */

/* A processor. */
static void __init decode_lapic(struct smp_config *c,
				const struct madt_lapic *e)
{
	struct mp_cpu cpu = { .apicid = e->apic_id, .uid = e->uid };

	smp_add_cpu(c, &cpu, e->flags & MADT_CPU_ENABLED);
}

/* For ids above 255, which need x2APIC mode; ours go up to 254. */
static void __init decode_x2apic(struct smp_config *c,
				 const struct madt_x2apic *e)
{
	struct mp_cpu cpu = { .apicid = e->apic_id, .uid = e->uid };

	if (e->apic_id < APIC_ID_ALL || !(e->flags & MADT_CPU_ENABLED)) {
		smp_add_cpu(c, &cpu, e->flags & MADT_CPU_ENABLED);
		return;
	}
	smp_complain(c, "the processor with x2APIC id %u is out of reach",
		     e->apic_id);
	c->nr_ignored++;
}

static void __init decode_ioapic(struct smp_config *c,
				 const struct madt_ioapic *e)
{
	struct mp_ioapic ioapic = { .id = e->id, .addr = e->addr,
				    .gsi_base = e->gsi_base };

	smp_add_ioapic(c, &ioapic);
}

/* Takes the place of the address in the header. */
static void __init decode_lapic_addr(struct smp_config *c,
				     const struct madt_lapic_addr *e)
{
	if (e->addr > UINT_MAX)
		smp_complain(c, "the local APICs' address %llx is out of reach",
			     e->addr);
	else
		c->lapic_addr = e->addr;
}

/* The first walk. */
static void __init decode_device(struct smp_config *c,
				 const struct madt_entry *e)
{
	switch (e->type) {
	case MADT_LAPIC:
		decode_lapic(c, (const void *)e);
		break;
	case MADT_X2APIC:
		decode_x2apic(c, (const void *)e);
		break;
	case MADT_IOAPIC:
		decode_ioapic(c, (const void *)e);
		break;
	case MADT_LAPIC_ADDR:
		decode_lapic_addr(c, (const void *)e);
		break;
	case MADT_IOSAPIC:
	case MADT_LSAPIC:
	case MADT_PLATFORM_INT:
		smp_complain(c, "an entry for Itanium, type %u", e->type);
		break;
	}
}

/* --- the wires ------------------------------------------------------------ */

/*
 * Sets I/O APIC and pin of a wire by its global number: the I/O APIC with the
 * highest first number that is not above it. False: nobody has that pin.
 */
static bool __init route_gsi(const struct smp_config *c, u32 gsi,
			     struct mp_irq *irq)
{
	const struct mp_ioapic *best = NULL, *a;

	for (a = c->ioapics; a < c->ioapics + c->nr_ioapics; a++)
		if (a->gsi_base <= gsi &&
		    (!best || a->gsi_base > best->gsi_base))
			best = a;
	if (!best || gsi - best->gsi_base > IOAPIC_MAX_PIN)
		return false;
	irq->apic = best->id;
	irq->pin = gsi - best->gsi_base;
	return true;
}

/* A wire from the ISA bus to the pin with this global number. */
static void __init add_wire(struct smp_config *c, u8 type, u8 irq, u32 gsi,
			    u16 flags)
{
	struct mp_irq wire = {
		.type = type,
		.polarity = MP_INT_POLARITY(flags),
		.trigger = MP_INT_TRIGGER(flags),
		.bus = MADT_ISA_BUS,
		.irq = irq,
	};

	if (route_gsi(c, gsi, &wire))
		smp_add_irq(c, &wire);
	else
		smp_complain(c, "no I/O APIC has interrupt %u", gsi);
}

/* An ISA interrupt that is on another pin, or of another kind. */
static void __init decode_override(struct smp_config *c,
				   const struct madt_override *e)
{
	if (e->bus != MADT_ISA_BUS || e->irq >= NR_ISA_IRQS ||
	    overridden & 1U << e->irq) {
		smp_complain(c, "interrupt %u of bus %u cannot be overridden",
			     e->irq, e->bus);
		return;
	}
	overridden |= 1U << e->irq;
	if (e->gsi < NR_ISA_IRQS)
		taken |= 1U << e->gsi;
	add_wire(c, MP_INT, e->irq, e->gsi, e->flags);
}

/* NMI to LINT0 or LINT1 of all processors, or of the one with this number. */
static void __init add_lint_nmi(struct smp_config *c, u32 uid, bool all,
				u16 flags, u8 lint)
{
	struct mp_irq wire = {
		.type = MP_NMI,
		.polarity = MP_INT_POLARITY(flags),
		.trigger = MP_INT_TRIGGER(flags),
		.apic = APIC_ID_ALL,
		.pin = lint,
	};
	u32 i;

	if (!all) {
		for (i = 0; i < c->nr_cpus && c->cpus[i].uid != uid; i++)
			;
		if (i == c->nr_cpus)
			return;		/* a disabled one's, or in excess */
		wire.apic = c->cpus[i].apicid;
	}
	smp_add_lint(c, &wire);
}

/* The second walk. */
static void __init decode_wire(struct smp_config *c,
			       const struct madt_entry *e)
{
	const struct madt_nmi_source *nmi = (const void *)e;
	const struct madt_lapic_nmi *lint = (const void *)e;
	const struct madt_x2apic_nmi *x2 = (const void *)e;

	switch (e->type) {
	case MADT_OVERRIDE:
		decode_override(c, (const void *)e);
		break;
	case MADT_NMI_SOURCE:
		add_wire(c, MP_NMI, 0, nmi->gsi, nmi->flags);
		break;
	case MADT_LAPIC_NMI:
		add_lint_nmi(c, lint->uid, lint->uid == MADT_UID_ALL,
			     lint->flags, lint->lint);
		break;
	case MADT_X2APIC_NMI:
		add_lint_nmi(c, x2->uid, x2->uid == MADT_X2APIC_UID_ALL,
			     x2->flags, x2->lint);
		break;
	}
}

/*
 * All other ISA interrupts are where their numbers say, unless something
 * else has been put there. The cascade is no interrupt.
 */
static void __init add_other_isa_irqs(struct smp_config *c)
{
	struct mp_irq wire = { .bus = MADT_ISA_BUS };
	u8 irq;

	for (irq = 0; irq < NR_ISA_IRQS; irq++) {
		if (irq == ISA_CASCADE || (overridden | taken) >> irq & 1)
			continue;
		wire.irq = irq;
		if (route_gsi(c, irq, &wire))
			smp_add_irq(c, &wire);
	}
}

/*
 * Adds to an empty configuration all that a MADT says, whose length covers
 * its header at least. False: it names no processor.
 */
bool __init madt_decode(struct smp_config *c, const struct acpi_madt *madt)
{
	char table[sizeof(madt->header.oem_table_id) + 1];

	strcpy(c->source, "MADT");
	safe_text(c->oem, sizeof(c->oem), madt->header.oem_id,
		  sizeof(madt->header.oem_id));
	safe_text(table, sizeof(table), madt->header.oem_table_id,
		  sizeof(madt->header.oem_table_id));
	if (*c->oem && *table)
		strcat(c->oem, " ");
	strcat(c->oem, table);
	c->lapic_addr = madt->lapic_addr;
	overridden = taken = 0;
	walk(c, madt, decode_device, true);
	smp_add_bus(c, MADT_ISA_BUS, "ISA   ");
	walk(c, madt, decode_wire, false);
	add_other_isa_irqs(c);
	return smp_config_check(c);
}

/* Reads the MADT, if ACPI has one. False: no, or it is of no use. */
bool __init read_madt(struct smp_config *c)
{
	const struct acpi_table_header *t = acpi_find_table("APIC");
	bool good = false;

	if (!t)
		return false;
	if (t->length >= sizeof(struct acpi_madt))
		good = madt_decode(c, (const struct acpi_madt *)t);
	else
		printk(KERN_WARNING "MADT: shorter than its header\n");
	acpi_put_table(t);
	return good;
}
