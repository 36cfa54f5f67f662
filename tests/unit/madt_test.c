/* needs: arch/i386/kernel/madt.c arch/i386/kernel/smpconfig.c */
/* needs: arch/i386/kernel/smpprint.c arch/i386/kernel/topology.c */
/*
 * madt_test.c - ACPI's MADT: good ones as QEMU makes them, every kind of
 * entry, and every kind of mistake.
 */
#include "host.h"
#include "mp_tables.h"

static struct smp_config c;
struct cpu boot_cpu, *host_cpu = &boot_cpu;

#define says(text)	(strstr(host_log, text) != NULL)

/* --- acpi.c, as far as read_madt() calls it ------------------------------- */

static struct acpi_madt *acpi_has;
static int tables_out;

const struct acpi_table_header *acpi_find_table(const char *sig)
{
	if (!acpi_has || memcmp(sig, "APIC", 4))
		return NULL;
	tables_out++;
	return &acpi_has->header;
}

void acpi_put_table(const struct acpi_table_header *table __unused)
{
	tables_out--;
}

/* --- decoding ------------------------------------------------------------- */

/* Decodes what madt_start() and the calls since then have made. */
static bool decode(void)
{
	bool good;

	acpi_has = madt_end();
	memset(&c, 0, sizeof(c));
	host_log_clear();
	good = read_madt(&c);
	free(acpi_has);
	acpi_has = NULL;
	return good && tables_out == 0 && !broken_promise(&c);
}

/* The wire of an ISA interrupt, or NULL. */
static const struct mp_irq *isa(u8 irq)
{
	u32 i;

	for (i = 0; i < c.nr_irqs; i++)
		if (c.irqs[i].type == MP_INT && c.irqs[i].irq == irq)
			return &c.irqs[i];
	return NULL;
}

static void test_good(void)
{
	madt_start();
	madt_cpu(0, 0, 1);
	madt_cpu(1, 4, 1);
	madt_io(0, IOAPIC_DEFAULT_ADDR, 0);
	madt_irq(0, 2, 0);
	madt_irq(9, 9, 0x0d);
	madt_add(madt_lapic_nmi, MADT_LAPIC_NMI, 255, 0, 1);
	ok(decode(), "a good MADT");
	ok(c.nr_cpus == 2 && c.cpus[1].apicid == 4 && c.cpus[1].uid == 1,
	   "two processors");
	ok(c.nr_ioapics == 1 && c.ioapics[0].addr == IOAPIC_DEFAULT_ADDR,
	   "an I/O APIC");
	is(c.nr_irqs, 15, "15 ISA interrupts");
	ok(isa(0)->pin == 2 && isa(1)->pin == 1 && isa(15)->pin == 15 &&
	   !isa(2), "the timer on pin 2, the cascade nowhere");
	ok(isa(9)->polarity == MP_HIGH && isa(9)->trigger == MP_LEVEL,
	   "flags of an override");
	ok(c.nr_lints == 1 && c.lints[0].apic == APIC_ID_ALL &&
	   c.lints[0].type == MP_NMI && c.lints[0].pin == 1, "NMI of all");
	is_str(host_log, "", "nothing to complain of");
	print_smp_source(&c);
	is_str(host_log, "<6>MADT: \"TESTER BOARD\", 2 processors, local APICs "
	       "at fee00000\n", "its line");
	host_log_clear();
	print_smp_config(&c);
	ok(says("  CPU 1: APIC id 4\n") && says("  buses: ISA 0\n") &&
	   says("<7>  INT ISA 0 IRQ 9 to I/O APIC 0 pin 9, high, level\n") &&
	   says("<7>  NMI ISA 0 IRQ 0 to APICs LINT 1\n"), "and the others");
	ok(!read_madt(&c), "no table at all");
}

