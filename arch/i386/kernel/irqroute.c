/*
 * irqroute.c - from what tables say about wires to what goes into the I/O and
 * local APICs (L17): which pin a line of a device goes in by, whether it asks
 * by edges or levels, high or low.
 *
 * Lines 0 to 15 are the ISA bus's, wherever their pins are. What comes from
 * another bus has the number of its pin, counted over all I/O APICs, shared
 * with the ISA line whose pin it is, if there is one. Lines 13 and 16 do not
 * exist: messages have their vectors (L8).
 *
 * Pure functions on a configuration, at boot.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/apic.h>
#include <asm/ioapic.h>
#include <asm/smpconfig.h>

/* What is being worked on. */
struct plan {
	const struct smp_config *c;
	const u32 *nr_pins;		/* of each I/O APIC; 0: it is dead */
	u16 elcr;
	struct irq_route *routes;	/* of each line */
};

/* --- kinds of wires ------------------------------------------------------ */

/*
 * How a bus asks that keeps to its book: ISA by edges; EISA, and lines of ISA
 * that a PCI chipset has taken, as the ELCR says; MCA and PCI by levels.
 */
static bool __init bus_is_level(enum mp_bus_type type, u8 irq, u16 elcr)
{
	switch (type) {
	case BUS_ISA:
	case BUS_EISA:
		return irq < NR_ISA_IRQS && elcr >> irq & 1;
	case BUS_MCA:
	case BUS_PCI:
		return true;
	default:
		return false;
	}
}

/* Is a wire with this trigger (MP_CONFORMS ...) of this bus one of levels? */
bool __init wire_is_level(const struct smp_config *c, u8 bus, u8 irq,
			  u8 trigger, u16 elcr)
{
	const struct mp_bus *b = smp_find_bus(c, bus);

	if (trigger != MP_CONFORMS)
		return trigger == MP_LEVEL;
	return b && bus_is_level(b->type, irq, elcr);
}

/* By the book levels are low, so that devices can share them. */
static bool __init is_low(u8 polarity, bool level)
{
	return polarity == MP_CONFORMS ? level : polarity == MP_LOW;
}

/* --- pins ---------------------------------------------------------------- */

/* The number of pin 0 of an I/O APIC among all pins. MP tables do not say. */
static u32 __init first_of(const struct plan *p, u32 ioapic)
{
	u32 first = p->c->ioapics[ioapic].gsi_base, i;

	for (i = 0; p->c->version && i < ioapic; i++)
		first += p->nr_pins[i];
	return first;
}

static bool __init is_used(const struct plan *p, u32 ioapic, u8 pin)
{
	const struct irq_route *r;

	for (r = p->routes; r < p->routes + NR_IRQS; r++)
		if ((r->kind == ROUTE_PIN || r->kind == ROUTE_GUESS) &&
		    r->ioapic == ioapic && r->pin == pin)
			return true;
	return false;
}

/* The index of the I/O APIC at which a wire ends; nr_ioapics: it has no such
   pin. A wire to all of them ends at the first. */
static u32 __init end_of(const struct plan *p, const struct mp_irq *wire)
{
	u32 i;

	for (i = 0; i < p->c->nr_ioapics; i++)
		if ((wire->apic == APIC_ID_ALL ||
		     wire->apic == p->c->ioapics[i].id) &&
		    wire->pin < p->nr_pins[i])
			break;
	return i;
}

static bool __init is_isa(const struct plan *p, const struct mp_irq *wire)
{
	const struct mp_bus *bus = smp_find_bus(p->c, wire->bus);

	return bus && (bus->type == BUS_ISA || bus->type == BUS_EISA ||
		       bus->type == BUS_MCA);
}

/* May a device have this line? */
static bool __init is_line(u32 irq)
{
	return irq < NR_IRQS && irq != CASCADE_IRQ && irq != FPU_IRQ &&
	       irq != MESSAGE_IRQ;
}

/* The line gets this pin, unless it or the pin has been given away. */
static void __init take(const struct plan *p, u32 irq, u32 ioapic,
			const struct mp_irq *wire, u8 kind)
{
	bool level = wire_is_level(p->c, wire->bus, wire->irq, wire->trigger,
				   p->elcr);

	if (!is_line(irq) || p->routes[irq].kind != ROUTE_NONE ||
	    is_used(p, ioapic, wire->pin))
		return;
	p->routes[irq] = (struct irq_route) {
		.kind = kind, .ioapic = ioapic, .pin = wire->pin,
		.level = level, .low = is_low(wire->polarity, level),
	};
}

