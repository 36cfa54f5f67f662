/*
 * e820.h - the map of physical memory, as the BIOS tells it and as the
 * kernel believes it: sorted, without overlaps, neighbours merged. What no
 * entry covers is a hole: neither memory nor anything else.
 */
#ifndef _ASM_E820_H
#define _ASM_E820_H

#include <linux/types.h>
#include <linux/compiler.h>

#define E820_RAM	1		/* memory */
#define E820_RESERVED	2		/* hands off */
#define E820_ACPI	3		/* ACPI tables; memory once read */
#define E820_NVS	4		/* kept by the firmware over sleep */
#define E820_UNUSABLE	5		/* memory with errors */

#define E820_ANY	0		/* in queries: any of them */

#define E820_MAX	128		/* as many as boot_params holds */

#define E820_1MB	0x100000ULL
#define E820_4GB	0x100000000ULL
#define E820_BASE_RAM	0x9f000		/* E801, 88h: this much below 640 KB */
#define E820_LEAST_RAM	0x300000	/* 3 MB: less will not run */

/* As INT 15h, AX=E820h, and boot_params have it: 20 bytes. */
struct e820entry {
	u64 addr;
	u64 size;
	u32 type;
} __packed;

struct e820map {
	unsigned int nr;
	struct e820entry map[E820_MAX];
};

struct boot_params;

/* The machine's own map; does not change once setup_memory_map() is done. */
extern struct e820map e820;

/* arch/i386/kernel/e820.c: making a map */
int e820_add(struct e820map *map, u64 addr, u64 size, u32 type);
unsigned int e820_sanitize(struct e820map *map);
void e820_limit(struct e820map *map, u64 limit);
const char *e820_from_boot(struct e820map *map, const struct boot_params *bp);
void e820_print(const struct e820map *map, const char *source);
void setup_memory_map(const struct boot_params *bp);

/* arch/i386/kernel/e820.c: asking a map, once it is sanitized */
bool e820_any_mapped(const struct e820map *map, u64 start, u64 end, u32 type);
bool e820_all_mapped(const struct e820map *map, u64 start, u64 end, u32 type);
u64 e820_end_of_ram(const struct e820map *map);
u64 e820_ram_above(const struct e820map *map, u64 limit);
bool e820_next_ram(const struct e820map *map, unsigned int *i,
		   unsigned long *first, unsigned long *end);

#endif
