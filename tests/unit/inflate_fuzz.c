/* needs: lib/inflate.c lib/gunzip.c */
/*
 * inflate_fuzz.c - random and damaged streams into the gzip decoder: it must
 * return, with an answer of its own, and stay inside its buffers, which the
 * sanitizers see. inflate_fuzz [INPUTS [SEED]]; the same seed, the same run.
 * By hand: gcc -m32 -O2 -fsanitize=address,undefined -Iinclude
 * tests/unit/inflate_fuzz.c lib/inflate.c lib/gunzip.c
 */
#define __ssize_t_defined		/* <linux/types.h> has its own */
#include <linux/inflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NR_SEEDS	12
#define MAX_INPUT	300
#define HEADER		10
#define MANY_INPUTS	100000	/* these meet at least MANY_KINDS answers */
#define MANY_KINDS	16

static u8 seeds[NR_SEEDS][MAX_INPUT];
static size_t seed_len[NR_SEEDS];
static u8 *heap;			/* ends where the input ends */
static struct inflate state;
static u32 rng;

static u32 rnd(u32 n)
{
	rng ^= rng << 13;
	rng ^= rng >> 17;
	rng ^= rng << 5;
	return rng % n;
}

/* Small valid files of several kinds, by the host's gzip. */
static int make_seeds(void)
{
	static const char *const source[] = {
		"perl -e 'print pack(\"C*\", map { ($_ * 7) & 255 } 1..150)'",
		"perl -e 'print \"lock unlock processor \" x 40'",
		"perl -e 'print map { chr(97 + $_ * $_ % 17) } 1..250'",
		"perl -e 'print map { chr(97 + $_ * $_ % 5) } 1..400'",
		"perl -e 'print \"a\" x 40000'",
		"perl -e 'print map { $_ * $_ } 1..60'",
	};
	char cmd[200];
	FILE *p;
	int i;

	for (i = 0; i < NR_SEEDS; i++) {
		snprintf(cmd, sizeof(cmd), "%s | gzip -n -%d", source[i / 2],
			 i & 1 ? 9 : 1);
		p = popen(cmd, "r");
		seed_len[i] = fread(seeds[i], 1, MAX_INPUT, p);
		pclose(p);
		if (seed_len[i] < 20 || seed_len[i] == MAX_INPUT)
			return -1;
	}
	return 0;
}

/* A new input of some kind, which ends with the heap's last byte. */
static u8 *make_input(size_t *len)
{
	u32 which = rnd(NR_SEEDS), n, pos;
	u8 *buf;

	if (rnd(4) == 0) {		/* a good header, then noise */
		*len = HEADER + rnd(100);
		buf = heap + MAX_INPUT - *len;
		memcpy(buf, seeds[0], HEADER);
		for (n = HEADER; n < *len; n++)
			buf[n] = rnd(256);
		if (*len > HEADER)	/* no stored block: more to see */
			buf[HEADER] = (buf[HEADER] & ~7) | (rnd(2) ? 5 : 3);
		return buf;
	}
	*len = rnd(8) ? seed_len[which] : rnd(seed_len[which]);
	buf = heap + MAX_INPUT - *len;
	memcpy(buf, seeds[which], *len);
	for (n = rnd(5); n-- && *len; ) {
		pos = rnd(3) ? rnd(*len) : HEADER + rnd(20);
		if (pos < *len)
			buf[pos] = rnd(2) ? rnd(256) : buf[pos] ^ 1u << rnd(8);
	}
	return buf;
}

static const u8 *rest, *rest_end;

/* The input in two or more pieces. */
static int feed(struct inflate *s)
{
	size_t n = rest_end - rest;

	if (n > 1)
		n = 1 + rnd(n);
	s->in = rest;
	s->in_end = rest += n;
	return 0;
}

static size_t flushed;

/* Stops those that would go on for long: 64 KB are enough. */
static int drain(struct inflate *s, const u8 *buf, size_t len)
{
	(void)buf;
	if (len > s->out_size)
		abort();
	flushed += len;
	return flushed > 65536 ? -1 : 0;
}

/* Unpacks one input, in one of the two ways; its error. */
static int run(const u8 *buf, size_t len, u8 *out, u8 *window)
{
	state.out_pos = flushed = 0;
	state.in = state.in_end = rest = buf;
	rest_end = buf + len;
	state.refill = feed;
	if (rnd(3)) {
		state.in_end = rest_end;
		state.refill = NULL;
	}
	state.flush = NULL;
	state.out = out;
	state.out_size = 512;
	if (rnd(4) == 0) {
		state.flush = drain;
		state.out = window;
		state.out_size = INFLATE_WINDOW;
	}
	return gunzip(&state);
}

int main(int argc, char **argv)
{
	u32 inputs = argc > 1 ? strtoul(argv[1], NULL, 0) : 1000000, i, bin;
	u32 seen[INFLATE_SIZE - INFLATE_TRUNCATED + 3] = { 0 };
	u8 *out = malloc(512), *window = malloc(INFLATE_WINDOW);
	int err, kinds = 0, good;
	size_t len;
	u8 *buf;

	rng = argc > 2 ? strtoul(argv[2], NULL, 0) | 1 : 19950801;
	heap = malloc(MAX_INPUT);
	if (make_seeds()) {
		puts("Bail out! gzip or perl is missing");
		return 1;
	}
	inflate_init(&state);
	for (i = 0; i < inputs; i++) {
		buf = make_input(&len);
		err = run(buf, len, out, window);
		bin = err - INFLATE_TRUNCATED + 2;
		if (err == 0 || err == -1)
			bin = -err;
		if (bin >= sizeof(seen) / sizeof(*seen)) {
			printf("not ok 1 - input %u: error %d\n1..1\n", i, err);
			return 1;
		}
		seen[bin]++;
	}
	free(out);
	free(window);
	free(heap);
	for (bin = 0; bin < sizeof(seen) / sizeof(*seen); bin++) {
		err = bin < 2 ? -(int)bin : (int)bin - 2 + INFLATE_TRUNCATED;
		kinds += seen[bin] != 0;
		printf("# %8u %s\n", seen[bin], inflate_strerror(err));
	}
	good = inputs < MANY_INPUTS || kinds >= MANY_KINDS;
	printf("%sok 1 - %u inputs, %d kinds of answers, no fault\n1..1\n",
	       good ? "" : "not ", inputs, kinds);
	return !good;
}
