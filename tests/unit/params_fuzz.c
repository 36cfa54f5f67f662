/* needs: arch/i386/kernel/e820.c lib/cmdline.c init/cmdline.c */
/* needs: lib/string.c lib/strtol.c */
/*
 * params_fuzz.c - what a boot loader may leave in boot_params and on the
 * command line: tables of every degree of nonsense, E801 and 88h figures,
 * words with quotes and values. Argument: how many inputs. Every input is
 * made from its own number, which a failure prints; a second argument runs
 * that one input alone.
 */
#include <linux/cmdline.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <asm/bootparam.h>
#include <asm/e820.h>
#include <stdlib.h>
#include "e820_model.h"
#include "host.h"
#include "tap.h"

#define INPUTS	1000000

static unsigned int seed;
static struct boot_params bp;
static char line[2 * COMMAND_LINE_SIZE];

/* What the broken promise is, for the reader; NULL if all are kept. */
static const char *broken;

#define promise(cond, what) do { \
	if (!(cond) && !broken) \
		broken = what; \
} while (0)

/* --- parameters that take values, as the kernel's own do ------------------ */

static int setup_list(char *value)
{
	int n, last = 1, items = 0;

	while (last && (last = get_option(&value, &n)) == 2)
		items++;
	return *value ? -EINVAL : 0;
}
__setup("list=", setup_list);

static int setup_number(char *value)
{
	unsigned long n = 50;
	int err = get_number(value, 10, 99, &n);

	promise(n >= 10 && n <= 99 && (!err || n == 50),
		"get_number: its limits");
	return err;
}
__setup("number=", setup_number);

static int setup_pieces(char *value)
{
	while (strsep(&value, ",:"))
		;
	return 0;
}
__setup("console=", setup_pieces);

static int setup_flag(char *value)
{
	promise(!*value, "a flag has no value");
	return 0;
}
__setup("nosmp", setup_flag);

/* --- memory maps ---------------------------------------------------------- */

/* 64 bits, near the limits that matter as often as not. */
static u64 number(void)
{
	static const u64 edge[] = { 0, 0x9fc00, E820_1MB, 0xfffff000,
		E820_4GB, 0x8000000000000000, 0xfffffffffffff000 };
	u64 n = (u64)rnd(&seed) << 32 | rnd(&seed);

	switch (rnd(&seed) % 4) {
	case 0:
		return edge[rnd(&seed) % 7] + rnd(&seed) % 8192 - 4096;
	case 1:
		return (u64)(rnd(&seed) % 64) << 20;
	}
	return n >> rnd(&seed) % 64;
}

/* A table of n entries without any order. */
static void wild_table(int n)
{
	int i;

	for (i = 0; i < n; i++) {
		bp.e820_table[i].addr = number();
		bp.e820_table[i].size = number();
		bp.e820_table[i].type = rnd(&seed) % 8 ? rnd(&seed) % 7 :
			rnd(&seed);
	}
}

/* Seldom many entries: those cost time, and find little more. */
static int table_length(void)
{
	switch (rnd(&seed) % 64) {
	case 0:
		return rnd(&seed) % (E820_MAX + 1);
	case 1:
	case 2:
		return rnd(&seed) % 32;
	}
	return rnd(&seed) % 8;
}

static void make_boot_params(void)
{
	bool lie = rnd(&seed) % 256 == 0;
	int n = lie ? E820_MAX : table_length();

	wild_table(n);
	bp.e820_entries = lie ? rnd(&seed) : n;
	bp.alt_mem_k = rnd(&seed) % 2 ? number() : 0;
	bp.screen_info.ext_mem_k = rnd(&seed) % 4 ? rnd(&seed) : 0;
}

/* Does the entry cover the address? One that wraps goes to the top. */
static bool covers(const struct e820entry *e, u64 addr)
{
	u64 end = e->addr + e->size;

	if (end < e->addr) {
		if (e->type == E820_RAM)
			return false;
		end = ULLONG_MAX;
	}
	return addr >= e->addr && addr < end;
}

/* May this address be RAM, by the table alone? */
static bool ram_by_table(u64 addr)
{
	bool ram = false;
	int i;

	for (i = 0; i < bp.e820_entries && i < E820_MAX; i++) {
		if (!covers(&bp.e820_table[i], addr))
			continue;
		if (bp.e820_table[i].type != E820_RAM)
			return false;
		ram = true;
	}
	return ram;
}

/*
 * Every edge of the table: RAM in the map just where the table allows it,
 * unless ranges were left out, which may only make it less.
 */
static void check_against_table(const struct e820map *map)
{
	bool lost = strstr(host_log, "are not used") != NULL;
	int i, j;

	for (i = 0; i < bp.e820_entries && i < E820_MAX; i++) {
		u64 at[4];

		at[0] = bp.e820_table[i].addr;
		at[1] = at[0] + bp.e820_table[i].size;
		at[2] = at[0] - 1;
		at[3] = at[1] - 1;
		for (j = 0; j < 4; j++) {
			bool got = map_type(map, at[j]) == E820_RAM;
			bool want = ram_by_table(at[j]);

			promise(want || !got, "RAM inside a reserved range");
			promise(got || !want || lost, "RAM forgotten");
		}
	}
}

