/*
 * mptable.c - reads an MP configuration table (L1; MultiProcessor
 * Specification 1.4, chapter 4). One walk over the base table, bounded by its
 * length and by its count of entries; then one over the extended table.
 *
 * Pure functions on a table that is in memory, for any bytes that it may
 * hold; mpfind.c brings it there.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/mpspec.h>

static u8 __init sum_of(const void *p, u32 len)
{
	const u8 *byte = p;
	u8 sum = 0;

	while (len--)
		sum += *byte++;
	return sum;
}

/* What is wrong with a floating pointer structure; NULL if it is good. */
const char *__init mp_floating_fault(const struct mp_floating *fp)
{
	if (memcmp(fp->signature, "_MP_", sizeof(fp->signature)))
		return "no _MP_ signature";
	if (fp->length != 1)
		return "wrong length";
	if (sum_of(fp, sizeof(*fp)))
		return "bad checksum";
	if (fp->spec_rev != MP_REV_1_1 && fp->spec_rev != MP_REV_1_4)
		return "unknown revision";
	if (fp->feature1 > MP_DEFAULTS)
		return "unknown default configuration";
	if (!fp->feature1 && !fp->table)
		return "neither table nor default configuration";
	return NULL;
}

/*
 * What is wrong with a table of which `room' bytes can be read, the header
 * at least; NULL if header and length are good.
 */
const char *__init mp_table_fault(const struct mp_table *t, u32 room)
{
	if (memcmp(t->signature, "PCMP", sizeof(t->signature)))
		return "no PCMP signature";
	if (t->length < sizeof(*t))
		return "shorter than its header";
	if (t->length > room)
		return "reaches beyond memory";
	if (sum_of(t, t->length))
		return "bad checksum";
	if (t->spec_rev != MP_REV_1_1 && t->spec_rev != MP_REV_1_4)
		return "unknown revision";
	return NULL;
}

/* --- base table entries --------------------------------------------------- */

static void __init decode_processor(struct smp_config *c, const u8 *p)
{
	const struct mp_processor_entry *e = (const void *)p;
	struct mp_cpu cpu = {
		.apicid = e->apic_id,
		.apicver = e->apic_version,
		.boot = e->flags & MP_CPU_BOOT,
		.signature = e->signature,
		.features = e->features,
	};

	smp_add_cpu(c, &cpu, e->flags & MP_CPU_ENABLED);
}

static void __init decode_bus(struct smp_config *c, const u8 *p)
{
	const struct mp_bus_entry *e = (const void *)p;

	smp_add_bus(c, e->id, e->name);
}

/* A disabled I/O APIC is as good as none. */
static void __init decode_ioapic(struct smp_config *c, const u8 *p)
{
	const struct mp_ioapic_entry *e = (const void *)p;
	struct mp_ioapic ioapic = {
		.id = e->id,
		.version = e->version,
		.addr = e->addr,
	};

	if (e->flags & MP_IOAPIC_ENABLED)
		smp_add_ioapic(c, &ioapic);
}

static struct mp_irq __init wire(const struct mp_int_entry *e)
{
	return (struct mp_irq) {
		.type = e->int_type,
		.polarity = MP_INT_POLARITY(e->flags),
		.trigger = MP_INT_TRIGGER(e->flags),
		.bus = e->bus,
		.irq = e->irq,
		.apic = e->apic,
		.pin = e->pin,
	};
}

static void __init decode_io_int(struct smp_config *c, const u8 *p)
{
	struct mp_irq irq = wire((const void *)p);

	smp_add_irq(c, &irq);
}

static void __init decode_local_int(struct smp_config *c, const u8 *p)
{
	struct mp_irq irq = wire((const void *)p);

	smp_add_lint(c, &irq);
}

/* By type: how long an entry is, and who reads it. */
static const struct entry_kind {
	u32 size;
	void (*decode)(struct smp_config *c, const u8 *p);
} kinds[] = {
	[MP_PROCESSOR] = { sizeof(struct mp_processor_entry),
			   decode_processor },
	[MP_BUS] = { sizeof(struct mp_bus_entry), decode_bus },
	[MP_IOAPIC] = { sizeof(struct mp_ioapic_entry), decode_ioapic },
	[MP_IOINT] = { sizeof(struct mp_int_entry), decode_io_int },
	[MP_LOCALINT] = { sizeof(struct mp_int_entry), decode_local_int },
};

/*
 * Walks the base table. An entry of unknown type has an unknown length: what
 * comes behind it cannot be read, and what came before is kept.
 */
