/*
 * mpspec.h - the MultiProcessor Specification 1.4: its tables in its order
 * and, as far as C goes, in its words (chapter 4). <asm/smpconfig.h> has what
 * is made of them.
 */
#ifndef _ASM_MPSPEC_H
#define _ASM_MPSPEC_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/smpconfig.h>

#define MP_REV_1_1	1		/* specification revisions */
#define MP_REV_1_4	4

/* MP floating pointer structure (4.1), on a 16-byte border */
struct mp_floating {
	char signature[4];		/* "_MP_" */
	u32 table;			/* physical address; 0: there is none */
	u8 length;			/* in paragraphs of 16 bytes: 1 */
	u8 spec_rev;
	u8 checksum;			/* all bytes add up to 0 */
	u8 feature1;			/* 0: a table; else default n */
	u8 feature2;
	u8 reserved[3];
} __packed;

#define MP_FLOATING_ALIGN	16
#define MP_FEATURE2_IMCRP	0x80	/* IMCR present, PIC mode now */
#define MP_DEFAULTS		7	/* default configurations: 1 to 7 */

/* MP configuration table header (4.2); the entries follow */
struct mp_table {
	char signature[4];		/* "PCMP" */
	u16 length;			/* of the base table, in bytes */
	u8 spec_rev;
	u8 checksum;			/* the base table adds up to 0 */
	char oem_id[8];
	char product_id[12];
	u32 oem_table;
	u16 oem_table_size;
	u16 entry_count;		/* of the base table */
	u32 lapic_addr;
	u16 ext_length;			/* of the extended table behind it */
	u8 ext_checksum;
	u8 reserved;
} __packed;

/* Base table entries (4.3); the first byte is the type */
#define MP_PROCESSOR	0
#define MP_BUS		1
#define MP_IOAPIC	2
#define MP_IOINT	3
#define MP_LOCALINT	4

struct mp_processor_entry {
	u8 type;
	u8 apic_id;
	u8 apic_version;
	u8 flags;
	u32 signature;
	u32 features;
	u32 reserved[2];
} __packed;

#define MP_CPU_ENABLED	0x01
#define MP_CPU_BOOT	0x02

struct mp_bus_entry {
	u8 type;
	u8 id;
	char name[BUS_NAME_LEN];
} __packed;

struct mp_ioapic_entry {
	u8 type;
	u8 id;
	u8 version;
	u8 flags;
	u32 addr;
} __packed;

#define MP_IOAPIC_ENABLED	0x01

/* Both kinds of interrupt entries look alike. */
struct mp_int_entry {
	u8 type;
	u8 int_type;			/* enum mp_irq_type */
	u16 flags;
	u8 bus, irq;
	u8 apic, pin;			/* a local one: processor, LINT */
} __packed;

#define MP_INT_POLARITY(flags)	((flags) & 3)
#define MP_INT_TRIGGER(flags)	((flags) >> 2 & 3)

/* Extended table entries (4.4); the second byte is the length */
#define MP_ADDRESS_SPACE	128
#define MP_BUS_HIERARCHY	129
#define MP_COMPAT_SPACE		130

struct mp_ext_entry {
	u8 type;
	u8 length;
} __packed;

struct mp_address_space {
	struct mp_ext_entry head;
	u8 bus;
	u8 kind;			/* 0 I/O, 1 memory, 2 prefetchable */
	u64 base;
	u64 size;
} __packed;

struct mp_bus_hierarchy {
	struct mp_ext_entry head;
	u8 bus;
	u8 flags;			/* bit 0: decodes what is left over */
	u8 parent;
	u8 reserved[3];
} __packed;

struct mp_compat_space {
	struct mp_ext_entry head;
	u8 bus;
	u8 modifier;			/* bit 0: takes the ranges away */
	u32 range_list;			/* 0: ISA ports, 1: VGA ports */
} __packed;

#define MP_SUBTRACTIVE	0x01		/* bit 0 of either */

/* arch/i386/kernel/mptable.c: pure functions on a table in memory */
const char *mp_floating_fault(const struct mp_floating *fp);
const char *mp_table_fault(const struct mp_table *t, u32 room);
bool mp_decode(struct smp_config *c, const struct mp_table *t, u32 room);

/* arch/i386/kernel/mpdefault.c */
bool mp_default(struct smp_config *c, u8 number);

#endif
