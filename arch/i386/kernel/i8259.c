/*
 * i8259.c - the two interrupt controllers of every PC. The slave hangs on
 * the master's line 2. IRQ n arrives at vector 20h + n.
 */
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/io.h>
#include <asm/irq.h>
#include <asm/irqchip.h>

#define PIC_MASTER	0x20
#define PIC_SLAVE	0xa0
#define PIC_DATA	1		/* offset of the mask register */

#define ICW1_INIT	0x11		/* edge triggered, cascaded, ICW4 */
#define ICW4_8086	0x01
#define OCW2_EOI	0x60		/* specific: line number added */
#define OCW3_READ_ISR	0x0b

#define PIC_LINES	8
#define LAST_LINE	7		/* where spurious interrupts appear */

/* Guards the chips and the mask. Interrupts off. */
static DEFINE_SPINLOCK(i8259_lock, RANK_CHIP);
static u16 irq_mask = 0xffff & ~(1 << CASCADE_IRQ);

static void write_mask(int irq)
{
	if (irq < PIC_LINES)
		outb(irq_mask & 0xff, PIC_MASTER + PIC_DATA);
	else
		outb(irq_mask >> 8, PIC_SLAVE + PIC_DATA);
}

static void i8259_enable(int irq)
{
	unsigned long flags;

	spin_lock_irqsave(&i8259_lock, flags);
	irq_mask &= ~(1 << irq);
	write_mask(irq);
	spin_unlock_irqrestore(&i8259_lock, flags);
}

static void i8259_disable(int irq)
{
	unsigned long flags;

	spin_lock_irqsave(&i8259_lock, flags);
	irq_mask |= 1 << irq;
	write_mask(irq);
	spin_unlock_irqrestore(&i8259_lock, flags);
}

/* A line that went away too early shows as number 7 of its chip, while the
   chip has nothing in service there. */
static bool is_spurious(int irq)
{
	u16 port = irq < PIC_LINES ? PIC_MASTER : PIC_SLAVE;

	if ((irq & LAST_LINE) != LAST_LINE)
		return false;
	outb(OCW3_READ_ISR, port);
	return !(inb(port) & 1 << LAST_LINE);
}

/*
 * Masks the line and tells the chips that it has been seen. Of a spurious
 * interrupt of the slave only the master knows.
 */
static bool i8259_ack(int irq)
{
	bool real;

	spin_lock(&i8259_lock);
	real = !is_spurious(irq);
	if (real) {
		irq_mask |= 1 << irq;
		write_mask(irq);
		if (irq >= PIC_LINES)
			outb(OCW2_EOI + irq - PIC_LINES, PIC_SLAVE);
	}
	if (irq >= PIC_LINES)
		outb(OCW2_EOI + CASCADE_IRQ, PIC_MASTER);
	else if (real)
		outb(OCW2_EOI + irq, PIC_MASTER);
	spin_unlock(&i8259_lock);
	return real;
}

const struct irq_chip i8259_chip = {
	.name = "8259",
	.enable = i8259_enable,
	.disable = i8259_disable,
	.ack = i8259_ack,
	.end = i8259_enable,
};

/* Programs both chips with every line masked. Interrupts off. */
void init_i8259(void)
{
	outb_p(ICW1_INIT, PIC_MASTER);
	outb_p(FIRST_IRQ_VECTOR, PIC_MASTER + PIC_DATA);
	outb_p(1 << CASCADE_IRQ, PIC_MASTER + PIC_DATA);
	outb_p(ICW4_8086, PIC_MASTER + PIC_DATA);

	outb_p(ICW1_INIT, PIC_SLAVE);
	outb_p(FIRST_IRQ_VECTOR + PIC_LINES, PIC_SLAVE + PIC_DATA);
	outb_p(CASCADE_IRQ, PIC_SLAVE + PIC_DATA);
	outb_p(ICW4_8086, PIC_SLAVE + PIC_DATA);

	outb(irq_mask & 0xff, PIC_MASTER + PIC_DATA);
	outb(irq_mask >> 8, PIC_SLAVE + PIC_DATA);
}
