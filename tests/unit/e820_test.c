/* needs: arch/i386/kernel/e820.c lib/cmdline.c init/cmdline.c */
/* needs: lib/string.c lib/strtol.c */
/*
 * e820_test.c - the memory map: chosen cases, and random maps against a
 * model that paints every unit of memory.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <asm/bootparam.h>
#include <asm/e820.h>
#include <asm/page.h>
#include "e820_model.h"
#include "host.h"
#include "tap.h"

#define ROUNDS	50000
#define MB	(1ULL << 20)

static unsigned int seed = 820;

/* Is entry i of the map this one? */
static int entry(const struct e820map *map, unsigned int i, u64 addr,
		 u64 size, u32 type)
{
	const struct e820entry *e = &map->map[i];

	return i < map->nr && e->addr == addr && e->size == size &&
		e->type == type;
}

/* Random maps at low, middle and high addresses, of odd units too. */
static void test_random(void)
{
	static const u64 bases[] = { 0, 123, 0xfffff000, 0xfffffff000000000 };
	static const u64 units[] = { 1, 1024, 4096, 12345, MB };
	static struct e820map map;
	struct model m;
	int i, bad = 0;

	for (i = 0; i < ROUNDS; i++) {
		m.base = bases[rnd(&seed) % 4];
		m.unit = units[rnd(&seed) % 5];
		model_make(&m, &map, rnd(&seed) % 12, &seed);
		bad += e820_sanitize(&map) != 0 || !model_agrees(&m, &map);
		bad += e820_sanitize(&map) != 0 || !model_agrees(&m, &map);
	}
	is(bad, 0, "%d random maps, each sanitized twice", ROUNDS);
	for (i = 0, bad = 0; i < ROUNDS / 100; i++) {
		m.base = 0;
		m.unit = 4096;
		model_make(&m, &map, E820_MAX, &seed);
		bad += e820_sanitize(&map) != 0 || !model_agrees(&m, &map);
	}
	is(bad, 0, "%d maps of %d entries", ROUNDS / 100, E820_MAX);
}

/* What the painted units say about a range of them. */
static void model_query(const struct model *m, int start, int end, u32 type,
			bool *any, bool *all)
{
	*any = false;
	*all = true;
	for (; start < end; start++) {
		bool match = type ? m->type[start] == type : m->type[start];

		*any |= match;
		*all &= match;
	}
}

static int queries_agree(const struct model *m, const struct e820map *map)
{
	int start = rnd(&seed) % UNITS, i, agree;
	int end = start + rnd(&seed) % (UNITS - start + 1);
	u32 type = rnd(&seed) % 4;
	u64 from = m->base + start * m->unit, to = m->base + end * m->unit;
	u64 ram = 0, last = 0, above = 0;
	bool any, all;

	model_query(m, start, end, type, &any, &all);
	agree = e820_any_mapped(map, from, to, type) == any &&
		e820_all_mapped(map, from, to, type) == all;
	for (i = 0; i < UNITS; i++)
		if (m->type[i] == E820_RAM) {
			ram += m->unit;
			last = m->base + (i + 1) * m->unit;
			above += i >= start ? m->unit : 0;
		}
	return agree && e820_end_of_ram(map) == last &&
		e820_ram_above(map, 0) == ram &&
		e820_ram_above(map, from) == above;
}

/* Quarter pages: a page is only usable if all its four are. */
static int pages_agree(const struct model *m, const struct e820map *map)
{
	unsigned char usable[UNITS / 4] = { 0 };
	unsigned long first, end, last = 0;
	unsigned int i = 0, j;

	while (e820_next_ram(map, &i, &first, &end)) {
		if (first >= end || first < last || end > UNITS / 4)
			return 0;
		last = end;
		while (first < end)
			usable[first++] = 1;
	}
	for (j = 0; j < UNITS / 4; j++) {
		const u8 *t = &m->type[4 * j];

		if (usable[j] != (t[0] == E820_RAM && t[1] == E820_RAM &&
				  t[2] == E820_RAM && t[3] == E820_RAM))
			return 0;
	}
	return 1;
}

