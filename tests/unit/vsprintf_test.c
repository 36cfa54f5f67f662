/* needs: lib/vsprintf.c lib/div64.c lib/string.c lib/strtol.c */
/*
 * vsprintf_test.c - formatted text against the C library's: random formats
 * with random arguments into buffers that are too small as often as not. The
 * arguments lie in an array, which on i386 is what a va_list points at.
 */
#define vsnprintf k_vsnprintf
#define snprintf k_snprintf
#include <linux/kernel.h>
#undef vsnprintf
#undef snprintf
#include <limits.h>
#include <stdlib.h>
#include "tap.h"

#define ROUNDS	200000
#define ROOM	400
#define GUARD	0xa5

static unsigned int seed = 1995;

/* A format and its arguments in the making. */
static char format[128];
static unsigned int args[32];
static int nargs;

static void add(const char *s)
{
	strcat(format, s);
}

static void add_number(int n)
{
	sprintf(format + strlen(format), "%d", n);
}

/* A width or a precision: a number, or a star and an argument. */
static void add_size(int most)
{
	int n = rnd(&seed) % most;

	if (rnd(&seed) % 3) {
		add_number(n);
		return;
	}
	add("*");
	args[nargs++] = rnd(&seed) % 4 ? n : -n;
}

/* Some of the flags that have a meaning for the conversion. */
static void add_flags(const char *allowed)
{
	char flag[2] = "";

	for (; *allowed; allowed++)
		if (rnd(&seed) % 4 == 0) {
			flag[0] = *allowed;
			add(flag);
		}
}

/* Numbers near limits as often as others. */
static void add_argument(int words)
{
	static const unsigned int edge[] = { 0, 0, 1, 9, 10, 0x7f, 0x80, 0xff,
		0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff };

	while (words--)
		args[nargs++] = rnd(&seed) % 2 ? rnd(&seed) :
			edge[rnd(&seed) % 14];
}

static void add_integer(void)
{
	static const char *const flags[] = { "-+ 0", "-+ 0", "-0", "-0#",
		"-0#", "-0#" };
	static const char conversions[] = "diuxXo";
	static const char *const lengths[] = { "", "hh", "h", "l", "z", "ll" };
	int c = rnd(&seed) % 6, length = rnd(&seed) % 6;

	add("%");
	add_flags(flags[c]);
	if (rnd(&seed) % 2)
		add_size(30);
	if (rnd(&seed) % 3 == 0) {
		add(".");
		if (rnd(&seed) % 8)
			add_size(26);
	}
	add(lengths[length]);
	strncat(format, &conversions[c], 1);
	add_argument(length == 5 ? 2 : 1);
}

static void add_text(void)
{
	static const char *const texts[] = { "", "a", "biglock",
		"a longer text that fills a line or so" };
	bool string = rnd(&seed) % 2;

	add("%");
	add_flags("-");
	if (rnd(&seed) % 2)
		add_size(30);
	if (string && rnd(&seed) % 2) {
		add(".");
		add_size(12);
	}
	add(string ? "s" : "c");
	args[nargs++] = string ? (unsigned int)texts[rnd(&seed) % 4] :
		'A' + rnd(&seed) % 26;
}

static void make_format(void)
{
	int parts = 1 + rnd(&seed) % 3;

	format[0] = '\0';
	nargs = 0;
	while (parts--) {
		switch (rnd(&seed) % 8) {
		case 0:
			add("%%");
			break;
		case 1:
			add(" words");
			break;
		case 2:
			add_text();
			break;
		default:
			add_integer();
		}
	}
}

/* Both print format to buffers of this size; everything must be alike. */
static int wrong(size_t size)
{
	char want[ROOM], got[ROOM];
	int want_len, got_len;

	memset(want, GUARD, ROOM);
	memset(got, GUARD, ROOM);
	want_len = vsnprintf(want, size, format, (va_list)args);
	got_len = k_vsnprintf(got, size, format, (va_list)args);
	if (want_len == got_len && memcmp(want, got, ROOM) == 0)
		return 0;
	diag("\"%s\", %08x %08x, room %u: got %d \"%.*s\", wanted %d \"%.*s\"",
	     format, args[0], args[1], size, got_len, (int)size, got,
	     want_len, (int)size, want);
	return 1;
}

static void test_random(void)
{
	int i, bad = 0;

	for (i = 0; i < ROUNDS && bad < 10; i++) {
		make_format();
		bad += wrong(rnd(&seed) % 2 ? ROOM : rnd(&seed) % 50);
	}
	is(bad, 0, "%d random formats", ROUNDS);
}

/* What the kernel has and the C library has not. */
static void test_own(void)
{
	char *null = NULL;
	char s[64];

	__asm__("" : "+r" (null));	/* gcc warns where it sees NULL */
	k_snprintf(s, 64, "%p|%12p|%-10p|", (void *)0xc0100000, NULL,
		   (void *)0xf);
	is_str(s, "c0100000|    00000000|0000000f  |", "%%p");
	k_snprintf(s, 64, "%pS|%pS", (void *)0x1010, (void *)0x2000);
	is_str(s, "start+0x10/0x100|0x2000", "%%pS");
	k_snprintf(s, 64, "%20pS|%-20pS|", (void *)0x1010, (void *)0x2000);
	is_str(s, "    start+0x10/0x100|0x2000              |",
	       "%%pS with a width");
	k_snprintf(s, 64, "%s|%.3s|%8s", null, null, null);
	is_str(s, "(null)|(nu|  (null)", "NULL as a string");
}

/* Formats that mean nothing are printed, and nothing else happens. */
static void test_broken(void)
{
	static const char broken[][8] = { "%", "100%", "%y", "%5", "%-", "%l",
		"%ll", "%hh", "%.", "%-5q", "a%nb" };
	char s[64];
	int i, len;

	args[0] = 7;
	for (i = 0; i < ARRAY_SIZE(broken); i++) {
		len = k_vsnprintf(s, 64, broken[i], (va_list)args);
		ok(len == strlen(broken[i]) && !strcmp(s, broken[i]),
		   "\"%s\" is printed as it is", broken[i]);
	}
	k_vsnprintf(s, 64, "%q %d", (va_list)args);
	is_str(s, "%q 7", "and takes no argument");
}

/* Lengths beyond the buffer are counted, not written. */
static void test_long(void)
{
	char s[8];

	is(k_snprintf(s, 8, "%1000000d", 1), 1000000, "a width of a million");
	is_str(s, "       ", "keeps what fits");
	is(k_snprintf(s, 8, "%.100000x", 1), 100000, "such a precision");
	is_str(s, "0000000", "keeps what fits");
	is(k_snprintf(NULL, 0, "%d%s", 123, "abc"), 6, "no buffer at all");
	is(k_snprintf(s, 1, "abc"), 3, "room for the NUL only");
	is_str(s, "", "is empty");
}

int main(void)
{
	test_random();
	test_own();
	test_broken();
	test_long();
	return done();
}
