/* needs: lib/inflate.c lib/gunzip.c */
/*
 * inflate_test.c - the gzip decoder against the host's gzip, and against
 * broken files. By hand: gcc -m32 -fsanitize=address,undefined -Iinclude
 * tests/unit/inflate_test.c lib/inflate.c lib/gunzip.c
 */
#define __ssize_t_defined		/* <linux/types.h> has its own */
#include <linux/inflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdarg.h>

#define MAX_DATA	(1 << 20)
#define CHUNK		777		/* an awkward size of input pieces */

static struct inflate state;
static u8 plain[MAX_DATA], packed[MAX_DATA + 65536], result[MAX_DATA];
static size_t nplain, npacked, nresult;
static int tests, failures;

static void ok(int good, const char *fmt, ...)
{
	va_list ap;

	printf("%sok %d - ", good ? "" : "not ", ++tests);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	failures += !good;
}

static u32 seed = 1;

static u32 rnd(u32 n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* Test data: random bytes, words that repeat, far repeats, or zeros. */
static void make_plain(size_t n, int kind)
{
	static const char *const words[] = {
		"lock", "unlock ", "processor", ", ", "schedule()", "\n",
		"the ", "interrupt "
	};
	const char *w;
	size_t i = 0;

	nplain = n;
	while (i < n)
		switch (kind) {
		case 0:
			plain[i++] = rnd(256);
			break;
		case 1:
			for (w = words[rnd(8)]; *w && i < n; w++)
				plain[i++] = *w;
			break;
		case 2:
			if (i < 32768 || !rnd(50)) {
				plain[i++] = rnd(256);
			} else {
				plain[i] = plain[i - 32768 + rnd(300)];
				i++;
			}
			break;
		default:
			plain[i++] = rnd(10000) ? 0 : rnd(4);
		}
}

/* Packs plain[] by the host's gzip with these options. */
static void pack(const char *options)
{
	char name[] = "/tmp/inflate-XXXXXX", cmd[200];
	int fd = mkstemp(name);
	FILE *f = fdopen(fd, "wb"), *p;

	if (fwrite(plain, 1, nplain, f) != nplain)
		abort();
	fclose(f);
	snprintf(cmd, sizeof(cmd), "gzip -c %s <%s", options, name);
	p = popen(cmd, "r");
	npacked = fread(packed, 1, sizeof(packed), p);
	pclose(p);
	remove(name);
}

/* All at once: exact buffers from the heap, for the sanitizer to guard. */
static int unpack_direct(size_t in, size_t room)
{
	u8 *ibuf = malloc(in ? in : 1), *obuf = malloc(room ? room : 1);
	int err;

	memcpy(ibuf, packed, in);
	inflate_init(&state);
	state.in = ibuf;
	state.in_end = ibuf + in;
	state.out = obuf;
	state.out_size = room;
	err = gunzip(&state);
	nresult = state.out_pos;
	memcpy(result, obuf, nresult);
	free(ibuf);
	free(obuf);
	return err;
}

static size_t fed, feed_end, feed_step;

static int feed(struct inflate *s)
{
	size_t n = feed_end - fed < feed_step ? feed_end - fed : feed_step;

	s->in = packed + fed;
	s->in_end = s->in + n;
	fed += n;
	return 0;
}

static int drain(struct inflate *s, const u8 *buf, size_t len)
{
	(void)s;
	if (len > sizeof(result) - nresult)
		return -5;
	memcpy(result + nresult, buf, len);
	nresult += len;
	return 0;
}

/* In pieces of step bytes and through a window. */
static int unpack_stream(size_t in, size_t step, size_t window)
{
	u8 *win = malloc(window);
	int err;

	inflate_init(&state);
	fed = nresult = 0;
	feed_end = in;
	feed_step = step;
	state.refill = feed;
	state.out = win;
	state.out_size = window;
	state.flush = drain;
	err = gunzip(&state);
	free(win);
	return err;
}

static int same(void)
{
	return nresult == nplain && !memcmp(result, plain, nplain);
}

/* Sizes, kinds of data and levels, both ways. */
static void test_round_trips(void)
{
	static const size_t size[] = {
		0, 1, 2, 257, 258, 259, 4000, 32767, 32768, 32769, 65535,
		65536, 200000, MAX_DATA
	};
	static const char *const level[] = { "-1n", "-6", "-9n" };
	unsigned i, k, l;
	int err, good, n;

	for (k = 0; k < 4; k++) {
		for (good = n = 0, i = 0; i < sizeof(size) / sizeof(*size); i++)
			for (l = 0; l < 3; l++, n += 3) {
				make_plain(size[i], k);
				pack(level[l]);
				err = unpack_direct(npacked, nplain);
				good += !err && same();
				err = unpack_stream(npacked, CHUNK, 32768);
				good += !err && same();
				err = unpack_stream(npacked, 4096, 40001);
				good += !err && same();
			}
		ok(good == n, "data of kind %u, all sizes, levels and ways: "
		   "%d of %d", k, good, n);
	}
}

/* A refill for every byte: all the checks, none of the fast loop. */
static void test_bytewise(void)
{
	make_plain(100000, 1);
	pack("-9");
	ok(!unpack_stream(npacked, 1, 32768) && same(),
	   "input in pieces of one byte");
}

/* Every prefix of a file ends too early; one byte of room less is too few. */
static void test_truncation(void)
{
	size_t i, k, bad = 0;

	for (k = 0; k < 3; k++) {
		make_plain(3000, k);
		pack("-9");
		for (i = 0; i < npacked; i++) {
			bad += unpack_direct(i, nplain) != INFLATE_TRUNCATED;
			bad += unpack_stream(i, 100, 32768) !=
			       INFLATE_TRUNCATED;
		}
		for (i = 0; i < nplain; i++)
			bad += unpack_direct(npacked, i) != INFLATE_FULL;
	}
	ok(!bad, "every truncation, every small buffer is refused");
}

/* Damages one byte after another: never accepted with other data. */
static void test_damage(void)
{
	size_t i, bad = 0;
	int err;
	u8 old;

	make_plain(3000, 1);
	pack("-9n");
	for (i = 10; i < npacked; i++) {
		old = packed[i];
		packed[i] ^= 1 + rnd(255);
		err = unpack_direct(npacked, nplain);
		bad += !err && !same();
		bad += err == 0 && i >= npacked - 8;
		packed[i] = old;
	}
	ok(!bad, "no damage of the data goes unnoticed");
	packed[npacked - 8] ^= 1;
	ok(unpack_direct(npacked, nplain) == INFLATE_CRC, "wrong CRC");
	packed[npacked - 8] ^= 1;
	packed[npacked - 1] ^= 1;
	ok(unpack_direct(npacked, nplain) == INFLATE_SIZE, "wrong size");
}

/* A hand-made file: a header without options, then these bytes, zeros. */
static int raw(const char *bytes, size_t n)
{
	static const u8 head[10] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3 };

	memset(packed, 0, 400);
	memcpy(packed, head, sizeof(head));
	memcpy(packed + sizeof(head), bytes, n);
	return unpack_direct(300, 1000);
}

