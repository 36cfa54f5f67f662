/*
 * e820.c - from what the BIOS says about memory to what the kernel believes.
 *
 * BIOS maps come unsorted, with entries that overlap, wrap around or are
 * empty. Where two entries contradict each other, the one that forbids more
 * wins. All is pure computation on a struct e820map: the unit tests compare
 * it with a model that paints every page. Runs on the boot processor, before
 * there is an allocator.
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <asm/bootparam.h>
#include <asm/e820.h>
#include <asm/page.h>

#define KB_SHIFT	10
#define MB_SHIFT	20

struct e820map e820;

static u64 mem_limit __initdata = ULLONG_MAX;	/* mem= */

/* Work space of e820_sanitize(): the entries as they came, and all edges. */
static struct e820entry raw[E820_MAX] __initdata;
static u64 edges[2 * E820_MAX] __initdata;

static u64 end_of(const struct e820entry *e)
{
	return e->addr + e->size;
}

/* Adds an entry as it is. Returns 0, or -ENOSPC if the map is full. */
int __init e820_add(struct e820map *map, u64 addr, u64 size, u32 type)
{
	struct e820entry *e = &map->map[map->nr];

	if (map->nr >= E820_MAX)
		return -ENOSPC;
	e->addr = addr;
	e->size = size;
	e->type = type;
	map->nr++;
	return 0;
}

/*
 * Makes sense of one entry, or returns false: it is empty, or it is memory
 * that wraps around, which cannot be. Anything else that wraps is believed
 * up to the top: not to use too much is the safe mistake.
 */
static bool __init plausible(struct e820entry *e)
{
	if (e->type == 0)
		e->type = E820_RESERVED;
	if (e->addr + e->size < e->addr) {
		if (e->type == E820_RAM)
			return false;
		e->size = ULLONG_MAX - e->addr;
	}
	return e->size != 0;
}

/* How much a type forbids; kinds that we do not know count as reserved. */
static unsigned int __init rank(u32 type)
{
	switch (type) {
	case E820_RAM:
		return 1;
	case E820_ACPI:
		return 2;
	case E820_NVS:
		return 3;
	}
	return 4;
}

/* The type at one address, or 0 for a hole. */
static u32 __init type_at(u64 addr, unsigned int nr)
{
	const struct e820entry *e;
	u32 type = 0;

	for (e = raw; e < raw + nr; e++) {
		if (addr < e->addr || addr >= end_of(e))
			continue;
		if (!type || rank(e->type) > rank(type) ||
		    (rank(e->type) == rank(type) && e->type > type))
			type = e->type;
	}
	return type;
}

/* Insertion sort: BIOS maps are short and nearly in order. */
static void __init insert_edge(u64 edge, unsigned int nr)
{
	for (; nr && edges[nr - 1] > edge; nr--)
		edges[nr] = edges[nr - 1];
	edges[nr] = edge;
}

/* Adds a range behind all others, or makes the last one longer. */
static bool __init append(struct e820map *map, u64 start, u64 end, u32 type)
{
	struct e820entry *last = &map->map[map->nr - 1];

	if (map->nr && last->type == type && end_of(last) == start) {
		last->size = end - last->addr;
		return true;
	}
	return e820_add(map, start, end - start, type) == 0;
}

/*
 * Sorts the map and resolves what overlaps. Between two neighbouring edges
 * the type cannot change, so one question per gap answers it all. Returns how
 * many ranges, from the highest address down, did not fit and were left out.
 */
unsigned int __init e820_sanitize(struct e820map *map)
{
	unsigned int i, nr = 0, lost = 0;
	u32 type;

	for (i = 0; i < map->nr; i++) {
		if (!plausible(&map->map[i]))
			continue;
		raw[nr] = map->map[i];
		insert_edge(raw[nr].addr, 2 * nr);
		insert_edge(end_of(&raw[nr]), 2 * nr + 1);
		nr++;
	}
	map->nr = 0;
	for (i = 0; i + 1 < 2 * nr; i++) {
		if (edges[i] == edges[i + 1])
			continue;
		type = type_at(edges[i], nr);
		if (type && !append(map, edges[i], edges[i + 1], type))
			lost++;
	}
	return lost;
}

/* Forgets all RAM from limit (bytes) on. Reserved ranges stay known. */
void __init e820_limit(struct e820map *map, u64 limit)
{
	unsigned int i, nr = 0;

	for (i = 0; i < map->nr; i++) {
		struct e820entry e = map->map[i];

		if (e.type == E820_RAM && end_of(&e) > limit) {
			if (e.addr >= limit)
				continue;
			e.size = limit - e.addr;
		}
		map->map[nr++] = e;
	}
	map->nr = nr;
}

/* Does the range hold an address of this type (or of any)? */
bool e820_any_mapped(const struct e820map *map, u64 start, u64 end, u32 type)
{
	unsigned int i;

	for (i = 0; i < map->nr; i++) {
		const struct e820entry *e = &map->map[i];

		if ((type == E820_ANY || e->type == type) &&
		    e->addr < end && end_of(e) > start && start < end)
			return true;
	}
	return false;
}

/* Is the whole range of this type (or of any)? An empty range is. */
bool e820_all_mapped(const struct e820map *map, u64 start, u64 end, u32 type)
{
	unsigned int i;

	for (i = 0; i < map->nr && start < end; i++) {
		const struct e820entry *e = &map->map[i];

		if ((type == E820_ANY || e->type == type) &&
		    e->addr <= start && end_of(e) > start)
			start = end_of(e);
	}
	return start >= end;
}

