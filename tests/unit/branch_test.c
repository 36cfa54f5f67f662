/* needs: arch/i386/boot/compressed/branch.c */
/*
 * branch_test.c - targets of branches become places and distances again.
 */
#include "../../arch/i386/boot/compressed/branch.h"
#include "tap.h"

#define ROUNDS	200000
#define MOST	64

/* Two calls of the place 0, and a jump and a `jcc' to behind the end. */
static const u8 calls[] = {
	0xe8, 0xff, 0xff, 0xff, 0xff, 0xe8, 0xfa, 0xff, 0xff, 0xff,
	0xe9, 0x00, 0x01, 0x00, 0x00, 0x0f, 0x84, 0x00, 0x00, 0x00, 0x7f,
};
static const u8 places[] = {
	0xe8, 0x00, 0x00, 0x00, 0x00, 0xe8, 0x00, 0x00, 0x00, 0x00,
	0xe9, 0x00, 0x00, 0x01, 0x00, 0x0f, 0x84, 0x7f, 0x00, 0x00, 0x00,
};

/* Bytes that are often opcodes, or small numbers of either sign. */
static u8 some_byte(unsigned int *seed)
{
	static const u8 frequent[] = { 0xe8, 0xe9, 0x0f, 0x80, 0x8f, 0, 0xff };
	u32 r = rnd(seed);

	return r & 0x300 ? frequent[(r & 0xff) % sizeof(frequent)] : r;
}

/* There and back; false if it does not end where it began. */
static int returns(u8 *plain, s32 size)
{
	u8 buf[MOST];

	memcpy(buf, plain, size);
	branches_to_places(buf, size);
	branches_to_distances(buf, size);
	return !memcmp(buf, plain, size);
}

int main(void)
{
	unsigned int seed = 8086, wrong = 0;
	u8 buf[MOST];
	s32 i, j, size;

	memcpy(buf, calls, sizeof(calls));
	branches_to_places(buf, sizeof(calls));
	ok(!memcmp(buf, places, sizeof(places)),
	   "calls of one place look alike");
	ok(returns(buf, sizeof(calls)) && returns((u8 *)calls, sizeof(calls)),
	   "there and back");
	for (i = 0; i < ROUNDS; i++) {
		size = rnd(&seed) % (MOST + 1);
		for (j = 0; j < size; j++)
			buf[j] = some_byte(&seed);
		wrong += !returns(buf, size);
	}
	is(wrong, 0, "%d random strings of bytes", ROUNDS);
	return done();
}
