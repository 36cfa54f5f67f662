/*
 * ulib.c - see ulib.h.
 */
#include <stdarg.h>
#include "ulib.h"

#define OUT_SIZE	4096

void *memset(void *s, int c, size_t n)
{
	char *p = s;

	while (n--)
		*p++ = c;
	return s;
}

void *memcpy(void *to, const void *from, size_t n)
{
	const char *q = from;
	char *p = to;

	while (n--)
		*p++ = *q++;
	return to;
}

size_t strlen(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, ~0U);
}

int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++)
		if (*a != *b || !*a)
			return (u8)*a - (u8)*b;
	return 0;
}

char *strstr(const char *s, const char *what)
{
	size_t n = strlen(what);

	for (; strncmp(s, what, n); s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

/* The number that s begins with, after blanks; *end is what follows. */
u32 to_number(const char *s, const char **end)
{
	u32 n = 0;

	while (*s == ' ' || *s == '\t')
		s++;
	while (*s >= '0' && *s <= '9')
		n = n * 10 + (*s++ - '0');
	if (end)
		*end = s;
	return n;
}

/* n / base, which must fit. C would call libgcc for it. */
u32 divide(u64 n, u32 base)
{
	u32 quotient, rest;

	__asm__("divl %4" : "=a" (quotient), "=d" (rest)
		: "0" ((u32)n), "1" ((u32)(n >> 32)), "rm" (base));
	return quotient;
}

/* --- output: gathered, written by flush() or when the buffer is full ----- */

static char out[OUT_SIZE];
static u32 out_len;

void flush(void)
{
	u32 done = 0;
	int n;

	while (done < out_len) {
		n = syscall3(NR_write, 1, (u32)out + done, out_len - done);
		if (n <= 0 && n != -EINTR)
			break;
		done += n > 0 ? n : 0;
	}
	out_len = 0;
}

static void put(char c)
{
	if (out_len == OUT_SIZE)
		flush();
	out[out_len++] = c;
}

static void put_number(u32 n, u32 base, int width, char fill)
{
	char digits[12];
	int i = 0;

	do {
		digits[i++] = "0123456789abcdef"[n % base];
		n /= base;
	} while (n);
	for (; width > i; width--)
		put(fill);
	while (i)
		put(digits[--i]);
}

/* Left if the width is negative. */
static void put_string(const char *s, int width)
{
	int fill = (width < 0 ? -width : width) - (int)strlen(s);

	for (; width > 0 && fill > 0; fill--)
		put(' ');
	while (*s)
		put(*s++);
	for (; fill > 0; fill--)
		put(' ');
}

/* Knows %s %u %d %x %c %%, a width, - before that of %s, 0 before others'. */
void print(const char *fmt, ...)
{
	va_list args;
	int width, n;
	char fill;
	int left;

	va_start(args, fmt);
	for (; *fmt; fmt++) {
		if (*fmt != '%' || !fmt[1]) {
			put(*fmt);
			continue;
		}
		left = fmt[1] == '-';
		fmt += 1 + left;
		fill = *fmt == '0' ? '0' : ' ';
		width = to_number(fmt, &fmt);
		switch (*fmt) {
		case 's':
			put_string(va_arg(args, const char *),
				   left ? -width : width);
			break;
		case 'd':
			n = va_arg(args, int);
			if (n < 0)
				put('-');
			put_number(n < 0 ? -n : n, 10, width - (n < 0), fill);
			break;
		case 'u':
			put_number(va_arg(args, u32), 10, width, fill);
			break;
		case 'x':
			put_number(va_arg(args, u32), 16, width, fill);
			break;
		case 'c':
			put(va_arg(args, int));
			break;
		default:
			put(*fmt);
		}
	}
	va_end(args);
}

void quit(int status)
{
	flush();
	for (;;)
		syscall1(NR_exit_group, status);
}

/* --- the kernel's -------------------------------------------------------- */

/* Reads a file, at most size - 1 bytes, and ends it with a NUL. Returns the
   number of bytes, or -errno. */
int read_file(const char *name, char *buf, size_t size)
{
	int fd = syscall3(NR_open, (u32)name, O_RDONLY, 0), n = 0;
	size_t len = 0;

	buf[0] = '\0';
	if (fd < 0)
		return fd;
	while (len < size - 1) {
		n = syscall3(NR_read, fd, (u32)buf + len, size - 1 - len);
		if (n <= 0)
			break;
		len += n;
	}
	syscall1(NR_close, fd);
	buf[len] = '\0';
	return n < 0 ? n : (int)len;
}

void sleep_ms(u32 ms)
{
	u32 time[2] = { ms / 1000, ms % 1000 * 1000000 };

	syscall2(NR_nanosleep, time, NULL);
}

/* The CPU that runs this, or -errno. */
int current_cpu(void)
{
	u32 cpu;
	int err = syscall3(NR_getcpu, (u32)&cpu, 0, 0);

	return err < 0 ? err : (int)cpu;
}

void catch_signal(int sig, void (*handler)(int))
{
	struct sigaction sa = { handler, SA_SIGINFO | SA_RESTORER,
				signal_return, 0 };

	syscall4(NR_rt_sigaction, sig, (u32)&sa, 0, sizeof(sa.mask));
}

/* Memory that is read and written, zeroed; NULL if there is none. flags:
   MAP_SHARED or MAP_PRIVATE. */
void *map_memory(size_t size, int flags)
{
	int p = syscall6(NR_mmap2, 0, size, PROT_READ | PROT_WRITE,
			 flags | MAP_ANONYMOUS, -1, 0);

	return (u32)p > -4096U ? NULL : (void *)p;
}
