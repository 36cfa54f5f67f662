/*
 * cmdline.c - reading the values of kernel parameters, and cutting a line
 * into words. Pure functions on text; nothing is allocated.
 */
#include <linux/cmdline.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/string.h>

/* The power of two that a K, M or G behind a number stands for, or 0. */
static unsigned int unit_shift(char unit)
{
	switch (toupper(unit)) {
	case 'K':
		return 10;
	case 'M':
		return 20;
	case 'G':
		return 30;
	}
	return 0;
}

/*
 * A size: digits as C writes them, then perhaps K, M or G. In bytes; too much
 * gives ULLONG_MAX. *end is left behind the last byte used, at s if there is
 * no number.
 */
u64 memparse(const char *s, char **end)
{
	char *stop;
	u64 n = simple_strtoull(s, &stop, 0);
	unsigned int shift = stop == s ? 0 : unit_shift(*stop);

	if (end)
		*end = stop + (shift != 0);
	return n > ULLONG_MAX >> shift ? ULLONG_MAX : n << shift;
}

/*
 * Takes one number, with a sign perhaps, from a list with commas. Returns 0
 * if there is none (*s stays), 1 if it ended the list or something else than
 * a comma follows, 2 if *s now stands behind a comma.
 */
int get_option(char **s, int *value)
{
	char *stop;
	long n = simple_strtol(*s, &stop, 0);

	if (stop == *s)
		return 0;
	*value = n;
	*s = stop;
	if (*stop != ',')
		return 1;
	(*s)++;
	return 2;
}

/*
 * The whole of s is one number between least and most. Returns 0, -EINVAL if
 * it is not a number, -ERANGE if it is outside; *value is set only for 0.
 */
int get_number(const char *s, unsigned long least, unsigned long most,
	       unsigned long *value)
{
	char *stop;
	u64 n = simple_strtoull(s, &stop, 0);

	if (stop == s || *stop)
		return -EINVAL;
	if (n < least || n > most)
		return -ERANGE;
	*value = n;
	return 0;
}

/*
 * Cuts the next word off *line in place. White space ends a word, but not
 * between double quotes; the quotes themselves go away, wherever they stand.
 * Returns NULL at the end of the line. *open_quote: the line ended before
 * the quote did.
 */
char *next_word(char **line, bool *open_quote)
{
	char *from = *line, *to, *word;
	bool quoted = false;

	while (isspace(*from))
		from++;
	*open_quote = false;
	*line = from;
	if (!*from)
		return NULL;
	for (word = to = from; *from && (quoted || !isspace(*from)); from++) {
		if (*from == '"')
			quoted = !quoted;
		else
			*to++ = *from;
	}
	*line = *from ? from + 1 : from;
	*to = '\0';			/* after the read: may be *from */
	*open_quote = quoted;
	return word;
}
