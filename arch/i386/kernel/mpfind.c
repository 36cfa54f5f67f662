/*
 * mpfind.c - looks for MP signature blocks (L1; MultiProcessor Specification
 * 1.4, 4.1). The floating pointer stands on a 16-byte border in the low page,
 * the extended BIOS data area, the top KiB of base memory or the BIOS ROM;
 * the table that it points to may be anywhere.
 *
 * find_mp_table() must come before the page allocator may hand out the page
 * at the top of low memory. Then, however, nothing but the one-to-one map can
 * be read: a table above it is only remembered. read_mp_table() looks again,
 * and does the reading.
 */
#include <linux/bootmem.h>
#include <linux/cmdline.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <asm/e820.h>
#include <asm/mpspec.h>
#include <asm/vremap.h>

#define BDA_EBDA_SEGMENT	0x40e	/* word in the BIOS data area: where
					   the extended one is */
#define BDA_BASE_KB		0x413	/* word: KiB of base memory */
#define BASE_KB_MOST		640
#define BASE_KB_LEAST		128	/* less is nonsense */
#define KIB			1024
#define BIOS_ROM		0xf0000
#define BIOS_ROM_SIZE		0x10000
#define SEGMENT_SHIFT		4

static u32 floating_at __initdata;	/* physical */
static bool found __initdata;		/* floating_at is good so far */
static bool given __initdata;		/* mptable= */

/* mptable=0x3000000: the floating pointer is there, and nowhere else. */
static int __init setup_mptable(char *value)
{
	unsigned long addr;
	int err = get_number(value, 0, ULONG_MAX, &addr);

	if (err)
		return err;
	floating_at = addr;
	given = true;
	return 0;
}
early_setup("mptable=", setup_mptable);

/*
 * May the range be read? Not where the memory map shows nothing: the bytes
 * there may be a device's registers.
 */
static bool __init is_memory(u32 pa, u32 size)
{
	u64 end = (u64)pa + size;

	return end <= E820_1MB || (end < E820_4GB &&
	       e820_all_mapped(&e820, pa, end, E820_ANY));
}

/* In the one-to-one map, and so readable from the beginning? */
static bool __init in_lowmem(u32 pa, u32 size)
{
	return (u64)pa + size <= lowmem_end;
}

/* Copies a floating pointer; says why if there is no good one. */
static bool __init read_floating(u32 pa, struct mp_floating *fp)
{
	const struct mp_floating *p = NULL;
	const char *fault = "not in memory";

	if (is_memory(pa, sizeof(*fp)))
		p = map_physical(pa, sizeof(*fp));
	if (p) {
		*fp = *p;
		unmap_physical(p);
		fault = mp_floating_fault(fp);
	}
	if (fault)
		printk(KERN_WARNING "MP pointer at %08x: %s\n", pa, fault);
	return !fault;
}

/* The bytes of the table at `pa': with the extended one, if that can be read.
   0: not even the header can. */
static u32 __init table_size(u32 pa)
{
	const struct mp_table *t;
	u32 size, all;

	if (!is_memory(pa, sizeof(*t)))
		return 0;
	t = map_physical(pa, sizeof(*t));
	if (!t)
		return 0;
	size = max((u32)t->length, (u32)sizeof(*t));
	all = size + t->ext_length;
	unmap_physical(t);
	if (is_memory(pa, all))
		return all;
	return is_memory(pa, size) ? size : 0;
}

/*
 * Maps a table if it is a good one, else says what is wrong. *size is how
 * much of it can be read. Undone by unmap_physical().
 */
static const struct mp_table *__init map_table(u32 pa, u32 *size)
{
	const struct mp_table *t = NULL;
	const char *fault = "reaches beyond memory";

	*size = table_size(pa);
	if (*size)
		t = map_physical(pa, *size);
	if (t) {
		fault = mp_table_fault(t, *size);
		if (!fault)
			return t;
		unmap_physical(t);
	}
	printk(KERN_WARNING "MP table at %08x: %s\n", pa, fault);
	return NULL;
}

