/*
 * mp_tables.h - makes MP tables and MADTs for the tests and the fuzzer of
 * their readers, and says whether a struct smp_config keeps its promises.
 *
 *	table_start(); table_cpu(0, 3); ...	entries, one after the other
 *	t = table_end(4)			the table, with its checksum
 *	madt_start(); madt_cpu(0, 0, 1); ...	the same for ACPI
 *	m = madt_end()
 *
 * Both hand out a piece of the heap of just the table's size, so that the
 * sanitizers see each byte too many that is read. free() it.
 */
#ifndef UNIT_MP_TABLES_H
#define UNIT_MP_TABLES_H

#include <stdlib.h>
#include <asm/madt.h>
#include <asm/mpspec.h>
#include "tap.h"

#define TABLE_ROOM	0x20000
#define CPU_ON		MP_CPU_ENABLED
#define CPU_BOOT	(MP_CPU_ENABLED | MP_CPU_BOOT)

static u8 table_buf[TABLE_ROOM];
static u32 table_len, table_entries;

static inline u8 sum_to_zero(const void *p, u32 len)
{
	const u8 *byte = p;
	u8 sum = 0;

	while (len--)
		sum += *byte++;
	return -sum;
}

static inline void *heap_copy(const void *p, u32 len)
{
	return memcpy(malloc(len), p, len);
}

static inline void table_add(const void *entry, u32 size)
{
	memcpy(table_buf + table_len, entry, size);
	table_len += size;
	table_entries++;
}

/* --- MP tables ------------------------------------------------------------ */

static inline void fix_floating(struct mp_floating *fp)
{
	fp->checksum = 0;
	fp->checksum = sum_to_zero(fp, sizeof(*fp));
}

static inline struct mp_floating floating(u32 table, u8 feature1)
{
	struct mp_floating fp = { .signature = "_MP_", .table = table,
		.length = 1, .spec_rev = 4, .feature1 = feature1 };

	fix_floating(&fp);
	return fp;
}

static inline struct mp_table *table_header(void)
{
	return (struct mp_table *)table_buf;
}

static inline void table_start(void)
{
	struct mp_table t = { .signature = "PCMP", .oem_id = "TESTER  ",
		.product_id = "BOARD       ",
		.lapic_addr = LAPIC_DEFAULT_ADDR };

	memcpy(t.signature, "PCMP", 4);
	memcpy(table_buf, &t, sizeof(t));
	table_len = sizeof(t);
	table_entries = 0;
}

static inline void table_cpu(u8 id, u8 flags)
{
	struct mp_processor_entry e = { MP_PROCESSOR, id, 0x14, flags, 0x673,
		0x387fbff, { 0, 0 } };

	table_add(&e, sizeof(e));
}

static inline void table_bus(u8 id, const char *name)
{
	struct mp_bus_entry e = { MP_BUS, id, "      " };

	memcpy(e.name, name, strlen(name));
	table_add(&e, sizeof(e));
}

static inline void table_ioapic(u8 id, u8 flags, u32 addr)
{
	struct mp_ioapic_entry e = { MP_IOAPIC, id, 0x11, flags, addr };

	table_add(&e, sizeof(e));
}

static inline void table_int(u8 kind, u8 type, u16 flags, u8 bus, u8 irq,
			     u8 apic, u8 pin)
{
	struct mp_int_entry e = { kind, type, flags, bus, irq, apic, pin };

	table_add(&e, sizeof(e));
}

/* ISA, an I/O APIC with id 16, three interrupts and two local ones. */
static inline void table_board(void)
{
	table_bus(0, "PCI");
	table_bus(1, "ISA");
	table_ioapic(16, 1, IOAPIC_DEFAULT_ADDR);
	table_int(MP_IOINT, MP_INT, 0, 1, 0, 16, 2);
	table_int(MP_IOINT, MP_INT, 0x05, 1, 1, 16, 1);
	table_int(MP_IOINT, MP_INT, 0x0f, 0, 3 << 2 | 1, 16, 17);
	table_int(MP_LOCALINT, MP_EXTINT, 0, 1, 0, 0, 0);
	table_int(MP_LOCALINT, MP_NMI, 0, 1, 0, APIC_ID_ALL, 1);
}

static inline void fix_table(struct mp_table *t)
{
	t->checksum = 0;
	t->checksum = sum_to_zero(t, t->length);
}

