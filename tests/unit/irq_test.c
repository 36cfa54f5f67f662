/* needs: arch/i386/kernel/smpconfig.c arch/i386/kernel/smpprint.c */
/* needs: arch/i386/kernel/topology.c arch/i386/kernel/mpdefault.c */
/*
 * irq_test.c - interrupts on a pretended board (irq_board.h): the change-over
 * from the 8259s to the I/O APICs at any moment, clocks that are elsewhere,
 * what tables say against what pins are told. irq_model_test.c goes on.
 */
#include "irq_devices.h"
#include <asm/mpspec.h>

#define says(text)	(strstr(host_log, text) != NULL)

/* What a pin is told, all but its state. */
static u32 low_of(u32 a, u32 pin)
{
	return io[a].redir[pin] & ~IOAPIC_REMOTE_IRR;
}

/* --- the change-over ------------------------------------------------------ */

/* A line asks at every moment around the step: its handler is called once. */
static void test_change_over(bool sticky)
{
	int irq, when, wrong = 0, modes = 0;

	sticky_irr = sticky;
	for (irq = 1; irq < NR_ISA_IRQS; irq++) {
		if (irq == CASCADE_IRQ || irq == FPU_IRQ)
			continue;
		for (when = 0; when < 3; when++) {
			board_on(1, 24, 2);
			usual_table();
			smp_config.imcr = true;
			imcr = IMCR_PIC;
			plug(irq, 0, -1, SA_INTERRUPT);
			cli();
			if (when == 0)
				wire(irq, true);
			if (when == 1)	/* had come, and was served */
				sti(), wire(irq, true), take_all(), cli();
			init_symmetric_io();
			if (when == 2)
				wire(irq, true);
			sti();
			settle_all();
			wrong += devices[irq].calls != 1 || devices[irq].wants;
			modes += imcr == IMCR_APIC && !lint0 && symmetric;
		}
	}
	is(wrong, 0, "whenever a line asks, it is served once (%s 8259)",
	   sticky ? "QEMU's" : "a real");
	is(modes, 13 * 3, "IMCR and LINT0 are turned");
}

static void test_noapic(void)
{
	board_on(1, 24, 2);
	usual_table();
	noapic = true;
	plug(4, 0, -1, 0);
	io_writes = 0;
	host_log_clear();
	init_symmetric_io();
	wire(4, true);
	settle_all();
	ok(!symmetric && io_writes == 0 && devices[4].calls == 1,
	   "noapic: no I/O APIC is touched");
	ok(says("virtual wire mode (noapic)"), "and it says so");
	is(irq_set_affinity(4, 1), -EIO, "the 8259s know one CPU only");
	board_on(0, 24, 2);
	nr_io = 1;
	usual_table();
	nr_io = 0;
	host_log_clear();
	init_symmetric_io();
	ok(says("I/O APIC 32: nobody answers at fec00000") && !symmetric,
	   "a table whose I/O APIC is not there");
}

/* Left as it was found: the firmware can start again. */
static void test_shutdown(void)
{
	u32 pin, open = 0;

	board_on(1, 24, 2);
	usual_table();
	smp_config.imcr = true;
	imcr = IMCR_PIC;
	io[0].redir[0] = IOAPIC_EXTINT;
	plug(4, 0, -1, 0);
	init_symmetric_io();
	is(low_of(0, 0) & IOAPIC_MASKED, IOAPIC_MASKED,
	   "the firmware's way for the 8259s is closed");
	irq_shutdown();
	for (pin = 1; pin < BOARD_PINS; pin++)
		open += !(io[0].redir[pin] & IOAPIC_MASKED);
	ok(!open && low_of(0, 0) == IOAPIC_EXTINT && imcr == IMCR_PIC && lint0,
	   "in the end it is open again, and nothing else; IMCR is back");
}

/* --- the clock ------------------------------------------------------------ */

/* The table says pin 2; it is at `pin', or at the 8259s only, or nowhere. */
static void clock_is(int pin, bool witness, const char *line, const char *chip)
{
	u32 calls;

	sticky_irr = true;
	board_on(1, 24, 2);
	usual_table();
	isa_pin[0] = -1;
	clock_pin = pin;
	clock_at_8259s = witness;
	plug(TIMER_IRQ, 0, -1, SA_INTERRUPT);
	set_8259_line(TIMER_IRQ, true);		/* one tick is old */
	clock_on = true;
	host_log_clear();
	init_symmetric_io();
	ok(line ? says(line) : !says("clock"), "clock on pin %d: %s", pin,
	   line ? line : "no word");
	ok(irq_chip_of(TIMER_IRQ) && !strcmp(irq_chip_of(TIMER_IRQ)->name,
	   chip), "it comes through %s", chip);
	calls = devices[TIMER_IRQ].calls;
	udelay(TICK_US);
	udelay(TICK_US);
	is(devices[TIMER_IRQ].calls - calls, witness || pin >= 0 ? 2 : 0,
	   "and goes on");
	clock_on = false;
}

