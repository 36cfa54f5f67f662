/*
 * irq_board.h - a pretended board for irq_test.c: two 8259s with their ELCR,
 * I/O APICs, a local APIC for each CPU, the IMCR, and wires between them. The
 * kernel's sources are included after the substitutes for ports and registers.
 *
 *	board_on(ioapics, pins, cpus)	a new board, as the BIOS leaves it
 *	set_line(n, high)	an ISA wire: goes to the 8259s, and to its pin
 *	set_pin(ioapic, pin, high)	any pin
 *	take_on(cpu)	CPU takes what waits for it, if interrupts are on
 *	take_all()	this CPU does, as in a handler that lets them in
 *
 * What real chips and emulators do differently is a switch: sticky_irr (an
 * 8259 that remembers edges which went away), bad_levels (the 82093AA that
 * sends a level as an edge when its mask changes).
 */
#ifndef UNIT_IRQ_BOARD_H
#define UNIT_IRQ_BOARD_H

#define _ASM_IO_H			/* instead of <asm/io.h>: */
#include <linux/types.h>
#include <linux/compiler.h>
static u8 inb(u16 port);
static void outb(u8 value, u16 port);
#define outb_p	outb
static u32 readl(const volatile void __iomem *addr);
static void writel(u32 value, volatile void __iomem *addr);

#include <asm/apic.h>
static u32 board_apic_read(u32 reg);
static void board_apic_write(u32 reg, u32 value);
#define apic_read	board_apic_read
#define apic_write	board_apic_write

#include "../../arch/i386/kernel/i8259.c"
#include "../../arch/i386/kernel/irq.c"
#include "../../arch/i386/kernel/ioapic.c"
#include "../../arch/i386/kernel/irqroute.c"
#include "../../arch/i386/kernel/irqcpu.c"
#include "../../arch/i386/kernel/symmetric.c"

#include "machine.h"

#define VECTORS		256
#define BOARD_PINS	24
#define BOARD_IOAPICS	3
#define REGS_AT		0xfec00000
#define REGS_STEP	0x1000

static bool sticky_irr, bad_levels;
static unsigned int board_seed = 1;
static u32 lvr = 0x50014;		/* of the local APICs */

static struct {
	u8 irr, isr, imr, last, icws;	/* last: the lines; icws: to come */
	bool read_isr;
} pic[2];
static u16 board_elcr;
static u8 imcr_index, imcr;
static int lint0;			/* the boot processor hears the 8259s */

static struct {
	u32 id, select;
	u64 redir[BOARD_PINS];
	bool level[BOARD_PINS];		/* the wire is high */
	u32 nr_pins;
} io[BOARD_IOAPICS];
static u32 nr_io, io_writes;
static s8 isa_pin[NR_ISA_IRQS];		/* of I/O APIC 0; -1: none */

static struct {
	bool irr[VECTORS], isr[VECTORS], tmr[VECTORS];
} local[MACHINE_CPUS];

/* --- local APICs --------------------------------------------------------- */

static void send_vector(u32 entry, u32 dest, bool level)
{
	int i;

	for (i = 0; i < smp_num_cpus; i++) {
		if (entry & IOAPIC_LOGICAL ? !(dest >> i & 1) :
					    dest != cpu_table[i]->apic_id)
			continue;
		local[i].irr[entry & 0xff] = true;
		local[i].tmr[entry & 0xff] = level;
	}
}

static void pin_asks(u32 a, u32 pin, bool as_edge)
{
	u64 *r = &io[a].redir[pin];
	u32 low = *r;

	if (low & IOAPIC_MASKED)
		return;
	if (low & IOAPIC_LEVEL) {
		if (low & IOAPIC_REMOTE_IRR)
			return;
		*r |= IOAPIC_REMOTE_IRR;
	}
	send_vector(low, *r >> 56, low & IOAPIC_LEVEL && !as_edge);
}

static bool asserted(u32 a, u32 pin)
{
	return io[a].level[pin] != !!((u32)io[a].redir[pin] &
				      IOAPIC_ACTIVE_LOW);
}

static void eoi(u32 vector)
{
	u32 a, pin;

	for (a = 0; a < nr_io; a++)
		for (pin = 0; pin < io[a].nr_pins; pin++) {
			u64 *r = &io[a].redir[pin];

			if ((*r & 0xff) != vector || !(*r & IOAPIC_LEVEL))
				continue;
			*r &= ~(u64)IOAPIC_REMOTE_IRR;
			if (asserted(a, pin))
				pin_asks(a, pin, false);
		}
}

static u32 board_apic_read(u32 reg)
{
	u32 first = (reg - APIC_TMR) / 0x10 * 32, bits = 0, i;

	if (reg == APIC_LVR)
		return lvr;
	for (i = 0; i < 32; i++)
		bits |= (u32)local[host_cpu->id].tmr[first + i] << i;
	return bits;
}

