/*
 * inflate.c - decodes the blocks of a DEFLATE stream, written from RFC 1951.
 * gunzip.c calls it; <linux/inflate.h> says what both promise.
 *
 * Everything goes two ways. inflate_fast() runs while there is so much input
 * and so much room for output that one symbol needs no check of either;
 * inflate_symbol() decodes one symbol with all checks, calls refill() and
 * flush(), and helps over the ends of the buffers. Every distance, every
 * code and every length is checked in both: the input is never trusted.
 */
#include <linux/inflate.h>
#include <linux/compiler.h>

#define BLOCK_STORED	0
#define BLOCK_FIXED	1
#define BLOCK_DYNAMIC	2

#define END_OF_BLOCK	256
#define FIRST_LENGTH	257
#define MAX_LITERALS	286		/* in a dynamic block */
#define MAX_DISTANCES	30
#define FIXED_DISTANCES	32
#define LENGTH_CODES	19
#define COPY_PREVIOUS	16		/* code length codes above 15 */
#define ZEROS_3		17
#define ZEROS_11	18

#define MAX_MATCH	258
#define FAST_INPUT	12		/* bytes that a symbol may look at */
#define FAST_MASK	((1 << INFLATE_FAST_BITS) - 1)

static const u16 length_base[] = {
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
	35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258
};
static const u8 length_extra[] = {
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
	3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
};
static const u16 dist_base[] = {
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193,
	257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193,
	12289, 16385, 24577
};
static const u8 dist_extra[] = {
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6,
	7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
};

#define NR_LENGTHS	(sizeof(length_base) / sizeof(length_base[0]))
#define NR_DISTANCES	(sizeof(dist_base) / sizeof(dist_base[0]))

/* Makes s->hold have n bits or more; n is at most 25. */
static int need_bits(struct inflate *s, u32 n)
{
	int err;

	while (s->bits < n) {
		while (s->in == s->in_end) {
			if (!s->refill)
				return INFLATE_TRUNCATED;
			err = s->refill(s);
			if (err < 0)
				return err;
			if (s->in == s->in_end)
				return INFLATE_TRUNCATED;
		}
		s->hold |= (u32)*s->in++ << s->bits;
		s->bits += 8;
	}
	return 0;
}

/* Takes n bits (16 at most) away; they, or an error. */
int inflate_bits(struct inflate *s, u32 n)
{
	int value = need_bits(s, n);

	if (value < 0)
		return value;
	value = s->hold & ((1u << n) - 1);
	s->hold >>= n;
	s->bits -= n;
	return value;
}

/* A little-endian 32-bit word; the stream stands at a byte boundary. */
int inflate_word(struct inflate *s, u32 *word)
{
	int low = inflate_bits(s, 16), high;

	if (low < 0)
		return low;
	high = inflate_bits(s, 16);
	if (high < 0)
		return high;
	*word = (u32)high << 16 | low;
	return 0;
}

/* Brings the CRC and the size up to the output position. */
void inflate_account(struct inflate *s)
{
	size_t len = s->out_pos - s->out_new;

	s->crc = crc32(&s->crctab, s->crc, s->out + s->out_new, len);
	s->size += len;
	s->out_new = s->out_pos;
}

/* Sees to it that there is room for one byte of output. */
static int need_room(struct inflate *s)
{
	int err;

	if (s->out_pos < s->out_size)
		return 0;
	if (!s->flush)
		return INFLATE_FULL;
	inflate_account(s);
	err = s->flush(s, s->out, s->out_size);
	s->out_pos = s->out_new = s->out_base = 0;
	return err < 0 ? err : 0;
}

static int put_byte(struct inflate *s, u8 byte)
{
	int err = need_room(s);

	if (!err)
		s->out[s->out_pos++] = byte;
	return err;
}

/*
 * Repeats len bytes from dist back. In a window the bytes may lie behind
 * the output position: those of the last lap, of which a whole window less
 * what this lap has overwritten is still there.
 */
static int put_match(struct inflate *s, size_t len, size_t dist)
{
	size_t have = s->size + (s->out_pos - s->out_new);
	size_t from = s->out_pos - dist;
	int err;

	if (dist > have || dist > s->out_size)
		return INFLATE_DISTANCE;
	if (dist > s->out_pos)
		from += s->out_size;
	while (len--) {
		err = need_room(s);
		if (err)
			return err;
		if (from == s->out_size)
			from = 0;
		s->out[s->out_pos++] = s->out[from++];
	}
	return 0;
}

