/* needs: fs/aout_check.c */
/*
 * aout_check_test.c - headers of a.out files: the four kinds, what can be
 * wrong with them, and random ones, checked again with 64 bits.
 */
#include <linux/a.out.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include "tap.h"

#define LIMIT	0xbffdf000U
#define SIZE	0x10000U		/* of the file */
#define ROUNDS	300000

static struct aout_hdr h;
static struct aout_layout l;

static int check(u32 magic)
{
	h.a_info = magic | M_386 << 16;
	return aout_check(&h, LIMIT, SIZE, &l);
}

static void good(u32 magic, u32 text, u32 offset, u32 data)
{
	h = (struct aout_hdr){ 0, 0x2100, 0x300, 0x800, 10, 0x20, 0, 0 };
	is(check(magic), 0, "kind %#o", magic);
	is(l.text, text, "its text");
	is(l.offset, offset, "where that is in the file");
	is(l.data, data, "its data");
	is(l.bss_end, data + 0x300 + 0x800, "its end");
}

#define bad(what, why) do { \
	h = (struct aout_hdr){ 0, 0x2000, 0x300, 0x800, 10, 0x20, 0, 0 }; \
	what; \
	is(check(ZMAGIC), -ENOEXEC, "refused: %s", why); \
} while (0)

static void test_bad(void)
{
	bad(h.a_trsize = 8, "relocations of text");
	bad(h.a_drsize = 8, "relocations of data");
	bad(h.a_text = SIZE, "text beyond the end of the file");
	bad(h.a_text = ~0U, "4 GB of text");
	bad(h.a_data = SIZE, "data beyond the end of the file");
	bad(h.a_data = ~0U - 0x2400, "data that wrap around");
	bad(h.a_bss = LIMIT, "bss beyond the limit");
	bad(h.a_bss = ~0U, "4 GB of bss");
	bad(h.a_text = h.a_data = h.a_bss = 0, "nothing at all");
	is(check(0407 + 1), -ENOEXEC, "refused: another magic number");
	h = (struct aout_hdr){ .a_info = ZMAGIC | 1 << 16, .a_text = 0x2000 };
	is(aout_check(&h, LIMIT, SIZE, &l), -ENOEXEC, "refused: a Sun's");
	h.a_info = ZMAGIC;
	is(aout_check(&h, LIMIT, SIZE, &l), 0, "no machine at all is ours");
	is(aout_check(&h, LIMIT, 100, &l), -ENOEXEC, "refused: a short file");
	is(aout_check(&h, 0x1000, SIZE, &l), -ENOEXEC, "refused: no room");
}

static bool fits(u32 limit, u32 size)
{
	u64 end = (u64)l.data + h.a_data + h.a_bss;

	return end <= limit && end == l.bss_end &&
	       (u64)l.offset + h.a_text + h.a_data <= size &&
	       (u64)l.text + h.a_text <= l.data;
}

static void test_random(void)
{
	static const u32 kinds[] = { OMAGIC, NMAGIC, ZMAGIC, QMAGIC };
	unsigned int seed = 1991, i, bad = 0, passed = 0;
	u32 limit, size;

	for (i = 0; i < ROUNDS; i++) {
		h.a_info = kinds[rnd(&seed) % 4];
		h.a_text = rnd(&seed) >> rnd(&seed) % 32;
		h.a_data = rnd(&seed) >> rnd(&seed) % 32;
		h.a_bss = rnd(&seed) >> rnd(&seed) % 32;
		limit = (rnd(&seed) >> rnd(&seed) % 20) & ~0xfff;
		size = (rnd(&seed) >> rnd(&seed) % 32) & INT_MAX;
		if (aout_check(&h, limit, size, &l))
			continue;
		passed++;
		bad += !fits(limit, size);
	}
	is(bad, 0, "%d random programs", ROUNDS);
	ok(passed > ROUNDS / 50, "of which some were good: %u", passed);
}

int main(void)
{
	good(OMAGIC, 0, 32, 0x2100);
	good(NMAGIC, 0, 32, 0x2400);
	good(ZMAGIC, 0, 1024, 0x2400);
	good(QMAGIC, 0x1000, 0, 0x3400);
	test_bad();
	test_random();
	return done();
}
