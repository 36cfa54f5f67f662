/*
 * pty.h - tests of pseudo terminals, run in the guest:
 *
 *	TEST(winsize, "the size is one on both sides")
 *	{
 *		struct pair p = new_pair();
 *		ok(...); is(have, want);
 *	}
 *
 * Each runs in a process of its own, the leader of a new session, and has
 * TEST_SECONDS; its output is one line of TAP and one for each check that
 * failed. What it leaves open is closed when it ends.
 */
#ifndef TESTS_GUEST_PTY_H
#define TESTS_GUEST_PTY_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define TEST(name, what)						\
	static void test_##name(void);					\
	__attribute__((constructor)) static void add_##name(void)	\
	{								\
		add_test(#name, what, test_##name);			\
	}								\
	static void test_##name(void)

/* main.c */
void add_test(const char *name, const char *what, void (*test)(void));
bool check(bool good, const char *file, int line, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
bool check_is(long have, long want, const char *what, const char *file,
	      int line);
#define ok(cond)	check((cond), __FILE__, __LINE__, "%s (errno %d)", \
			      #cond, errno)
#define is(have, want)	check_is((have), (want), #have, __FILE__, __LINE__)

/* A call that fails with this error. */
#define fails(call, error) \
	is((call) < 0 ? errno : 0, error)

/* help.c. A pair: the master and the terminal; the test ends if there is
   none. new_master(): without the terminal, but unlocked. */
struct pair {
	int master, tty;
	char name[20];			/* of the terminal */
};

struct pair new_master(void);
struct pair new_pair(void);
/* The same by BSD's names: of number n. */
struct pair bsd_pair(int n);
/* No lines, no echo, nothing is changed on the way. */
void make_raw(int fd);
/* Sets and clears bits of c_lflag. */
void change_lflag(int fd, tcflag_t set, tcflag_t clear);
void nonblock(int fd);
void put(int fd, const char *text);
/* Reads as many bytes as `want' has and compares. */
bool got(int fd, const char *want, const char *file, int line);
#define gets_text(fd, want)	got((fd), (want), __FILE__, __LINE__)
/* What poll() says of fd within so many ms. */
int poll_of(int fd, int events, int ms);
/* How many bytes fd takes without waiting. */
int fill(int fd);
/* Starts fn(arg) in a child, and returns when it sleeps. */
pid_t sleeper(int (*fn)(void *), void *arg);
int status_of(pid_t pid);		/* exit status; -1: a signal */
#define in_child(fn, arg)	status_of(sleeper((fn), (arg)))

/* Keeps n CPUs busy until the test ends. */
void keep_busy(int n);
int nr_cpus(void);

#endif
