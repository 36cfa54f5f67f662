/*
 * irq.c - device interrupts, whatever chip they come through. The chip is a
 * struct of functions (asm/irqchip.h) chosen at boot.
 */
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/irqchip.h>
#include <asm/smplock.h>

struct irqaction {
	irq_handler_t handler;		/* [i] as all of it */
	int flags;
	const char *name;
	void *dev;
	struct irqaction *next;		/* [k] */
};

static struct irqaction *actions[NR_IRQS];	/* [k]; handlers hold it, too */
static int disabled[NR_IRQS];			/* [k] depth of disable_irq() */

const struct irq_chip *irq_chip = &i8259_chip;

/* Interrupts off on entry and on return; the kernel lock is held. */
static void run_handlers(int irq, struct pt_regs *regs)
{
	struct irqaction *a;

	for (a = actions[irq]; a; a = a->next) {
		if (!(a->flags & SA_INTERRUPT))
			sti();
		a->handler(irq, a->dev, regs);
		cli();
	}
}

/*
 * Every interrupt of a device comes here, from entry.S, interrupts off. The
 * chip keeps the line quiet until end(), so a handler is never entered twice.
 */
void do_IRQ(struct pt_regs *regs)
{
	int irq = regs->orig_eax;
	bool taken = irq_lock_kernel();

	if (!irq_chip->ack(irq)) {
		this_cpu->spurious++;
		irq_unlock_kernel(taken);
		return;
	}
	this_cpu->irqs[irq]++;
	if (!in_interrupt())
		this_cpu->irq_regs = regs;
	this_cpu->intr_count++;
	add_interrupt_randomness(irq);
	run_handlers(irq, regs);
	this_cpu->intr_count--;
	if (!disabled[irq])
		irq_chip->end(irq);
	if (bh_pending() && !in_interrupt())
		do_bottom_half();
	irq_unlock_kernel(taken);
}

/*
 * Has `handler' called at every interrupt of line `irq'. Returns 0, -EINVAL
 * for a line that does not exist, -EBUSY if it is taken and not shared by
 * both, -ENOMEM. Needs the kernel lock.
 */
int request_irq(int irq, irq_handler_t handler, int flags, const char *name,
		void *dev)
{
	struct irqaction *a, **p;

	if ((u32)irq >= NR_IRQS || !handler)
		return -EINVAL;
	if (actions[irq] && !(actions[irq]->flags & flags & SA_SHIRQ))
		return -EBUSY;
	a = kmalloc(sizeof(*a), GFP_ATOMIC);
	if (!a)
		return -ENOMEM;
	*a = (struct irqaction) { handler, flags, name, dev, NULL };
	for (p = &actions[irq]; *p; p = &(*p)->next)
		;
	*p = a;
	if (a == actions[irq])
		irq_chip->enable(irq);
	return 0;
}

/* Takes the handler that was requested with `dev' off line `irq'. */
void free_irq(int irq, void *dev)
{
	struct irqaction *a, **p;

	for (p = &actions[irq]; *p; p = &(*p)->next) {
		if ((*p)->dev != dev)
			continue;
		a = *p;
		*p = a->next;
		if (!actions[irq])
			irq_chip->disable(irq);
		kfree(a);
		return;
	}
	printk(KERN_WARNING "free_irq: IRQ %d has no such handler\n", irq);
}

/* Keeps a line quiet until as many enable_irq(). Needs the kernel lock. */
void disable_irq(int irq)
{
	if (disabled[irq]++ == 0)
		irq_chip->disable(irq);
}

/* Undoes one disable_irq(). */
void enable_irq(int irq)
{
	if (--disabled[irq] == 0)
		irq_chip->enable(irq);
}

/* The name of the nth handler of a line, NULL behind the last one. Kernel
   lock. */
const char *irq_name(int irq, int n)
{
	struct irqaction *a;

	for (a = actions[irq]; a && n; a = a->next)
		n--;
	return a ? a->name : NULL;
}
