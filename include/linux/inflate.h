/*
 * inflate.h - unpacks gzip files (RFC 1952) and the DEFLATE streams in them
 * (RFC 1951). The code is pure: no memory but what the caller gives, no
 * global state; it serves the unpacker of bzImage, the kernel and the host.
 *
 *	inflate_init(s);
 *	s->in, s->in_end	the input, or its first piece (may be empty)
 *	s->refill		gets the next piece, or NULL: that was all
 *	s->out, s->out_size	the output buffer
 *	s->flush		takes a full buffer away, or NULL: it is never
 *				full, all output must fit
 *	err = gunzip(s);	0, an INFLATE_ error, or what a callback
 *				returned when that was negative
 *
 * With flush() the buffer is a window and holds INFLATE_WINDOW bytes or more.
 * gunzip() unpacks one member and leaves s->in behind it; as long as input
 * remains it may be called again for the next, whose output follows on.
 */
#ifndef _LINUX_INFLATE_H
#define _LINUX_INFLATE_H

#include <linux/types.h>

#define INFLATE_WINDOW		32768	/* the farthest that a match reaches */
#define INFLATE_FAST_BITS	10	/* longest code in the fast table */
#define INFLATE_MAX_BITS	15	/* longest code of all */
#define INFLATE_MAX_SYMBOLS	288	/* literals, end of block, lengths */
#define INFLATE_MAX_LENGTHS	320	/* both codes of a dynamic block */

/* Far from errno, so that callbacks can return theirs. */
enum inflate_error {
	INFLATE_TRUNCATED = -1016,	/* input ends before the stream does */
	INFLATE_MAGIC,			/* this is not gzip */
	INFLATE_METHOD,			/* gzip, but not DEFLATE */
	INFLATE_FLAGS,			/* reserved header flags are set */
	INFLATE_HEADER_CRC,
	INFLATE_BLOCK,			/* the reserved block type */
	INFLATE_STORED,			/* a stored length and its complement */
	INFLATE_LENGTHS,		/* the table of code lengths */
	INFLATE_OVERSUBSCRIBED,
	INFLATE_INCOMPLETE,
	INFLATE_NO_END,			/* a code without an end of block */
	INFLATE_CODE,			/* bits that are no code */
	INFLATE_DISTANCE,		/* a match from before the beginning */
	INFLATE_FULL,			/* the output buffer is too small */
	INFLATE_CRC,
	INFLATE_SIZE			/* = -1001 */
};

struct crc32_table {
	u32 t[4][256];
};

/*
 * A Huffman code. Codes of up to INFLATE_FAST_BITS are found in one look-up;
 * longer ones by comparing the next 15 bits, first bit on top, with limit[].
 */
struct inflate_code {
	u16 fast[1 << INFLATE_FAST_BITS];	/* symbol << 4 | length, or 0 */
	u16 limit[INFLATE_MAX_BITS + 1];	/* past the last of a length */
	s32 first[INFLATE_MAX_BITS + 1];	/* index of symbol - its code */
	u16 symbol[INFLATE_MAX_SYMBOLS];	/* in order of their codes */
};

struct inflate {
	/* the caller's; see above */
	const u8 *in, *in_end;
	int (*refill)(struct inflate *s);	/* sets in and in_end */
	u8 *out;
	size_t out_size;
	int (*flush)(struct inflate *s, const u8 *buf, size_t len);
	void *private;

	/* to be read by the caller: where the next output byte goes */
	size_t out_pos;

	/* ours */
	size_t out_new;		/* from here on not in the CRC, not flushed */
	size_t out_base;	/* the member's oldest byte on this lap */
	u32 size;		/* bytes of this member before out_new */
	u32 crc;
	u32 hold;		/* bits read and not yet used */
	u32 bits;		/* how many */
	u8 length[INFLATE_MAX_LENGTHS];
	struct inflate_code lit, dist;
	struct crc32_table crctab;
};

/* lib/gunzip.c */
void crc32_init(struct crc32_table *tab);
u32 crc32(const struct crc32_table *tab, u32 crc, const void *buf, size_t len);
void inflate_init(struct inflate *s);
int gunzip(struct inflate *s);
const char *inflate_strerror(int err);

/* lib/inflate.c, for gunzip.c */
int inflate_bits(struct inflate *s, u32 n);
int inflate_word(struct inflate *s, u32 *word);
void inflate_align(struct inflate *s);
void inflate_account(struct inflate *s);
int inflate_block(struct inflate *s);

#endif
