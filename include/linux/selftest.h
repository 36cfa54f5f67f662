/*
 * selftest.h - the self-test that the kernel carries, and the TAP that it
 * speaks. tests/selftest/ has the suites; each is a function that calls ok().
 */
#ifndef _LINUX_SELFTEST_H
#define _LINUX_SELFTEST_H

#include <linux/types.h>
#include <linux/compiler.h>

#ifdef CONFIG_SELFTEST
/* tests/selftest/selftest.c */
void run_selftest(void);
#else
static inline void run_selftest(void) { }
#endif

/* One result; returns `good'. The format names what was tested. */
bool ok(bool good, const char *fmt, ...) __printf(2, 3);
void diag(const char *fmt, ...) __printf(1, 2);
u32 selftest_random(void);

/* The suites, a file each */
void test_exceptions(void);
void test_memory(void);
void test_timers(void);
void test_waits(void);
void test_threads(void);
void test_smp(bool all);
void selftest_smp_panic(void);
void selftest_bench(void);

#endif
