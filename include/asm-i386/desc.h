/*
 * desc.h - descriptors (Intel SDM volume 3, 3.4.5 and 6.11).
 */
#ifndef _ASM_DESC_H
#define _ASM_DESC_H

#include <linux/types.h>
#include <linux/compiler.h>

/* The access byte */
#define DESC_CODE	0x9a		/* present, readable code */
#define DESC_DATA	0x92		/* present, writable data */
#define DESC_NOT_PRESENT 0x12		/* data, but not there */
#define DESC_DPL3	0x60		/* for user mode, too */
#define DESC_LDT	0x82
#define DESC_TASK_GATE	0x85
#define DESC_TSS	0x89		/* 32-bit, available */
#define DESC_TSS_BUSY	0x02		/*  bit: in use */
#define DESC_INTR_GATE	0x8e		/* 32-bit, turns interrupts off */

/* The flags nibble */
#define DESC_32		0x4		/* 32-bit, limit in bytes */
#define DESC_4K_32	0xc		/* 32-bit, limit in 4 KB units */

#define EFLAGS_ALWAYS_SET 0x00000002

struct desc_ptr {
	u16 limit;
	u32 base;
} __packed;

/* arch/i386/kernel/desc.c */
void set_intr_gate(int vector, const void *entry, int dpl);
void redirect_gate(int vector, const void *entry);

#endif
