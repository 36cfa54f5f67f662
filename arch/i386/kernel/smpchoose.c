/*
 * smpchoose.c - two tables may describe one machine (L1, M1). The MP table is
 * the one of old; the MADT is used where there is none, or where it names
 * more processors: firmware of today writes one per package into the MP
 * table. Each goes with its own interrupts, for their numbers differ.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/mpspec.h>
#include <asm/smpconfig.h>

/* Processors that could be used. */
static u32 __init processors(const struct smp_config *c)
{
	return c->nr_cpus + c->nr_excess;
}

/*
 * Which of two good tables to believe, either of which may be NULL. Says it
 * where they disagree. NULL if both are.
 */
const struct smp_config *__init
smp_config_choose(const struct smp_config *mp, const struct smp_config *madt)
{
	const struct smp_config *used;

	if (!mp || !madt)
		return mp ? mp : madt;
	used = processors(madt) > processors(mp) ? madt : mp;
	if (processors(mp) != processors(madt))
		printk(KERN_NOTICE "SMP: %u processor%s by the %s, %u by the "
		       "%s: the %s is used\n", processors(mp),
		       processors(mp) == 1 ? "" : "s", mp->source,
		       processors(madt), madt->source, used->source);
	else if (memcmp(mp->ids, madt->ids, sizeof(mp->ids)))
		printk(KERN_NOTICE "SMP: the %s and the %s name different "
		       "processors: the %s is used\n", mp->source, madt->source,
		       used->source);
	else if (mp->lapic_addr != madt->lapic_addr)
		printk(KERN_NOTICE "SMP: local APICs at %08x by the %s, at "
		       "%08x by the %s: the %s is used\n", mp->lapic_addr,
		       mp->source, madt->lapic_addr, madt->source,
		       used->source);
	return used;
}

/*
 * Fills in smp_config. Needs vremap() and ACPI's tables; interrupts off. With
 * no table at all it stays empty: lapic_addr is 0.
 */
void __init read_smp_config(void)
{
	static struct smp_config mp __initdata, madt __initdata;
	const struct smp_config *used;
	bool has_mp = read_mp_table(&mp), has_madt = read_madt(&madt);

	if (has_mp)
		print_smp_source(&mp);
	if (has_madt)
		print_smp_source(&madt);
	used = smp_config_choose(has_mp ? &mp : NULL, has_madt ? &madt : NULL);
	if (used)
		smp_config = *used;
	else
		printk(KERN_INFO "SMP: neither MP table nor MADT\n");
}

/* Is this id a processor's, by the table? Also if there was no room for it. */
static bool __init is_listed(const struct smp_config *c, u8 apicid)
{
	return c->ids[apicid / 32] >> apicid % 32 & 1;
}

/* Says where the table was wrong about the boot processor. */
static void __init check_boot(const struct smp_config *c, u8 apicid)
{
	u32 i;

	if (!is_listed(c, apicid)) {
		printk(KERN_WARNING "SMP: the boot processor, APIC id %u, is "
		       "missing in %s\n", apicid, c->source);
		return;
	}
	for (i = 0; i < c->nr_cpus; i++)
		if (c->cpus[i].boot && c->cpus[i].apicid != apicid)
			printk(KERN_WARNING "SMP: APIC id %u boots, not %u as "
			       "in %s\n", apicid, c->cpus[i].apicid,
			       c->source);
}

/*
 * The boot processor has read its own APIC id: it becomes cpus[0], whatever
 * the table says of it, if need be in place of the last one. Prints the whole.
 */
void __init smp_config_set_boot(u8 apicid)
{
	struct smp_config *c = &smp_config;
	struct mp_cpu boot = { .apicid = apicid };
	u32 i, n;

	if (!*c->source)
		strcpy(c->source, "no table");
	else
		check_boot(c, apicid);
	for (n = 0; n < c->nr_cpus && c->cpus[n].apicid != apicid; n++)
		;
	if (n < c->nr_cpus) {
		boot = c->cpus[n];
	} else if (n < NR_CPUS) {
		c->nr_cpus++;
	} else {
		c->nr_excess += !is_listed(c, apicid);
		n--;
	}
	c->ids[apicid / 32] |= 1U << apicid % 32;
	memmove(&c->cpus[1], &c->cpus[0], n * sizeof(c->cpus[0]));
	c->cpus[0] = boot;
	for (i = 0; i < c->nr_cpus; i++)
		c->cpus[i].boot = i == 0;
	topology_detect(&boot_cpu.info);
	print_smp_config(c);
}
