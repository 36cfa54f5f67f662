/*
 * holds.h - long operations of the kernel, one at a time, and for how long it
 * holds its lock in them (Q4). One is
 *
 *	HOLD(truncate, "ftruncate() of 32 MB")
 *	{
 *		...
 *	}
 *
 * and runs in a process of its own, whose beginning and end count, too.
 * main.c clears the figures of lockstat before it, and looks at them when the
 * process has ended. What fails is an error: fail() ends the process.
 */
#ifndef TESTS_GUEST_HOLDS_H
#define TESTS_GUEST_HOLDS_H

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

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#define PAGE	4096
#define MB	(1024 * 1024)

#define HOLD(name, text)						\
	static void hold_##name(void);					\
	__attribute__((constructor)) static void add_##name(void)	\
	{								\
		add_hold(#name, text, hold_##name);			\
	}								\
	static void hold_##name(void)

/* Results of calls, or the end with their error. */
#define must(call)	must_be((long)(call), #call)

/* main.c */
void add_hold(const char *name, const char *text, void (*run)(void));

/* lib.c */
void fail(const char *what) __attribute__((noreturn));
long must_be(long result, const char *call);
char *map(u32 size, int flags);		/* anonymous, for reading and writing */
void touch(char *p, u32 size);		/* writes to each page */
int make_file(const char *path, u32 size);	/* open; full of letters */
void fill_file(int fd, u32 size);
void read_all(const char *path);	/* in pieces of 64 KB */
void list(const char *path);		/* getdents64(), 32 KB at a time */
void in_child(void (*fn)(void));	/* and waits for its end */
void sleepers(u32 n);			/* so many children that pause */
void reap(void);			/* until there are no children */

#endif
