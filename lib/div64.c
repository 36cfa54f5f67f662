/*
 * div64.c - 64 bits by 32, as done on paper: the high half first, and its
 * remainder goes in front of the low half.
 */
#include <linux/div64.h>

/*
 * Divides *n by base and returns the remainder. A base of 0 is a divide
 * error, as it is for 32 bits. The second DIV cannot overflow: its high half
 * is a remainder, and so less than base.
 */
u32 div64_32(u64 *n, u32 base)
{
	u32 high = *n >> 32, low = *n;
	u32 rest = high % base;

	__asm__("divl %4"
		: "=a" (low), "=d" (rest)
		: "0" (low), "1" (rest), "rm" (base));
	*n = (u64)(high / base) << 32 | low;
	return rest;
}
