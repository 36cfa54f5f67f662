/* needs: arch/i386/kernel/smpchoose.c arch/i386/kernel/smpconfig.c */
/* needs: arch/i386/kernel/smpprint.c arch/i386/kernel/topology.c */
/*
 * smpconfig_test.c - which of two tables is believed, the boot processor's
 * place, and the parts of an APIC id.
 */
#include <asm/smpconfig.h>
#include "host.h"
#include "tap.h"

struct cpu boot_cpu, *host_cpu = &boot_cpu;

#define says(text)	(strstr(host_log, text) != NULL)

/* --- two tables, as they were read ---------------------------------------- */

static struct smp_config mp, madt;
static bool has_mp, has_madt;

bool read_mp_table(struct smp_config *c)
{
	if (has_mp)
		*c = mp;
	return has_mp;
}

bool read_madt(struct smp_config *c)
{
	if (has_madt)
		*c = madt;
	return has_madt;
}

/* `n' processors with ids from `first' on; the first one boots. */
static void name_cpus(struct smp_config *c, const char *source, int n,
		      u8 first)
{
	struct mp_cpu cpu = { .boot = true };
	int i;

	memset(c, 0, sizeof(*c));
	strcpy(c->source, source);
	c->lapic_addr = LAPIC_DEFAULT_ADDR;
	for (i = 0; i < n; i++, cpu.boot = false) {
		cpu.apicid = first + i;
		smp_add_cpu(c, &cpu, true);
	}
}

/* Reads and decides; returns how many processors there are. */
static int decide(int by_mp, int by_madt)
{
	has_mp = by_mp >= 0;
	has_madt = by_madt >= 0;
	name_cpus(&mp, "MP table", by_mp, 0);
	name_cpus(&madt, "MADT", by_madt, 0);
	memset(&smp_config, 0, sizeof(smp_config));
	host_log_clear();
	read_smp_config();
	return smp_config.nr_cpus;
}

static void test_choice(void)
{
	is(decide(-1, -1), 0, "no table");
	ok(says("SMP: neither MP table nor MADT\n") && !smp_config.lapic_addr,
	   "is said");
	is(decide(2, -1), 2, "an MP table only");
	is(decide(-1, 3), 3, "a MADT only");
	is_str(smp_config.source, "MADT", "is used");
	is(decide(4, 4), 4, "two that agree");
	ok(!strcmp(smp_config.source, "MP table") && !says("SMP:"),
	   "need no words");
	is(decide(1, 4), 4, "the MADT has more");
	ok(says("SMP: 1 processor by the MP table, 4 by the MADT: the MADT is "
		"used\n"), "is said");
	is(decide(4, 2), 4, "the MP table has more");
	ok(says("SMP: 4 processors by the MP table, 2 by the MADT: the MP "
		"table is used\n"), "is said");
	is(decide(NR_CPUS + 1, NR_CPUS + 2), NR_CPUS, "too many for us");
	is_str(smp_config.source, "MADT", "but still the larger set");
}

static void test_other_disagreements(void)
{
	name_cpus(&mp, "MP table", 2, 0);
	name_cpus(&madt, "MADT", 2, 1);
	host_log_clear();
	ok(smp_config_choose(&mp, &madt) == &mp, "as many, but others");
	ok(says("SMP: the MP table and the MADT name different processors: the "
		"MP table is used\n"), "is said");
	name_cpus(&madt, "MADT", 2, 0);
	madt.lapic_addr = 0xfed00000;
	host_log_clear();
	ok(smp_config_choose(&mp, &madt) == &mp, "APICs elsewhere");
	ok(says("SMP: local APICs at fee00000 by the MP table, at fed00000 by "
		"the MADT: the MP table is used\n"), "is said");
}

/* The order of ids in smp_config, as text. */
static const char *order(void)
{
	static char text[4 * APIC_IDS];
	u32 i, n = 0;

	text[0] = '\0';
	for (i = 0; i < smp_config.nr_cpus; i++)
		n += sprintf(text + n, "%u ", smp_config.cpus[i].apicid);
	return text;
}

static u32 boots(void)
{
	u32 i, n = 0;

	for (i = 0; i < smp_config.nr_cpus; i++)
		n += smp_config.cpus[i].boot;
	return n;
}