static void test_cpus(void)
{
	int i;

	madt_start();
	madt_cpu(0, 0, 1);
	madt_cpu(1, 1, 0);
	madt_cpu(2, 255, 0);
	madt_cpu(3, 3, 2);
	ok(decode() && c.nr_cpus == 1 && c.nr_disabled == 3, "disabled ones");
	is_str(host_log, "", "are no mistake");
	madt_start();
	madt_cpu(0, 9, 1);
	madt_cpu(1, 9, 1);
	madt_cpu(2, 255, 1);
	ok(decode() && c.nr_cpus == 1 && c.nr_ignored == 2 &&
	   says("MADT: two processors have id 9") &&
	   says("MADT: a processor has id 255"), "double id, id 255");
	madt_start();
	madt_cpu(0, 0, 0);
	ok(!decode() && says("MADT: no usable processor"), "all disabled");
	madt_start();
	ok(!decode() && says("MADT: no usable processor"), "no entries");
	madt_start();
	madt_cpu(0, 0, 1);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 7, 1, 1);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 255, 1, 2);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 256, 1, 3);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 512, 0, 4);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 0, 1, 5);
	ok(decode() && c.nr_cpus == 2 && c.cpus[1].apicid == 7 &&
	   c.nr_ignored == 3 && c.nr_disabled == 1, "x2APIC ids up to 254");
	ok(says("MADT: the processor with x2APIC id 256 is out of reach\n"),
	   "those above are told");
	madt_start();
	for (i = 254; i >= 0; i--)
		madt_cpu(i, i, 1);
	ok(decode() && c.nr_cpus == NR_CPUS && c.nr_excess == 255 - NR_CPUS,
	   "255 processors");
}

/* Every kind of entry that cannot be believed; the next one is read. */
static void test_entries(void)
{
	static const u8 strange[] = { 11, 4, 0, 0, 0x80, 6, 0, 0, 0, 0, 6, 2,
		7, 2, 8, 2, 255, 3, 0 };
	struct madt_lapic small = { { MADT_LAPIC, 7 }, 1, 1, 1 };
	struct madt_entry last = { MADT_LAPIC, 8 };
	u8 one = 0;

	madt_start();
	table_add(strange, sizeof(strange));
	madt_cpu(0, 3, 1);
	ok(decode() && c.cpus[0].apicid == 3 && c.complaints == 6,
	   "strange types are passed over");
	ok(says("MADT: an entry of unknown type 128 is passed over") &&
	   says("MADT: an entry for Itanium, type 7"), "and told");
	madt_start();
	table_add(&small, 7);
	madt_cpu(0, 3, 1);
	ok(decode() && c.nr_cpus == 1 &&
	   says("MADT: an entry of too short type 0"), "a short entry");
	madt_start();
	madt_cpu(0, 3, 1);
	last.length = 0;
	table_add(&last, 2);
	madt_cpu(1, 1, 1);
	ok(decode() && c.nr_cpus == 1 && says("MADT: an entry is cut off"),
	   "length 0 ends it");
	table_buf[table_len - 9] = 1;
	ok(decode() && c.nr_cpus == 1 && says("MADT: an entry is cut off"),
	   "so does 1");
	madt_start();
	madt_cpu(0, 3, 1);
	last.length = 8;
	table_add(&last, 2);
	ok(decode() && c.nr_cpus == 1 && says("MADT: an entry is cut off"),
	   "an entry longer than what is left");
	madt_start();
	madt_cpu(0, 3, 1);
	table_add(&one, 1);
	ok(decode() && c.nr_cpus == 1 && says("MADT: an entry is cut off"),
	   "a single byte");
	madt_start();
	table_len--;
	acpi_has = madt_end();
	host_log_clear();
	ok(!read_madt(&c) && says("MADT: shorter than its header"),
	   "less than a header");
	free(acpi_has);
	acpi_has = NULL;
}