#define RAW(s)	raw(s, sizeof(s) - 1)

/* Deflate bits are written least significant first, codes the other way. */
static u8 bitbuf[300];
static unsigned nbits;

static void put(u32 value, unsigned n)
{
	while (n--) {
		bitbuf[nbits >> 3] |= (value & 1) << (nbits & 7);
		value >>= 1;
		nbits++;
	}
}

/*
 * A dynamic block whose code lengths are given as pairs, times and length,
 * written in a code of 4 bits for lengths 0 to 15; then the data, as digits.
 */
static int lengths(unsigned nlit, unsigned ndist, const u8 *pair,
		   const char *data)
{
	static const u8 order[19] = {
		16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1,
		15
	};
	unsigned i, k, rev;

	memset(bitbuf, 0, sizeof(bitbuf));
	nbits = 0;
	put(5, 3);
	put(nlit - 257, 5);
	put(ndist - 1, 5);
	put(15, 4);
	for (i = 0; i < 19; i++)
		put(order[i] < 16 ? 4 : 0, 3);
	for (; *pair; pair += 2)
		for (i = 0; i < pair[0]; i++) {
			for (rev = 0, k = 0; k < 4; k++)
				rev |= (pair[1] >> k & 1) << (3 - k);
			put(rev, 4);
		}
	while (*data)
		put(*data++ - '0', 1);
	return raw((char *)bitbuf, sizeof(bitbuf));
}

