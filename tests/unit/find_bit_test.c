/* needs: lib/find_bit.c */
/*
 * find_bit_test.c - looking for bits, and <asm/bitops.h>, against an array
 * with one byte per bit. The map ends with its malloc() block.
 */
#include <linux/find_bit.h>
#include <asm/bitops.h>
#include <stdlib.h>
#include "tap.h"

#define ROUNDS	20000
#define MOST	200

static unsigned char model[MOST];

/* The first bit with this value, from `from' on, bit by bit. */
static unsigned long slow(unsigned long size, unsigned long from, int value)
{
	while (from < size && model[from] != value)
		from++;
	return from < size ? from : size;
}

static int find(const unsigned long *map, unsigned long size)
{
	unsigned long from;
	int bad;

	bad = find_first_bit(map, size) != slow(size, 0, 1);
	bad |= find_first_zero_bit(map, size) != slow(size, 0, 0);
	for (from = 0; from < size + 3; from++) {
		bad |= find_next_bit(map, size, from) != slow(size, from, 1);
		bad |= find_next_zero_bit(map, size, from) !=
			slow(size, from, 0);
	}
	return bad;
}

/* A map of random density, from none to all, searched from everywhere. */
static int search(unsigned int *seed)
{
	unsigned long size = rnd(seed) % MOST;
	unsigned int i, density = rnd(seed) % 17;
	unsigned long *map = calloc(BITS_TO_LONGS(size), sizeof(*map));
	int bad;

	for (i = 0; i < size; i++) {
		model[i] = rnd(seed) % 16 < density;
		if (model[i])
			set_bit(i, map);
	}
	for (; i < BITS_TO_LONGS(size) * BITS_PER_LONG; i++)
		if (rnd(seed) % 2)
			set_bit(i, map);	/* behind the end: ignored */
	bad = find(map, size);
	free(map);
	return bad;
}

/* One atomic operation on one bit, and all bits after it. */
static int bitop(unsigned long *map, unsigned int *seed)
{
	unsigned int i, nr = rnd(seed) % MOST;
	int old = model[nr], said = old;

	switch (rnd(seed) % 6) {
	case 0:
		set_bit(nr, map);
		model[nr] = 1;
		break;
	case 1:
		clear_bit(nr, map);
		model[nr] = 0;
		break;
	case 2:
		change_bit(nr, map);
		model[nr] = !old;
		break;
	case 3:
		said = test_and_set_bit(nr, map);
		model[nr] = 1;
		break;
	case 4:
		said = test_and_clear_bit(nr, map);
		model[nr] = 0;
		break;
	case 5:
		said = test_and_change_bit(nr, map);
		model[nr] = !old;
		break;
	}
	for (i = 0; i < MOST; i++)
		if (test_bit(i, map) != model[i])
			return 1;
	return said != old;
}

/* Counts and positions in one word, the slow way. */
static int word(u32 x)
{
	int i, count = 0, lowest = 0, highest = 0;

	for (i = 31; i >= 0; i--)
		if (x >> i & 1) {
			count++;
			lowest = i + 1;
			if (!highest)
				highest = i + 1;
		}
	if (x && (__ffs(x) != lowest - 1 || __fls(x) != highest - 1))
		return 1;
	return hweight32(x) != count || ffs(x) != lowest || fls(x) != highest;
}

int main(void)
{
	unsigned long map[BITS_TO_LONGS(MOST)] = { 0 };
	unsigned int i, seed = 32, bad = 0;

	for (i = 0; i < ROUNDS / 10; i++)
		bad += search(&seed);
	is(bad, 0, "find_*_bit on %d maps", ROUNDS / 10);
	memset(model, 0, sizeof(model));
	for (i = 0; i < ROUNDS; i++)
		bad += bitop(map, &seed);
	is(bad, 0, "%d atomic operations on single bits", ROUNDS);
	for (i = 0; i < 32; i++)
		bad += word(1u << i) + word((1u << i) - 1) + word(-1u << i);
	for (i = 0; i < ROUNDS; i++)
		bad += word(rnd(&seed) & -1u >> rnd(&seed) % 32);
	is(bad + word(0), 0, "hweight32, ffs, fls, __ffs, __fls");
	return done();
}
