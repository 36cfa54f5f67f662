/*
 * acpi.c - finds ACPI tables. There is no interpreter of AML here: the tables
 * that the kernel reads (MADT, FADT) are plain structs (M1).
 *
 * The RSDP in low memory leads to the RSDT or the XSDT, which list the other
 * tables. Nothing found on the way is believed: signatures, checksums and
 * lengths are verified, every search is bounded, and tables that lie where
 * we cannot reach them are passed over. `noacpi' turns all of it off.
 */
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/acpi.h>
#include <asm/vremap.h>

#define EBDA_SEGMENT	0x40e		/* word in the BIOS data area */
#define EBDA_LOWEST	0x80000		/* below, the word is nonsense */
#define EBDA_SIZE	0x400		/* bytes of it that are searched */
#define EBDA_HIGHEST	(0xa0000 - EBDA_SIZE)
#define BIOS_START	0xe0000
#define BIOS_SIZE	0x20000
#define RSDP_ALIGN	16
#define TABLE_MAX	0x100000	/* bytes; no DSDT is that large */
#define ENTRIES_MAX	256		/* of the root table, seen by us */

static bool disabled;			/* [i] noacpi */
static u32 root_table;			/* [i] physical; 0: none */
static bool root_is_xsdt;		/* [i] its entries have 64 bits */

static int __init setup_noacpi(char *value __unused)
{
	disabled = true;
	return 0;
}
early_setup("noacpi", setup_noacpi);

/* Do the bytes add up to 0? */
static bool checksum_ok(const void *p, u32 len)
{
	const u8 *byte = p;
	u8 sum = 0;

	while (len--)
		sum += *byte++;
	return sum == 0;
}

/*
 * Maps the table at a physical address if it is one: with this signature (any
 * if NULL), a sane length and a right checksum. Returns NULL otherwise. Give
 * it back with acpi_put_table().
 */
const struct acpi_table_header *acpi_map_table(u32 pa, const char *sig)
{
	const struct acpi_table_header *t;
	bool good;
	u32 len;

	if (!pa || pa + sizeof(*t) < pa)
		return NULL;
	t = map_physical(pa, sizeof(*t));
	if (!t)
		return NULL;
	len = t->length;
	good = (!sig || !memcmp(t->signature, sig, ACPI_SIG_LEN)) &&
	       len >= sizeof(*t) && len <= TABLE_MAX && pa + len > pa;
	unmap_physical(t);
	if (!good)
		return NULL;
	t = map_physical(pa, len);
	if (!t)
		return NULL;
	if (t->length == len && checksum_ok(t, len))
		return t;
	unmap_physical(t);
	return NULL;
}

/* Ends the use of a table. */
void acpi_put_table(const struct acpi_table_header *table)
{
	if (table)
		unmap_physical(table);
}

/* How many tables the root table lists, as far as we care. */
static u32 root_entries(const struct acpi_table_header *root)
{
	u32 n = (root->length - sizeof(*root)) / (root_is_xsdt ? 8 : 4);

	return min(n, (u32)ENTRIES_MAX);
}

/* The physical address of the n-th table, 0 if it is out of our reach. */
static u32 root_entry(const struct acpi_table_header *root, u32 n)
{
	const u8 *p = (const u8 *)(root + 1) + n * (root_is_xsdt ? 8 : 4);
	u32 low, high = 0;

	memcpy(&low, p, sizeof(low));
	if (root_is_xsdt)
		memcpy(&high, p + sizeof(low), sizeof(high));
	return high ? 0 : low;
}

/*
 * Finds the first table with this signature. NULL if there is none. Needs
 * map_physical(); for process context or the boot.
 */
const struct acpi_table_header *acpi_find_table(const char *sig)
{
	const struct acpi_table_header *root, *t = NULL;
	u32 i;

	if (!root_table)
		return NULL;
	root = acpi_map_table(root_table, root_is_xsdt ? "XSDT" : "RSDT");
	if (!root)
		return NULL;
	for (i = 0; i < root_entries(root) && !t; i++)
		t = acpi_map_table(root_entry(root, i), sig);
	acpi_put_table(root);
	return t;
}

/*
 * Looks at one place for an RSDP, with `room' bytes to look at, and takes
 * the root table from it. The XSDT is used where it is good and in reach.
 */
static bool __init try_rsdp(const struct acpi_rsdp *rsdp, u32 room)
{
	const struct acpi_table_header *t;

	if (memcmp(rsdp->signature, "RSD PTR ", sizeof(rsdp->signature)) ||
	    !checksum_ok(rsdp, ACPI_RSDP_V1_LEN))
		return false;
	if (rsdp->revision >= 2 && room >= sizeof(*rsdp) &&
	    rsdp->length >= sizeof(*rsdp) && rsdp->length <= room &&
	    checksum_ok(rsdp, rsdp->length) && rsdp->xsdt_address >> 32 == 0) {
		root_table = rsdp->xsdt_address;
		root_is_xsdt = true;
		t = acpi_map_table(root_table, "XSDT");
		acpi_put_table(t);
		if (t)
			return true;
	}
	root_table = rsdp->rsdt_address;
	root_is_xsdt = false;
	t = acpi_map_table(root_table, "RSDT");
	acpi_put_table(t);
	return t != NULL;
}

/* Searches an area of low memory for an RSDP that leads to a root table. */
static bool __init search_area(u32 pa, u32 size)
{
	const u8 *area = map_physical(pa, size);
	bool found = false;
	u32 at;

	if (!area)
		return false;
	for (at = 0; at + ACPI_RSDP_V1_LEN <= size && !found; at += RSDP_ALIGN)
		found = try_rsdp((const void *)(area + at), size - at);
	unmap_physical(area);
	return found;
}

/* Where the extended BIOS data area is, 0 if the BIOS does not say. */
static u32 __init find_ebda(void)
{
	const u16 *segment = map_physical(EBDA_SEGMENT, sizeof(*segment));
	u32 pa;

	if (!segment)
		return 0;
	pa = (u32)*segment << 4;
	unmap_physical(segment);
	return pa >= EBDA_LOWEST && pa <= EBDA_HIGHEST ? pa : 0;
}

/* Says which tables there are, in one line. */
static void __init print_tables(void)
{
	const struct acpi_table_header *t, *root;
	u32 i;

	root = acpi_map_table(root_table, NULL);
	if (!root)
		return;
	printk(KERN_INFO "ACPI: %.4s by %.6s at %08x lists", root->signature,
	       root->oem_id, root_table);
	for (i = 0; i < root_entries(root); i++) {
		t = acpi_map_table(root_entry(root, i), NULL);
		printk(" %.4s", t ? t->signature : "(bad)");
		acpi_put_table(t);
	}
	printk("\n");
	acpi_put_table(root);
}

/*
 * Finds the root table. Once at boot, when map_physical() works and before
 * the first acpi_find_table().
 */
void __init acpi_init(void)
{
	u32 ebda;

	if (disabled) {
		printk(KERN_INFO "ACPI: turned off by noacpi\n");
		return;
	}
	ebda = find_ebda();
	if ((ebda && search_area(ebda, EBDA_SIZE)) ||
	    search_area(BIOS_START, BIOS_SIZE)) {
		print_tables();
		return;
	}
	root_table = 0;
	printk(KERN_INFO "ACPI: no tables\n");
}
