/* needs: arch/i386/kernel/mpfind.c arch/i386/kernel/mptable.c */
/* needs: arch/i386/kernel/mpdefault.c arch/i386/kernel/smpconfig.c */
/* needs: arch/i386/kernel/smpprint.c arch/i386/kernel/topology.c */
/* needs: arch/i386/kernel/e820.c lib/cmdline.c init/cmdline.c */
/* needs: lib/string.c lib/strtol.c */
/*
 * mpfind_test.c - finding MP tables in a pretended physical memory. Each
 * mapping is a piece of the heap of just the size that was asked for.
 */
#include <linux/bootmem.h>
#include <linux/cmdline.h>
#include <asm/e820.h>
#include <asm/vremap.h>
#include "host.h"
#include "mp_tables.h"

static struct smp_config c;

#define says(text)	(strstr(host_log, text) != NULL)

#define PHYS_SIZE	0x200000	/* low memory, and a MB of RAM */
#define LOWMEM		(PHYS_SIZE - 0x10000)	/* the rest needs vremap() */
#define ROM_TABLE	0xf6000

static u8 phys[PHYS_SIZE];
static int mappings, remaps;
static u32 kept[8][2], nr_kept;
unsigned long lowmem_end = LOWMEM, host_memory;
struct cpu boot_cpu, *host_cpu = &boot_cpu;

void *map_physical(unsigned long pa, unsigned long size)
{
	mappings++;
	remaps += pa + size > lowmem_end;
	if (pa + size > PHYS_SIZE) {
		fprintf(stderr, "mapped: %lx, %lx bytes\n", pa, size);
		abort();
	}
	return heap_copy(phys + pa, size);
}

void unmap_physical(const void *p)
{
	mappings -= p != NULL;
	free((void *)p);
}

void bootmem_reserve(unsigned long start, unsigned long end,
		     const char *what __unused)
{
	kept[nr_kept][0] = start;
	kept[nr_kept++][1] = end;
}

static bool is_kept(u32 start, u32 end)
{
	u32 i;

	for (i = 0; i < nr_kept; i++)
		if (kept[i][0] <= start && end <= kept[i][1])
			return true;
	return false;
}

/* Writes a word of the BIOS data area. */
static void bda(u32 pa, u16 word)
{
	memcpy(phys + pa, &word, sizeof(word));
}

/* An empty machine: 639 KB, ROM, 1 MB of RAM of which the end is reserved. */
static void power_on(void)
{
	memset(phys, 0, sizeof(phys));
	e820.nr = 0;
	e820_add(&e820, 0, 0x9fc00, E820_RAM);
	e820_add(&e820, 0xf0000, 0x10000, E820_RESERVED);
	e820_add(&e820, 0x100000, LOWMEM - 0x100000, E820_RAM);
	e820_add(&e820, LOWMEM, PHYS_SIZE - LOWMEM, E820_RESERVED);
	bda(0x40e, 0x9fc0);
	bda(0x413, 639);
}

/* Puts a floating pointer at `pa' and a table of `cpus' at `table'. */
static void put(u32 pa, u32 table, int cpus)
{
	struct mp_floating fp = floating(table, 0);
	struct mp_table *t;
	int i;

	memcpy(phys + pa, &fp, sizeof(fp));
	table_start();
	for (i = 0; i < cpus; i++)
		table_cpu(i, i ? CPU_ON : CPU_BOOT);
	t = table_end(4);
	memcpy(phys + table, t, table_len);
	free(t);
}

/* The whole way. Returns how many processors were found. */
static int look(void)
{
	mappings = nr_kept = remaps = 0;
	host_log_clear();
	memset(&c, 0, sizeof(c));
	find_mp_table();
	if (remaps || mappings)
		return -1;
	return read_mp_table(&c) && !mappings ? c.nr_cpus : 0;
}

static void test_places(void)
{
	static const u32 places[] = { 0, 0x3f0, 0x9fc00, 0x9fff0, 0xf0000,
		0xffff0 };
	u32 i;

	power_on();
	is(look(), 0, "nothing is there");
	is_str(host_log, "", "and nothing is said");
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		power_on();
		put(places[i], ROM_TABLE, 3);
		is(look(), 3, "found at %05x", places[i]);
	}
	is_str(c.source, "MP table at 000f6000", "its name");
	power_on();
	put(0xf5008, ROM_TABLE, 3);
	is(look(), 0, "not between the 16-byte borders");
	power_on();
	put(0x9f800, ROM_TABLE, 3);
	bda(0x413, 639);
	is(look(), 3, "where 40:13h says: 638 KiB");
	ok(is_kept(0x9f800, 0x9f810), "it is in RAM, and kept");
	bda(0x413, 0);
	is(look(), 0, "40:13h is nonsense");
	bda(0x40e, 0x9f80);
	is(look(), 3, "the EBDA is there");
	bda(0x40e, 0xffff);
	is(look(), 0, "no EBDA up there");
	power_on();
	put(0x9fc00, ROM_TABLE, 3);
	bda(0x40e, 0);
	is(look(), 3, "639 KiB, with no EBDA");
}

