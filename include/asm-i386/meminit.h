/*
 * meminit.h - memory at boot, in the order of the calls.
 */
#ifndef _ASM_MEMINIT_H
#define _ASM_MEMINIT_H

#include <linux/types.h>
#include <asm/page.h>

struct cpuinfo_x86;

/* arch/i386/kernel/head.S: two tables that map the first 8 MB */
extern u32 early_tables[2 * PAGE_SIZE / sizeof(u32)];

/* arch/i386/mm/init.c */
void enable_paging_features(const struct cpuinfo_x86 *c);
void paging_init(void);
void mem_init(void);
void free_initmem(void);

#endif