static void test_address(void)
{
	madt_start();
	madt_cpu(0, 0, 1);
	madt_add(madt_lapic_addr, MADT_LAPIC_ADDR, 0, 0xfed00000);
	ok(decode() && c.lapic_addr == 0xfed00000, "address override");
	madt_add(madt_lapic_addr, MADT_LAPIC_ADDR, 0, 0x100000000);
	ok(decode() && c.lapic_addr == 0xfed00000 &&
	   says("MADT: the local APICs' address 100000000 is out of reach"),
	   "above 4 GB");
	madt_start();
	((struct acpi_madt *)table_buf)->lapic_addr = 0;
	madt_cpu(0, 0, 1);
	ok(decode() && c.lapic_addr == LAPIC_DEFAULT_ADDR &&
	   says("MADT: the local APICs cannot be at 00000000"), "none");
}

static void test_wires(void)
{
	madt_start();
	madt_irq(5, 40, 0x0f);
	madt_irq(6, 23, 0);
	madt_irq(7, 300, 0);
	madt_irq(5, 3, 0);
	madt_irq(16, 4, 0);
	madt_add(madt_nmi_source, MADT_NMI_SOURCE, 0x05, 30);
	madt_io(1, 0xfec01000, 24);
	madt_io(0, 0xfec00000, 0);
	madt_cpu(0, 0, 1);
	ok(decode(), "two I/O APICs, after the wires");
	ok(isa(5)->apic == 1 && isa(5)->pin == 16 && isa(6)->apic == 0 &&
	   isa(6)->pin == 23, "each pin on the right one");
	ok(!isa(7) && says("MADT: no I/O APIC has interrupt 300"),
	   "none on a pin beyond the last");
	ok(says("MADT: interrupt 5 of bus 0 cannot be overridden") &&
	   says("MADT: interrupt 16 of bus 0"), "once is enough");
	ok(c.irqs[c.nr_irqs - 1].type == MP_INT && isa(3)->pin == 3,
	   "the other interrupts stay");
	madt_start();
	madt_cpu(0, 0, 1);
	madt_io(0, 0xfec00000, 0);
	madt_irq(11, 10, 0);
	ok(decode() && isa(11)->pin == 10 && !isa(10),
	   "a pin that another interrupt has taken");
	madt_start();
	madt_cpu(0, 0, 1);
	madt_io(0, 0xfec00000, 64);
	madt_irq(3, 3, 0);
	ok(decode() && c.nr_irqs == 0, "an I/O APIC that begins above");
	madt_start();
	madt_cpu(0, 0, 1);
	ok(decode() && c.nr_irqs == 0 && !c.complaints, "no I/O APIC");
}

static void test_lints(void)
{
	madt_start();
	madt_add(madt_lapic_nmi, MADT_LAPIC_NMI, 17, 0x0d, 0);
	madt_add(madt_lapic_nmi, MADT_LAPIC_NMI, 18, 0, 1);
	madt_add(madt_lapic_nmi, MADT_LAPIC_NMI, 17, 0, 2);
	madt_add(madt_x2apic_nmi, MADT_X2APIC_NMI, 0x05, 99, 1, { 0 });
	madt_add(madt_x2apic_nmi, MADT_X2APIC_NMI, 0, 0xffffffff, 0, { 0 });
	madt_cpu(17, 5, 1);
	madt_cpu(18, 6, 0);
	madt_add(madt_x2apic, MADT_X2APIC, 0, 8, 1, 99);
	ok(decode() && c.nr_lints == 3, "NMIs of processors by ACPI's number");
	ok(c.lints[0].apic == 5 && c.lints[0].trigger == MP_LEVEL &&
	   c.lints[1].apic == 8 && c.lints[1].pin == 1 &&
	   c.lints[2].apic == APIC_ID_ALL, "become APIC ids");
	is(c.complaints, 1, "there is no LINT2");
}

int main(void)
{
	if (NR_CPUS < 16) {
		printf("1..0 # SKIP for kernels of 16 CPUs and more\n");
		return 0;
	}
	test_good();
	test_cpus();
	test_entries();
	test_address();
	test_wires();
	test_lints();
	return done();
}
