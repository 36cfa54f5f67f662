/*
 * irq.h - interrupt numbers and vectors. Included by assembly.
 */
#ifndef _ASM_IRQ_H
#define _ASM_IRQ_H

#define FIRST_IRQ_VECTOR	0x20	/* IRQ n is vector 20h + n */
#define NR_IRQS			24	/* two 8259s, or one I/O APIC */
#define NR_ISA_IRQS		16	/* those of the two 8259s */
#define TIMER_IRQ		0
#define KEYBOARD_IRQ		1
#define CASCADE_IRQ		2
#define RTC_IRQ			8
#define FPU_IRQ			13	/* on SMP: the fast message (L8) */

#define MESSAGE_IRQ		16	/* the slow message (L8) */
#define LOCAL_TIMER_IRQ		NR_IRQS	/* no line: its name in the trace */

#define SYSCALL_VECTOR		0x80
#define IRQ_ENTRY_SIZE		16	/* entry.S: of a stub */

#endif
