/*
 * tap.h - the Test Anything Protocol for the host's programs:
 *
 *	ok(cond, "name %d", i)		one test
 *	is(got, want, "name")		the same for numbers: shows both
 *	is_str(got, want, "name")	and for strings
 *	return done();			prints the plan; the exit status
 *
 * A test may stand in a loop over many inputs that is one `ok' at its end;
 * diag() then says which input it was. rnd() is a generator with a seed: every
 * run sees the same numbers.
 */
#ifndef UNIT_TAP_H
#define UNIT_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int tap_tests, tap_failed;

/* A line for the reader of a failure. */
static inline __attribute__((format(printf, 1, 2)))
void diag(const char *fmt, ...)
{
	va_list args;

	printf("# ");
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
}

/* One test; returns cond. */
static inline __attribute__((format(printf, 4, 5)))
int tap_ok(int cond, const char *file, int line, const char *fmt, ...)
{
	va_list args;

	printf("%s %d - ", cond ? "ok" : "not ok", ++tap_tests);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	if (!cond) {
		tap_failed++;
		diag("failed at %s:%d", file, line);
	}
	fflush(stdout);
	return cond;
}

#define ok(cond, ...)	tap_ok(!!(cond), __FILE__, __LINE__, __VA_ARGS__)

#define is(got, want, ...) do { \
	long long got_ = (long long)(got), want_ = (long long)(want); \
	if (!ok(got_ == want_, __VA_ARGS__)) \
		diag("got %lld (%#llx), wanted %lld (%#llx)", \
		     got_, got_, want_, want_); \
} while (0)

#define is_str(got, want, ...) do { \
	const char *got_ = (got), *want_ = (want); \
	if (!ok(got_ && want_ ? !strcmp(got_, want_) : got_ == want_, \
		__VA_ARGS__)) \
		diag("got \"%s\", wanted \"%s\"", got_ ? got_ : "(null)", \
		     want_ ? want_ : "(null)"); \
} while (0)

/* Prints the plan; 0 if all went well. */
static inline int done(void)
{
	printf("1..%d\n", tap_tests);
	if (tap_failed)
		diag("%d of %d tests failed", tap_failed, tap_tests);
	return tap_failed != 0;
}

/* xorshift: 32 bits of chance from a state that is never 0. */
static inline unsigned int rnd(unsigned int *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

#endif