static void test_boot(void)
{
	decide(4, -1);
	smp_config_set_boot(0);
	ok(!strcmp(order(), "0 1 2 3 ") && !says("<4>"), "it is the first");
	ok(says("<6>Processors (MP table):\n<6>  CPU 0: APIC id 0, boot "
		"processor\n<6>  CPU 1: APIC id 1\n"), "all are shown");
	decide(4, -1);
	smp_config_set_boot(2);
	is_str(order(), "2 0 1 3 ", "it is the third");
	ok(says("<4>SMP: APIC id 2 boots, not 0 as in MP table\n"), "is told");
	ok(smp_config.cpus[0].boot && boots() == 1, "one boots");
	decide(2, -1);
	smp_config_set_boot(77);
	is_str(order(), "77 0 1 ", "it is missing");
	ok(says("SMP: the boot processor, APIC id 77, is missing in MP "
		"table\n"), "is told");
	decide(-1, -1);
	smp_config_set_boot(5);
	is_str(order(), "5 ", "no table: it is the only one");
	ok(boots() == 1 && !says("<4>"), "which is no mistake");
}

static void test_boot_and_full(void)
{
	decide(NR_CPUS, -1);
	smp_config_set_boot(200);
	ok(smp_config.nr_cpus == NR_CPUS && smp_config.nr_excess == 1 &&
	   smp_config.cpus[0].apicid == 200, "the last one makes room");
	if (NR_CPUS > 1)
		ok(smp_config.cpus[NR_CPUS - 1].apicid == NR_CPUS - 2,
		   "and only that");
	decide(NR_CPUS + 3, -1);
	smp_config_set_boot(NR_CPUS + 2);
	ok(smp_config.nr_cpus == NR_CPUS && smp_config.nr_excess == 3 &&
	   smp_config.cpus[0].apicid == NR_CPUS + 2,
	   "one of those that had no room boots");
	ok(!says("missing"), "and is not missing");
}

/* --- topology ------------------------------------------------------------- */

static int parts_are(u8 id, int package, int core, int thread)
{
	return apic_id_package(id) == package && apic_id_core(id) == core &&
	       apic_id_thread(id) == thread;
}

static void test_topology(void)
{
	topology_set(1, 1);
	ok(parts_are(0, 0, 0, 0) && parts_are(254, 254, 0, 0), "packages of 1");
	topology_set(2, 1);
	ok(parts_are(7, 3, 0, 1), "two threads");
	topology_set(4, 4);
	ok(parts_are(7, 1, 3, 0), "four cores");
	topology_set(4, 2);
	ok(parts_are(7, 1, 1, 1) && parts_are(6, 1, 1, 0), "two by two");
	topology_set(6, 3);
	ok(parts_are(13, 1, 2, 1), "three cores: room for four");
	topology_set(12, 6);
	ok(parts_are(0x1b, 1, 5, 1), "six cores: room for eight");
	topology_set(255, 64);
	ok(parts_are(255, 0, 63, 3), "one package with all ids");
	topology_set(2, 64);
	ok(parts_are(3, 1, 1, 0), "more cores than siblings cannot be");
	topology_set(0, 0);
	ok(parts_are(3, 3, 0, 0), "nor can none");
	boot_cpu.info.max_leaf = 0;
	topology_set(4, 2);
	topology_detect(&boot_cpu.info);
	ok(parts_are(3, 3, 0, 0), "no CPUID");
}

static void test_package_lines(void)
{
	name_cpus(&mp, "MP table", 4, 0);
	topology_set(2, 1);
	host_log_clear();
	print_smp_config(&mp);
	ok(says("  package 0: core.thread 0.0 0.1, CPUs 0 1\n"
		"<6>  package 1: core.thread 0.0 0.1, CPUs 2 3\n"),
	   "a line per package");
	topology_set(1, 1);
	host_log_clear();
	print_smp_config(&mp);
	ok(!says("package"), "none for single processors");
}

int main(void)
{
	test_boot_and_full();
	if (NR_CPUS < 16)
		return done();
	test_choice();
	test_other_disagreements();
	test_boot();
	test_topology();
	test_package_lines();
	return done();
}