static void test_queries(void)
{
	static struct e820map map;
	struct model m = { 0, PAGE_SIZE / 4, { 0 } };
	int i, j, queries = 0, pages = 0, limits = 0;

	for (i = 0; i < ROUNDS; i++) {
		int limit = rnd(&seed) % UNITS;

		model_make(&m, &map, rnd(&seed) % 12, &seed);
		e820_sanitize(&map);
		queries += !queries_agree(&m, &map);
		pages += !pages_agree(&m, &map);
		e820_limit(&map, limit * m.unit);
		for (j = limit; j < UNITS; j++)
			if (m.type[j] == E820_RAM)
				m.type[j] = 0;
		limits += !model_agrees(&m, &map);
	}
	is(queries, 0, "%d questions to random maps", ROUNDS);
	is(pages, 0, "the whole pages of RAM in them");
	is(limits, 0, "RAM limits in them");
}

/* Entries that cannot be. */
static void test_odd_entries(void)
{
	static struct e820map map;

	map.nr = 0;
	e820_add(&map, 16 * MB, 0, E820_RAM);
	e820_add(&map, 64 * MB, -1ULL, E820_RAM);
	e820_add(&map, -4096ULL, 8192, E820_RESERVED);
	e820_add(&map, 8 * MB, MB, 0);
	e820_add(&map, 4 * MB, 32 * MB, E820_RAM);
	is(e820_sanitize(&map), 0, "odd entries fit");
	is(map.nr, 4, "the empty one and the RAM that wraps are gone");
	ok(entry(&map, 0, 4 * MB, 4 * MB, E820_RAM) &&
	   entry(&map, 1, 8 * MB, MB, E820_RESERVED) &&
	   entry(&map, 2, 9 * MB, 27 * MB, E820_RAM),
	   "a range of type 0 is reserved");
	ok(entry(&map, 3, -4096ULL, 4095, E820_RESERVED),
	   "a reserved range that wraps is kept to the top");
}

/* One RAM range with more holes in it than the map has room for. */
static void test_overflow(void)
{
	static struct e820map map;
	int i;

	map.nr = 0;
	is(e820_add(&map, 0, 1024 * MB, E820_RAM), 0, "an entry is added");
	for (i = 1; i < E820_MAX; i++)
		e820_add(&map, i * MB, 4096, E820_RESERVED);
	is(e820_add(&map, 0, 1, E820_RAM), -ENOSPC, "the map is full");
	is(e820_sanitize(&map), 2 * E820_MAX - 1 - E820_MAX,
	   "ranges that do not fit are counted");
	ok(map.nr == E820_MAX && map_is_clean(&map), "the others are clean");
	ok(entry(&map, 0, 0, MB, E820_RAM) &&
	   entry(&map, E820_MAX - 1, E820_MAX / 2 * MB, 4096, E820_RESERVED),
	   "and they are the lowest");
}

static struct boot_params bp;
static struct e820map map;

/* A loader's E820 table of n entries. */
static void boot_table(const struct e820entry *e, int n)
{
	memset(&bp, 0, sizeof(bp));
	memcpy(bp.e820_table, e, n * sizeof(*e));
	bp.e820_entries = n;
	host_log_clear();
}

/* What QEMU says with 64 MB, and a piece above 4 GB. */
static const struct e820entry pc[] = {
	{ 0, 0x9fc00, E820_RAM },
	{ 0x9fc00, 0x400, E820_RESERVED },
	{ 0xf0000, 0x10000, E820_RESERVED },
	{ 0x100000, 0x3ee0000, E820_RAM },
	{ 0x3fe0000, 0x20000, E820_ACPI },
	{ 0xfffc0000, 0x40000, E820_RESERVED },
	{ 0x100000000, 0x40000000, E820_RAM },
};