static void test_clock(void)
{
	clock_is(2, true, NULL, "IO-APIC-edge");
	clock_is(2, false, NULL, "IO-APIC-edge");
	clock_is(0, true, "the clock is not on pin 2, but on pin 0",
		 "IO-APIC-edge");
	clock_is(0, false, "the clock is not on pin 2, but on pin 0",
		 "IO-APIC-edge");
	clock_is(-1, true, "it comes through the 8259s", "XT-PIC");
	ok(symmetric, "the others stay with the I/O APIC");
	clock_is(-1, false, "back to virtual wire mode", "XT-PIC");
	ok(!symmetric && lint0, "all of them");
}

/* --- pins against tables -------------------------------------------------- */

/* One wire alone: what its pin is told. */
static void kind_is(const char *bus, u8 trigger, u8 polarity, u16 elcr,
		    u32 want)
{
	board_on(1, 24, 2);
	table(bus);
	board_elcr = elcr;
	add_int(MP_INT, trigger, polarity, ISA_BUS, 9, 0x20, 17);
	plug(9, 0, 17, 0);
	init_symmetric_io();
	is(low_of(0, 17), want | IOAPIC_LOGICAL | (FIRST_IRQ_VECTOR + 9),
	   "%.4s, trigger %u, polarity %u, ELCR %04x", bus, trigger, polarity,
	   elcr);
}

static void test_kinds(void)
{
	u32 both = IOAPIC_LEVEL | IOAPIC_ACTIVE_LOW;

	kind_is("ISA   ", 0, 0, 0, 0);
	kind_is("ISA   ", 0, 0, 1 << 9, both);
	kind_is("ISA   ", MP_EDGE, MP_HIGH, 1 << 9, 0);
	kind_is("ISA   ", MP_LEVEL, MP_HIGH, 0, IOAPIC_LEVEL);
	kind_is("ISA   ", 0, MP_LOW, 0, IOAPIC_ACTIVE_LOW);
	kind_is("ISA   ", 0, 0, 0xffff, 0);	/* there is no ELCR */
	kind_is("EISA  ", 0, 0, 0, 0);
	kind_is("EISA  ", 0, 0, 1 << 9, both);
	kind_is("EISA  ", MP_EDGE, 0, 1 << 9, 0);
	kind_is("MCA   ", 0, 0, 0, both);
}

/* Random wires: each pin that is told anything has a wire that says so. */
static void check_pins(int round, u32 *wrong)
{
	u32 a, pin, i, n, low, irq;

	for (a = 0; a < nr_io; a++)
		for (pin = 0; pin < io[a].nr_pins; pin++) {
			low = low_of(a, pin);
			irq = (low & 0xff) - FIRST_IRQ_VECTOR;
			if (low & IOAPIC_DELIVERY || low == IOAPIC_MASKED)
				continue;	/* NMI, SMI; nothing */
			for (i = n = 0; i < smp_config.nr_irqs; i++)
				n += smp_config.irqs[i].pin == pin &&
				     smp_config.irqs[i].type == MP_INT;
			*wrong += irq >= NR_IRQS || routes[irq].ioapic != a ||
				  routes[irq].pin != pin || irq == FPU_IRQ ||
				  irq == MESSAGE_IRQ || irq == CASCADE_IRQ ||
				  (!n && routes[irq].kind == ROUTE_PIN) ||
				  !!(low & IOAPIC_MASKED) == irq_is_open(irq);
			if (*wrong) {
				diag("round %d, I/O APIC %u pin %u: %08x",
				     round, a, pin, low);
				return;
			}
		}
}

/* No pin has two lines; lines that no pin takes stay where they were. */
static void check_lines(u32 *wrong)
{
	u32 irq, other;

	for (irq = 0; irq < NR_IRQS; irq++) {
		if (routes[irq].kind == ROUTE_NONE) {
			*wrong += irq != FPU_IRQ && irq != CASCADE_IRQ &&
				  irq < NR_ISA_IRQS;
			continue;
		}
		*wrong += irq_chip_of(irq) == NULL;
		for (other = 0; other < irq; other++)
			*wrong += routes[other].kind != ROUTE_NONE &&
				  routes[other].kind != ROUTE_8259 &&
				  routes[irq].kind != ROUTE_8259 &&
				  routes[other].ioapic == routes[irq].ioapic &&
				  routes[other].pin == routes[irq].pin;
	}
}

