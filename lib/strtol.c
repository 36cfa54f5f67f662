/*
 * strtol.c - numbers from text. No white space is skipped and nothing is
 * set aside for errors: *end (if end is given) is left at the first byte that
 * is not part of the number, at s itself if there is none. What does not fit
 * gives the nearest number that does.
 */
#include <linux/string.h>
#include <linux/ctype.h>
#include <linux/limits.h>

#define NO_DIGIT	99

static unsigned int digit(char c)
{
	if (isdigit(c))
		return c - '0';
	if (isalpha(c))
		return tolower(c) - 'a' + 10;
	return NO_DIGIT;
}

/* What "0x" and "0" in front say, for base 0; skips a "0x" of base 16. */
static const char *prefix(const char *s, unsigned int *base)
{
	bool hex = s[0] == '0' && tolower(s[1]) == 'x' && isxdigit(s[2]);

	if (*base == 0)
		*base = hex ? 16 : s[0] == '0' ? 8 : 10;
	return hex && *base == 16 ? s + 2 : s;
}

/* Base 2 to 36, or 0: as C writes it. Multiplies in halves to see overflow. */
unsigned long long simple_strtoull(const char *s, char **end,
				   unsigned int base)
{
	bool full = false;
	u64 n = 0;

	s = prefix(s, &base);
	for (; digit(*s) < base; s++) {
		u64 low = (n & UINT_MAX) * base + digit(*s);
		u64 high = (n >> 32) * base + (low >> 32);

		if (high > UINT_MAX)
			full = true;
		n = high << 32 | (u32)low;
	}
	if (end)
		*end = (char *)s;
	return full ? ULLONG_MAX : n;
}

unsigned long simple_strtoul(const char *s, char **end, unsigned int base)
{
	unsigned long long n = simple_strtoull(s, end, base);

	return n > ULONG_MAX ? ULONG_MAX : n;
}

/* The same with a sign, + or -; a sign without digits is no number. */
long simple_strtol(const char *s, char **end, unsigned int base)
{
	bool minus = *s == '-';
	const char *digits = s + (minus || *s == '+');
	unsigned long n;
	char *stop;

	n = simple_strtoul(digits, &stop, base);
	if (end)
		*end = stop == digits ? (char *)s : stop;
	if (minus)
		return n > LONG_MAX ? LONG_MIN : -(long)n;
	return n > LONG_MAX ? LONG_MAX : (long)n;
}
