/*
 * bootmem.h - memory before there is an allocator: what is taken is written
 * into a short table; at the end all that is not goes to the page allocator.
 * Addresses are physical. Boot processor only.
 */
#ifndef _LINUX_BOOTMEM_H
#define _LINUX_BOOTMEM_H

#include <linux/types.h>

/* mm/bootmem.c */
void bootmem_reserve(unsigned long start, unsigned long end, const char *what);
void bootmem_set_limit(unsigned long limit);
unsigned long bootmem_alloc(unsigned long size, const char *what);
bool bootmem_reserved(unsigned long start, unsigned long end);
unsigned long bootmem_release(unsigned long end);
void bootmem_print(void);

#endif
