/*
 * acpi_power.c - turning the machine off by ACPI. All that has to be read
 * from tables is read at boot, so that the way out needs nothing but ports.
 *
 * The value that means "off" stands in the AML of the DSDT, in a package by
 * the name of _S5_ (ACPI 1.0, 7.5.2). Its encoding is so plain that the bytes
 * can be searched for it:
 *
 *	NameOp '_S5_' PackageOp length count SLP_TYPa SLP_TYPb ...
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/acpi.h>
#include <asm/io.h>

/* AML, ACPI 1.0 chapter 16 */
#define AML_ZERO	0x00
#define AML_ONE		0x01
#define AML_NAME	0x08
#define AML_BYTE	0x0a		/* prefixes of 1, 2, 4 bytes */
#define AML_WORD	0x0b
#define AML_DWORD	0x0c
#define AML_PACKAGE	0x12
#define AML_ROOT	'\\'
#define AML_ONES	0xff
#define AML_LENGTH_MORE	6		/* shift: bytes that follow the first */

#define NAME_LEN	4
#define SLP_TYP_MAX	7		/* three bits */
#define PORT_MAX	0xffff
#define ENABLE_READS	500000		/* of PM1a control until ACPI mode is
					   on: half a second and more */

/* [i] after acpi_power_init(); port 0: cannot be turned off */
static struct {
	u16 pm1a, pm1b;			/* control registers */
	u16 smi;			/* port to enter ACPI mode by, or 0 */
	u8 enable;			/* value for it */
	u8 typ_a, typ_b;		/* SLP_TYP of S5 */
} off;

/*
 * Reads an integer at *p, which may take no byte from `end' on, and moves *p
 * behind it. False for anything else, or a value that SLP_TYP cannot hold.
 */
static bool read_typ(const u8 **p, const u8 *end, u8 *value)
{
	u32 n, i, bytes = 0;

	if (*p >= end)
		return false;
	switch (*(*p)++) {
	case AML_ZERO:
		*value = 0;
		return true;
	case AML_ONE:
		*value = 1;
		return true;
	case AML_ONES:
		*value = SLP_TYP_MAX;
		return true;
	case AML_BYTE:
		bytes = 1;
		break;
	case AML_WORD:
		bytes = 2;
		break;
	case AML_DWORD:
		bytes = 4;
		break;
	}
	if (!bytes || (u32)(end - *p) < bytes)
		return false;
	for (n = 0, i = 0; i < bytes; i++)
		n |= (u32)(*p)[i] << 8 * i;
	if (n > SLP_TYP_MAX)
		return false;
	*p += bytes;
	*value = n;
	return true;
}

/* Reads what follows the name: the package with both values. */
static bool read_package(const u8 *p, const u8 *end, u8 *typ_a, u8 *typ_b)
{
	u32 skip, count;

	if (end - p < 2 || *p++ != AML_PACKAGE)
		return false;
	skip = 1 + (*p >> AML_LENGTH_MORE);	/* its length: not needed */
	if ((u32)(end - p) < skip + 1)
		return false;
	p += skip;
	count = *p++;
	if (count < 2) {		/* one value stands for both */
		if (!count || !read_typ(&p, end, typ_a))
			return false;
		*typ_b = *typ_a;
		return true;
	}
	return read_typ(&p, end, typ_a) && read_typ(&p, end, typ_b);
}

/*
 * Searches AML for the _S5_ package. The name must follow a NameOp, with or
 * without a backslash between. False if no well-formed one is there.
 */
bool acpi_find_s5(const u8 *aml, u32 len, u8 *typ_a, u8 *typ_b)
{
	const u8 *end = aml + len;
	u32 i;

	for (i = 1; i + NAME_LEN <= len; i++) {
		if (memcmp(aml + i, "_S5_", NAME_LEN))
			continue;
		if (aml[i - 1] != AML_NAME &&
		    (i < 2 || aml[i - 1] != AML_ROOT || aml[i - 2] != AML_NAME))
			continue;
		if (read_package(aml + i + NAME_LEN, end, typ_a, typ_b))
			return true;
	}
	return false;
}

/* Finds S5 in the DSDT. */
static bool __init read_dsdt(u32 pa)
{
	const struct acpi_table_header *dsdt = acpi_map_table(pa, "DSDT");
	bool found;

	if (!dsdt)
		return false;
	found = acpi_find_s5((const u8 *)(dsdt + 1),
			     dsdt->length - sizeof(*dsdt), &off.typ_a,
			     &off.typ_b);
	acpi_put_table(dsdt);
	return found;
}

/* Takes ports and values from the FADT; false if they make no sense. */
static bool __init read_fadt(const struct acpi_fadt *fadt)
{
	if (fadt->header.length < sizeof(*fadt) || !fadt->pm1a_cnt_blk ||
	    fadt->pm1a_cnt_blk > PORT_MAX || fadt->pm1b_cnt_blk > PORT_MAX ||
	    fadt->smi_cmd > PORT_MAX || !read_dsdt(fadt->dsdt))
		return false;
	off.pm1b = fadt->pm1b_cnt_blk;
	off.smi = fadt->acpi_enable ? fadt->smi_cmd : 0;
	off.enable = fadt->acpi_enable;
	off.pm1a = fadt->pm1a_cnt_blk;
	return true;
}

/* Learns how the machine is turned off. Once at boot, after acpi_init(). */
void __init acpi_power_init(void)
{
	const struct acpi_table_header *t = acpi_find_table("FACP");

	if (!t)
		return;
	if (read_fadt((const struct acpi_fadt *)t))
		printk(KERN_INFO "ACPI: power-off by port %04x, S5 is %u\n",
		       off.pm1a, off.typ_a);
	else
		printk(KERN_WARNING "ACPI: no way to turn the power off\n");
	acpi_put_table(t);
}

/* Leaves legacy mode, in which the sleep registers may not work. Bounded. */
static void enable_acpi(void)
{
	u32 reads = ENABLE_READS;

	if (!off.smi || (inw(off.pm1a) & PM1_CNT_SCI_EN))
		return;
	outb(off.enable, off.smi);
	while (!(inw(off.pm1a) & PM1_CNT_SCI_EN) && --reads)
		;
}

static u16 sleep_value(u16 port, u8 typ)
{
	return (inw(port) & ~(SLP_TYP_MASK | PM1_CNT_SLP_EN)) |
	       PM1_CNT_SLP_TYP(typ);
}

/*
 * Turns the machine off. Comes back with -ENODEV if ACPI cannot do that here,
 * or with 0: the power will be gone in a moment, or never.
 */
int acpi_power_off(void)
{
	u16 a, b = 0;

	if (!off.pm1a)
		return -ENODEV;
	enable_acpi();
	a = sleep_value(off.pm1a, off.typ_a);
	if (off.pm1b)
		b = sleep_value(off.pm1b, off.typ_b);
	outw(a, off.pm1a);		/* the type first, then the order */
	if (off.pm1b)
		outw(b, off.pm1b);
	outw(a | PM1_CNT_SLP_EN, off.pm1a);
	if (off.pm1b)
		outw(b | PM1_CNT_SLP_EN, off.pm1b);
	return 0;
}
