/*
 * calls.h - tests of system calls, run in the guest. Each call of
 * asm/syscall_table.h has one:
 *
 *	TEST(read)
 *	{
 *		is(SC(read, fd, buf, 3), 3);		the result
 *		is(SC(read, 99, buf, 3), -EBADF);	documented errors
 *		wild(read, 1, 3, fd, 0, 10);		wild pointers
 *	}
 *
 * SC() is the bare system call: a result or a negative errno. Each test runs
 * in a process of its own, in an empty directory of its own, as root, and has
 * CALL_SECONDS; its output is one line of TAP and a line for each check that
 * failed. A test for several calls names the others by ALSO(). main.c finds
 * calls without a test.
 */
#ifndef TESTS_GUEST_CALLS_H
#define TESTS_GUEST_CALLS_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

/* The numbers of the kernel's own table: NR_read, ... */
enum {
#define CALL(nr, name, args, flags) NR_##name = nr,
#include "../../../include/asm-i386/syscall_table.h"
#undef CALL
};

#define TEST(name)							\
	static void test_##name(void);					\
	__attribute__((constructor)) static void add_##name(void)	\
	{								\
		add_test(NR_##name, #name, test_##name);		\
	}								\
	static void test_##name(void)

#define ALSO(name)							\
	__attribute__((constructor)) static void also_##name(void)	\
	{								\
		add_test(NR_##name, #name, NULL);			\
	}

/*
 * One test more of a call: of a mistake that the kernel once made.
 *
 *	BUG(chown, "set-id bits of others' files")
 */
#define BUG(name, what)	_BUG(name, what, __LINE__)
#define _BUG(name, what, line)	__BUG(name, what, line)
#define __BUG(name, what, line)						\
	static void bug_##line(void);					\
	__attribute__((constructor)) static void add_bug_##line(void)	\
	{								\
		add_bug(NR_##name, #name ": " what, bug_##line);	\
	}								\
	static void bug_##line(void)

/* main.c: test NULL: it is tested along with another */
void add_test(int nr, const char *name, void (*test)(void));
void add_bug(int nr, const char *what, void (*test)(void));

/* The call itself, with up to six arguments. */
long raw_call(int nr, long a, long b, long c, long d, long e, long f);
#define _SC(nr, a, b, c, d, e, f, ...) \
	raw_call(nr, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), \
		 (long)(f))
#define SC(name, ...) _SC(NR_##name, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)

/* check.c: a check that fails prints where and why, and is counted */
extern int failures;
bool check(bool good, const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
bool check_is(long have, long want, const char *what, const char *file,
	      int line);
#define ok(cond)	check((cond), __FILE__, __LINE__, "%s", #cond)
#define is(have, want)	check_is((have), (want), #have, __FILE__, __LINE__)

/*
 * Calls `name' with argument number `index' (0 is the first) replaced by each
 * kind of pointer at which there is nothing, or, if `written',
 * where nothing may be written, and expects -EFAULT each time. `written': the
 * kernel writes there (1), reads only (0).
 */
void wild_call(int nr, const char *name, int index, int written,
	       const long *args, const char *file, int line);
#define wild(name, index, written, ...) \
	wild_call(NR_##name, #name, index, written, \
		  (long[6]){ __VA_ARGS__ }, __FILE__, __LINE__)

/* An address of `size' bytes that end where an unmapped page begins. */
void *at_edge(size_t size);

/* Runs fn(arg) in a child as uid (and gid) `id', returns its wait status. */
int as_user(int id, int (*fn)(void *), void *arg);
/* A file of this name in the test's directory with these contents. */
void put_file(const char *name, const void *data, size_t size);

#endif
