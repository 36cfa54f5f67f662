/*
 * branch.c - calls and jumps with the place of their target instead of its
 * distance, and back (branch.h). For the build machine and the unpacker.
 *
 * What looks like a call or a long jump may be something else: nothing is
 * lost by it, because for every place `at' the numbers of [-at, size) are
 * only exchanged for each other, and all others stay. Both ways find the same
 * branches, as they look at bytes that neither has changed so far.
 */
#include "branch.h"

#define CALL_OR_JMP	0xe8		/* e9 */
#define TWO_BYTES	0x0f
#define JCC		0x80		/* to 8f, the second byte */
#define OPERAND		4
#define LONGEST		(2 + OPERAND)

/* How many bytes of a branch at p stand before its operand; 0: it is none. */
static s32 opcode_length(const u8 *p)
{
	if ((p[0] & 0xfe) == CALL_OR_JMP)
		return 1;
	if (p[0] == TWO_BYTES && (p[1] & 0xf0) == JCC)
		return 2;
	return 0;
}

/* The operand as the CPU wants it, and with its upper bytes first: those are
   nearly the same for all places. */
static s32 get_distance(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

static s32 get_place(const u8 *p)
{
	return (u32)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static void put_distance(u8 *p, s32 x)
{
	p[0] = x;
	p[1] = x >> 8;
	p[2] = x >> 16;
	p[3] = x >> 24;
}

static void put_place(u8 *p, s32 x)
{
	p[0] = x >> 24;
	p[1] = x >> 16;
	p[2] = x >> 8;
	p[3] = x;
}

static void to_place(u8 *operand, s32 at, s32 size)
{
	s32 x = get_distance(operand);

	if (x >= -at && x < size)
		x = x < size - at ? x + at : x - size;
	put_place(operand, x);
}

static void to_distance(u8 *operand, s32 at, s32 size)
{
	s32 x = get_place(operand);

	if (x >= -at && x < size)
		x = x >= 0 ? x - at : x + size;
	put_distance(operand, x);
}

/* Turns the operand of each branch, which stands at `at'. */
static inline void each_branch(u8 *code, s32 size,
			       void (*turn)(u8 *operand, s32 at, s32 size))
{
	s32 at, length;

	for (at = 0; at <= size - LONGEST; at += length ? OPERAND : 1) {
		length = opcode_length(code + at);
		if (!length)
			continue;
		at += length;
		turn(code + at, at, size);
	}
}

void branches_to_places(u8 *code, s32 size)
{
	each_branch(code, size, to_place);
}

void branches_to_distances(u8 *code, s32 size)
{
	each_branch(code, size, to_distance);
}
