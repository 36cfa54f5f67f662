/* needs: arch/i386/kernel/smpconfig.c arch/i386/kernel/smpprint.c */
/* needs: arch/i386/kernel/topology.c arch/i386/kernel/mpdefault.c */
/*
 * irq_model_test.c - devices on a pretended board (irq_board.h) ask by chance
 * while their lines are disabled, moved and given back; which CPU takes what;
 * interrupts that come too late; lines that there are not.
 */
#include "irq_devices.h"

#define MODEL_STEPS	20000
#define ON_8259S	5		/* of the model's lines */
#define PCI_EDGE	22		/* its line, and pin */

/* --- the model ------------------------------------------------------------ */

/* The 8259s have those below 16 only. */
static const u8 model_lines[] = { 3, 4, 7, 9, 12, 17, 20, PCI_EDGE };
static u32 nr_model_lines;		/* of them, in use */
static int off[NR_IRQS];		/* depth of disable_irq() */

static int any_line(void)
{
	return model_lines[rnd(&board_seed) % nr_model_lines];
}

static void toggle(int irq)
{
	if (off[irq] && rnd(&board_seed) % 3) {
		off[irq]--;
		enable_irq(irq);
	} else if (off[irq] < 3) {
		off[irq]++;
		disable_irq(irq);
	}
}

static void something_happens(void)
{
	int irq = any_line();

	switch (rnd(&board_seed) % 5) {
	case 0:
		toggle(irq);
		break;
	case 1:
		irq_set_affinity(irq, rnd(&board_seed));
		break;
	default:
		if (!devices[irq].wants)
			wire(irq, true);
	}
}

/* The device is given back, and may ask before it is requested again. An edge
   that not even an 8259 sees is then the driver's affair. */
static void replug(int irq)
{
	if (devices[irq].entered || irq == PCI_EDGE)
		return;
	free_irq(irq, &devices[irq]);
	if (!devices[irq].wants && rnd(&board_seed) % 2)
		wire(irq, true);
	request_irq(irq, handler, rnd(&board_seed) % 2 ? SA_INTERRUPT : 0,
		    "device", &devices[irq]);
}

/* Lines 9, 17 and 20 are levels, the last two of PCI; 22 is an edge that the
   8259s do not see. */
static void model_machine(u32 round)
{
	struct mp_irq *w;
	u32 i;
	int irq;

	sticky_irr = round & 1;
	bad_levels = round & 2;
	meanwhile = NULL;
	board_on(1, 24, 1 + round % MACHINE_CPUS);
	usual_table();
	add_int(MP_INT, 0, 0, 0, 4, 0x20, 17);
	add_int(MP_INT, 0, MP_HIGH, 0, 8, 0x20, 20);
	add_int(MP_INT, MP_EDGE, MP_HIGH, 0, 12, 0x20, PCI_EDGE);
	for (w = smp_config.irqs; w->irq != 9; w++)
		;
	w->trigger = MP_LEVEL;
	w->polarity = MP_HIGH;
	memset(off, 0, sizeof(off));
	io[0].level[17] = true;		/* active low: at rest */
	noapic = round % 8 == 7;
	nr_model_lines = noapic ? ON_8259S : ARRAY_SIZE(model_lines);
	init_symmetric_io();
	for (i = 0; i < nr_model_lines; i++) {
		irq = model_lines[i];
		plug(irq, 0, irq > 15 ? irq : -1, -1);
		devices[irq].low = irq == 17;
		request_irq(irq, handler, i % 2 ? SA_INTERRUPT : 0, "device",
			    &devices[irq]);
	}
	meanwhile = something_happens;
}

/* Lines that are disabled are enabled; then nobody may be left asking. */
static u32 left_over(void)
{
	u32 i, n = 0;

	meanwhile = NULL;
	for (i = 0; i < nr_model_lines; i++)
		while (off[model_lines[i]]) {
			off[model_lines[i]]--;
			enable_irq(model_lines[i]);
		}
	settle_all();
	for (i = 0; i < nr_model_lines; i++)
		if (devices[model_lines[i]].wants) {
			diag("line %u was forgotten", model_lines[i]);
			n++;
		}
	return n;
}

static void test_model(void)
{
	u32 round, step, lost = 0, calls = 0, i, mis = 0;

	twice = 0;
	for (round = 0; round < 64 && !lost; round++) {
		model_machine(round);
		for (step = 0; step < MODEL_STEPS / 64; step++) {
			something_happens();
			if (rnd(&board_seed) % 16 == 0)
				replug(any_line());
			if (rnd(&board_seed) % 2)
				take_on(rnd(&board_seed) % smp_num_cpus);
		}
		lost = left_over();
		if (lost)
			diag("round %u", round);
		for (i = 0; i < NR_IRQS; i++)
			calls += devices[i].calls;
		for (i = 0; i < smp_num_cpus; i++)
			mis += cpu_table[i]->mis;
	}
	is(lost, 0, "no interrupt is lost: moved, disabled, given back");
	is(twice, 0, "no handler is entered twice");
	ok(calls > MODEL_STEPS / 4, "there were many (%u)", calls);
	ok(mis > 0, "levels that came as edges among them (%u)", mis);
}

