/*
 * poll.c - waiting for files: poll and ppoll.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <sys/resource.h>

#include "files.h"

#define SOON		30		/* ms */
#define LONG		1000000		/* ms: longer than any test */
#define MASK_SIZE	8		/* bytes of a signal set */

static long poll_one(int fd, int events, int timeout, int *got)
{
	struct pollfd p = { fd, events, -1 };
	long result = SC(poll, &p, 1, timeout);

	*got = p.revents;
	return result;
}

static void pipe_states(void)
{
	int fds[2], got;
	char byte;

	make_pipe(fds);
	is(poll_one(fds[0], POLLIN, 0, &got), 0);
	is(got, 0);
	is(poll_one(fds[1], POLLOUT | POLLIN, 0, &got), 1);
	is(got, POLLOUT);
	SC(write, fds[1], "x", 1);
	is(poll_one(fds[0], POLLIN | POLLRDNORM, 0, &got), 1);
	is(got, POLLIN | POLLRDNORM);
	is(poll_one(fds[0], POLLOUT, 0, &got), 0);
	SC(close, fds[1]);
	is(poll_one(fds[0], POLLIN, 0, &got), 1);
	is(got, POLLIN | POLLHUP);
	SC(read, fds[0], &byte, 1);
	is(poll_one(fds[0], 0, 0, &got), 1);
	is(got, POLLHUP);
	SC(close, fds[0]);
	make_pipe(fds);
	SC(close, fds[0]);
	is(poll_one(fds[1], 0, 0, &got), 1);
	is(got, POLLERR);
	SC(close, fds[1]);
	make_pipe(fds);
	SC(fcntl64, fds[1], F_SETFL, O_NONBLOCK);
	while (SC(write, fds[1], &fds, 4) == 4)
		;
	is(poll_one(fds[1], POLLOUT, 0, &got), 0);
	SC(close, fds[0]);
	SC(close, fds[1]);
}

/* When the parent sleeps. */
static int writes_soon(void *arg)
{
	gets_state(getppid(), 'S');
	return SC(write, *(int *)arg, "x", 1) != 1;
}

static void poll_waits(void)
{
	int fds[2], got;
	long then = now_ms();
	struct pollfd p[3];
	pid_t pid;

	make_pipe(fds);
	is(poll_one(fds[0], POLLIN, SOON, &got), 0);
	ok(now_ms() - then >= SOON);
	is(SC(poll, NULL, 0, SOON), 0);
	ok(now_ms() - then >= 2 * SOON);
	pid = start_child(writes_soon, &fds[1]);
	p[0] = (struct pollfd){ -1, POLLIN, -1 };
	p[1] = (struct pollfd){ fds[0], POLLIN, -1 };
	p[2] = (struct pollfd){ fds[0], POLLIN, -1 };
	is(SC(poll, p, 3, -1), 2);
	is(p[0].revents, 0);
	is(p[1].revents, POLLIN);
	is(p[2].revents, POLLIN);
	is(exit_of(pid), 0);
	SC(read, fds[0], &got, 1);
	catch(SIGUSR1, SA_RESTART);
	signal_after(SIGUSR1, SOON);
	is(poll_one(fds[0], POLLIN, -1, &got), -EINTR);
	signal_after(SIGUSR1, SOON);
	is(poll_one(fds[0], POLLIN, LONG, &got), -EINTR);
}

TEST(poll)
{
	struct rlimit limit;
	struct pollfd p[2];
	int got, f;

	put_file("f", "x", 1);
	f = fd_of("f", O_RDWR);
	is(poll_one(f, POLLIN | POLLOUT, 0, &got), 1);
	is(got, POLLIN | POLLOUT);
	is(poll_one(fd_of("/dev/null", O_RDWR), POLLIN | POLLOUT, -1, &got), 1);
	is(got, POLLIN | POLLOUT);
	is(poll_one(fd_of(".", O_RDONLY), POLLIN, -1, &got), 1);
	is(poll_one(NO_FD, POLLIN, -1, &got), 1);
	is(got, POLLNVAL);
	is(poll_one(-5, POLLIN, 0, &got), 0);
	is(got, 0);
	pipe_states();
	poll_waits();
	getrlimit(RLIMIT_NOFILE, &limit);
	is(SC(poll, p, limit.rlim_cur + 1, 0), -EINVAL);
	is(SC(poll, p, -1, 0), -EINVAL);
	is(SC(poll, p, 0x20000000, 0), -EINVAL);
	wild(poll, 0, 1, 0, 1, 0);
	memset(at_edge(8), 0, 8);
	is(SC(poll, at_edge(8), 2, 0), -EFAULT);
}

/* For both: a time and a mask; `ts' has seconds and nanoseconds of a size. */
#define check_ppoll(name, time_type, nsec_field) do {			\
	time_type ts = { 0, SOON * 1000000 };				\
	struct pollfd p = { 0, POLLIN, 0 };				\
	uint64_t mask = 0, all = -1;					\
	int fds[2];							\
	long then = now_ms();						\
									\
	make_pipe(fds);							\
	p.fd = fds[0];							\
	is(SC(name, &p, 1, &ts, NULL, MASK_SIZE), 0);			\
	ok(now_ms() - then >= SOON);					\
	is(ts.sec, 0);							\
	is(ts.nsec_field, 0);		/* what is left */		\
	SC(write, fds[1], "x", 1);					\
	is(SC(name, &p, 1, NULL, &mask, MASK_SIZE), 1);			\
	is(p.revents, POLLIN);						\
	SC(read, fds[0], &mask, 1);					\
	mask = 0;							\
	catch(SIGUSR1, 0);						\
	caught = 0;							\
	SC(rt_sigprocmask, SIG_BLOCK, &all, NULL, MASK_SIZE);		\
	kill(getpid(), SIGUSR1);					\
	is(SC(name, &p, 1, NULL, &mask, MASK_SIZE), -EINTR);		\
	is(caught, 1);							\
	SC(rt_sigprocmask, SIG_SETMASK, NULL, &mask, MASK_SIZE);	\
	ok(mask >> (SIGUSR1 - 1) & 1);	/* blocked again */		\
	mask = 0;							\
	SC(rt_sigprocmask, SIG_SETMASK, &mask, NULL, MASK_SIZE);	\
	ts.sec = 0;							\
	ts.nsec_field = 1000000000;					\
	is(SC(name, &p, 1, &ts, NULL, MASK_SIZE), -EINVAL);		\
	ts.nsec_field = -1;						\
	is(SC(name, &p, 1, &ts, NULL, MASK_SIZE), -EINVAL);		\
	ts.sec = -1;							\
	ts.nsec_field = 0;						\
	is(SC(name, &p, 1, &ts, NULL, MASK_SIZE), -EINVAL);		\
	ts.sec = 0;							\
	is(SC(name, &p, 1, &ts, &mask, 4), -EINVAL);			\
	is(SC(name, &p, 1, &ts, &mask, 128), -EINVAL);			\
	is(SC(name, &p, -1, &ts, &mask, MASK_SIZE), -EINVAL);		\
	wild(name, 0, 1, 0, 1, (long)&ts, 0, MASK_SIZE);		\
	wild(name, 2, 0, (long)&p, 1, 0, 0, MASK_SIZE);			\
	wild(name, 3, 0, (long)&p, 1, (long)&ts, 0, MASK_SIZE);		\
} while (0)

TEST(ppoll)
{
	check_ppoll(ppoll, struct time_32, frac);
}

TEST(ppoll_time64)
{
	check_ppoll(ppoll_time64, struct time_64, nsec);
}
