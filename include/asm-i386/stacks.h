/*
 * stacks.h - kernel stacks: each has an unmapped guard below it, and a canary
 * in its lowest word for those that stop just short of it.
 */
#ifndef _ASM_STACKS_H
#define _ASM_STACKS_H

#include <asm/vmlayout.h>

struct task_struct;

#define STACK_CANARY	0x57ac6e9d

/* arch/i386/kernel/head.S: the boot processor's */
extern char boot_stack[STACK_SIZE];

/* mm/stacks.c */
unsigned long alloc_stack(void);
void free_stack(unsigned long stack);
void shrink_stacks(void);
unsigned long map_boot_stack(unsigned long page);
void unmap_boot_stack(unsigned long stack);
unsigned long stack_depth(const struct task_struct *p);
unsigned long stack_slots(void);

#endif
