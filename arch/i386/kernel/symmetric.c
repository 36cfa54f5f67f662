/*
 * symmetric.c - from the 8259s to the I/O APICs in one step (L17), and back
 * when the machine is left. Documentation/interrupts.txt draws it.
 *
 * The boot processor does it when all processors are there and before any
 * other may take an interrupt: with interrupts off it masks the 8259s, turns
 * the IMCR, and opens the pins of all lines that are in use. What came in
 * between is seen in the 8259s' request register (ioapic.c, edge_enable()).
 *
 * If the clock then does not tick, the table was wrong about its pin: others
 * are tried, and in the end the whole goes back to virtual wire mode.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <asm/apic.h>
#include <asm/cpu.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <asm/ioapic.h>
#include <asm/irqchip.h>
#include <asm/smpconfig.h>
#include <asm/smplock.h>
#include <asm/system.h>

#define TIMER_PINS	2		/* where it is on most boards: */
#define TICK_POLLS	10000		/* of 100 us: 1 s */
#define TICK_POLL_US	100
#define TICK_LATE	30		/* polls after the 8259s saw it */
#define LEAST_TICKS	2		/* the first may be of before */

static struct irq_route routes[NR_IRQS] __initdata;
static u32 nr_pins[MAX_IOAPICS] __initdata;
static bool symmetric;			/* [i] after boot */

/* Boards that start in PIC mode: whom the processors hear. */
static void set_imcr(u8 mode)
{
	if (!smp_config.imcr)
		return;
	outb(IMCR, IMCR_INDEX);
	outb(mode, IMCR_DATA);
}

/* --- the I/O APICs ------------------------------------------------------- */

/* APICs that talk by the processors' bus need no ids for it. */
static bool __init ids_matter(void)
{
	return APIC_VERSION(apic_read(APIC_LVR)) < APIC_VER_XAPIC;
}

static void __init set_ids(void)
{
	u32 i, taken = 0;
	u8 id;

	for (i = 0; i < smp_config.nr_ioapics; i++) {
		if (!nr_pins[i])
			continue;
		id = ioapic_choose_id(&smp_config, i, taken);
		if (id == APIC_ID_ALL) {
			printk(KERN_ERR "I/O APIC %u: no id is free\n",
			       smp_config.ioapics[i].id);
			continue;
		}
		if (id != smp_config.ioapics[i].id)
			printk(KERN_WARNING "I/O APIC %u: its id is taken: it "
			       "gets %u\n", smp_config.ioapics[i].id, id);
		taken |= 1U << id;
		ioapic_set_id(i, id);
	}
}

/* Maps all of them. False: none is of use. */
static bool __init map_all(void)
{
	u32 i, pins = 0;

	for (i = 0; i < smp_config.nr_ioapics; i++) {
		nr_pins[i] = ioapic_map(i, smp_config.ioapics[i].addr);
		if (!nr_pins[i])
			printk(KERN_WARNING "I/O APIC %u: nobody answers at "
			       "%08x\n", smp_config.ioapics[i].id,
			       smp_config.ioapics[i].addr);
		pins += nr_pins[i];
	}
	if (pins && ids_matter())
		set_ids();
	return pins != 0;
}

/* NMI and SMI wires go to the boot processor. */
static void __init open_wires(void)
{
	const struct mp_irq *wire;
	u32 i;

	for (wire = smp_config.irqs;
	     wire < smp_config.irqs + smp_config.nr_irqs; wire++) {
		if (wire->type != MP_NMI && wire->type != MP_SMI)
			continue;
		for (i = 0; i < smp_config.nr_ioapics; i++)
			if (wire->apic == smp_config.ioapics[i].id &&
			    wire->pin < nr_pins[i])
				ioapic_set_wire(i, wire->pin,
						wire->type == MP_NMI ?
						IOAPIC_NMI : IOAPIC_SMI,
						boot_cpu.apic_id);
	}
}

/* --- the step ------------------------------------------------------------ */

/* A line goes over to its pin, or stays. Interrupts off. */
static void __init move_line(int irq, bool logical)
{
	const struct irq_route *r = &routes[irq];

	if (r->kind == ROUTE_NONE)
		irq_set_chip(irq, NULL);
	if (r->kind != ROUTE_PIN && r->kind != ROUTE_GUESS)
		return;
	ioapic_set_pin(irq, r, logical);
	irq_set_chip(irq, r->level ? &ioapic_level_chip : &ioapic_edge_chip);
	if (irq_is_open(irq))
		irq_chip_of(irq)->enable(irq);
}

/* The lines that the 8259s keep. */
static u16 __init lines_of_8259s(void)
{
	u32 irq, lines = 0;

	for (irq = 0; irq < NR_ISA_IRQS; irq++)
		lines |= (routes[irq].kind == ROUTE_8259) << irq;
	return lines;
}

static void __init change_over(void)
{
	bool logical = smp_num_cpus <= APIC_LOGICAL_CPUS;
	u16 stay = lines_of_8259s();
	int irq;

	i8259_only(stay);
	apic_wire_8259s(stay != 0);
	set_imcr(IMCR_APIC);
	for (irq = 0; irq < NR_IRQS; irq++)
		move_line(irq, logical);
	symmetric = true;
}

/* All as it was, when the pins are masked. Interrupts off. */
static void __init change_back(void)
{
	u32 irq;

	symmetric = false;
	set_imcr(IMCR_PIC);
	apic_wire_8259s(true);
	for (irq = 0; irq < NR_IRQS; irq++) {
		if (irq >= NR_ISA_IRQS) {
			irq_set_chip(irq, NULL);
		} else if (irq != FPU_IRQ && irq != CASCADE_IRQ) {
			irq_set_chip(irq, &i8259_chip);
			if (irq_is_open(irq))
				i8259_chip.enable(irq);
		}
	}
}

