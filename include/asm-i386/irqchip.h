/*
 * irqchip.h - what the kernel wants of an interrupt controller.
 */
#ifndef _ASM_IRQCHIP_H
#define _ASM_IRQCHIP_H

#include <linux/types.h>

/* All are called with interrupts off or from one CPU only (boot). */
struct irq_chip {
	const char *name;
	void (*enable)(int irq);	/* lets the line through */
	void (*disable)(int irq);
	bool (*ack)(int irq);		/* at entry: quiets the line; false if
					   nobody asked (spurious) */
	void (*end)(int irq);		/* at exit: the line may come again */
};

extern const struct irq_chip i8259_chip;
extern const struct irq_chip *irq_chip;		/* [i] after boot */

/* arch/i386/kernel/i8259.c */
void init_i8259(void);

#endif
