/*
 * ksyms.c - from addresses to names of functions and back.
 *
 * The table, made by scripts/mkksyms, is a stream of records in the order of
 * addresses:
 *
 *	distance from the address before, 7 bits a byte, low ones first, the
 *	top bit set in all bytes but the last;
 *	length of the packed name, one byte, 0 for the end of a section;
 *	the packed name.
 *
 * Every KSYMS_GROUP-th record has an entry in two arrays that say where it
 * stands and what its address is. In a packed name, a byte below
 * KSYMS_FIRST_PAIR is a character; any other stands for the two bytes of
 * its entry in ksyms_pairs, which may be such bytes again.
 */
#include <linux/kernel.h>
#include <linux/ksyms.h>
#include <linux/string.h>
#include <asm/sections.h>
#include "ksyms_table.h"

static bool init_gone;			/* .init.text has been given back */

/* A place in the table. */
struct cursor {
	const u8 *next;			/* the record after this one */
	u32 index;			/* of the next record */
	u32 address;			/* of this record, from _text */
	const u8 *name;			/* of this record, packed */
	u8 len;
};

/* Goes to the beginning of a group: read_record() gives its first record. */
static void seek_group(struct cursor *c, u32 group)
{
	c->next = ksyms_stream + ksyms_place[group];
	c->index = group * KSYMS_GROUP;
	c->address = 0;
}

/* Reads the next record; false behind the last one. */
static bool read_record(struct cursor *c)
{
	u32 distance = 0;
	int shift = 0;
	u8 byte;

	if (c->index >= ksyms_count)
		return false;
	do {
		byte = *c->next++;
		distance |= (u32)(byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80);
	if (c->index % KSYMS_GROUP == 0)
		c->address = ksyms_address[c->index / KSYMS_GROUP];
	else
		c->address += distance;
	c->len = *c->next++;
	c->name = c->next;
	c->next += c->len;
	c->index++;
	return true;
}

/* Unpacks the name of a record into buf[KSYM_NAME_LEN]. */
static void unpack_name(const struct cursor *c, char *buf)
{
	u8 stack[PAIR_DEPTH], byte;
	int depth, n = 0;
	const u8 *p;

	for (p = c->name; p < c->name + c->len; p++) {
		stack[0] = *p;
		depth = 1;
		while (depth && n < KSYM_NAME_LEN - 1) {
			byte = stack[--depth];
			if (byte < KSYMS_FIRST_PAIR) {
				buf[n++] = byte;
			} else if (depth + 2 <= PAIR_DEPTH) {
				byte -= KSYMS_FIRST_PAIR;
				stack[depth++] = ksyms_pairs[byte][1];
				stack[depth++] = ksyms_pairs[byte][0];
			}
		}
	}
	buf[n] = '\0';
}

/* The group that may contain a relative address. There is at least one. */
static u32 find_group(u32 rel)
{
	u32 low = 0, high = (ksyms_count - 1) / KSYMS_GROUP, mid;

	while (low < high) {
		mid = (low + high + 1) / 2;
		if (ksyms_address[mid] <= rel)
			low = mid;
		else
			high = mid - 1;
	}
	return low;
}

/*
 * Finds the record of the function around addr: *c is left at it, *end is
 * where the next one begins. False for what is not in a known function.
 */
static bool find_record(unsigned long addr, struct cursor *c, u32 *end)
{
	u32 rel = addr - (unsigned long)_text;
	struct cursor after;

	if (!ksyms_count || addr < (unsigned long)_text)
		return false;
	seek_group(&after, find_group(rel));
	c->len = 0;
	while (read_record(&after) && after.address <= rel)
		*c = after;
	*end = after.address;
	return c->len && rel < *end;
}

/* Is there code of the kernel at this address? */
bool kernel_text_address(unsigned long addr)
{
	if (addr >= (unsigned long)_text && addr < (unsigned long)_etext)
		return true;
	return !init_gone && addr >= (unsigned long)__init_begin &&
	       addr < (unsigned long)_einittext;
}

/* Called by free_initmem(): what stood in .init.text is no code any more. */
void ksyms_forget_init(void)
{
	init_gone = true;
}

/*
 * The name of the function around addr, in namebuf[KSYM_NAME_LEN]; *offset
 * from its start and *size in bytes. NULL if it is in none.
 */
const char *lookup_symbol(unsigned long addr, unsigned long *offset,
			  unsigned long *size, char *namebuf)
{
	struct cursor c;
	u32 end;

	if (!kernel_text_address(addr) || !find_record(addr, &c, &end))
		return NULL;
	*offset = addr - (unsigned long)_text - c.address;
	*size = end - c.address;
	unpack_name(&c, namebuf);
	return namebuf;
}

/* Where the function around addr starts, and its end; 0 if it is in none. */
unsigned long function_start(unsigned long addr, unsigned long *end)
{
	struct cursor c;
	u32 rel_end;

	if (!kernel_text_address(addr) || !find_record(addr, &c, &rel_end))
		return 0;
	*end = (unsigned long)_text + rel_end;
	return (unsigned long)_text + c.address;
}

/* The address of a function by its name, 0 if there is none. */
unsigned long symbol_address(const char *name)
{
	char buf[KSYM_NAME_LEN];
	struct cursor c;

	if (!ksyms_count)
		return 0;
	seek_group(&c, 0);
	while (read_record(&c)) {
		unpack_name(&c, buf);
		if (c.len && !strcmp(buf, name))
			return (unsigned long)_text + c.address;
	}
	return 0;
}

/*
 * Prints "name+0x12/0x40", or the bare number if the address has no name.
 * Returns what snprintf() does.
 */
int sprint_symbol(char *buf, size_t size, unsigned long addr)
{
	char name[KSYM_NAME_LEN];
	unsigned long offset, length;

	if (!lookup_symbol(addr, &offset, &length, name))
		return snprintf(buf, size, "0x%lx", addr);
	return snprintf(buf, size, "%s+0x%lx/0x%lx", name, offset, length);
}

/*
 * The nth function in the order of addresses, its name in
 * namebuf[KSYM_NAME_LEN]; false behind the last one.
 */
bool nth_symbol(u32 n, unsigned long *addr, char *namebuf)
{
	struct cursor c;

	if (n >= ksyms_count)
		return false;
	seek_group(&c, n / KSYMS_GROUP);
	do {
		read_record(&c);
	} while (c.index <= n);
	unpack_name(&c, namebuf);
	*addr = (unsigned long)_text + c.address;
	return true;
}
