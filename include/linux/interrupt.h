/*
 * interrupt.h - handlers of device interrupts, and the bottom halves that do
 * the longer part of their work with interrupts on.
 */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/types.h>
#include <asm/irq.h>

struct pt_regs;

#define SA_INTERRUPT	0x1	/* fast: interrupts stay off */
#define SA_SHIRQ	0x2	/* shares the line with others */

typedef void (*irq_handler_t)(int irq, void *dev, struct pt_regs *regs);

/* arch/i386/kernel/irq.c */
int request_irq(int irq, irq_handler_t handler, int flags, const char *name,
		void *dev);
void free_irq(int irq, void *dev);
void disable_irq(int irq);
void enable_irq(int irq);
const char *irq_name(int irq, int n);

/* Bottom halves, the most urgent first. */
enum { TIMER_BH, CONSOLE_BH, SERIAL_BH, KEYBOARD_BH, IMMEDIATE_BH, NR_BH };

/* kernel/softirq.c */
void init_bh(int nr, void (*routine)(void));
void mark_bh(int nr);
void mark_bh_here(int nr);
void end_of_interrupt(void);
bool bh_pending(void);

#endif
