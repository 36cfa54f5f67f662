/*
 * mpdefault.c - the default configurations of the MP specification, chapter
 * 5: boards without a table that are built as the book says. All have two
 * processors and one I/O APIC; they differ in the buses, in the APICs (an
 * 82489DX, or integrated from 5 on), and in which interrupts are wired.
 *
 * The book says that their processors have the ids 0 and 1, and not which
 * one boots.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/mpspec.h>

#define DEFAULT_CPUS	2
#define DEFAULT_IOAPIC	2		/* its id: behind the processors' */
#define VER_82489DX	0x01
#define VER_INTEGRATED	0x10
#define PIN_8259	0		/* where the PIC's output goes in */
#define PIN_TIMER	2		/* IRQ0 had to make room for it */
#define NO_IRQ0_IRQ13	2		/* the configuration that lacks them */
#define IRQ_TIMER	0
#define IRQ_CASCADE	2
#define IRQ_CHAINING	13
#define IRQS		16

static const struct {
	u8 apicver;
	char buses[2][BUS_NAME_LEN + 1];
} defaults[] = {
	[1] = { VER_82489DX, { "ISA   " } },
	[2] = { VER_82489DX, { "EISA  " } },
	[3] = { VER_82489DX, { "EISA  " } },
	[4] = { VER_82489DX, { "MCA   " } },
	[5] = { VER_INTEGRATED, { "ISA   ", "PCI   " } },
	[6] = { VER_INTEGRATED, { "EISA  ", "PCI   " } },
	[7] = { VER_INTEGRATED, { "MCA   ", "PCI   " } },
};
_Static_assert(ARRAY_SIZE(defaults) == MP_DEFAULTS + 1, "one for each number");

/* One wire from bus 0 to the I/O APIC. */
static void __init add_wire(struct smp_config *c, u8 type, u8 irq, u8 pin)
{
	struct mp_irq wire = { .type = type, .irq = irq, .pin = pin,
			       .apic = DEFAULT_IOAPIC };

	smp_add_irq(c, &wire);
}

/* The 8259s, and each of their inputs as well (figures 5-1 and 5-2). */
static void __init add_wires(struct smp_config *c, u8 number)
{
	u8 irq;

	add_wire(c, MP_EXTINT, 0, PIN_8259);
	for (irq = 0; irq < IRQS; irq++) {
		if (irq == IRQ_CASCADE || (number == NO_IRQ0_IRQ13 &&
		    (irq == IRQ_TIMER || irq == IRQ_CHAINING)))
			continue;
		add_wire(c, MP_INT, irq, irq == IRQ_TIMER ? PIN_TIMER : irq);
	}
}

/* On every processor: the 8259s at LINT0, the NMI at LINT1. */
static void __init add_lints(struct smp_config *c)
{
	struct mp_irq lint = { .type = MP_EXTINT, .apic = APIC_ID_ALL };

	smp_add_lint(c, &lint);
	lint.type = MP_NMI;
	lint.pin = 1;
	smp_add_lint(c, &lint);
}

/*
 * Adds all of default configuration `number', 1 to MP_DEFAULTS. Returns what
 * smp_config_check() does.
 */
bool __init mp_default(struct smp_config *c, u8 number)
{
	u8 ver = defaults[number].apicver;
	struct mp_cpu cpu = { .apicver = ver };
	struct mp_ioapic ioapic = { DEFAULT_IOAPIC, ver, IOAPIC_DEFAULT_ADDR,
				    0 };
	u8 i;

	snprintf(c->source, sizeof(c->source), "Default configuration %u",
		 number);
	c->lapic_addr = LAPIC_DEFAULT_ADDR;
	for (i = 0; i < DEFAULT_CPUS; i++) {
		cpu.apicid = i;
		smp_add_cpu(c, &cpu, true);
	}
	smp_add_ioapic(c, &ioapic);
	for (i = 0; i < ARRAY_SIZE(defaults[number].buses); i++)
		if (*defaults[number].buses[i])
			smp_add_bus(c, i, defaults[number].buses[i]);
	add_wires(c, number);
	add_lints(c);
	return smp_config_check(c);
}