/* All that can be asked gives answers that fit together. */
static void check_queries(const struct e820map *map)
{
	unsigned long first, end, last = 0;
	u64 from = number(), to = number();
	unsigned int i = 0;

	while (e820_next_ram(map, &i, &first, &end)) {
		promise(first >= last && first < end, "pages in order");
		promise(e820_all_mapped(map, (u64)first << 12, (u64)end << 12,
					E820_RAM), "pages that are all RAM");
		last = end;
	}
	promise((u64)last << 12 <= e820_end_of_ram(map) &&
		e820_end_of_ram(map) <= E820_4GB, "the end of RAM");
	if (from < to && e820_all_mapped(map, from, to, E820_RAM))
		promise(e820_any_mapped(map, from, to, E820_ANY),
			"all of a range, but not any of it");
	promise(e820_ram_above(map, from) <= e820_ram_above(map, 0),
		"more RAM above than at all");
}

static void check_map(void)
{
	static struct e820map map;
	const char *source = e820_from_boot(&map, &bp);

	promise(map_is_clean(&map), "sorted, apart, not empty");
	promise(source || map.nr == 0, "a source, or no memory");
	if (source && strcmp(source, "E820") == 0)
		check_against_table(&map);
	check_queries(&map);
	if (rnd(&seed) % 64 == 0)
		e820_print(&map, source ? source : "none");
}

/* Maps that have a picture, at any place that does not wrap. */
static void check_picture(void)
{
	static struct e820map map;
	struct model m;

	m.unit = 1 + (rnd(&seed) >> rnd(&seed) % 32);
	m.base = number() >> 1;
	model_make(&m, &map, rnd(&seed) % 8, &seed);
	promise(e820_sanitize(&map) == 0 && model_agrees(&m, &map),
		"a random map and its picture");
}

/* --- command lines -------------------------------------------------------- */

/*
 * Pieces that mean something, and any byte at all between them. In front the
 * limit that is none, to forget that of the input before.
 */
static void make_line(void)
{
	static const char *const piece[] = { "mem=", "64M", "nopentium",
		"list=", "1,2,3", "-", "number=", "50", "console=", "ttyS0",
		"nosmp", "--", " ", " ", "  ", "\t", "\"", "=", ",", "x",
		"TERM=", "HOME=", "0x", "99999999999999999999", "G", "\n" };
	int pieces = rnd(&seed) % 24;

	if (rnd(&seed) % 512 == 0)
		pieces = 900;
	strcpy(line, "mem=99999999999G ");
	while (pieces--) {
		size_t len = strlen(line);
		char any[2] = { rnd(&seed), '\0' };

		snprintf(line + len, sizeof(line) - len, "%s",
			 rnd(&seed) % 4 ? piece[rnd(&seed) % 26] : any);
	}
}

/* One of the lists for init: it ends, and holds nothing with blanks in it. */
static void check_list(char **strings, int most, bool quotes)
{
	int n = 0;
	char *s;

	for (; *strings; strings++) {
		promise(n++ < most, "a list of init's has no end");
		for (s = *strings; *s && !quotes; s++)
			promise(!isspace((unsigned char)*s),
				"a blank inside a word");
		promise(strlen(*strings) < COMMAND_LINE_SIZE,
			"a word without an end");
	}
}

static void check_line(void)
{
	bool quotes = strchr(line, '"') != NULL;

	memset(argv_init + 1, 0, sizeof(argv_init) - sizeof(argv_init[0]));
	memset(envp_init + 2, 0, sizeof(envp_init) - 2 * sizeof(envp_init[0]));
	envp_init[0] = "HOME=/";
	envp_init[1] = "TERM=linux";
	parse_command_line(line, 1);
	parse_command_line(line, 0);
	check_list(argv_init, MAX_INIT_ARGS + 1, quotes);
	check_list(envp_init, MAX_INIT_ENVS, quotes);
}

/* The whole of it, as at boot: the map obeys mem=, or there is a panic. */
static void check_boot(void)
{
	const char *said;
	u64 limit;

	if (panics(setup_memory_map(&bp))) {
		promise(strstr(host_log, "The BIOS shows no memory"),
			"a panic says why");
		return;
	}
	promise(map_is_clean(&e820), "the machine's map is clean");
	said = strstr(host_log, "RAM above ");
	if (!said)
		return;
	limit = strtoull(said + strlen("RAM above "), NULL, 10) + 1;
	promise(limit << 10 >> 10 != limit ||
		e820_ram_above(&e820, limit << 10) == 0, "mem= is obeyed");
}

/* One input: all of it depends on its number alone. */
static void input(unsigned int number)
{
	int i;

	seed = number * 2654435761U | 1;
	for (i = 0; i < 4; i++)
		rnd(&seed);
	host_log_clear();
	broken = NULL;
	make_boot_params();
	make_line();
	check_map();
	check_picture();
	check_line();
	check_boot();
}

int main(int argc, char **argv)
{
	unsigned int inputs = argc > 1 ? strtoul(argv[1], NULL, 10) : INPUTS;
	unsigned int i = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	unsigned int end = argc > 2 ? i + 1 : inputs;

	for (; i < end; i++) {
		input(i);
		if (broken) {
			diag("input %u: %s; line \"%s\"", i, broken, line);
			break;
		}
	}
	is(i, end, "%u boot parameter blocks and command lines", inputs);
	return done();
}
