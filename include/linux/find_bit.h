/*
 * find_bit.h - looking for bits, in words and in arrays of words. Nothing
 * here is atomic: hold what guards the array, or take the answer as a hint.
 */
#ifndef _LINUX_FIND_BIT_H
#define _LINUX_FIND_BIT_H

#include <linux/types.h>

#define BITS_PER_LONG	32
#define BITS_TO_LONGS(n) (((n) + BITS_PER_LONG - 1) / BITS_PER_LONG)

/* The number of the lowest set bit, from 1; 0 if none is set. */
static inline int ffs(int x)
{
	return __builtin_ffs(x);
}

/* The number of the highest set bit, from 1; 0 if none is set. */
static inline int fls(u32 x)
{
	return x ? 32 - __builtin_clz(x) : 0;
}

/* lib/find_bit.c */
unsigned int hweight32(u32 x);
unsigned long find_first_bit(const unsigned long *map, unsigned long size);
unsigned long find_next_bit(const unsigned long *map, unsigned long size,
			    unsigned long from);
unsigned long find_first_zero_bit(const unsigned long *map,
				  unsigned long size);
unsigned long find_next_zero_bit(const unsigned long *map,
				 unsigned long size, unsigned long from);

#endif
