/*
 * tlb.h - TLB flushes that concern other processors (L11), and the loading of
 * page directories.
 */
#ifndef _ASM_TLB_H
#define _ASM_TLB_H

#include <linux/types.h>

struct mm_struct;
struct task_struct;
struct vm_area_struct;

/*
 * arch/i386/mm/kmap.c: returns only after the TLBs of all processors have
 * been invalidated, global entries included. Interrupts on, no spinlock held.
 */
void invalidate(void);

/*
 * arch/i386/mm/tlb.c. The flushes return when no CPU has a translation of
 * mm that was taken out of its page tables before the call; they trouble only
 * CPUs in mm->cpu_mask. One that has mm loaded but runs none of its processes
 * unloads it instead. Process context, no spinlock held.
 */
void flush_tlb_mm(struct mm_struct *mm);
void flush_tlb_page(struct mm_struct *mm, unsigned long addr);
void flush_tlb_range(struct mm_struct *mm, unsigned long start,
		     unsigned long end);

/* Makes every CPU that still has mm loaded load the kernel's own directory:
   mm has no user any more. Process context, no spinlock held. */
void unload_mm_everywhere(struct mm_struct *mm);

/* Serves an invalidate on this CPU, interrupts off: smp.c. */
void local_flush_user(void);

#endif