static void test_random_tables(void)
{
	u32 wrong = 0, i, n, r;
	int round;

	for (round = 0; round < 2000 && !wrong; round++) {
		r = rnd(&board_seed);
		board_on(1 + r % 3, 4 + r / 3 % 21, 2);
		table(r & 1024 ? "ISA   " : "EISA  ");
		board_elcr = rnd(&board_seed);
		for (i = 0, n = rnd(&board_seed) % 30; i < n; i++) {
			r = rnd(&board_seed);
			add_int(r % 8 ? MP_INT : r / 8 % 4, r >> 5 & 1 ? 3 : 0,
				r >> 6 & 1, r >> 7 & 1, r >> 8 & 31,
				r >> 13 & 3 ? 0x20 + (r >> 15) % nr_io : 255,
				r >> 20 & 31);
		}
		for (i = 0; i < NR_ISA_IRQS; i++)
			if (i != TIMER_IRQ && rnd(&board_seed) % 2)
				plug(i, 0, -1, SA_SHIRQ);
		init_symmetric_io();
		check_pins(round, &wrong);
		check_lines(&wrong);
		if (wrong)
			diag("round %d", round);
	}
	is(wrong, 0, "random tables: every pin is told what a wire says");
}

static void test_lint(void)
{
	struct mp_irq w = { .type = MP_NMI, .apic = APIC_ID_ALL, .pin = 1 };

	forget_all();
	is(lint_entry(&smp_config, 0, true, 0), APIC_LVT_EXTINT,
	   "no word: LINT0 is the 8259s'");
	is(lint_entry(&smp_config, 0, true, 1), APIC_LVT_NMI, "LINT1 the NMI");
	is(lint_entry(&smp_config, 1, false, 1), APIC_LVT_MASKED,
	   "on the boot processor only");
	smp_add_lint(&smp_config, &w);
	is(lint_entry(&smp_config, 0, true, 0), APIC_LVT_EXTINT,
	   "a MADT does not mention the 8259s");
	w = (struct mp_irq) { .type = MP_NMI, .apic = 3, .pin = 0,
			      .polarity = MP_LOW };
	smp_add_lint(&smp_config, &w);
	is(lint_entry(&smp_config, 3, false, 0), APIC_LVT_NMI | APIC_LVT_LOW,
	   "an NMI of one processor is that one's");
	forget_all();
	w = (struct mp_irq) { .type = MP_EXTINT, .apic = APIC_ID_ALL,
			      .pin = 1 };
	smp_add_lint(&smp_config, &w);
	w.type = MP_NMI;
	w.pin = 0;
	smp_add_lint(&smp_config, &w);
	ok(lint_entry(&smp_config, 0, true, 0) == APIC_LVT_NMI &&
	   lint_entry(&smp_config, 0, true, 1) == APIC_LVT_EXTINT,
	   "the other way round");
}

static void test_ids(void)
{
	board_on(3, 24, 2);
	table("ISA   ");
	smp_config.ids[0] = 3;		/* processors 0 and 1 */
	smp_config.ioapics[0].id = 1;
	smp_config.ioapics[1].id = 2;
	smp_config.ioapics[2].id = 40;
	lvr = 0x40011;
	host_log_clear();
	init_symmetric_io();
	ok(io[0].id == 2 && io[1].id == 3 && io[2].id == 4 &&
	   says("I/O APIC 1: its id is taken: it gets 2"),
	   "ids that clash are changed");
	smp_config.ids[0] = 0x7fff;
	host_log_clear();
	init_symmetric_io();
	ok(says("I/O APIC 1: no id is free"), "if any is free");
	lvr = 0x50014;
	board_on(1, 24, 2);
	usual_table();
	smp_config.ioapics[0].id = 0;
	smp_config.ids[0] = 3;
	host_log_clear();
	init_symmetric_io();
	ok(io[0].id == 0 && !says("id is"), "newer APICs need none");
}

int main(void)
{
	if (NR_CPUS < 4)
		return done();
	test_change_over(false);
	test_change_over(true);
	test_noapic();
	test_shutdown();
	test_clock();
	test_kinds();
	test_random_tables();
	test_lint();
	test_ids();
	forget_all();
	return done();
}