#define PAIRS(...)	((const u8[]){ __VA_ARGS__, 0 })

static void test_headers(void)
{
	make_plain(500, 1);
	pack("-9n");
	packed[0]++;
	ok(unpack_direct(npacked, nplain) == INFLATE_MAGIC, "bad magic");
	packed[0]--;
	packed[2] = 7;
	ok(unpack_direct(npacked, nplain) == INFLATE_METHOD, "bad method");
	packed[2] = 8;
	packed[3] = 0x20;
	ok(unpack_direct(npacked, nplain) == INFLATE_FLAGS, "unknown flags");
}

/* All optional fields with a right, then with a wrong header CRC. */
static void test_options(void)
{
	static const char opt[] = "\x1f\x8b\x08\x1e\1\2\3\4\0\3"
		"\5\0extra" "name\0" "comment";
	static u8 body[1000];
	size_t nbody, n = sizeof(opt);
	u32 crc;

	make_plain(500, 1);
	pack("-9n");
	nbody = npacked - 10;
	memcpy(body, packed + 10, nbody);
	memcpy(packed, opt, n);
	inflate_init(&state);
	crc = crc32(&state.crctab, 0, packed, n);
	packed[n] = crc;
	packed[n + 1] = crc >> 8;
	memcpy(packed + n + 2, body, nbody);
	npacked = n + 2 + nbody;
	ok(!unpack_direct(npacked, nplain) && same(), "all header options");
	ok(!unpack_stream(npacked, 1, 32768) && same(), "... in pieces");
	packed[n] ^= 1;
	ok(unpack_direct(npacked, nplain) == INFLATE_HEADER_CRC,
	   "wrong header CRC");
}

/* A fixed block: a code of 7 (257: 0x40) or 8 (286: 0x63) bits, a distance. */
static int fixed(u32 code, u32 dist)
{
	memset(bitbuf, 0, sizeof(bitbuf));
	nbits = 0;
	put(3, 3);
	put(code, code == 0x40 ? 7 : 8);
	put(dist, 5);
	return raw((char *)bitbuf, sizeof(bitbuf));
}

static void test_blocks(void)
{
	ok(RAW("\x07") == INFLATE_BLOCK, "reserved block type");
	ok(RAW("\x01\1\0\xff\xff") == INFLATE_STORED, "stored length");
	ok(RAW("\x01\3\0\xfc\xffxyz") == INFLATE_CRC && nresult == 3 &&
	   !memcmp(result, "xyz", 3), "stored block");
	ok(RAW("\x03\0") == 0 && nresult == 0, "empty fixed block");
	ok(fixed(0x40, 0) == INFLATE_DISTANCE, "a match without a past");
	ok(fixed(0x40, 0xf) == INFLATE_CODE, "distance code 30");
	ok(fixed(0x63, 0) == INFLATE_CODE, "length code 286");
}