static void board_apic_write(u32 reg, u32 value __unused)
{
	int v;

	if (reg != APIC_EOI)
		return;
	for (v = VECTORS - 1; v >= 0; v--) {
		if (!local[host_cpu->id].isr[v])
			continue;
		local[host_cpu->id].isr[v] = false;
		if (local[host_cpu->id].tmr[v])
			eoi(v);
		return;
	}
}

int apic_send_ipi(u32 icr2, u32 icr)
{
	send_vector(icr & 0xff, icr2 >> APIC_ID_SHIFT, false);
	return 0;
}

bool apic_is_mapped(void)
{
	return true;
}

void apic_wire_8259s(bool on)
{
	lint0 = on;
}

/* --- I/O APICs ----------------------------------------------------------- */

void *vremap(unsigned long phys, unsigned long size __unused)
{
	return (void *)phys;
}

void vfree(void *addr __unused)
{
}

static u32 index_of(const volatile void *addr)
{
	return ((unsigned long)addr - REGS_AT) / REGS_STEP;
}

static u32 readl(const volatile void __iomem *addr)
{
	u32 a = index_of((const volatile void *)addr), reg;

	if (a >= nr_io)
		return 0;		/* nobody there, as in QEMU */
	reg = io[a].select;
	if (!((unsigned long)addr & IOWIN))
		return reg;
	if (reg == IOAPIC_ID)
		return io[a].id << IOAPIC_ID_SHIFT;
	if (reg == IOAPIC_VER)
		return (io[a].nr_pins - 1) << 16 | 0x11;
	reg -= IOAPIC_REDTBL(0);
	return io[a].redir[reg / 2] >> (reg % 2 * 32);
}

/* What a new entry does to a wire that is high. */
static void changed(u32 a, u32 pin, u32 old)
{
	u64 *r = &io[a].redir[pin];

	if (!(*r & IOAPIC_LEVEL))
		*r &= ~(u64)IOAPIC_REMOTE_IRR;
	else if (asserted(a, pin))
		pin_asks(a, pin, bad_levels && old & IOAPIC_MASKED &&
			 rnd(&board_seed) % 2);
}

static void write_redir(u32 a, u32 reg, u32 value)
{
	u64 *r = &io[a].redir[reg / 2];
	u32 old = *r;

	if (reg % 2) {
		*r = (u32)*r | (u64)value << 32;
	} else {
		value &= ~IOAPIC_REMOTE_IRR;
		*r = (*r >> 32 << 32) | value | (old & IOAPIC_REMOTE_IRR);
		changed(a, reg / 2, old);
	}
}

static void writel(u32 value, volatile void __iomem *addr)
{
	u32 a = index_of((const volatile void *)addr);

	if (a >= nr_io)
		return;
	io_writes++;
	if (!((unsigned long)addr & IOWIN))
		io[a].select = value;
	else if (io[a].select == IOAPIC_ID)
		io[a].id = value >> IOAPIC_ID_SHIFT;
	else if (io[a].select >= IOAPIC_REDTBL(0))
		write_redir(a, io[a].select - IOAPIC_REDTBL(0), value);
}

static void set_pin(u32 a, u32 pin, bool high)
{
	bool was = asserted(a, pin);

	io[a].level[pin] = high;
	if (asserted(a, pin) && (!was || io[a].redir[pin] & IOAPIC_LEVEL))
		pin_asks(a, pin, false);
}

/* --- the 8259s ----------------------------------------------------------- */

static void outb(u8 value, u16 port)
{
	u32 n = port >= PIC_SLAVE, i;

	if (port == IMCR_INDEX)
		imcr_index = value;
	if (port == IMCR_DATA && imcr_index == IMCR)
		imcr = value;
	if ((port & ~0x81) != PIC_MASTER)
		return;
	if (port & PIC_DATA) {
		if (pic[n].icws)
			pic[n].icws--;
		else
			pic[n].imr = value;
	} else if (value & 0x10) {
		pic[n].irr = pic[n].isr = pic[n].imr = 0;
		pic[n].icws = 3;
	} else if ((value & 0x18) == 8) {
		pic[n].read_isr = value & 1;
	} else {
		i = value & 7;
		pic[n].isr &= ~(1 << i);
	}
}

static u8 inb(u16 port)
{
	u32 n = port >= PIC_SLAVE;

	if (port == ELCR_MASTER || port == ELCR_SLAVE)
		return board_elcr >> (port == ELCR_SLAVE) * 8;
	if ((port & ~0x80) != PIC_MASTER)
		return 0xff;
	return pic[n].read_isr ? pic[n].isr : pic[n].irr;
}

