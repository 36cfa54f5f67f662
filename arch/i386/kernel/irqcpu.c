/*
 * irqcpu.c - which CPU takes which interrupt line (L17).
 *
 * A line belongs to one CPU at a time. When it is requested it gets, among
 * those that /proc/irq/N/smp_affinity allows, the CPU with the fewest lines.
 * After every LOOK_AFTER interrupts of the machine one line may move, from
 * the CPU that had the most of them to the one that had the fewest, if that
 * makes the two more alike. What idles costs nothing: only interrupts make
 * anybody look.
 *
 * Why not the lowest priority, for which the APICs have a mode of their own:
 * Documentation/interrupts.txt.
 *
 * [k], all of it.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <asm/bitops.h>
#include <asm/cpu.h>
#include <asm/irqchip.h>
#include <asm/system.h>

#define LOOK_AFTER	1024		/* interrupts */
#define LEAST_GAIN	(LOOK_AFTER / 16)	/* less is chance */
#define NOBODY		(-1)

static struct irq_place {
	u32 forbidden;			/* CPUs that may not take it */
	u32 recent;			/* interrupts since the last look */
	u8 cpu;
	bool in_use;			/* it has a handler */
} places[NR_IRQS];

static u32 recent;			/* of all lines */

static u32 allowed(const struct irq_place *p)
{
	return all_cpus() & ~p->forbidden;
}

/* What each CPU has: lines, or interrupts of them since the last look. */
static void count(u32 *load, bool interrupts)
{
	const struct irq_place *p;
	int cpu;

	for (cpu = 0; cpu < smp_num_cpus; cpu++)
		load[cpu] = 0;
	for (p = places; p < places + NR_IRQS; p++)
		if (p->in_use)
			load[p->cpu] += interrupts ? p->recent : 1;
}

/* The CPU of a mask, which names one, that has least. */
static int least(const u32 *load, u32 mask)
{
	int cpu, best = __ffs(mask);

	for (cpu = best + 1; cpu < smp_num_cpus; cpu++)
		if (mask >> cpu & 1 && load[cpu] < load[best])
			best = cpu;
	return best;
}

static int most(const u32 *load)
{
	int cpu, best = 0;

	for (cpu = 1; cpu < smp_num_cpus; cpu++)
		if (load[cpu] > load[best])
			best = cpu;
	return best;
}

/* Interrupts off. */
static void move(int irq, int cpu)
{
	places[irq].cpu = cpu;
	if (irq_chip_of(irq)->set_cpu)
		irq_chip_of(irq)->set_cpu(irq, cpu);
}

/* A line begins to be used. Interrupts off. */
void irq_choose_cpu(int irq)
{
	struct irq_place *p = &places[irq];
	u32 load[NR_CPUS];

	count(load, false);
	p->in_use = true;
	p->recent = 0;
	move(irq, irq_chip_of(irq)->set_cpu ? least(load, allowed(p)) : 0);
}

/* And it ends. */
void irq_forget_cpu(int irq)
{
	places[irq].in_use = false;
}

/* --- now and then -------------------------------------------------------- */

/* How much less than now the busier of two CPUs would have, if a line moved
   from the one to the other. */
static u32 gain(u32 line, u32 from, u32 to)
{
	return to + line < from ? min(line, from - to - line) : 0;
}

/* The line of a CPU whose move to another one does most, or NOBODY. */
static int line_to_move(const u32 *load, int from, int to)
{
	const struct irq_place *p;
	u32 g, best = LEAST_GAIN;
	int found = NOBODY;

	for (p = places; p < places + NR_IRQS; p++) {
		if (!p->in_use || p->cpu != from || !(allowed(p) >> to & 1))
			continue;
		g = gain(p->recent, load[from], load[to]);
		if (g > best && irq_chip_of(p - places)->set_cpu) {
			best = g;
			found = p - places;
		}
	}
	return found;
}

static void look(void)
{
	u32 load[NR_CPUS];
	int irq, to;

	count(load, true);
	to = least(load, all_cpus());
	irq = line_to_move(load, most(load), to);
	if (irq != NOBODY)
		move(irq, to);
	for (irq = 0; irq < NR_IRQS; irq++)
		places[irq].recent = 0;
	recent = 0;
}

/* An interrupt of this line has come. Interrupts off. */
void irq_note_taken(int irq)
{
	places[irq].recent++;
	if (++recent >= LOOK_AFTER)
		look();
}

/* --- what people want ---------------------------------------------------- */

/* The CPUs that may take a line, a bit for each. */
u32 irq_affinity(int irq)
{
	return allowed(&places[irq]);
}

/*
 * Has the line taken by CPUs of this mask only; a line that is used moves at
 * once. -EINVAL: none of them exists; -EIO: the line comes through the 8259s,
 * which know only one CPU.
 */
int irq_set_affinity(int irq, u32 mask)
{
	struct irq_place *p = &places[irq];
	u32 load[NR_CPUS];
	unsigned long flags;

	if (!irq_chip_of(irq) || !irq_chip_of(irq)->set_cpu)
		return -EIO;
	if (!(mask & all_cpus()))
		return -EINVAL;
	save_flags_cli(flags);
	p->forbidden = ~mask;
	if (p->in_use && p->forbidden >> p->cpu & 1) {
		count(load, true);
		move(irq, least(load, allowed(p)));
	}
	restore_flags(flags);
	return 0;
}
