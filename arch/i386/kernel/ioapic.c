/*
 * ioapic.c - the I/O APICs as interrupt controllers (asm/irqchip.h): each line
 * has a pin, each pin an entry that says what to send to whom (L17).
 *
 * IRQ n is vector 20h + n here, too, so each vector belongs to one line: where
 * a local APIC merges two interrupts of equal vectors into one bit, they are
 * two edges of one line, and its handlers look at the device after both.
 *
 *	by edges	EOI at entry. The next edge is kept by the local APIC,
 *			or by do_IRQ() if handlers let interrupts in. Masked
 *			pins forget: a disabled line is masked when the first
 *			edge has come
 *	by levels	EOI at exit, when the device has been served. Until
 *			then the pin sends nothing (remote IRR)
 *
 * What a pin's entry holds is kept, so that nothing is read back. [k] and
 * interrupts off, all of it.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <asm/apic.h>
#include <asm/cpu.h>
#include <asm/io.h>
#include <asm/ioapic.h>
#include <asm/irqchip.h>
#include <asm/smpconfig.h>

static struct ioapic {
	u8 __iomem *regs;		/* [i] NULL: there is none */
	u32 nr_pins;			/* [i] */
	u8 virtual_wire;		/* [i] pin + 1 by which the firmware
					   lets the 8259s in; 0: none */
	u32 wire_low, wire_high;	/* [i] that pin's entry */
} ioapics[MAX_IOAPICS];

static struct irq_pin {
	struct ioapic *ioapic;		/* [i] NULL: the line has no pin */
	u8 pin;				/* [i] */
	bool logical;			/* [i] CPUs are named by LDR */
	u8 cpu;				/* [k] who takes it */
	u32 entry;			/* [k] low half */
} pins[NR_IRQS];

/* --- registers ----------------------------------------------------------- */

static u32 ioapic_read(const struct ioapic *a, u8 reg)
{
	writel(reg, a->regs + IOREGSEL);
	return readl(a->regs + IOWIN);
}

static void ioapic_write(const struct ioapic *a, u8 reg, u32 value)
{
	writel(reg, a->regs + IOREGSEL);
	writel(value, a->regs + IOWIN);
}

/* The half with the mask comes last when a pin is opened, first when it is
   closed: never does an entry lead to nowhere. */
static void open_entry(const struct ioapic *a, u8 pin, u32 low, u32 high)
{
	ioapic_write(a, IOAPIC_REDTBL(pin), IOAPIC_MASKED);
	ioapic_write(a, IOAPIC_REDTBL_HIGH(pin), high);
	ioapic_write(a, IOAPIC_REDTBL(pin), low);
}

/* --- lines --------------------------------------------------------------- */

static void write_entry(const struct irq_pin *p)
{
	ioapic_write(p->ioapic, IOAPIC_REDTBL(p->pin), p->entry);
}

static u32 destination(const struct irq_pin *p)
{
	return IOAPIC_DEST(p->logical ? APIC_LOGICAL(p->cpu) :
					cpu_table[p->cpu]->apic_id);
}

static void mask(int irq)
{
	pins[irq].entry |= IOAPIC_MASKED;
	write_entry(&pins[irq]);
}

static void unmask(int irq)
{
	pins[irq].entry &= ~IOAPIC_MASKED;
	write_entry(&pins[irq]);
}

/*
 * An edge that came while the pin was masked is lost here. The 8259s, masked
 * as they are, have seen those of ISA lines. If the pin has sent it as well,
 * the two are one bit in the same local APIC.
 */
static void edge_enable(int irq)
{
	struct irq_pin *p = &pins[irq];

	if (!(p->entry & IOAPIC_MASKED))
		return;
	unmask(irq);
	if (irq < NR_ISA_IRQS && i8259_pending(irq))
		apic_send_ipi(APIC_DEST(cpu_table[p->cpu]->apic_id),
			      APIC_FIXED | (FIRST_IRQ_VECTOR + irq));
}

static bool edge_ack(int irq __unused)
{
	apic_write(APIC_EOI, 0);
	return true;
}

static void edge_end(int irq, bool open)
{
	if (!open && !(pins[irq].entry & IOAPIC_MASKED))
		mask(irq);
}

static bool level_ack(int irq __unused)
{
	return true;
}

/*
 * Some 82093AAs send a level that meets a change of their mask as an edge, for
 * which no EOI comes back to them. As an edge for a moment, the pin forgets
 * that it waits for one.
 */
static void revive(int irq)
{
	struct irq_pin *p = &pins[irq];

	this_cpu->mis++;
	ioapic_write(p->ioapic, IOAPIC_REDTBL(p->pin),
		     (p->entry | IOAPIC_MASKED) & ~IOAPIC_LEVEL);
	write_entry(p);
}