/* --- does the clock tick? ------------------------------------------------ */

/*
 * The masked 8259s see the clock's edges as well: they are the witness that
 * there was one. So it does not count how slowly an emulator runs. Without
 * them, a second must do. They forget first what they saw before. Interrupts
 * on.
 */
static bool __init clock_ticks(void)
{
	u32 before = READ_ONCE(boot_cpu.irqs[TIMER_IRQ]), came, late = 0, i;

	cli();
	init_i8259();
	sti();
	for (i = 0; i < TICK_POLLS; i++) {
		came = READ_ONCE(boot_cpu.irqs[TIMER_IRQ]) - before;
		if (came >= LEAST_TICKS)
			return true;
		cli();
		late += late || i8259_pending(TIMER_IRQ);
		sti();
		if (late > TICK_LATE && !came)
			return false;
		udelay(TICK_POLL_US);
	}
	return false;
}

/* What a pin has sent is taken, while its chip is still there to say EOI. */
static void __init let_in(void)
{
	sti();
	udelay(TICK_POLL_US);
	cli();
}

static void __init move_timer(const struct irq_route *route)
{
	cli();
	irq_chip_of(TIMER_IRQ)->disable(TIMER_IRQ);
	let_in();
	routes[TIMER_IRQ] = *route;
	if (route->kind == ROUTE_8259) {
		irq_set_chip(TIMER_IRQ, &i8259_chip);
		i8259_chip.enable(TIMER_IRQ);
		apic_wire_8259s(true);
	} else {
		move_line(TIMER_IRQ, smp_num_cpus <= APIC_LOGICAL_CPUS);
	}
	sti();
}

static bool __init pin_is_free(u8 pin)
{
	u32 irq;

	for (irq = 1; irq < NR_IRQS; irq++)
		if ((routes[irq].kind == ROUTE_PIN ||
		     routes[irq].kind == ROUTE_GUESS) &&
		    routes[irq].ioapic == 0 && routes[irq].pin == pin)
			return false;
	return pin < nr_pins[0];
}

/* The clock's other ways, until it ticks. */
static bool __init find_timer(void)
{
	static const u8 usual[TIMER_PINS] __initconst = { 2, 0 };
	struct irq_route route = { .kind = ROUTE_GUESS };
	u8 first = routes[TIMER_IRQ].pin;
	u32 i;

	for (i = 0; i < TIMER_PINS; i++) {
		route.pin = usual[i];
		if (route.pin == first || !pin_is_free(route.pin))
			continue;
		move_timer(&route);
		if (clock_ticks()) {
			printk(KERN_WARNING "SMP: the clock is not on pin %u, "
			       "but on pin %u\n", first, route.pin);
			return true;
		}
	}
	route.kind = ROUTE_8259;
	move_timer(&route);
	if (!clock_ticks())
		return false;
	printk(KERN_WARNING "SMP: the clock is not on pin %u: it comes through "
	       "the 8259s\n", first);
	return true;
}

static void __init check_timer(void)
{
	if (!irq_is_open(TIMER_IRQ) || clock_ticks() || find_timer())
		return;
	printk(KERN_ERR "SMP: no clock in symmetric I/O mode: back to virtual "
	       "wire mode\n");
	cli();
	ioapics_quiet();
	let_in();
	change_back();
	sti();
}

/* --- for all ------------------------------------------------------------- */

static void __init say_guesses(void)
{
	u32 irq, guessed = 0, kept = 0;

	for (irq = 0; irq < NR_ISA_IRQS; irq++) {
		guessed |= (routes[irq].kind == ROUTE_GUESS) << irq;
		kept |= (routes[irq].kind == ROUTE_8259) << irq;
	}
	if (guessed | kept)
		printk(KERN_NOTICE "SMP: lines missing in the %s, by mask: "
		       "%04x get the pins of their numbers, %04x stay with the "
		       "8259s\n", smp_config.source, guessed, kept);
}

/*
 * Symmetric I/O mode, where a table has an I/O APIC and nobody forbids it.
 * Boot processor, kernel lock, interrupts on; the others have called in and
 * still wait. Returns with all lines on CPU 0.
 */
void __init init_symmetric_io(void)
{
	const char *why = noapic ? "noapic" : "there is no I/O APIC";

	if (!apic_is_mapped())
		return;
	cli();
	if (!noapic && map_all()) {
		route_irqs(&smp_config, nr_pins, i8259_elcr(), routes);
		open_wires();
		change_over();
	}
	sti();
	if (symmetric) {
		say_guesses();
		why = "the clock does not tick";
		check_timer();
	}
	if (symmetric)
		printk(KERN_INFO "SMP: symmetric I/O mode, %s destinations\n",
		       smp_num_cpus <= APIC_LOGICAL_CPUS ? "logical" :
		       "physical");
	else
		printk(KERN_INFO "SMP: virtual wire mode (%s)\n", why);
}

/*
 * The machine is left: pins masked and the 8259s wired as the firmware had
 * it. The only CPU that still runs, interrupts off; locks may be held.
 */
void irq_shutdown(void)
{
	if (!symmetric)
		return;
	ioapics_quiet();
	set_imcr(IMCR_PIC);
	if (smp_processor_id() == 0)
		apic_wire_8259s(true);
}
