/* needs: lib/div64.c */
/*
 * div64_test.c - 64 by 32 bits against the compiler's own division.
 */
#include <linux/div64.h>
#include "tap.h"

#define ROUNDS	1000000

static int wrong(u64 n, u32 base)
{
	u64 q = n;
	u32 rest = div64_32(&q, base);

	if (q == n / base && rest == n % base)
		return 0;
	diag("%llu / %u gave %llu rest %u", n, base, q, rest);
	return 1;
}

/* 64 random bits, with a random number of zeroes in front. */
static u64 number(unsigned int *seed)
{
	u64 n = (u64)rnd(seed) << 32 | rnd(seed);

	return n >> rnd(seed) % 64;
}

int main(void)
{
	static const u64 edge[] = { 0, 1, 2, 9, 10, 0x7fffffff, 0x80000000,
		0xffffffff, 0x100000000, 0x7fffffffffffffff,
		0x8000000000000000, 0xffffffffffffffff };
	unsigned int i, j, seed = 64, bad = 0;

	for (i = 0; i < 12; i++)
		for (j = 0; j < 12; j++)
			if ((u32)edge[j])
				bad += wrong(edge[i], edge[j]);
	is(bad, 0, "the limits, each by each");
	for (i = 0; i < ROUNDS; i++)
		bad += wrong(number(&seed), rnd(&seed) >> rnd(&seed) % 31 | 1);
	is(bad, 0, "%d random divisions", ROUNDS);
	return done();
}