/* --- which CPU ------------------------------------------------------------ */

static void ask(int irq, u32 times)
{
	while (times--) {
		wire(irq, true);
		settle_all();
	}
}

static void test_spread(void)
{
	static const u8 some[] = { 1, 4, 14, 15 };
	u32 i, cpus = 0;

	meanwhile = NULL;
	board_on(1, 24, 4);
	usual_table();
	init_symmetric_io();
	for (i = 0; i < ARRAY_SIZE(some); i++) {
		plug(some[i], 0, -1, 0);
		ask(some[i], 1);
	}
	for (i = 0; i < 4; i++)
		cpus += cpu_table[i]->irqs[some[i]] == 1;
	is(cpus, 4, "four lines, four CPUs");
	is(irq_set_affinity(4, 1), 0, "line 4 to CPU 0");
	ask(4, 1);
	is(cpu_table[0]->irqs[4], 1, "moves at once");
	is(irq_affinity(4), 1, "and remembers it");
	is(irq_set_affinity(4, 0xf0), -EINVAL,
	   "CPUs that do not exist: EINVAL");
	is(irq_set_affinity(4, 0), -EINVAL, "no CPU: EINVAL");
	irq_set_affinity(4, 0xff);
	is(irq_affinity(4), 0xf, "those that exist count");
	is(irq_set_affinity(CASCADE_IRQ, 1), -EIO, "no such line: EIO");
}

/* Two busy lines on one CPU do not stay together; one alone stays. */
static void test_balance(void)
{
	u32 i;

	board_on(1, 24, 4);
	usual_table();
	init_symmetric_io();
	plug(4, 0, -1, 0);
	plug(14, 0, -1, 0);
	irq_set_affinity(4, 1);
	irq_set_affinity(14, 1);
	irq_set_affinity(4, 0xf);
	for (i = 0; i < LOOK_AFTER; i++)
		ask(i % 2 ? 4 : 14, 1);
	ok(places[4].cpu != places[14].cpu, "two busy lines part");
	is(places[14].cpu, 0, "where they may");
	i = places[4].cpu;
	ask(4, 4 * LOOK_AFTER);
	is(places[4].cpu, i, "one that is alone stays where it is");
}

/* It was on its way to CPU 0 when somebody else disabled, or freed, the line:
   no handler is called, and the line stays closed. */
static void test_too_late(void)
{
	board_on(0, 24, 2);
	plug(4, 0, -1, 0);
	wire(4, true);
	is(acknowledge(), 4, "CPU 0 takes an interrupt");
	disable_irq(4);
	enter(4);
	is(devices[4].calls, 0, "disabled meanwhile: no handler is called");
	ok(pic[0].imr >> 4 & 1, "and the line stays closed");
	enable_irq(4);
	is(devices[4].calls, 1, "but later");
	ok(!(pic[0].imr >> 4 & 1), "when it is open again");
	wire(4, true);
	is(acknowledge(), 4, "CPU 0 takes another");
	free_irq(4, &devices[4]);
	enter(4);
	is(devices[4].calls, 1, "freed meanwhile: nobody is called");
	ok(pic[0].imr >> 4 & 1, "and the line stays closed");
}

static void test_lines(void)
{
	board_on(1, 24, 2);
	usual_table();
	init_symmetric_io();
	is(request_irq(CASCADE_IRQ, handler, 0, "x", NULL), -EINVAL,
	   "the cascade is no line");
	is(request_irq(FPU_IRQ, handler, 0, "x", NULL), -EINVAL, "nor is 13");
	is(request_irq(MESSAGE_IRQ, handler, 0, "x", NULL), -EINVAL, "nor 16");
	is(request_irq(19, handler, 0, "x", NULL), -EINVAL,
	   "nor a pin without a wire");
	is(request_irq(NR_IRQS, handler, 0, "x", NULL), -EINVAL, "nor 24");
	plug(4, 0, -1, 0);
	io_writes = 0;
	ask(4, 100);
	is(io_writes, 0, "an edge costs no access to the I/O APIC");
}

int main(void)
{
	if (NR_CPUS < 4)
		return done();
	test_model();
	test_spread();
	test_balance();
	test_too_late();
	test_lines();
	forget_all();
	return done();
}
