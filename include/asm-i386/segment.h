/*
 * segment.h - the slots of every CPU's GDT and the selectors made of them.
 *
 * Each CPU has a GDT of its own, because the TSS, the thread-local segments
 * and the per-CPU segment behind %fs differ. Included by assembly.
 */
#ifndef _ASM_SEGMENT_H
#define _ASM_SEGMENT_H

#define GDT_KERNEL_CODE	2
#define GDT_KERNEL_DATA	3
#define GDT_USER_CODE	4
#define GDT_USER_DATA	5
#define GDT_TLS_MIN	6		/* set_thread_area(): three slots */
#define GDT_TLS_ENTRIES	3
#define GDT_PERCPU	9		/* %fs in the kernel: struct cpu */
#define GDT_TSS		10
#define GDT_DF_TSS	11		/* entered by a double fault */
#define GDT_LDT		12
#define GDT_TEST	13		/* of the self-test */
#define GDT_ENTRIES	16

#define KERNEL_CS	(GDT_KERNEL_CODE * 8)
#define KERNEL_DS	(GDT_KERNEL_DATA * 8)
#define USER_CS		(GDT_USER_CODE * 8 + 3)
#define USER_DS		(GDT_USER_DATA * 8 + 3)
#define KERNEL_PERCPU	(GDT_PERCPU * 8)
#define TSS_SELECTOR	(GDT_TSS * 8)
#define DF_TSS_SELECTOR	(GDT_DF_TSS * 8)
#define LDT_SELECTOR	(GDT_LDT * 8)
#define GDT_TEST_SELECTOR (GDT_TEST * 8)

#endif