static void test_sources(void)
{
	boot_table(pc, 7);
	bp.alt_mem_k = 1234;
	is_str(e820_from_boot(&map, &bp), "E820", "E820 first");
	ok(map.nr == 7 && !memcmp(map.map, pc, sizeof(pc)), "taken as it is");
	is(e820_end_of_ram(&map), 0x3fe0000, "the end of RAM below 4 GB");
	is(e820_ram_above(&map, E820_4GB), 1024 * MB, "RAM above 4 GB");

	boot_table(pc, 3);
	bp.alt_mem_k = 31744;
	bp.screen_info.ext_mem_k = 1000;
	is_str(e820_from_boot(&map, &bp), "E801",
	       "E801 if E820 has nothing above 1 MB");
	ok(map.nr == 2 && entry(&map, 0, 0, E820_BASE_RAM, E820_RAM) &&
	   entry(&map, 1, MB, 31 * MB, E820_RAM), "two ranges");

	boot_table(pc, 0);
	bp.screen_info.ext_mem_k = 2048;
	is_str(e820_from_boot(&map, &bp), "88h", "88h if E801 is silent");
	is(e820_end_of_ram(&map), 3 * MB, "3 MB");
	bp.alt_mem_k = UINT_MAX;
	e820_from_boot(&map, &bp);
	ok(map_is_clean(&map) && e820_end_of_ram(&map) == E820_4GB,
	   "E801 at its largest");
	is_str(host_log, "", "no complaint so far");

	boot_table(pc, 0);
	ok(!e820_from_boot(&map, &bp), "no source at all");
	ok(panics(setup_memory_map(&bp)), "the kernel says so and stops");
	is_str(host_log, "The BIOS shows no memory (E820, E801, 88h)",
	       "in one line");
}

static void test_lies(void)
{
	int i;

	boot_table(pc, 7);
	bp.e820_entries = 255;
	is_str(e820_from_boot(&map, &bp), "E820", "a count too large");
	is_str(host_log, "<4>Memory map: the loader says 255 entries, more "
	       "than the 128 there can be\n", "is reported");
	is(map.nr, 7, "and the empty rest is skipped");

	boot_table(pc, 7);
	bp.e820_table[0].size = 2048 * MB;
	for (i = 1; i < E820_MAX; i++) {
		bp.e820_table[i].addr = i * MB;
		bp.e820_table[i].size = 1;
		bp.e820_table[i].type = E820_RESERVED;
	}
	bp.e820_entries = E820_MAX;
	e820_from_boot(&map, &bp);
	is_str(host_log, "<4>Memory map: too many ranges, the highest 127 "
	       "are not used\n", "too many ranges are reported");
}

static void test_printing(void)
{
	static const struct e820entry odd = { 0x5000000, 100, 99 };

	boot_table(pc, 7);
	bp.e820_table[bp.e820_entries++] = odd;
	e820_from_boot(&map, &bp);
	e820_print(&map, "E820");
	is_str(host_log,
	       "<6>Memory map (E820):\n"
	       "<6>  000000000-00009fbff      639 KB     RAM\n"
	       "<6>  00009fc00-00009ffff        1 KB     reserved\n"
	       "<6>  0000f0000-0000fffff       64 KB     reserved\n"
	       "<6>  000100000-003fdffff    64384 KB     RAM\n"
	       "<6>  003fe0000-003ffffff      128 KB     ACPI tables\n"
	       "<6>  005000000-005000063      100 bytes  unknown\n"
	       "<6>  0fffc0000-0ffffffff      256 KB     reserved\n"
	       "<6>  100000000-13fffffff     1024 MB     RAM\n",
	       "the map as people see it");
}

/* mem= as the command line brings it; the last good one stays. */
static void test_mem(void)
{
	boot_table(pc, 7);
	parse_command_line("mem=nopentium", 1);
	setup_memory_map(&bp);
	is(e820_ram_above(&e820, E820_4GB), 1024 * MB,
	   "mem=nopentium changes nothing");
	ok(!strstr(host_log, "<4>"), "and is not complained about");

	parse_command_line("mem=32M mem=2M mem=64Q mem= mem=M", 1);
	ok(strstr(host_log, "\"mem=2M\" is out of range, ignored") &&
	   strstr(host_log, "\"mem=64Q\" is not understood, ignored") &&
	   strstr(host_log, "\"mem=\" is not understood, ignored") &&
	   strstr(host_log, "\"mem=M\" is not understood, ignored"),
	   "bad values are named");
	setup_memory_map(&bp);
	is(e820_end_of_ram(&e820), 32 * MB, "mem=32M");
	is(e820_ram_above(&e820, 32 * MB), 0, "no RAM above it");
	is(e820.nr, 6, "what is reserved stays");
	ok(strstr(host_log, "Memory map: RAM above 32768 KB not used (mem=)"),
	   "it is said");
}

int main(void)
{
	test_random();
	test_queries();
	test_odd_entries();
	test_overflow();
	test_sources();
	test_lies();
	test_printing();
	test_mem();
	return done();
}