static void __init decode_base(struct smp_config *c, const struct mp_table *t)
{
	const u8 *p = (const u8 *)(t + 1), *end = (const u8 *)t + t->length;
	u32 n, size;

	for (n = 0; n < t->entry_count; n++, p += size) {
		if (p == end) {
			smp_complain(c, "it ends after %u of %u entries", n,
				     t->entry_count);
			return;
		}
		if (*p >= ARRAY_SIZE(kinds)) {
			smp_complain(c, "entry %u has the unknown type %u: no "
				     "more are read", n, *p);
			return;
		}
		size = kinds[*p].size;
		if (size > (u32)(end - p)) {
			smp_complain(c, "entry %u is cut off: no more are read",
				     n);
			return;
		}
		kinds[*p].decode(c, p);
	}
	if (p != end)
		smp_complain(c, "%u bytes after the last entry are not read",
			     (u32)(end - p));
}

/* --- extended table entries ----------------------------------------------- */

static const u8 ext_size[] = {
	[MP_ADDRESS_SPACE - MP_ADDRESS_SPACE] = sizeof(struct mp_address_space),
	[MP_BUS_HIERARCHY - MP_ADDRESS_SPACE] = sizeof(struct mp_bus_hierarchy),
	[MP_COMPAT_SPACE - MP_ADDRESS_SPACE] = sizeof(struct mp_compat_space),
};

/* "bus 1 is below bus 0": for people; the kernel has no use for it yet. */
static void __init print_extended(const struct mp_ext_entry *e)
{
	static const char *const spaces[] = { "ports", "memory", "prefetchable "
		"memory" };
	const struct mp_address_space *space = (const void *)e;
	const struct mp_bus_hierarchy *bus = (const void *)e;
	const struct mp_compat_space *compat = (const void *)e;

	switch (e->type) {
	case MP_ADDRESS_SPACE:
		printk(KERN_INFO "  bus %u has %s %llx-%llx\n", space->bus,
		       space->kind < ARRAY_SIZE(spaces) ? spaces[space->kind] :
		       "unknown space", space->base,
		       space->base + space->size - 1);
		break;
	case MP_BUS_HIERARCHY:
		printk(KERN_INFO "  bus %u is below bus %u%s\n", bus->bus,
		       bus->parent, bus->flags & MP_SUBTRACTIVE ?
		       " and takes what is left over" : "");
		break;
	case MP_COMPAT_SPACE:
		printk(KERN_INFO "  bus %u %s the %s ports\n", compat->bus,
		       compat->modifier & MP_SUBTRACTIVE ? "is without" :
		       "has", compat->range_list ? "VGA" : "ISA");
		break;
	}
}

/* Unlike base entries these say their length: unknown ones are passed over. */
static void __init walk_extended(struct smp_config *c, const u8 *p, u32 left)
{
	const struct mp_ext_entry *e;
	u32 kind;

	for (; left; p += e->length, left -= e->length) {
		e = (const void *)p;
		if (left < sizeof(*e) || e->length < sizeof(*e) ||
		    e->length > left) {
			smp_complain(c, "the extended table is cut off");
			return;
		}
		kind = e->type - MP_ADDRESS_SPACE;
		if (kind >= ARRAY_SIZE(ext_size))
			smp_complain(c, "extended entry of unknown type %u",
				     e->type);
		else if (e->length < ext_size[kind])
			smp_complain(c, "extended entry of type %u is too "
				     "short", e->type);
		else
			print_extended(e);
	}
}

/*
 * Reads the extended table, if all of it is within `room'. The checksum is
 * the sum of its bytes or completes the sum to 0: the specification can be
 * read either way, and boards do both.
 */
static void __init decode_extended(struct smp_config *c,
				   const struct mp_table *t, u32 room)
{
	const u8 *p = (const u8 *)t + t->length;
	u8 sum;

	if (!t->ext_length)
		return;
	if (t->ext_length > room - t->length) {
		smp_complain(c, "the extended table reaches beyond memory");
		return;
	}
	sum = sum_of(p, t->ext_length);
	if (sum != t->ext_checksum && (u8)(sum + t->ext_checksum)) {
		smp_complain(c, "the extended table has a bad checksum");
		return;
	}
	walk_extended(c, p, t->ext_length);
}

/*
 * Adds to `c' all that a good table says (mp_table_fault() must have been
 * asked with this `room'). False: it names no processor.
 */
bool __init mp_decode(struct smp_config *c, const struct mp_table *t, u32 room)
{
	char product[sizeof(t->product_id) + 1];

	c->version = t->spec_rev;
	c->lapic_addr = t->lapic_addr;
	safe_text(c->oem, sizeof(c->oem), t->oem_id, sizeof(t->oem_id));
	safe_text(product, sizeof(product), t->product_id,
		  sizeof(t->product_id));
	if (*c->oem && *product)
		strcat(c->oem, " ");
	strcat(c->oem, product);
	decode_base(c, t);
	decode_extended(c, t, room);
	return smp_config_check(c);
}
