/*
 * irqchip.h - what the kernel wants of an interrupt controller. Each line has
 * its own: the 8259s, or a pin of an I/O APIC that is told about edges or
 * about levels. Which, is decided at boot (symmetric.c).
 */
#ifndef _ASM_IRQCHIP_H
#define _ASM_IRQCHIP_H

#include <linux/errno.h>
#include <linux/types.h>

/* All are called with the kernel lock and interrupts off. */
struct irq_chip {
	const char *name;		/* in /proc/interrupts */
	bool forgets;			/* what comes while the line is disabled
					   is lost: it is disabled only when
					   something has come */
	void (*enable)(int irq);	/* lets the line through */
	void (*disable)(int irq);
	bool (*ack)(int irq);		/* at entry; false if nobody asked
					   (spurious) */
	void (*end)(int irq, bool open);	/* at exit: the line may come
					   again, unless it is not open */
	void (*set_cpu)(int irq, int cpu);	/* who takes the line from now
					   on; NULL: CPU 0 does */
};

extern const struct irq_chip i8259_chip;

/* arch/i386/kernel/irq.c */
extern bool noapic;			/* [i] the word; boot data */
void irq_set_chip(int irq, const struct irq_chip *chip);
const struct irq_chip *irq_chip_of(int irq);
bool irq_is_open(int irq);

/* arch/i386/kernel/i8259.c */
void init_i8259(void);
void i8259_only(u16 lines);
bool i8259_pending(int irq);
u16 i8259_elcr(void);

/* arch/i386/kernel/proc_irq.c */
void proc_irq_init(void);

#ifdef CONFIG_SMP
/* arch/i386/kernel/irqcpu.c: which CPU takes a line */
void irq_choose_cpu(int irq);
void irq_forget_cpu(int irq);
void irq_note_taken(int irq);
u32 irq_affinity(int irq);
int irq_set_affinity(int irq, u32 mask);

/* arch/i386/kernel/symmetric.c */
void init_symmetric_io(void);
void irq_shutdown(void);
#else
static inline void irq_choose_cpu(int irq __unused) { }
static inline void irq_forget_cpu(int irq __unused) { }
static inline void irq_note_taken(int irq __unused) { }
static inline u32 irq_affinity(int irq __unused) { return 1; }
static inline int irq_set_affinity(int irq __unused, u32 mask __unused)
{
	return -EIO;			/* there is nobody else */
}
static inline void init_symmetric_io(void) { }
static inline void irq_shutdown(void) { }
#endif

#endif
