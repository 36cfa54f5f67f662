/*
 * tlb.h - TLB flushes that concern all processors (L11).
 */
#ifndef _ASM_TLB_H
#define _ASM_TLB_H

/*
 * arch/i386/mm/kmap.c: returns only after the TLBs of all processors have
 * been invalidated, global entries included. Interrupts on, no spinlock held.
 */
void invalidate(void);

#endif
