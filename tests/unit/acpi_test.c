/* needs: lib/div64.c */
/*
 * acpi_test.c - finding ACPI tables in a pretended physical memory, and S5 in
 * the DSDT: good tables first, then mutated ones. Each mapping is a piece of
 * the heap of just the size that was asked for, so that the sanitizers see a
 * byte too many that is read, and a mapping that is not given back.
 */
#define _ASM_IO_H			/* instead of <asm/io.h>: */
static unsigned short inw(unsigned short port);
static void outb(unsigned char value, unsigned short port);
static void outw(unsigned short value, unsigned short port);

#include "../../arch/i386/kernel/acpi.c"
#include "../../arch/i386/kernel/acpi_power.c"

#include <stdlib.h>
#include "host.h"
#include "tap.h"

#define LOW_SIZE	0x100000
#define HIGH		0x3ffe0000UL	/* tables at the top of RAM */
#define HIGH_SIZE	0x4000
#define RSDP_AT		0xf5a10
#define EBDA_AT		0x9fc00
#define RSDT_AT		(HIGH + 0x100)
#define XSDT_AT		(HIGH + 0x200)
#define FADT_AT		(HIGH + 0x300)
#define MADT_AT		(HIGH + 0x400)
#define DSDT_AT		(HIGH + 0x500)
#define MUTATIONS	60000
#define PM1A		0x604
#define PM1B		0x704
#define SMI		0xb2

static u8 low[LOW_SIZE + 64], high[HIGH_SIZE], saved_high[HIGH_SIZE];
static u8 saved_rsdp[64];
static int mappings;
static unsigned int seed = 1995;

static const u8 s5_package[] = {
	0x08, '_', 'S', '5', '_', 0x12, 0x0a, 0x04,
	0x0a, 0x05, 0x0a, 0x07, 0x00, 0x00
};

/* Physical memory that is not there reads as FF. */
void *map_physical(unsigned long pa, unsigned long size)
{
	u8 *p = malloc(size);
	unsigned long i, at;

	for (i = 0; i < size; i++) {
		at = pa + i;
		p[i] = at < LOW_SIZE ? low[at] :
		       at - HIGH < HIGH_SIZE ? high[at - HIGH] : 0xff;
	}
	mappings++;
	return p;
}

void unmap_physical(const void *p)
{
	mappings--;
	free((void *)p);
}

/* --- the ports of power management --------------------------------------- */

static u16 pm1a, pm1b;
static char ports[256];			/* what was written, in words */

static unsigned short inw(unsigned short port)
{
	return port == PM1A ? pm1a : pm1b;
}

static void outb(unsigned char value, unsigned short port)
{
	sprintf(ports + strlen(ports), "%x:%x ", port, value);
	if (port == SMI)
		pm1a |= PM1_CNT_SCI_EN;
}

static void outw(unsigned short value, unsigned short port)
{
	sprintf(ports + strlen(ports), "%x:%x ", port, value);
	*(port == PM1A ? &pm1a : &pm1b) = value;
}

/* --- tables -------------------------------------------------------------- */

static void fix_sum(u8 *p, u32 len, u8 *sum)
{
	u8 total = 0;

	*sum = 0;
	while (len--)
		total += *p++;
	*sum = -total;
}

/* Begins a table in high memory; its body may be filled in afterwards. */
static void *table(u32 pa, const char *sig, u32 length)
{
	struct acpi_table_header *t = (void *)(high + (pa - HIGH));

	memset(t, 0, length);
	memcpy(t->signature, sig, ACPI_SIG_LEN);
	memcpy(t->oem_id, "TESTER", 6);
	t->length = length;
	return t;
}

static void finish(void *p)
{
	struct acpi_table_header *t = p;

	fix_sum(p, t->length, &t->checksum);
}

static struct acpi_rsdp *rsdp_at(u32 pa)
{
	return (void *)(low + pa);
}

static void make_rsdp(u32 pa, u8 revision)
{
	struct acpi_rsdp *r = rsdp_at(pa);

	memcpy(r->signature, "RSD PTR ", 8);
	r->revision = revision;
	r->rsdt_address = RSDT_AT;
	r->length = sizeof(*r);
	r->xsdt_address = XSDT_AT;
	fix_sum((u8 *)r, ACPI_RSDP_V1_LEN, &r->checksum);
	fix_sum((u8 *)r, sizeof(*r), &r->extended_checksum);
}