/* --- all of them --------------------------------------------------------- */

/* The wires of tables: those of ISA devices, then the others. */
static void __init take_wires(const struct plan *p, bool isa)
{
	const struct mp_irq *wire;
	u32 i;

	for (wire = p->c->irqs; wire < p->c->irqs + p->c->nr_irqs; wire++) {
		if (wire->type != MP_INT || is_isa(p, wire) != isa)
			continue;
		i = end_of(p, wire);
		if (i == p->c->nr_ioapics)
			continue;
		if (!isa)
			take(p, first_of(p, i) + wire->pin, i, wire, ROUTE_PIN);
		else if (wire->irq < NR_ISA_IRQS)
			take(p, wire->irq, i, wire, ROUTE_PIN);
	}
}

/* An ISA line that no table has: the pin of its number, if that is free, else
   the 8259s go on with it. */
static void __init guess(const struct plan *p, u32 irq)
{
	struct mp_irq wire = { .irq = irq, .trigger = MP_EDGE };
	u32 i;

	if (p->elcr >> irq & 1)
		wire.trigger = MP_LEVEL;
	for (i = 0; i < p->c->nr_ioapics; i++) {
		wire.pin = irq - first_of(p, i);
		if (irq >= first_of(p, i) && wire.pin < p->nr_pins[i])
			take(p, irq, i, &wire, ROUTE_GUESS);
	}
	if (is_line(irq) && p->routes[irq].kind == ROUTE_NONE)
		p->routes[irq].kind = ROUTE_8259;
}

/*
 * Fills in the NR_IRQS routes. nr_pins: of each I/O APIC of the configuration;
 * elcr: i8259_elcr().
 */
void __init route_irqs(const struct smp_config *c, const u32 *nr_pins,
		       u16 elcr, struct irq_route *routes)
{
	struct plan plan = { c, nr_pins, elcr, routes };
	u32 irq;

	memset(routes, 0, NR_IRQS * sizeof(*routes));
	take_wires(&plan, true);
	take_wires(&plan, false);
	for (irq = 0; irq < NR_ISA_IRQS; irq++)
		if (routes[irq].kind == ROUTE_NONE)
			guess(&plan, irq);
}

/*
 * The id for an I/O APIC on the APICs' own bus, where processors' count, too:
 * the table's, or if that is taken another one; APIC_ID_ALL: none is free.
 * taken: a bit for each that another I/O APIC has.
 */
u8 __init ioapic_choose_id(const struct smp_config *c, u32 index, u32 taken)
{
	u8 id = c->ioapics[index].id;

	taken |= c->ids[0];
	if (id <= IOAPIC_ID_MAX && !(taken >> id & 1))
		return id;
	for (id = 0; id <= IOAPIC_ID_MAX; id++)
		if (!(taken >> id & 1))
			return id;
	return APIC_ID_ALL;
}

/* The wire of a processor that goes to this LINT or, if `lint' is negative, is
   of this type; NULL: the table has none. What goes to all of them, the boot
   processor alone takes: one is enough for the 8259s and for an NMI. */
static const struct mp_irq *__init find_lint(const struct smp_config *c,
					     u8 apicid, bool boot, int lint,
					     u8 type)
{
	const struct mp_irq *wire;

	for (wire = c->lints; wire < c->lints + c->nr_lints; wire++)
		if ((wire->apic == apicid ||
		     (wire->apic == APIC_ID_ALL && boot)) &&
		    (lint < 0 ? wire->type == type : wire->pin == lint))
			return wire;
	return NULL;
}

/*
 * What LINT0 or LINT1 of a processor is to be told. Of what tables leave out
 * the boot processor gets what the MP specification has in its pictures: the
 * 8259s at LINT0, the NMI at LINT1.
 */
u32 __init lint_entry(const struct smp_config *c, u8 apicid, bool boot,
		      u8 lint)
{
	u8 type = lint ? MP_NMI : MP_EXTINT;
	const struct mp_irq *wire = find_lint(c, apicid, boot, lint, 0);
	u32 low = wire && wire->polarity == MP_LOW ? APIC_LVT_LOW : 0;

	if (wire)
		type = wire->type;
	else if (!boot || find_lint(c, apicid, boot, -1, type))
		return APIC_LVT_MASKED;
	if (type == MP_NMI)
		return APIC_LVT_NMI | low;
	return type == MP_EXTINT && boot ? APIC_LVT_EXTINT | low :
					    APIC_LVT_MASKED;
}
