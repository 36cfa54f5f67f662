/*
 * malloc.h - the kernel's memory in pieces of any size.
 */
#ifndef _LINUX_MALLOC_H
#define _LINUX_MALLOC_H

#include <linux/types.h>
#include <linux/mm.h>

#define KMALLOC_MAX	(PAGE_SIZE << (MAX_ORDER - 1))
#ifdef CONFIG_DEBUG
#define KMALLOC_ALIGN	8		/* bytes; the red zone takes 8 of 16 */
#else
#define KMALLOC_ALIGN	16
#endif

/* mm/kmalloc.c */
void kmalloc_init(void);
void *kmalloc(size_t size, int gfp);
void *kzalloc(size_t size, int gfp);
void kfree(const void *p);
size_t ksize(const void *p);
unsigned long kmalloc_objects(void);
unsigned long kmalloc_large(void);
u32 kmalloc_class(u32 c, unsigned long *objects);

/* mm/vmalloc.c */
void *vmalloc(unsigned long size);
void vfree(void *addr);
void *vremap(unsigned long phys, unsigned long size);
unsigned long vmalloc_areas(void);

#endif
