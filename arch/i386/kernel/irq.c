/*
 * irq.c - device interrupts, whatever chip they come through. The chip of
 * each line is a struct of functions (asm/irqchip.h) chosen at boot (L17).
 */
#include <linux/cmdline.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/malloc.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/trace.h>
#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/irqchip.h>
#include <asm/segment.h>
#include <asm/smplock.h>

struct irqaction {
	irq_handler_t handler;		/* [i] as all of it */
	int flags;
	const char *name;
	void *dev;
	struct irqaction *next;		/* [k] */
};

bool noapic __initdata;

/* Every kernel knows the word; one for a single processor has no I/O APICs
   that it could leave alone. */
static int __init setup_noapic(char *value __unused)
{
	noapic = true;
	return 0;
}
early_setup("noapic", setup_noapic);

/* All [k]: whoever serves an interrupt holds it, too. */
struct irq_line {
	const struct irq_chip *chip;	/* NULL: there is no such line */
	struct irqaction *actions;
	int disabled;			/* depth of disable_irq() */
	bool running;			/* its handlers are being called */
	bool pending;			/* it came, and they have not been */
};

#define AT_8259S	{ .chip = &i8259_chip }

/* Until others are found. The cascade is no line of a device. */
static struct irq_line lines[NR_IRQS] = {
	[0 ... CASCADE_IRQ - 1] = AT_8259S,
	[CASCADE_IRQ + 1 ... NR_ISA_IRQS - 1] = AT_8259S,
};

/* Interrupts off on entry and on return; the kernel lock is held. */
static void run_handlers(int irq, struct pt_regs *regs)
{
	struct irqaction *a;

	for (a = lines[irq].actions; a; a = a->next) {
		if (!(a->flags & SA_INTERRUPT))
			sti();
		a->handler(irq, a->dev, regs);
		cli();
	}
}

/*
 * Has the handlers called, once for what has come now and once for all that
 * comes meanwhile: a handler that lets interrupts in is not entered twice. If
 * the line is disabled, enable_irq() will do it.
 */
static void serve(int irq, struct pt_regs *regs)
{
	struct irq_line *line = &lines[irq];

	line->pending = true;
	if (line->running)
		return;
	line->running = true;
	while (line->pending && !line->disabled) {
		line->pending = false;
		run_handlers(irq, regs);
	}
	line->running = false;
}

static void serve_as_interrupt(int irq, struct pt_regs *regs)
{
	if (!in_interrupt())
		this_cpu->irq_regs = regs;
	this_cpu->intr_count++;
	serve(irq, regs);
	this_cpu->intr_count--;
}

/* May the line come through: is it wanted, and not disabled? Kernel lock. */
bool irq_is_open(int irq)
{
	return lines[irq].actions && !lines[irq].disabled;
}

/* So it may, too, if it is disabled but would be forgotten: once. */
static bool may_come_again(int irq)
{
	const struct irq_line *line = &lines[irq];

	return irq_is_open(irq) ||
	       (line->actions && line->chip->forgets && !line->pending);
}

/*
 * Every interrupt of a device comes here, from entry.S, interrupts off. The
 * kernel lock comes first: so a line that moves from CPU to CPU is served by
 * one of them at a time.
 */
void do_IRQ(struct pt_regs *regs)
{
	int irq = regs->orig_eax;
	const struct irq_chip *chip = lines[irq].chip;
	bool taken;

	trace(TRACE_IRQ_ENTER, irq, user_mode(regs), 0);
	taken = irq_lock_kernel();
	irq_sees_time();
	if (!chip || !chip->ack(irq)) {
		this_cpu->spurious++;
		irq_unlock_kernel(taken);
		trace(TRACE_IRQ_EXIT, irq, 0, 0);
		return;
	}
	this_cpu->irqs[irq]++;
	irq_note_taken(irq);
	add_interrupt_randomness(irq);
	serve_as_interrupt(irq, regs);
	chip->end(irq, may_come_again(irq));
	end_of_interrupt();
	irq_unlock_kernel(taken);
	trace(TRACE_IRQ_EXIT, irq, 0, 0);
}

