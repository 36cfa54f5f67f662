/*
 * vsprintf.c - formatted text, for printk() and for the files of /proc.
 *
 * As in C: %d %i %u %x %X %o %c %s %p %%; flags - + space 0 #; width and
 * precision, both also as *; sizes hh h l ll z. Besides: %pS prints a code
 * address as symbol+offset/size. %p is eight digits. There is no %n and no
 * floating point; a conversion that is not known is printed as it stands.
 */
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/ctype.h>
#include <linux/limits.h>
#include <linux/ksyms.h>
#include <linux/div64.h>

#define LEFT	0x01			/* - */
#define PLUS	0x02			/* + */
#define SPACE	0x04			/* space */
#define ZERO	0x08			/* 0 */
#define PREFIX	0x10			/* # */
#define SIGNED	0x20			/* %d: a sign may come */
#define CAPITAL	0x40			/* %X: digits and prefix */

#define MAX_DIGITS	22		/* 64 bits in octal */
#define MAX_SYMBOL	(KSYM_NAME_LEN + 24)	/* symbol+offset/size */

/* Where the text goes: counts everything, keeps what fits. */
struct out {
	char *buf;
	size_t size;
	size_t len;			/* may grow beyond size */
};

/* One conversion: %[flags][width][.precision][bytes]. */
struct spec {
	unsigned int flags;
	int width;			/* 0: as long as it is */
	int precision;			/* -1: not given */
	int bytes;			/* of the argument: 1, 2, 4, 8 */
};

static void put(struct out *o, char c)
{
	if (o->len < o->size)
		o->buf[o->len] = c;
	o->len++;
}

static void put_many(struct out *o, char c, int n)
{
	while (n-- > 0)
		put(o, c);
}

/* Text of a known length, filled with blanks to the width. */
static void put_text(struct out *o, const struct spec *sp, const char *s,
		     int len)
{
	int i, fill = sp->width - len;

	if (!(sp->flags & LEFT))
		put_many(o, ' ', fill);
	for (i = 0; i < len; i++)
		put(o, s[i]);
	if (sp->flags & LEFT)
		put_many(o, ' ', fill);
}

static void put_string(struct out *o, const struct spec *sp, const char *s)
{
	size_t most = sp->precision < 0 ? INT_MAX : sp->precision;

	if (!s)
		s = "(null)";
	put_text(o, sp, s, strnlen(s, most));
}

/* Digits of n, last one first; returns how many, none for 0. */
static int to_digits(char *digits, u64 n, u32 base, bool capital)
{
	const char *set = capital ? "0123456789ABCDEF" : "0123456789abcdef";
	u32 low;
	int i = 0;

	while (n >> 32)
		digits[i++] = set[div64_32(&n, base)];
	for (low = n; low; low /= base)
		digits[i++] = set[low % base];
	return i;
}

/* What stands before the digits: a sign, or what names the base. */
static const char *before(const struct spec *sp, u64 n, u32 base, bool minus)
{
	if (minus)
		return "-";
	if (sp->flags & SIGNED)
		return sp->flags & PLUS ? "+" : sp->flags & SPACE ? " " : "";
	if (sp->flags & PREFIX && base == 16 && n)
		return sp->flags & CAPITAL ? "0X" : "0x";
	return "";
}

/*
 * [blanks][sign or prefix][zeroes][digits][blanks]. A precision is the least
 * number of digits; without one, flag 0 makes the blanks zeroes.
 */
static void put_number(struct out *o, const struct spec *sp, u64 n, u32 base)
{
	bool minus = sp->flags & SIGNED && (s64)n < 0;
	const char *sign = before(sp, n, base, minus);
	char digits[MAX_DIGITS];
	int len, zeroes, fill;

	len = to_digits(digits, minus ? -n : n, base, sp->flags & CAPITAL);
	zeroes = (sp->precision < 0 ? 1 : sp->precision) - len;
	if (sp->flags & PREFIX && base == 8 && zeroes <= 0)
		zeroes = 1;
	if (zeroes < 0)
		zeroes = 0;
	fill = sp->width - (int)strlen(sign) - zeroes - len;
	if (sp->precision < 0 && (sp->flags & (ZERO | LEFT)) == ZERO &&
	    fill > 0) {
		zeroes += fill;
		fill = 0;
	}

	if (!(sp->flags & LEFT))
		put_many(o, ' ', fill);
	while (*sign)
		put(o, *sign++);
	put_many(o, '0', zeroes);
	while (len)
		put(o, digits[--len]);
	if (sp->flags & LEFT)
		put_many(o, ' ', fill);
}

/* %p: eight digits. %pS: the symbol. Returns what follows in the format. */
static const char *put_pointer(struct out *o, struct spec *sp,
			       const char *fmt, unsigned long addr)
{
	char name[MAX_SYMBOL];

	if (*fmt == 'S') {
		sprint_symbol(name, sizeof(name), addr);
		put_string(o, sp, name);
		return fmt + 1;
	}
	sp->flags &= LEFT;
	sp->precision = 2 * sizeof(addr);
	put_number(o, sp, addr, 16);
	return fmt;
}

