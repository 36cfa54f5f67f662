/*
 * help.h - what the tests of processes, signals and memory share.
 */
#ifndef TESTS_GUEST_HELP_H
#define TESTS_GUEST_HELP_H

#include "calls.h"

#define PAGE		4096
#define NR_SIGNALS	64
#define PATIENCE_MS	60000		/* for what is only late */

/* The structures of the kernel's interface where the C library's differ. */
struct old_sigaction {
	void (*handler)(int);
	uint32_t mask;
	unsigned long flags;
	void *restorer;
};

struct kernel_sigaction {
	void *handler;
	unsigned long flags;
	void *restorer;
	uint64_t mask;
};

struct timespec32 {
	int32_t sec, nsec;
};

struct timeval32 {
	int32_t sec, usec;
};

struct timespec64 {
	int64_t sec, nsec;
};

struct itimerval32 {
	struct timeval32 interval, value;
};

/* Runs fn(arg) in a child. Its failed checks are counted here. Returns its
   wait status. */
int in_child(int (*fn)(void *), void *arg);
/* The signal that fn(arg) dies of in a child; 0: it ended otherwise. No core
   is dumped. */
int dies_of(int (*fn)(void *), void *arg);
/* A new child that sleeps until it is killed by end_child(). */
pid_t idle_child(void);
void end_child(pid_t pid);

/* Pages that children share with us; private ones, read and write. */
void *shared_pages(int n);
void *private_pages(int n);

/* Is this the test machine, whose clock, name and log may be changed? */
bool in_guest(void);

void sleep_ms(int ms);
/* Milliseconds of the monotonic clock. */
long now_ms(void);
/* Waits up to a minute for *word to become `value'. */
bool becomes(volatile int *word, int value);
/* The state of a process as in /proc/PID/stat, 0 when there is none. */
char state_of(pid_t pid);
/* Waits up to a minute for a process to get into that state. */
bool gets_state(pid_t pid, char state);
/* A child that sends sig to the caller, once, when it sleeps, but not before
   ms milliseconds have passed. */
pid_t signal_after(int sig, int ms);
/* Waits up to a minute until a process runs no more: it sleeps, or is over. */
bool comes_to_rest(pid_t pid);
/* Runs for ms milliseconds, and until it has been charged as much CPU time,
   nearly all of it in user mode; a minute at most. */
void use_cpu(int ms);

/* The raw rt_sigaction(), without the C library's restorer. */
long handle(int sig, void *handler, unsigned long flags);
/* Blocks or unblocks one signal. */
void block(int sig);
void unblock(int sig);
/* The mask, as 64 bits. */
uint64_t get_mask(void);
void set_mask(uint64_t mask);
#define bit(sig)	(1ULL << ((sig) - 1))

/* help.c counts here what count_signal(), a handler, sees. */
extern volatile int seen[NR_SIGNALS + 1];
void count_signal(int sig);
void clear_seen(void);

/* The absolute name of this program: with `argv[0]' = "helper NAME" it runs a
   helper instead of the tests. */
extern const char *self;
void end_helper(int status) __attribute__((noreturn));
#define HELPER(name)							\
	static int helper_##name(int argc, char **argv);		\
	__attribute__((constructor(201))) static void			\
	start_##name(int argc, char **argv)				\
	{								\
		if (argc > 0 && !strcmp(argv[0], "helper " #name))	\
			end_helper(helper_##name(argc, argv));		\
	}								\
	static int helper_##name(int argc, char **argv)
/* Makes this child the helper; does not come back. */
void become(const char *helper);
/* The exit status of the helper in a child; -1: it did not exit. */
int run_helper(const char *helper);

/* Parts of tests: of sigreturn(), in sigfpu.c; of kill(), in siginfo.c and
   sigstop.c; of setrlimit(), in core.c; of personality(), in anycall.c. */
void test_fpu(void);
void test_siginfo(void);
void test_stops(void);
void test_core(void);
void test_unknown(void);
void test_garbage(void);

#endif