/* A machine as QEMU and Bochs make it; the XSDT lists the MADT only. */
static void make_tables(void)
{
	struct acpi_fadt *f = table(FADT_AT, "FACP", sizeof(*f));
	u32 rsdt[2] = { FADT_AT, MADT_AT };
	u64 xsdt[2] = { 0x100000000ULL | FADT_AT, MADT_AT };
	u8 *p;

	f->dsdt = DSDT_AT;
	f->smi_cmd = SMI;
	f->acpi_enable = 0xf1;
	f->pm1a_cnt_blk = PM1A;
	f->pm1b_cnt_blk = PM1B;
	finish(f);
	finish(table(MADT_AT, "APIC", 60));
	p = table(DSDT_AT, "DSDT", 300);
	memcpy(p + 200, s5_package, sizeof(s5_package));
	finish(p);
	p = table(RSDT_AT, "RSDT", 36 + sizeof(rsdt));
	memcpy(p + 36, rsdt, sizeof(rsdt));
	finish(p);
	p = table(XSDT_AT, "XSDT", 36 + sizeof(xsdt));
	memcpy(p + 36, xsdt, sizeof(xsdt));
	finish(p);
}

static void start(void)
{
	root_table = 0;
	root_is_xsdt = false;
	disabled = false;
	memset(&off, 0, sizeof(off));
	host_log_clear();
	acpi_init();
	acpi_power_init();
}

/* Is a table with this signature found? */
static int has(const char *sig)
{
	const struct acpi_table_header *t = acpi_find_table(sig);
	int found = t && !memcmp(t->signature, sig, ACPI_SIG_LEN);

	acpi_put_table(t);
	return found;
}

static void fresh(u32 rsdp, u8 revision)
{
	memset(low, 0, sizeof(low));
	memset(high, 0, sizeof(high));
	make_tables();
	make_rsdp(rsdp, revision);
}

static void test_finding(void)
{
	fresh(RSDP_AT, 0);
	start();
	ok(has("FACP") && has("APIC"), "through the RSDT");
	ok(!has("HPET"), "no table, no answer");
	ok(strstr(host_log, "RSDT by TESTER at 3ffe0100 lists FACP APIC\n"),
	   "and a line that says so");
	fresh(RSDP_AT, 2);
	start();
	ok(has("APIC") && !has("FACP"), "through the XSDT, not above 4 GB");
	high[XSDT_AT - HIGH]++;
	start();
	ok(has("APIC") && has("FACP"), "a bad XSDT: the RSDT is used");
	fresh(EBDA_AT + 16, 0);
	*(u16 *)(low + EBDA_SEGMENT) = EBDA_AT >> 4;
	start();
	ok(has("FACP"), "an RSDP in the EBDA");
	*(u16 *)(low + EBDA_SEGMENT) = 0xffff;
	start();
	ok(!has("FACP"), "an EBDA that cannot be one");
	fresh(0xfffe0, 2);
	start();
	ok(has("FACP"), "an RSDP at the very end, cut short");
}

static void test_bad(void)
{
	struct acpi_table_header *t = (void *)(high + (FADT_AT - HIGH));

	fresh(RSDP_AT, 0);
	rsdp_at(RSDP_AT)->oem_id[0]++;
	start();
	ok(!has("FACP"), "RSDP with a bad checksum");
	ok(strstr(host_log, "no tables\n") != NULL, "is none");
	fresh(RSDP_AT, 0);
	t->creator_id[0]++;
	start();
	ok(!has("FACP") && has("APIC"), "a bad table is passed over");
	fresh(RSDP_AT, 0);
	t->length = 0xffffffff;
	start();
	ok(!has("FACP"), "a table longer than memory");
	t->length = 8;
	ok(!has("FACP"), "one shorter than its header");
	fresh(RSDP_AT, 0);
	setup_noacpi(NULL);
	root_table = 0;
	acpi_init();
	ok(!has("FACP"), "noacpi");
}

static void test_power(void)
{
	fresh(RSDP_AT, 0);
	pm1a = pm1b = 0;
	start();
	ok(off.pm1a == PM1A && off.typ_a == 5 && off.typ_b == 7, "S5 is found");
	ports[0] = '\0';
	is(acpi_power_off(), 0, "power-off");
	is_str(ports, "b2:f1 604:1401 704:1c00 604:3401 704:3c00 ",
	       "ACPI mode, then types, then the order");
	memset(&off, 0, sizeof(off));
	ports[0] = '\0';
	is(acpi_power_off(), -ENODEV, "without tables it is refused");
	is_str(ports, "", "and no port is touched");
}

/* One encoding of S5: is it found, with these values? */
static int s5_is(const char *bytes, u32 len, int a, int b)
{
	u8 *copy = malloc(len), typ_a = 99, typ_b = 99;
	bool found;

	memcpy(copy, bytes, len);
	found = acpi_find_s5(copy, len, &typ_a, &typ_b);
	free(copy);
	return a < 0 ? !found : found && typ_a == a && typ_b == b;
}

