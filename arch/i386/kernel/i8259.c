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
#define OCW3_READ_IRR	0x0a
#define OCW3_READ_ISR	0x0b

/* Edge/level control registers of EISA boards and PCI chipsets: a bit for each
   line that is level triggered. Some lines cannot be. */
#define ELCR_MASTER	0x4d0
#define ELCR_SLAVE	0x4d1
#define ELCR_EDGE_ONLY	(1 << TIMER_IRQ | 1 << KEYBOARD_IRQ | \
			 1 << CASCADE_IRQ | 1 << RTC_IRQ | 1 << FPU_IRQ)

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
	spin_lock(&i8259_lock);
	irq_mask &= ~(1 << irq);
	write_mask(irq);
	spin_unlock(&i8259_lock);
}

static void i8259_disable(int irq)
{
	spin_lock(&i8259_lock);
	irq_mask |= 1 << irq;
	write_mask(irq);
	spin_unlock(&i8259_lock);
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

static void i8259_end(int irq, bool open)
{
	if (open)
		i8259_enable(irq);
}

const struct irq_chip i8259_chip = {
	.name = "XT-PIC",
	.enable = i8259_enable,
	.disable = i8259_disable,
	.ack = i8259_ack,
	.end = i8259_end,
};

/* Of all lines only these may come, if they are enabled; what comes on the
   others is still seen by i8259_pending(). Interrupts off. */
void i8259_only(u16 lines)
{
	spin_lock(&i8259_lock);
	irq_mask |= ~(lines | 1 << CASCADE_IRQ);
	write_mask(0);
	write_mask(PIC_LINES);
	spin_unlock(&i8259_lock);
}

/* Has the line, enabled or not, asked since it was last served? Interrupts
   off. QEMU's chip remembers, another one forgets what went away. */
bool i8259_pending(int irq)
{
	u16 port = irq < PIC_LINES ? PIC_MASTER : PIC_SLAVE;
	u8 asking;

	spin_lock(&i8259_lock);
	outb(OCW3_READ_IRR, port);
	asking = inb(port);
	spin_unlock(&i8259_lock);
	return asking >> irq % PIC_LINES & 1;
}

/* A bit for each line that is level triggered; 0 where no such register is. */
u16 i8259_elcr(void)
{
	u16 elcr = inb(ELCR_MASTER) | inb(ELCR_SLAVE) << 8;

	return elcr & ELCR_EDGE_ONLY ? 0 : elcr;
}

/* Programs both chips, with the lines masked as they are: at first all. What
   has been asked for is forgotten. Interrupts off. */
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
