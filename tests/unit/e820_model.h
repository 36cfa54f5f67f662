/*
 * e820_model.h - memory maps made by chance, beside a model that paints every
 * unit of memory with its type; for the test and for the fuzzer of e820.c.
 */
#ifndef UNIT_E820_MODEL_H
#define UNIT_E820_MODEL_H

#include <asm/e820.h>
#include "tap.h"

#define UNITS	96			/* that the model paints */

struct model {
	u64 base, unit;			/* bytes */
	u8 type[UNITS];			/* of each unit; 0: a hole */
};

/* Which of two types wins, by a list: the later. */
static inline u32 stronger(u32 a, u32 b)
{
	static const char order[] = { 0, E820_RAM, E820_ACPI, E820_NVS,
		E820_RESERVED, E820_UNUSABLE, 6, 7 };
	const char *pa = memchr(order, a, sizeof(order));
	const char *pb = memchr(order, b, sizeof(order));

	return pa > pb ? a : b;
}

/* A map of n random entries from base on, and the picture of it. */
static inline void model_make(struct model *m, struct e820map *map, int n,
			      unsigned int *seed)
{
	int start, len, i;
	u32 type;

	memset(m->type, 0, sizeof(m->type));
	map->nr = 0;
	while (n--) {
		start = rnd(seed) % UNITS;
		len = rnd(seed) % (rnd(seed) % 2 ? UNITS - start + 1 : 4);
		if (len > UNITS - start)
			len = UNITS - start;
		type = rnd(seed) % 2 ? E820_RAM : 1 + rnd(seed) % 7;
		e820_add(map, m->base + start * m->unit, len * m->unit, type);
		for (i = start; i < start + len; i++)
			m->type[i] = stronger(m->type[i], type);
	}
}

/* The type that a map says an address has, or 0. */
static inline u32 map_type(const struct e820map *map, u64 addr)
{
	unsigned int i;

	for (i = 0; i < map->nr; i++)
		if (addr - map->map[i].addr < map->map[i].size)
			return map->map[i].type;
	return 0;
}

/* Sorted, without overlaps, nothing empty, wrapped or left unmerged. */
static inline int map_is_clean(const struct e820map *map)
{
	u64 end = 0;
	unsigned int i;

	if (map->nr > E820_MAX)
		return 0;
	for (i = 0; i < map->nr; i++) {
		const struct e820entry *e = &map->map[i];

		if (e->size == 0 || e->addr + e->size < e->addr || !e->type)
			return 0;
		if (i && (e->addr < end ||
			  (e->addr == end && e->type == e[-1].type)))
			return 0;
		end = e->addr + e->size;
	}
	return 1;
}

/* Is the map the picture, at the first and the last byte of each unit? */
static inline int model_agrees(const struct model *m,
			       const struct e820map *map)
{
	int i;

	if (!map_is_clean(map))
		return 0;
	for (i = 0; i < UNITS; i++) {
		u64 addr = m->base + i * m->unit;

		if (map_type(map, addr) != m->type[i] ||
		    map_type(map, addr + m->unit - 1) != m->type[i])
			return 0;
	}
	return !map->nr || (map->map[0].addr >= m->base &&
			    map->map[map->nr - 1].addr +
			    map->map[map->nr - 1].size <=
			    m->base + UNITS * m->unit);
}

#endif
