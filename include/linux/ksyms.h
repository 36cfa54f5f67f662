/*
 * ksyms.h - names of the kernel's functions at run time. The table is made by
 * scripts/mkksyms from the first link of the kernel and is constant: nothing
 * here takes a lock, all of it may be called in any context.
 */
#ifndef _LINUX_KSYMS_H
#define _LINUX_KSYMS_H

#include <linux/types.h>

#define KSYM_NAME_LEN	64	/* bytes of a name, with the NUL */

/* kernel/ksyms.c */
const char *lookup_symbol(unsigned long addr, unsigned long *offset,
			  unsigned long *size, char *namebuf);
unsigned long function_start(unsigned long addr, unsigned long *end);
unsigned long symbol_address(const char *name);
bool nth_symbol(u32 n, unsigned long *addr, char *namebuf);
int sprint_symbol(char *buf, size_t size, unsigned long addr);
bool kernel_text_address(unsigned long addr);
void ksyms_forget_init(void);

#endif
