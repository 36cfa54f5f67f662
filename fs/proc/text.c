/*
 * text.c - writing into the buffer of a text file, and reading numbers that
 * are names. Pure: what does not fit is noted, and nothing sleeps.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include "internal.h"

#define OCTAL_LEN	4		/* bytes of "\040" */

/* Appends; a text that does not fit is left out, and noted. */
void proc_printf(struct proc_buf *b, const char *fmt, ...)
{
	__builtin_va_list args;
	u32 room = b->size - b->len;
	int len;

	__builtin_va_start(args, fmt);
	len = vsnprintf(b->text + b->len, room, fmt, args);
	__builtin_va_end(args);
	if (len < room)
		b->len += len;
	else
		b->full = true;
}

/* The same for a text as it is. */
void proc_puts(struct proc_buf *b, const char *s)
{
	u32 len = strlen(s);

	if (len >= b->size - b->len) {
		b->full = true;
		return;
	}
	memcpy(b->text + b->len, s, len);
	b->len += len;
}

/*
 * Appends s with each byte of `special' as "\ooo". s may be the end of the
 * buffer itself: what is written stays before what is still to be read.
 */
void proc_escape(struct proc_buf *b, const char *s, const char *special)
{
	char *to = b->text + b->len, *end = b->text + b->size - 1;
	char c;

	if (s >= to && s <= end)
		end = NULL;
	while ((c = *s++)) {
		if (to + OCTAL_LEN > (end ? end : s)) {
			b->full = true;
			return;
		}
		if (strchr(special, c)) {
			*to++ = '\\';
			*to++ = '0' + ((u8)c >> 6);
			*to++ = '0' + ((u8)c >> 3 & 7);
			*to++ = '0' + (c & 7);
		} else {
			*to++ = c;
		}
	}
	b->len = to - b->text;
}

/* Reads a decimal number, perhaps with a sign, that is the whole text or is
   followed by blanks; false if it is none, or does not fit. */
bool proc_parse(const char *text, int *number)
{
	bool minus = *text == '-';
	long long n = 0;

	text += minus;
	if (*text < '0' || *text > '9')
		return false;
	for (; *text >= '0' && *text <= '9'; text++) {
		n = n * 10 + *text - '0';
		if (n > INT_MAX)
			return false;
	}
	*number = minus ? -n : n;
	return !*text || *text == ' ' || *text == '\t';
}

/* A name as a decimal number, without zeroes in front; -1 if it is none. */
int proc_number(const struct qstr *name)
{
	int n = 0;
	u32 i;

	if (!name->len || (name->len > 1 && name->name[0] == '0'))
		return -1;
	for (i = 0; i < name->len; i++) {
		u32 digit = name->name[i] - '0';

		if (digit > 9 || n > (INT_MAX - 9) / 10)
			return -1;
		n = n * 10 + digit;
	}
	return n;
}
