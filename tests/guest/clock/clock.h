/*
 * clock.h - does time behave, on every CPU? The parts of the program `clock'
 * (main.c). Each prints its results by ok().
 */
#ifndef TESTS_GUEST_CLOCK_H
#define TESTS_GUEST_CLOCK_H

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef uint32_t u32;
typedef uint64_t u64;

#define MAX_CPUS	32
#define TICK_US		10000
#define SEC_US		1000000

/* main.c */
extern u32 nr_cpus;
extern bool ticks_stop;			/* idle CPUs have none: timer=apic */
void ok(bool good, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
u64 now_us(void);			/* CLOCK_MONOTONIC */
bool run_on(u32 cpu);
void real_time(void);			/* before all other processes */
void *share(size_t size);		/* by children, too */
pid_t start(void (*f)(u32), u32 arg);
void reap(pid_t pid);

/* idle.c: an idle system, for so many seconds */
void test_idle(u32 seconds);
/* monotone.c: clocks seen by all CPUs */
void test_monotone(void);
/* sleep.c: sleeps of all kinds, while the load moves */
void test_sleeps(void);
/* keys.c: somebody types */
void test_keys(void);

#endif
