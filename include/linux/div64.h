/*
 * div64.h - 64-bit division. gcc would call its own library for it, which the
 * kernel is not linked with.
 */
#ifndef _LINUX_DIV64_H
#define _LINUX_DIV64_H

#include <linux/types.h>

/* lib/div64.c */
u32 div64_32(u64 *n, u32 base);

#endif
