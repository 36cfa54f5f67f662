/*
 * ctype.h - kinds of characters, ASCII only. Any int may be asked about;
 * what lies outside 0-127 is of no kind.
 */
#ifndef _LINUX_CTYPE_H
#define _LINUX_CTYPE_H

static inline int isdigit(int c)
{
	return (unsigned int)c - '0' < 10;
}

static inline int isupper(int c)
{
	return (unsigned int)c - 'A' < 26;
}

static inline int islower(int c)
{
	return (unsigned int)c - 'a' < 26;
}

/* ASCII: upper and lower case differ in one bit. */
static inline int isalpha(int c)
{
	return islower(c | ('a' ^ 'A'));
}

static inline int isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

static inline int isxdigit(int c)
{
	return isdigit(c) || (unsigned int)(c | ('a' ^ 'A')) - 'a' < 6;
}

/* Blank, tab, newline, vertical tab, form feed, carriage return. */
static inline int isspace(int c)
{
	return c == ' ' || (unsigned int)c - '\t' < 5;
}

static inline int isprint(int c)
{
	return (unsigned int)c - ' ' < 95;
}

static inline int iscntrl(int c)
{
	return (unsigned int)c < ' ' || c == 127;
}

static inline int isgraph(int c)
{
	return isprint(c) && c != ' ';
}

static inline int ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}

static inline int tolower(int c)
{
	return isupper(c) ? c - 'A' + 'a' : c;
}

static inline int toupper(int c)
{
	return islower(c) ? c - 'a' + 'A' : c;
}

#endif