/* The low n bits of a code in the other order. */
static u32 reverse(u32 code, u32 n)
{
	code = (code & 0x5555) << 1 | (code >> 1 & 0x5555);
	code = (code & 0x3333) << 2 | (code >> 2 & 0x3333);
	code = (code & 0x0f0f) << 4 | (code >> 4 & 0x0f0f);
	code = (code & 0x00ff) << 8 | (code >> 8 & 0x00ff);
	return code >> (16 - n);
}

/* Gives the symbols that have codes their numbers, in order. */
static void fill_code(struct inflate_code *h, const u8 *length, u32 n,
		      u32 *next)
{
	u32 sym, len, code;

	__builtin_memset(h->fast, 0, sizeof(h->fast));
	for (sym = 0; sym < n; sym++) {
		len = length[sym];
		if (!len)
			continue;
		code = next[len]++;
		h->symbol[h->first[len] + (s32)code] = sym;
		if (len > INFLATE_FAST_BITS)
			continue;
		for (code = reverse(code, len); code <= FAST_MASK;
		     code += 1u << len)
			h->fast[code] = sym << 4 | len;
	}
}

/*
 * Makes the tables of a code out of its n code lengths. An incomplete code
 * is an error but for a single code of one bit, and none at all: RFC 1951
 * has both for blocks that use one distance, or none.
 */
static int build_code(struct inflate_code *h, const u8 *length, u32 n)
{
	u32 count[INFLATE_MAX_BITS + 1] = { 0 };
	u32 next[INFLATE_MAX_BITS + 1];
	u32 len, code = 0, index = 0;

	for (len = 0; len < n; len++)
		count[length[len]]++;
	for (len = 1; len <= INFLATE_MAX_BITS; len++) {
		code <<= 1;
		next[len] = code;
		h->first[len] = (s32)index - (s32)code;
		code += count[len];
		index += count[len];
		if (code > 1u << len)
			return INFLATE_OVERSUBSCRIBED;
		h->limit[len] = code << (INFLATE_MAX_BITS - len);
	}
	fill_code(h, length, n, next);
	if (code == 1u << INFLATE_MAX_BITS || index == 0 ||
	    (index == 1 && count[1] == 1))
		return 0;
	return INFLATE_INCOMPLETE;
}

/*
 * A code that the fast table does not have, out of the next 15 bits: as
 * symbol << 4 | length, or 0 if these bits are no code.
 */
static u32 long_code(const struct inflate_code *h, u32 hold)
{
	u32 code, len;

	code = reverse(hold & ((1 << INFLATE_MAX_BITS) - 1), INFLATE_MAX_BITS);
	for (len = INFLATE_FAST_BITS + 1; len <= INFLATE_MAX_BITS; len++)
		if (code < h->limit[len]) {
			code >>= INFLATE_MAX_BITS - len;
			code = h->symbol[h->first[len] + (s32)code];
			return code << 4 | len;
		}
	return 0;
}

/* Decodes one symbol; behind the last code there are 8 bytes of trailer. */
static int get_symbol(struct inflate *s, const struct inflate_code *h)
{
	int err = need_bits(s, INFLATE_MAX_BITS);
	u32 entry;

	if (err)
		return err;
	entry = h->fast[s->hold & FAST_MASK];
	if (!entry)
		entry = long_code(h, s->hold);
	if (!entry)
		return INFLATE_CODE;
	s->hold >>= entry & 15;
	s->bits -= entry & 15;
	return entry >> 4;
}

/* Decodes a literal or a match, with every check; 1 at the end of block. */
static int inflate_symbol(struct inflate *s)
{
	int sym = get_symbol(s, &s->lit), len, extra;

	if (sym < 0)
		return sym;
	if (sym < END_OF_BLOCK)
		return put_byte(s, sym);
	if (sym == END_OF_BLOCK)
		return 1;
	sym -= FIRST_LENGTH;
	if ((u32)sym >= NR_LENGTHS)
		return INFLATE_CODE;
	extra = inflate_bits(s, length_extra[sym]);
	if (extra < 0)
		return extra;
	len = length_base[sym] + extra;

	sym = get_symbol(s, &s->dist);
	if (sym < 0)
		return sym;
	if ((u32)sym >= NR_DISTANCES)
		return INFLATE_CODE;
	extra = inflate_bits(s, dist_extra[sym]);
	if (extra < 0)
		return extra;
	return put_match(s, len, dist_base[sym] + extra);
}