/* Keeps RAM that the page allocator would give away. */
static void __init reserve(u32 pa, u32 size, const char *what)
{
	u64 end = min((u64)pa + size, (u64)lowmem_end);

	if (e820_any_mapped(&e820, pa, end, E820_RAM))
		bootmem_reserve(pa, end, what);
}

/*
 * Keeps the table at `pa' if it is good; one that cannot be read before
 * vremap() works is accepted, and is out of the allocator's reach.
 */
static bool __init try_table(u32 pa)
{
	const struct mp_table *t;
	u32 size = sizeof(*t);

	if (is_memory(pa, size) && !in_lowmem(pa, size))
		return true;
	size = table_size(pa);
	if (!size || in_lowmem(pa, size)) {
		t = map_table(pa, &size);
		if (!t)
			return false;
		unmap_physical(t);
	}
	reserve(pa, size, "MP table");
	return true;
}

/* Takes the floating pointer at `pa' if it and its table are good. */
static bool __init try_floating(u32 pa)
{
	struct mp_floating fp;

	if (!read_floating(pa, &fp) ||
	    (!fp.feature1 && !try_table(fp.table)))
		return false;
	reserve(pa, sizeof(fp), "MP pointer");
	floating_at = pa;
	return true;
}

/* Looks at every 16th byte of [pa, pa + size). The first good one wins. */
static bool __init search_area(u32 pa, u32 size)
{
	const char *area = map_physical(pa, size);
	bool good = false;
	u32 at;

	for (at = 0; area && at < size && !good; at += MP_FLOATING_ALIGN)
		if (!memcmp(area + at, "_MP_", 4))
			good = try_floating(pa + at);
	unmap_physical(area);
	return good;
}

/* A word of the BIOS data area, at any address; 0 if it cannot be read. */
static u16 __init bda_word(u32 pa)
{
	const u8 *p = map_physical(pa, sizeof(u16));
	u16 word = p ? p[0] | p[1] << 8 : 0;

	unmap_physical(p);
	return word;
}

/* Searches one KiB of base memory, unless `pa' cannot be there. */
static bool __init search_kib(u32 pa)
{
	return pa >= (BASE_KB_LEAST - 1) * KIB &&
	       pa <= (BASE_KB_MOST - 1) * KIB && search_area(pa, KIB);
}

/* All places, each once, in the order of L1. */
static bool __init search_everywhere(void)
{
	u32 ebda = (u32)bda_word(BDA_EBDA_SEGMENT) << SEGMENT_SHIFT;
	u32 top = (BASE_KB_MOST - 1) * KIB;
	u32 said = bda_word(BDA_BASE_KB) * KIB - KIB;

	return search_area(0, KIB) ||
	       search_kib(ebda) ||
	       (top != ebda && search_kib(top)) ||
	       (said != ebda && said != top && search_kib(said)) ||
	       search_area(BIOS_ROM, BIOS_ROM_SIZE);
}

/*
 * Finds the MP signature block and keeps its pages. Called by mem_init()
 * with the one-to-one map complete and nothing allocated; interrupts off.
 */
void __init find_mp_table(void)
{
	if (!given)
		found = search_everywhere();
	else if (in_lowmem(floating_at, sizeof(struct mp_floating)))
		found = try_floating(floating_at);
	else
		found = true;		/* read_mp_table() will see */
}

/*
 * Reads what find_mp_table() has found into an empty configuration. False:
 * there is none, or it is of no use, which has been said. Needs vremap().
 */
bool __init read_mp_table(struct smp_config *c)
{
	const struct mp_table *t;
	struct mp_floating fp;
	bool good;
	u32 size;

	if (!found || !read_floating(floating_at, &fp))
		return false;
	c->imcr = fp.feature2 & MP_FEATURE2_IMCRP;
	if (fp.feature1)
		return mp_default(c, fp.feature1);
	t = map_table(fp.table, &size);
	if (!t)
		return false;
	snprintf(c->source, sizeof(c->source), "MP table at %08x", fp.table);
	good = mp_decode(c, t, size);
	unmap_physical(t);
	return good;
}
