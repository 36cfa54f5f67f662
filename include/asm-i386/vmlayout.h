/*
 * vmlayout.h - the kernel's gigabyte, from 3 GB up (Documentation/memory.txt
 * has the picture). Included by assembly.
 *
 *	c0000000  all of RAM that fits (LOWMEM_MAX), one to one
 *	f8800000  vmalloc() and vremap(): single pages, a hole after each area
 *	fc000000  kernel stacks, each with an unmapped guard below it
 *	ff000000  unused to the end
 */
#ifndef _ASM_VMLAYOUT_H
#define _ASM_VMLAYOUT_H

#define VMALLOC_START	0xf8800000
#define VMALLOC_END	0xfc000000
#define STACKS_START	0xfc000000
#define STACKS_END	0xff000000

#define STACK_SIZE	0x2000		/* of a process in the kernel */
#define STACK_SLOT	0x4000		/* guard below, stack at the top */

#endif
