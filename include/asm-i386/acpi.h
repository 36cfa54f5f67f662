/*
 * acpi.h - ACPI tables: those that the kernel reads, in the specification's
 * order and words (ACPI 1.0 chapter 5), and how they are found (M1).
 */
#ifndef _ASM_ACPI_H
#define _ASM_ACPI_H

#include <linux/types.h>
#include <linux/compiler.h>

#define ACPI_SIG_LEN	4

/* What stands at the beginning of every table. */
struct acpi_table_header {
	char signature[ACPI_SIG_LEN];
	u32 length;			/* of the whole table, in bytes */
	u8 revision;
	u8 checksum;			/* all bytes of the table add up to 0 */
	char oem_id[6];
	char oem_table_id[8];
	u32 oem_revision;
	char creator_id[4];
	u32 creator_revision;
} __packed;

/* Root System Description Pointer, on a 16-byte border below 1 MB. */
struct acpi_rsdp {
	char signature[8];		/* "RSD PTR " */
	u8 checksum;			/* of the first 20 bytes */
	char oem_id[6];
	u8 revision;			/* 0: ACPI 1.0, and ends after this */
	u32 rsdt_address;
	u32 length;
	u64 xsdt_address;
	u8 extended_checksum;		/* of the whole */
	u8 reserved[3];
} __packed;

#define ACPI_RSDP_V1_LEN	20

/* Fixed ACPI Description Table, "FACP", as far as it is used here. */
struct acpi_fadt {
	struct acpi_table_header header;
	u32 firmware_ctrl;
	u32 dsdt;			/* physical */
	u8 int_model;
	u8 reserved1;
	u16 sci_int;
	u32 smi_cmd;			/* port; 0: always in ACPI mode */
	u8 acpi_enable;			/* written there to enter ACPI mode */
	u8 acpi_disable;
	u8 s4bios_req;
	u8 reserved2;
	u32 pm1a_evt_blk;
	u32 pm1b_evt_blk;
	u32 pm1a_cnt_blk;		/* ports */
	u32 pm1b_cnt_blk;		/* 0: there is none */
} __packed;

#define PM1_CNT_SCI_EN		0x0001	/* in ACPI mode */
#define PM1_CNT_SLP_TYP(n)	((n) << 10)
#define  SLP_TYP_MASK		0x1c00
#define PM1_CNT_SLP_EN		0x2000	/* go there now */

/* arch/i386/kernel/acpi.c */
void acpi_init(void);
const struct acpi_table_header *acpi_find_table(const char *sig);
const struct acpi_table_header *acpi_map_table(u32 pa, const char *sig);
void acpi_put_table(const struct acpi_table_header *table);

/* arch/i386/kernel/acpi_power.c */
void acpi_power_init(void);
bool acpi_find_s5(const u8 *aml, u32 len, u8 *typ_a, u8 *typ_b);
int acpi_power_off(void);

#endif
