/*
 * find_bit.c - looking for the first set or clear bit in a map of `size`
 * bits. Bit n is bit n % 32 of word n / 32. All return size if there is none;
 * words that hold no bit below size are never read.
 */
#include <linux/find_bit.h>

/* From bit `from` on; flip is 0 to find set bits, all ones for clear ones. */
static unsigned long find_next(const unsigned long *map, unsigned long size,
			       unsigned long from, unsigned long flip)
{
	unsigned long i, word;

	if (from >= size)
		return size;
	i = from / BITS_PER_LONG;
	word = (map[i] ^ flip) & ~0UL << from % BITS_PER_LONG;
	while (!word) {
		if (++i >= BITS_TO_LONGS(size))
			return size;
		word = map[i] ^ flip;
	}
	i = i * BITS_PER_LONG + __builtin_ctzl(word);
	return i < size ? i : size;
}

unsigned long find_first_bit(const unsigned long *map, unsigned long size)
{
	return find_next(map, size, 0, 0);
}

unsigned long find_next_bit(const unsigned long *map, unsigned long size,
			    unsigned long from)
{
	return find_next(map, size, from, 0);
}

unsigned long find_first_zero_bit(const unsigned long *map,
				  unsigned long size)
{
	return find_next(map, size, 0, ~0UL);
}

unsigned long find_next_zero_bit(const unsigned long *map,
				 unsigned long size, unsigned long from)
{
	return find_next(map, size, from, ~0UL);
}

/* How many bits are set: counts of 2, 4 and 8 bits, added by one multiply. */
unsigned int hweight32(u32 x)
{
	const u32 pairs = 0x55555555, fours = 0x33333333, eights = 0x0f0f0f0f;

	x -= x >> 1 & pairs;
	x = (x & fours) + (x >> 2 & fours);
	x = (x + (x >> 4)) & eights;
	return x * 0x01010101U >> 24;
}
