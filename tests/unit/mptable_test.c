/* needs: arch/i386/kernel/mptable.c arch/i386/kernel/mpdefault.c */
/* needs: arch/i386/kernel/smpconfig.c arch/i386/kernel/smpprint.c */
/* needs: arch/i386/kernel/topology.c */
/*
 * mptable_test.c - MP tables: decoding good ones and every kind of bad one.
 */
#include "host.h"
#include "mp_tables.h"

static struct smp_config c;
struct cpu boot_cpu, *host_cpu = &boot_cpu;

#define says(text)	(strstr(host_log, text) != NULL)

/* --- decoding ------------------------------------------------------------- */

/* Decodes and frees a table of which `room' bytes can be read. */
static bool decode(struct mp_table *t, u32 room)
{
	bool good;

	memset(&c, 0, sizeof(c));
	strcpy(c.source, "T");
	host_log_clear();
	good = !mp_table_fault(t, room) && mp_decode(&c, t, room);
	free(t);
	return good && !broken_promise(&c);
}

/* Decodes what table_start() and the calls since then have made. */
static bool decode_made(void)
{
	struct mp_table *t = table_end(4);

	return decode(t, t->length + t->ext_length);
}

static void test_good(void)
{
	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(2, CPU_ON);
	table_board();
	ok(decode_made(), "a good table");
	is(c.nr_cpus, 2, "two processors");
	ok(c.cpus[0].apicid == 0 && c.cpus[0].boot && c.cpus[1].apicid == 2 &&
	   !c.cpus[1].boot && c.cpus[1].apicver == 0x14 &&
	   c.cpus[1].signature == 0x673, "their fields");
	is(c.lapic_addr, LAPIC_DEFAULT_ADDR, "local APICs");
	is_str(c.oem, "TESTER BOARD", "who made it");
	ok(c.nr_ioapics == 1 && c.ioapics[0].id == 16 &&
	   c.ioapics[0].addr == IOAPIC_DEFAULT_ADDR, "I/O APIC");
	ok(c.nr_buses == 2 && c.buses[0].type == BUS_PCI &&
	   c.buses[1].type == BUS_ISA && !strcmp(c.buses[1].name, "ISA"),
	   "buses");
	ok(c.nr_irqs == 3 && c.irqs[2].polarity == MP_LOW &&
	   c.irqs[2].trigger == MP_LEVEL && c.irqs[2].pin == 17 &&
	   c.irqs[1].polarity == MP_HIGH && c.irqs[1].trigger == MP_EDGE,
	   "interrupts");
	ok(c.nr_lints == 2 && c.lints[0].type == MP_EXTINT &&
	   c.lints[1].apic == APIC_ID_ALL && c.lints[1].pin == 1,
	   "local interrupts");
	is_str(host_log, "", "nothing to complain of");
	host_log_clear();
	print_smp_source(&c);
	print_smp_config(&c);
	is_str(host_log,
	       "<6>T: version 1.4, \"TESTER BOARD\", 2 processors, local APICs "
	       "at fee00000\n"
	       "<6>Processors (T):\n"
	       "<6>  CPU 0: APIC id 0 version 14, family 6 model 7 stepping 3, "
	       "boot processor\n"
	       "<6>  CPU 1: APIC id 2 version 14, family 6 model 7 stepping 3\n"
	       "<6>  buses: PCI 0, ISA 1\n"
	       "<6>  I/O APIC 16 at fec00000, version 11\n"
	       "<7>  INT ISA 1 IRQ 0 to I/O APIC 16 pin 2\n"
	       "<7>  INT ISA 1 IRQ 1 to I/O APIC 16 pin 1, high, edge\n"
	       "<7>  INT PCI 0 slot 3 INTB# to I/O APIC 16 pin 17, low, level\n"
	       "<7>  ExtINT ISA 1 IRQ 0 to APIC 0 LINT 0\n"
	       "<7>  NMI ISA 1 IRQ 0 to APICs LINT 1\n"
	       "<6>  3 interrupts to I/O APICs, 2 to local APICs, virtual wire "
	       "mode\n", "what a person sees of it");
}

static void test_header(void)
{
	struct mp_table *t;

#define FAULT(change, want, name) do { \
	table_start(); \
	table_cpu(0, CPU_BOOT); \
	t = table_end(4); \
	change; \
	is_str(mp_table_fault(t, table_len), want, name); \
	free(t); \
} while (0)
	FAULT((void)0, NULL, "a good header");
	FAULT(t->signature[3]++, "no PCMP signature", "signature");
	FAULT(t->length = 43, "shorter than its header", "length 43");
	FAULT(t->length = 0, "shorter than its header", "length 0");
	FAULT(t->length++, "reaches beyond memory", "one byte too long");
	FAULT(t->length = 65535, "reaches beyond memory", "65535 bytes");
	FAULT(t->checksum++, "bad checksum", "checksum");
	FAULT((t->spec_rev = 2, fix_table(t)), "unknown revision", "revision");
	FAULT((t->spec_rev = 1, fix_table(t)), NULL, "revision 1.1");
}