static void set_8259_line(u32 irq, bool high)
{
	u32 n = irq / 8;
	u8 bit = 1 << irq % 8;

	if (high && !(pic[n].last & bit))
		pic[n].irr |= bit;
	if (!high && !sticky_irr)
		pic[n].irr &= ~bit;
	pic[n].last = high ? pic[n].last | bit : pic[n].last & ~bit;
}

static void set_line(u32 irq, bool high)
{
	if (irq < NR_ISA_IRQS)
		set_8259_line(irq, high);
	if (irq < NR_ISA_IRQS && isa_pin[irq] >= 0)
		set_pin(0, isa_pin[irq], high);
}

/* The line that the 8259s present to CPU 0, or -1. */
static int acknowledge(void)
{
	u32 n;
	int i;

	for (n = 2; n-- > 0; )
		for (i = 0; i < 8; i++)
			if ((pic[n].irr & ~pic[n].imr & ~pic[n].isr) >> i & 1 &&
			    !(n == 1 && pic[0].imr >> CASCADE_IRQ & 1)) {
				pic[n].irr &= ~(1 << i);
				pic[n].isr |= 1 << i;
				return n * 8 + i;
			}
	return -1;
}

/* --- CPUs ---------------------------------------------------------------- */

static void enter(int irq)
{
	struct pt_regs regs = { .orig_eax = irq };

	cli();
	do_IRQ(&regs);
	sti();
}

/* The highest vector that may interrupt: above the class in service. */
static int next_vector(u32 cpu)
{
	int v;

	for (v = VECTORS - 1; v >= 32; v--) {
		if (local[cpu].isr[v])
			return -1;	/* same class: all of ours are near */
		if (local[cpu].irr[v])
			return v;
	}
	return -1;
}

static u32 taken;

static void take_all(void)
{
	u32 cpu = host_cpu->id;
	int v;

	while (host_flags & EFLAGS_IF) {
		v = next_vector(cpu);
		if (v >= 0) {
			local[cpu].irr[v] = false;
			local[cpu].isr[v] = true;
			v -= FIRST_IRQ_VECTOR;
		} else if (cpu == 0 && (lint0 || imcr == IMCR_PIC)) {
			v = acknowledge();
		}
		if (v < 0)
			return;
		taken++;
		enter(v);
	}
}

static void take_on(int cpu)
{
	struct cpu *was = host_cpu;

	machine_turn(cpu);
	kernel_flag = host_cpu->lock_id;
	take_all();
	host_cpu = was;
	kernel_flag = host_cpu->lock_id;
}

/* Nobody has anything to do. */
static void settle_all(void)
{
	u32 before, i;

	do {
		before = taken;
		for (i = 0; i < smp_num_cpus; i++)
			take_on(i);
	} while (taken != before);
}

/* What the kernel's sources know, as at the start. */
static void forget_all(void)
{
	struct irqaction *a;
	u32 irq;

	for (irq = 0; irq < NR_IRQS; irq++)
		while ((a = lines[irq].actions)) {
			lines[irq].actions = a->next;
			kfree(a);
		}
	memset(&smp_config, 0, sizeof(smp_config));
	memset(ioapics, 0, sizeof(ioapics));
	memset(pins, 0, sizeof(pins));
	memset(places, 0, sizeof(places));
	memset(nr_pins, 0, sizeof(nr_pins));
	memset(lines, 0, sizeof(lines));
	recent = 0;
	symmetric = noapic = false;
	for (irq = 0; irq < NR_ISA_IRQS; irq++)
		if (irq != CASCADE_IRQ && irq != FPU_IRQ)
			lines[irq].chip = &i8259_chip;
	irq_mask = (u16)~(1 << CASCADE_IRQ);
}

static void board_on(u32 n, u32 pins_of_each, int cpus)
{
	u32 i;
	int c;

	memset(pic, 0, sizeof(pic));
	memset(io, 0, sizeof(io));
	memset(local, 0, sizeof(local));
	forget_all();
	machine_cpus(cpus);
	for (c = 0; c < cpus; c++)
		cpu_table[c]->apic_id = c;
	kernel_flag = host_cpu->lock_id;
	nr_io = n;
	for (i = 0; i < n; i++) {
		io[i].nr_pins = pins_of_each;
		memset(io[i].redir, 0, sizeof(io[i].redir));
		for (c = 0; c < BOARD_PINS; c++)
			io[i].redir[c] = IOAPIC_MASKED;
	}
	memset(isa_pin, -1, sizeof(isa_pin));
	imcr = IMCR_APIC;
	lint0 = true;
	board_elcr = 0;
	host_flags = EFLAGS_IF;
	init_i8259();
}

#endif