static void test_codes(void)
{
	ok(lengths(287, 1, PAIRS(1, 0), "") == INFLATE_LENGTHS,
	   "287 literals");
	ok(lengths(257, 31, PAIRS(1, 0), "") == INFLATE_LENGTHS,
	   "31 distances");
	ok(lengths(257, 1, PAIRS(3, 1, 253, 0, 2, 1), "") ==
	   INFLATE_OVERSUBSCRIBED, "over-subscribed");
	ok(lengths(257, 1, PAIRS(1, 2, 255, 0, 1, 2, 1, 1), "") ==
	   INFLATE_INCOMPLETE, "incomplete");
	ok(lengths(257, 2, PAIRS(1, 1, 255, 0, 1, 1, 2, 2), "") ==
	   INFLATE_INCOMPLETE, "incomplete distances");
	ok(lengths(257, 1, PAIRS(2, 1, 254, 0, 1, 0, 1, 1), "") ==
	   INFLATE_NO_END, "no end of block");
	ok(lengths(257, 1, PAIRS(255, 0, 1, 0, 1, 1, 1, 0), "0") == 0 &&
	   nresult == 0, "nothing but the end of the block");
	/* literal 0 is 10, length 3 is 0, the end is 11, distance 1 is 0 */
	ok(lengths(258, 1, PAIRS(1, 2, 255, 0, 1, 2, 1, 1, 1, 1), "100011") ==
	   INFLATE_CRC && nresult == 4, "a code of one distance");
	ok(lengths(258, 1, PAIRS(1, 2, 255, 0, 1, 2, 1, 1, 1, 1), "1001") ==
	   INFLATE_CODE && nresult == 1, "... and the bit that it has not");
	ok(lengths(258, 1, PAIRS(1, 2, 255, 0, 1, 2, 1, 1, 1, 0), "100") ==
	   INFLATE_CODE && nresult == 1, "no distance code at all");
}

/* Two members, one after the other. */
static void test_members(void)
{
	size_t first;
	int err;

	make_plain(70000, 1);
	pack("-9");
	first = npacked;
	memcpy(packed + first, packed, first);
	ok(!unpack_stream(2 * first, CHUNK, 32768) && same(), "first member");
	state.out = malloc(32768);
	err = gunzip(&state);
	free(state.out);
	ok(!err && nresult == 2 * nplain &&
	   !memcmp(result + nplain, plain, nplain), "second member");
}

/* Errors of the callbacks come through; errors have texts of their own. */
static int refuse(struct inflate *s)
{
	(void)s;
	return -28;
}

static int refuse_flush(struct inflate *s, const u8 *buf, size_t len)
{
	(void)s;
	(void)buf;
	return len ? -29 : 0;
}

static void test_callbacks(void)
{
	int i, k, good = 1;

	inflate_init(&state);
	state.refill = refuse;
	ok(gunzip(&state) == -28, "an error of refill() is returned");
	make_plain(MAX_DATA, 3);
	pack("-9");
	inflate_init(&state);
	state.in = packed;
	state.in_end = packed + npacked;
	state.out = result;
	state.out_size = INFLATE_WINDOW;
	state.flush = refuse_flush;
	ok(gunzip(&state) == -29, "an error of flush() is returned");
	for (i = INFLATE_TRUNCATED; i <= INFLATE_SIZE; i++)
		for (k = INFLATE_TRUNCATED; k < i; k++)
			good &= !!strcmp(inflate_strerror(i),
					 inflate_strerror(k));
	ok(good && strcmp(inflate_strerror(-28), inflate_strerror(0)),
	   "every error has a text");
	ok(sizeof(state) < 16384, "the state has %u bytes",
	   (unsigned)sizeof(state));
}

static void test_crc(void)
{
	inflate_init(&state);
	ok(crc32(&state.crctab, 0, "123456789", 9) == 0xcbf43926 &&
	   crc32(&state.crctab, crc32(&state.crctab, 0, "12345", 5), "6789",
		 4) == 0xcbf43926, "the CRC's check value");
}

int main(void)
{
	test_round_trips();
	test_bytewise();
	test_truncation();
	test_damage();
	test_headers();
	test_options();
	test_blocks();
	test_codes();
	test_members();
	test_callbacks();
	test_crc();
	printf("1..%d\n", tests);
	return failures != 0;
}
