/* needs: lib/string.c lib/strtol.c */
/*
 * string_test.c - lib/string.c and lib/strtol.c against the C library, over
 * all small sizes and many random ones. Results lie between guard bytes; what
 * is read ends where its malloc() block ends, for the sanitizer to see.
 */
#define KERNEL_STRINGS
#include <linux/string.h>
#include "unrename.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include "tap.h"

#define ROUNDS	20000
#define GUARD	0xa5
#define MARGIN	16
#define MOST	5000

static unsigned int seed = 19950801;

static unsigned char want[MOST + 2 * MARGIN], got[MOST + 2 * MARGIN];
static unsigned char source[MOST + 2 * MARGIN];

/* Both buffers alike, and full of guard bytes. */
static void guard(void)
{
	memset(want, GUARD, sizeof(want));
	memset(got, GUARD, sizeof(got));
}

static int same(void)
{
	return memcmp(want, got, sizeof(got)) == 0;
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* One copy and one fill of n bytes at the given misalignments. */
static int block(size_t n, int to, int from)
{
	int fine, c = rnd(&seed);

	guard();
	memcpy(want + MARGIN + to, source + from, n);
	fine = k_memcpy(got + MARGIN + to, source + from, n) ==
		got + MARGIN + to && same();
	memset(want + MARGIN + from, c, n);
	fine &= k_memset(got + MARGIN + from, c, n) == got + MARGIN + from;
	return fine && same();
}

static void test_blocks(void)
{
	int bad = 0, i, to, from;
	size_t n;

	for (i = 0; i < sizeof(source); i++)
		source[i] = rnd(&seed);
	for (n = 0; n < 70; n++)
		for (to = 0; to < 4; to++)
			for (from = 0; from < 4; from++)
				bad += !block(n, to, from);
	is(bad, 0, "memcpy, memset: all sizes below 70, all alignments");
	for (i = 0; i < ROUNDS / 10; i++)
		bad += !block(rnd(&seed) % MOST, rnd(&seed) % 4,
			      rnd(&seed) % 4);
	is(bad, 0, "memcpy, memset: random sizes to %d", MOST);
}

static void test_memmove(void)
{
	int bad = 0, to, from;
	size_t n;

	for (n = 0; n < 24; n++)
		for (to = 0; to < 30; to++)
			for (from = 0; from < 30; from++) {
				memcpy(want, source, sizeof(want));
				memcpy(got, source, sizeof(got));
				memmove(want + to, want + from, n);
				bad += k_memmove(got + to, got + from, n) !=
					got + to || !same();
			}
	is(bad, 0, "memmove: every overlap of up to 23 bytes");
}

/* A block of just n bytes, from few values (so that parts are equal). */
static unsigned char *few_values(size_t n)
{
	static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
	unsigned char *s = malloc(n ? n : 1);
	size_t i;

	for (i = 0; i < n; i++)
		s[i] = values[rnd(&seed) % 8 % sizeof(values)];
	return s;
}

static void test_compare(void)
{
	int bad = 0, i;

	for (i = 0; i < ROUNDS; i++) {
		size_t n = rnd(&seed) % 40;
		unsigned char *a = few_values(n), *b = few_values(n);
		int c = rnd(&seed);

		if (rnd(&seed) % 4 && n) {	/* alike, but for one byte */
			memcpy(b, a, n);
			b[rnd(&seed) % n] = c;
		}
		bad += sign(k_memcmp(a, b, n)) != sign(memcmp(a, b, n));
		bad += k_memchr(a, c, n) != memchr(a, c, n);
		free(a);
		free(b);
	}
	is(bad, 0, "memcmp, memchr: %d random blocks", ROUNDS);
}

/* A string of up to most - 1 letters in a block of its very size. */
static char *text(size_t most)
{
	static const char letters[] = "aaabc,\xe4";
	size_t i, n = rnd(&seed) % most;
	char *s = malloc(n + 1);

	for (i = 0; i < n; i++)
		s[i] = letters[rnd(&seed) % (sizeof(letters) - 1)];
	s[n] = '\0';
	return s;
}

/* Functions that only look; 1 if one of them is wrong. */
static int look(const char *a, const char *b, size_t n)
{
	int c = "abc,\xe4z"[rnd(&seed) % 7];

	return k_strlen(a) != strlen(a) || k_strnlen(a, n) != strnlen(a, n) ||
		sign(k_strcmp(a, b)) != sign(strcmp(a, b)) ||
		sign(k_strncmp(a, b, n)) != sign(strncmp(a, b, n)) ||
		k_strchr(a, c) != strchr(a, c) ||
		k_strrchr(a, c) != strrchr(a, c) ||
		k_strstr(a, b) != strstr(a, b) ||
		k_strpbrk(a, b) != strpbrk(a, b) ||
		k_strspn(a, b) != strspn(a, b) ||
		k_strcspn(a, b) != strcspn(a, b);
}

/* Functions that write. strlcpy() is not in this C library: by its rule. */
static int copy(const char *a, const char *b, size_t n)
{
	char *to = (char *)got + MARGIN, *model = (char *)want + MARGIN;
	int fine;

	guard();
	fine = k_strcpy(to, a) == to && strcpy(model, a) && same();
	fine &= k_strcat(to, b) == to && strcat(model, b) && same();
	guard();
	fine &= k_strncpy(to, a, n) == to;
	memset(model, 0, n);
	memcpy(model, a, strnlen(a, n));
	fine &= same();
	guard();
	fine &= strlcpy(to, a, n) == strlen(a);
	if (n)
		snprintf(model, n, "%s", a);
	return !fine || !same();
}

/* Cuts two copies of a, side by side. */
static int cut(const char *a, const char *set)
{
	char *s = strdup(a), *t = strdup(a), *p = s, *q = t;
	int bad = 0, i;

	for (i = 0; i < 30; i++) {
		char *x = k_strsep(&p, set), *y = strsep(&q, set);

		bad |= !x != !y || !p != !q;
		bad |= x && (x - s != y - t || strcmp(x, y));
		bad |= p && p - s != q - t;
	}
	free(s);
	free(t);
	return bad;
}

static void test_strings(void)
{
	int i, looks = 0, copies = 0, cuts = 0;

	for (i = 0; i < ROUNDS; i++) {
		char *a = text(20), *b = text(rnd(&seed) % 2 ? 4 : 20);
		size_t n = rnd(&seed) % 24;

		looks += look(a, b, n);
		copies += copy(a, b, n);
		cuts += cut(a, b);
		free(a);
		free(b);
	}
	is(looks, 0, "functions that look: %d pairs of strings", ROUNDS);
	is(copies, 0, "functions that copy: %d pairs of strings", ROUNDS);
	is(cuts, 0, "strsep: %d strings", ROUNDS);
}

/* One number in some base, by both; signs only for strtol. */
static int number(const char *s, unsigned int base)
{
	const char *digits = s + (*s == '-');
	unsigned long long n;
	char *end, *model_end;
	int bad;

	n = strtoull(digits, &model_end, base);
	bad = simple_strtoull(digits, &end, base) != n || end != model_end;
	bad |= simple_strtoul(digits, &end, base) !=
		(n > ULONG_MAX ? ULONG_MAX : n) || end != model_end;
	bad |= simple_strtol(s, &end, base) != strtol(s, &model_end, base);
	return bad || end != model_end;
}

static void test_numbers(void)
{
	static const char *const edge[] = {
		"", "-", "0", "-0", "0x", "0xg", "0x0", "08", "4294967295",
		"4294967296", "2147483647", "2147483648", "-2147483648",
		"-2147483649", "18446744073709551615", "18446744073709551616",
		"99999999999999999999999", "0xffffffffffffffff",
		"0x10000000000000000", "01777777777777777777777", "zz", "12m",
	};
	static const char set[] = "01234567890x00aAfFz";
	static const unsigned int bases[] = { 0, 2, 8, 10, 16, 36 };
	int bad = 0, i, j;
	char s[32];

	for (i = 0; i < sizeof(edge) / sizeof(edge[0]); i++)
		for (j = 0; j < 6; j++)
			if (number(edge[i], bases[j])) {
				diag("\"%s\", base %u", edge[i], bases[j]);
				bad++;
			}
	is(bad, 0, "numbers: the limits");
	for (i = 0; i < ROUNDS * 5; i++) {
		int n = rnd(&seed) % 26;

		for (j = 0; j < n; j++)
			s[j] = set[rnd(&seed) % (sizeof(set) - 1)];
		s[n] = '\0';
		if (n && rnd(&seed) % 4 == 0)
			s[0] = '-';
		bad += number(s, bases[rnd(&seed) % 6]);
	}
	is(bad, 0, "numbers: %d random ones", ROUNDS * 5);
}

int main(void)
{
	test_blocks();
	test_memmove();
	test_compare();
	test_strings();
	test_numbers();
	return done();
}