/* The first handler is there. */
static void open_line(int irq)
{
	unsigned long flags;

	save_flags_cli(flags);
	irq_choose_cpu(irq);
	if (!lines[irq].disabled)
		lines[irq].chip->enable(irq);
	restore_flags(flags);
}

/* The last handler is gone. */
static void close_line(int irq)
{
	unsigned long flags;

	save_flags_cli(flags);
	lines[irq].chip->disable(irq);
	lines[irq].pending = false;
	irq_forget_cpu(irq);
	restore_flags(flags);
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

	if ((u32)irq >= NR_IRQS || !lines[irq].chip || !handler)
		return -EINVAL;
	if (lines[irq].actions && !(lines[irq].actions->flags & flags &
				    SA_SHIRQ))
		return -EBUSY;
	a = kmalloc(sizeof(*a), GFP_ATOMIC);
	if (!a)
		return -ENOMEM;
	*a = (struct irqaction) { handler, flags, name, dev, NULL };
	for (p = &lines[irq].actions; *p; p = &(*p)->next)
		;
	*p = a;
	if (a == lines[irq].actions)
		open_line(irq);
	return 0;
}

/* Takes the handler that was requested with `dev' off line `irq'. */
void free_irq(int irq, void *dev)
{
	struct irqaction *a, **p;

	for (p = &lines[irq].actions; *p; p = &(*p)->next) {
		if ((*p)->dev != dev)
			continue;
		a = *p;
		*p = a->next;
		if (!lines[irq].actions)
			close_line(irq);
		kfree(a);
		return;
	}
	printk(KERN_WARNING "free_irq: IRQ %d has no such handler\n", irq);
}

/*
 * Keeps the handlers of a line from being called until as many enable_irq().
 * What comes meanwhile is remembered. Needs the kernel lock, so none of them
 * is running, unless one of them calls this.
 */
void disable_irq(int irq)
{
	struct irq_line *line = &lines[irq];
	unsigned long flags;

	save_flags_cli(flags);
	if (line->disabled++ == 0 && line->actions && !line->chip->forgets)
		line->chip->disable(irq);
	restore_flags(flags);
}

/* Calls the handlers for what came while they were not to be called. */
static void serve_late(int irq)
{
	struct pt_regs regs = {
		.cs = KERNEL_CS,
		.eip = (u32)serve_late,
		.orig_eax = irq,
	};

	serve_as_interrupt(irq, &regs);
	end_of_interrupt();
}

/*
 * The line may come again. If it forgets, it is let through before its
 * handlers look at the device, so that nothing falls between. If not, it is
 * let through after them: a level that stays would come again and again while
 * they let interrupts in. If they are running, do_IRQ() does that.
 */
static void reopen(int irq)
{
	struct irq_line *line = &lines[irq];

	if (line->chip->forgets)
		line->chip->enable(irq);
	if (line->running)
		return;
	if (line->pending)
		serve_late(irq);
	if (irq_is_open(irq))
		line->chip->enable(irq);
}

/*
 * Undoes one disable_irq(). Handlers may be called before it returns. Kernel
 * lock; interrupts may be on or off, and may be on for a while.
 */
void enable_irq(int irq)
{
	struct irq_line *line = &lines[irq];
	unsigned long flags;

	BUG_ON(!line->disabled);	/* in debug builds */
	save_flags_cli(flags);
	if (--line->disabled == 0 && line->actions)
		reopen(irq);
	restore_flags(flags);
}

/* A line comes through this chip from now on, NULL: there is no such line.
   At boot, with interrupts off. */
void irq_set_chip(int irq, const struct irq_chip *chip)
{
	lines[irq].chip = chip;
}

const struct irq_chip *irq_chip_of(int irq)
{
	return lines[irq].chip;
}

/* The name of the nth handler of a line, NULL behind the last one. Kernel
   lock. */
const char *irq_name(int irq, int n)
{
	struct irqaction *a;

	for (a = lines[irq].actions; a && n; a = a->next)
		n--;
	return a ? a->name : NULL;
}
