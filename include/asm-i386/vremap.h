/*
 * vremap.h - reaching physical memory that need not be RAM.
 */
#ifndef _ASM_VREMAP_H
#define _ASM_VREMAP_H

/* arch/i386/mm/init.c: physical memory is mapped one to one up to here */
extern unsigned long lowmem_end;		/* [i] after paging_init() */

/* arch/i386/mm/kmap.c */
void *map_physical(unsigned long pa, unsigned long size);
void unmap_physical(const void *p);

#endif