static void test_floating(void)
{
	struct mp_floating fp;

#define POINTER(change, want, name) do { \
	fp = floating(0x1000, 0); \
	change; \
	is_str(mp_floating_fault(&fp), want, name); \
} while (0)
	POINTER((void)0, NULL, "a good pointer");
	POINTER(fp.signature[0]--, "no _MP_ signature", "its signature");
	POINTER((fp.length = 2, fix_floating(&fp)), "wrong length", "length");
	POINTER(fp.checksum++, "bad checksum", "its checksum");
	POINTER((fp.spec_rev = 0, fix_floating(&fp)), "unknown revision",
		"its revision");
	POINTER((fp.feature1 = 8, fix_floating(&fp)),
		"unknown default configuration", "no default 8");
	POINTER((fp.table = 0, fix_floating(&fp)),
		"neither table nor default configuration", "no table");
	POINTER((fp.table = 0, fp.feature1 = 7, fix_floating(&fp)), NULL,
		"default 7 needs none");
}

/* Bad entries: what came before is kept, and all of it ends. */
static void test_walk(void)
{
	struct mp_table *t;
	u8 odd[8] = { 5 };

	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(1, CPU_ON);
	table_add(odd, sizeof(odd));
	table_cpu(2, CPU_ON);
	ok(decode_made() && c.nr_cpus == 2, "an unknown type ends the walk");
	ok(says("T: entry 2 has the unknown type 5: no more are read\n"),
	   "and is reported");
	odd[0] = MP_ADDRESS_SPACE;
	table_start();
	table_cpu(0, CPU_BOOT);
	table_add(odd, sizeof(odd));
	ok(decode_made() && says("entry 1 has the unknown type 128"),
	   "an extended entry does not belong there");

	table_start();
	ok(!decode_made() && says("T: no usable processor"), "no entries");
	table_start();
	table_cpu(0, CPU_BOOT);
	table_entries = 3;
	ok(decode_made() && says("T: it ends after 1 of 3 entries"),
	   "fewer entries than counted");
	table_entries = 65535;
	ok(decode_made() && says("after 1 of 65535"), "far fewer");
	table_cpu(1, CPU_ON);
	table_entries = 1;
	ok(decode_made() && c.nr_cpus == 1 &&
	   says("T: 20 bytes after the last"), "more than counted");
	table_entries = 2;
	table_len--;
	ok(decode_made() && c.nr_cpus == 1 && says("T: entry 1 is cut off"),
	   "a byte is missing");
	table_len -= 18;
	ok(decode_made() && says("T: entry 1 is cut off"),
	   "nothing but the type is there");
	table_start();
	table_cpu(0, CPU_BOOT);
	t = table_end(1);
	ok(decode(t, t->length) && c.version == 1, "revision 1.1");
}

static void test_cpus(void)
{
	int i;

	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(1, 0);
	table_cpu(255, 0);
	table_cpu(3, CPU_ON);
	ok(decode_made() && c.nr_cpus == 2 && c.nr_disabled == 2 &&
	   c.cpus[1].apicid == 3, "a disabled processor is none");
	is_str(host_log, "", "which is no mistake");
	print_smp_source(&c);
	ok(says(" 2 processors and 2 disabled, "), "but is mentioned");

	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(255, CPU_ON);
	table_cpu(254, CPU_ON);
	table_cpu(16, CPU_ON);
	table_cpu(254, CPU_ON);
	ok(decode_made() && c.nr_cpus == 3 && c.nr_ignored == 2,
	   "sparse and high ids");
	ok(says("T: a processor has id 255, which means all: ignored"), "255");
	ok(says("T: two processors have id 254"), "a double id");

	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(1, CPU_BOOT);
	table_cpu(2, CPU_BOOT);
	ok(decode_made() && c.cpus[0].boot && says("T: 3 boot processors"),
	   "three boot processors");
	table_start();
	table_cpu(0, CPU_ON);
	ok(decode_made() && says("T: no boot processor"), "none");
	table_start();
	table_cpu(7, 0);
	ok(!decode_made() && says("T: no usable processor"), "all disabled");

	table_start();
	for (i = 0; i < 255; i++)
		table_cpu(254 - i, i ? CPU_ON : CPU_BOOT);
	ok(decode_made() && c.nr_cpus == NR_CPUS &&
	   c.nr_excess == 255 - NR_CPUS, "255 of them");
	host_log_clear();
	print_smp_config(&c);
	ok(says(" more processors than this kernel has room for ("),
	   "the rest is told");
	table_start();
	table_cpu(0, CPU_BOOT);
	for (i = 0; i < 3000; i++)
		table_cpu(0, CPU_ON);
	ok(decode_made() && c.nr_ignored == 3000, "3000 of the same");
	is(strlen(host_log) < 1000 && says("T: 2992 more mistakes"), 1,
	   "make few lines");
}

