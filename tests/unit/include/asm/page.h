/*
 * page.h - the memory of the host's pretended machine lies wherever the host
 * has put it: physical address 0 is at host_memory instead of at 3 GB.
 */
#include_next <asm/page.h>
#ifndef UNIT_PAGE_H
#define UNIT_PAGE_H

extern unsigned long host_memory;	/* machine.h, or the test itself */

#undef PAGE_OFFSET
#define PAGE_OFFSET	host_memory

#endif