/* A match that does not leave the buffer; it may overlap itself. */
static inline u8 *copy_match(u8 *out, u32 len, u32 dist)
{
	const u8 *from = out - dist;
	u32 word;

	if (dist >= sizeof(word))
		for (; len >= sizeof(word); len -= sizeof(word)) {
			__builtin_memcpy(&word, from, sizeof(word));
			__builtin_memcpy(out, &word, sizeof(word));
			from += sizeof(word);
			out += sizeof(word);
		}
	while (len--)
		*out++ = *from++;
	return out;
}

/* At least 24 bits in hold, out of the 4 bytes at in. */
#define FILL_HOLD() do {						\
	__builtin_memcpy(&word, in, sizeof(word));			\
	hold |= word << bits;						\
	in += (31 - bits) >> 3;						\
	bits |= 24;							\
} while (0)

#define DROP(n) do { u32 _n = (n); hold >>= _n; bits -= _n; } while (0)

/* The next symbol of a code; no bits that are a code: entry is 0. */
#define DECODE(h) do {							\
	entry = (h).fast[hold & FAST_MASK];				\
	if (unlikely(!entry))						\
		entry = long_code(&(h), hold);				\
	DROP(entry & 15);						\
} while (0)

#define TAKE(n) ({ u32 _k = (n), _v = hold & ((1u << _k) - 1); DROP(_k); _v; })

/*
 * The inner loop: as inflate_symbol(), as long as the input has FAST_INPUT
 * bytes and the output room for the longest match. Returns 1 at the end of
 * the block, 0 when the other must go on, or an error.
 */
static int inflate_fast(struct inflate *s)
{
	const u8 *in = s->in;
	u8 *out = s->out + s->out_pos;
	u8 *const base = s->out + s->out_base;
	u32 hold = s->hold, bits = s->bits, word, entry, len, dist;
	int ret = 0;

	while (s->in_end - in >= FAST_INPUT &&
	       s->out + s->out_size - out >= MAX_MATCH) {
		FILL_HOLD();
		DECODE(s->lit);
		if (likely(entry && entry >> 4 < END_OF_BLOCK)) {
			*out++ = entry >> 4;
			continue;
		}
		ret = 1;
		if (entry >> 4 == END_OF_BLOCK)
			break;
		ret = INFLATE_CODE;
		entry = (entry >> 4) - FIRST_LENGTH;
		if (unlikely(entry >= NR_LENGTHS))	/* and if it was 0 */
			break;
		len = length_base[entry] + TAKE(length_extra[entry]);
		FILL_HOLD();
		DECODE(s->dist);
		if (unlikely(!entry || entry >> 4 >= NR_DISTANCES))
			break;
		entry >>= 4;
		FILL_HOLD();
		dist = dist_base[entry] + TAKE(dist_extra[entry]);
		if (likely(dist <= (u32)(out - base))) {
			out = copy_match(out, len, dist);
			ret = 0;
			continue;
		}
		s->out_pos = out - s->out;	/* across the window's edge */
		ret = put_match(s, len, dist);
		out = s->out + s->out_pos;
		if (ret)
			break;
	}
	s->in = in;
	s->hold = bits ? hold & (0xffffffffu >> (32 - bits)) : 0;
	s->bits = bits;
	s->out_pos = out - s->out;
	return ret;
}

/* The compressed data of a block, whose codes are in lit and dist. */
static int inflate_codes(struct inflate *s)
{
	int ret;

	do {
		ret = inflate_fast(s);
		if (!ret)
			ret = inflate_symbol(s);
	} while (!ret);
	return ret < 0 ? ret : 0;
}

/* Drops the bits up to the next byte boundary. */
void inflate_align(struct inflate *s)
{
	s->hold >>= s->bits & 7;
	s->bits -= s->bits & 7;
}