static const char *get_flags(struct spec *sp, const char *fmt)
{
	static const char flags[] = "-+ 0#";	/* LEFT, PLUS, ... in order */
	const char *f;

	sp->flags = 0;
	while (*fmt && (f = strchr(flags, *fmt)) != NULL) {
		sp->flags |= 1 << (f - flags);
		fmt++;
	}
	return fmt;
}

/* A number or *; what does not fit is as large as can be. */
static const char *get_number(int *value, const char *fmt,
			      __builtin_va_list *args)
{
	char *end;

	if (*fmt == '*') {
		*value = __builtin_va_arg(*args, int);
		return fmt + 1;
	}
	*value = 0;
	if (isdigit(*fmt)) {
		*value = min(simple_strtoul(fmt, &end, 10),
			     (unsigned long)INT_MAX);
		fmt = end;
	}
	return fmt;
}

/* A negative width means left; a negative precision, none. */
static const char *get_sizes(struct spec *sp, const char *fmt,
			     __builtin_va_list *args)
{
	fmt = get_number(&sp->width, fmt, args);
	if (sp->width < 0) {
		sp->flags |= LEFT;
		sp->width = sp->width == INT_MIN ? INT_MAX : -sp->width;
	}
	sp->precision = -1;
	if (*fmt == '.')
		fmt = get_number(&sp->precision, fmt + 1, args);
	return fmt;
}

/* How large the argument is. All but ll come as int: i386 has 4-byte longs. */
static const char *get_length(struct spec *sp, const char *fmt)
{
	char c = *fmt;

	sp->bytes = sizeof(int);
	if (c != 'h' && c != 'l' && c != 'z')
		return fmt;
	fmt++;
	if (c == 'z' || *fmt != c) {
		sp->bytes = c == 'h' ? sizeof(short) : sizeof(long);
		return fmt;
	}
	sp->bytes = c == 'h' ? sizeof(char) : sizeof(long long);
	return fmt + 1;
}

/* Takes an integer and cuts it to its type. */
static u64 get_integer(const struct spec *sp, __builtin_va_list *args)
{
	bool sign = sp->flags & SIGNED;
	u32 n;

	if (sp->bytes == sizeof(u64))
		return __builtin_va_arg(*args, u64);
	n = __builtin_va_arg(*args, u32);
	if (sp->bytes == sizeof(u8))
		return sign ? (u64)(s8)n : (u8)n;
	if (sp->bytes == sizeof(u16))
		return sign ? (u64)(s16)n : (u16)n;
	return sign ? (u64)(s32)n : n;
}

/* The conversion that starts at the % of fmt; returns what follows it. */
static const char *convert(struct out *o, const char *fmt,
			   __builtin_va_list *args)
{
	const char *start = fmt;
	struct spec sp;
	char c;

	fmt = get_flags(&sp, fmt + 1);
	fmt = get_sizes(&sp, fmt, args);
	fmt = get_length(&sp, fmt);
	switch (*fmt++) {
	case 'd':
	case 'i':
		sp.flags |= SIGNED;
		/* fall through */
	case 'u':
		put_number(o, &sp, get_integer(&sp, args), 10);
		return fmt;
	case 'X':
		sp.flags |= CAPITAL;
		/* fall through */
	case 'x':
		put_number(o, &sp, get_integer(&sp, args), 16);
		return fmt;
	case 'o':
		put_number(o, &sp, get_integer(&sp, args), 8);
		return fmt;
	case 'c':
		c = __builtin_va_arg(*args, int);
		put_text(o, &sp, &c, 1);
		return fmt;
	case 's':
		put_string(o, &sp, __builtin_va_arg(*args, const char *));
		return fmt;
	case 'p':
		return put_pointer(o, &sp, fmt,
				   __builtin_va_arg(*args, unsigned long));
	case '%':
		put(o, '%');
		return fmt;
	}
	put(o, '%');			/* not known, or the end of fmt */
	return start + 1;
}

/*
 * Writes at most size bytes, the last of them NUL (none if size is 0).
 * Returns the length that the whole text has, without the NUL.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args)
{
	struct out o = { buf, size, 0 };
	__builtin_va_list ap;

	__builtin_va_copy(ap, args);
	while (*fmt) {
		if (*fmt == '%')
			fmt = convert(&o, fmt, &ap);
		else
			put(&o, *fmt++);
	}
	__builtin_va_end(ap);
	if (size)
		buf[min(o.len, size - 1)] = '\0';
	return o.len;
}

int snprintf(char *buf, size_t size, const char *fmt, ...)
{
	__builtin_va_list args;
	int len;

	__builtin_va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	__builtin_va_end(args);
	return len;
}
