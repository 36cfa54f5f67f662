/*
 * cpu.c - what kind of processor this is (L12).
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/system.h>

#define LEAF_NAME	0x80000002	/* three leaves with the brand string */
#define NAME_LEAVES	3

const char *const cpu_feature_names[CPU_FEATURES] = {
	"fpu", "vme", "de", "pse", "tsc", "msr", "pae", "mce",
	"cx8", "apic", NULL, "sep", "mtrr", "pge", "mca", "cmov",
	"pat", "pse36", "pn", "clflush", NULL, "dts", "acpi", "mmx",
	"fxsr", "sse", "sse2", "ss", "ht", "tm", "ia64", "pbe",
};

/* Can this flag be changed? AC tells a 486 from a 386, ID that CPUID exists. */
static bool __init flag_can_change(u32 flag)
{
	u32 before, after;

	__asm__ volatile("pushfl; popl %0; movl %0,%1; xorl %2,%1\n\t"
			 "pushl %1; popfl; pushfl; popl %1\n\t"
			 "pushl %0; popfl"
			 : "=&r" (before), "=&r" (after) : "ir" (flag) : "cc");
	return (before ^ after) & flag;
}

static bool __init fpu_present(void)
{
	u16 status = 0xffff;

	__asm__ volatile("fninit; fnstsw %0" : "+m" (status));
	return (status & 0xff) == 0;
}

/*
 * The Pentium's division: this quotient times the divisor is off by 256 on
 * the faulty ones.
 */
static bool __init fdiv_is_wrong(void)
{
	static const double x = 4195835.0, y = 3145727.0;
	s32 rest;

	__asm__ volatile("fninit; fldl %1; fdivl %2; fmull %2; fldl %1;"
			 "fsubp %%st,%%st(1); fistpl %0; fwait; fninit"
			 : "=m" (rest) : "m" (x), "m" (y));
	return rest != 0;
}

static void __init read_name(struct cpuinfo_x86 *c)
{
	u32 max, b, c2, d, i, *p = (u32 *)c->name;
	const char *s = c->name;

	cpuid(LEAF_NAME & 0x80000000, &max, &b, &c2, &d);
	if (max < LEAF_NAME + NAME_LEAVES - 1 || !(max & 0x80000000)) {
		snprintf(c->name, sizeof(c->name), "%d86", c->family);
		return;
	}
	for (i = 0; i < NAME_LEAVES; i++, p += 4)
		cpuid(LEAF_NAME + i, &p[0], &p[1], &p[2], &p[3]);
	while (*s == ' ')		/* some are set flush right */
		s++;
	memmove(c->name, s, strlen(s) + 1);
}

static void __init read_cpuid(struct cpuinfo_x86 *c)
{
	u32 a, b, ecx, d;

	cpuid(0, &c->max_leaf, &b, &ecx, &d);
	memcpy(c->vendor, &b, 4);
	memcpy(c->vendor + 4, &d, 4);
	memcpy(c->vendor + 8, &ecx, 4);
	c->family = 4;
	if (c->max_leaf >= 1) {
		cpuid(1, &a, &b, &ecx, &c->features);
		c->stepping = a & 15;
		c->model = a >> 4 & 15;
		c->family = a >> 8 & 15;
		if (c->family == 15)
			c->family += a >> 20 & 255;
		if (c->family >= 6)
			c->model |= (a >> 16 & 15) << 4;
		c->apicid = b >> 24;
		c->siblings = b >> 16;
	}
	read_name(c);
}

/*
 * Fills in what the CPU that runs this says of itself. Stops the machine on
 * a 386: it would ignore read-only pages in kernel mode.
 */
void __init identify_cpu(struct cpuinfo_x86 *c)
{
	if (!flag_can_change(EFLAGS_AC))
		panic("biglock needs at least a 486");
	c->wp_works = true;
	c->has_cpuid = flag_can_change(EFLAGS_ID);
	c->family = 4;
	strlcpy(c->vendor, "unknown", sizeof(c->vendor));
	strlcpy(c->name, "486", sizeof(c->name));
	if (c->has_cpuid)
		read_cpuid(c);
	c->hard_math = fpu_present();
	if (c->hard_math)
		c->fdiv_bug = fdiv_is_wrong();
	else
		c->features &= ~(1U << X86_FEATURE_FPU);
}

/*
 * L12: what the CPU that runs this is, and how fast its delay loop. Each
 * processor calls it for itself before it reports.
 */
void __init smp_store_cpu_info(struct cpu *cpu)
{
	identify_cpu(&cpu->info);
	cpu->info.khz = boot_cpu.info.khz;
	calibrate_delay();
}

static void __init print_features(const struct cpuinfo_x86 *c)
{
	int i;

	printk("features:");
	for (i = 0; i < CPU_FEATURES; i++)
		if (cpu_feature_names[i] && cpu_has(c, i))
			printk(" %s", cpu_feature_names[i]);
	printk("%s%s\n", c->hard_math ? "" : " (no FPU)",
	       c->fdiv_bug ? " (wrong division!)" : "");
}

/* One line about what a CPU is; one about what it can do, if CPU 0 cannot do
   just the same. */
void __init print_cpu_info(const struct cpu *cpu)
{
	const struct cpuinfo_x86 *c = &cpu->info;

	printk(KERN_INFO "CPU%d: %s %s, family %d model %d stepping %d",
	       cpu->id, c->vendor, c->name, c->family, c->model, c->stepping);
	if (c->khz)
		printk(", %u.%03u MHz", c->khz / 1000, c->khz % 1000);
	printk(", %u.%02u BogoMIPS\n", c->loops_per_jiffy / (500000 / HZ),
	       c->loops_per_jiffy / (5000 / HZ) % 100);
	if (cpu->id && c->features == boot_cpu.info.features &&
	    c->hard_math == boot_cpu.info.hard_math)
		return;
	printk(KERN_INFO "CPU%d: ", cpu->id);
	print_features(c);
}