/* A stored block: the bytes in hold first, then straight from the input. */
static int inflate_stored(struct inflate *s)
{
	u32 word, len, n;
	int err;

	inflate_align(s);
	err = inflate_word(s, &word);
	if (err)
		return err;
	len = word & 0xffff;
	if (len != (~word >> 16))
		return INFLATE_STORED;
	while (len) {
		err = need_room(s);
		if (!err)
			err = need_bits(s, s->in == s->in_end ? 8 : 0);
		if (err)
			return err;
		if (s->bits) {
			s->out[s->out_pos++] = inflate_bits(s, 8);
			len--;
			continue;
		}
		n = s->in_end - s->in;
		n = n < len ? n : len;
		if (n > s->out_size - s->out_pos)
			n = s->out_size - s->out_pos;
		__builtin_memmove(s->out + s->out_pos, s->in, n);
		s->in += n;
		s->out_pos += n;
		len -= n;
	}
	return 0;
}

/* RFC 1951, 3.2.6: the codes that need not be sent. */
static int fixed_codes(struct inflate *s)
{
	u8 *length = s->length;
	int err;

	__builtin_memset(length, 8, 144);
	__builtin_memset(length + 144, 9, 256 - 144);
	__builtin_memset(length + 256, 7, 280 - 256);
	__builtin_memset(length + 280, 8, INFLATE_MAX_SYMBOLS - 280);
	err = build_code(&s->lit, length, INFLATE_MAX_SYMBOLS);
	if (err)
		return err;
	__builtin_memset(length, 5, FIXED_DISTANCES);
	return build_code(&s->dist, length, FIXED_DISTANCES);
}

/* The code in which the lengths of the other two are written; into dist. */
static int length_code(struct inflate *s, int n)
{
	static const u8 order[LENGTH_CODES] = {
		16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14,
		1, 15
	};
	u8 length[LENGTH_CODES] = { 0 };
	int i, len, used = 0;

	for (i = 0; i < n; i++) {
		len = inflate_bits(s, 3);
		if (len < 0)
			return len;
		length[order[i]] = len;
		used += len != 0;
	}
	if (used < 2)			/* this one must be complete */
		return INFLATE_INCOMPLETE;
	return build_code(&s->dist, length, LENGTH_CODES);
}

/* Reads n code lengths into s->length. */
static int read_lengths(struct inflate *s, int n)
{
	int i = 0, sym, repeat;
	u8 value;

	while (i < n) {
		sym = get_symbol(s, &s->dist);
		if (sym < 0)
			return sym;
		if (sym < COPY_PREVIOUS) {
			s->length[i++] = sym;
			continue;
		}
		if (sym == COPY_PREVIOUS && i == 0)
			return INFLATE_LENGTHS;
		value = sym == COPY_PREVIOUS ? s->length[i - 1] : 0;
		repeat = inflate_bits(s, sym == ZEROS_11 ? 7 : sym - 14);
		if (repeat < 0)
			return repeat;
		repeat += sym == ZEROS_11 ? 11 : 3;
		if (repeat > n - i)
			return INFLATE_LENGTHS;
		while (repeat--)
			s->length[i++] = value;
	}
	return 0;
}

/* RFC 1951, 3.2.7: the codes that stand before the data of their block. */
static int dynamic_codes(struct inflate *s)
{
	int head = inflate_bits(s, 14), nlit, ndist, err;

	if (head < 0)
		return head;
	nlit = (head & 31) + 257;
	ndist = (head >> 5 & 31) + 1;
	if (nlit > MAX_LITERALS || ndist > MAX_DISTANCES)
		return INFLATE_LENGTHS;
	err = length_code(s, (head >> 10) + 4);
	if (err)
		return err;
	err = read_lengths(s, nlit + ndist);
	if (err)
		return err;
	if (!s->length[END_OF_BLOCK])
		return INFLATE_NO_END;
	err = build_code(&s->lit, s->length, nlit);
	if (err)
		return err;
	return build_code(&s->dist, s->length + nlit, ndist);
}

/* One block; 1 if it was the last one. */
int inflate_block(struct inflate *s)
{
	int head = inflate_bits(s, 3), err;

	if (head < 0)
		return head;
	switch (head >> 1) {
	case BLOCK_STORED:
		err = inflate_stored(s);
		return err ? err : head & 1;
	case BLOCK_FIXED:
		err = fixed_codes(s);
		break;
	case BLOCK_DYNAMIC:
		err = dynamic_codes(s);
		break;
	default:
		return INFLATE_BLOCK;
	}
	if (!err)
		err = inflate_codes(s);
	return err ? err : head & 1;
}
