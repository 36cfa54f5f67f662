/*
 * checks.h - how the programs of this folder say what they found: nothing
 * where it is as it should be, a line for each check that fails; the last
 * line and the exit status sum it up.
 */
#ifndef TESTS_USERLAND_CHECKS_H
#define TESTS_USERLAND_CHECKS_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int failures;

static inline int check(int good, const char *what, int line)
{
	if (!good) {
		__sync_fetch_and_add(&failures, 1);
		printf("line %d: not so: %s (errno %d)\n", line, what, errno);
		fflush(stdout);
	}
	return good;
}

#define CHECK(cond)	check(!!(cond), #cond, __LINE__)
#define CHECK_STR(a, b)	check(!strcmp((a), (b)), #a " is " #b, __LINE__)

static inline int sum_up(void)
{
	puts(failures ? "not good" : "good");
	return !!failures;
}

#endif
