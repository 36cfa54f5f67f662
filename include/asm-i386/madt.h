/*
 * madt.h - ACPI's Multiple APIC Description Table: ACPI 1.0, 5.2.8, and the
 * entries that later versions added, in the order of their types.
 */
#ifndef _ASM_MADT_H
#define _ASM_MADT_H

#include <linux/types.h>
#include <linux/compiler.h>
#include <asm/acpi.h>
#include <asm/smpconfig.h>

/* The table; its entries follow */
struct acpi_madt {
	struct acpi_table_header header;	/* "APIC" */
	u32 lapic_addr;
	u32 flags;			/* bit 0: 8259s are there as well */
} __packed;

#define MADT_LAPIC		0
#define MADT_IOAPIC		1
#define MADT_OVERRIDE		2
#define MADT_NMI_SOURCE		3
#define MADT_LAPIC_NMI		4
#define MADT_LAPIC_ADDR		5
#define MADT_IOSAPIC		6	/* Itanium, as the next two */
#define MADT_LSAPIC		7
#define MADT_PLATFORM_INT	8
#define MADT_X2APIC		9
#define MADT_X2APIC_NMI		10
#define MADT_TYPES		11	/* what comes after is for other CPUs */

struct madt_entry {
	u8 type;
	u8 length;
} __packed;

struct madt_lapic {
	struct madt_entry head;
	u8 uid;
	u8 apic_id;
	u32 flags;
} __packed;

#define MADT_CPU_ENABLED	0x01	/* also of an x2APIC */

struct madt_ioapic {
	struct madt_entry head;
	u8 id;
	u8 reserved;
	u32 addr;
	u32 gsi_base;
} __packed;

/* An ISA interrupt that is not where its number says */
struct madt_override {
	struct madt_entry head;
	u8 bus;				/* 0: ISA */
	u8 irq;
	u32 gsi;
	u16 flags;			/* as those of struct mp_int_entry */
} __packed;

struct madt_nmi_source {
	struct madt_entry head;
	u16 flags;
	u32 gsi;
} __packed;

struct madt_lapic_nmi {
	struct madt_entry head;
	u8 uid;				/* 255: all processors */
	u16 flags;
	u8 lint;
} __packed;

struct madt_lapic_addr {
	struct madt_entry head;
	u16 reserved;
	u64 addr;
} __packed;

struct madt_x2apic {
	struct madt_entry head;
	u16 reserved;
	u32 apic_id;
	u32 flags;
	u32 uid;
} __packed;

struct madt_x2apic_nmi {
	struct madt_entry head;
	u16 flags;
	u32 uid;			/* all ones: all processors */
	u8 lint;
	u8 reserved[3];
} __packed;

#define MADT_UID_ALL		0xff
#define MADT_X2APIC_UID_ALL	0xffffffff
#define MADT_ISA_BUS		0
#define ISA_CASCADE		2	/* where the slave 8259 stands */

/* arch/i386/kernel/madt.c: pure, on a table of header.length bytes */
bool madt_decode(struct smp_config *c, const struct acpi_madt *madt);

#endif