static void test_address(void)
{
	table_start();
	table_header()->lapic_addr = 0;
	table_cpu(0, CPU_BOOT);
	ok(decode_made() && c.lapic_addr == LAPIC_DEFAULT_ADDR &&
	   says("T: the local APICs cannot be at 00000000: fee00000 is tried"),
	   "no address");
	table_header()->lapic_addr = 0xfee00010;
	ok(decode_made() && c.lapic_addr == LAPIC_DEFAULT_ADDR, "an odd one");
	table_header()->lapic_addr = 0xfec80000;
	ok(decode_made() && c.lapic_addr == 0xfec80000, "another one");
}

static void test_devices(void)
{
	int i;

	table_start();
	table_cpu(0, CPU_BOOT);
	table_ioapic(1, 0, IOAPIC_DEFAULT_ADDR);
	table_ioapic(2, 1, 0);
	table_ioapic(3, 1, 0xfec00001);
	table_ioapic(4, 1, 0xfec01000);
	table_ioapic(4, 1, 0xfec02000);
	ok(decode_made() && c.nr_ioapics == 1 &&
	   c.ioapics[0].addr == 0xfec01000, "one I/O APIC of five is good");
	ok(says("T: I/O APIC 2 cannot be at 00000000") &&
	   says("T: I/O APIC 3 cannot be at fec00001") &&
	   says("T: two I/O APICs have id 4"), "the others are named");
	table_start();
	table_cpu(0, CPU_BOOT);
	for (i = 0; i < MAX_IOAPICS + 1; i++)
		table_ioapic(i, 1, IOAPIC_DEFAULT_ADDR + i * 4096);
	for (i = 0; i < MAX_BUSES + 2; i++)
		table_bus(i, i % 2 ? "EISA" : "MCA");
	table_bus(3, "PCI");
	ok(decode_made() && c.nr_ioapics == MAX_IOAPICS &&
	   c.nr_buses == MAX_BUSES && c.buses[1].type == BUS_EISA &&
	   c.buses[2].type == BUS_MCA, "as many as there is room for");
	ok(says("T: I/O APIC 8 is one too many") &&
	   says("T: bus 33 is one too many") && says("T: two buses have id 3"),
	   "and the rest");
	table_start();
	table_cpu(0, CPU_BOOT);
	table_bus(0, "\033[2J\001");
	ok(decode_made() && !strcmp(c.buses[0].name, "?[2J?") &&
	   c.buses[0].type == BUS_OTHER, "a name that would clear the screen");
}

static void test_wires(void)
{
	int i;

	table_start();
	table_cpu(0, CPU_BOOT);
	table_cpu(5, 0);
	table_board();
	table_int(MP_IOINT, MP_INT, 0, 1, 5, 99, 5);
	table_int(MP_IOINT, MP_INT, 0, 99, 6, 16, 6);
	table_int(MP_IOINT, 4, 0, 1, 7, 16, 7);
	table_int(MP_IOINT, MP_INT, 2, 1, 8, 16, 8);
	table_int(MP_IOINT, MP_INT, 8, 1, 9, 16, 9);
	table_int(MP_IOINT, MP_INT, 0, 1, 10, 16, 240);
	table_int(MP_LOCALINT, MP_NMI, 0, 1, 0, 0, 2);
	table_int(MP_LOCALINT, MP_NMI, 0, 1, 0, 5, 1);
	table_int(MP_IOINT, MP_SMI, 0, 1, 11, APIC_ID_ALL, 239);
	ok(decode_made() && c.nr_irqs == 4 && c.nr_lints == 2,
	   "wires with a fault are left out");
	is(c.complaints, 7, "seven of them with a line");
	ok(says("T: an interrupt goes to I/O APIC 99, which is not listed") &&
	   says("T: an interrupt comes from bus 99, which is not listed") &&
	   says("T: interrupt 10 of bus 1 to pin 240 of APIC 16: impossible "
		"pin, ignored") && says("T: local interrupt 0 of bus 1"),
	   "that names them");
	table_start();
	table_cpu(0, CPU_BOOT);
	table_board();
	for (i = 0; i < MAX_IRQ_ROUTES; i++) {
		table_int(MP_IOINT, MP_INT, 0, 1, i, 16, 3);
		table_int(MP_LOCALINT, MP_NMI, 0, 1, 0, 0, 1);
	}
	ok(decode_made() && c.nr_irqs == MAX_IRQ_ROUTES &&
	   c.nr_lints == MAX_LINTS, "more than there is room for");
}

