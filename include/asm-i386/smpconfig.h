/*
 * smpconfig.h - what the firmware says about processors, I/O APICs and the
 * wires between them, in one struct, whichever table it was read from (L1,
 * M1): MP table, default configuration or ACPI's MADT.
 *
 *	find_mp_table()		before the page allocator has any page
 *	read_smp_config()	when kmalloc(), vremap() and ACPI work
 *	smp_config_set_boot()	when the boot processor's own APIC id is known
 *
 * From the last call on nothing changes any more: cpus[0] is the boot
 * processor, the others follow in the table's order.
 */
#ifndef _ASM_SMPCONFIG_H
#define _ASM_SMPCONFIG_H

#include <linux/types.h>
#include <linux/kernel.h>
#include <asm/cpu.h>

#define APIC_IDS		256
#define APIC_ID_ALL		255	/* a destination, never a processor */
#define LAPIC_DEFAULT_ADDR	0xfee00000
#define IOAPIC_DEFAULT_ADDR	0xfec00000
#define IOAPIC_ALIGN		256	/* of its address */
#define IOAPIC_MAX_PIN		239	/* no redirection table is longer */
#define LAPIC_MAX_LINT		1	/* LINT0 and LINT1 */

#define MAX_IOAPICS	8
#define MAX_BUSES	32
#define MAX_IRQ_ROUTES	256
#define MAX_LINTS	64
#define MAX_COMPLAINTS	8		/* lines about one table */

struct mp_cpu {
	u8 apicid;
	u8 apicver;			/* below 10h: an 82489DX; 0 in a MADT */
	bool boot;
	u32 uid;			/* ACPI's number of it; MADT only */
	u32 signature;			/* CPUID leaf 1 EAX; 0: not said */
	u32 features;			/* CPUID leaf 1 EDX; 0: not said */
};

struct mp_ioapic {
	u8 id;
	u8 version;			/* 0: not said */
	u32 addr;			/* physical */
	u32 gsi_base;			/* ACPI's number of pin 0, else 0 */
};

enum mp_bus_type { BUS_OTHER, BUS_ISA, BUS_EISA, BUS_MCA, BUS_PCI };

#define BUS_NAME_LEN	6		/* filled up with spaces */

struct mp_bus {
	u8 id;
	u8 type;			/* enum mp_bus_type */
	char name[BUS_NAME_LEN + 1];
};

/* What a wire carries. */
enum mp_irq_type { MP_INT, MP_NMI, MP_SMI, MP_EXTINT, NR_MP_IRQ_TYPES };

/* How it carries it. */
#define MP_CONFORMS	0		/* as is usual on its bus */
#define MP_RESERVED	2
#define MP_HIGH		1		/* polarity */
#define MP_LOW		3
#define MP_EDGE		1		/* trigger */
#define MP_LEVEL	3

#define PCI_IRQ_SLOT(irq)	((irq) >> 2 & 31)	/* irq of a PCI bus */
#define PCI_IRQ_PIN(irq)	((irq) & 3)		/* INTA# is 0 */

/* A wire: from an interrupt of a bus to a pin. */
struct mp_irq {
	u8 type;			/* enum mp_irq_type */
	u8 polarity;
	u8 trigger;
	u8 bus, irq;
	u8 apic;			/* id of I/O APIC or CPU; 255: all */
	u8 pin;
};

struct smp_config {
	char source[40];		/* for people: "MP table at 000f5b20" */
	char oem[24];			/* who wrote the table */
	u8 version;			/* of the MP specification: 1 or 4 */
	bool imcr;			/* PIC mode: IMCR must be switched */
	u32 lapic_addr;			/* physical; 0: no table */

	u32 nr_cpus;
	struct mp_cpu cpus[NR_CPUS];
	u32 nr_excess;			/* good ones beyond NR_CPUS */
	u32 nr_disabled;		/* the table says: do not use */
	u32 nr_ignored;			/* impossible or double ids */
	u32 ids[APIC_IDS / 32];		/* bit map, those in excess included */

	u32 nr_ioapics, nr_buses, nr_irqs, nr_lints;
	struct mp_ioapic ioapics[MAX_IOAPICS];
	struct mp_bus buses[MAX_BUSES];
	struct mp_irq irqs[MAX_IRQ_ROUTES];	/* to I/O APICs */
	struct mp_irq lints[MAX_LINTS];		/* to local APICs */

	u32 complaints;
};

/* [i] after smp_config_set_boot(); until then the boot processor's alone */
extern struct smp_config smp_config;

/*
 * One line about a table that is not as it should be. Of a table that is
 * nothing but mistakes only the first lines are shown.
 */
#define smp_complain(c, fmt, ...) do { \
	if ((c)->complaints++ < MAX_COMPLAINTS) \
		printk(KERN_WARNING "%s: " fmt "\n", (c)->source, \
		       ##__VA_ARGS__); \
} while (0)

/* arch/i386/kernel/mpfind.c */
void find_mp_table(void);
bool read_mp_table(struct smp_config *c);

/* arch/i386/kernel/madt.c */
bool read_madt(struct smp_config *c);

/* arch/i386/kernel/smpconfig.c: gathering a configuration */
void smp_add_cpu(struct smp_config *c, const struct mp_cpu *cpu, bool enabled);
void smp_add_ioapic(struct smp_config *c, const struct mp_ioapic *ioapic);
void smp_add_bus(struct smp_config *c, u8 id, const char *name);
void smp_add_irq(struct smp_config *c, const struct mp_irq *irq);
void smp_add_lint(struct smp_config *c, const struct mp_irq *irq);
bool smp_config_check(struct smp_config *c);
const struct mp_bus *smp_find_bus(const struct smp_config *c, u8 id);
const struct mp_ioapic *smp_find_ioapic(const struct smp_config *c, u8 id);

/* arch/i386/kernel/smpchoose.c */
const struct smp_config *smp_config_choose(const struct smp_config *mp,
					   const struct smp_config *madt);
void read_smp_config(void);
void smp_config_set_boot(u8 apicid);

/* arch/i386/kernel/smpprint.c */
void safe_text(char *to, size_t size, const char *from, size_t len);
void print_smp_source(const struct smp_config *c);
void print_smp_config(const struct smp_config *c);

/* arch/i386/kernel/topology.c: the parts of an APIC id (M13) */
void topology_set(u32 siblings, u32 cores);
void topology_detect(const struct cpuinfo_x86 *info);
int apic_id_package(u8 apicid);
int apic_id_core(u8 apicid);
int apic_id_thread(u8 apicid);

#endif
