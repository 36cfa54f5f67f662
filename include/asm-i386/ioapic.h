/*
 * ioapic.h - the I/O APIC: its registers in the data sheet's order (Intel
 * 82093AA, chapter 3), and what stands between tables and pins (L17).
 *
 * Two registers can be seen in memory: one chooses, the other is what has been
 * chosen.
 */
#ifndef _ASM_IOAPIC_H
#define _ASM_IOAPIC_H

#include <linux/types.h>
#include <asm/irq.h>

#define IOAPIC_SIZE		0x20	/* bytes of memory that it takes */
#define IOREGSEL		0x00	/* which register */
#define IOWIN			0x10	/* its contents */

#define IOAPIC_ID		0x00
#define  IOAPIC_ID_SHIFT	24
#define  IOAPIC_ID_MAX		14	/* four bits; 15 means all */
#define IOAPIC_VER		0x01
#define  IOAPIC_LAST_PIN(v)	((v) >> 16 & 0xff)
#define IOAPIC_ARB		0x02
#define IOAPIC_REDTBL(pin)	(0x10 + 2 * (pin))	/* low half */
#define  IOAPIC_FIXED		0x00000000	/* delivery */
#define  IOAPIC_LOWEST		0x00000100
#define  IOAPIC_SMI		0x00000200
#define  IOAPIC_NMI		0x00000400
#define  IOAPIC_EXTINT		0x00000700
#define  IOAPIC_DELIVERY	0x00000700	/*  all of its bits */
#define  IOAPIC_LOGICAL		0x00000800	/* else an APIC id */
#define  IOAPIC_WAITS		0x00001000	/* not yet delivered */
#define  IOAPIC_ACTIVE_LOW	0x00002000
#define  IOAPIC_REMOTE_IRR	0x00004000	/* level: no EOI yet */
#define  IOAPIC_LEVEL		0x00008000
#define  IOAPIC_MASKED		0x00010000
#define IOAPIC_REDTBL_HIGH(pin)	(0x11 + 2 * (pin))
#define  IOAPIC_DEST(x)		((u32)(x) << 24)

/* The interrupt mode configuration register of boards that start in PIC mode:
   who is connected to the processors' pins (MP specification 3.6.2.1). */
#define IMCR_INDEX		0x22
#define IMCR_DATA		0x23
#define IMCR			0x70	/* its number */
#define  IMCR_PIC		0x00	/* the 8259s, past the APICs */
#define  IMCR_APIC		0x01

/* Where an interrupt line goes in, and how it asks. */
struct irq_route {
	u8 kind;			/* enum route_kind */
	u8 ioapic;			/* index into smp_config.ioapics */
	u8 pin;
	bool level, low;		/* else edge, active high */
};

enum route_kind {
	ROUTE_NONE,			/* there is no such line */
	ROUTE_PIN,			/* as a table says */
	ROUTE_GUESS,			/* no table says so */
	ROUTE_8259,			/* no pin: through the 8259s */
};

struct smp_config;
struct irq_chip;

/* arch/i386/kernel/irqroute.c: pure functions on a configuration */
void route_irqs(const struct smp_config *c, const u32 *nr_pins, u16 elcr,
		struct irq_route *routes);
bool wire_is_level(const struct smp_config *c, u8 bus, u8 irq, u8 trigger,
		   u16 elcr);
u8 ioapic_choose_id(const struct smp_config *c, u32 index, u32 taken);
u32 lint_entry(const struct smp_config *c, u8 apicid, bool boot, u8 lint);

/* arch/i386/kernel/ioapic.c; [k] and interrupts off, but for ioapics_quiet() */
extern const struct irq_chip ioapic_edge_chip, ioapic_level_chip;
u32 ioapic_map(u32 index, u32 addr);
void ioapic_set_id(u32 index, u8 id);
void ioapic_set_pin(int irq, const struct irq_route *route, bool logical);
void ioapic_set_wire(u32 index, u8 pin, u32 entry, u8 apicid);
void ioapics_quiet(void);

#endif