/* What is behind `length' in the buffer is the extended table. */
static inline struct mp_table *table_end_at(u32 length, u8 rev)
{
	struct mp_table *t = table_header();

	t->length = length;
	t->spec_rev = rev;
	t->entry_count = table_entries;
	t->ext_length = table_len - length;
	t->ext_checksum = sum_to_zero(table_buf + length, t->ext_length);
	fix_table(t);
	return heap_copy(t, table_len);
}

static inline struct mp_table *table_end(u8 rev)
{
	return table_end_at(table_len, rev);
}

/* --- MADTs ---------------------------------------------------------------- */

static inline void madt_start(void)
{
	struct acpi_madt m = { .lapic_addr = LAPIC_DEFAULT_ADDR };

	memcpy(m.header.signature, "APIC", 4);
	memcpy(m.header.oem_id, "TESTER", 6);
	memcpy(m.header.oem_table_id, "BOARD   ", 8);
	memcpy(table_buf, &m, sizeof(m));
	table_len = sizeof(m);
}

#define madt_add(kind, tp, ...) do { \
	struct kind e_ = { { tp, sizeof(struct kind) }, __VA_ARGS__ }; \
	table_add(&e_, sizeof(e_)); \
} while (0)

#define madt_cpu(uid, id, on)	madt_add(madt_lapic, MADT_LAPIC, uid, id, on)
#define madt_io(id, addr, gsi) \
	madt_add(madt_ioapic, MADT_IOAPIC, id, 0, addr, gsi)
#define madt_irq(irq, gsi, flags) \
	madt_add(madt_override, MADT_OVERRIDE, 0, irq, gsi, flags)

static inline struct acpi_madt *madt_end(void)
{
	struct acpi_madt *m = (void *)table_buf;

	m->header.length = table_len;
	return heap_copy(m, table_len);
}

/* --- promises ------------------------------------------------------------- */

static inline int wires_kept(const struct mp_irq *irq, u32 n, u8 max_pin)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (irq[i].type >= NR_MP_IRQ_TYPES ||
		    irq[i].polarity == MP_RESERVED || irq[i].polarity > 3 ||
		    irq[i].trigger == MP_RESERVED || irq[i].trigger > 3 ||
		    irq[i].pin > max_pin)
			return 0;
	return 1;
}

/* How many bits are set in the map of ids. */
static inline u32 ids_in(const struct smp_config *c)
{
	u32 i, n = 0;

	for (i = 0; i < APIC_IDS / 32; i++)
		n += __builtin_popcount(c->ids[i]);
	return n;
}

/* NULL, or what a decoded configuration should not be. */
static inline const char *broken_promise(const struct smp_config *c)
{
	u32 i, j, boots = 0;

	if (c->nr_cpus > NR_CPUS || c->nr_ioapics > MAX_IOAPICS ||
	    c->nr_buses > MAX_BUSES || c->nr_irqs > MAX_IRQ_ROUTES ||
	    c->nr_lints > MAX_LINTS)
		return "a count beyond its array";
	if (!c->nr_cpus || (c->nr_excess && c->nr_cpus < NR_CPUS))
		return "too few processors";
	if (ids_in(c) != c->nr_cpus + c->nr_excess)
		return "the map of ids is wrong";
	for (i = 0; i < c->nr_cpus; i++) {
		u8 id = c->cpus[i].apicid;

		boots += c->cpus[i].boot;
		if (id == APIC_ID_ALL || !(c->ids[id / 32] >> id % 32 & 1))
			return "an id that is none";
		for (j = 0; j < i; j++)
			if (c->cpus[j].apicid == id)
				return "an id twice";
	}
	if (boots > 1)
		return "two boot processors";
	if (!c->lapic_addr || c->lapic_addr % 4096)
		return "no address of the local APICs";
	for (i = 0; i < c->nr_irqs; i++)
		if (!smp_find_bus(c, c->irqs[i].bus) ||
		    (c->irqs[i].apic != APIC_ID_ALL &&
		     !smp_find_ioapic(c, c->irqs[i].apic)))
			return "a wire with a loose end";
	if (!wires_kept(c->irqs, c->nr_irqs, IOAPIC_MAX_PIN) ||
	    !wires_kept(c->lints, c->nr_lints, LAPIC_MAX_LINT))
		return "a wire that is none";
	for (i = 0; i < strlen(c->oem); i++)
		if (c->oem[i] < ' ' || c->oem[i] > '~')
			return "an unprintable name";
	return NULL;
}

#endif