static void level_end(int irq, bool open)
{
	u32 vector = FIRST_IRQ_VECTOR + irq;
	bool as_level = apic_read(APIC_VECTOR_REG(APIC_TMR, vector)) >>
			vector % 32 & 1;

	if (open == !!(pins[irq].entry & IOAPIC_MASKED))
		open ? unmask(irq) : mask(irq);
	apic_write(APIC_EOI, 0);
	if (!as_level)
		revive(irq);
}

/* Another CPU takes the line from now on: one write, so that an interrupt of
   this moment goes to the old one or to the new. */
static void set_cpu(int irq, int cpu)
{
	struct irq_pin *p = &pins[irq];

	p->cpu = cpu;
	ioapic_write(p->ioapic, IOAPIC_REDTBL_HIGH(p->pin), destination(p));
}

const struct irq_chip ioapic_edge_chip = {
	.name = "IO-APIC-edge",
	.forgets = true,
	.enable = edge_enable,
	.disable = mask,
	.ack = edge_ack,
	.end = edge_end,
	.set_cpu = set_cpu,
};

const struct irq_chip ioapic_level_chip = {
	.name = "IO-APIC-level",
	.enable = unmask,
	.disable = mask,
	.ack = level_ack,
	.end = level_end,
	.set_cpu = set_cpu,
};

/* --- at boot ------------------------------------------------------------- */

/* Masks all pins; notes by which the firmware has let the 8259s in. */
static void __init close_pins(struct ioapic *a)
{
	u32 low, pin;

	for (pin = 0; pin < a->nr_pins; pin++) {
		low = ioapic_read(a, IOAPIC_REDTBL(pin));
		if ((low & IOAPIC_DELIVERY) == IOAPIC_EXTINT &&
		    !(low & IOAPIC_MASKED)) {
			a->virtual_wire = pin + 1;
			a->wire_low = low;
			a->wire_high = ioapic_read(a, IOAPIC_REDTBL_HIGH(pin));
		}
		ioapic_write(a, IOAPIC_REDTBL(pin), IOAPIC_MASKED);
	}
}

/*
 * Maps an I/O APIC and masks its pins. Returns how many it has; 0: none
 * answers there. Its first register is the place where a number that was
 * written can be read.
 */
u32 __init ioapic_map(u32 index, u32 addr)
{
	struct ioapic *a = &ioapics[index];
	u32 version;

	a->regs = (__force u8 __iomem *)vremap(addr, IOAPIC_SIZE);
	if (!a->regs)
		return 0;
	version = ioapic_read(a, IOAPIC_VER);
	if ((readl(a->regs + IOREGSEL) & 0xff) != IOAPIC_VER ||
	    IOAPIC_LAST_PIN(version) > IOAPIC_MAX_PIN) {
		vfree((__force void *)a->regs);
		a->regs = NULL;
		return 0;
	}
	a->nr_pins = IOAPIC_LAST_PIN(version) + 1;
	close_pins(a);
	return a->nr_pins;
}

/* Gives an I/O APIC its id on the APICs' own bus. */
void __init ioapic_set_id(u32 index, u8 id)
{
	ioapic_write(&ioapics[index], IOAPIC_ID, (u32)id << IOAPIC_ID_SHIFT);
}

/* Gives a line its pin, which stays masked, and CPU 0. */
void __init ioapic_set_pin(int irq, const struct irq_route *route,
			   bool logical)
{
	struct irq_pin *p = &pins[irq];

	*p = (struct irq_pin) {
		.ioapic = &ioapics[route->ioapic], .pin = route->pin,
		.logical = logical,
		.entry = IOAPIC_MASKED | IOAPIC_FIXED |
			 (FIRST_IRQ_VECTOR + irq) |
			 (logical ? IOAPIC_LOGICAL : 0) |
			 (route->level ? IOAPIC_LEVEL : 0) |
			 (route->low ? IOAPIC_ACTIVE_LOW : 0),
	};
	write_entry(p);
	set_cpu(irq, 0);
}

/* A wire that is no line of a device (NMI, SMI): an entry for one processor;
   IOAPIC_MASKED closes the pin. */
void __init ioapic_set_wire(u32 index, u8 pin, u32 entry, u8 apicid)
{
	open_entry(&ioapics[index], pin, entry, IOAPIC_DEST(apicid));
}

/* --- at the end ---------------------------------------------------------- */

/* All pins as the firmware has left them: masked, but for the 8259s'. The last
   CPU that runs, interrupts off, whatever the others were doing. */
void ioapics_quiet(void)
{
	struct ioapic *a;
	u32 pin;

	for (a = ioapics; a < ioapics + MAX_IOAPICS; a++) {
		for (pin = 0; a->regs && pin < a->nr_pins; pin++)
			ioapic_write(a, IOAPIC_REDTBL(pin), IOAPIC_MASKED);
		if (a->virtual_wire)
			open_entry(a, a->virtual_wire - 1, a->wire_low,
				   a->wire_high);
	}
}
