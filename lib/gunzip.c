/*
 * gunzip.c - the gzip format around a DEFLATE stream: header, trailer and
 * CRC, written from RFC 1952. The stream itself is inflate.c's; what callers
 * may rely on stands in <linux/inflate.h>.
 */
#include <linux/inflate.h>

#define CRC32_POLY	0xedb88320	/* of gzip, bits reversed */

#define GZ_MAGIC	0x8b1f		/* as a little-endian word */
#define GZ_DEFLATE	8
#define GZ_FHCRC	0x02
#define GZ_FEXTRA	0x04
#define GZ_FNAME	0x08
#define GZ_FCOMMENT	0x10
#define GZ_RESERVED	0xe0
#define GZ_SKIP		6		/* bytes of mtime, xfl and os */

/* Four tables, so that crc32() takes four bytes a step. */
void crc32_init(struct crc32_table *tab)
{
	u32 i, c;
	int k;

	for (i = 0; i < 256; i++) {
		for (c = i, k = 0; k < 8; k++)
			c = c & 1 ? c >> 1 ^ CRC32_POLY : c >> 1;
		tab->t[0][i] = c;
	}
	for (i = 0; i < 256; i++)
		for (c = tab->t[0][i], k = 1; k < 4; k++) {
			c = c >> 8 ^ tab->t[0][c & 255];
			tab->t[k][i] = c;
		}
}

/* The CRC of gzip over some more bytes; begin with 0. */
u32 crc32(const struct crc32_table *tab, u32 crc, const void *buf, size_t len)
{
	const u8 *p = buf;
	u32 word;

	crc = ~crc;
	for (; len >= sizeof(word); len -= sizeof(word), p += sizeof(word)) {
		__builtin_memcpy(&word, p, sizeof(word));
		crc ^= word;
		crc = tab->t[3][crc & 255] ^ tab->t[2][crc >> 8 & 255] ^
		      tab->t[1][crc >> 16 & 255] ^ tab->t[0][crc >> 24];
	}
	while (len--)
		crc = crc >> 8 ^ tab->t[0][(crc ^ *p++) & 255];
	return ~crc;
}

/* A byte of the gzip header, which its CRC counts in. */
static int header_byte(struct inflate *s)
{
	int byte = inflate_bits(s, 8);
	u8 b = byte;

	if (byte >= 0)
		s->crc = crc32(&s->crctab, s->crc, &b, 1);
	return byte;
}

static int skip_header(struct inflate *s, int n)
{
	int byte = 0;

	while (n-- && byte >= 0)
		byte = header_byte(s);
	return byte < 0 ? byte : 0;
}

/* A name or a comment: up to a zero byte. */
static int skip_string(struct inflate *s)
{
	int byte;

	do {
		byte = header_byte(s);
	} while (byte > 0);
	return byte;
}

/* The optional parts of the header, in the order of RFC 1952. */
static int skip_options(struct inflate *s, int flags)
{
	int low, high, err = 0;
	u32 crc;

	if (flags & GZ_FEXTRA) {
		low = header_byte(s);
		high = low < 0 ? low : header_byte(s);
		err = high < 0 ? high : skip_header(s, high << 8 | low);
	}
	if (!err && flags & GZ_FNAME)
		err = skip_string(s);
	if (!err && flags & GZ_FCOMMENT)
		err = skip_string(s);
	if (!err && flags & GZ_FHCRC) {
		crc = s->crc & 0xffff;
		err = inflate_bits(s, 16);
		if (err >= 0)
			err = (u32)err == crc ? 0 : INFLATE_HEADER_CRC;
	}
	return err;
}

static int gzip_header(struct inflate *s)
{
	int low = header_byte(s), high, method, flags, err;

	high = low < 0 ? low : header_byte(s);
	if (high < 0)
		return high;
	if ((high << 8 | low) != GZ_MAGIC)
		return INFLATE_MAGIC;
	method = header_byte(s);
	if (method < 0)
		return method;
	if (method != GZ_DEFLATE)
		return INFLATE_METHOD;
	flags = header_byte(s);
	if (flags < 0)
		return flags;
	if (flags & GZ_RESERVED)
		return INFLATE_FLAGS;
	err = skip_header(s, GZ_SKIP);
	return err ? err : skip_options(s, flags);
}

/* The trailer: what the output should have been. */
static int gzip_trailer(struct inflate *s)
{
	u32 crc, size;
	int err;

	inflate_align(s);
	err = inflate_word(s, &crc);
	if (!err)
		err = inflate_word(s, &size);
	if (err)
		return err;
	if (crc != s->crc)
		return INFLATE_CRC;
	return size == s->size ? 0 : INFLATE_SIZE;
}

void inflate_init(struct inflate *s)
{
	__builtin_memset(s, 0, sizeof(*s));
	crc32_init(&s->crctab);
}

/*
 * Unpacks one member and flushes what it left in the window. On an error
 * out_pos tells how far it came; what was unpacked is not to be trusted.
 */
int gunzip(struct inflate *s)
{
	int err;

	s->hold = s->bits = s->crc = s->size = 0;
	s->out_base = s->out_new = s->out_pos;
	err = gzip_header(s);
	s->crc = 0;
	while (!err)
		err = inflate_block(s);
	if (err < 0)
		return err;
	inflate_account(s);
	err = gzip_trailer(s);
	if (err || !s->flush)
		return err;
	err = s->flush(s, s->out, s->out_pos);
	s->out_pos = 0;
	return err < 0 ? err : 0;
}

/* What an error means, as a part of a sentence. */
const char *inflate_strerror(int err)
{
	static const char *const text[] = {
		"the input ends too early",
		"it is not in gzip format",
		"its compression method is unknown",
		"its header has unknown flags",
		"its header is damaged (CRC)",
		"a block has an unknown type",
		"a stored block has a bad length",
		"a table of code lengths is damaged",
		"a code is over-subscribed",
		"a code is incomplete",
		"a code lacks the end of its block",
		"there are bits that are no code",
		"a distance goes too far back",
		"the output is too big",
		"the data are damaged (CRC)",
		"the size is wrong",
	};

	if (err >= INFLATE_TRUNCATED && err <= INFLATE_SIZE)
		return text[err - INFLATE_TRUNCATED];
	return err ? "reading or writing failed" : "no error";
}
