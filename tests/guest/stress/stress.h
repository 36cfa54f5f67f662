/*
 * stress.h - many processes and threads at once, each of which checks what it
 * sees. A stress is
 *
 *	STRESS(pipes, "what it shows")
 *	{
 *		run_workers(8, worker);
 *	}
 *
 * and runs in a process of its own; wrong() says what should not be. All
 * randomness comes from the seed, all loops are bounded by counts. Afterwards
 * main.c compares what the kernel has in use with what it had before.
 *
 * Threads are made by clone() itself, without a C library's care: they use
 * sys() only, and nothing that wants thread-local storage.
 */
#ifndef TESTS_GUEST_STRESS_H
#define TESTS_GUEST_STRESS_H

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#define PAGE		4096
#define MAX_PIDS	256

/* What all processes of a stress share. */
struct shared {
	volatile u32 errors;		/* wrong() was called so often */
	volatile u32 go, stop;		/* for the stress's own use */
	volatile u32 count[MAX_PIDS];
	volatile int pid[MAX_PIDS];
};

extern struct shared *shared;
extern u32 seed, nr_cpus;
extern bool typist;			/* somebody is at the console */
extern bool exact;			/* time is counted in instructions */

#define STRESS(name, text)						\
	static void stress_##name(void);				\
	__attribute__((constructor)) static void add_##name(void)	\
	{								\
		add_stress(#name, text, stress_##name);			\
	}								\
	static void stress_##name(void)

/* main.c */
void add_stress(const char *name, const char *text, void (*run)(void));
void run_stress(const char *name);	/* in the caller's process */
u32 scale(u32 n);			/* n, by the count asked for; not 0 */

/* lib.c: usable by threads, too */
long sys_call(long nr, long a, long b, long c, long d, long e, long f);
#define _SYS(nr, a, b, c, d, e, f, ...)					\
	sys_call(nr, (long)(a), (long)(b), (long)(c), (long)(d),	\
		 (long)(e), (long)(f))
#define sys(name, ...) _SYS(SYS_##name, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)

void wrong(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
u32 seed_for(u32 number);		/* a state for rnd() */
u32 rnd(u32 *state, u32 n);		/* 0 .. n-1 */
static inline u32 atomic_add(volatile u32 *p, u32 n)
{
	return __sync_fetch_and_add(p, n);
}

/* processes: fn(number) in n children; statuses other than 0 are wrong */
void start_workers(u32 n, void (*fn)(u32 number));
void wait_workers(void);
void run_workers(u32 n, void (*fn)(u32 number));
pid_t fork_or_quit(void);
void *map(size_t size, int flags);	/* anonymous, or the process ends */
void move_to(int pid, u32 cpu);
void remove_tree(const char *folder);

/* threads: fn(number) in n threads, which share all but their stack */
void run_threads(u32 n, void (*fn)(u32 number));

/* probe.c: accesses that may fault: 0, or -1 after SIGSEGV or SIGBUS */
void catch_probes(void);
int probe_load(const volatile u32 *p, u32 *value);
int probe_store(volatile u32 *p, u32 value);

/* counts.c: what the kernel has in use */
void settle(void);			/* drops caches, waits for quiet */
void note_counts(void);
void compare_counts(void);
void show_processes(void);

#endif