static void test_order(void)
{
	power_on();
	put(0xf0000, ROM_TABLE, 5);
	put(0x9fc00, ROM_TABLE + 0x400, 4);
	put(0x9f800, ROM_TABLE + 0x800, 3);
	bda(0x40e, 0x9f80);
	put(0x200, ROM_TABLE + 0xc00, 2);
	is(look(), 2, "the low page comes first");
	phys[0x204]++;
	is(look(), 3, "then the EBDA");
	ok(says("MP pointer at 00000200: bad checksum\n"), "bad ones are told");
	phys[ROM_TABLE + 0x800]++;
	is(look(), 4, "then the top of base memory");
	ok(says("MP table at 000f6800: no PCMP signature\n"), "bad tables too");
	phys[0x9fc04]++;
	is(look(), 5, "then the ROM");
	phys[ROM_TABLE + 5] = 0xfe;
	is(look(), 0, "then there is none");
	ok(says("MP table at 000f6000: reaches beyond memory") ||
	   says("MP table at 000f6000: bad checksum"), "which is told");
}

static void test_ram(void)
{
	struct mp_floating fp;

	power_on();
	put(0xf0000, 0x150000, 2);
	is(look(), 2, "a table in RAM");
	ok(is_kept(0x150000, 0x150000 + 84), "is kept");
	power_on();
	put(0xf0000, LOWMEM + 0x100, 2);
	is(look(), 2, "above the one-to-one map: read later");
	is(nr_kept, 0, "and needs not be kept");
	power_on();
	put(0xf0000, LOWMEM - 50, 2);
	is(look(), 2, "half in the map");
	ok(is_kept(LOWMEM - 50, LOWMEM), "that half is kept");
	power_on();
	put(0xf0000, PHYS_SIZE - 84, 2);
	is(look(), 2, "a table that ends with memory");
	phys[PHYS_SIZE - 84 + offsetof(struct mp_table, length)]++;
	is(look(), 0, "a byte more");
	is_str(host_log, "<4>MP table at 001fffac: reaches beyond memory\n",
	       "is beyond memory");
	power_on();
	fp = floating(PHYS_SIZE - 43, 0);
	memcpy(phys + 0xf0000, &fp, sizeof(fp));
	is(look(), 0, "a header that is cut off by the end of memory");
	ok(says("<4>MP table at 001fffd5: reaches beyond memory\n"), "is told");
	put(0xf0010, ROM_TABLE, 3);
	is(look(), 3, "another pointer is good");
	fp = floating(0xffffffff, 0);
	memcpy(phys + 0xf0000, &fp, sizeof(fp));
	is(look(), 3, "a table that wraps around is not");
	put(0xf0000, 0xc0000, 4);
	is(look(), 4, "a hole below 1 MB can be read");
}

static void test_modes(void)
{
	struct mp_floating fp = floating(0, 5);

	power_on();
	memcpy(phys + 0xf0000, &fp, sizeof(fp));
	is(look(), 2, "a default configuration");
	is_str(c.source, "Default configuration 5", "by its number");
	ok(!c.imcr, "virtual wire mode");
	fp.feature2 = MP_FEATURE2_IMCRP;
	fix_floating(&fp);
	memcpy(phys + 0xf0000, &fp, sizeof(fp));
	ok(look() == 2 && c.imcr, "PIC mode");
}

/* Last of all, for the parameter cannot be taken back. */
static void test_mptable(void)
{
	power_on();
	put(0xf0000, ROM_TABLE, 2);
	put(0x180000, 0x180010, 3);
	parse_command_line("mptable=here mptable=", 1);
	is(look(), 2, "mptable= with no address changes nothing");
	parse_command_line("mptable=0x180000", 1);
	is(look(), 3, "mptable=0x180000");
	ok(is_kept(0x180000, 0x180010), "is kept");
	phys[0x180000]++;
	is(look(), 0, "there is no other, if it is bad");
	ok(says("MP pointer at 00180000: no _MP_ signature"), "which is told");
	parse_command_line("mptable=0x1f0000", 1);
	put(0x1f0000, 0x1f0010, 4);
	is(look(), 4, "above the one-to-one map");
	parse_command_line("mptable=0xfffffff8", 1);
	is(look(), 0, "at the end of the world");
	ok(says("MP pointer at fffffff8: not in memory"), "is no memory");
	parse_command_line("mptable=0x1ffff8", 1);
	is(look(), 0, "half beyond memory");
}

int main(void)
{
	if (NR_CPUS < 16) {
		printf("1..0 # SKIP for kernels of 16 CPUs and more\n");
		return 0;
	}
	test_places();
	test_order();
	test_ram();
	test_modes();
	test_mptable();
	return done();
}