#define S5(bytes, a, b)	s5_is(bytes, sizeof(bytes) - 1, a, b)

static void test_s5(void)
{
	ok(S5("\x08_S5_\x12\x06\x04\x00\x01\x00\x00", 0, 1), "Zero and One");
	ok(S5("\x08\\_S5_\x12\x06\x02\x0a\x05\x0a\x05", 5, 5), "a backslash");
	ok(S5("\x08_S5_\x12\x43\x00\x02\x0b\x05\x00\x0c\x02\x00\x00\x00", 5, 2),
	   "a long length, a word, a double word");
	ok(S5("\x08_S5_\x12\x04\x01\x0a\x03", 3, 3), "one value for both");
	ok(S5("\x08_S5_\x12\x06\x02\xff\xff", 7, 7), "Ones");
	ok(S5("_S5_\x12\x06\x02\x0a\x05\x0a\x05", -1, 0), "no NameOp");
	ok(S5("\x08_S5_\x12\x06\x02\x0a\x08\x0a\x05", -1, 0), "8 is too much");
	ok(S5("\x08_S5_\x12\x06\x00\x0a\x05\x0a\x05", -1, 0), "empty");
	ok(S5("\x08_S5_\x12\x06\x02\x0d\x05\x0a\x05", -1, 0), "a string");
	ok(S5("\x08_S5_\x12\x06\x02\x0a\x05\x0a", -1, 0), "cut short");
	ok(S5("\x08_S5_\x12\xff", -1, 0), "cut in its length");
	ok(S5("\x08_S5_", -1, 0), "cut after the name");
	ok(S5("\x08_S5_\x10\x08_S5_\x12\x06\x02\x00\x00", 0, 0),
	   "the second one is good");
}

/* Changes some bytes of the tables; checksums are put right, mostly. */
static void mutate(void)
{
	static const u32 at[] = { RSDT_AT, XSDT_AT, FADT_AT, MADT_AT, DSDT_AT };
	int n = 1 + rnd(&seed) % 4, i;
	u32 base, len;

	memcpy(high, saved_high, HIGH_SIZE);
	memcpy(low + RSDP_AT, saved_rsdp, sizeof(saved_rsdp));
	make_rsdp(RSDP_AT, rnd(&seed) % 2 * 2);
	while (n--) {
		base = at[rnd(&seed) % 5] - HIGH;
		high[base + rnd(&seed) % (rnd(&seed) % 2 ? 64 : 320)] =
			rnd(&seed) % 2 ? rnd(&seed) : rnd(&seed) % 16;
	}
	for (i = 0; i < 5; i++) {
		base = at[i] - HIGH;
		len = ((struct acpi_table_header *)(high + base))->length;
		if (len >= 36 && len < HIGH_SIZE - base && rnd(&seed) % 8)
			finish(high + base);
	}
	if (rnd(&seed) % 8 == 0)
		low[RSDP_AT + rnd(&seed) % sizeof(saved_rsdp)] = rnd(&seed);
}

static void test_mutations(void)
{
	int i, bad = 0, good = 0, powers = 0;
	u8 a, b, aml[sizeof(s5_package)];

	fresh(RSDP_AT, 2);
	memcpy(saved_high, high, HIGH_SIZE);
	memcpy(saved_rsdp, low + RSDP_AT, sizeof(saved_rsdp));
	for (i = 0; i < MUTATIONS / 20; i++) {
		mutate();
		start();
		good += has("APIC");
		powers += off.pm1a != 0;
		bad += off.typ_a > 7 || off.typ_b > 7 || mappings != 0;
	}
	is(bad, 0, "%d mutated machines", i);
	ok(good > i / 4 && good < i, "some of which are still good: %d", good);
	ok(powers > i / 8, "and can be turned off: %d", powers);
	for (i = bad = 0; i < MUTATIONS; i++) {
		u32 len = sizeof(s5_package) - rnd(&seed) % 4, n;
		u8 *exact = malloc(len);

		memcpy(aml, s5_package, sizeof(s5_package));
		for (n = rnd(&seed) % 4; n; n--)
			aml[5 + rnd(&seed) % (sizeof(s5_package) - 5)] =
				rnd(&seed) % 3 ? rnd(&seed) % 16 : rnd(&seed);
		memcpy(exact, aml, len);
		bad += acpi_find_s5(exact, len, &a, &b) && (a > 7 || b > 7);
		free(exact);
	}
	is(bad, 0, "%d mutated S5 packages", MUTATIONS);
}

int main(void)
{
	test_finding();
	test_bad();
	test_power();
	test_s5();
	test_mutations();
	is(mappings, 0, "every mapping has been given back");
	return done();
}