/* One extended table behind a good base table. */
static bool decode_extended(const void *ext, u32 size, u32 missing, u8 sum)
{
	struct mp_table *t;
	u32 length;

	table_start();
	table_cpu(0, CPU_BOOT);
	length = table_len;
	table_add(ext, size);
	table_entries--;
	t = table_end_at(length, 4);
	t->ext_checksum += sum;
	fix_table(t);
	t = realloc(t, table_len - missing);
	return decode(t, table_len - missing);
}

static void test_extended(void)
{
	struct mp_bus_hierarchy bus = { { MP_BUS_HIERARCHY, 8 }, 1, 1, 0,
		{ 0, 0, 0 } };
	struct mp_address_space space = { { MP_ADDRESS_SPACE, 20 }, 0, 1,
		0xa0000, 0x20000 };
	struct mp_compat_space compat = { { MP_COMPAT_SPACE, 8 }, 0, 0, 1 };
	struct mp_ext_entry odd = { 131, 2 }, endless = { 200, 0 };

	ok(decode_extended(&bus, 8, 0, 0) &&
	   says("  bus 1 is below bus 0 and takes what is left"), "hierarchy");
	ok(decode_extended(&space, 20, 0, 0) &&
	   says("  bus 0 has memory a0000-bffff"), "address space");
	ok(decode_extended(&compat, 8, 0, 0) &&
	   says("  bus 0 has the VGA ports"), "compatible address space");
	ok(decode_extended(&bus, 8, 0, 2 * sum_to_zero(&bus, 8) * -1) &&
	   c.complaints == 0, "the sum itself will do for a checksum");
	ok(decode_extended(&bus, 8, 0, 1) &&
	   says("T: the extended table has a bad checksum"), "bad checksum");
	ok(decode_extended(&bus, 8, 1, 0) &&
	   says("T: the extended table reaches beyond memory"), "too long");
	ok(decode_extended(&odd, 2, 0, 0) &&
	   says("T: extended entry of unknown type 131"), "unknown type");
	ok(decode_extended(&endless, 2, 0, 0) &&
	   says("T: the extended table is cut off"), "length 0 ends it");
	bus.head.length = 7;
	ok(decode_extended(&bus, 7, 0, 0) &&
	   says("T: extended entry of type 129 is too short"), "too short");
	bus.head.length = 9;
	ok(decode_extended(&bus, 8, 0, 0) &&
	   says("T: the extended table is cut off"), "too long an entry");
}

static void test_strings(void)
{
	char text[8];

	safe_text(text, sizeof(text), "a\x7f\x80\tb   ", 8);
	is_str(text, "a???b", "only what can be printed, no blanks behind");
	safe_text(text, sizeof(text), "123456789", 9);
	is_str(text, "1234567", "not too much");
	safe_text(text, sizeof(text), "ab\0cd", 5);
	is_str(text, "ab", "up to a NUL");
	safe_text(text, sizeof(text), "   ", 3);
	is_str(text, "", "nothing");
}

static void test_defaults(void)
{
	static const char *const buses[] = { NULL, "ISA", "EISA", "EISA",
		"MCA", "ISA", "EISA", "MCA" };
	int n, bad = 0;

	for (n = 1; n <= MP_DEFAULTS; n++) {
		memset(&c, 0, sizeof(c));
		host_log_clear();
		bad += !mp_default(&c, n) || broken_promise(&c) ||
		       c.nr_cpus != 2 || c.complaints || *host_log ||
		       c.nr_ioapics != 1 || c.nr_lints != 2 ||
		       c.nr_buses != 1 + (n > 4) ||
		       strcmp(c.buses[0].name, buses[n]) ||
		       (c.cpus[1].apicver >= 0x10) != (n > 4) ||
		       c.nr_irqs != (n == 2 ? 14 : 16);
	}
	is(bad, 0, "default configurations 1 to 7");
	is_str(c.source, "Default configuration 7", "and their name");
	ok(c.irqs[0].type == MP_EXTINT && c.irqs[1].irq == 0 &&
	   c.irqs[1].pin == 2 && c.irqs[15].pin == 15, "the timer's pin is 2");
}

int main(void)
{
	if (NR_CPUS < 16) {
		printf("1..0 # SKIP for kernels of 16 CPUs and more\n");
		return 0;
	}
	test_good();
	test_header();
	test_floating();
	test_walk();
	test_cpus();
	test_address();
	test_devices();
	test_wires();
	test_extended();
	test_strings();
	test_defaults();
	return done();
}
