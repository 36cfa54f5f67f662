/*
 * init.h - code and data that only booting needs. The linker script gathers
 * them at the end of the image, and free_initmem() gives their pages to the
 * page allocator before the first process runs.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>

#ifdef __KERNEL__
#define __init		__section(".init.text") noinline
#define __initdata	__section(".init.data")
#define __initconst	__section(".init.rodata")
#else					/* unit tests on the host */
#define __init
#define __initdata
#define __initconst
#endif

#endif
