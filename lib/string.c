/*
 * string.c - the string functions of the C library. Blocks move by the
 * string instructions, four bytes at a time; strings are short, and plain
 * loops read better. i386 does not mind misaligned words.
 *
 * To be compiled with -fno-tree-loop-distribute-patterns, or gcc sees that a
 * loop here is a strlen(), and calls the function that it is compiling.
 */
#include <linux/string.h>

/* Four bytes anywhere, of whatever type the caller keeps there. */
typedef u32 __attribute__((may_alias, aligned(1))) word_t;

#define WORD	sizeof(word_t)

/*
 * Copies n bytes upwards: words first, then the two bits of the length that
 * are left. Right for overlapping blocks too if `to` is below `from`.
 */
void *memcpy(void *to, const void *from, size_t n)
{
	int si, di, cx;

	__asm__ volatile(
		"	rep; movsl\n"
		"	testb $2, %b6\n"
		"	jz 1f\n"
		"	movsw\n"
		"1:	testb $1, %b6\n"
		"	jz 2f\n"
		"	movsb\n"
		"2:\n"
		: "=&S" (si), "=&D" (di), "=&c" (cx)
		: "0" (from), "1" (to), "2" (n / WORD), "q" (n)
		: "memory");
	return to;
}

/*
 * Copies n bytes between blocks that may overlap. Downwards it is a loop and
 * not `std; rep movsl`: slow in every processor, and an interrupt would find
 * the direction flag set.
 */
void *memmove(void *to, const void *from, size_t n)
{
	u8 *t = to;
	const u8 *f = from;

	if ((size_t)to - (size_t)from >= n)	/* below, or out of reach */
		return memcpy(to, from, n);
	while (n >= WORD) {
		n -= WORD;
		*(word_t *)(t + n) = *(const word_t *)(f + n);
	}
	while (n--)
		t[n] = f[n];
	return to;
}

/* Fills n bytes with the low byte of c. */
void *memset(void *s, int c, size_t n)
{
	u32 pattern = (u8)c * 0x01010101U;	/* the byte, four times */
	int di, cx;

	__asm__ volatile(
		"	rep; stosl\n"
		"	testb $2, %b5\n"
		"	jz 1f\n"
		"	stosw\n"
		"1:	testb $1, %b5\n"
		"	jz 2f\n"
		"	stosb\n"
		"2:\n"
		: "=&D" (di), "=&c" (cx)
		: "0" (s), "1" (n / WORD), "a" (pattern), "q" (n)
		: "memory");
	return s;
}

/* Compares as unsigned bytes: < 0, 0 or > 0. Equal words are skipped. */
int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *p = a, *q = b;

	while (n >= WORD && *(const word_t *)p == *(const word_t *)q) {
		p += WORD;
		q += WORD;
		n -= WORD;
	}
	for (; n; p++, q++, n--)
		if (*p != *q)
			return *p - *q;
	return 0;
}

/* The first byte equal to c, or NULL. */
void *memchr(const void *s, int c, size_t n)
{
	const u8 *p = s;

	for (; n; p++, n--)
		if (*p == (u8)c)
			return (void *)p;
	return NULL;
}

size_t strlen(const char *s)
{
	const char *end = s;

	while (*end)
		end++;
	return end - s;
}

/* The length, but never looks beyond max bytes. */
size_t strnlen(const char *s, size_t max)
{
	size_t n = 0;

	while (n < max && s[n])
		n++;
	return n;
}

char *strcpy(char *to, const char *from)
{
	return memcpy(to, from, strlen(from) + 1);
}

/* Writes n bytes always: a long string gets no NUL, a short one many. */
char *strncpy(char *to, const char *from, size_t n)
{
	size_t len = strnlen(from, n);

	memcpy(to, from, len);
	memset(to + len, 0, n - len);
	return to;
}

/*
 * Copies what fits into size bytes, always with a NUL (unless size is 0).
 * Returns the length of `from`: the copy is whole if that is below size.
 */
size_t strlcpy(char *to, const char *from, size_t size)
{
	size_t len = strlen(from);

	if (size) {
		size_t n = len < size ? len : size - 1;

		memcpy(to, from, n);
		to[n] = '\0';
	}
	return len;
}

char *strcat(char *to, const char *from)
{
	strcpy(to + strlen(to), from);
	return to;
}

/* Compares as unsigned bytes: < 0, 0 or > 0. */
int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (u8)*a - (u8)*b;
}

/* The same, for the first n bytes only. */
int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; a++, b++, n--)
		if (!*a || *a != *b)
			return (u8)*a - (u8)*b;
	return 0;
}

/* The first c in s, or NULL; looking for NUL finds the end. */
char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

/* The last c in s, or NULL. */
char *strrchr(const char *s, int c)
{
	const char *last = NULL;

	do {
		if (*s == (char)c)
			last = s;
	} while (*s++);
	return (char *)last;
}

/* The first place where `what` stands in s, or NULL. */
char *strstr(const char *s, const char *what)
{
	size_t len = strlen(what);

	for (;; s++) {
		if (strncmp(s, what, len) == 0)
			return (char *)s;
		if (!*s)
			return NULL;
	}
}

/* How many bytes at the start of s are all in set, or all out of it. */
static size_t span(const char *s, const char *set, bool in)
{
	size_t n = 0;

	while (s[n] && (strchr(set, s[n]) != NULL) == in)
		n++;
	return n;
}

size_t strspn(const char *s, const char *set)
{
	return span(s, set, true);
}

size_t strcspn(const char *s, const char *set)
{
	return span(s, set, false);
}

/* The first byte of s that is in set, or NULL. */
char *strpbrk(const char *s, const char *set)
{
	s += strcspn(s, set);
	return *s ? (char *)s : NULL;
}

/*
 * Cuts the next piece off *s at any byte of set, and moves *s behind the cut
 * (NULL after the last piece). Pieces may be empty. NULL when there is none.
 */
char *strsep(char **s, const char *set)
{
	char *piece = *s;
	char *cut;

	if (!piece)
		return NULL;
	cut = strpbrk(piece, set);
	if (cut)
		*cut++ = '\0';
	*s = cut;
	return piece;
}