/* The end of the highest RAM below 4 GB, in bytes; 0 if there is none. */
u64 e820_end_of_ram(const struct e820map *map)
{
	u64 end = 0;
	unsigned int i;

	for (i = 0; i < map->nr; i++)
		if (map->map[i].type == E820_RAM &&
		    map->map[i].addr < E820_4GB)
			end = min(end_of(&map->map[i]), E820_4GB);
	return end;
}

/* How many bytes of RAM lie at limit and above. */
u64 e820_ram_above(const struct e820map *map, u64 limit)
{
	u64 bytes = 0;
	unsigned int i;

	for (i = 0; i < map->nr; i++) {
		const struct e820entry *e = &map->map[i];

		if (e->type == E820_RAM && end_of(e) > limit)
			bytes += end_of(e) - max((u64)e->addr, limit);
	}
	return bytes;
}

/*
 * Walks over the RAM below 4 GB in whole pages: start with *i = 0 and call
 * until it returns false. *first is a page number, *end the one behind.
 */
bool e820_next_ram(const struct e820map *map, unsigned int *i,
		   unsigned long *first, unsigned long *end)
{
	while (*i < map->nr) {
		const struct e820entry *e = &map->map[(*i)++];

		if (e->type != E820_RAM || e->addr >= E820_4GB)
			continue;
		*first = (e->addr + PAGE_SIZE - 1) >> PAGE_SHIFT;
		*end = min(end_of(e), E820_4GB) >> PAGE_SHIFT;
		if (*first < *end)
			return true;
	}
	return false;
}

/* Fills the map from the E820 table. False: it shows no RAM above 1 MB. */
static bool __init from_e820(struct e820map *map, const struct boot_params *bp)
{
	unsigned int i, lost;

	map->nr = 0;
	for (i = 0; i < bp->e820_entries && i < E820_MAX; i++)
		e820_add(map, bp->e820_table[i].addr, bp->e820_table[i].size,
			 bp->e820_table[i].type);
	lost = bp->e820_entries - i;
	if (lost)
		printk(KERN_WARNING "Memory map: the loader says %u entries, "
		       "more than the %u there can be\n",
		       bp->e820_entries, E820_MAX);
	lost = e820_sanitize(map);
	if (lost)
		printk(KERN_WARNING "Memory map: too many ranges, the highest "
		       "%u are not used\n", lost);
	return e820_any_mapped(map, E820_1MB, E820_4GB, E820_RAM);
}

/*
 * Builds the map from the best of the three sources that the loader filled
 * in. Returns the name of the source, or NULL if no source shows memory. E801
 * and 88h count the KB above 1 MB only; below it, we believe in 636 KB.
 */
const char *__init e820_from_boot(struct e820map *map,
				  const struct boot_params *bp)
{
	const char *source = "E801";
	u64 kb = bp->alt_mem_k;

	if (from_e820(map, bp))
		return "E820";
	if (!kb) {
		source = "88h";
		kb = bp->screen_info.ext_mem_k;
	}
	map->nr = 0;
	if (!kb)
		return NULL;
	e820_add(map, 0, E820_BASE_RAM, E820_RAM);
	e820_add(map, E820_1MB, kb << KB_SHIFT, E820_RAM);
	return source;
}

static const char *type_name(u32 type)
{
	static const char *const names[] = {
		[E820_RAM] = "RAM",
		[E820_RESERVED] = "reserved",
		[E820_ACPI] = "ACPI tables",
		[E820_NVS] = "ACPI storage",
		[E820_UNUSABLE] = "RAM with errors",
	};

	return type && type < ARRAY_SIZE(names) ? names[type] : "unknown";
}

/* One line per range: first and last address, size, what it is. */
void __init e820_print(const struct e820map *map, const char *source)
{
	unsigned int i;

	printk(KERN_INFO "Memory map (%s):\n", source);
	for (i = 0; i < map->nr; i++) {
		const struct e820entry *e = &map->map[i];
		u64 size = e->size;
		const char *unit = "bytes";

		if (size >> MB_SHIFT << MB_SHIFT == size) {
			size >>= MB_SHIFT;
			unit = "MB";
		} else if (size >> KB_SHIFT << KB_SHIFT == size) {
			size >>= KB_SHIFT;
			unit = "KB";
		}
		printk(KERN_INFO "  %09llx-%09llx %8llu %-5s  %s\n", e->addr,
		       end_of(e) - 1, size, unit, type_name(e->type));
	}
}

/* mem=64M: use no RAM above. mem=nopentium is history, and means nothing. */
static int __init setup_mem(char *value)
{
	char *end;
	u64 limit;

	if (strcmp(value, "nopentium") == 0)
		return 0;
	limit = memparse(value, &end);
	if (end == value || *end)
		return -EINVAL;
	if (limit < E820_LEAST_RAM)
		return -ERANGE;
	mem_limit = limit;
	return 0;
}
early_setup("mem=", setup_mem);

/* Makes and prints the machine's map. After the early parameters. */
void __init setup_memory_map(const struct boot_params *bp)
{
	const char *source = e820_from_boot(&e820, bp);

	if (!source)
		panic("The BIOS shows no memory (E820, E801, 88h)");
	e820_print(&e820, source);
	if (mem_limit == ULLONG_MAX)
		return;
	e820_limit(&e820, mem_limit);
	printk(KERN_INFO "Memory map: RAM above %llu KB not used (mem=)\n",
	       mem_limit >> KB_SHIFT);
}
