/*
 * irq_devices.h - what hangs on irq_board.h's board: a clock, devices with
 * handlers, tables that say where their wires go.
 *
 *	plug(irq, ioapic, pin, flags)	a device that asks by that pin, or by
 *				an ISA line (pin -1), and its handler
 *	wire(irq, wants)	it asks, or does not any more
 *	usual_table()		the usual PC
 *	meanwhile		what happens within handlers, now and then
 */
#ifndef UNIT_IRQ_DEVICES_H
#define UNIT_IRQ_DEVICES_H

#include "irq_board.h"

#define TICK_US		10000
#define ISA_BUS		1
#define EVENTS_DEEP	3		/* handlers within handlers */

/* --- what the sources call ----------------------------------------------- */

static int clock_pin;			/* of the 8254, at I/O APIC 0; or -1 */
static bool clock_at_8259s, clock_on;
static u32 now_us;

void *kmalloc(size_t size, int gfp __unused) { return malloc(size); }
void kfree(const void *p) { free((void *)p); }
void add_interrupt_randomness(int irq __unused) { }
void end_of_interrupt(void) { }
void tick_catch_up(void) { }
void kernel_lock_wait(void) { abort(); }
void kernel_lock_wait_or_yield(void) { abort(); }
void spin_lock_wait(spinlock_t *lock __unused) { abort(); }

/* Time passes: the clock ticks, CPUs take what has come. */
void udelay(u32 us)
{
	u32 i;

	now_us += us;
	if (clock_on && now_us % TICK_US < us)
		for (i = 0; i < 2; i++) {
			if (clock_at_8259s)
				set_8259_line(TIMER_IRQ, i == 0);
			if (clock_pin >= 0)
				set_pin(0, clock_pin, i == 0);
		}
	take_all();
}

/* --- devices ------------------------------------------------------------- */

static struct device {
	bool wants;			/* its wire says so */
	bool entered;			/* the handler is running */
	bool level, low;
	u32 calls;
	int ioapic, pin;		/* -1: an ISA line, by set_line() */
} devices[NR_IRQS];
static u32 twice, depth;
static void (*meanwhile)(void);		/* what happens within handlers */

static void wire(int irq, bool wants)
{
	struct device *d = &devices[irq];

	d->wants = wants;
	if (d->pin < 0)
		set_line(irq, wants);
	else
		set_pin(d->ioapic, d->pin, wants != d->low);
}

static void handler(int irq, void *dev, struct pt_regs *regs __unused)
{
	struct device *d = dev;

	twice += d->entered;
	d->entered = true;
	d->calls++;
	if (meanwhile && depth < EVENTS_DEEP) {
		depth++;
		meanwhile();
		take_all();		/* if interrupts are on */
		depth--;
	}
	wire(irq, false);
	if (meanwhile && depth < EVENTS_DEEP && rnd(&board_seed) % 2) {
		depth++;
		meanwhile();
		take_all();
		depth--;
	}
	d->entered = false;
}

static void plug(int irq, int ioapic, int pin, int flags)
{
	devices[irq] = (struct device) { .ioapic = ioapic, .pin = pin };
	if (flags >= 0)
		request_irq(irq, handler, flags, "device", &devices[irq]);
}

/* --- tables -------------------------------------------------------------- */

static void add_int(u8 type, u8 trigger, u8 polarity, u8 bus, u8 irq, u8 apic,
		    u8 pin)
{
	struct mp_irq w = { type, polarity, trigger, bus, irq, apic, pin };

	smp_add_irq(&smp_config, &w);
}

/* I/O APICs 20h, 21h ... and the buses 0 (PCI) and 1 (this one). */
static void table(const char *isa)
{
	struct mp_ioapic a = { .version = 0x11 };
	u32 i;

	strcpy(smp_config.source, "table");
	smp_config.version = 4;
	smp_config.lapic_addr = LAPIC_DEFAULT_ADDR;
	for (i = 0; i < nr_io; i++) {
		a.id = 0x20 + i;
		a.addr = REGS_AT + i * REGS_STEP;
		smp_add_ioapic(&smp_config, &a);
	}
	smp_add_bus(&smp_config, 0, "PCI   ");
	smp_add_bus(&smp_config, ISA_BUS, isa);
}

/* The usual PC: the clock on pin 2, all others where their numbers say. */
static void usual_table(void)
{
	int irq;

	table("ISA   ");
	for (irq = 0; irq < NR_ISA_IRQS; irq++) {
		isa_pin[irq] = irq ? irq : 2;
		if (irq == CASCADE_IRQ)
			isa_pin[irq] = -1;
		else
			add_int(MP_INT, 0, 0, ISA_BUS, irq, 0x20, isa_pin[irq]);
	}
}

#endif
