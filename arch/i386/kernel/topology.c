/*
 * topology.c - which processors share a package or a core (M13). An APIC id
 * is three numbers side by side: package, core in it, thread in that; CPUID
 * tells how many bits the lower two have (Intel SDM volume 3, 8.9).
 *
 * The boot processor's answer is taken for all.
 */
#include <linux/kernel.h>
#include <asm/smpconfig.h>

#define LEAF_FEATURES	1
#define LEAF_CACHES	4
#define FEATURE_HTT	28		/* leaf 1 EDX: siblings are told */
#define SIBLINGS_SHIFT	16		/* leaf 1 EBX */
#define SIBLINGS_MASK	0xff
#define CORES_SHIFT	26		/* leaf 4 EAX: cores less one */

static int thread_bits, core_bits;	/* [i] after topology_detect() */

/* Bits for the numbers 0 to n - 1. */
static int bits_for(u32 n)
{
	int bits = 0;

	while (bits < 8 && 1U << bits < n)
		bits++;
	return bits;
}

/* Ids that a package has room for: threads in all, and cores. */
void topology_set(u32 siblings, u32 cores)
{
	int bits = bits_for(siblings);

	core_bits = min(bits_for(cores), bits);
	thread_bits = bits - core_bits;
}

/* Asks the processor that runs this; each is a package if it has no CPUID. */
void topology_detect(const struct cpuinfo_x86 *info)
{
	u32 a, siblings, cores = 1, c, d;

	topology_set(1, 1);
	if (info->max_leaf < LEAF_FEATURES || !cpu_has(info, FEATURE_HTT))
		return;
	cpuid(LEAF_FEATURES, &a, &siblings, &c, &d);
	siblings = siblings >> SIBLINGS_SHIFT & SIBLINGS_MASK;
	if (info->max_leaf >= LEAF_CACHES) {
		u32 b;

		cpuid(LEAF_CACHES, &a, &b, &c, &d);
		cores = (a >> CORES_SHIFT) + 1;
	}
	topology_set(siblings, cores);
}

int apic_id_package(u8 apicid)
{
	return apicid >> (core_bits + thread_bits);
}

int apic_id_core(u8 apicid)
{
	return apicid >> thread_bits & ((1 << core_bits) - 1);
}

int apic_id_thread(u8 apicid)
{
	return apicid & ((1 << thread_bits) - 1);
}
